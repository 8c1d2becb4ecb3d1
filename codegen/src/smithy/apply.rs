//! `apply` statements: traits written apart from what they apply to (Smithy 2.0, "AST apply
//! type"). Applied before mixins are flattened, because a shape hands on what was applied to it.

use super::path::Home;
use super::prelude::UNKNOWN_INDEX;
use super::raw::{Apply, Index, Origin, RawMember, RawTrait, Shapes};
use crate::json::{At, Node};
use crate::report::{Code, Problem, Problems, closest, quoted};

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
    Problem::new(Code::ApplyTarget, home.path().pointer(), At::Key, message).label("not found")
}

/// Adds traits; one that is already there must say the same, or be a list, which grows.
fn add<'n>(to: &mut Vec<RawTrait<'n>>, traits: Vec<RawTrait<'n>>, problems: &mut Problems) {
    for new in traits {
        let old = to.iter().find(|old| old.name == new.name);
        match old {
            Some(old) if old.value == new.value => {}
            Some(old) if !both_lists(old.value, new.value) => {
                let message = format!("{} is already there with another value", quoted(new.name));
                let elsewhere = old.pointer();
                problems.push(
                    Problem::new(Code::ApplyConflict, new.pointer(), At::Key, message)
                        .label("contradicts the trait")
                        .help(format!("the other value is at {elsewhere}")),
                );
            }
            _ => to.push(new),
        }
    }
}

fn both_lists(a: &Node<'_>, b: &Node<'_>) -> bool {
    matches!((a, b), (Node::Array(_), Node::Array(_)))
}
