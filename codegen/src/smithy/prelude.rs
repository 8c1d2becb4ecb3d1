//! The shapes that every model has (Smithy 2.0, "Prelude").

use super::kind::ShapeType;
use super::path::Home;
use super::raw::{Index, Origin, RawShape, Relations, Shapes};
use crate::model::{ShapeId, Simple};

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
    let mut shapes = Shapes::with_nameless(shape("smithy.api#__unknown", ShapeType::Unknown));
    for (id, kind) in SHAPES {
        shapes.insert(shape(id, *kind));
    }
    shapes
}

fn shape<'n>(id: &'static str, kind: ShapeType) -> RawShape<'n> {
    RawShape {
        id: ShapeId::prelude(super::ids::name(id)),
        home: Home::shape(id),
        origin: Origin::Prelude,
        kind,
        traits: Vec::new(),
        members: Vec::new(),
        mixins: Vec::new(),
        relations: Relations::None,
    }
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
        let stand_in = shapes.get(UNKNOWN_INDEX);
        assert_eq!(stand_in.kind, ShapeType::Unknown);
        assert_eq!(shapes.find(stand_in.key()), None);
        assert_eq!(shapes.len(), SHAPES.len() + 1);
    }
}
