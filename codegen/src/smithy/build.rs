//! Shapes of data as the model has them.

use super::enums;
use super::kind::ShapeType;
use super::members;
use super::protocol::{ErrorCodes, Rules};
use super::raw::{Index, PRELUDE, RawShape, RawTrait, Shapes, Version, find_trait};
use super::traits;
use crate::http::{is_status, no_status, unusual_error};
use crate::json::{At, Node};
use crate::model::{
    Density, Enum, ErrorInfo, Fault, Format, IntEnum, Kind, List, Map, Member, Protocol, Shape,
    ShapeId, Simple, Structure, Union,
};
use crate::report::{Code, Problem, Problems, quoted};

/// What the meaning of a shape depends on beyond the shape.
pub(super) struct Context<'a, 'n> {
    pub shapes: &'a Shapes<'n>,
    /// The ID of each shape, after the service's renames.
    pub ids: &'a [ShapeId],
    pub version: Version,
    /// The protocol of the service.
    pub protocol: &'a Protocol,
    pub rules: Rules,
}

/// The shape at an index, or `None` for a service, resource or operation.
pub(super) fn shape(
    context: &Context<'_, '_>,
    index: Index,
    problems: &mut Problems,
) -> Option<Shape> {
    let raw = context.shapes.get(index);
    let id = &context.ids[index.0];
    let kind = kind(context, raw, id, problems)?;
    let mut traits = traits::read(&raw.traits);
    traits.constraints.unique_items |= raw.kind == ShapeType::Set;
    Some(Shape {
        id: id.clone(),
        traits,
        kind,
    })
}

fn kind(
    context: &Context<'_, '_>,
    raw: &RawShape<'_>,
    id: &ShapeId,
    problems: &mut Problems,
) -> Option<Kind> {
    Some(match raw.kind {
        ShapeType::Service | ShapeType::Resource | ShapeType::Operation => return None,
        ShapeType::Unit => Kind::Unit,
        ShapeType::Unknown => Kind::Simple(Simple::Document),
        ShapeType::Simple(Simple::String) if raw.has("enum") => Kind::Enum(Enum {
            values: enums::from_trait(raw, problems),
        }),
        ShapeType::Simple(simple) => Kind::Simple(simple),
        ShapeType::Enum => Kind::Enum(Enum {
            values: enums::values(raw, problems),
        }),
        ShapeType::IntEnum => Kind::IntEnum(IntEnum {
            values: enums::integer_values(raw, problems),
        }),
        ShapeType::List | ShapeType::Set => Kind::List(Box::new(List {
            member: own_member(context, raw, "member", problems),
            density: density(raw),
        })),
        ShapeType::Map => {
            check_key(context, raw, problems);
            Kind::Map(Box::new(Map {
                key: own_member(context, raw, "key", problems),
                value: own_member(context, raw, "value", problems),
                density: density(raw),
            }))
        }
        ShapeType::Structure => Kind::Structure(Structure {
            members: members::build(context, raw, problems),
            error: error_info(context, raw, id, problems),
        }),
        ShapeType::Union => {
            if raw.members.is_empty() {
                no_members(raw, problems);
            }
            Kind::Union(Union {
                members: members::build(context, raw, problems),
            })
        }
    })
}

/// Reports a shape without the members that it must have.
pub(super) fn no_members(raw: &RawShape<'_>, problems: &mut Problems) {
    let message = format!("{} must have at least one member", raw.kind.described());
    problems.push(
        Problem::new(
            Code::MissingMember,
            raw.home.path().place(),
            At::Key,
            message,
        )
        .label("has no members"),
    );
}

/// The member of a list or map that has a key of its own.
fn own_member(
    context: &Context<'_, '_>,
    raw: &RawShape<'_>,
    name: &str,
    problems: &mut Problems,
) -> Member {
    if let Some(member) = raw.members.iter().find(|m| m.name == name) {
        return members::member(context, raw, member, problems);
    }
    let message = format!("{} must have {}", raw.kind.described(), quoted(name));
    problems.push(
        Problem::new(
            Code::MissingMember,
            raw.home.path().place(),
            At::Key,
            message,
        )
        .label(format!("has no key {}", quoted(name)))
        .help(format!(
            "add `\"{name}\": {{ \"target\": \"namespace#Shape\" }}`"
        )),
    );
    Member::new(name, context.ids[super::prelude::UNKNOWN_INDEX.0].clone())
}

fn check_key(context: &Context<'_, '_>, raw: &RawShape<'_>, problems: &mut Problems) {
    let Some(key) = raw.members.iter().find(|m| m.name == "key") else {
        return;
    };
    let kind = context.shapes.get(key.shape).kind;
    if !kind.is_string() {
        let path = key.home.path();
        let message = format!(
            "the key of a map must be a string, not {}",
            kind.described()
        );
        problems.push(
            Problem::new(Code::MapKey, path.key("target").place(), At::Value, message)
                .label("not a string"),
        );
    }
}

fn density(raw: &RawShape<'_>) -> Density {
    if raw.has("sparse") {
        Density::Sparse
    } else {
        Density::Dense
    }
}

/// The `error` trait with what goes with it.
fn error_info(
    context: &Context<'_, '_>,
    raw: &RawShape<'_>,
    id: &ShapeId,
    problems: &mut Problems,
) -> Option<ErrorInfo> {
    let fault = match find_trait(&raw.traits, "error")?.value.as_str() {
        Some("server") => Fault::Server,
        _ => Fault::Client,
    };
    let query = raw
        .traits
        .iter()
        .find(|t| t.name == "aws.protocols#awsQueryError");
    let query = query.filter(|_| context.rules.error_codes == ErrorCodes::Query);
    let status = find_trait(&raw.traits, "httpError")
        .and_then(|t| status(t.value))
        .or_else(|| query_status(query?, fault, problems))
        .unwrap_or(match fault {
            Fault::Client => 400,
            Fault::Server => 500,
        });
    let code = query.and_then(|t| t.value.get("code")?.as_str());
    // A rename is for code that is generated: what travels stays the name that others know.
    let is_renamed = raw.id != *id;
    Some(ErrorInfo {
        fault,
        status,
        retryable: raw.has("retryable"),
        code: code
            .or_else(|| is_renamed.then(|| raw.id.name()))
            .map(str::to_owned),
    })
}

/// The status that an error has in the query protocols.
fn query_status(query: &RawTrait<'_>, fault: Fault, problems: &mut Problems) -> Option<u16> {
    const KEY: &str = "httpResponseCode";
    let value = query.value.get(KEY)?;
    let pointer = query.at(|path| path.key(KEY).place());
    let Some(status) = status(value).filter(|status| is_status(*status)) else {
        problems.push(no_status(pointer));
        return None;
    };
    problems.extend(unusual_error(status, fault, pointer, Format::Smithy));
    Some(status)
}

/// An HTTP status.
pub(super) fn status(value: &Node<'_>) -> Option<u16> {
    match value {
        Node::Number(number) => traits::integer(number)?.try_into().ok(),
        _ => None,
    }
}

/// The short name of a trait of Smithy's own namespace.
pub(super) fn short<'n>(applied: &RawTrait<'n>) -> Option<&'n str> {
    applied.name.strip_prefix(PRELUDE)
}
