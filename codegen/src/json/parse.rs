//! Text to [`Node`], through `serde_json`'s parser.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::Node;
use super::unclosed::unclosed;

/// Why a text is not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong, without the position.
    pub message: String,
    /// Where, in bytes from the start of the text; on a character boundary.
    pub offset: usize,
    /// How to mend it, if that is known; [`mend`](super::mend) knows more than [`parse`].
    pub help: Option<String>,
    /// Which rule is broken.
    pub reason: Reason,
}

/// Which rule a text breaks that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The grammar of JSON.
    Syntax,
    /// The bound on nesting.
    TooDeep,
}

impl SyntaxError {
    /// With a line on how to mend it.
    #[must_use]
    pub(super) fn helped(mut self, help: &str) -> Self {
        self.help = Some(help.to_owned());
        self
    }
}

/// What `serde_json` says of a text that nests too deep.
const TOO_DEEP: &str = "recursion limit exceeded";

/// Reads a JSON text. A byte order mark before it is skipped.
///
/// # Errors
///
/// If the text is not JSON, or nests deeper than `serde_json` allows (127 levels).
pub fn parse(text: &str) -> Result<Node<'_>, SyntaxError> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mark = text.len() - body.len();
    let mut deserializer = serde_json::Deserializer::from_str(body);
    let node = Node::deserialize(&mut deserializer).and_then(|node| {
        deserializer.end()?;
        Ok(node)
    });
    node.map_err(|error| {
        if error.is_eof()
            && let Some(open) = unclosed(body)
        {
            // The end of the text is no place to look for what is missing.
            return SyntaxError {
                message: format!("this `{}` is never closed", &body[open..=open]),
                offset: mark + open,
                help: Some("add the bracket that closes it".to_owned()),
                reason: Reason::Syntax,
            };
        }
        let message = message(&error, body);
        let is_empty = body.trim_ascii().is_empty();
        let found = if is_empty {
            0
        } else {
            offset(body, error.line(), error.column())
        };
        match message.as_str() {
            TOO_DEEP => SyntaxError {
                message: "nested deeper than 127 levels".to_owned(),
                offset: mark + found,
                help: None,
                reason: Reason::TooDeep,
            },
            _ => SyntaxError {
                message,
                offset: mark + found,
                help: is_empty.then(|| "write a model into it, or name another file".to_owned()),
                reason: Reason::Syntax,
            },
        }
    })
}

/// The parser's message without its ` at line 1 column 2`, which a report shows in its own way.
fn message(error: &serde_json::Error, text: &str) -> String {
    if text.trim_ascii().is_empty() {
        return "the file is empty".to_owned();
    }
    let full = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    full.strip_suffix(&position).unwrap_or(&full).to_owned()
}

/// The byte that `serde_json` means by a line and column, both counted from 1. Its column is the
/// number of bytes read in the line, so the offending byte is the last of them.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    let mut offset = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

impl<'de: 'a, 'a> Deserialize<'de> for Node<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        serde_json::Number::from_f64(value)
            .map(Node::Number)
            .ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Node::String(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Node::String(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Node::String(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Node::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            entries.push((key, map.next_value()?));
        }
        Ok(Node::Object(entries))
    }
}

/// A key; `Cow`'s own implementation would always copy.
struct Key<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Key<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Key(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Key(Cow::Owned(text.to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_without_escapes_are_borrowed() {
        let Ok(Node::Object(entries)) = parse(r#"{"key": "plain", "k\u0041": "a\nb"}"#) else {
            panic!("an object");
        };
        assert!(matches!(entries[0].0, Cow::Borrowed("key")));
        assert!(matches!(
            &entries[0].1,
            Node::String(Cow::Borrowed("plain"))
        ));
        assert_eq!(entries[1].0, "kA");
        assert_eq!(entries[1].1.as_str(), Some("a\nb"));
    }

    #[test]
    fn duplicate_keys_stay_visible() {
        let Ok(Node::Object(entries)) = parse(r#"{"a": 1, "a": 2}"#) else {
            panic!("an object");
        };
        assert_eq!(entries.len(), 2);
    }

    #[test]
    fn errors_point_at_the_offending_byte() {
        let table = [
            ("", "the file is empty", 0),
            (" \n ", "the file is empty", 0),
            ("{\"a\": }", "expected value", 6),
            ("\u{feff}{\"a\": [1,", "this `[` is never closed", 9),
            ("{\"a\": {\"b\": 1}", "this `{` is never closed", 0),
            ("{\"a", "EOF while parsing a string", 2),
            ("{\"a\": 1,\n \"ä\": x}", "expected value", 16),
            ("{} {}", "trailing characters", 3),
            ("\u{feff}{\"a\" 1}", "expected `:`", 8),
            ("[1e999]", "number out of range", 5),
        ];
        for (text, message, offset) in table {
            let error = parse(text).expect_err(text);
            assert_eq!(
                (error.message.as_str(), error.offset),
                (message, offset),
                "{text:?}"
            );
        }
    }

    #[test]
    fn deep_nesting_is_an_error() {
        let text = "[".repeat(100_000);
        let error = parse(&text).expect_err("too deep");
        assert_eq!(error.message, "nested deeper than 127 levels");
        for (depth, is_read) in [(127, true), (128, false)] {
            for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
                let text = format!("{}1{}", open.repeat(depth), close.repeat(depth));
                assert_eq!(parse(&text).is_ok(), is_read, "{depth} {open}");
            }
        }
    }

    #[test]
    fn a_byte_order_mark_is_skipped() {
        assert_eq!(parse("\u{feff}null"), Ok(Node::Null));
    }
}
