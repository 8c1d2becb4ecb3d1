//! What a trait stands on.

use crate::smithy::kind::ShapeType;
use crate::smithy::raw::{Index, RawMember, RawShape, RawTrait, Shapes, has_trait};

/// A shape, or a member of a shape, with the traits on it.
#[derive(Clone, Copy)]
pub(in crate::smithy) struct Site<'a, 'n> {
    pub shapes: &'a Shapes<'n>,
    /// The shape, or the one that the member belongs to.
    pub shape: &'a RawShape<'n>,
    pub member: Option<&'a RawMember<'n>>,
}

impl<'a, 'n> Site<'a, 'n> {
    pub(in crate::smithy) fn traits(&self) -> &'a [RawTrait<'n>] {
        self.member
            .map_or(&self.shape.traits, |member| &member.traits)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        has_trait(self.traits(), name)
    }

    /// The type of the values: the shape's, or that of the member's target.
    pub(super) fn kind(&self) -> ShapeType {
        self.value_shape().kind
    }

    fn value_shape(&self) -> &'a RawShape<'n> {
        self.member
            .map_or(self.shape, |member| self.shapes.get(member.shape))
    }

    pub(super) fn is_member(&self) -> bool {
        self.member.is_some()
    }

    /// Whether it is a member of such a shape.
    pub(super) fn is_member_of(&self, kind: fn(ShapeType) -> bool) -> bool {
        self.is_member() && (kind(self.shape.kind) || self.shape.kind == ShapeType::Unknown)
    }

    pub(super) fn is_structure_member(&self) -> bool {
        self.is_member_of(ShapeType::is_structure)
    }

    pub(super) fn is_shape(&self, kind: ShapeType) -> bool {
        !self.is_member() && self.shape.kind == kind
    }

    /// The type of the elements of a list, or of a map's values; for members, of the target's.
    pub(super) fn element(&self) -> Option<(Index, ShapeType)> {
        let element = self
            .value_shape()
            .members
            .iter()
            .find(|m| matches!(m.name, "member" | "value"))?;
        Some((element.shape, self.shapes.get(element.shape).kind))
    }

    /// The type of the elements of the elements.
    pub(super) fn inner_element(&self) -> Option<ShapeType> {
        let (index, _) = self.element()?;
        let inner = self
            .shapes
            .get(index)
            .members
            .iter()
            .find(|m| m.name == "member")?;
        Some(self.shapes.get(inner.shape).kind)
    }
}
