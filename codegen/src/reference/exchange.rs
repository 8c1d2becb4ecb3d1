//! The HTTP messages of an example, as the runtime's feature `http` writes them.
//!
//! Some values have no form that is known: bytes, instants that an example gives in another format
//! than travels, text that a header cannot hold. A message with one of those is not shown.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::json;
use super::outside::Outside;
use crate::docs;
use crate::lower::examples;
use crate::lower::wire::{self, Body};
use crate::model::{
    Http, Kind, Member, Model, Operation, Protocol, ShapeId, Simple, Streaming, Structure,
    UriSegment,
};

/// What does not stand for itself in a URI (RFC 3986, section 2.3).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// How a protocol uses HTTP.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// With paths, statuses and headers.
    Rest,
    /// As a way to post JSON of this media type.
    Rpc(&'static str),
}

impl Style {
    fn of(model: &Model) -> Option<Self> {
        match &model.service.protocol {
            Protocol::RestJson1 | Protocol::Unspecified => Some(Self::Rest),
            Protocol::AwsJson1_0 => Some(Self::Rpc("application/x-amz-json-1.0")),
            Protocol::AwsJson1_1 => Some(Self::Rpc("application/x-amz-json-1.1")),
            Protocol::NotJson(_) => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Request,
    Response,
}

/// The request of an operation with this input.
pub(super) fn request(model: &Model, operation: &Operation, input: &Value) -> Option<String> {
    let style = Style::of(model)?;
    let structure = operation.input.as_ref();
    let outside = Outside::of(model, structure, input)?;
    let (method, target) = match &operation.http {
        Some(http) => (&*http.method, target(http, &outside)?),
        None => ("POST", "/".to_owned()),
    };
    let mut headers = outside.headers;
    if let Style::Rpc(_) = style {
        let target = format!("{}.{}", model.service.id.name(), operation.id.name());
        headers.push(("X-Amz-Target".to_owned(), target));
    }
    let content = content(model, style, Role::Request, structure, input)?;
    text(&format!("{method} {target} HTTP/1.1"), headers, content)
}

/// The response that holds this output.
pub(super) fn response(model: &Model, operation: &Operation, output: &Value) -> Option<String> {
    let structure = operation.output.as_ref();
    let outside = Outside::of(model, structure, output)?;
    let content = content(model, Style::of(model)?, Role::Response, structure, output)?;
    let success = operation.http.as_ref().map_or(200, |http| http.code);
    let status = outside.status.unwrap_or_else(|| success.to_string());
    text(&format!("HTTP/1.1 {status}"), outside.headers, content)
}

/// The response that says this error.
pub(super) fn error(model: &Model, id: &ShapeId, value: &Value) -> Option<String> {
    let Kind::Structure(Structure { error, .. }) = &model.shape(id).kind else {
        return None;
    };
    let style = Style::of(model)?;
    let status = error.as_ref().map_or(400, |error| error.status);
    let code = error.as_ref().and_then(|error| error.code.as_deref());
    let code = code.unwrap_or(id.name());
    let outside = Outside::of(model, Some(id), value)?;
    let mut headers = outside.headers;
    let mut content = content(model, style, Role::Response, Some(id), value)?;
    match (style, &mut content) {
        (Style::Rpc(_), Content::Json(_, Value::Object(members))) => {
            let mut all = Map::from_iter([("__type".to_owned(), code.into())]);
            all.append(members);
            *members = all;
        }
        _ => headers.push(("X-Amzn-Errortype".to_owned(), code.to_owned())),
    }
    let status = outside.status.unwrap_or_else(|| status.to_string());
    text(&format!("HTTP/1.1 {status}"), headers, content)
}

/// The path and the query.
fn target(http: &Http, outside: &Outside<'_>) -> Option<String> {
    let encode = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
    let label = |name: &str| {
        let text = outside.labels.iter().find(|(known, _)| *known == name);
        text.map(|(_, text)| text).filter(|text| !text.is_empty())
    };
    let mut target = String::new();
    for segment in &http.segments {
        target.push('/');
        match segment {
            UriSegment::Literal(text) => target.push_str(text),
            UriSegment::Label(name) => target.push_str(&encode(label(name)?)),
            UriSegment::GreedyLabel(name) => {
                let segments = label(name)?.split('/').map(encode);
                target.push_str(&segments.collect::<Vec<_>>().join("/"));
            }
        }
    }
    if target.is_empty() {
        target.push('/');
    }
    let constant = http.uri.split_once('?').map(|(_, query)| query.to_owned());
    let names: Vec<&str> = http.query.iter().map(|(name, _)| &**name).collect();
    let given = outside.query(&names);
    let given = given.map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    let query: Vec<String> = constant.into_iter().chain(given).collect();
    if !query.is_empty() {
        target.extend(["?", &query.join("&")]);
    }
    Some(target)
}

/// What a body holds.
enum Content {
    Nothing,
    /// JSON of a media type.
    Json(String, Value),
    /// Text of a media type.
    Text(String, String),
}

fn content(
    model: &Model,
    style: Style,
    role: Role,
    structure: Option<&ShapeId>,
    value: &Value,
) -> Option<Content> {
    let json = |value: Value| {
        let media_type = match style {
            Style::Rest => "application/json",
            Style::Rpc(media_type) => media_type,
        };
        Some(Content::Json(media_type.to_owned(), value))
    };
    // restJson leaves an empty object out of requests, and writes one in responses.
    let empty = || match (style, role) {
        (Style::Rest, Role::Request) => Some(Content::Nothing),
        _ => json(json!({})),
    };
    let has_members = |id: &ShapeId| match &model.shape(id).kind {
        Kind::Structure(it) => !it.members.is_empty(),
        _ => false,
    };
    match wire::body(model, structure) {
        Body::Empty if structure.is_none() && style == Style::Rest => Some(Content::Nothing),
        Body::Empty => empty(),
        Body::Whole(id) if style == Style::Rest && !has_members(id) => empty(),
        Body::Whole(_) | Body::Part { .. } => json(examples::body(model, structure?, value)?),
        Body::Payload(member) => match value.get(&member.name) {
            Some(value) => payload(model, member, value),
            None => match (&model.shape(&member.target).kind, role) {
                (Kind::Structure(_), Role::Request) => json(json!({})),
                _ => Some(Content::Nothing),
            },
        },
    }
}

/// A body that is one member.
fn payload(model: &Model, member: &Member, value: &Value) -> Option<Content> {
    let target = model.shape(&member.target);
    let media_type = member.traits.media_type.as_ref();
    let media_type = media_type.or(target.traits.media_type.as_ref());
    let of = |default: &str| media_type.cloned().unwrap_or_else(|| default.to_owned());
    match (&target.kind, value) {
        _ if target.traits.streaming == Streaming::Stream => None,
        (Kind::Simple(Simple::Blob), _) => None,
        (Kind::Simple(Simple::String) | Kind::Enum(_), Value::String(text)) => {
            Some(Content::Text(of("text/plain"), text.clone()))
        }
        (Kind::Simple(Simple::String) | Kind::Enum(_), _) => None,
        _ => {
            let value = examples::value(model, member, value)?;
            Some(Content::Json("application/json".to_owned(), value))
        }
    }
}

/// The message; none if something in it is not to be seen.
fn text(start: &str, headers: Vec<(String, String)>, content: Content) -> Option<String> {
    let (media_type, body) = match content {
        Content::Nothing => (None, None),
        Content::Json(media_type, value) => (Some(media_type), Some(json::pretty(&value))),
        Content::Text(media_type, text) => (Some(media_type), Some(text)),
    };
    let mut text = start.to_owned();
    let has_type = |(name, _): &(String, String)| name.eq_ignore_ascii_case("content-type");
    let media_type = media_type.filter(|_| !headers.iter().any(has_type));
    let media_type = media_type.map(|it| ("Content-Type".to_owned(), it));
    for (name, value) in headers.into_iter().chain(media_type) {
        text.extend(["\n", &name, ": ", &value]);
    }
    if let Some(body) = body {
        text.extend(["\n\n", &body]);
    }
    text.chars().all(docs::is_visible).then_some(text)
}
