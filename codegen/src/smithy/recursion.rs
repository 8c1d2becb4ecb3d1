//! Recursion that no value ends, and lists of nothing but lists (Smithy 2.0, "Recursive shape
//! definitions").

use super::kind::ShapeType;
use super::raw::{Index, RawMember, Shapes, has_trait};
use crate::json::At;
use crate::report::{Code, Problem, Problems, quoted};

/// Reports every cycle of lists and maps, and every structure or union of which no finite value
/// exists.
pub(super) fn check(shapes: &Shapes<'_>, problems: &mut Problems) {
    list_cycles(shapes, problems);
    impossible(shapes, problems);
}

/// A list or map has one element; following it until something else comes or a shape repeats
/// finds all cycles in linear time.
fn list_cycles(shapes: &Shapes<'_>, problems: &mut Problems) {
    let mut visited_by = vec![usize::MAX; shapes.len()];
    for start in shapes.indexes() {
        let (mut current, mut chain) = (start, Vec::new());
        while visited_by[current.0] == usize::MAX {
            visited_by[current.0] = start.0;
            let Some(element) = element(shapes, current) else {
                break;
            };
            chain.push((current, element));
            current = element.shape;
        }
        if let Some(from) = chain.iter().position(|(index, _)| *index == current) {
            let cycle = &chain[from..];
            let message = "a list or map of nothing but lists and maps contains itself";
            report(
                shapes,
                cycle,
                message,
                structure_between(shapes, cycle),
                problems,
            );
        }
    }
}

/// One shape of a cycle, and its member that leads to the next.
type Step<'a, 'n> = (Index, &'a RawMember<'n>);

/// How to mend a cycle of lists and maps.
fn structure_between(shapes: &Shapes<'_>, cycle: &[Step<'_, '_>]) -> String {
    let name = |step: Option<&Step<'_, '_>>| {
        step.map_or_else(String::new, |(index, _)| {
            quoted(shapes.get(*index).id.name())
        })
    };
    format!(
        "let {} hold a structure, and {} be the target of a member of that",
        name(cycle.last()),
        name(cycle.first())
    )
}

fn element<'a, 'n>(shapes: &'a Shapes<'n>, index: Index) -> Option<&'a RawMember<'n>> {
    let shape = shapes.get(index);
    match shape.kind {
        ShapeType::List | ShapeType::Set => shape.members.iter().find(|m| m.name == "member"),
        ShapeType::Map => shape.members.iter().find(|m| m.name == "value"),
        _ => None,
    }
}

/// Finds what has a finite value by starting from what obviously has one and working upwards;
/// the rest is impossible.
fn impossible(shapes: &Shapes<'_>, problems: &mut Problems) {
    let mut users: Vec<Vec<Index>> = vec![Vec::new(); shapes.len()];
    let mut waiting_for: Vec<usize> = vec![0; shapes.len()];
    let mut possible: Vec<Index> = Vec::new();
    for (index, shape) in shapes.iter() {
        let needed = needed(shapes, index);
        waiting_for[index.0] = match shape.kind {
            // Any one of its members will do.
            ShapeType::Union => needed.len().min(1),
            _ => needed.len(),
        };
        if waiting_for[index.0] == 0 {
            possible.push(index);
        }
        for target in needed {
            users[target.shape.0].push(index);
        }
    }
    while let Some(index) = possible.pop() {
        for user in std::mem::take(&mut users[index.0]) {
            if waiting_for[user.0] > 0 {
                waiting_for[user.0] -= 1;
                if waiting_for[user.0] == 0 {
                    possible.push(user);
                }
            }
        }
    }
    impossible_cycles(shapes, &waiting_for, problems);
}

/// The members without which there is no value of a shape.
fn needed<'a, 'n>(shapes: &'a Shapes<'n>, index: Index) -> Vec<&'a RawMember<'n>> {
    let shape = shapes.get(index);
    match shape.kind {
        ShapeType::Union => shape.members.iter().collect(),
        ShapeType::Structure => shape
            .members
            .iter()
            .filter(|m| has_trait(&m.traits, "required"))
            .collect(),
        _ => Vec::new(),
    }
}

/// Every impossible shape needs another one, so following them ends in a cycle.
fn impossible_cycles(shapes: &Shapes<'_>, waiting_for: &[usize], problems: &mut Problems) {
    let mut visited = vec![false; shapes.len()];
    for start in shapes.indexes().filter(|index| waiting_for[index.0] > 0) {
        let (mut current, mut chain) = (start, Vec::new());
        while !visited[current.0] {
            visited[current.0] = true;
            let next = needed(shapes, current)
                .into_iter()
                .find(|m| waiting_for[m.shape.0] > 0);
            let Some(next) = next else { break };
            chain.push((current, next));
            current = next.shape;
        }
        if let Some(from) = chain.iter().position(|(index, _)| *index == current) {
            let cycle = &chain[from..];
            let message = "a shape requires itself, so that no value of it exists";
            report(shapes, cycle, message, way_out(shapes, cycle), problems);
        }
    }
}

/// How to mend a cycle of structures and unions: any one change to any of them will do.
fn way_out(shapes: &Shapes<'_>, cycle: &[Step<'_, '_>]) -> String {
    let (unions, structures): (Vec<&Step<'_, '_>>, Vec<&Step<'_, '_>>) = cycle
        .iter()
        .partition(|(index, _)| shapes.get(*index).kind == ShapeType::Union);
    let name = |(index, _): &&Step<'_, '_>| quoted(shapes.get(*index).id.name());
    let member = |(index, member): &&Step<'_, '_>| {
        quoted(&format!("{}${}", shapes.get(*index).id.name(), member.name))
    };
    let ways = [
        (
            "take `smithy.api#required` off",
            one_of(&structures, member),
        ),
        (
            "add a member that does not lead back to",
            one_of(&unions, name),
        ),
    ];
    let ways = ways
        .into_iter()
        .filter_map(|(way, what)| Some(format!("{way} {}", what?)));
    ways.collect::<Vec<String>>().join(", or ")
}

/// The longest list of names in a message.
const SHOWN: usize = 8;

fn one_of<T>(steps: &[T], name: impl Fn(&T) -> String) -> Option<String> {
    let names: Vec<String> = steps.iter().take(SHOWN).map(name).collect();
    match names.as_slice() {
        [] => None,
        [name] => Some(name.clone()),
        names => Some(format!("one of {}", names.join(", "))),
    }
}

/// The problem is placed at the member that closes the cycle.
fn report(
    shapes: &Shapes<'_>,
    cycle: &[Step<'_, '_>],
    message: &str,
    help: String,
    problems: &mut Problems,
) {
    let Some((_, closing)) = cycle.last() else {
        return;
    };
    let name = |index: Index| quoted(shapes.get(index).id.name());
    let mut names: Vec<String> = cycle.iter().take(SHOWN).map(|(i, _)| name(*i)).collect();
    if cycle.len() > SHOWN {
        names.push("…".to_owned());
    }
    names.extend(names.first().cloned());
    problems.push(
        Problem::new(
            Code::Recursion,
            closing.home.path().place(),
            At::Key,
            format!("{message}: {}", names.join(" → ")),
        )
        .label("closes the cycle")
        .help(help),
    );
}
