//! Traits: which there are, what values they take, what they may stand on, and what they mean
//! in the model.

use std::sync::LazyLock;

use super::raw::PRELUDE;

mod check;
mod media_type;
mod read;
mod rules;
mod site;
mod unknown;
mod value;

pub(super) use check::{check, is_less};
pub(super) use read::{read, texts};
pub(super) use site::Site;
pub(super) use unknown::check as check_known;
pub(super) use value::integer;

/// The IDs of all traits that are known without a definition.
pub(super) fn ids() -> impl Iterator<Item = &'static str> + Clone {
    static IDS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let own = rules::all().map(|rule| rule.name);
        let own = own.map(|name| match name.split_once('#') {
            Some(_) => name.to_owned(),
            None => format!("{PRELUDE}{name}"),
        });
        let foreign = rules::FOREIGN.iter().map(|id| (*id).to_owned());
        own.chain(foreign).collect()
    });
    IDS.iter().map(String::as_str)
}
