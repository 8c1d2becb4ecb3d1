//! The `examples` trait, from member names to what travels.

use serde_json::{Map, Value, json};

use crate::docs::{annotation, description};
use crate::lower::parameters;
use crate::lower::wire::{self, Body};
use crate::model::{
    Example, Kind, Member, Model, Operation, ShapeId, Simple, Structure, TimestampFormat,
};

/// A part of a message exchange.
#[derive(Clone, Copy)]
pub(super) enum Part<'m> {
    /// The body of the request.
    Request,
    /// The body of a success.
    Output,
    /// The body of this error.
    Error(&'m ShapeId),
}

/// The examples of an operation.
pub(super) struct Examples<'m> {
    model: &'m Model,
    operation: &'m Operation,
}

pub(super) fn of_operation<'m>(model: &'m Model, operation: &'m Operation) -> Examples<'m> {
    Examples { model, operation }
}

impl Examples<'_> {
    /// Examples of a body, by key, as example objects (OpenAPI 3.1, section 4.8.19).
    pub(super) fn of_part(&self, part: Part<'_>) -> Map<String, Value> {
        self.each(|example| {
            let (message, content) = match (part, example) {
                (Part::Request, it) => (self.operation.input.as_ref()?, &it.input),
                (Part::Output, it) => (self.operation.output.as_ref()?, it.output.as_ref()?),
                (Part::Error(id), it) => {
                    let error = it.error.as_ref().filter(|error| error.shape == *id)?;
                    (id, &error.content)
                }
            };
            body(self.model, message, content)
        })
    }

    /// Examples of a member of the input.
    pub(super) fn of_member(&self, name: &str) -> Map<String, Value> {
        self.each(|example| {
            let input = self.operation.input.as_ref()?;
            let Kind::Structure(Structure { members, .. }) = &self.model.shape(input).kind else {
                return None;
            };
            let member = members.iter().find(|member| member.name == name)?;
            value(self.model, member, example.input.get(name)?)
        })
    }

    fn each(&self, value: impl Fn(&Example) -> Option<Value>) -> Map<String, Value> {
        let examples = self.operation.examples.iter().zip(1..);
        let examples = examples.filter_map(|(example, number)| {
            let mut object = Map::new();
            object.insert("summary".to_owned(), annotation(&example.title).into());
            if let Some(text) = &example.documentation {
                object.insert("description".to_owned(), description(text).into());
            }
            object.insert("value".to_owned(), value(example)?);
            Some((format!("example-{number}"), json!(object)))
        });
        examples.collect()
    }
}

/// What travels in the body of a message with this content.
fn body(model: &Model, message: &ShapeId, content: &Value) -> Option<Value> {
    match wire::body(model, Some(message)) {
        Body::Empty => None,
        Body::Whole(id) => shape(model, id, content),
        Body::Part { members, .. } => object(model, &members, content),
        Body::Payload(member) => value(model, member, content.get(&member.name)?),
    }
}

/// The value of a member; none if it is in another form than travels.
fn value(model: &Model, member: &Member, content: &Value) -> Option<Value> {
    if let Some(format) = parameters::timestamp_format(model, member) {
        let fits = match format {
            TimestampFormat::EpochSeconds => content.is_number(),
            TimestampFormat::DateTime | TimestampFormat::HttpDate => content.is_string(),
        };
        return fits.then(|| content.clone());
    }
    shape(model, &member.target, content)
}

fn shape(model: &Model, id: &ShapeId, content: &Value) -> Option<Value> {
    match &model.shape(id).kind {
        Kind::Structure(Structure { members, .. }) => {
            object(model, &members.iter().collect::<Vec<_>>(), content)
        }
        Kind::Union(union) => object(model, &union.members.iter().collect::<Vec<_>>(), content),
        Kind::List(list) => {
            let elements = content.as_array()?.iter();
            let elements = elements.map(|it| nullable(model, &list.member, it));
            elements.collect::<Option<Vec<_>>>().map(Value::from)
        }
        Kind::Map(map) => {
            let entries = content.as_object()?.iter();
            let entries =
                entries.map(|(key, it)| Some((key.clone(), nullable(model, &map.value, it)?)));
            entries.collect::<Option<Map<_, _>>>().map(Value::from)
        }
        Kind::Simple(Simple::Timestamp) => content.is_number().then(|| content.clone()),
        Kind::Unit | Kind::Simple(_) | Kind::Enum(_) | Kind::IntEnum(_) => Some(content.clone()),
    }
}

/// An element, which in a sparse list or map may be null.
fn nullable(model: &Model, member: &Member, content: &Value) -> Option<Value> {
    if content.is_null() {
        Some(Value::Null)
    } else {
        value(model, member, content)
    }
}

fn object(model: &Model, members: &[&Member], content: &Value) -> Option<Value> {
    let content = content.as_object()?;
    let mut out = Map::new();
    for member in members {
        if let Some(part) = content.get(&member.name).filter(|it| !it.is_null()) {
            let name = wire::name(&model.service.protocol, member);
            out.insert(name.to_owned(), value(model, member, part)?);
        }
    }
    Some(out.into())
}
