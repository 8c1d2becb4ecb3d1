//! Enums that a member lists itself, its target being a plain string. They become shapes of their
//! own, named after the structure and the member, before anything else looks at the document.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::json::Node;

type Entries<'n> = Vec<(Cow<'n, str>, Node<'n>)>;

/// Moves such enums to shapes.
pub(super) fn lift(root: &mut Node<'_>) {
    let Some(shapes) = root.get("shapes") else {
        return;
    };
    let strings: BTreeSet<String> = entries(shapes)
        .iter()
        .filter(|(_, shape)| is_plain_string(shape))
        .map(|(name, _)| name.to_string())
        .collect();
    let mut taken: BTreeSet<String> = entries(shapes)
        .iter()
        .map(|(name, _)| name.to_ascii_lowercase())
        .collect();
    let Some(shapes) = get_mut(root, "shapes") else {
        return;
    };
    let mut lifted = Entries::new();
    for (name, shape) in shapes.iter_mut() {
        let Some(members) = get_mut(shape, "members") else {
            continue;
        };
        for (member_name, member) in members {
            let Node::Object(member) = member else {
                continue;
            };
            let Some(values) = take_values(member, &strings) else {
                continue;
            };
            let mut new = format!("{name}{}", capitalized(member_name));
            while !taken.insert(new.to_ascii_lowercase()) {
                new.push('2');
            }
            for (_, value) in member.iter_mut().filter(|(key, _)| key == "shape") {
                *value = Node::String(Cow::Owned(new.clone()));
            }
            let shape = vec![
                (Cow::Borrowed("type"), Node::String(Cow::Borrowed("string"))),
                (Cow::Borrowed("enum"), values),
            ];
            lifted.push((Cow::Owned(new), Node::Object(shape)));
        }
    }
    shapes.extend(lifted);
}

/// The values that a member lists, no longer in it.
fn take_values<'n>(member: &mut Entries<'n>, strings: &BTreeSet<String>) -> Option<Node<'n>> {
    let index = member.iter().position(|(key, _)| key == "enum")?;
    let target = member.iter().find(|(key, _)| key == "shape")?.1.as_str()?;
    strings.contains(target).then(|| member.remove(index).1)
}

fn entries<'a, 'n>(node: &'a Node<'n>) -> &'a [(Cow<'n, str>, Node<'n>)] {
    match node {
        Node::Object(entries) => entries,
        _ => &[],
    }
}

fn get_mut<'a, 'n>(node: &'a mut Node<'n>, key: &str) -> Option<&'a mut Entries<'n>> {
    let Node::Object(entries) = node else {
        return None;
    };
    let (_, value) = entries.iter_mut().find(|(k, _)| k == key)?;
    match value {
        Node::Object(entries) => Some(entries),
        _ => None,
    }
}

/// A string whose values nothing limits.
fn is_plain_string(shape: &Node<'_>) -> bool {
    shape.get("type").and_then(Node::as_str) == Some("string") && shape.get("enum").is_none()
}

fn capitalized(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
