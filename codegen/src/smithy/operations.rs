//! Operations as the model has them.

use std::collections::BTreeSet;

use super::http::{self, Message};
use super::kind::ShapeType;
use super::protocol::{HttpBindings, Rules, Uris};
use super::raw::{Index, RawShape, Reading, Reference, Relations, Shapes, find_trait};
use super::service::target;
use super::traits;
use crate::http::{host_labels, no_host_prefix};
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
    pub rules: Rules,
}

/// The messages whose bindings are checked already.
pub(super) type Checked = BTreeSet<(Index, Message)>;

/// An operation with the shapes it refers to.
pub(super) struct Built {
    pub index: Index,
    pub operation: Operation,
    /// Input, output and errors.
    pub messages: Vec<Index>,
}

/// Builds an operation and checks its HTTP bindings.
pub(super) fn build(
    parts: &Parts<'_, '_>,
    index: Index,
    checked: &mut Checked,
    problems: &mut Problems,
) -> Option<Built> {
    let raw = parts.shapes.get(index);
    let Relations::Operation {
        input,
        output,
        errors,
        ..
    } = &raw.relations
    else {
        return None;
    };
    let structure =
        |reference: &Reference<'_>| target(parts.shapes, reference, ShapeType::Structure);
    let input = input.as_ref().and_then(structure);
    let output = output.as_ref().and_then(structure);
    let own = errors.iter().filter_map(structure);
    let mut errors: Vec<Index> = own.chain(parts.service_errors.iter().copied()).collect();
    errors.sort_by(|a, b| parts.ids[a.0].cmp(&parts.ids[b.0]));
    errors.dedup();
    let http = match parts.rules.http {
        HttpBindings::Honoured => http::read(raw, problems),
        HttpBindings::Ignored => None,
    };
    if parts.rules.uris == Uris::Required && !raw.has("http") {
        let message = format!("operation {} has no URI", quoted(raw.id.name()));
        let pointer = raw.home.path().place();
        problems.push(
            Problem::new(Code::MissingUri, pointer, At::Key, message)
                .label("has no `http` trait")
                .help("the protocol of the service needs one on every operation".to_owned()),
        );
    }
    if let Some(http) = &http {
        check_messages(
            parts,
            raw,
            http,
            ([input, output], &errors),
            (checked, problems),
        );
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
        examples: examples(parts, raw, &errors, problems),
    };
    let messages = input.into_iter().chain(output).chain(errors).collect();
    Some(Built {
        index,
        operation,
        messages,
    })
}

/// Checks the bindings of all messages; a structure is checked once, as many operations share
/// their errors.
fn check_messages(
    parts: &Parts<'_, '_>,
    raw: &RawShape<'_>,
    http: &Http,
    ([input, output], errors): ([Option<Index>; 2], &[Index]),
    (checked, problems): (&mut Checked, &mut Problems),
) {
    let structure = |index: Index| {
        let built = parts.built[index.0].as_ref()?;
        Some((parts.shapes.get(index), built))
    };
    match input.and_then(structure) {
        Some(input) => http::check_request(parts.shapes, raw, http, input, problems),
        // Without its input it is not known what fills the labels.
        None if has_unknown_input(parts.shapes, raw) => {}
        None => {
            for name in http.segments.iter().filter_map(http::label) {
                http::unbound_label(raw, name, http::Filler::None { meant: None }, problems);
            }
        }
    }
    let requests = input.map(|index| (index, Message::Request));
    let responses = output
        .iter()
        .chain(errors)
        .map(|index| (*index, Message::Response));
    for (index, message) in requests.into_iter().chain(responses) {
        if let Some((raw, built)) = structure(index)
            && checked.insert((index, message))
        {
            http::check_structure(raw, built, message, problems);
        }
    }
}

/// Whether the input is something that could not be read, is not there or no structure, all of which is
/// reported.
fn has_unknown_input(shapes: &Shapes<'_>, raw: &RawShape<'_>) -> bool {
    match &raw.relations {
        Relations::Operation {
            input: Some(input), ..
        } => {
            let kind = shapes.find(input.target).map(|i| shapes.get(i).kind);
            !matches!(kind, Some(ShapeType::Structure | ShapeType::Unit))
        }
        Relations::Operation { reading, .. } => *reading == Reading::Partial,
        _ => false,
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
    match host_labels(prefix) {
        None => problems.push(no_host_prefix(place())),
        Some(labels) => {
            for label in labels {
                let members = input.map(|index| &parts.shapes.get(index).members);
                let member = members.and_then(|m| m.iter().find(|m| m.name == label));
                let is_bound =
                    member.is_some_and(|m| super::raw::has_trait(&m.traits, "hostLabel"));
                if !is_bound && !has_unknown_input(parts.shapes, raw) {
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
fn examples(
    parts: &Parts<'_, '_>,
    raw: &RawShape<'_>,
    errors: &[Index],
    problems: &mut Problems,
) -> Vec<Example> {
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
                error: error
                    .and_then(|error| example_error(parts, error, errors, &place, problems)),
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
    errors: &[Index],
    example: &Place,
    problems: &mut Problems,
) -> Option<ExampleError> {
    let id = error.get("shapeId")?.as_str()?;
    let found = parts.shapes.find(id);
    let Some(index) = found.filter(|index| errors.contains(index)) else {
        let message = format!("{} is not an error of the operation", quoted(id));
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
