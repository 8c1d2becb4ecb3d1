//! Bodies in outline: every member once, with a placeholder for its value.

use crate::limits::{OUTLINE_LEVELS, OUTLINE_VALUES};
use crate::lower::parameters;
use crate::model::{
    Enum, IntEnum, Kind, Member, Model, ShapeId, Simple, Streaming, TimestampFormat, Traits,
};

/// An outline.
pub(super) enum Sketch<'m> {
    /// A placeholder.
    Leaf(Leaf<'m>),
    /// An object with known members.
    Members(Vec<(&'m Member, Sketch<'m>)>),
    /// An object with one of these members.
    OneOf(Vec<(&'m Member, Sketch<'m>)>),
    /// A list of such values.
    List(Box<Sketch<'m>>),
    /// A map from such keys to such values.
    Map(Leaf<'m>, Box<Sketch<'m>>),
    /// A shape that is around this place already.
    Again(&'m ShapeId),
    /// A shape for which there is no room.
    Elsewhere(&'m ShapeId),
}

/// A value without parts.
#[derive(Clone, Copy)]
pub(super) enum Leaf<'m> {
    /// A scalar or document, with the format that a timestamp has here.
    Simple(Simple, TimestampFormat),
    /// A stream of bytes.
    Bytes,
    /// A stream of events.
    Events,
    /// A string with known values.
    Strings(&'m Enum),
    /// An integer with known values.
    Ints(&'m IntEnum),
    /// An object without data.
    Unit,
}

/// The outline of an object with these members.
pub(super) fn of_members<'m>(
    model: &'m Model,
    shape: &'m ShapeId,
    members: impl Iterator<Item = &'m Member>,
) -> Sketch<'m> {
    let mut sketcher = Sketcher {
        model,
        around: vec![shape],
        left: OUTLINE_VALUES,
    };
    Sketch::Members(sketcher.members(members))
}

/// The outline of what a member holds.
pub(super) fn of_member<'m>(model: &'m Model, member: &'m Member) -> Sketch<'m> {
    let mut sketcher = Sketcher {
        model,
        around: Vec::new(),
        left: OUTLINE_VALUES,
    };
    sketcher.value(member)
}

struct Sketcher<'m> {
    model: &'m Model,
    /// The shapes around the place.
    around: Vec<&'m ShapeId>,
    /// How many values may still be made.
    left: usize,
}

impl<'m> Sketcher<'m> {
    fn members(
        &mut self,
        members: impl Iterator<Item = &'m Member>,
    ) -> Vec<(&'m Member, Sketch<'m>)> {
        members.map(|member| (member, self.value(member))).collect()
    }

    fn value(&mut self, member: &'m Member) -> Sketch<'m> {
        self.left = self.left.saturating_sub(1);
        let id = &member.target;
        let shape = self.model.shape(id);
        match &shape.kind {
            Kind::Unit => Sketch::Leaf(Leaf::Unit),
            Kind::Simple(simple) => {
                let streams = |traits: &Traits| traits.streaming == Streaming::Stream;
                if streams(&shape.traits) || streams(&member.traits) {
                    return Sketch::Leaf(Leaf::Bytes);
                }
                let format = parameters::timestamp_format(self.model, member);
                let format = format.unwrap_or(TimestampFormat::EpochSeconds);
                Sketch::Leaf(Leaf::Simple(*simple, format))
            }
            Kind::Enum(shape) => Sketch::Leaf(Leaf::Strings(shape)),
            Kind::IntEnum(shape) => Sketch::Leaf(Leaf::Ints(shape)),
            Kind::Union(_) if shape.traits.streaming == Streaming::Stream => {
                Sketch::Leaf(Leaf::Events)
            }
            _ if self.around.contains(&id) => Sketch::Again(id),
            _ if self.left == 0 || self.around.len() >= OUTLINE_LEVELS => Sketch::Elsewhere(id),
            kind => {
                self.around.push(id);
                let sketch = self.compound(kind);
                self.around.pop();
                sketch
            }
        }
    }

    fn compound(&mut self, kind: &'m Kind) -> Sketch<'m> {
        match kind {
            Kind::List(list) => Sketch::List(Box::new(self.value(&list.member))),
            Kind::Map(map) => {
                let key = match self.value(&map.key) {
                    Sketch::Leaf(leaf) => leaf,
                    _ => Leaf::Simple(Simple::String, TimestampFormat::DateTime),
                };
                Sketch::Map(key, Box::new(self.value(&map.value)))
            }
            Kind::Structure(structure) => Sketch::Members(self.members(structure.members.iter())),
            Kind::Union(union) => Sketch::OneOf(self.members(union.members.iter())),
            Kind::Unit | Kind::Simple(_) | Kind::Enum(_) | Kind::IntEnum(_) => {
                Sketch::Leaf(Leaf::Unit)
            }
        }
    }
}
