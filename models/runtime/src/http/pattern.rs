//! URI patterns (Smithy 2.0, "http trait", `uri`).

use super::percent;
use super::write_error::WriteError;

/// A segment of a pattern's path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Segment<'p> {
    /// Text as it stands in a path.
    Literal(&'p str),
    /// `{name}`: one segment.
    Label(&'p str),
    /// `{name+}`: one segment or more, up to what follows in the pattern.
    Greedy(&'p str),
}

/// The path of a pattern and its constant query, if it has one.
pub(super) fn split(pattern: &str) -> (&str, Option<&str>) {
    match pattern.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (pattern, None),
    }
}

/// The segments of a pattern's path.
pub(super) fn segments(path: &str) -> impl Iterator<Item = Segment<'_>> {
    let path = path.strip_prefix('/').unwrap_or(path);
    path.split('/').map(|text| {
        let label = text.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
        match label {
            None => Segment::Literal(text),
            Some(name) => match name.strip_suffix('+') {
                Some(name) => Segment::Greedy(name),
                None => Segment::Label(name),
            },
        }
    })
}

/// The path in which labels stand for what `label` says.
///
/// # Errors
///
/// If the value of a label is empty, or makes a segment `.` or `..`, with the label's name: a path
/// with them is another path, because URL libraries and proxies take dot segments away, encoded
/// or not (RFC 3986 section 6.2.2.3, the URL Standard), and many of them empty ones as well.
/// In the middle of a label that is not greedy, slashes are encoded and dots make no segment.
pub(super) fn fill<'v>(
    pattern: &str,
    label: impl Fn(&str) -> Option<&'v str>,
) -> Result<String, WriteError> {
    let mut path = String::new();
    for segment in segments(pattern) {
        path.push('/');
        let (name, keep): (&str, &[u8]) = match segment {
            Segment::Literal(text) => {
                path.push_str(text);
                continue;
            }
            Segment::Label(name) => (name, b""),
            Segment::Greedy(name) => (name, b"/"),
        };
        let value = label(name).unwrap_or_default();
        if value.is_empty() {
            return Err(WriteError::empty_label(name));
        }
        if value == "." || value == ".." {
            return Err(WriteError::dot_segment(name));
        }
        if matches!(segment, Segment::Greedy(_))
            && value.split('/').any(|it| matches!(it, "." | ".."))
        {
            return Err(WriteError::dot_segment(name));
        }
        // A path that begins with two slashes would be taken for a host.
        let value = if path == "/" && value.starts_with('/') {
            path.push_str("%2F");
            &value[1..]
        } else {
            value
        };
        percent::encode(value, keep, &mut path);
    }
    Ok(path)
}

/// The labels of a path, decoded, by name; `None` if the path is not of this pattern, or if a
/// label is empty or is not UTF-8.
pub(super) fn matches<'p>(pattern: &'p str, path: &str) -> Option<Vec<(&'p str, String)>> {
    let path = path.strip_prefix('/')?;
    let given: Vec<&str> = path.split('/').collect();
    let wanted: Vec<Segment<'p>> = segments(pattern).collect();
    let spare = given.len().checked_sub(wanted.len())?;
    let mut labels = Vec::new();
    let mut at = 0;
    let mut spare_left = spare;
    for segment in wanted {
        match segment {
            Segment::Literal(text) if same_literal(text, given[at]) => at += 1,
            Segment::Literal(_) => return None,
            Segment::Label(name) => {
                labels.push((name, label(given[at])?));
                at += 1;
            }
            // There is one at most.
            Segment::Greedy(name) => {
                labels.push((name, label(&given[at..=at + spare].join("/"))?));
                at += spare + 1;
                spare_left = 0;
            }
        }
    }
    (spare_left == 0).then_some(labels)
}

/// Whether a decoded query has all that the constant one of a pattern has.
pub(super) fn has_constants(constant: Option<&str>, query: &[(String, String)]) -> bool {
    let mut constants = constant.into_iter().flat_map(|it| it.split('&'));
    constants.all(|it| percent::parameter(it).is_some_and(|it| query.contains(&it)))
}

fn label(text: &str) -> Option<String> {
    percent::decode(text).filter(|value| !value.is_empty())
}

/// Whether a segment is this literal; either may be encoded where it need not be.
fn same_literal(literal: &str, segment: &str) -> bool {
    literal == segment
        || percent::decode(segment).is_some_and(|it| percent::decode(literal) == Some(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(pattern: &str, value: &str) -> Result<String, String> {
        fill(pattern, |_| Some(value)).map_err(|error| error.to_string())
    }

    #[test]
    fn labels_are_encoded_and_come_back() {
        let cases = [
            ("/x/{a}/y", "a/b c~ü%", "/x/a%2Fb%20c~%C3%BC%25/y"),
            ("/x/{a+}", "a/b c", "/x/a/b%20c"),
            ("/{a+}/y", "/b", "/%2Fb/y"),
            ("/x/{a+}", "/b/", "/x//b/"),
            ("/x/{a}", "...", "/x/..."),
        ];
        for (pattern, value, expected) in cases {
            assert_eq!(path(pattern, value).as_deref(), Ok(expected), "{pattern}");
            let labels = matches(pattern, expected);
            assert_eq!(labels, Some(vec![("a", value.to_owned())]), "{pattern}");
        }
    }

    #[test]
    fn labels_that_would_change_the_path_are_refused() {
        for value in ["", ".", ".."] {
            assert!(path("/x/{a}", value).is_err(), "{value}");
            assert!(path("/x/{a+}", value).is_err(), "{value}");
        }
        assert!(path("/x/{a+}", "b/../c").is_err());
        assert!(path("/x/{a}", "b/../c").is_ok());
    }

    #[test]
    fn other_paths_do_not_match() {
        for (pattern, path) in [
            ("/a/{b}", "/a"),
            ("/a/{b}", "/a/"),
            ("/a/{b}", "/a/b/c"),
            ("/a/{b}", "/A/b"),
            ("/a/{b}", "a/b"),
            ("/a/{b}", "/a/%FF"),
            ("/a/{b+}/c", "/a/c"),
            ("/a/{b+}/c", "/a/b/d"),
            ("/", "/a"),
        ] {
            assert_eq!(matches(pattern, path), None, "{pattern} {path}");
        }
        assert_eq!(matches("/", "/"), Some(vec![]));
        assert_eq!(matches("/a/", "/a/"), Some(vec![]));
        assert_eq!(matches("/a(b", "/a%28b"), Some(vec![]));
    }
}
