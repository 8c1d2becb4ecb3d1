//! How much a model would make, and the refusal of one that would make too much.
//!
//! Most of what is written is as long as what it is written of. Two things are not: the schemas
//! and the page of an operation hold every shape that its messages reach, and a member without
//! documentation has its target's. So the texts of the spec are counted here as often as they are
//! written, which is much faster than to write them.

use std::collections::BTreeMap;

use crate::json::At;
use crate::limits;
use crate::model::{
    Cors, Format, Kind, Member, Model, Operation, Shape, ShapeId, Traits, escape_pointer,
};
use crate::report::{Code, Problem, quoted};

/// A problem if more than so many bytes of the model's texts would be written, at the operation
/// that brings them above the bound.
pub(super) fn too_much(model: &Model, most: u64) -> Option<Problem> {
    let mut costs = Costs::new(model);
    let mut left = most.checked_sub(costs.alone());
    if left.is_none() {
        let message = "the documentation and names of this model are too much to write out";
        let problem = Problem::new(Code::TooLarge, "/shapes", At::Key, message);
        return Some(problem.label("too much").help(HELP.to_owned()));
    }
    let mut known = BTreeMap::new();
    let for_browsers = model.service.cors.as_ref().map_or(0, of_cors);
    for operation in &model.operations {
        let own = of_operation(operation).saturating_add(for_browsers);
        left = left.and_then(|left| left.checked_sub(own));
        let messages = operation.input.iter().chain(&operation.output);
        for message in messages.chain(&operation.errors) {
            let cost = *known
                .entry(message)
                .or_insert_with(|| costs.reached_from(message, left.unwrap_or(0)));
            left = left.and_then(|left| left.checked_sub(cost));
        }
        if left.is_none() {
            let name = quoted(operation.id.name());
            let message = format!("with {name}, this model is too much to write out");
            let pointer = match model.format {
                Format::Smithy => model.pointer(&operation.id, None),
                Format::Botocore => {
                    format!("/operations/{}", escape_pointer(operation.id.name()))
                }
            };
            let problem = Problem::new(Code::TooLarge, pointer, At::Key, message);
            return Some(problem.label("too much").help(HELP.to_owned()));
        }
    }
    None
}

const HELP: &str = "choose operations with `--operation NAME`, let them share fewer shapes, or \
                    put long documentation where it is not repeated";

/// What syntax stands around a name or text: the schema of a member has keywords for both contracts.
const AROUND: u64 = 128;

/// What each shape costs where it is defined, and which ones it leads to.
struct Costs<'m> {
    numbers: BTreeMap<&'m ShapeId, usize>,
    own: Vec<u64>,
    targets: Vec<Vec<usize>>,
    /// The number of the last walk that came by, so that no walk has to tidy up.
    seen: Vec<usize>,
    walks: usize,
}

impl<'m> Costs<'m> {
    fn new(model: &'m Model) -> Self {
        let numbers: BTreeMap<&ShapeId, usize> = model.shapes.keys().zip(0..).collect();
        let targets = |shape: &Shape| {
            let members = shape.kind.members().into_iter();
            members.map(|member| numbers[&member.target]).collect()
        };
        Self {
            own: model.shapes.values().map(|it| own(model, it)).collect(),
            targets: model.shapes.values().map(targets).collect(),
            seen: vec![0; numbers.len()],
            walks: 0,
            numbers,
        }
    }

    /// All shapes, each once: the code, and the file that has them all.
    fn alone(&self) -> u64 {
        self.own.iter().fold(0, |sum, own| sum.saturating_add(*own))
    }

    /// All shapes that a message reaches, itself included. What is more than `most` need not be
    /// known exactly.
    fn reached_from(&mut self, message: &ShapeId, most: u64) -> u64 {
        self.walks += 1;
        let start = self.numbers[message];
        self.seen[start] = self.walks;
        let mut pending = vec![start];
        let mut cost: u64 = 0;
        while let Some(number) = pending.pop()
            && cost <= most
        {
            cost = cost.saturating_add(self.own[number]);
            for target in &self.targets[number] {
                if std::mem::replace(&mut self.seen[*target], self.walks) != self.walks {
                    pending.push(*target);
                }
            }
        }
        cost
    }
}

