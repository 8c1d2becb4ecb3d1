//! What holds of HTTP's words whatever format a spec has: methods, statuses, tokens, host prefixes.

use crate::json::At;
use crate::limits;
use crate::model::{Fault, Format};
use crate::report::{Code, Place, Problem, closest, quoted};

/// The methods that HTTP has (RFC 9110, section 9.3; RFC 5789).
const METHODS: [&str; 9] = [
    "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE",
];

/// Whether the text is a token as methods and header names are (RFC 9110, section 5.6.2).
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_token_character)
}

/// Whether a token can hold a character.
pub(crate) fn is_token_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}

/// Whether a number is a status: three digits (RFC 9110, section 15).
pub(crate) fn is_status(code: u16) -> bool {
    matches!(code, 100..1000)
}

/// Says that something is no status.
pub(crate) fn no_status(place: impl Into<Place>) -> Problem {
    let message = "a status has three digits";
    Problem::new(Code::TraitValue, place, At::Value, message)
        .label("not a status")
        .help("write a number from 100 to 999".to_owned())
}

/// The method that a text is probably meant for, as help.
pub(crate) fn meant_method(method: &str) -> Option<String> {
    closest(method, METHODS).map(|meant| format!("did you mean `{meant}`?"))
}

/// Warns of a token that is no method of HTTP.
pub(crate) fn unusual_method(method: &str, place: impl Into<Place>) -> Option<Problem> {
    if METHODS.contains(&method) {
        return None;
    }
    let message = format!("HTTP has no method {}", quoted(method));
    let help =
        meant_method(method).unwrap_or_else(|| format!("methods are `{}`", METHODS.join("`, `")));
    Some(
        Problem::new(Code::UnusualHttp, place, At::Value, message)
            .label("sent as it is, and left out of `openapi.json`")
            .help(help),
    )
}

/// Warns of an operation's own status that is not one of success.
pub(crate) fn unusual_success(
    code: u16,
    place: impl Into<Place>,
    format: Format,
) -> Option<Problem> {
    if matches!(code, 200..400) {
        return None;
    }
    let theirs = match format {
        Format::Smithy => "`smithy.api#httpError`",
        Format::Botocore => "`httpStatusCode` of `error`",
    };
    let message = format!("the status {code} is not one of success");
    Some(
        Problem::new(Code::UnusualHttp, place, At::Value, message)
            .label("the operation's own status")
            .help(format!(
                "write one from 200 to 299; errors have theirs in {theirs}"
            )),
    )
}

/// Warns of an error's status that does not say whose fault it is.
pub(crate) fn unusual_error(
    status: u16,
    fault: Fault,
    place: impl Into<Place>,
    format: Format,
) -> Option<Problem> {
    let (fits, wanted, name) = match fault {
        Fault::Client => (matches!(status, 300..500), "400 to 499", "client"),
        Fault::Server => (matches!(status, 500..600), "500 to 599", "server"),
    };
    if fits {
        return None;
    }
    let or = match format {
        Format::Smithy => ", or change `smithy.api#error`",
        // The status decides.
        Format::Botocore => "",
    };
    let message = format!("the status {status} is not one of a {name}'s error");
    Some(
        Problem::new(Code::UnusualHttp, place, At::Value, message)
            .label(format!("the error is `{name}`"))
            .help(format!("write one from {wanted}{or}")),
    )
}

/// The labels of a host prefix, such as `{Bucket}.`; `None` if it is none: what stands between them is
/// put before the host as it is, so it can be nothing but a part of a host's name.
pub(crate) fn host_labels(prefix: &str) -> Option<Vec<&str>> {
    let is_of_host = |text: &str| {
        let mut characters = text.chars();
        characters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))
    };
    if prefix.len() > limits::URI_BYTES {
        return None;
    }
    let (first, rest) = prefix.split_at(prefix.find('{').unwrap_or(prefix.len()));
    let parts = rest.split('{').skip(1).map(|part| {
        let (name, after) = part.split_once('}')?;
        (!name.is_empty() && is_of_host(after)).then_some(name)
    });
    parts.collect::<Option<_>>().filter(|_| is_of_host(first))
}

/// Says that something is no host prefix.
pub(crate) fn no_host_prefix(place: impl Into<Place>) -> Problem {
    let message = "a host prefix is a part of a host's name, perhaps with labels";
    Problem::new(Code::UriPattern, place, At::Value, message)
        .label("malformed")
        .help("write letters, digits, `-`, `.` and members in braces, as in `{Bucket}.`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_prefixes() {
        assert_eq!(host_labels("{Bucket}.x-{b}."), Some(vec!["Bucket", "b"]));
        assert_eq!(host_labels("data."), Some(Vec::new()));
        for odd in [
            "{a",
            "a}",
            "{a}}.",
            "{a}.b c",
            "x/{a}.",
            "evil.example/",
            "{a}@",
            "ä.",
        ] {
            assert_eq!(host_labels(odd), None, "{odd}");
        }
        assert_eq!(host_labels("{}."), None);
    }
}
