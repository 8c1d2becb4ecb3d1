//! The lowered API: the model with Rust names, types and codecs decided, ready to be written.

use super::idents::Name;
use super::names::{Rename, UnknownTypes};
use super::types::{Codec, Type};
use crate::model::{ErrorInfo, Member, Operation, Sensitivity, Shape, ShapeId, Traits};

/// Everything the Rust emitters need to know of one API.
pub(crate) struct Api<'m> {
    pub(crate) structs: Vec<Struct<'m>>,
    pub(crate) unions: Vec<Union<'m>>,
    pub(crate) enums: Vec<OpenEnum<'m>>,
    pub(crate) operations: Vec<Op<'m>>,
    pub(crate) unknown: UnknownTypes,
    pub(crate) renames: Vec<Rename>,
}

/// A structure, or the part of one that travels in a body.
pub(crate) struct Struct<'m> {
    pub(crate) ident: Name,
    /// The shape it is, or is a part of.
    pub(crate) id: &'m ShapeId,
    /// The name in the model.
    pub(crate) spec_name: String,
    pub(crate) traits: &'m Traits,
    pub(crate) fields: Vec<Field<'m>>,
    pub(crate) error: Option<&'m ErrorInfo>,
    pub(crate) role: Role,
    /// Event-stream members, which have no field.
    pub(crate) streams: Vec<&'m Member>,
}

/// Where a structure comes from.
pub(crate) enum Role {
    /// It is a shape of the model.
    Shape,
    /// It holds the members of this structure that travel in the body.
    BodyOf(Name),
}

/// A field.
pub(crate) struct Field<'m> {
    pub(crate) ident: Name,
    pub(crate) member: &'m Member,
    /// The name in a JSON object.
    pub(crate) wire_name: &'m str,
    /// The type, `Option` and `Box` included.
    pub(crate) ty: Type,
    pub(crate) codec: Codec,
    pub(crate) presence: Presence,
    /// Whether debug output may show it.
    pub(crate) sensitivity: Sensitivity,
}

/// Whether a field is an `Option`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    Optional,
}

/// A tagged union.
pub(crate) struct Union<'m> {
    pub(crate) ident: Name,
    pub(crate) shape: &'m Shape,
    pub(crate) variants: Vec<UnionVariant<'m>>,
}

/// A member of a union.
pub(crate) struct UnionVariant<'m> {
    pub(crate) ident: Name,
    pub(crate) member: &'m Member,
    pub(crate) wire_name: &'m str,
    /// What it holds; `None` for Unit.
    pub(crate) payload: Option<(Type, Codec)>,
    /// Whether debug output may show it.
    pub(crate) sensitivity: Sensitivity,
}

/// A string or integer enum.
pub(crate) struct OpenEnum<'m> {
    pub(crate) ident: Name,
    pub(crate) shape: &'m Shape,
    pub(crate) values: Values<'m>,
}

/// The known values of an enum, in the order of the model.
pub(crate) enum Values<'m> {
    Strings(Vec<Variant<'m, &'m str>>),
    Ints(Vec<Variant<'m, i32>>),
}

/// A known value of an enum.
pub(crate) struct Variant<'m, T> {
    pub(crate) ident: Name,
    /// The member's name in the model, or the value where it has none.
    pub(crate) spec_name: &'m str,
    pub(crate) value: T,
    pub(crate) traits: &'m Traits,
}

/// An operation.
pub(crate) struct Op<'m> {
    pub(crate) ident: Name,
    pub(crate) error_ident: Name,
    pub(crate) operation: &'m Operation,
    pub(crate) input: Option<Name>,
    pub(crate) output: Option<Name>,
    pub(crate) errors: Vec<OpError<'m>>,
}

/// An error of an operation.
pub(crate) struct OpError<'m> {
    /// The error structure's Rust name.
    pub(crate) ident: Name,
    /// The variant's: the same, but `Unknown` is taken.
    pub(crate) variant: Name,
    pub(crate) shape: &'m Shape,
    pub(crate) info: &'m ErrorInfo,
}
