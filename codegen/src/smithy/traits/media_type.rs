//! The syntax of media types (RFC 9110, section 8.3.1).

use crate::http::{is_token, is_token_character};

/// Whether a text is one: `type/subtype`, with parameters or without.
pub(super) fn is_valid(text: &str) -> bool {
    let essence_end = text.find(';').unwrap_or(text.len());
    let (essence, parameters) = text.split_at(essence_end);
    let Some((kind, subtype)) = essence.trim_end().split_once('/') else {
        return false;
    };
    text.trim() == text && is_token(kind) && is_token(subtype) && are_parameters(parameters)
}

/// Whether a text is empty, or a parameter and others after it: `; name=value`.
fn are_parameters(mut rest: &str) -> bool {
    while !rest.is_empty() {
        let Some(parameter) = rest.strip_prefix(';') else {
            return false;
        };
        let Some((name, value)) = parameter.trim_start().split_once('=') else {
            return false;
        };
        let Some(length) = value_length(value).filter(|_| is_token(name)) else {
            return false;
        };
        rest = value[length..].trim_start();
    }
    true
}

/// How long the token or quoted text is that a text begins with.
fn value_length(text: &str) -> Option<usize> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(|c| !is_token_character(c)).unwrap_or(text.len());
        return (end > 0).then_some(end);
    };
    let mut is_escaped = false;
    for (at, c) in quoted.char_indices() {
        match c {
            ' '..='~' if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            // Both quotes count.
            '"' => return Some(at + 2),
            // It travels in a header.
            ' '..='~' => {}
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn types_and_parameters() {
        for text in [
            "application/json",
            "application/foo+json",
            "application/foo+json; bar=baz",
            "a/b;c=d ;e=\"f;\\\" g\"; h=i",
            "image/*",
        ] {
            assert!(is_valid(text), "{text}");
        }
        for text in [
            "",
            "application",
            "application/",
            "/json",
            "application/json;",
            "application/json; bar",
            "application/json; bar=",
            "application/json; bar=,",
            "application/json; bar=bam;",
            "application/json; bar=\"bam",
            "application /json",
            "a/b c",
            "a/é",
            "a/b ",
            "a/b;c=\"é\"",
            "a/b;c=\"\\\n\"",
        ] {
            assert!(!is_valid(text), "{text}");
        }
    }
}
