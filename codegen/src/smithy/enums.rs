//! The values of enums: `enum` and `intEnum` shapes, and the `enum` trait of Smithy 1.0.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::build::no_members;
use super::ids;
use super::members::check_names;
use super::raw::{RawMember, RawShape, RawTrait, find_trait};
use super::traits::{self, integer};
use crate::json::{At, Node};
use crate::model::{Deprecated, EnumValue, IntEnumValue, Traits};
use crate::report::{Code, Problem, Problems, quoted};

/// The values of an `enum` shape.
pub(super) fn values(raw: &RawShape<'_>, problems: &mut Problems) -> Vec<EnumValue> {
    check_members(raw, problems);
    let mut seen: BTreeMap<_, &RawMember<'_>> = BTreeMap::new();
    let mut values = Vec::with_capacity(raw.members.len());
    for member in &raw.members {
        let value = match find_trait(&member.traits, "enumValue").map(|t| t.value) {
            None => member.name,
            Some(Node::String(text)) if !text.is_empty() => text,
            Some(_) => {
                invalid(member, "a string that is not empty", problems);
                continue;
            }
        };
        if let Some(first) = seen.get(value) {
            duplicate(member, first, quoted(value), problems);
        } else {
            seen.insert(value, member);
        }
        values.push(EnumValue {
            name: Some(member.name.to_owned()),
            value: value.to_owned(),
            traits: traits::read(&member.traits),
        });
    }
    values
}

/// The values of an `intEnum` shape.
pub(super) fn integer_values(raw: &RawShape<'_>, problems: &mut Problems) -> Vec<IntEnumValue> {
    check_members(raw, problems);
    let mut seen: BTreeMap<_, &RawMember<'_>> = BTreeMap::new();
    let mut values = Vec::with_capacity(raw.members.len());
    for member in &raw.members {
        let value = match find_trait(&member.traits, "enumValue").map(|t| t.value) {
            Some(Node::Number(number)) => integer(number).and_then(|n| i32::try_from(n).ok()),
            _ => None,
        };
        let Some(value) = value else {
            invalid(member, "an integer of 32 bits", problems);
            continue;
        };
        if let Some(first) = seen.get(&value) {
            duplicate(member, first, value, problems);
        } else {
            seen.insert(value, member);
        }
        values.push(IntEnumValue {
            name: member.name.to_owned(),
            value,
            traits: traits::read(&member.traits),
        });
    }
    values
}

fn check_members(raw: &RawShape<'_>, problems: &mut Problems) {
    if raw.members.is_empty() {
        no_members(raw, problems);
    }
    check_names(raw, problems);
}

/// Reports a member whose `enumValue` is missing or wrong, at the value if there is one.
fn invalid(member: &RawMember<'_>, wanted: &str, problems: &mut Problems) {
    let name = quoted(member.name);
    let message = format!("the `enumValue` of {name} must be {wanted}");
    let problem = match find_trait(&member.traits, "enumValue") {
        Some(applied) => {
            let pointer = applied.place();
            Problem::new(Code::EnumValue, pointer, At::Value, message).label(match applied.value {
                Node::Number(_) if wanted.contains("integer") => "not such a number".to_owned(),
                other => format!("this is {}", other.kind()),
            })
        }
        None => Problem::new(
            Code::EnumValue,
            member.home.path().place(),
            At::Key,
            message,
        )
        .label("has no `enumValue`"),
    };
    problems.push(problem);
}

fn duplicate(
    member: &RawMember<'_>,
    first: &RawMember<'_>,
    value: impl Display,
    problems: &mut Problems,
) {
    let message = format!(
        "the value {value} is already that of {}",
        quoted(first.name)
    );
    let place = |member: &RawMember<'_>| match find_trait(&member.traits, "enumValue") {
        Some(applied) => (applied.place(), At::Value),
        None => (member.home.path().place(), At::Key),
    };
    let ((pointer, at), (first, first_at)) = (place(member), place(first));
    problems.push(
        Problem::new(Code::DuplicateEnumValue, pointer, at, message)
            .label("again")
            .other(first, first_at, "taken here"),
    );
}

/// The values of the `enum` trait, with or without names.
pub(super) fn from_trait(raw: &RawShape<'_>, problems: &mut Problems) -> Vec<EnumValue> {
    let Some(applied) = find_trait(&raw.traits, "enum") else {
        return Vec::new();
    };
    let Node::Array(items) = applied.value else {
        return Vec::new();
    };
    if items.is_empty() {
        let pointer = applied.place();
        problems.push(
            Problem::new(
                Code::MissingMember,
                pointer,
                At::Value,
                "an enum must have a value",
            )
            .label("empty"),
        );
    }
    let (mut values, mut seen) = (Vec::new(), [BTreeMap::new(), BTreeMap::new()]);
    for (index, item) in items.iter().enumerate() {
        for (key, seen) in ["value", "name"].into_iter().zip(&mut seen) {
            let Some(text) = item.get(key).and_then(Node::as_str) else {
                continue;
            };
            let first = *seen.entry(text).or_insert(index);
            if first != index {
                let place = |index| applied.at(|path| path.index(index).key(key).place());
                let pointer = place(index);
                let message = format!("the {key} {} is already taken", quoted(text));
                problems.push(
                    Problem::new(Code::DuplicateEnumValue, pointer, At::Value, message)
                        .label("again")
                        .other(place(first), At::Value, "taken here"),
                );
            }
        }
        check_name(applied, index, item, problems);
        values.extend(trait_value(item));
    }
    let named = values.iter().filter(|value| value.name.is_some()).count();
    if named != 0 && named != values.len() {
        let pointer = applied.place();
        let message = "either all values of an enum have names, or none";
        problems.push(
            Problem::new(Code::EnumValue, pointer, At::Value, message)
                .label("some lack `name`")
                .help("give each a `name`, or take it off the others".to_owned()),
        );
    }
    values
}

/// Names are what members of an enum shape are called (Smithy 2.0, "enum trait").
fn check_name(applied: &RawTrait<'_>, index: usize, item: &Node<'_>, problems: &mut Problems) {
    let name = item.get("name").and_then(Node::as_str);
    // That an empty one is none, was said before.
    let Some(name) = name.filter(|name| !name.is_empty() && !ids::is_identifier(name)) else {
        return;
    };
    let pointer = applied.at(|path| path.index(index).key("name").place());
    let message = format!("{} is not the name of a value", quoted(name));
    problems.push(
        Problem::new(Code::InvalidId, pointer, At::Value, message)
            .label("not an identifier")
            .help(ids::RULE.to_owned()),
    );
}

/// One entry of the `enum` trait; one without a value was reported before.
fn trait_value(item: &Node<'_>) -> Option<EnumValue> {
    let text = |key| item.get(key).and_then(Node::as_str).map(str::to_owned);
    let is_deprecated = matches!(item.get("deprecated"), Some(Node::Bool(true)));
    Some(EnumValue {
        name: text("name"),
        value: text("value")?,
        traits: Traits {
            documentation: text("documentation"),
            deprecated: is_deprecated.then(Deprecated::default),
            ..Traits::default()
        },
    })
}
