//! Lowers a model: decides names, types and codecs.

use rayon::prelude::*;
use std::collections::BTreeSet;

use super::api::{
    Api, Field, Op, OpError, OpenEnum, Presence, Role, Struct, Union, UnionVariant, Values, Variant,
};
use super::idents::{Allocator, Name, field_name, variant_name};
use super::names::{Names, Rename};
use super::recursion::boxed_members;
use super::types::Types;
use super::wire::{self, Body};
use crate::model::{
    Enum, IntEnum, Kind, Member, Model, Operation, Requirement, Sensitivity, Shape, ShapeId,
    Streaming,
};

/// Decides names, types and codecs.
pub(crate) fn lower(model: &Model) -> Api<'_> {
    let names = Names::decide(model);
    let types = Types {
        model,
        names: names.shapes,
    };
    let boxed = boxed_members(model);
    let builder = Builder {
        types: &types,
        boxed: &boxed,
    };
    let mut api = Api {
        structs: Vec::new(),
        unions: Vec::new(),
        enums: Vec::new(),
        operations: Vec::new(),
        unknown: names.unknown,
        renames: names.renames,
    };
    // Each shape by itself, so that all cores can help.
    let shapes: Vec<&Shape> = model.shapes.values().collect();
    let lowered: Vec<Lowered<'_>> = shapes
        .into_par_iter()
        .map(|shape| builder.shape(shape, names.bodies.get(&shape.id)))
        .collect();
    for shape in lowered {
        api.structs.extend(shape.structs);
        api.unions.extend(shape.union);
        api.enums.extend(shape.open_enum);
        api.renames.extend(shape.renames);
    }
    api.operations = model
        .operations
        .iter()
        .zip(names.operations)
        .map(|(operation, (ident, error_ident))| {
            lower_operation(&types, operation, ident, error_ident)
        })
        .collect();
    api
}

/// What a shape becomes.
#[derive(Default)]
struct Lowered<'m> {
    /// A structure, and the part of it that travels in the body.
    structs: Vec<Struct<'m>>,
    union: Option<Union<'m>>,
    open_enum: Option<OpenEnum<'m>>,
    renames: Vec<Rename>,
}

fn lower_operation<'m>(
    types: &Types<'m>,
    operation: &'m Operation,
    ident: Name,
    error_ident: Name,
) -> Op<'m> {
    let name_of = |id: &Option<ShapeId>| id.as_ref().map(|id| types.names[id].clone());
    let errors = operation.errors.iter().filter_map(|id| {
        let shape = types.model.shape(id);
        let Kind::Structure(structure) = &shape.kind else {
            return None;
        };
        let name = &types.names[id];
        Some(OpError {
            ident: name.clone(),
            variant: if name.as_str() == "Unknown" {
                Name::new(&variant_name("Unknown"))
            } else {
                name.clone()
            },
            shape,
            info: structure.error.as_ref()?,
        })
    });
    Op {
        ident,
        error_ident,
        input: name_of(&operation.input),
        output: name_of(&operation.output),
        errors: errors.collect(),
        operation,
    }
}

/// Builds structures and unions.
struct Builder<'a, 'm> {
    types: &'a Types<'m>,
    boxed: &'a BTreeSet<(ShapeId, ShapeId)>,
}

