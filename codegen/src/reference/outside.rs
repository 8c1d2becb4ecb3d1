//! What of an example travels outside of the body.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::lower::{examples, parameters};
use crate::model::{Binding, Kind, Member, Model, ShapeId, Structure, TimestampFormat};

/// The labels, parameters and headers of a message.
#[derive(Default)]
pub(super) struct Outside<'m> {
    /// By the names of members.
    pub(super) labels: Vec<(&'m str, String)>,
    /// Headers.
    pub(super) headers: Vec<(String, String)>,
    /// The status, if a member has it.
    pub(super) status: Option<String>,
    query: Vec<(String, String)>,
    /// What `httpQueryParams` adds to that.
    more_query: Vec<(String, String)>,
}

impl<'m> Outside<'m> {
    /// Of a message with this content; none if a value has no form that is known.
    pub(super) fn of(
        model: &'m Model,
        structure: Option<&ShapeId>,
        content: &Value,
    ) -> Option<Self> {
        let members = match structure.map(|id| &model.shape(id).kind) {
            Some(Kind::Structure(Structure { members, .. })) => members.as_slice(),
            _ => &[],
        };
        let mut found = Self::default();
        for member in members {
            match content.get(&member.name) {
                None | Some(Value::Null) => {}
                Some(value) => found.add(model, member, value)?,
            }
        }
        Some(found)
    }

    fn add(&mut self, model: &'m Model, member: &'m Member, value: &Value) -> Option<()> {
        match &member.binding {
            Binding::Body | Binding::Payload => {}
            Binding::Label => {
                let text = text(model, member, value)?;
                self.labels.push((&member.name, text));
            }
            Binding::ResponseCode => self.status = Some(text(model, member, value)?),
            Binding::Query(name) => {
                let texts = texts(model, member, value)?.into_iter();
                self.query.extend(texts.map(|text| (name.clone(), text)));
            }
            Binding::QueryParams => {
                let Kind::Map(map) = &model.shape(&member.target).kind else {
                    return None;
                };
                // In the order of the keys, as the runtime has them.
                let entries: BTreeMap<_, _> = value.as_object()?.iter().collect();
                for (key, value) in entries {
                    let texts = texts(model, &map.value, value)?.into_iter();
                    self.more_query
                        .extend(texts.map(|text| (key.clone(), text)));
                }
            }
            Binding::Header(name) => self.header(name.clone(), line(model, member, value)?)?,
            Binding::PrefixHeaders(prefix) => {
                let Kind::Map(map) = &model.shape(&member.target).kind else {
                    return None;
                };
                for (key, value) in value.as_object()? {
                    let line = line(model, &map.value, value)?;
                    self.header(format!("{prefix}{key}"), line)?;
                }
            }
        }
        Some(())
    }

    /// One header more; none if it is no header (RFC 9110, sections 5.1 and 5.5).
    fn header(&mut self, name: String, value: String) -> Option<()> {
        let in_name = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
        let in_value = |c: char| c == ' ' || c.is_ascii_graphic();
        let fits = !name.is_empty() && name.chars().all(in_name) && value.chars().all(in_value);
        fits.then(|| self.headers.push((name, value)))
    }

    /// The query, beside constant parameters of these names.
    pub(super) fn query<'a>(
        &'a self,
        constant: &'a [&'a str],
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let more = self.more_query.iter().filter(move |(name, _)| {
            !constant.contains(&&**name) && !self.query.iter().any(|(known, _)| known == name)
        });
        let all = self.query.iter().chain(more);
        all.map(|(name, value)| (&**name, &**value))
    }
}

/// The one text that a value is.
fn text(model: &Model, member: &Member, value: &Value) -> Option<String> {
    let target = model.shape(&member.target);
    let media_type = member.traits.media_type.as_ref();
    if media_type.or(target.traits.media_type.as_ref()).is_some() {
        // It travels as base64 in a header.
        return None;
    }
    match examples::value(model, member, value)? {
        Value::String(text) => Some(text),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(value) => Some(value.to_string()),
        _ => None,
    }
}

/// The texts of a value: of each element, if it is a list.
fn texts(model: &Model, member: &Member, value: &Value) -> Option<Vec<String>> {
    match (&model.shape(&member.target).kind, value) {
        (Kind::List(list), Value::Array(elements)) => {
            let element = Member {
                binding: member.binding.clone(),
                ..list.member.clone()
            };
            let elements = elements.iter().map(|it| text(model, &element, it));
            elements.collect()
        }
        _ => Some(vec![text(model, member, value)?]),
    }
}

/// A value as one line.
fn line(model: &Model, member: &Member, value: &Value) -> Option<String> {
    let texts = texts(model, member, value)?;
    let Kind::List(list) = &model.shape(&member.target).kind else {
        return texts.into_iter().next();
    };
    let element = Member {
        binding: member.binding.clone(),
        ..list.member.clone()
    };
    let format = parameters::timestamp_format(model, &element);
    Some(if format == Some(TimestampFormat::HttpDate) {
        // They have commas of their own and no quotes.
        texts.join(", ")
    } else {
        join(&texts)
    })
}

/// Several texts as one line (RFC 9110, section 5.6.1).
fn join(texts: &[String]) -> String {
    let quoted = texts.iter().map(|text| {
        let is_plain = !text.is_empty() && !text.contains(['"', ',']) && text.trim() == text;
        if is_plain {
            return text.clone();
        }
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    });
    quoted.collect::<Vec<_>>().join(", ")
}
