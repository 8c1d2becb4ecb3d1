//! JSON as the readers need it: a tree that borrows from the text, keeps the order of keys and
//! duplicate keys, and finds the place of a node in the text only when an error asks for it.

mod locate;
mod mend;
mod parse;
mod slips;
mod surplus;
mod unclosed;

pub(crate) use locate::unescape;
pub use locate::{At, locate, locate_all};
pub use mend::{Mended, mend};
pub use parse::{Reason, SyntaxError, parse};

use std::borrow::Cow;

/// A JSON value.
///
/// Unlike `serde_json::Value` it borrows strings without escapes from the text, and an object
/// keeps every key as written, duplicates included, so that readers can report them.
#[derive(Clone, Debug, PartialEq)]
pub enum Node<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(serde_json::Number),
    /// A string.
    String(Cow<'a, str>),
    /// An array.
    Array(Vec<Node<'a>>),
    /// An object, in the order written.
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
}

impl Node<'_> {
    /// How many bytes of text are in the value, counting one for what is none.
    pub(crate) fn text_bytes(&self) -> usize {
        let below: usize = match self {
            Self::Null | Self::Bool(_) | Self::Number(_) => 0,
            Self::String(text) => text.len(),
            Self::Array(items) => items.iter().map(Self::text_bytes).sum(),
            Self::Object(entries) => {
                let sizes = entries.iter().map(|(key, it)| key.len() + it.text_bytes());
                sizes.sum()
            }
        };
        1 + below
    }

    /// What the value is, in words for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a key, the first one if the key is repeated; `None` for other values than
    /// objects.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The same value as `serde_json` has it; of duplicate keys the first one counts.
    pub fn to_value(&self) -> serde_json::Value {
        use serde_json::Value;
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(number) => Value::Number(number.clone()),
            Self::String(text) => Value::String(text.to_string()),
            Self::Array(items) => Value::Array(items.iter().map(Self::to_value).collect()),
            Self::Object(entries) => {
                let mut map = serde_json::Map::with_capacity(entries.len());
                for (key, value) in entries {
                    map.entry(key.as_ref()).or_insert_with(|| value.to_value());
                }
                Value::Object(map)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn to_value_keeps_numbers_and_order() {
        let text = r#"{"b": [1, 1.0, -2, 1e3, null, true], "a": "x\n"}"#;
        let node = parse(text).expect("valid JSON");
        let expected: serde_json::Value = serde_json::from_str(text).expect("valid JSON");
        assert_eq!(node.to_value(), expected);
        assert_eq!(node.to_value().to_string(), expected.to_string());
    }

    #[test]
    fn the_first_of_duplicate_keys_counts() {
        let node = parse(r#"{"a": 1, "a": 2}"#).expect("valid JSON");
        assert_eq!(node.to_value(), serde_json::json!({"a": 1}));
        assert_eq!(node.get("a"), Some(&Node::Number(1.into())));
    }
}