impl<'m> Builder<'_, 'm> {
    /// What a shape becomes; `body` is the name of the part of it that travels in the body.
    fn shape(&self, shape: &'m Shape, body: Option<&Name>) -> Lowered<'m> {
        let mut lowered = Lowered::default();
        let renames = &mut lowered.renames;
        match &shape.kind {
            Kind::Structure(structure) => {
                let members: Vec<&Member> = structure.members.iter().collect();
                lowered.structs.push(Struct {
                    error: structure.error.as_ref(),
                    ..self.structure(shape, &members, renames)
                });
                let body = body.map(|name| self.body(shape, name, renames));
                lowered.structs.extend(body);
            }
            Kind::Union(union) => {
                lowered.union = Some(self.union(shape, &union.members, renames));
            }
            Kind::Enum(values) => {
                lowered.open_enum = Some(OpenEnum {
                    ident: self.types.names[&shape.id].clone(),
                    shape,
                    values: Values::Strings(string_variants(shape, values, renames)),
                });
            }
            Kind::IntEnum(values) => {
                lowered.open_enum = Some(OpenEnum {
                    ident: self.types.names[&shape.id].clone(),
                    shape,
                    values: Values::Ints(int_variants(shape, values, renames)),
                });
            }
            Kind::Unit | Kind::Simple(_) | Kind::List(_) | Kind::Map(_) => {}
        }
        lowered
    }

    fn structure(
        &self,
        shape: &'m Shape,
        members: &[&'m Member],
        renames: &mut Vec<Rename>,
    ) -> Struct<'m> {
        let (streams, members): (Vec<&Member>, Vec<&Member>) = members
            .iter()
            .copied()
            .partition(|member| self.is_event_stream(member));
        let wanted: Vec<(&str, String)> = members
            .iter()
            .map(|m| (&*m.name, field_name(&m.name)))
            .collect();
        let given = allocate_members(shape, &wanted, renames);
        let fields = members
            .iter()
            .zip(given)
            .map(|(member, name)| self.field(shape, member, &name));
        Struct {
            ident: self.types.names[&shape.id].clone(),
            id: &shape.id,
            spec_name: shape.id.name().to_owned(),
            traits: &shape.traits,
            fields: fields.collect(),
            error: None,
            role: Role::Shape,
            streams,
        }
    }

    fn body(&self, shape: &'m Shape, name: &Name, renames: &mut Vec<Rename>) -> Struct<'m> {
        let members = match wire::body(self.types.model, Some(&shape.id)) {
            Body::Part { members, .. } => members,
            Body::Empty | Body::Whole(_) | Body::Payload(_) => Vec::new(),
        };
        let known = renames.len();
        let body = self.structure(shape, &members, renames);
        // Renamed fields of a part were reported with the whole.
        renames.truncate(known);
        Struct {
            ident: name.clone(),
            spec_name: wire::body_name(&shape.id),
            role: Role::BodyOf(self.types.names[&shape.id].clone()),
            streams: Vec::new(),
            ..body
        }
    }

    fn field(&self, shape: &'m Shape, member: &'m Member, name: &str) -> Field<'m> {
        let presence = match member.requirement {
            Requirement::Required if !is_bound_error_member(shape, member) => Presence::Required,
            _ => Presence::Optional,
        };
        let boxed = self
            .boxed
            .contains(&(shape.id.clone(), member.target.clone()));
        let (ty, codec) = self
            .types
            .of_field(member, boxed, presence == Presence::Optional);
        Field {
            ident: Name::new(name),
            member,
            wire_name: wire::name(&self.types.model.service.protocol, member),
            ty,
            codec,
            presence,
            sensitivity: sensitivity(self.types.model, member),
        }
    }

    fn union(
        &self,
        shape: &'m Shape,
        members: &'m [Member],
        renames: &mut Vec<Rename>,
    ) -> Union<'m> {
        let wanted: Vec<(&str, String)> = members
            .iter()
            .map(|m| (&*m.name, variant_name(&m.name)))
            .collect();
        let given = allocate_members(shape, &wanted, renames);
        let variants = members.iter().zip(given).map(|(member, name)| {
            let is_unit = matches!(self.types.model.shape(&member.target).kind, Kind::Unit);
            let boxed = self
                .boxed
                .contains(&(shape.id.clone(), member.target.clone()));
            UnionVariant {
                ident: Name::new(&name),
                member,
                wire_name: wire::name(&self.types.model.service.protocol, member),
                payload: (!is_unit).then(|| self.types.of_field(member, boxed, false)),
                sensitivity: sensitivity(self.types.model, member),
            }
        });
        Union {
            ident: self.types.names[&shape.id].clone(),
            shape,
            variants: variants.collect(),
        }
    }

    /// Whether a member is a stream of events, which no field can hold.
    fn is_event_stream(&self, member: &Member) -> bool {
        let target = self.types.model.shape(&member.target);
        matches!(target.kind, Kind::Union(_)) && target.traits.streaming == Streaming::Stream
    }
}

