//! The traits of Smithy's own namespace, and the few others that Tinsmith understands: what
//! values they take and what they may stand on (Smithy 2.0, the chapters on traits).

mod foreign;
mod protocol;
mod shape;

pub(super) use foreign::FOREIGN;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::site::Site;
use super::value::Form;
use crate::smithy::kind::ShapeType;

/// What is known about a trait.
pub(super) struct Rule {
    /// Its name: short for Smithy's own, absolute for others.
    pub name: &'static str,
    pub form: Form,
    /// What it may stand on, in words.
    pub place: &'static str,
    /// Whether it may stand there.
    pub allows: fn(&Site<'_, '_>) -> bool,
}

pub(super) const fn rule(
    name: &'static str,
    form: Form,
    place: &'static str,
    allows: fn(&Site<'_, '_>) -> bool,
) -> Rule {
    Rule {
        name,
        form,
        place,
        allows,
    }
}

pub(super) const fn anywhere(name: &'static str, form: Form) -> Rule {
    rule(name, form, "anything", |_| true)
}

pub(super) const fn on_member(name: &'static str, form: Form) -> Rule {
    rule(name, form, "members of structures", |s| {
        s.is_structure_member()
    })
}

pub(super) const fn on_operation(name: &'static str, form: Form) -> Rule {
    rule(name, form, "operations", |s| {
        s.is_shape(ShapeType::Operation)
    })
}

pub(super) const fn on_service(name: &'static str, form: Form) -> Rule {
    rule(name, form, "services", |s| s.is_shape(ShapeType::Service))
}

pub(super) const fn on_structure(name: &'static str, form: Form) -> Rule {
    rule(name, form, "structures", |s| {
        s.is_shape(ShapeType::Structure)
    })
}

/// All rules.
pub(super) fn all() -> impl Iterator<Item = &'static Rule> + Clone {
    shape::RULES.iter().chain(protocol::RULES)
}

/// The rule of a trait.
pub(super) fn find(name: &str) -> Option<&'static Rule> {
    static BY_NAME: LazyLock<BTreeMap<&str, &Rule>> =
        LazyLock::new(|| all().map(|rule| (rule.name, rule)).collect());
    BY_NAME.get(name).copied()
}

/// Traits that exclude each other (Smithy's `conflicts`, where both are on one thing).
pub(super) const CONFLICTS: &[(&str, &str)] = &[
    ("readonly", "idempotent"),
    ("input", "output"),
    ("input", "error"),
    ("output", "error"),
    ("trait", "error"),
    ("sparse", "uniqueItems"),
    ("required", "recommended"),
    ("property", "resourceIdentifier"),
    ("eventPayload", "eventHeader"),
];

/// The traits that bind a member to a part of an HTTP message; a member has one at most.
pub(super) const BINDINGS: &[&str] = &[
    "httpLabel",
    "httpQuery",
    "httpQueryParams",
    "httpHeader",
    "httpPrefixHeaders",
    "httpPayload",
    "httpResponseCode",
];
