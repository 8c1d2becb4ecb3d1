//! Gives every type of an API its name.

use quote::ToTokens;
use std::collections::BTreeMap;

use super::idents::{Allocator, Name, type_name};
use super::wire::{self, Body};
use crate::model::{Kind, Model, Shape, ShapeId};

/// The types that hold what a version of the model doesn't know.
pub(crate) struct UnknownTypes {
    /// An unknown value of a string enum.
    pub(crate) value: Name,
    /// An unknown value of an integer enum.
    pub(crate) int_value: Name,
    /// An unknown member of a union.
    pub(crate) member: Name,
}

/// A name that could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// The shape.
    pub shape: ShapeId,
    /// Its member or enum value, if that is what was renamed.
    pub member: Option<String>,
    /// The name it would have had.
    pub wanted: String,
    /// The name it has.
    pub given: String,
}

/// What the types of an API are called in Rust, for code that uses what is generated.
///
/// The names are written as code has to write them, `r#` included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeNames {
    /// The types of structures, unions and enums.
    pub shapes: BTreeMap<ShapeId, String>,
    /// The types that hold just the members of a message that travel in its body, by the
    /// message's structure; see [`wire::Body::Part`].
    pub bodies: BTreeMap<ShapeId, String>,
    /// The unit types of operations.
    pub operations: BTreeMap<ShapeId, String>,
    /// The error types of operations.
    pub errors: BTreeMap<ShapeId, String>,
}

impl TypeNames {
    /// The names in the module that [`rust::module`](crate::rust::module) makes of a model.
    pub fn of(model: &Model) -> Self {
        let names = Names::decide(model);
        let operations = model.operations.iter().zip(&names.operations);
        let (units, errors): (Vec<_>, Vec<_>) = operations
            .map(|(operation, (unit, error))| ((&operation.id, unit), (&operation.id, error)))
            .unzip();
        Self {
            shapes: spelled(&names.shapes),
            bodies: spelled(&names.bodies),
            operations: spelled(units),
            errors: spelled(errors),
        }
    }
}

/// The names as they stand in code.
fn spelled<'n>(
    names: impl IntoIterator<Item = (&'n ShapeId, &'n Name)>,
) -> BTreeMap<ShapeId, String> {
    let names = names.into_iter();
    names
        .map(|(id, name)| (id.clone(), name.to_token_stream().to_string()))
        .collect()
}

/// Every type's name; they share one namespace.
pub(super) struct Names {
    pub(super) shapes: BTreeMap<ShapeId, Name>,
    pub(super) bodies: BTreeMap<ShapeId, Name>,
    /// The unit type and the error enum of each operation.
    pub(super) operations: Vec<(Name, Name)>,
    pub(super) unknown: UnknownTypes,
    pub(super) renames: Vec<Rename>,
}

impl Names {
    /// Shapes choose first, then bodies and operations, so that a shape's name never depends on
    /// the operations around it.
    pub(super) fn decide(model: &Model) -> Self {
        let mut allocator = Allocator::default();
        let named: Vec<&ShapeId> = model
            .shapes
            .values()
            .filter(|s| has_type(s))
            .map(|s| &s.id)
            .collect();
        let wanted: Vec<(&str, String)> = named
            .iter()
            .map(|id| (id.name(), type_name(id.name())))
            .collect();
        let given = allocator.allocate(&wanted);
        let renames = named
            .iter()
            .zip(wanted.iter().zip(&given))
            .filter(|(_, ((_, wanted), given))| wanted != *given)
            .map(|(id, ((_, wanted), given))| Rename {
                shape: (*id).clone(),
                member: None,
                wanted: wanted.clone(),
                given: given.clone(),
            })
            .collect();
        let shapes: BTreeMap<ShapeId, Name> = named
            .into_iter()
            .cloned()
            .zip(given.iter().map(|name| Name::new(name)))
            .collect();
        let bodies = partial_bodies(model)
            .into_iter()
            .map(|id| {
                let name = allocator.take(&type_name(&wire::body_name(id)));
                (id.clone(), Name::new(&name))
            })
            .collect();
        let operations = model.operations.iter().map(|operation| {
            let name = type_name(operation.id.name());
            let unit = if allocator.is_taken(&name) {
                format!("{name}Operation")
            } else {
                name.clone()
            };
            let error = format!("{name}Error");
            let error = if allocator.is_taken(&error) {
                format!("{name}OperationError")
            } else {
                error
            };
            (
                Name::new(&allocator.take(&unit)),
                Name::new(&allocator.take(&error)),
            )
        });
        let operations = operations.collect();
        let unknown = UnknownTypes {
            value: Name::new(&allocator.take("UnknownValue")),
            int_value: Name::new(&allocator.take("UnknownIntValue")),
            member: Name::new(&allocator.take("UnknownMember")),
        };
        Self {
            shapes,
            bodies,
            operations,
            unknown,
            renames,
        }
    }
}

fn has_type(shape: &Shape) -> bool {
    matches!(
        shape.kind,
        Kind::Structure(_) | Kind::Union(_) | Kind::Enum(_) | Kind::IntEnum(_)
    )
}

/// Inputs, outputs and errors of which only a part travels in the body, in order of their IDs.
fn partial_bodies(model: &Model) -> Vec<&ShapeId> {
    let messages = model.operations.iter().flat_map(|operation| {
        operation
            .input
            .iter()
            .chain(&operation.output)
            .chain(&operation.errors)
    });
    let mut partial: Vec<&ShapeId> = messages
        .filter(|id| matches!(wire::body(model, Some(id)), Body::Part { .. }))
        .collect();
    partial.sort();
    partial.dedup();
    partial
}