/// Error structures are read from their body alone, so a member that travels in a header must
/// not be missed there.
fn is_bound_error_member(shape: &Shape, member: &Member) -> bool {
    matches!(&shape.kind, Kind::Structure(structure) if structure.error.is_some())
        && member.binding != crate::model::Binding::Body
}

fn string_variants<'m>(
    shape: &Shape,
    values: &'m Enum,
    renames: &mut Vec<Rename>,
) -> Vec<Variant<'m, &'m str>> {
    let spec_names: Vec<&str> = values
        .values
        .iter()
        .map(|v| v.name.as_deref().unwrap_or(&v.value))
        .collect();
    let given = variant_idents(shape, &spec_names, renames);
    values
        .values
        .iter()
        .zip(spec_names.into_iter().zip(given))
        .map(|(value, (spec_name, ident))| Variant {
            ident,
            spec_name,
            value: &*value.value,
            traits: &value.traits,
        })
        .collect()
}

fn int_variants<'m>(
    shape: &Shape,
    values: &'m IntEnum,
    renames: &mut Vec<Rename>,
) -> Vec<Variant<'m, i32>> {
    let spec_names: Vec<&str> = values.values.iter().map(|v| &*v.name).collect();
    let given = variant_idents(shape, &spec_names, renames);
    values
        .values
        .iter()
        .zip(spec_names.into_iter().zip(given))
        .map(|(value, (spec_name, ident))| Variant {
            ident,
            spec_name,
            value: value.value,
            traits: &value.traits,
        })
        .collect()
}

fn variant_idents(shape: &Shape, spec_names: &[&str], renames: &mut Vec<Rename>) -> Vec<Name> {
    let wanted: Vec<(&str, String)> = spec_names
        .iter()
        .map(|name| (*name, variant_name(name)))
        .collect();
    allocate_members(shape, &wanted, renames)
        .iter()
        .map(|name| Name::new(name))
        .collect()
}

/// Gives members their names within one shape, and notes which could not have the one asked for.
fn allocate_members(
    shape: &Shape,
    wanted: &[(&str, String)],
    renames: &mut Vec<Rename>,
) -> Vec<String> {
    let given = Allocator::default().allocate(wanted);
    for ((spelling, wanted), given) in wanted.iter().zip(&given).filter(|((_, w), g)| w != *g) {
        renames.push(Rename {
            shape: shape.id.clone(),
            member: Some((*spelling).to_owned()),
            wanted: wanted.clone(),
            given: given.clone(),
        });
    }
    given
}

/// Whether debug output must hide a member's value.
///
/// Structures, unions and enums hide themselves; a scalar has no type of its own to do that,
/// nor has a list or map of such scalars.
fn sensitivity(model: &Model, member: &Member) -> Sensitivity {
    let target = model.shape(&member.target);
    let sensitive_target = match &target.kind {
        Kind::Structure(_) | Kind::Union(_) | Kind::Enum(_) | Kind::IntEnum(_) => Sensitivity::Open,
        Kind::Unit | Kind::Simple(_) | Kind::List(_) | Kind::Map(_) => target.traits.sensitivity,
    };
    if [member.traits.sensitivity, sensitive_target].contains(&Sensitivity::Sensitive) {
        return Sensitivity::Sensitive;
    }
    match &target.kind {
        Kind::List(list) => sensitivity(model, &list.member),
        Kind::Map(map) => match sensitivity(model, &map.key) {
            Sensitivity::Sensitive => Sensitivity::Sensitive,
            Sensitivity::Open => sensitivity(model, &map.value),
        },
        _ => Sensitivity::Open,
    }
}
