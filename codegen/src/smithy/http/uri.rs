//! URI patterns and host prefixes.

use crate::limits;
use crate::model::UriSegment;
use crate::report::quoted;

/// A URI pattern in its parts.
#[derive(Debug, Default, PartialEq)]
pub(in crate::smithy) struct Pattern {
    /// The path; a slash at its end is an empty literal.
    pub segments: Vec<UriSegment>,
    pub query: Vec<(String, Option<String>)>,
}

/// Reads a URI pattern (Smithy 2.0, "http trait", `uri`).
///
/// # Errors
///
/// What is wrong with it, in one line.
pub(in crate::smithy) fn parse(uri: &str) -> Result<Pattern, String> {
    if !uri.starts_with('/') {
        return Err("a URI pattern must start with `/`".to_owned());
    }
    if uri.len() > limits::URI_BYTES {
        let most = limits::URI_BYTES;
        return Err(format!("a URI pattern has {most} characters at most"));
    }
    if uri.contains('#') {
        return Err("a URI pattern must not have a fragment".to_owned());
    }
    if let Some(odd) = uri
        .chars()
        .find(|c| !c.is_ascii() || c.is_ascii_control() || *c == ' ')
    {
        let odd = quoted(&odd.to_string());
        return Err(format!(
            "a URI pattern must be percent-encoded; it holds {odd}"
        ));
    }
    let (path, query) = match uri.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (uri, None),
    };
    Ok(Pattern {
        segments: segments(path)?,
        query: query.map(parameters).transpose()?.unwrap_or_default(),
    })
}

fn segments(path: &str) -> Result<Vec<UriSegment>, String> {
    if path == "/" {
        return Ok(Vec::new());
    }
    let texts: Vec<&str> = path[1..].split('/').collect();
    let last = texts.len() - 1;
    let mut segments: Vec<UriSegment> = Vec::with_capacity(texts.len());
    for (index, text) in texts.into_iter().enumerate() {
        let segment = segment(text, index == last)?;
        let is_greedy = |s: &UriSegment| matches!(s, UriSegment::GreedyLabel(_));
        if is_greedy(&segment) && segments.iter().any(is_greedy) {
            return Err("a URI pattern has one greedy label at most".to_owned());
        }
        let repeated = segments
            .iter()
            .any(|other| match (label(other), label(&segment)) {
                (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
                _ => false,
            });
        if repeated {
            return Err(format!("the label {} stands there twice", quoted(text)));
        }
        segments.push(segment);
    }
    Ok(segments)
}

fn segment(text: &str, is_last: bool) -> Result<UriSegment, String> {
    match text {
        "" if !is_last => return Err("a URI pattern must not have empty segments".to_owned()),
        "." | ".." => return Err("a URI pattern must not have dot segments".to_owned()),
        _ => {}
    }
    let Some(inner) = text
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
    else {
        if text.contains(['{', '}']) {
            return Err(format!(
                "a label must be a whole segment, unlike {}",
                quoted(text)
            ));
        }
        return Ok(UriSegment::Literal(text.to_owned()));
    };
    let (name, is_greedy) = match inner.strip_suffix('+') {
        Some(name) => (name, true),
        None => (inner, false),
    };
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
        return Err(format!(
            "{} is not a label: it must name a member",
            quoted(text)
        ));
    }
    let name = name.to_owned();
    Ok(if is_greedy {
        UriSegment::GreedyLabel(name)
    } else {
        UriSegment::Label(name)
    })
}

/// The member that a segment is filled from.
pub(in crate::smithy) fn label(segment: &UriSegment) -> Option<&str> {
    match segment {
        UriSegment::Literal(_) => None,
        UriSegment::Label(name) | UriSegment::GreedyLabel(name) => Some(name),
    }
}

fn parameters(query: &str) -> Result<Vec<(String, Option<String>)>, String> {
    if query.is_empty() {
        return Err("a URI pattern must not end with `?`".to_owned());
    }
    if query.contains(['{', '}']) {
        return Err("labels cannot stand in the query string".to_owned());
    }
    let mut parameters: Vec<(String, Option<String>)> = Vec::new();
    for text in query.split('&') {
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (text, None),
        };
        if name.is_empty() {
            return Err("a query parameter must have a name".to_owned());
        }
        if parameters.iter().any(|(known, _)| known == name) {
            return Err(format!(
                "the query parameter {} stands there twice",
                quoted(name)
            ));
        }
        parameters.push((name.to_owned(), value));
    }
    Ok(parameters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(text: &str) -> UriSegment {
        UriSegment::Literal(text.to_owned())
    }

    #[test]
    fn patterns_are_split() {
        let pattern = parse("/a/{b}/c/{d+}?e=f&g").expect("valid");
        assert_eq!(
            pattern.segments,
            [
                literal("a"),
                UriSegment::Label("b".to_owned()),
                literal("c"),
                UriSegment::GreedyLabel("d".to_owned()),
            ]
        );
        assert_eq!(
            pattern.query,
            [
                ("e".to_owned(), Some("f".to_owned())),
                ("g".to_owned(), None)
            ]
        );
        assert_eq!(parse("/").expect("valid"), Pattern::default());
        assert_eq!(
            parse("/a/").expect("valid").segments,
            [literal("a"), literal("")]
        );
    }

    #[test]
    fn malformed_patterns_are_told_apart() {
        let table = [
            ("", "start with"),
            ("a", "start with"),
            ("/a#b", "fragment"),
            ("/a//b", "empty segments"),
            ("/a/../b", "dot segments"),
            ("/a?", "end with `?`"),
            ("/a?{b}", "labels cannot"),
            ("/a?b&b=c", "twice"),
            ("/a?=c", "must have a name"),
            ("/{a", "whole segment"),
            ("/{a}b", "whole segment"),
            ("/{}", "not a label"),
            ("/{a-b}", "not a label"),
            ("/{a}/{A}", "twice"),
            ("/{a+}/{b+}", "one greedy"),
            ("/ä", "percent-encoded"),
            ("/a b", "percent-encoded"),
        ];
        for (uri, expected) in table {
            let message = parse(uri).expect_err(uri);
            assert!(message.contains(expected), "{uri}: {message}");
        }
    }
}
