//! `apply` statements: traits written apart from what they apply to (Smithy 2.0, "AST apply
//! type"). Applied before mixins are flattened, because a shape hands on what was applied to it.

use super::path::Home;
use super::prelude::UNKNOWN_INDEX;
use super::raw::{Apply, Index, Origin, RawMember, RawTrait, Shapes};
use crate::json::{At, Node};
use crate::report::{Code, Problem, Problems, Source, closest, quoted};

/// Applies all statements.
pub(super) fn apply<'n>(shapes: &mut Shapes<'n>, applies: Vec<Apply<'n>>, problems: &mut Problems) {
    for statement in applies {
        let Some(index) = shapes.find(statement.shape) else {
            let message = format!("there is no shape {} to apply to", quoted(statement.shape));
            let mut problem = unknown(statement.home, message);
            if let Some(meant) = closest(statement.shape, shapes.ids()) {
                problem = problem.help(format!("did you mean {}?", quoted(meant)));
            }
            problems.push(problem);
            continue;
        };
        if shapes.get(index).origin == Origin::Prelude {
            let message = format!("{} belongs to the prelude", quoted(statement.shape));
            let help = "the prelude's shapes cannot be changed".to_owned();
            problems.push(unknown(statement.home, message).help(help));
            continue;
        }
        check_empty(&statement, problems);
        match statement.member {
            None => add(
                &mut shapes.get_mut(index).traits,
                statement.traits,
                problems,
            ),
            Some(member) => to_member(shapes, index, member, &statement, problems),
        }
    }
}

/// Reports a statement of an overlay that applies nothing.
fn check_empty(statement: &Apply<'_>, problems: &mut Problems) {
    if statement.home.source == Source::Overlay && statement.traits.is_empty() {
        let place = statement.home.path().place();
        let message = format!("nothing is applied to {}", quoted(statement.home.shape));
        problems.push(
            Problem::new(Code::ApplyNoEffect, place, At::Key, message).label("has no traits"),
        );
    }
}

fn to_member<'n>(
    shapes: &mut Shapes<'n>,
    index: Index,
    member: &'n str,
    statement: &Apply<'n>,
    problems: &mut Problems,
) {
    let shape = shapes.get_mut(index);
    if let Some(known) = shape.members.iter_mut().find(|m| m.name == member) {
        add(&mut known.traits, statement.traits.clone(), problems);
    } else if shape.mixins.is_empty() {
        problems.push(unknown_member(statement.home, member, &shape.members));
    } else {
        // A mixin may bring it; flattening knows.
        shape.members.push(RawMember {
            name: member,
            target: None,
            shape: UNKNOWN_INDEX,
            traits: statement.traits.clone(),
            home: statement.home,
        });
    }
}

/// The problem of a statement about a member that is not there.
pub(super) fn unknown_member(home: Home<'_>, name: &str, members: &[RawMember<'_>]) -> Problem {
    let message = format!("there is no member {} to apply to", quoted(name));
    let others = members
        .iter()
        .filter(|m| m.target.is_some())
        .map(|m| m.name);
    let help = closest(name, others).map(|meant| format!("did you mean {}?", quoted(meant)));
    unknown(home, message).help(help)
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
