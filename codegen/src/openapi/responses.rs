//! Responses, by status.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::components::{Components, Usage};
use super::cors;
use super::examples::{Examples, Part};
use super::messages;
use super::parameters::is_header;
use crate::docs;
use crate::lower::headers::{ABOUT_ERROR_TYPE, ERROR_TYPE};
use crate::lower::parameters::{self, Place};
use crate::model::{Kind, Operation, Requirement, ShapeId, Structure};

/// What a response may be.
#[derive(Clone, Copy)]
enum Message<'m> {
    Output(Option<&'m ShapeId>),
    Error(&'m ShapeId),
}

impl<'m> Message<'m> {
    fn id(self) -> Option<&'m ShapeId> {
        match self {
            Self::Output(id) => id,
            Self::Error(id) => Some(id),
        }
    }

    fn part(self) -> Part<'m> {
        match self {
            Self::Output(_) => Part::Output,
            Self::Error(id) => Part::Error(id),
        }
    }

    fn describe(self, components: &Components<'_>) -> String {
        let documentation = self.id().and_then(|id| {
            let traits = &components.model.shape(id).traits;
            traits.documentation.as_deref()
        });
        let summary = documentation.map(docs::summary).unwrap_or_default();
        match self {
            Self::Output(_) if summary.is_empty() => "Success".to_owned(),
            Self::Output(_) => docs::annotation(&summary),
            Self::Error(id) if summary.is_empty() => id.name().to_owned(),
            Self::Error(id) => docs::annotation(&format!("{}: {summary}", id.name())),
        }
    }
}

/// The responses object: success first, then errors by status. An error with the status of a
/// success is told of there.
pub(super) fn write<'m>(
    components: &Components<'m>,
    operation: &'m Operation,
    examples: &Examples<'_>,
) -> Value {
    let success = operation.http.as_ref().map_or(200, |http| http.code);
    let mut errors: BTreeMap<u16, Vec<Message<'m>>> = BTreeMap::new();
    for id in &operation.errors {
        if let Kind::Structure(Structure { error, .. }) = &components.model.shape(id).kind {
            let status = error.as_ref().map_or(400, |error| error.status);
            errors.entry(status).or_default().push(Message::Error(id));
        }
    }
    let mut first = vec![Message::Output(operation.output.as_ref())];
    first.extend(errors.remove(&success).into_iter().flatten());
    let all = [(success, first)].into_iter().chain(errors);
    let responses = all.map(|(status, messages)| {
        let response = response(components, operation, &messages, examples);
        (status.to_string(), response)
    });
    responses.collect::<Map<_, _>>().into()
}

/// The response with a status that these messages have.
fn response<'m>(
    components: &Components<'m>,
    operation: &Operation,
    messages: &[Message<'m>],
    examples: &Examples<'_>,
) -> Value {
    let descriptions: Vec<String> = messages.iter().map(|it| it.describe(components)).collect();
    let mut out = Map::new();
    out.insert("description".to_owned(), descriptions.join("\n\n").into());
    let mut all = Map::new();
    if messages.iter().any(|it| matches!(it, Message::Error(_))) {
        let header = json!({"description": ABOUT_ERROR_TYPE, "schema": {"type": "string"}});
        all.insert(ERROR_TYPE.to_owned(), header);
    }
    all.extend(cors::response_headers(components.model, operation));
    all.extend(headers(components, messages));
    let content = content(components, messages, examples);
    for (key, value) in [("headers", all), ("content", content)] {
        if !value.is_empty() {
            out.insert(key.to_owned(), value.into());
        }
    }
    out.into()
}

/// What bodies of one media type may be.
struct Media {
    name: String,
    /// None for any bytes.
    schemas: Vec<Option<Value>>,
    examples: Map<String, Value>,
}

/// An entry for each media type of these messages.
fn content<'m>(
    components: &Components<'m>,
    messages: &[Message<'m>],
    examples: &Examples<'_>,
) -> Map<String, Value> {
    let mut found: Vec<Media> = Vec::new();
    for message in messages {
        let Some(content) = messages::content(components, message.id()) else {
            continue;
        };
        let examples = examples.of_part(message.part());
        let mut known = found.iter_mut();
        match known.find(|it| it.name == content.media_type) {
            Some(media) => {
                media.schemas.push(content.schema);
                media.examples.extend(examples);
            }
            None => found.push(Media {
                name: content.media_type,
                schemas: vec![content.schema],
                examples,
            }),
        }
    }
    let entries = found.into_iter().map(|media| {
        // If one of them is any bytes, so are all.
        let schemas = media.schemas.into_iter().collect::<Option<Vec<_>>>();
        let schema = schemas.and_then(any_of);
        (media.name, messages::media_type(schema, media.examples))
    });
    entries.collect()
}

/// A schema of whatever one of these is a schema of.
fn any_of(schemas: Vec<Value>) -> Option<Value> {
    let mut distinct: Vec<Value> = Vec::new();
    for schema in schemas {
        if !distinct.contains(&schema) {
            distinct.push(schema);
        }
    }
    match distinct.len() {
        0 | 1 => distinct.pop(),
        _ => Some(json!({"anyOf": distinct})),
    }
}

/// What messages hold in one header.
struct Shared<'m> {
    name: &'m str,
    uses: Vec<(Usage, Requirement)>,
}

/// The headers that members of these messages travel in.
fn headers<'m>(components: &Components<'m>, messages: &[Message<'m>]) -> Map<String, Value> {
    // Names of headers are the same in small and capital letters.
    let mut found: BTreeMap<String, Shared<'m>> = BTreeMap::new();
    for message in messages {
        for header in parameters::of_response(components.model, message.id()) {
            if header.place == Place::Header && is_header(header.name) {
                let key = header.name.to_ascii_lowercase();
                let shared = found.entry(key).or_insert_with(|| Shared {
                    name: header.name,
                    uses: Vec::new(),
                });
                let usage = components.member(header.member);
                shared.uses.push((usage, header.member.requirement));
            }
        }
    }
    let headers = found.into_values().map(|Shared { name, uses }| {
        // What one of them may do without, the response may.
        let required =
            uses.len() == messages.len() && uses.iter().all(|(_, it)| *it != Requirement::Optional);
        (name.to_owned(), header(uses, required))
    });
    headers.collect()
}

/// The header object (OpenAPI 3.1, section 4.8.21).
fn header(uses: Vec<(Usage, Requirement)>, required: bool) -> Value {
    let mut out = Map::new();
    let mut descriptions: Vec<String> = Vec::new();
    for (usage, _) in &uses {
        let text = usage.description.as_ref().and_then(Value::as_str);
        let text = text
            .map(str::to_owned)
            .filter(|it| !descriptions.contains(it));
        descriptions.extend(text);
    }
    if !descriptions.is_empty() {
        out.insert("description".to_owned(), descriptions.join("\n\n").into());
    }
    if required {
        out.insert("required".to_owned(), true.into());
    }
    if uses.iter().all(|(usage, _)| usage.deprecated) {
        out.insert("deprecated".to_owned(), true.into());
    }
    let schemas = uses.into_iter().map(|(usage, _)| usage.schema).collect();
    if let Some(schema) = any_of(schemas) {
        out.insert("schema".to_owned(), schema);
    }
    out.into()
}
