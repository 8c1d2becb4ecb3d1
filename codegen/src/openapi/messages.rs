//! Request bodies and responses.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::components::Components;
use super::examples::{Examples, Part};
use super::{cors, parameters as own};
use crate::docs;
use crate::lower::parameters::{self, Place};
use crate::lower::wire::{self, Body};
use crate::model::{Kind, Member, Operation, Requirement, ShapeId, Simple, Streaming, Structure};

const JSON: &str = "application/json";

/// The content of a body.
struct Content {
    media_type: String,
    /// None for bytes.
    schema: Option<Value>,
    required: bool,
}

impl Content {
    fn json(schema: Value, required: bool) -> Self {
        Self {
            media_type: JSON.to_owned(),
            schema: Some(schema),
            required,
        }
    }

    /// The content map, with examples.
    fn write(self, examples: Map<String, Value>) -> Value {
        let mut media = Map::new();
        if let Some(schema) = self.schema {
            media.insert("schema".to_owned(), schema);
        }
        if !examples.is_empty() {
            media.insert("examples".to_owned(), examples.into());
        }
        json!({ (self.media_type): media })
    }
}

/// The request body object.
pub(super) fn request<'m>(
    components: &Components<'m>,
    operation: &'m Operation,
    examples: &Examples<'_>,
) -> Option<Value> {
    let content = content(components, operation.input.as_ref())?;
    let required = content.required;
    let mut body = Map::new();
    if required {
        body.insert("required".to_owned(), true.into());
    }
    let content = content.write(examples.of_part(Part::Request));
    body.insert("content".to_owned(), content);
    Some(body.into())
}

/// The responses object: success first, then errors by status.
pub(super) fn responses<'m>(
    components: &Components<'m>,
    operation: &'m Operation,
    examples: &Examples<'_>,
) -> Value {
    let mut out = Map::new();
    let success = operation.http.as_ref().map_or(200, |http| http.code);
    let mut by_status: BTreeMap<u16, Vec<&'m ShapeId>> = BTreeMap::new();
    for id in &operation.errors {
        if let Kind::Structure(Structure { error, .. }) = &components.model.shape(id).kind {
            let status = error.as_ref().map_or(400, |error| error.status);
            by_status.entry(status).or_default().push(id);
        }
    }
    let output = operation.output.as_ref();
    let mut response = Map::new();
    response.insert(
        "description".to_owned(),
        match summary(components, output) {
            Some(text) => docs::annotation(&text).into(),
            None => "Success".into(),
        },
    );
    let headers = headers(components, output.into_iter(), false);
    response.insert("headers".to_owned(), headers.into());
    if let Some(content) = content(components, output) {
        let examples = examples.of_part(Part::Output);
        response.insert("content".to_owned(), content.write(examples));
    }
    drop_empty(&mut response);
    out.insert(success.to_string(), response.into());
    for (status, errors) in by_status {
        // A status that is a success too says nothing of itself; the success keeps it.
        if status != success {
            let response = failure(components, &errors, examples);
            out.insert(status.to_string(), response);
        }
    }
    out.into()
}

/// The response with a status that these errors have.
fn failure<'m>(
    components: &Components<'m>,
    errors: &[&'m ShapeId],
    examples: &Examples<'_>,
) -> Value {
    let descriptions: Vec<String> = errors
        .iter()
        .map(|id| match summary(components, Some(id)) {
            Some(text) => docs::annotation(&format!("{}: {text}", id.name())),
            None => id.name().to_owned(),
        })
        .collect();
    let mut response = Map::new();
    response.insert("description".to_owned(), descriptions.join("\n\n").into());
    let headers = headers(components, errors.iter().copied(), true);
    response.insert("headers".to_owned(), headers.into());
    let mut contents: Vec<Content> = errors
        .iter()
        .filter_map(|id| content(components, Some(id)))
        .collect();
    let all: Map<String, Value> = errors
        .iter()
        .flat_map(|id| examples.of_part(Part::Error(id)))
        .collect();
    let content = match contents.len() {
        0 => None,
        1 => contents.pop(),
        _ => {
            let schemas: Vec<Value> = contents.into_iter().filter_map(|it| it.schema).collect();
            Some(Content::json(json!({"anyOf": schemas}), true))
        }
    };
    if let Some(content) = content {
        response.insert("content".to_owned(), content.write(all));
    }
    response.into()
}

fn drop_empty(response: &mut Map<String, Value>) {
    response.retain(|_, value| value.as_object().is_none_or(|it| !it.is_empty()));
}

fn summary(components: &Components<'_>, id: Option<&ShapeId>) -> Option<String> {
    let text = components
        .model
        .shape(id?)
        .traits
        .documentation
        .as_deref()?;
    let summary = docs::summary(text);
    (!summary.is_empty()).then_some(summary)
}

/// The headers of a response: those with members of these messages, those of errors and CORS.
fn headers<'m>(
    components: &Components<'m>,
    messages: impl Iterator<Item = &'m ShapeId>,
    is_error: bool,
) -> Map<String, Value> {
    let mut out = Map::new();
    if is_error {
        let description = "Which error it is. What follows a colon, or stands before a `#`, is no \
                           part of the code.";
        out.insert(
            "x-amzn-errortype".to_owned(),
            json!({"description": description, "schema": {"type": "string"}}),
        );
    }
    out.extend(cors::response_headers(components.model));
    for message in messages {
        for header in parameters::of_response(components.model, Some(message)) {
            if header.place == Place::Header && own::is_header(header.name) {
                let (schema, description) = components.member(header.member);
                let mut object = Map::new();
                if let Some(description) = description {
                    object.insert("description".to_owned(), description);
                }
                object.insert("schema".to_owned(), schema);
                out.insert(header.name.to_owned(), object.into());
            }
        }
    }
    out
}

fn content<'m>(components: &Components<'m>, message: Option<&'m ShapeId>) -> Option<Content> {
    let needed = |members: &[&Member]| {
        let mut members = members.iter();
        members.any(|member| member.requirement != Requirement::Optional)
    };
    match wire::body(components.model, message) {
        Body::Empty => None,
        Body::Whole(id) => {
            let Kind::Structure(it) = &components.model.shape(id).kind else {
                return None;
            };
            let members: Vec<&Member> = it.members.iter().collect();
            // A structure without members is an object all the same, but nobody has to send it.
            Some(Content::json(components.shape(id), needed(&members)))
        }
        Body::Part { structure, members } => {
            Some(Content::json(components.body(structure), needed(&members)))
        }
        Body::Payload(member) => Some(payload(components, member)),
    }
}

/// A body that is one member.
fn payload(components: &Components<'_>, member: &Member) -> Content {
    let target = components.model.shape(&member.target);
    let media_type = member.traits.media_type.as_ref();
    let media_type = media_type.or(target.traits.media_type.as_ref()).cloned();
    let of = |default: &str| media_type.clone().unwrap_or_else(|| default.to_owned());
    let required = member.requirement != Requirement::Optional;
    let (media_type, schema) = match &target.kind {
        Kind::Simple(Simple::Blob) => (of("application/octet-stream"), None),
        Kind::Union(_) if target.traits.streaming == Streaming::Stream => {
            (of("application/vnd.amazon.eventstream"), None)
        }
        Kind::Simple(Simple::String) | Kind::Enum(_) => {
            (of("text/plain"), Some(components.member(member).0))
        }
        _ => (of(JSON), Some(components.member(member).0)),
    };
    Content {
        media_type,
        schema,
        required,
    }
}
