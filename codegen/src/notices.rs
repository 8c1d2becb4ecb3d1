//! What is worth knowing of a model that is right: what the generator decided by itself, and what
//! only a text says. Problems like those of the readers, placed in the spec.

use crate::json::At;
use crate::lower::Rename;
use crate::model::{Format, Kind, Model, ShapeId, escape_pointer};
use crate::promote;
use crate::report::{Code, Problem, quoted};
use crate::schema::Warning;
use crate::schema::walk::places;

/// A shape, operation or service, and the member (or enum value) of it that is meant.
type Site<'m> = (&'m ShapeId, Option<&'m str>);

/// All notices of a model of which these names and schemas were made.
pub(crate) fn all(model: &Model, renames: &[Rename], warnings: &[Warning]) -> Vec<Problem> {
    let mut notices = deprecated_in_text(model);
    notices.extend(renames.iter().map(|rename| renamed(model, rename)));
    notices.extend(warnings.iter().map(|warning| of_schema(model, warning)));
    notices
}

/// Warns of what is documented as deprecated and has no `deprecated` trait, as
/// [`promote::promote_deprecated`] would find it.
pub fn deprecated_in_text(model: &Model) -> Vec<Problem> {
    let operations = model.operations.iter().map(|o| (&o.id, None, &o.traits));
    let service = (&model.service.id, None, &model.service.traits);
    let shapes = places(model).map(|place| (place.shape, place.member, place.traits));
    std::iter::once(service)
        .chain(operations)
        .chain(shapes)
        .filter(|(.., traits)| promote::marked(traits).is_some())
        .map(|(shape, member, _)| {
            let site = (shape, member);
            let name = name(site);
            let message = format!("{name} is deprecated, but only its documentation says so");
            let help = "apply `smithy.api#deprecated` to it, or import the model with \
                        `--promote-deprecated`";
            let pointer = trait_pointer(model, site, "documentation");
            Problem::new(Code::DeprecatedInText, pointer, At::Key, message)
                .label("no one who uses it is warned")
                .help(help.to_owned())
        })
        .collect()
}

/// A name that is not what its spelling suggests.
fn renamed(model: &Model, rename: &Rename) -> Problem {
    let site = (&rename.shape, rename.member.as_deref());
    let given = quoted(&rename.given);
    let message = format!("{} is {given} in Rust", name(site));
    Problem::new(Code::RenamedInRust, pointer(model, site), At::Key, message)
        .label(format!("{} is taken", quoted(&rename.wanted)))
}

/// What the schemas leave out or call otherwise.
fn of_schema(model: &Model, warning: &Warning) -> Problem {
    match warning {
        Warning::DroppedPattern {
            shape,
            member,
            reason,
            ..
        } => {
            let site = (shape, member.as_deref());
            let message = format!("the schema of {} has no `pattern`", name(site));
            let pointer = trait_pointer(model, site, "pattern");
            Problem::new(Code::DroppedPattern, pointer, At::Value, message)
                .label(reason.clone())
                .help(
                    "JSON Schema takes regular expressions of ECMA-262 with the flag `u`"
                        .to_owned(),
                )
        }
        Warning::Properties {
            shape,
            member,
            others,
        } => {
            let site = (shape, member.as_deref());
            let all = match others {
                0 => "the pattern of a schema needs".to_owned(),
                others => format!("the patterns of {} schemas need", others + 1),
            };
            let message = format!("{all} Unicode properties, which not every validator knows");
            let pointer = trait_pointer(model, site, "pattern");
            Problem::new(Code::UnicodeProperties, pointer, At::Value, message)
                .label("Python's `re` does not compile it".to_owned())
        }
        Warning::Renamed { shape, taken, used } => {
            let site = (shape, None);
            let message = format!("the schema of {} is named {}", name(site), quoted(used));
            Problem::new(
                Code::RenamedInSchemas,
                pointer(model, site),
                At::Key,
                message,
            )
            .label(format!("{} is taken", quoted(taken)))
        }
    }
}

/// A shape or member as Smithy writes it.
fn name((shape, member): Site<'_>) -> String {
    match member {
        Some(member) => quoted(&format!("{shape}${member}")),
        None => quoted(shape.as_str()),
    }
}

/// Where a trait of Smithy's is in the document that the model was read from; botocore has
/// those without their namespace.
fn trait_pointer(model: &Model, site: Site<'_>, name: &str) -> String {
    let holder = pointer(model, site);
    match model.format {
        Format::Smithy => format!("{holder}/traits/smithy.api#{name}"),
        Format::Botocore => format!("{holder}/{name}"),
    }
}

/// Where something is in the document that the model was read from.
fn pointer(model: &Model, (shape, member): Site<'_>) -> String {
    if model.format == Format::Botocore {
        if *shape == model.service.id {
            return String::new();
        }
        let operations = &model.operations;
        if operations.binary_search_by(|o| o.id.cmp(shape)).is_ok() {
            return format!("/operations/{}", escape_pointer(shape.name()));
        }
    }
    let index = member.and_then(|member| nameless_value(model, shape, member));
    match index {
        None => model.pointer(shape, member),
        Some(index) => {
            let values = match model.format {
                Format::Smithy => "traits/smithy.api#enum",
                Format::Botocore => "enum",
            };
            format!("{}/{values}/{index}", model.pointer(shape, None))
        }
    }
}

/// The index of an enum value in the list of them, where values are no members.
fn nameless_value(model: &Model, shape: &ShapeId, value: &str) -> Option<usize> {
    let Kind::Enum(values) = &model.shapes.get(shape)?.kind else {
        return None;
    };
    let mut values = values.values.iter();
    values.position(|v| v.value == value && v.name.is_none())
}
