//! Recursion that no value ends, and lists of nothing but lists. Smithy forbids both ("Recursive
//! shape definitions"), and no type could be made of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::json::At;
use crate::model::{Kind, Model, Requirement, ShapeId};
use crate::report::{Code, Problem, quoted};

use super::cursor::Cursor;

/// Reports every shape that is part of such a cycle or needs one that is.
pub(super) fn check(model: &Model, root: &Cursor<'_>) {
    let reports = [
        (endless(model, element), "is a list or map without an end"),
        (endless(model, needed), "has no value without an end"),
    ];
    for (ids, message) in reports {
        let all: BTreeSet<&ShapeId> = ids.iter().copied().collect();
        for id in ids {
            let message = format!("{} {message}", quoted(id.name()));
            let pointer = model.pointer(id, None);
            let problem = Problem::new(Code::Recursion, pointer, At::Key, message);
            let problem = problem.label("part of a cycle, or needs one that is");
            root.report(problem.help(way_out(&model.shape(id).kind, &all)));
        }
    }
}

/// How to mend a shape, `endless` being all those that need it.
fn way_out(kind: &Kind, endless: &BTreeSet<&ShapeId>) -> String {
    const SHOWN: usize = 8;
    match kind {
        Kind::Structure(structure) => {
            let members = structure.members.iter().filter(|member| {
                member.requirement == Requirement::Required && endless.contains(&member.target)
            });
            let names: Vec<String> = members.take(SHOWN).map(|m| quoted(&m.name)).collect();
            format!("take {} out of `required`", names.join(", "))
        }
        Kind::Union(_) => "add a member that does not lead back to it".to_owned(),
        _ => {
            "let it hold a structure, and the list or map be what a member of that holds".to_owned()
        }
    }
}

/// What a shape needs to end.
enum Needs<'m> {
    All(Vec<&'m ShapeId>),
    Any(Vec<&'m ShapeId>),
}

/// Finds what ends, starting with the shapes that need nothing and working upwards; the rest
/// doesn't.
fn endless<'m>(model: &'m Model, needs: fn(&'m Kind) -> Needs<'m>) -> Vec<&'m ShapeId> {
    let mut users: BTreeMap<&ShapeId, Vec<&ShapeId>> = BTreeMap::new();
    let mut missing: BTreeMap<&ShapeId, usize> = BTreeMap::new();
    for (id, shape) in &model.shapes {
        // A shape that could not be read, which is reported, may be anything: it ends.
        let is_read = |target: &&ShapeId| model.shapes.contains_key(*target);
        let (targets, count) = match needs(&shape.kind) {
            Needs::All(mut targets) => {
                targets.retain(is_read);
                (targets, usize::MAX)
            }
            Needs::Any(targets) if targets.iter().all(is_read) => (targets, 1),
            Needs::Any(_) => (Vec::new(), 0),
        };
        let count = targets.len().min(count);
        missing.insert(id, count);
        for target in targets {
            users.entry(target).or_default().push(id);
        }
    }
    let ended = missing.iter().filter(|(_, count)| **count == 0);
    let mut ended: Vec<&ShapeId> = ended.map(|(id, _)| *id).collect();
    while let Some(id) = ended.pop() {
        for user in users.remove(id).unwrap_or_default() {
            match missing.get_mut(user) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    if *count == 0 {
                        ended.push(user);
                    }
                }
                _ => {}
            }
        }
    }
    missing.retain(|_, count| *count > 0);
    missing.into_keys().collect()
}

fn element(kind: &Kind) -> Needs<'_> {
    Needs::All(match kind {
        Kind::List(list) => vec![&list.member.target],
        Kind::Map(map) => vec![&map.value.target],
        _ => Vec::new(),
    })
}

/// An empty list or map ends whatever its elements are.
fn needed(kind: &Kind) -> Needs<'_> {
    match kind {
        Kind::Structure(structure) => {
            let members = structure.members.iter();
            let required = members.filter(|m| m.requirement == Requirement::Required);
            Needs::All(required.map(|member| &member.target).collect())
        }
        Kind::Union(union) => Needs::Any(union.members.iter().map(|m| &m.target).collect()),
        _ => Needs::All(Vec::new()),
    }
}
