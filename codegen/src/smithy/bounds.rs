//! Defaults outside the bounds of their members (Smithy 2.0, "Constraint traits").
//!
//! Patterns are not tried: the one that a spec brings may take any time.

use super::kind::ShapeType;
use super::raw::{RawMember, RawTrait, Shapes, find_trait};
use super::traits::is_less;
use crate::json::{At, Node};
use crate::model::Simple;
use crate::report::{Code, Problem, Problems};

/// Reports a default outside the range or length of the member or its target.
pub(super) fn check(shapes: &Shapes<'_>, member: &RawMember<'_>, problems: &mut Problems) {
    let Some(default) = find_trait(&member.traits, "default") else {
        return;
    };
    let target = shapes.get(member.shape);
    let length = length(default.value, target.kind).map(serde_json::Number::from);
    let (name, value) = match (default.value, &length) {
        (Node::Number(number), _) => ("range", number),
        (_, Some(length)) => ("length", length),
        _ => return,
    };
    // The member's own bounds take the place of its target's.
    let bounds = [&member.traits, &target.traits];
    let Some(bounds) = bounds.iter().find_map(|traits| find_trait(traits, name)) else {
        return;
    };
    let label = match name {
        "range" => ["below the minimum", "above the maximum"],
        _ => ["shorter than the minimum", "longer than the maximum"],
    };
    if let Some(side) = side(value, bounds) {
        let message = match name {
            "range" => "the default is out of range",
            _ => "the default has a length that its member cannot have",
        };
        problems.push(
            Problem::new(
                Code::DefaultOutOfBounds,
                default.place(),
                At::Value,
                message,
            )
            .label(label[side]),
        );
    }
}

/// On which side of the bounds a value is: 0 below, 1 above.
fn side(value: &serde_json::Number, bounds: &RawTrait<'_>) -> Option<usize> {
    let bound = |key| match bounds.value.get(key) {
        Some(Node::Number(number)) => Some(number),
        _ => None,
    };
    if bound("min").is_some_and(|min| is_less(value, min)) {
        Some(0)
    } else if bound("max").is_some_and(|max| is_less(max, value)) {
        Some(1)
    } else {
        None
    }
}

/// What `length` counts: characters of text, bytes of a blob, entries of lists and maps.
fn length(value: &Node<'_>, kind: ShapeType) -> Option<usize> {
    match (kind, value) {
        (ShapeType::Simple(Simple::String) | ShapeType::Enum, Node::String(text)) => {
            Some(text.chars().count())
        }
        // Base64, four characters for three bytes.
        (ShapeType::Simple(Simple::Blob), Node::String(text)) => {
            Some(text.trim_end_matches('=').len() * 3 / 4)
        }
        (ShapeType::List | ShapeType::Set, Node::Array(items)) => Some(items.len()),
        (ShapeType::Map, Node::Object(entries)) => Some(entries.len()),
        _ => None,
    }
}
