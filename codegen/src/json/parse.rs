//! Text to [`Node`], through `serde_json`'s parser.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::Node;
use super::unclosed::unclosed;
use crate::limits;

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
    /// A bound on its size or nesting.
    Limit,
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

/// What a text with too many values is told by; never printed.
const TOO_MANY: &str = "too many values";

/// What a text with a key that is too long is told by; never printed.
const TOO_LONG: &str = "key too long";

/// Reads a JSON text. A byte order mark before it is skipped.
///
/// # Errors
///
/// If the text is not JSON, or is over one of the bounds [`DOCUMENT_BYTES`](limits::DOCUMENT_BYTES),
/// [`VALUES`](limits::VALUES), [`KEY_BYTES`](limits::KEY_BYTES) and
/// [`JSON_LEVELS`](limits::JSON_LEVELS).
pub fn parse(text: &str) -> Result<Node<'_>, SyntaxError> {
    parse_within(text, limits::DOCUMENT_BYTES, limits::VALUES)
}

/// [`parse`] with other bounds.
fn parse_within(text: &str, bytes: u64, values: usize) -> Result<Node<'_>, SyntaxError> {
    if u64::try_from(text.len()).is_ok_and(|size| size > bytes) {
        return Err(over(
            0,
            format!("the document has more than {} MiB", bytes >> 20),
        ));
    }
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mark = text.len() - body.len();
    let mut deserializer = serde_json::Deserializer::from_str(body);
    let mut left = values;
    let node = Value(&mut left).deserialize(&mut deserializer);
    let node = node.and_then(|node| {
        deserializer.end()?;
        Ok(node)
    });
    node.map_err(|error| {
        let error = explained(&error, body, values);
        SyntaxError {
            offset: mark + error.offset,
            ..error
        }
    })
}

/// A text that is over a bound.
fn over(offset: usize, message: String) -> SyntaxError {
    SyntaxError {
        message,
        offset,
        help: None,
        reason: Reason::Limit,
    }
}

/// What the parser found, and where.
fn explained(error: &serde_json::Error, body: &str, values: usize) -> SyntaxError {
    if error.is_eof()
        && let Some(open) = unclosed(body)
    {
        // The end of the text is no place to look for what is missing.
        return SyntaxError {
            message: format!("this `{}` is never closed", &body[open..=open]),
            offset: open,
            help: Some("add the bracket that closes it".to_owned()),
            reason: Reason::Syntax,
        };
    }
    let is_empty = body.trim_ascii().is_empty();
    let offset = if is_empty {
        0
    } else {
        offset(body, error.line(), error.column())
    };
    match message(error, body) {
        text if text == TOO_DEEP => over(
            offset,
            format!("nested deeper than {} levels", limits::JSON_LEVELS),
        ),
        text if text == TOO_MANY => over(
            offset,
            format!("the document has more than {values} values"),
        ),
        text if text == TOO_LONG => over(
            offset,
            format!("a key has {} bytes at most", limits::KEY_BYTES),
        ),
        message => SyntaxError {
            message,
            offset,
            help: is_empty.then(|| "write a model into it, or name another file".to_owned()),
            reason: Reason::Syntax,
        },
    }
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

/// A value of a document that may have so many more.
struct Value<'l>(&'l mut usize);

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let left = self.0.checked_sub(1);
        *self.0 = left.ok_or_else(|| D::Error::custom(TOO_MANY))?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
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
        while let Some(item) = seq.next_element_seed(Value(self.0))? {
            items.push(item);
        }
        Ok(Node::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            if key.len() > limits::KEY_BYTES {
                return Err(A::Error::custom(TOO_LONG));
            }
            entries.push((key, map.next_value_seed(Value(self.0))?));
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
    fn keys_are_bounded() {
        let text = |length| format!("{{\"{}\": 1}}", "k".repeat(length));
        assert!(parse(&text(limits::KEY_BYTES)).is_ok());
        let error = parse(&text(limits::KEY_BYTES + 1)).expect_err("too long");
        assert_eq!(error.message, "a key has 1000 bytes at most");
        assert_eq!(error.reason, Reason::Limit);
    }

    #[test]
    fn values_and_bytes_are_bounded() {
        let values = |text, values| parse_within(text, 1 << 20, values).map_err(|e| e.message);
        for (text, count) in [("1", 1), ("[]", 1), ("{\"a\": [1, {}, null]}", 5)] {
            assert!(values(text, count).is_ok(), "{text}");
            let message = format!("the document has more than {} values", count - 1);
            assert_eq!(values(text, count - 1), Err(message), "{text}");
        }
        let error = parse_within("{\"a\": 1, \"b\": 2}", 1 << 20, 2).expect_err("three values");
        assert_eq!((error.offset, error.reason), (13, Reason::Limit));
        let bytes = |size| parse_within("[1]", size, 2).map_err(|e| (e.message, e.reason));
        assert!(bytes(3).is_ok());
        assert_eq!(
            bytes(2),
            Err(("the document has more than 0 MiB".to_owned(), Reason::Limit))
        );
    }

    #[test]
    fn a_byte_order_mark_is_skipped() {
        assert_eq!(parse("\u{feff}null"), Ok(Node::Null));
    }
}
