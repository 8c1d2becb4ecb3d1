//! JSON text as a tree that keeps what parsers drop: keys that are written twice, and how
//! numbers and strings are spelled.

use serde_json::{Map, Number, Value};
use std::fmt::Write as _;

/// A JSON value as it is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number's literal.
    Number(String),
    /// A string, written with no more escapes than needed.
    Text(String),
    /// A string's literal, quotes included: one with escapes of its own.
    Spelled(String),
    /// An array.
    Array(Vec<Self>),
    /// An object, whose keys may repeat.
    Object(Vec<(String, Self)>),
}

impl From<&Value> for Node {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(value) => Self::Number(value.to_string()),
            Value::String(value) => Self::Text(value.clone()),
            Value::Array(elements) => Self::Array(elements.iter().map(Self::from).collect()),
            Value::Object(members) => {
                let members = members.iter();
                Self::Object(members.map(|(key, it)| (key.clone(), it.into())).collect())
            }
        }
    }
}

impl Node {
    /// A number.
    pub fn number(literal: &str) -> Self {
        Self::Number(literal.to_owned())
    }

    /// A string.
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// The values inside.
    pub fn len(&self) -> usize {
        match self {
            Self::Array(elements) => elements.len(),
            Self::Object(members) => members.len(),
            _ => 0,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A value inside, by position.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub fn child(&mut self, index: usize) -> &mut Self {
        match self {
            Self::Array(elements) => &mut elements[index],
            Self::Object(members) => &mut members[index].1,
            _ => panic!("a scalar has no children"),
        }
    }

    /// The value that is reached by these positions.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub fn at(&mut self, path: &[usize]) -> &mut Self {
        path.iter().fold(self, |node, index| node.child(*index))
    }

    /// A member of an object, the last of that name.
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else {
            return None;
        };
        let mut found = members.iter().rev().filter(|(key, _)| key == name);
        found.next().map(|(_, value)| value)
    }

    /// What a reader of JSON gets: the last of several values of a key. Two things that some
    /// readers take and `serde_json` does not are replaced by what is nearest: numbers beyond
    /// the range of an `f64`, and surrogates that stand alone.
    pub fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(literal) => Value::Number(number(literal)),
            Self::Text(text) => Value::String(text.clone()),
            Self::Spelled(literal) => Value::String(
                serde_json::from_str(literal).unwrap_or_else(|_| "\u{fffd}".to_owned()),
            ),
            Self::Array(elements) => elements.iter().map(Self::to_value).collect(),
            Self::Object(members) => {
                let mut object = Map::new();
                for (key, value) in members {
                    object.insert(key.clone(), value.to_value());
                }
                Value::Object(object)
            }
        }
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            // Writing to a string cannot fail, here and below.
            Self::Bool(value) => _ = write!(out, "{value}"),
            Self::Number(literal) | Self::Spelled(literal) => out.push_str(literal),
            Self::Text(text) => _ = write!(out, "{}", Value::from(text.as_str())),
            Self::Array(elements) => {
                let mut separator = "[";
                for element in elements {
                    out.push_str(separator);
                    element.write(out);
                    separator = ",";
                }
                out.push_str(if elements.is_empty() { "[]" } else { "]" });
            }
            Self::Object(members) => {
                let mut separator = "{";
                for (key, value) in members {
                    _ = write!(out, "{separator}{}:", Value::from(key.as_str()));
                    value.write(out);
                    separator = ",";
                }
                out.push_str(if members.is_empty() { "{}" } else { "}" });
            }
        }
    }
}

/// The text, on one line.
impl std::fmt::Display for Node {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = String::new();
        self.write(&mut text);
        formatter.write_str(&text)
    }
}

/// Whether a number is beyond the range of an `f64`.
pub fn is_too_large(literal: &str) -> bool {
    serde_json::from_str::<Number>(literal).is_err()
}

fn number(literal: &str) -> Number {
    serde_json::from_str(literal).unwrap_or_else(|_| {
        let most = if literal.starts_with('-') {
            f64::MIN
        } else {
            f64::MAX
        };
        Number::from_f64(most).expect("it is finite")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_written_is_what_is_there() {
        let node = Node::Object(vec![
            ("a".to_owned(), Node::number("1e400")),
            ("a".to_owned(), Node::Array(vec![Node::number("1.0")])),
            ("\"".to_owned(), Node::Spelled("\"\\ud800\"".to_owned())),
            ("b".to_owned(), Node::Object(Vec::new())),
        ]);
        assert_eq!(
            node.to_string(),
            r#"{"a":1e400,"a":[1.0],"\"":"\ud800","b":{}}"#
        );
        assert_eq!(
            node.to_value(),
            json!({"a": [1.0], "\"": "\u{fffd}", "b": {}})
        );
        assert!(is_too_large("-1e999") && !is_too_large("1e-999"));
    }
}
