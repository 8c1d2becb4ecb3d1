//! `apply` statements: traits written apart from what they apply to (Smithy 2.0, "AST apply
//! type"). Applied before mixins are flattened, because a shape hands on what was applied to it.

use std::collections::BTreeMap;

use super::kind::ShapeType;
use super::meant;
use super::path::Home;
use super::prelude::UNKNOWN_INDEX;
use super::raw::{Apply, Index, Origin, RawMember, RawTrait, Reading, Shapes, Target};
use crate::json::{At, Node};
use crate::report::{Code, Problem, Problems, Source, closest, quoted};

/// Applies all statements.
pub(super) fn apply<'n>(shapes: &mut Shapes<'n>, applies: Vec<Apply<'n>>, problems: &mut Problems) {
    let mut by_shape: BTreeMap<&str, Vec<Apply<'n>>> = BTreeMap::new();
    for statement in applies {
        by_shape.entry(statement.shape).or_default().push(statement);
    }
    for (id, statements) in by_shape {
        match shapes.find(id) {
            // Nothing is known of it, so anything may apply.
            Some(index) if shapes.get(index).kind == ShapeType::Unknown => {}
            Some(index) if shapes.get(index).origin == Origin::Document => {
                to_shape(shapes, index, statements, problems);
            }
            found => {
                let known = found.is_some();
                for statement in statements {
                    unknown_shape(shapes, &statement, known, problems);
                }
            }
        }
    }
}

/// Applies the statements about one shape and its members.
fn to_shape<'n>(
    shapes: &mut Shapes<'n>,
    index: Index,
    statements: Vec<Apply<'n>>,
    problems: &mut Problems,
) {
    let shape = shapes.get_mut(index);
    let names = shape
        .members
        .iter()
        .enumerate()
        .map(|(i, member)| (member.name, i));
    let by_name: BTreeMap<&str, usize> = names.rev().collect();
    for statement in statements {
        check_empty(&statement, problems);
        let Some(name) = statement.member else {
            add(&mut shape.traits, statement.traits, problems);
            continue;
        };
        if let Some(known) = by_name.get(name) {
            add(
                &mut shape.members[*known].traits,
                statement.traits,
                problems,
            );
        } else if shape.mixins.is_empty() {
            unknown_member(statement.home, name, &shape.members, problems);
        } else {
            // A mixin may bring it; flattening knows.
            shape.members.push(RawMember {
                name,
                target: Target::Inherited,
                shape: UNKNOWN_INDEX,
                traits: statement.traits,
                home: statement.home,
            });
        }
    }
}

/// Reports a statement of an overlay that applies nothing.
fn check_empty(statement: &Apply<'_>, problems: &mut Problems) {
    let is_empty = statement.traits.is_empty() && statement.reading == Reading::Whole;
    if statement.home.source == Source::Overlay && is_empty {
        let place = statement.home.path().place();
        let message = format!("nothing is applied to {}", quoted(statement.home.shape));
        problems.push(
            Problem::new(Code::ApplyNoEffect, place, At::Key, message).label("has no traits"),
        );
    }
}

/// Reports a statement about a shape that is not there, or not the document's.
fn unknown_shape(
    shapes: &Shapes<'_>,
    statement: &Apply<'_>,
    is_prelude: bool,
    problems: &mut Problems,
) {
    let id = quoted(statement.shape);
    if is_prelude {
        let help = "the prelude's shapes cannot be changed".to_owned();
        let message = format!("{id} belongs to the prelude");
        problems.push(unknown(statement.home, message).help(help));
        return;
    }
    let meant = problems
        .may_search()
        .then(|| meant::id(statement.shape, shapes.ids()))
        .flatten();
    let help = meant.map(|meant| format!("did you mean {}?", quoted(meant)));
    let message = format!("there is no shape {id} to apply to");
    problems.push(unknown(statement.home, message).help(help));
}

/// Reports a statement about a member that is not there.
pub(super) fn unknown_member(
    home: Home<'_>,
    name: &str,
    members: &[RawMember<'_>],
    problems: &mut Problems,
) {
    let message = format!("there is no member {} to apply to", quoted(name));
    let others = members
        .iter()
        .filter(|m| m.target != Target::Inherited)
        .map(|m| m.name);
    let meant = problems
        .may_search()
        .then(|| closest(name, others))
        .flatten();
    let help = meant.map(|meant| format!("did you mean {}?", quoted(meant)));
    problems.push(unknown(home, message).help(help));
}

fn unknown(home: Home<'_>, message: String) -> Problem {
    Problem::new(Code::ApplyTarget, home.path().place(), At::Key, message).label("not found")
}

/// Reports traits of an overlay that are there without it, so that overlays do not outlive what
/// they mend. `there` are the traits before `applied` is added to or replaces them.
pub(super) fn check_effect(
    there: &[RawTrait<'_>],
    applied: &[RawTrait<'_>],
    problems: &mut Problems,
) {
    for new in applied.iter().filter(|t| t.home.source == Source::Overlay) {
        let mut same = there.iter().filter(|old| old.name == new.name);
        if let Some(old) = same.find(|old| adds_nothing(old.value, new.value)) {
            let message = format!("{} is there already", quoted(new.name));
            let help = format!(
                "remove it from the overlay; {} has it at {}",
                document(old.home.source),
                old.place().pointer
            );
            problems.push(
                Problem::new(Code::ApplyNoEffect, new.place(), At::Key, message)
                    .label("changes nothing")
                    .help(help),
            );
        }
    }
}

/// Whether a value says what another says already. Lists grow, so a part of one adds nothing.
fn adds_nothing(old: &Node<'_>, new: &Node<'_>) -> bool {
    match (old, new) {
        (Node::Array(old), Node::Array(new)) => new.iter().all(|item| old.contains(item)),
        _ => old == new,
    }
}

/// A document, in messages.
fn document(source: Source) -> &'static str {
    match source {
        Source::Spec => "the spec",
        Source::Overlay => "the overlay",
    }
}

/// Adds traits; one that is already there must say the same, or be a list, which grows.
fn add<'n>(to: &mut Vec<RawTrait<'n>>, traits: Vec<RawTrait<'n>>, problems: &mut Problems) {
    check_effect(to, &traits, problems);
    for new in traits {
        let old = to.iter().find(|old| old.name == new.name);
        match old {
            Some(old) if old.value == new.value => {}
            Some(old) if !both_lists(old.value, new.value) => {
                let message = format!("{} is already there with another value", quoted(new.name));
                let help = format!(
                    "the other value is in {}, at {}",
                    document(old.home.source),
                    old.place().pointer
                );
                problems.push(
                    Problem::new(Code::ApplyConflict, new.place(), At::Key, message)
                        .label("contradicts the trait")
                        .help(help),
                );
            }
            _ => to.push(new),
        }
    }
}

fn both_lists(a: &Node<'_>, b: &Node<'_>) -> bool {
    matches!((a, b), (Node::Array(_), Node::Array(_)))
}
