//! The page that stands beside the schemas and says how to use them.

use super::{Contract, EXCEPTIONS, Options};
use crate::lower::wire::{self, Body};
use crate::model::Model;

const PAGE: &str = include_str!("readme.md");

/// The page for the schemas of these APIs; paths in it are relative to the folder that holds
/// their directories.
///
/// The first API brings the examples.
pub fn readme(apis: &[(&Model, Options)]) -> String {
    let bundles: Vec<String> = apis
        .iter()
        .map(|(_, options)| {
            format!(
                "`{0}/{0}{1}`",
                options.directory,
                Contract::Serialize.extension()
            )
        })
        .collect();
    let example = apis.first().map(|(model, options)| {
        let name = format!(
            "{}{}",
            message(model, options),
            Contract::Deserialize.extension()
        );
        (
            format!("{}/{name}", options.directory),
            format!("{}{name}", options.id_base),
        )
    });
    let (path, id) = example.unwrap_or_default();
    PAGE.replace("{BUNDLES}", &bundles.join(", "))
        .replace("{PATH}", &path)
        .replace("{ID}", &id)
        .replace("{EXCEPTIONS}", EXCEPTIONS)
}

/// The first body of a response or request that has a file by its own name, or else the bundle.
fn message(model: &Model, options: &Options) -> String {
    let outputs = model.operations.iter().filter_map(|it| it.output.as_ref());
    let inputs = model.operations.iter().filter_map(|it| it.input.as_ref());
    let name = outputs
        .chain(inputs)
        .find_map(|id| match wire::body(model, Some(id)) {
            Body::Whole(id) => Some(id.name().to_owned()),
            Body::Part { structure, .. } => Some(wire::body_name(structure)),
            Body::Empty | Body::Payload(_) => None,
        });
    name.unwrap_or_else(|| options.directory.clone())
}
