//! Operations that a server could not tell apart.

use std::collections::BTreeMap;

use super::uri::label;
use crate::json::At;
use crate::model::{Http, UriSegment};
use crate::report::{Code, Problem, Problems, quoted};
use crate::smithy::raw::{RawShape, RawTrait, Relations, Shapes, find_trait, has_trait};

/// Reports operations of one service with the same method and URI pattern, whatever the names
/// of its labels. Labels whose members have patterns may tell operations apart, and so may
/// hosts.
pub(in crate::smithy) fn check_conflicts(
    shapes: &Shapes<'_>,
    operations: &[(&RawShape<'_>, &Http)],
    problems: &mut Problems,
) {
    let mut taken: BTreeMap<String, &RawShape<'_>> = BTreeMap::new();
    for (operation, http) in operations {
        let key = key(shapes, operation, http);
        let Some(other) = taken.get(&key) else {
            taken.insert(key, operation);
            continue;
        };
        let Some(applied) = find_trait(&operation.traits, "http") else {
            continue;
        };
        let uri = |applied: &RawTrait<'_>| applied.at(|path| path.key("uri").place());
        let name = quoted(other.id.name());
        let message = format!(
            "{} {} is also that of {name}",
            http.method,
            quoted(&http.uri)
        );
        let problem = Problem::new(Code::UriConflict, uri(applied), At::Value, message)
            .label(format!("conflicts with {name}"));
        problems.push(match find_trait(&other.traits, "http") {
            Some(first) => problem.other(uri(first), At::Value, "taken here"),
            None => problem,
        });
    }
}

/// What a server sees: method, host prefix, path without the names of labels, query.
fn key(shapes: &Shapes<'_>, operation: &RawShape<'_>, http: &Http) -> String {
    let host = find_trait(&operation.traits, "endpoint")
        .and_then(|t| t.value.get("hostPrefix")?.as_str())
        .unwrap_or_default();
    let mut key = format!("{} {host}", http.method);
    for segment in &http.segments {
        key.push('/');
        match segment {
            UriSegment::Literal(text) => key.push_str(text),
            _ if is_constrained(shapes, operation, segment) => {
                key.push('{');
                key.push_str(operation.id.as_str());
            }
            UriSegment::Label(_) => key.push_str("{}"),
            UriSegment::GreedyLabel(_) => key.push_str("{+}"),
        }
    }
    let mut query = http.query.clone();
    query.sort();
    for (name, value) in query {
        key.push('&');
        key.push_str(&name);
        key.push('=');
        key.push_str(value.as_deref().unwrap_or_default());
    }
    key
}

/// Whether the member behind a label has a `pattern`.
fn is_constrained(shapes: &Shapes<'_>, operation: &RawShape<'_>, segment: &UriSegment) -> bool {
    let Relations::Operation {
        input: Some(input), ..
    } = &operation.relations
    else {
        return false;
    };
    let member = shapes.find(input.target).and_then(|index| {
        let members = &shapes.get(index).members;
        members
            .iter()
            .find(|member| Some(member.name) == label(segment))
    });
    member.is_some_and(|member| {
        has_trait(&member.traits, "pattern") || shapes.get(member.shape).has("pattern")
    })
}
