//! What only formats other than Smithy allow: operations with the same method and URI, members of a
//! message that have no place beside its payload, and values of enums that are empty.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Binding, Kind, Model, Operation, ShapeId, UriSegment};
use crate::report::{Problem, quoted};

use super::{operation_pointer, unwritable};

/// Reports what Smithy would refuse.
pub(super) fn check(model: &Model, problems: &mut Vec<Problem>) {
    same_places(model, problems);
    beside_payloads(model, problems);
    empty_values(model, problems);
}

/// Reports values that no `enumValue` can be.
fn empty_values(model: &Model, problems: &mut Vec<Problem>) {
    for shape in model.shapes.values() {
        if let Kind::Enum(it) = &shape.kind
            && it.values.iter().any(|value| value.value.is_empty())
        {
            let message = format!("a value of {} is empty", quoted(shape.id.name()));
            problems.push(unwritable(&model.pointer(&shape.id, None), message));
        }
    }
}

/// Reports members that travel nowhere: their message has a payload, and nothing binds them.
fn beside_payloads(model: &Model, problems: &mut Vec<Problem>) {
    let messages: BTreeSet<&ShapeId> = model
        .operations
        .iter()
        .flat_map(|it| it.input.iter().chain(&it.output).chain(&it.errors))
        .collect();
    for id in messages {
        let Kind::Structure(structure) = &model.shape(id).kind else {
            continue;
        };
        let members = structure.members.iter();
        let Some(payload) = members.clone().find(|it| it.binding == Binding::Payload) else {
            continue;
        };
        for member in members.filter(|it| it.binding == Binding::Body) {
            let name = quoted(&member.name);
            let message = format!("{name} has no place beside {}", quoted(&payload.name));
            problems.push(unwritable(&model.pointer(id, Some(&member.name)), message));
        }
    }
}

/// Reports operations that Smithy wouldn't tell apart.
fn same_places(model: &Model, problems: &mut Vec<Problem>) {
    let mut taken: BTreeMap<Key<'_>, &Operation> = BTreeMap::new();
    for operation in &model.operations {
        let Some(key) = key(model, operation) else {
            continue;
        };
        if let Some(other) = taken.insert(key, operation) {
            let message = format!(
                "{} has the same method and URI as {}",
                quoted(operation.id.name()),
                quoted(other.id.name())
            );
            let problem = unwritable(&operation_pointer(model, operation), message);
            problems.push(problem.help("choose the operations to write, not both".to_owned()));
        }
    }
}

/// What a server sees of a request: host prefix, method, path and query.
type Key<'m> = (
    Option<&'m str>,
    &'m str,
    String,
    Vec<&'m (String, Option<String>)>,
);

fn key<'m>(model: &'m Model, operation: &'m Operation) -> Option<Key<'m>> {
    let http = operation.http.as_ref()?;
    let mut path = String::new();
    for segment in &http.segments {
        path.push('/');
        path.push_str(match segment {
            UriSegment::Literal(text) => text,
            // A pattern may tell operations apart, so such a label is only like itself.
            UriSegment::Label(member) | UriSegment::GreedyLabel(member)
                if has_pattern(model, operation, member) =>
            {
                operation.id.as_str()
            }
            UriSegment::Label(_) => "{}",
            UriSegment::GreedyLabel(_) => "{+}",
        });
    }
    let mut query: Vec<_> = http.query.iter().collect();
    query.sort();
    Some((operation.host_prefix.as_deref(), &http.method, path, query))
}

fn has_pattern(model: &Model, operation: &Operation, label: &str) -> bool {
    let input = operation.input.as_ref().map(|id| &model.shape(id).kind);
    let Some(Kind::Structure(input)) = input else {
        return false;
    };
    let member = input.members.iter().find(|member| member.name == label);
    member.is_some_and(|member| {
        let target = model.shape(&member.target);
        [&member.traits, &target.traits]
            .iter()
            .any(|traits| traits.constraints.pattern.is_some())
    })
}
