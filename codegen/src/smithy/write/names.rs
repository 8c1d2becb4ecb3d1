//! Names that Smithy asks for where the model has none, or one that is no identifier.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToShoutySnakeCase as _;

use crate::model::{Enum, Kind, Member, Model, Protocol, ShapeId, is_identifier};
use crate::report::{Problem, quoted};

use super::unwritable;

/// The names of an enum's members: those of the model, and for values without one the value in
/// upper snake case, as most of AWS's own enums have it (`m5.large` is `M5_LARGE`).
///
/// A value without letters and digits is spelled by code points (`*` is `CHAR_2A`); names that
/// are taken get the lowest free number from 2 on.
pub fn enum_names(values: &Enum) -> Vec<String> {
    let mut taken: BTreeSet<String> = values
        .values
        .iter()
        .filter_map(|value| value.name.as_deref())
        .map(str::to_ascii_uppercase)
        .collect();
    let name = |(name, value): (Option<&str>, &str)| match name {
        Some(name) => name.to_owned(),
        None => free(&enum_name(value), &mut taken),
    };
    let values = values.values.iter();
    values
        .map(|v| (v.name.as_deref(), v.value.as_str()))
        .map(name)
        .collect()
}

fn enum_name(value: &str) -> String {
    let ascii: String = value
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    let name = ascii.to_shouty_snake_case();
    if name.is_empty() {
        let codes: Vec<String> = value
            .chars()
            .map(|c| format!("_{:X}", u32::from(c)))
            .collect();
        return format!("CHAR{}", codes.concat());
    }
    with_letter_first(name)
}

/// Identifiers start with a letter, or with underscores and something after them.
fn with_letter_first(name: String) -> String {
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("_{name}")
    } else {
        name
    }
}

/// The name, or the name with the lowest number from 2 on that makes it free. Smithy compares
/// names without regard to case.
fn free(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut candidate = name.to_owned();
    let mut number = 2;
    while !taken.insert(candidate.to_ascii_uppercase()) {
        candidate = format!("{name}_{number}");
        number += 1;
    }
    candidate
}

/// New names of the members whose names are no identifiers.
pub(super) struct MemberNames<'m> {
    renamed: BTreeMap<&'m ShapeId, BTreeMap<&'m str, String>>,
}

impl<'m> MemberNames<'m> {
    /// Finds such members. One in a body needs `jsonName` to keep its wire name; where the
    /// protocol ignores that, it cannot be written.
    pub(super) fn new(model: &'m Model, problems: &mut Vec<Problem>) -> Self {
        let json_name_counts = matches!(
            model.service.protocol,
            Protocol::RestJson1 | Protocol::Unspecified
        );
        let mut renamed = BTreeMap::new();
        for shape in model.shapes.values() {
            let members = match &shape.kind {
                Kind::Structure(structure) => &structure.members,
                Kind::Union(union) => &union.members,
                _ => continue,
            };
            if members.iter().all(|m| is_identifier(&m.name)) {
                continue;
            }
            let mut taken = members
                .iter()
                .filter(|m| is_identifier(&m.name))
                .map(|m| m.name.to_ascii_uppercase())
                .collect();
            for member in members.iter().filter(|m| !is_identifier(&m.name)) {
                if !json_name_counts {
                    let message = format!(
                        "the member name {} is not an identifier, and the protocol has no other \
                         way to name a member",
                        quoted(&member.name)
                    );
                    let pointer = model.pointer(&shape.id, Some(&member.name));
                    problems.push(unwritable(&pointer, message));
                }
                let name = free(&identifier(&member.name), &mut taken);
                let of_shape: &mut BTreeMap<_, _> = renamed.entry(&shape.id).or_default();
                of_shape.insert(member.name.as_str(), name);
            }
        }
        Self { renamed }
    }

    /// The name of a member in the AST.
    pub(super) fn get<'n>(&'n self, shape: &ShapeId, name: &'n str) -> &'n str {
        self.renamed(shape, name).unwrap_or(name)
    }

    /// The `jsonName` of a member in the AST.
    pub(super) fn json_name<'n>(&self, shape: &ShapeId, member: &'n Member) -> Option<&'n str> {
        let old_name = || {
            self.renamed(shape, &member.name)
                .map(|_| member.name.as_str())
        };
        member.json_name.as_deref().or_else(old_name)
    }

    /// A URI or host prefix with the labels of renamed members changed.
    pub(super) fn relabel(&self, input: Option<&ShapeId>, pattern: &str) -> String {
        let mut pattern = pattern.to_owned();
        let renamed = input.and_then(|input| self.renamed.get(input));
        for (old, new) in renamed.into_iter().flatten() {
            pattern = pattern
                .replace(&format!("{{{old}}}"), &format!("{{{new}}}"))
                .replace(&format!("{{{old}+}}"), &format!("{{{new}+}}"));
        }
        pattern
    }

    fn renamed(&self, shape: &ShapeId, name: &str) -> Option<&str> {
        self.renamed.get(shape)?.get(name).map(String::as_str)
    }
}

/// The name with an underscore for everything that identifiers must not hold.
fn identifier(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    if name.chars().all(|c| c == '_') {
        return format!("{name}member");
    }
    with_letter_first(name)
}
