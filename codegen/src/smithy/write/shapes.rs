//! Shapes to JSON.

use serde_json::{Map, Value, json};

use crate::model::{Enum, IntEnum, Kind, Member, Protocol, Shape, ShapeId, Simple, Traits};

use super::names::{MemberNames, enum_names};
use super::traits::TraitMap;
use super::{reference, typed};

/// A shape's JSON.
pub(super) fn shape(shape: &Shape, protocol: &Protocol, names: &MemberNames<'_>) -> Value {
    let mut traits = TraitMap::new(&shape.traits);
    let (kind, content) = match &shape.kind {
        // A unit type of another name is a structure without members.
        Kind::Unit => ("structure", vec![("members", json!({}))]),
        Kind::Simple(simple) => (simple_type(*simple), Vec::new()),
        Kind::Enum(values) => ("enum", vec![("members", enum_members(values))]),
        Kind::IntEnum(values) => ("intEnum", vec![("members", int_enum_members(values))]),
        Kind::List(list) => {
            traits.density(list.density);
            ("list", vec![("member", item(&list.member))])
        }
        Kind::Map(map) => {
            traits.density(map.density);
            let content = vec![("key", item(&map.key)), ("value", item(&map.value))];
            ("map", content)
        }
        Kind::Structure(structure) => {
            if let Some(error) = &structure.error {
                traits.error(error, protocol);
            }
            let members = members(shape, &structure.members, names);
            ("structure", vec![("members", members)])
        }
        Kind::Union(union) => {
            let members = members(shape, &union.members, names);
            ("union", vec![("members", members)])
        }
    };
    typed(kind, content, traits)
}

fn simple_type(simple: Simple) -> &'static str {
    match simple {
        Simple::Blob => "blob",
        Simple::Boolean => "boolean",
        Simple::String => "string",
        Simple::Byte => "byte",
        Simple::Short => "short",
        Simple::Integer => "integer",
        Simple::Long => "long",
        Simple::Float => "float",
        Simple::Double => "double",
        Simple::BigInteger => "bigInteger",
        Simple::BigDecimal => "bigDecimal",
        Simple::Timestamp => "timestamp",
        Simple::Document => "document",
    }
}

/// The member of a list, or the key or value of a map. The wire name of one has no meaning.
fn item(member: &Member) -> Value {
    target_with(&member.target, TraitMap::new(&member.traits))
}

fn members(shape: &Shape, members: &[Member], names: &MemberNames<'_>) -> Value {
    let members = members.iter().map(|member| {
        let mut traits = TraitMap::new(&member.traits);
        traits.member(member, names.json_name(&shape.id, member));
        if matches!(shape.kind, Kind::Structure(_)) {
            traits.member_default(member);
        }
        let name = names.get(&shape.id, &member.name).to_owned();
        (name, target_with(&member.target, traits))
    });
    members.collect::<Map<_, _>>().into()
}

fn enum_members(values: &Enum) -> Value {
    let members = values.values.iter().zip(enum_names(values));
    let members =
        members.map(|(v, name)| (name, enum_member(&v.traits, Value::from(v.value.as_str()))));
    members.collect::<Map<_, _>>().into()
}

fn int_enum_members(values: &IntEnum) -> Value {
    let members = values.values.iter().map(|v| {
        let member = enum_member(&v.traits, Value::from(v.value));
        (v.name.clone(), member)
    });
    members.collect::<Map<_, _>>().into()
}

fn enum_member(traits: &Traits, value: Value) -> Value {
    let mut traits = TraitMap::new(traits);
    traits.prelude("enumValue", value);
    target_with(&ShapeId::prelude("Unit"), traits)
}

fn target_with(target: &ShapeId, traits: TraitMap) -> Value {
    let mut member = reference(target);
    if let Value::Object(map) = &mut member {
        traits.put_into(map);
    }
    member
}
