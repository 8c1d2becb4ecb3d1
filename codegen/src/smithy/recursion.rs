//! Recursion that no value ends, and lists of nothing but lists (Smithy 2.0, "Recursive shape
//! definitions").

use super::kind::ShapeType;
use super::path::Home;
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
            chain.push(current);
            let Some(element) = element(shapes, current) else {
                break;
            };
            current = element.shape;
        }
        let Some(from) = chain.iter().position(|index| *index == current) else {
            continue;
        };
        if let Some(element) = element(shapes, current) {
            report(
                shapes,
                &chain[from..],
                element.home,
                problems,
                "a list or map of nothing but lists and maps contains itself",
            );
        }
    }
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
        let (mut current, mut chain, mut last) = (start, Vec::new(), None);
        while !visited[current.0] {
            visited[current.0] = true;
            chain.push(current);
            let next = needed(shapes, current)
                .into_iter()
                .find(|m| waiting_for[m.shape.0] > 0);
            let Some(next) = next else { break };
            last = Some(next.home);
            current = next.shape;
        }
        if let (Some(from), Some(home)) = (chain.iter().position(|i| *i == current), last) {
            report(
                shapes,
                &chain[from..],
                home,
                problems,
                "a shape requires itself, so that no value of it exists",
            );
        }
    }
}

fn report(
    shapes: &Shapes<'_>,
    cycle: &[Index],
    place: Home<'_>,
    problems: &mut Problems,
    message: &str,
) {
    const SHOWN: usize = 8;
    let mut names: Vec<String> = cycle
        .iter()
        .take(SHOWN)
        .map(|i| quoted(shapes.get(*i).id.name()))
        .collect();
    if cycle.len() > SHOWN {
        names.push("…".to_owned());
    }
    names.extend(names.first().cloned());
    problems.push(
        Problem::new(
            Code::Recursion,
            place.path().place(),
            At::Key,
            format!("{message}: {}", names.join(" → ")),
        )
        .label("closes the cycle")
        .help(
            "make a member on the way optional, or put a structure with one in between".to_owned(),
        ),
    );
}
