//! Bodies of requests and of responses.

use serde_json::{Map, Value, json};

use super::components::Components;
use super::examples::{Examples, Part};
use crate::lower::wire::{self, Body};
use crate::model::{Kind, Member, Operation, Requirement, ShapeId, Simple, Streaming};

const JSON: &str = "application/json";

/// The content of a body.
pub(super) struct Content {
    pub(super) media_type: String,
    /// None for bytes.
    pub(super) schema: Option<Value>,
    /// Whether there always is one.
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
}

/// The media type object (OpenAPI 3.1, section 4.8.14).
pub(super) fn media_type(schema: Option<Value>, examples: Map<String, Value>) -> Value {
    let mut media = Map::new();
    if let Some(schema) = schema {
        media.insert("schema".to_owned(), schema);
    }
    if !examples.is_empty() {
        media.insert("examples".to_owned(), examples.into());
    }
    media.into()
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
    let media = media_type(content.schema, examples.of_part(Part::Request));
    body.insert("content".to_owned(), json!({ (content.media_type): media }));
    Some(body.into())
}

/// What travels in the body of a message; none if it has no body.
pub(super) fn content<'m>(
    components: &Components<'m>,
    message: Option<&'m ShapeId>,
) -> Option<Content> {
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
            (of("text/plain"), Some(components.member(member).schema))
        }
        _ => (of(JSON), Some(components.member(member).schema)),
    };
    Content {
        media_type,
        schema,
        required,
    }
}
