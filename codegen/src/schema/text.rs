//! Annotations: what a schema says to people.

use crate::docs::description;
use crate::model::{Deprecated, Member, Traits};
use serde_json::{Map, Value};

/// Keywords that say nothing about what is valid.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Annotations {
    /// `title`.
    pub(super) title: Option<String>,
    /// `description`.
    pub(super) description: Option<String>,
    /// `deprecated`.
    pub(super) deprecated: bool,
    /// `default`.
    pub(super) default: Option<Value>,
}

impl Annotations {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// As keywords, in the order in which people read them.
    pub(super) fn into_keywords(self) -> Map<String, Value> {
        let mut keywords = Map::new();
        let mut put = |keyword: &str, value: Option<Value>| {
            if let Some(value) = value {
                keywords.insert(keyword.to_owned(), value);
            }
        };
        put("title", self.title.map(Value::from));
        put("description", self.description.map(Value::from));
        put("deprecated", self.deprecated.then(|| true.into()));
        put("default", self.default);
        keywords
    }
}

/// What a shape (or an enum's value) says.
pub(super) fn of_shape(traits: &Traits) -> Annotations {
    annotations(traits.documentation.as_deref(), traits.deprecated.as_ref())
}

/// What a member says, or else its target, if that is written in the member's place.
pub(super) fn of_member(member: &Member, inlined: Option<&Traits>) -> Annotations {
    let documentation = member.traits.documentation.as_deref();
    let deprecated = member.traits.deprecated.as_ref();
    Annotations {
        default: member.default.clone(),
        ..annotations(
            documentation.or_else(|| inlined?.documentation.as_deref()),
            deprecated.or_else(|| inlined?.deprecated.as_ref()),
        )
    }
}

fn annotations(documentation: Option<&str>, deprecated: Option<&Deprecated>) -> Annotations {
    let documentation = documentation
        .map(description)
        .filter(|text| !text.is_empty());
    let parts: Vec<String> = documentation
        .into_iter()
        .chain(deprecated.map(deprecation))
        .collect();
    Annotations {
        title: None,
        description: (!parts.is_empty()).then(|| parts.join("\n\n")),
        deprecated: deprecated.is_some(),
        default: None,
    }
}

/// `deprecated` is but true or false; the reason has to be told in the description.
fn deprecation(deprecated: &Deprecated) -> String {
    let mut text = "Deprecated".to_owned();
    let since = deprecated.since.as_deref().map(str::trim);
    if let Some(since) = since.filter(|since| !since.is_empty()) {
        text.push_str(" since ");
        text.push_str(since);
    }
    match deprecated.message.as_deref().map(description) {
        Some(message) if !message.is_empty() => {
            text.push_str(": ");
            text.push_str(&message);
        }
        _ => text.push('.'),
    }
    text
}
