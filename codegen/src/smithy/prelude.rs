//! The shapes that every model has (Smithy 2.0, "Prelude").

use super::kind::ShapeType;
use super::path::Home;
use super::raw::{Index, Origin, RawShape, Relations, Shapes};
use crate::model::{ShapeId, Simple};

/// Stands in for targets that do not exist; not an ID that a document can hold.
pub(super) const UNKNOWN: &str = "smithy.api#__unknown";

/// The public shapes. The primitive ones are the same types with a default, which members
/// repeat (2.0) or imply (1.0).
const SHAPES: &[(&str, ShapeType)] = &[
    ("smithy.api#String", ShapeType::Simple(Simple::String)),
    ("smithy.api#Blob", ShapeType::Simple(Simple::Blob)),
    (
        "smithy.api#BigInteger",
        ShapeType::Simple(Simple::BigInteger),
    ),
    (
        "smithy.api#BigDecimal",
        ShapeType::Simple(Simple::BigDecimal),
    ),
    ("smithy.api#Timestamp", ShapeType::Simple(Simple::Timestamp)),
    ("smithy.api#Document", ShapeType::Simple(Simple::Document)),
    ("smithy.api#Boolean", ShapeType::Simple(Simple::Boolean)),
    ("smithy.api#Byte", ShapeType::Simple(Simple::Byte)),
    ("smithy.api#Short", ShapeType::Simple(Simple::Short)),
    ("smithy.api#Integer", ShapeType::Simple(Simple::Integer)),
    ("smithy.api#Long", ShapeType::Simple(Simple::Long)),
    ("smithy.api#Float", ShapeType::Simple(Simple::Float)),
    ("smithy.api#Double", ShapeType::Simple(Simple::Double)),
    (
        "smithy.api#PrimitiveBoolean",
        ShapeType::Simple(Simple::Boolean),
    ),
    ("smithy.api#PrimitiveByte", ShapeType::Simple(Simple::Byte)),
    (
        "smithy.api#PrimitiveShort",
        ShapeType::Simple(Simple::Short),
    ),
    (
        "smithy.api#PrimitiveInteger",
        ShapeType::Simple(Simple::Integer),
    ),
    ("smithy.api#PrimitiveLong", ShapeType::Simple(Simple::Long)),
    (
        "smithy.api#PrimitiveFloat",
        ShapeType::Simple(Simple::Float),
    ),
    (
        "smithy.api#PrimitiveDouble",
        ShapeType::Simple(Simple::Double),
    ),
    ("smithy.api#Unit", ShapeType::Unit),
];

/// The index of the stand-in for unknown shapes.
pub(super) const UNKNOWN_INDEX: Index = Index(0);

/// A table that holds just the prelude, and the stand-in first.
pub(super) fn shapes<'n>() -> Shapes<'n> {
    let mut shapes = Shapes::default();
    for (id, kind) in std::iter::once(&(UNKNOWN, ShapeType::Unknown)).chain(SHAPES) {
        shapes.insert(RawShape {
            id: ShapeId::prelude(super::ids::name(id)),
            home: Home::shape(id),
            origin: Origin::Prelude,
            kind: *kind,
            traits: Vec::new(),
            members: Vec::new(),
            mixins: Vec::new(),
            relations: Relations::None,
        });
    }
    shapes
}

/// Whether a shape is one of the prelude's with a default (zero or false).
pub(super) fn is_primitive(id: &str) -> bool {
    id.starts_with("smithy.api#Primitive")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stand_in_is_at_its_index() {
        let shapes = shapes();
        assert_eq!(shapes.get(UNKNOWN_INDEX).kind, ShapeType::Unknown);
        assert_eq!(shapes.len(), SHAPES.len() + 1);
    }
}
