//! Typed looks at nodes that report what they don't find.

use std::borrow::Cow;
use std::fmt::Display;

use super::path::Path;
use crate::json::{At, Node};
use crate::report::{Code, Problem, Problems, closest_word, quoted, written};

/// The entries of an object.
pub(super) type Entries<'n> = &'n [(Cow<'n, str>, Node<'n>)];

/// Reports a value of the wrong JSON type.
pub(super) fn wrong_type(
    problems: &mut Problems,
    node: &Node<'_>,
    path: &Path<'_>,
    what: &str,
    wanted: &str,
) {
    problems.push(
        Problem::new(
            Code::WrongType,
            path.place(),
            At::Value,
            format!("{what} must be {wanted}, not {}", node.kind()),
        )
        .label(format!("expected {wanted}"))
        .help(written(wanted).map(str::to_owned)),
    );
}

/// Reports an ID where an object with a target is asked for.
pub(super) fn target_alone(problems: &mut Problems, path: &Path<'_>, what: &str, id: &str) {
    let message = format!("{what} must be an object, not a string");
    problems.push(
        Problem::new(Code::WrongType, path.place(), At::Value, message)
            .label("expected an object with a target")
            .help(format!("write `{{ \"target\": \"{}\" }}`", shown(id))),
    );
}

/// An ID as it stands in a line of help.
fn shown(id: &str) -> String {
    quoted(id).trim_matches('`').to_owned()
}

pub(super) fn object<'n>(
    problems: &mut Problems,
    node: &'n Node<'n>,
    path: &Path<'_>,
    what: &str,
) -> Option<Entries<'n>> {
    if let Node::Object(entries) = node {
        return Some(entries);
    }
    wrong_type(problems, node, path, what, "an object");
    None
}

pub(super) fn array<'n>(
    problems: &mut Problems,
    node: &'n Node<'n>,
    path: &Path<'_>,
    what: &str,
) -> Option<&'n [Node<'n>]> {
    if let Node::Array(items) = node {
        return Some(items);
    }
    wrong_type(problems, node, path, what, "an array");
    None
}

pub(super) fn text<'n>(
    problems: &mut Problems,
    node: &'n Node<'n>,
    path: &Path<'_>,
    what: &str,
) -> Option<&'n str> {
    if let Node::String(text) = node {
        return Some(text);
    }
    wrong_type(problems, node, path, what, "a string");
    None
}

/// Reports a key that is none of those known.
pub(super) fn unknown_key(
    problems: &mut Problems,
    parent: &Path<'_>,
    key: &str,
    whose: impl Display,
    known: &[&str],
) {
    let help = if let Some(meant) = closest_word(key, known.iter().copied()) {
        format!("did you mean {}?", quoted(meant))
    } else {
        let names: Vec<String> = known.iter().map(|name| quoted(name)).collect();
        format!("known keys are {}", names.join(", "))
    };
    problems.push(
        Problem::new(
            Code::UnknownKey,
            parent.key(key).place(),
            At::Key,
            format!("unknown key {} in {whose}", quoted(key)),
        )
        .label("unknown key")
        .help(help),
    );
}

/// Reports every key that is written again in the same object, in the whole document.
pub(super) fn duplicate_keys(problems: &mut Problems, node: &Node<'_>, path: &Path<'_>) {
    match node {
        Node::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                duplicate_keys(problems, item, &path.index(index));
            }
        }
        Node::Object(entries) => {
            for (key, times) in repetitions(entries) {
                problems.push(
                    Problem::new(
                        Code::DuplicateKey,
                        path.key(key).place(),
                        At::Repeated(times),
                        format!("the key {} is written twice", quoted(key)),
                    )
                    .label("written before")
                    .other(path.key(key).place(), At::Key, "here"),
                );
            }
            for (key, value) in entries {
                if matches!(value, Node::Array(_) | Node::Object(_)) {
                    duplicate_keys(problems, value, &path.key(key));
                }
            }
        }
        _ => {}
    }
}

/// The keys that are repeated, each with the number of the repetition.
fn repetitions(entries: Entries<'_>) -> Vec<(&str, usize)> {
    // Most objects are small, and comparing is cheaper than making a list to sort.
    const FEW: usize = 8;
    let repeats = |index: usize| {
        entries[..index]
            .iter()
            .any(|(key, _)| *key == entries[index].0)
    };
    if entries.len() <= FEW && !(1..entries.len()).any(repeats) {
        return Vec::new();
    }
    let mut keys: Vec<&str> = entries.iter().map(|(key, _)| key.as_ref()).collect();
    keys.sort_unstable();
    keys.chunk_by(|a, b| a == b)
        .flat_map(|same| (1..same.len()).map(move |times| (same[0], times)))
        .collect()
}
