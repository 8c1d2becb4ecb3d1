//! JSON that can be changed: duplicate keys and the spelling of numbers stay as they are.

use tinsmith_codegen::json::{self, Node};

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`, `true`, `false` or a number, as written.
    Plain(String),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object, duplicate keys included.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a text; `None` if it is not JSON.
    pub fn parse(text: &str) -> Option<Self> {
        json::parse(text).ok().as_ref().map(Self::from)
    }

    /// A string.
    pub fn string(text: impl Into<String>) -> Self {
        Self::String(text.into())
    }

    /// An object with one key.
    pub fn pair(key: impl Into<String>, value: Self) -> Self {
        Self::Object(vec![(key.into(), value)])
    }

    /// The value as text, without white space.
    pub fn write(&self, out: &mut String) {
        match self {
            Self::Plain(text) => out.push_str(text),
            Self::String(text) => write_string(text, out),
            Self::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Self::Object(entries) => {
                out.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    write_string(key, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }

    /// The value of a key, the first one if it is repeated.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let found = self.entries().iter().find(|(other, _)| other == key);
        found.map(|(_, value)| value)
    }

    /// The value of a key, the first one if it is repeated.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        let entries = self.entries_mut()?;
        let found = entries.iter_mut().find(|(other, _)| other == key);
        found.map(|(_, value)| value)
    }

    /// The value of a key, which is made an empty object if it is not there; `None` if this is no
    /// object.
    pub fn get_or_insert(&mut self, key: &str) -> Option<&mut Self> {
        if self.get(key).is_none() {
            self.entries_mut()?
                .push((key.to_owned(), Self::Object(Vec::new())));
        }
        self.get_mut(key)
    }

    /// Gives a key a value, the first one if it is repeated.
    pub fn set(&mut self, key: &str, value: Self) {
        if let Some(place) = self.get_or_insert(key) {
            *place = value;
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The entries of an object, none for other values.
    pub fn entries(&self) -> &[(String, Self)] {
        match self {
            Self::Object(entries) => entries,
            _ => &[],
        }
    }

    /// The entries of an object.
    pub fn entries_mut(&mut self) -> Option<&mut Vec<(String, Self)>> {
        match self {
            Self::Object(entries) => Some(entries),
            _ => None,
        }
    }

    /// How many values there are, this one included.
    pub fn count(&self) -> usize {
        let below: usize = match self {
            Self::Plain(_) | Self::String(_) => 0,
            Self::Array(items) => items.iter().map(Self::count).sum(),
            Self::Object(entries) => entries.iter().map(|(_, value)| value.count()).sum(),
        };
        1 + below
    }

    /// The value with a number, in the order written; `None` beyond the last.
    pub fn nth_mut(&mut self, number: usize) -> Option<&mut Self> {
        self.descend(&mut { number })
    }

    /// The value with a number, in the order written; `None` beyond the last.
    pub fn nth(&self, number: usize) -> Option<&Self> {
        fn descend<'a>(value: &'a Json, left: &mut usize) -> Option<&'a Json> {
            if *left == 0 {
                return Some(value);
            }
            *left -= 1;
            match value {
                Json::Plain(_) | Json::String(_) => None,
                Json::Array(items) => items.iter().find_map(|item| descend(item, left)),
                Json::Object(entries) => entries.iter().find_map(|(_, v)| descend(v, left)),
            }
        }
        descend(self, &mut { number })
    }

    fn descend(&mut self, left: &mut usize) -> Option<&mut Self> {
        if *left == 0 {
            return Some(self);
        }
        *left -= 1;
        match self {
            Self::Plain(_) | Self::String(_) => None,
            Self::Array(items) => items.iter_mut().find_map(|item| item.descend(left)),
            Self::Object(entries) => entries.iter_mut().find_map(|(_, v)| v.descend(left)),
        }
    }

    /// Changes every string and key.
    pub fn for_each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        match self {
            Self::Plain(_) => {}
            Self::String(text) => change(text),
            Self::Array(items) => {
                for item in items {
                    item.for_each_text(change);
                }
            }
            Self::Object(entries) => {
                for (key, value) in entries {
                    change(key);
                    value.for_each_text(change);
                }
            }
        }
    }
}

impl From<&Node<'_>> for Json {
    fn from(node: &Node<'_>) -> Self {
        match node {
            Node::Null => Self::Plain("null".to_owned()),
            Node::Bool(value) => Self::Plain(value.to_string()),
            Node::Number(number) => Self::Plain(number.to_string()),
            Node::String(text) => Self::String(text.to_string()),
            Node::Array(items) => Self::Array(items.iter().map(Self::from).collect()),
            Node::Object(entries) => {
                let owned = entries.iter().map(|(k, v)| (k.to_string(), Self::from(v)));
                Self::Object(owned.collect())
            }
        }
    }
}

fn write_string(text: &str, out: &mut String) {
    // A string has no way to fail.
    out.push_str(&serde_json::to_string(text).unwrap_or_default());
}
