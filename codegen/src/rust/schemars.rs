//! `schemars::JsonSchema`, for embedding the types in other people's schemas.
//!
//! The schemas are the published ones: the impls look theirs up in the bundle, which is read
//! when the first schema is asked for. So nothing is said twice, and the types cost next to
//! nothing to compile, unlike with a macro that spells each schema out.

use super::table::{Table, literal};
use crate::lower::{Api, Role};
use crate::schema::{Bundles, Definitions};

/// What all the impls share; a macro among it, which is why it is a text: formatters leave the
/// inside of macros as it is.
const SUPPORT: &str = include_str!("schemars_support.rs");

/// What all the impls share, for bundles at these paths.
pub(super) fn support(bundles: &Bundles) -> String {
    SUPPORT
        .replace(
            "DESERIALIZE_PATH",
            &literal(&bundles.deserialize).to_string(),
        )
        .replace("SERIALIZE_PATH", &literal(&bundles.serialize).to_string())
}

/// The types and their definitions.
pub(super) fn types(api: &Api<'_>, definitions: &Definitions) -> Table {
    let structs = api.structs.iter().map(|it| {
        let name = match &it.role {
            Role::Shape => definitions.of_shape(it.id),
            Role::BodyOf(_) => definitions.of_body(it.id),
        };
        (name, &it.ident)
    });
    let unions = api
        .unions
        .iter()
        .map(|it| (definitions.of_shape(&it.shape.id), &it.ident));
    let enums = api
        .enums
        .iter()
        .map(|it| (definitions.of_shape(&it.shape.id), &it.ident));
    let mut types: Vec<_> = structs.chain(unions).chain(enums).collect();
    types.sort_unstable_by_key(|(name, _)| *name);
    Table {
        name: "json_schema",
        head: None,
        rows: types
            .into_iter()
            .map(|(name, ident)| format!("{} => {}", literal(name), ident.code()))
            .collect(),
    }
}
