//! Small changes to a document, at random.

use super::node::Node;
use super::places::{Place, Root, places};
use super::pools;
use super::random::Random;
use tinsmith_codegen::lower::wire;
use tinsmith_codegen::model::{Kind, Model};

/// Changes one thing somewhere in the document.
pub fn mutate(model: &Model, root: &Root, document: &mut Node, random: &mut Random) {
    let known = places(model, root, document);
    if random.one_in(3) {
        let all = all_paths(document);
        let path = random.one_of(&all).clone();
        generic(document.at(&path), random);
        return;
    }
    let place = random.one_of(&known);
    let node = document.at(&place.path);
    if random.one_in(3) {
        generic(node, random);
    } else {
        typed(model, place, node, random);
    }
}

/// Where all values are, known to the model or not.
fn all_paths(document: &mut Node) -> Vec<Vec<usize>> {
    let mut paths = vec![Vec::new()];
    let mut next = 0;
    while next < paths.len() {
        let path = paths[next].clone();
        for index in 0..document.at(&path).len() {
            let mut inner = path.clone();
            inner.push(index);
            paths.push(inner);
        }
        next += 1;
    }
    paths
}

/// A change that the shape at this place may or may not take.
fn typed(model: &Model, place: &Place<'_>, node: &mut Node, random: &mut Random) {
    match &place.shape.kind {
        Kind::Simple(simple) => {
            let format = place
                .member
                .and_then(|it| wire::timestamp_format(model, it));
            *node = pools::like(*simple, format, random);
        }
        Kind::Enum(values) if !values.values.is_empty() => {
            let value = &random.one_of(&values.values).value;
            *node = Node::Text(pools::nearly(value, "aA_ ", random));
        }
        Kind::IntEnum(values) if !values.values.is_empty() => {
            let value = random.one_of(&values.values).value;
            let literal = match random.below(3) {
                0 => value.to_string(),
                1 => format!("{value}.0"),
                _ => (*random.one_of(&pools::NUMBERS)).to_owned(),
            };
            *node = Node::Number(literal);
        }
        Kind::Structure(it) => {
            let names = it.members.iter();
            let names = names.map(|member| wire::name(&model.service.protocol, member));
            keys(node, &names.collect::<Vec<_>>(), random);
        }
        Kind::Union(it) => {
            let names = it.members.iter();
            let names = names.map(|member| wire::name(&model.service.protocol, member));
            keys(node, &names.collect::<Vec<_>>(), random);
        }
        _ => generic(node, random),
    }
}

/// Adds a member that the model knows or not, or changes one.
fn keys(node: &mut Node, names: &[&str], random: &mut Random) {
    let Node::Object(members) = node else {
        return generic(node, random);
    };
    let others = ["__type", "another", "dog", "", "unknown"];
    let key = if names.is_empty() || random.one_in(2) {
        *random.one_of(&others)
    } else {
        *random.one_of(names)
    };
    let same = members.iter().find(|(other, _)| other == key);
    let value = match same {
        Some((_, value)) if random.one_in(2) => value.clone(),
        _ => pools::any(random),
    };
    let at = random.below(members.len() + 1);
    members.insert(at, (key.to_owned(), value));
}

/// A change that makes sense for any JSON.
fn generic(node: &mut Node, random: &mut Random) {
    match (random.below(8), &mut *node) {
        (0 | 1, Node::Object(members)) if !members.is_empty() => {
            members.remove(random.below(members.len()));
        }
        (2, Node::Object(members)) if !members.is_empty() => {
            let at = random.below(members.len());
            let key = other_case(&members[at].0, random);
            members[at].0 = key;
        }
        (3, Node::Object(members)) if !members.is_empty() => {
            // A key that is there already, before or after the other.
            let (key, value) = random.one_of(members).clone();
            let value = if random.one_in(2) {
                value
            } else {
                pools::any(random)
            };
            members.insert(random.below(members.len() + 1), (key, value));
        }
        (4, Node::Object(members)) => members.reverse(),
        (5, Node::Object(members)) => {
            *node = Node::Array(members.drain(..).map(|(_, value)| value).collect());
        }
        (0 | 1, Node::Array(elements)) if !elements.is_empty() => {
            elements.remove(random.below(elements.len()));
        }
        (2 | 3, Node::Array(elements)) => {
            let element = if elements.is_empty() || random.one_in(2) {
                pools::any(random)
            } else {
                random.one_of(elements).clone()
            };
            elements.insert(random.below(elements.len() + 1), element);
        }
        (4, Node::Array(elements)) => {
            let members = elements.drain(..).enumerate();
            *node = Node::Object(members.map(|(index, it)| (index.to_string(), it)).collect());
        }
        (5, Node::Number(literal)) => *literal = respelled(literal, random),
        (6, _) => *node = Node::Array(vec![std::mem::replace(node, Node::Null)]),
        _ => *node = pools::any(random),
    }
}

fn other_case(key: &str, random: &mut Random) -> String {
    let mut characters = key.chars();
    let first = characters.next();
    match random.below(4) {
        0 => key.to_lowercase(),
        1 => key.to_uppercase(),
        2 => format!("{key}_"),
        _ => {
            let first: String = first
                .into_iter()
                .flat_map(|it| {
                    if it.is_uppercase() {
                        it.to_lowercase().collect::<Vec<_>>()
                    } else {
                        it.to_uppercase().collect()
                    }
                })
                .collect();
            first + characters.as_str()
        }
    }
}

/// The same number in another notation, as long as that is simple.
fn respelled(literal: &str, random: &mut Random) -> String {
    if literal.contains(['.', 'e', 'E']) {
        return literal.to_owned();
    }
    let forms = ["", ".0", "e0", "E+00", ".000"];
    format!("{literal}{}", random.one_of(&forms))
}
