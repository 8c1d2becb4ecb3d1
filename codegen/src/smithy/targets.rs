//! Targets: every ID that a shape refers to exists and is of a kind that can stand there.

use super::ids;
use super::kind::ShapeType;
use super::prelude::{UNKNOWN, UNKNOWN_INDEX};
use super::raw::{Index, RawMember, RawShape, Reference, Relations, Shapes};
use crate::json::At;
use crate::report::{Code, Place, Problem, Problems, closest, quoted};

/// Resolves the targets of all members and checks those of everything else.
pub(super) fn resolve(shapes: &mut Shapes<'_>, problems: &mut Problems) {
    for index in shapes.indexes() {
        let mut members = std::mem::take(&mut shapes.get_mut(index).members);
        for member in &mut members {
            member.shape = self::member(shapes, shapes.get(index), member, problems);
        }
        shapes.get_mut(index).members = members;
    }
    for (_, shape) in shapes.iter() {
        relations(shapes, shape, problems);
    }
}

/// The shape that a member targets, or the stand-in.
fn member(
    shapes: &Shapes<'_>,
    shape: &RawShape<'_>,
    member: &RawMember<'_>,
    problems: &mut Problems,
) -> Index {
    let target = member.target.unwrap_or(UNKNOWN);
    if target == UNKNOWN {
        return UNKNOWN_INDEX;
    }
    let path = member.home.path();
    let place = || path.key("target").place();
    let Some(index) = shapes.find(target) else {
        problems.push(unknown(shapes, target, place()));
        return UNKNOWN_INDEX;
    };
    let found = shapes.get(index);
    let enumerates = matches!(shape.kind, ShapeType::Enum | ShapeType::IntEnum);
    let message = match found.kind {
        ShapeType::Unit if !enumerates && shape.kind != ShapeType::Union => {
            "only members of unions and enums can target Unit".to_owned()
        }
        kind if enumerates && kind != ShapeType::Unit => {
            "members of an enum target `smithy.api#Unit`".to_owned()
        }
        kind if !kind.is_data() => {
            format!("a member cannot hold {}", kind.described())
        }
        _ if found.has("mixin") => {
            problems.push(mixin(target, place()));
            return index;
        }
        _ => return index,
    };
    problems.push(
        Problem::new(Code::TargetKind, place(), At::Value, message).label("cannot stand here"),
    );
    UNKNOWN_INDEX
}

/// A mixin is used as if it were a shape of its own.
fn mixin(target: &str, place: Place) -> Problem {
    let message = format!("{} is a mixin", quoted(target));
    Problem::new(Code::NotAMixin, place, At::Value, message).label("mixins can only be mixed in")
}

/// A target that does not exist.
pub(super) fn unknown(shapes: &Shapes<'_>, target: &str, place: Place) -> Problem {
    let name = ids::name(target);
    let elsewhere = shapes
        .ids()
        .find(|id| ids::name(id) == name && *id != UNKNOWN);
    let help = match elsewhere {
        Some(id) => Some(format!(
            "a shape of that name exists in another namespace: {}",
            quoted(id)
        )),
        None => closest(target, shapes.ids()).map(|id| format!("did you mean {}?", quoted(id))),
    };
    let message = format!("there is no shape {}", quoted(target));
    Problem::new(Code::UnknownTarget, place, At::Value, message)
        .label("not found")
        .help(help)
}

/// Checks what a service, resource or operation refers to.
fn relations(shapes: &Shapes<'_>, shape: &RawShape<'_>, problems: &mut Problems) {
    let mut check = |references: &[Reference<'_>], role: Role| {
        for reference in references {
            if reference.shape == shape.key() {
                check_reference(shapes, reference, role, problems);
            }
        }
    };
    match &shape.relations {
        Relations::None => {}
        Relations::Operation {
            input,
            output,
            errors,
        } => {
            check(input.as_slice(), Role::Message);
            check(output.as_slice(), Role::Message);
            check(errors, Role::Error);
        }
        Relations::Resource {
            identifiers,
            properties,
            operations,
            resources,
        } => {
            check(identifiers, Role::Identifier);
            check(properties, Role::Data);
            check(operations, Role::Operation);
            check(resources, Role::Resource);
        }
        Relations::Service {
            operations,
            resources,
            errors,
            ..
        } => {
            check(operations, Role::Operation);
            check(resources, Role::Resource);
            check(errors, Role::Error);
        }
    }
}

/// What a reference is for.
#[derive(Clone, Copy, Debug)]
enum Role {
    Message,
    Error,
    Operation,
    Resource,
    Identifier,
    Data,
}

fn check_reference(
    shapes: &Shapes<'_>,
    reference: &Reference<'_>,
    role: Role,
    problems: &mut Problems,
) {
    let Some(index) = shapes.find(reference.target) else {
        problems.push(unknown(shapes, reference.target, reference.place()));
        return;
    };
    let target = shapes.get(index);
    let kind = target.kind;
    let name = quoted(target.id.name());
    let (code, message) = match role {
        _ if kind == ShapeType::Unknown => return,
        _ if target.has("mixin") => {
            problems.push(mixin(reference.target, reference.place()));
            return;
        }
        Role::Message if !matches!(kind, ShapeType::Structure | ShapeType::Unit) => {
            let message = format!("{} must be a structure", quoted(reference.key));
            (
                Code::OperationShape,
                format!("{message}; {name} is {}", kind.described()),
            )
        }
        Role::Error if kind != ShapeType::Structure => (
            Code::OperationShape,
            format!("errors are structures; {name} is {}", kind.described()),
        ),
        Role::Error if !target.has("error") => (
            Code::OperationShape,
            format!("{name} is listed as an error but has no `error` trait"),
        ),
        Role::Operation if kind != ShapeType::Operation => (
            Code::TargetKind,
            format!("{name} is {}, not an operation", kind.described()),
        ),
        Role::Resource if kind != ShapeType::Resource => (
            Code::TargetKind,
            format!("{name} is {}, not a resource", kind.described()),
        ),
        Role::Identifier if !kind.is_string() => {
            let message = format!("identifiers are strings; {name} is {}", kind.described());
            (Code::TargetKind, message)
        }
        Role::Data if !kind.is_data() => (
            Code::TargetKind,
            format!("a property cannot hold {}", kind.described()),
        ),
        _ => return,
    };
    let mut problem = Problem::new(code, reference.place(), At::Value, message);
    if matches!(role, Role::Error) && kind == ShapeType::Structure {
        let help = "add `\"smithy.api#error\": \"client\"` or `\"server\"` to its traits";
        problem = problem.help(help.to_owned());
    }
    problems.push(problem.label("cannot stand here"));
}
