//! The lowered API: the model with Rust names, types and codecs decided, ready to be written.

use std::collections::BTreeSet;

use super::idents::{Allocator, Name, field_name, variant_name};
use super::names::{Names, Rename, UnknownTypes};
use super::recursion::boxed_members;
use super::types::{Codec, Type, Types};
use super::wire::{self, Body};
use crate::model::{
    Enum, ErrorInfo, IntEnum, Kind, Member, Model, Operation, Requirement, Sensitivity, Shape,
    ShapeId, Streaming, Traits,
};

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
    let mut renames = names.renames;
    let mut api = Api {
        structs: Vec::new(),
        unions: Vec::new(),
        enums: Vec::new(),
        operations: Vec::new(),
        unknown: names.unknown,
        renames: Vec::new(),
    };
    for shape in model.shapes.values() {
        match &shape.kind {
            Kind::Structure(structure) => {
                let members: Vec<&Member> = structure.members.iter().collect();
                api.structs.push(Struct {
                    error: structure.error.as_ref(),
                    ..builder.structure(shape, &members, &mut renames)
                });
                if let Some(name) = names.bodies.get(&shape.id) {
                    api.structs.push(builder.body(shape, name, &mut renames));
                }
            }
            Kind::Union(union) => {
                api.unions
                    .push(builder.union(shape, &union.members, &mut renames));
            }
            Kind::Enum(values) => api.enums.push(OpenEnum {
                ident: types.names[&shape.id].clone(),
                shape,
                values: Values::Strings(string_variants(shape, values, &mut renames)),
            }),
            Kind::IntEnum(values) => api.enums.push(OpenEnum {
                ident: types.names[&shape.id].clone(),
                shape,
                values: Values::Ints(int_variants(shape, values, &mut renames)),
            }),
            Kind::Unit | Kind::Simple(_) | Kind::List(_) | Kind::Map(_) => {}
        }
    }
    api.operations = model
        .operations
        .iter()
        .zip(names.operations)
        .map(|(operation, (ident, error_ident))| {
            lower_operation(&types, operation, ident, error_ident)
        })
        .collect();
    api.renames = renames;
    api
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