/// What is written where a shape is defined.
fn own(model: &Model, shape: &Shape) -> u64 {
    let values = match &shape.kind {
        Kind::Enum(it) => it.values.iter().fold(0, |sum: u64, value| {
            sum.saturating_add(bytes(&value.value) + of_traits(&value.traits))
        }),
        Kind::IntEnum(it) => it.values.iter().fold(0, |sum: u64, value| {
            sum.saturating_add(bytes(&value.name) + of_traits(&value.traits))
        }),
        // These are written where they are used.
        Kind::Simple(_) | Kind::Unit | Kind::List(_) | Kind::Map(_) => return 0,
        Kind::Structure(_) | Kind::Union(_) => 0,
    };
    let members = shape.kind.members().into_iter();
    let members = members.fold(0, |sum: u64, member| {
        sum.saturating_add(of_member(model, member, limits::CONTAINER_LEVELS))
    });
    (bytes(shape.id.name()) + of_traits(&shape.traits))
        .saturating_add(members)
        .saturating_add(values)
}

/// What is written where a member is: lists, maps and what is simple with it. Deeper containers
/// are refused elsewhere.
fn of_member(model: &Model, member: &Member, levels: usize) -> u64 {
    let target = model.shape(&member.target);
    let mut cost = bytes(&member.name) + of_traits(&member.traits);
    match &target.kind {
        Kind::Simple(_) => cost += of_traits(&target.traits),
        _ if member.traits.documentation.is_none() => {
            cost += text(target.traits.documentation.as_deref());
        }
        _ => {}
    }
    cost += member.json_name.as_deref().map_or(0, bytes);
    if let Kind::Enum(it) = &target.kind {
        // Outlines of bodies show these.
        let shown = it.values.iter().take(limits::MOST_CHOICES);
        cost += shown.map(|value| bytes(&value.value)).sum::<u64>();
    }
    if let Some(default) = &member.default {
        cost += bytes(default.as_str().unwrap_or_default());
    }
    let is_inline = matches!(target.kind, Kind::List(_) | Kind::Map(_));
    match levels.checked_sub(1).filter(|_| is_inline) {
        Some(levels) => target.kind.members().into_iter().fold(cost, |sum, member| {
            sum.saturating_add(of_member(model, member, levels))
        }),
        None => cost,
    }
}

/// What is written of an operation besides its messages.
fn of_operation(operation: &Operation) -> u64 {
    let uri = operation.http.as_ref().map_or(0, |http| bytes(&http.uri));
    let prefix = text(operation.host_prefix.as_deref());
    let examples = operation.examples.iter().map(|example| {
        let error = example.error.as_ref().map(|error| &error.content);
        let values = [Some(&example.input), example.output.as_ref(), error];
        let values = values.into_iter().flatten().map(of_value).sum::<u64>();
        uri + prefix + bytes(&example.title) + text(example.documentation.as_deref()) + values
    });
    bytes(operation.id.name()) + of_traits(&operation.traits) + uri + prefix + examples.sum::<u64>()
}

fn of_value(value: &serde_json::Value) -> u64 {
    use serde_json::Value;
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 8,
        Value::String(text) => 8 + u64::try_from(text.len()).unwrap_or(u64::MAX),
        Value::Array(items) => 8 + items.iter().map(of_value).sum::<u64>(),
        Value::Object(entries) => {
            let entries = entries.iter();
            8 + entries
                .map(|(key, value)| 8 + text(Some(key)) + of_value(value))
                .sum::<u64>()
        }
    }
}

/// What each operation has for browsers: the names of headers, in the page and `openapi.json`.
fn of_cors(cors: &Cors) -> u64 {
    let allowed = cors.additional_allowed_headers.iter();
    let names = allowed.chain(&cors.additional_exposed_headers);
    names.map(|name| text(Some(name)) + 8).sum()
}

fn of_traits(traits: &Traits) -> u64 {
    let deprecated = traits.deprecated.as_ref();
    let links = traits.external_documentation.iter();
    let aliases = traits.aliases.iter();
    text(traits.documentation.as_deref())
        + text(traits.constraints.pattern.as_deref())
        + text(traits.since.as_deref())
        + text(traits.media_type.as_deref())
        + text(deprecated.and_then(|it| it.message.as_deref()))
        + text(deprecated.and_then(|it| it.since.as_deref()))
        + links.fold(0, |sum, (title, address)| {
            sum + bytes(title) + bytes(address)
        })
        + aliases.fold(0, |sum, alias| sum + bytes(alias))
}

fn text(text: Option<&str>) -> u64 {
    let length = text.map_or(0, |text| text.len().min(limits::DOCUMENTATION_BYTES));
    u64::try_from(length).unwrap_or(u64::MAX)
}

fn bytes(text: &str) -> u64 {
    u64::try_from(text.len()).unwrap_or(u64::MAX) + AROUND
}
