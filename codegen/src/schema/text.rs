//! Annotations: what a schema says to people.

use super::walk::places;
use crate::docs;
use crate::model::{Deprecated, Member, Model, Traits};
use rayon::prelude::*;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

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

/// The documentation of a model as descriptions.
///
/// Each text is converted once: it stands in the schemas of both contracts, and conversion is the
/// most expensive part of rendering.
#[derive(Debug)]
pub(super) struct Texts<'m> {
    descriptions: BTreeMap<&'m str, String>,
}

impl<'m> Texts<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let mut sources: Vec<&str> = places(model)
            .filter_map(|place| place.traits.documentation.as_deref())
            .collect();
        sources.sort_unstable();
        sources.dedup();
        let descriptions = sources
            .into_par_iter()
            .map(|source| (source, docs::description(source)))
            .collect();
        Self { descriptions }
    }

    /// What a shape (or an enum's value) says.
    pub(super) fn of_shape(&self, traits: &Traits) -> Annotations {
        self.annotations(traits.documentation.as_deref(), traits.deprecated.as_ref())
    }

    /// What a member says, or else its target, if that is written in the member's place.
    pub(super) fn of_member(&self, member: &Member, inlined: Option<&Traits>) -> Annotations {
        let documentation = member.traits.documentation.as_deref();
        let deprecated = member.traits.deprecated.as_ref();
        Annotations {
            default: member.default.clone(),
            ..self.annotations(
                documentation.or_else(|| inlined?.documentation.as_deref()),
                deprecated.or_else(|| inlined?.deprecated.as_ref()),
            )
        }
    }

    fn annotations(
        &self,
        documentation: Option<&str>,
        deprecated: Option<&Deprecated>,
    ) -> Annotations {
        let description = documentation.map(|source| match self.descriptions.get(source) {
            Some(description) => description.clone(),
            None => docs::description(source),
        });
        let mut text = description.unwrap_or_default();
        if let Some(deprecated) = deprecated {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(&deprecation(deprecated));
        }
        Annotations {
            description: Some(text).filter(|text| !text.is_empty()),
            deprecated: deprecated.is_some(),
            ..Annotations::default()
        }
    }
}

/// `deprecated` is but true or false; the reason has to be told in the description.
fn deprecation(deprecated: &Deprecated) -> String {
    let line = |text: &Option<String>| text.as_deref().map(docs::plain_line).unwrap_or_default();
    docs::annotation(
        &match (&*line(&deprecated.since), &*line(&deprecated.message)) {
            ("", "") => "Deprecated.".to_owned(),
            ("", message) => format!("Deprecated: {message}"),
            (since, "") => format!("Deprecated since {since}."),
            (since, message) => format!("Deprecated since {since}: {message}"),
        },
    )
}
