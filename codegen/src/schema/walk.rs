//! Every place of a model that has traits.

use crate::model::{Kind, Member, Model, Shape, ShapeId, Traits};

/// A shape, or a member (or value) of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'m> {
    /// The shape.
    pub(crate) shape: &'m ShapeId,
    /// Its member, if this is one.
    pub(crate) member: Option<&'m str>,
    /// The traits of the one or the other.
    pub(crate) traits: &'m Traits,
}

/// All places, by shape.
pub(crate) fn places(model: &Model) -> impl Iterator<Item = Place<'_>> {
    model.shapes.values().flat_map(|shape| {
        let own = (None, &shape.traits);
        let all = std::iter::once(own)
            .chain(members(shape))
            .chain(values(shape));
        all.map(|(member, traits)| Place {
            shape: &shape.id,
            member,
            traits,
        })
    })
}

type Part<'m> = (Option<&'m str>, &'m Traits);

fn members(shape: &Shape) -> impl Iterator<Item = Part<'_>> {
    let (many, few): (&[Member], [Option<&Member>; 2]) = match &shape.kind {
        Kind::Structure(structure) => (&structure.members, [None, None]),
        Kind::Union(union) => (&union.members, [None, None]),
        Kind::List(list) => (&[], [Some(&list.member), None]),
        Kind::Map(map) => (&[], [Some(&map.key), Some(&map.value)]),
        Kind::Unit | Kind::Simple(_) | Kind::Enum(_) | Kind::IntEnum(_) => (&[], [None, None]),
    };
    let members = many.iter().chain(few.into_iter().flatten());
    members.map(|member| (Some(member.name.as_str()), &member.traits))
}

fn values(shape: &Shape) -> Box<dyn Iterator<Item = Part<'_>> + '_> {
    match &shape.kind {
        Kind::Enum(it) => Box::new(it.values.iter().map(|it| (it.name.as_deref(), &it.traits))),
        Kind::IntEnum(it) => Box::new(it.values.iter().map(|it| (Some(&*it.name), &it.traits))),
        _ => Box::new(std::iter::empty()),
    }
}
