//! The `examples` trait, as example objects.

use serde_json::{Map, Value, json};

use crate::docs::{annotation, description};
use crate::lower::examples::{body, value};
use crate::model::{Example, Kind, Model, Operation, ShapeId, Structure};

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
