//! Host prefixes (Smithy 2.0, "endpoint trait").

use super::text::Texts;
use super::write_error::{WriteError, WriteErrorKind};
use crate::{Codec, Plain};

/// The prefix in which labels stand for what `label` says.
pub(super) fn fill(
    prefix: &str,
    label: impl Fn(&str) -> Option<String>,
) -> Result<String, WriteError> {
    let mut filled = String::new();
    let mut rest = prefix;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let value = label(name).filter(|it| is_host_label(it));
        let value = value.ok_or_else(|| WriteError::new(WriteErrorKind::HostLabel, name))?;
        filled.push_str(before);
        filled.push_str(&value);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// Whether a text can stand between the dots of a host name (RFC 1123 section 2.1). Anything
/// else could send the request, signed as it is, to a host of someone else's.
fn is_host_label(text: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&text.len())
        && text.bytes().all(is_inner)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// The text of a member with `hostLabel`; `None` if it is absent.
pub fn host_label<T>(value: &T) -> Option<String>
where
    Plain: Codec<T>,
{
    match Texts::of::<Plain, T>(value) {
        Ok(Texts::One(text)) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(prefix: &str, value: &str) -> Result<String, WriteErrorKind> {
        let label = |name: &str| (name == "Bucket").then(|| value.to_owned());
        fill(prefix, label).map_err(|error| error.kind())
    }

    #[test]
    fn labels_are_filled_in() {
        assert_eq!(filled("data.", "x").as_deref(), Ok("data."));
        assert_eq!(filled("{Bucket}.", "a-1").as_deref(), Ok("a-1."));
        assert_eq!(
            filled("x-{Bucket}.{Bucket}-y.", "A").as_deref(),
            Ok("x-A.A-y.")
        );
    }

    #[test]
    fn what_would_be_another_host_is_refused() {
        let long = "a".repeat(64);
        for value in [
            "",
            "a.b",
            "evil.example/",
            "a@b",
            "a:1",
            "-a",
            "a-",
            "ü",
            "a b",
            &long,
        ] {
            assert_eq!(
                filled("{Bucket}.", value),
                Err(WriteErrorKind::HostLabel),
                "{value}"
            );
        }
        assert_eq!(filled("{Other}.", "a"), Err(WriteErrorKind::HostLabel));
    }
}
