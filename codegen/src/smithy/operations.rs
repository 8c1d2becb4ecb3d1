//! Operations as the model has them.

use super::http::{self, Message};
use super::kind::ShapeType;
use super::raw::{Index, RawShape, Reference, Relations, Shapes, find_trait};
use super::service::target;
use super::traits;
use crate::json::{At, Node};
use crate::model::{Example, ExampleError, Http, Operation, Shape, ShapeId};
use crate::report::{Code, Place, Problem, Problems, quoted};

/// What operations are built from.
pub(super) struct Parts<'a, 'n> {
    pub shapes: &'a Shapes<'n>,
    /// The model's shapes, by index.
    pub built: &'a [Option<Shape>],
    pub ids: &'a [ShapeId],
    /// The errors that all operations of the service have.
    pub service_errors: Vec<Index>,
    pub bindings: super::build::HttpBindings,
}

/// An operation with the shapes it refers to.
pub(super) struct Built {
    pub operation: Operation,
    /// Input, output and errors.
    pub messages: Vec<Index>,
}

/// Builds an operation and checks its HTTP bindings.
pub(super) fn build(parts: &Parts<'_, '_>, index: Index, problems: &mut Problems) -> Option<Built> {
    let raw = parts.shapes.get(index);
    let Relations::Operation {
        input,
        output,
        errors,
    } = &raw.relations
    else {
        return None;
    };
    let structure = |reference: &Option<Reference<'_>>| {
        target(parts.shapes, reference.as_ref()?, ShapeType::Structure)
    };
    let (input, output) = (structure(input), structure(output));
    let mut errors: Vec<Index> = errors
        .iter()
        .filter_map(|error| target(parts.shapes, error, ShapeType::Structure))
        .chain(parts.service_errors.iter().copied())
        .collect();
    errors.sort_by(|a, b| parts.ids[a.0].cmp(&parts.ids[b.0]));
    errors.dedup();
    let http = match parts.bindings {
        super::build::HttpBindings::Honoured => http::read(raw, problems),
        super::build::HttpBindings::Ignored => None,
    };
    if let Some(http) = &http {
        check_messages(parts, raw, http, [input, output], &errors, problems);
    }
    let id = |index: Index| parts.ids[index.0].clone();
    let operation = Operation {
        id: raw.id.clone(),
        traits: traits::read(&raw.traits),
        input: input.map(id),
        output: output.map(id),
        errors: errors.iter().copied().map(id).collect(),
        http,
        host_prefix: host_prefix(parts, raw, input, problems),
        readonly: raw.has("readonly"),
        idempotent: raw.has("idempotent"),
        examples: examples(parts, raw, problems),
    };
    let messages = input.into_iter().chain(output).chain(errors).collect();
    Some(Built {
        operation,
        messages,
    })
}

fn check_messages(
    parts: &Parts<'_, '_>,
    raw: &RawShape<'_>,
    http: &Http,
    [input, output]: [Option<Index>; 2],
    errors: &[Index],
    problems: &mut Problems,
) {
    if input.is_none() {
        for segment in &http.segments {
            if let crate::model::UriSegment::Label(name)
            | crate::model::UriSegment::GreedyLabel(name) = segment
            {
                http::unbound_label(raw, name, false, problems);
            }
        }
    }
    let messages = input
        .map(|index| (index, Message::Input))
        .into_iter()
        .chain(output.map(|index| (index, Message::Output)))
        .chain(errors.iter().map(|index| (*index, Message::Error)));
    for (index, message) in messages {
        if let Some(built) = &parts.built[index.0] {
            let structure = (parts.shapes.get(index), built);
            http::check_bindings(parts.shapes, raw, http, message, structure, problems);
        }
    }
}

/// `endpoint`'s host prefix, after checking that its labels are members with `hostLabel`.
fn host_prefix(
    parts: &Parts<'_, '_>,
    raw: &RawShape<'_>,
    input: Option<Index>,
    problems: &mut Problems,
) -> Option<String> {
    let applied = find_trait(&raw.traits, "endpoint")?;
    let prefix = applied.value.get("hostPrefix")?.as_str()?;
    let place = || applied.at(|path| path.key("hostPrefix").place());
    match http::host_labels(prefix) {
        Err(message) => problems
            .push(Problem::new(Code::UriPattern, place(), At::Value, message).label("malformed")),
        Ok(labels) => {
            for label in labels {
                let members = input.map(|index| &parts.shapes.get(index).members);
                let member = members.and_then(|m| m.iter().find(|m| m.name == label));
                let is_bound =
                    member.is_some_and(|m| super::raw::has_trait(&m.traits, "hostLabel"));
                if !is_bound {
                    let message = format!(
                        "the host label {} is no member with `hostLabel`",
                        quoted(label)
                    );
                    problems.push(
                        Problem::new(Code::UriLabel, place(), At::Value, message)
                            .label("label without a member"),
                    );
                }
            }
        }
    }
    Some(prefix.to_owned())
}

/// The `examples` trait; entries of the wrong form were reported before.
fn examples(parts: &Parts<'_, '_>, raw: &RawShape<'_>, problems: &mut Problems) -> Vec<Example> {
    let mut examples = Vec::new();
    for applied in raw
        .traits
        .iter()
        .filter(|t| super::build::short(t) == Some("examples"))
    {
        let Node::Array(items) = applied.value else {
            continue;
        };
        for (index, item) in items.iter().enumerate() {
            let Some(title) = item.get("title").and_then(Node::as_str) else {
                continue;
            };
            let place = applied.at(|path| path.index(index).place());
            let error = item.get("error");
            if error.is_some() && item.get("output").is_some() {
                problems.push(
                    Problem::new(
                        Code::ExampleError,
                        place.clone(),
                        At::Value,
                        "an example has an output or an error, not both",
                    )
                    .label("has both"),
                );
            }
            let documentation = item.get("documentation").and_then(Node::as_str);
            examples.push(Example {
                title: title.to_owned(),
                documentation: documentation.map(str::to_owned),
                input: item.get("input").map_or_else(empty, Node::to_value),
                output: item.get("output").map(Node::to_value),
                error: error.and_then(|error| example_error(parts, error, &place, problems)),
            });
        }
    }
    examples
}

fn empty() -> serde_json::Value {
    serde_json::Value::Object(serde_json::Map::new())
}

fn example_error(
    parts: &Parts<'_, '_>,
    error: &Node<'_>,
    example: &Place,
    problems: &mut Problems,
) -> Option<ExampleError> {
    let id = error.get("shapeId")?.as_str()?;
    let found = parts.shapes.find(id);
    let Some(index) = found.filter(|index| parts.shapes.get(*index).has("error")) else {
        let message = format!("{} is not an error of the model", quoted(id));
        let place = Place {
            source: example.source,
            pointer: format!("{}/error/shapeId", example.pointer),
        };
        problems.push(
            Problem::new(Code::ExampleError, place, At::Value, message).label("not an error"),
        );
        return None;
    };
    Some(ExampleError {
        shape: parts.ids[index.0].clone(),
        content: error.get("content").map_or_else(empty, Node::to_value),
    })
}
