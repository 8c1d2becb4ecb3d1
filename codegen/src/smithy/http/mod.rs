//! The HTTP binding traits (Smithy 2.0, "HTTP bindings").

mod bindings;
mod conflicts;
mod uri;

pub(super) use bindings::{
    Filler, Message, Use, check_request, check_structure, unbind, unbound_label,
};
pub(super) use conflicts::check_conflicts;
pub(super) use uri::{host_labels, label, parse};

use super::build::status;
use super::path::Path;
use super::raw::{RawShape, RawTrait, find_trait};
use crate::json::{At, Node};
use crate::model::Http;
use crate::report::{Code, Problem, Problems, closest, quoted};

/// The `http` trait of an operation.
pub(super) fn read(operation: &RawShape<'_>, problems: &mut Problems) -> Option<Http> {
    let applied = find_trait(&operation.traits, "http")?;
    let method = applied.value.get("method")?.as_str()?;
    let uri = applied.value.get("uri")?.as_str()?;
    let pattern = match parse(uri) {
        Ok(pattern) => pattern,
        Err(message) => {
            let pointer = applied.at(|path| path.key("uri").place());
            problems.push(
                Problem::new(Code::UriPattern, pointer, At::Value, message)
                    .label("malformed URI pattern"),
            );
            return None;
        }
    };
    check_method(applied, method, problems);
    check_code(applied, problems);
    Some(Http {
        method: method.to_owned(),
        uri: uri.to_owned(),
        segments: pattern.segments,
        query: pattern.query,
        code: applied.value.get("code").and_then(code).unwrap_or(200),
    })
}

/// The methods that HTTP has (RFC 9110, section 9.3; RFC 5789).
const METHODS: [&str; 9] = [
    "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE",
];

fn check_method(applied: &RawTrait<'_>, method: &str, problems: &mut Problems) {
    if METHODS.contains(&method) || method.is_empty() {
        return;
    }
    let place = applied.at(|path: &Path<'_>| path.key("method").place());
    let meant = closest(method, METHODS).map(|meant| format!("did you mean `{meant}`?"));
    if !is_token(method) {
        let message = format!("{} is not a method of HTTP", quoted(method));
        let help = meant.unwrap_or_else(|| "a method is one word, such as `POST`".to_owned());
        let problem = Problem::new(Code::TraitValue, place, At::Value, message);
        problems.push(problem.label("not a method").help(help));
        return;
    }
    let message = format!("HTTP has no method {}", quoted(method));
    let help = meant.unwrap_or_else(|| format!("methods are `{}`", METHODS.join("`, `")));
    problems.push(
        Problem::new(Code::UnusualHttp, place, At::Value, message)
            .label("sent as it is, and left out of `openapi.json`")
            .help(help),
    );
}

/// The status is that of success.
fn check_code(applied: &RawTrait<'_>, problems: &mut Problems) {
    let Some(code) = applied.value.get("code").and_then(status) else {
        return;
    };
    if matches!(code, 200..400) || !matches!(code, 100..1000) {
        return;
    }
    let place = applied.at(|path: &Path<'_>| path.key("code").place());
    let message = format!("the status {code} is not one of success");
    problems.push(
        Problem::new(Code::UnusualHttp, place, At::Value, message)
            .label("the operation's own status")
            .help(
                "write one from 200 to 299; errors have theirs in `smithy.api#httpError`"
                    .to_owned(),
            ),
    );
}

/// The status of an error is of the kind that the error is of.
pub(super) fn check_error(error: &RawShape<'_>, problems: &mut Problems) {
    let fault = find_trait(&error.traits, "error").and_then(|applied| applied.value.as_str());
    let applied = find_trait(&error.traits, "httpError");
    let (Some(fault), Some(applied)) = (fault, applied) else {
        return;
    };
    let Some(code) = status(applied.value).filter(|code| matches!(code, 100..1000)) else {
        return;
    };
    let (fits, wanted) = match fault {
        "client" => (matches!(code, 300..500), "400 to 499"),
        "server" => (matches!(code, 500..600), "500 to 599"),
        _ => return,
    };
    if fits {
        return;
    }
    let message = format!("the status {code} is not one of a {fault}'s error");
    problems.push(
        Problem::new(Code::UnusualHttp, applied.place(), At::Value, message)
            .label(format!("the error is `{fault}`"))
            .help(format!(
                "write one from {wanted}, or change `smithy.api#error`"
            )),
    );
}

fn code(value: &Node<'_>) -> Option<u16> {
    status(value)
}

/// Whether the text is a token as methods and header names are (RFC 9110, section 5.6.2).
pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_token_character)
}

/// Whether a token can hold a character.
pub(super) fn is_token_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}
