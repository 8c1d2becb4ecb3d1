//! Traits: which there are, what values they take, what they may stand on, and what they mean
//! in the model.

mod check;
mod media_type;
mod read;
mod rules;
mod site;
mod value;

pub(super) use check::{check, is_less};
pub(super) use read::{read, texts};
pub(super) use site::Site;
pub(super) use value::integer;

/// The short names of all traits of Smithy's own namespace.
pub(super) fn names() -> impl Iterator<Item = &'static str> + Clone {
    rules::all().map(|rule| rule.name)
}
