//! What changes of models have in common, whatever the format: `key` is how a format refers to a
//! shape, `target` or `shape`.

use fastrand::Rng;

use crate::mutate::value;
use crate::tree::Json;
use crate::words::{Words, one_of};

/// An entry of an object at the top of a document, and its name.
pub fn any_entry<'d>(
    document: &'d mut Json,
    section: &str,
    rng: &mut Rng,
) -> Option<&'d mut (String, Json)> {
    let entries = document.get_mut(section)?.entries_mut()?;
    let count = entries.len();
    if count == 0 {
        return None;
    }
    entries.get_mut(rng.usize(..count))
}

/// The name of a shape that the document has.
pub fn any_shape_name(document: &Json, rng: &mut Rng) -> Option<String> {
    let shapes = document.get("shapes").map_or(&[][..], Json::entries);
    one_of(rng, shapes).map(|(name, _)| name.clone())
}

/// What a shape has, with a value: mostly the one that is written beside it in the table.
pub fn valued(
    table: &[(&'static str, &'static str)],
    rng: &mut Rng,
    words: &Words,
) -> (&'static str, Json) {
    let (name, text) = one_of(rng, table).copied().unwrap_or(("type", "{}"));
    if rng.u8(..12) == 0 {
        return (name, value(rng, words));
    }
    (name, Json::parse(text).unwrap_or(Json::Array(Vec::new())))
}

/// One of some shapes, written as text in which `T` stands for a target.
pub fn shape(texts: &[&str], target: &str, rng: &mut Rng) -> Option<Json> {
    let mut shape = Json::parse(one_of(rng, texts)?)?;
    shape.for_each_text(&mut |text| {
        if text == "T" {
            target.clone_into(text);
        }
    });
    Some(shape)
}

/// Defines a shape, and lets a member of some other shape hold it: something has to use it.
pub fn define(
    document: &mut Json,
    (name, shape): (&str, Json),
    (key, member): (&str, &str),
    rng: &mut Rng,
) {
    if let Some(shapes) = document.get_mut("shapes") {
        shapes.set(name, shape);
    }
    if let Some((_, user)) = any_entry(document, "shapes", rng)
        && let Some(members) = user.get_mut("members")
    {
        members.set(member, reference(key, name));
    }
}

/// A reference to a shape.
pub fn reference(key: &str, target: &str) -> Json {
    Json::pair(key, Json::string(target))
}

/// Gives some reference another target. Most values are none, so a few are tried.
pub fn retarget(document: &mut Json, key: &str, target: &str, rng: &mut Rng) -> bool {
    change_some(document, key, rng, |place| *place = Json::string(target))
}

/// Changes the value of a key somewhere in the document.
pub fn change_some(
    document: &mut Json,
    key: &str,
    rng: &mut Rng,
    change: impl FnOnce(&mut Json),
) -> bool {
    const TRIES: usize = 16;
    let count = document.count();
    for _ in 0..TRIES {
        let place = document.nth_mut(rng.usize(..count));
        if let Some(place) = place.and_then(|place| place.get_mut(key)) {
            change(place);
            return true;
        }
    }
    false
}

/// Adds what an operation takes, returns and fails with.
pub fn add_messages(operation: &mut Json, key: &str, [input, output, error]: [&str; 3]) {
    operation.set("input", reference(key, input));
    operation.set("output", reference(key, output));
    operation.set("errors", Json::Array(vec![reference(key, error)]));
}
