//! Overlays for a model: statements that add traits to what it has.

use std::sync::LazyLock;

use fastrand::Rng;

use crate::moves::any_entry;
use crate::mutate::Move;
use crate::smithy::a_trait;
use crate::tree::Json;
use crate::words::{self, Words, one_of};

/// What the overlays are applied to.
pub const SPEC: &str = include_str!("../../../tests/parity/model.json");

/// The IDs of all its shapes and members.
static TARGETS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let spec = Json::parse(SPEC);
    let shapes = spec.as_ref().and_then(|spec| spec.get("shapes"));
    let mut targets = Vec::new();
    for (id, shape) in shapes.map_or(&[][..], Json::entries) {
        targets.push(id.clone());
        let members = shape.get("members").map_or(&[][..], Json::entries);
        targets.extend(members.iter().map(|(name, _)| format!("{id}${name}")));
    }
    targets
});

/// Words of the format.
pub fn words() -> Words {
    crate::smithy::words()
}

/// The changes.
pub fn moves(_: &Json) -> &'static [Move] {
    &[apply, apply, add_trait, document]
}

fn statement(trait_name: &str, value: Json) -> Json {
    let mut statement = Json::pair("type", Json::string("apply"));
    statement.set("traits", Json::pair(trait_name, value));
    statement
}

fn apply(document: &mut Json, rng: &mut Rng, words: &Words) -> bool {
    let (name, value) = a_trait(rng, words);
    let Some(target) = one_of(rng, &TARGETS) else {
        return false;
    };
    document.get_or_insert("shapes").is_some_and(|shapes| {
        shapes.set(target, statement(&name, value));
        true
    })
}

fn add_trait(document: &mut Json, rng: &mut Rng, words: &Words) -> bool {
    let (name, value) = a_trait(rng, words);
    any_entry(document, "shapes", rng).is_some_and(|(_, statement)| {
        statement.get_or_insert("traits").is_some_and(|traits| {
            traits.set(&name, value);
            true
        })
    })
}

fn document(document: &mut Json, rng: &mut Rng, words: &Words) -> bool {
    let text = Json::string(words::text(rng, words));
    let Some(target) = one_of(rng, &TARGETS) else {
        return false;
    };
    document.get_or_insert("shapes").is_some_and(|shapes| {
        shapes.set(target, statement("smithy.api#documentation", text));
        true
    })
}
