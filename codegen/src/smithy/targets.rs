//! Targets: every ID that a shape refers to exists and is of a kind that can stand there.

use std::collections::BTreeSet;

use super::ids;
use super::kind::ShapeType;
use super::meant;
use super::prelude::UNKNOWN_INDEX;
use super::raw::{Index, RawMember, RawShape, Reference, Relations, Shapes, Target};
use super::traits;
use crate::json::At;
use crate::report::{Code, Place, Problem, Problems, quoted};

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
    let Target::Id(target) = member.target else {
        return UNKNOWN_INDEX;
    };
    let path = member.home.path();
    let place = || path.key("target").place();
    let Some(index) = shapes.find(target) else {
        let fits = |shape: &RawShape<'_>| shape.kind.is_data() && !shape.has("mixin");
        unknown(shapes, target, place(), fits, problems);
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
        _ if is_closed(found, member.home.shape) => {
            problems.push(private(found, place()));
            return index;
        }
        _ => return index,
    };
    let help = enumerates.then(|| {
        "write `\"target\": \"smithy.api#Unit\"`; values are `smithy.api#enumValue`".to_owned()
    });
    problems.push(
        Problem::new(Code::TargetKind, place(), At::Value, message)
            .label("cannot stand here")
            .help(help),
    );
    UNKNOWN_INDEX
}

/// A mixin is used as if it were a shape of its own.
fn mixin(target: &str, place: Place) -> Problem {
    let message = format!("{} is a mixin", quoted(target));
    Problem::new(Code::NotAMixin, place, At::Value, message)
        .label("mixins can only be mixed in")
        .help("list it under `mixins`, or take `smithy.api#mixin` off it".to_owned())
}

/// Whether a shape is private to another namespace than that of the ID that it is referred to from
/// (Smithy 2.0, "private trait").
fn is_closed(target: &RawShape<'_>, user: &str) -> bool {
    let namespace = user.split_once('#').map(|(namespace, _)| namespace);
    target.has("private") && namespace != Some(target.id.namespace())
}

fn private(target: &RawShape<'_>, place: Place) -> Problem {
    let name = quoted(target.id.name());
    let namespace = quoted(target.id.namespace());
    let message = format!("{name} is private to the namespace {namespace}");
    Problem::new(Code::TargetKind, place, At::Value, message)
        .label("not for other namespaces")
        .help("name a shape that is open, or take `smithy.api#private` off it".to_owned())
}

/// Reports a target that does not exist, or that is no ID at all. Of the shapes that there are,
/// those that fit may be what was meant.
pub(super) fn unknown(
    shapes: &Shapes<'_>,
    target: &str,
    place: Place,
    fits: impl Fn(&RawShape<'_>) -> bool + Copy,
    problems: &mut Problems,
) {
    let known = shapes.ids().filter(move |id| {
        let found = shapes.find(id).map(|index| shapes.get(index));
        found.is_some_and(fits)
    });
    let may_search = problems.may_search();
    if !ids::is_absolute(target) {
        let meant = may_search.then(|| meant::absolute(target, known)).flatten();
        let (label, advice) = ids::advice(target);
        let help = meant.map_or_else(
            || advice.to_owned(),
            |id| format!("did you mean {}?", quoted(id)),
        );
        let message = format!("{} is not a shape ID", quoted(target));
        problems.push(
            Problem::new(Code::InvalidId, place, At::Value, message)
                .label(label)
                .help(help),
        );
        return;
    }
    let help = if traits::ids().any(|id| id == target) {
        Some("it is a trait, which stands under `traits`".to_owned())
    } else {
        may_search.then(|| meant(target, known)).flatten()
    };
    let message = format!("there is no shape {}", quoted(target));
    problems.push(
        Problem::new(Code::UnknownTarget, place, At::Value, message)
            .label("not found")
            .help(help),
    );
}

/// Which shape was probably meant by an ID that does not exist.
fn meant<'k>(target: &str, known: impl Iterator<Item = &'k str> + Clone) -> Option<String> {
    let name = ids::name(target);
    if let Some(id) = known.clone().find(|id| ids::name(id) == name) {
        return Some(format!(
            "a shape of that name exists in another namespace: {}",
            quoted(id)
        ));
    }
    meant::id(target, known).map(|id| format!("did you mean {}?", quoted(id)))
}

/// Checks what a service, resource or operation refers to.
fn relations(shapes: &Shapes<'_>, shape: &RawShape<'_>, problems: &mut Problems) {
    let mut check = |references: &[Reference<'_>], role: Role| {
        let mut seen = BTreeSet::new();
        for reference in references.iter().filter(|r| r.shape == shape.key()) {
            check_reference(shapes, reference, role, problems);
            if !seen.insert((reference.key, reference.target)) && role.is_listed() {
                let message = format!("{} is listed twice", quoted(reference.target));
                let problem =
                    Problem::new(Code::ListedTwice, reference.place(), At::Value, message);
                problems.push(problem.label("again"));
            }
        }
    };
    match &shape.relations {
        Relations::None => {}
        Relations::Operation {
            input,
            output,
            errors,
            ..
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

impl Role {
    /// Whether a list of such references has each once. Identifiers and properties have names, and
    /// an operation may be of use to a resource in two ways.
    fn is_listed(self) -> bool {
        matches!(self, Self::Error | Self::Operation | Self::Resource)
    }
}

fn check_reference(
    shapes: &Shapes<'_>,
    reference: &Reference<'_>,
    role: Role,
    problems: &mut Problems,
) {
    let Some(index) = shapes.find(reference.target) else {
        let fits = |shape: &RawShape<'_>| !shape.has("mixin") && misfit(shape, role).is_none();
        unknown(shapes, reference.target, reference.place(), fits, problems);
        return;
    };
    let target = shapes.get(index);
    if target.has("mixin") {
        problems.push(mixin(reference.target, reference.place()));
    } else if let Some((code, wanted)) = misfit(target, role) {
        let name = quoted(target.id.name());
        let message = match role {
            Role::Error if target.kind == ShapeType::Structure => format!("{name} {wanted}"),
            Role::Message if target.has("error") => format!("{name} is an error, not {wanted}"),
            _ => format!("{name} is {}, not {wanted}", target.kind.described()),
        };
        let mut problem = Problem::new(code, reference.place(), At::Value, message);
        if matches!(role, Role::Error) && target.kind == ShapeType::Structure {
            let help = "add `\"smithy.api#error\": \"client\"` or `\"server\"` to its traits";
            problem = problem.help(help.to_owned());
        }
        problems.push(problem.label("cannot stand here"));
    } else if is_closed(target, reference.shape) {
        problems.push(private(target, reference.place()));
    }
}

/// What a shape should be for a role, if it isn't.
fn misfit(target: &RawShape<'_>, role: Role) -> Option<(Code, &'static str)> {
    let kind = target.kind;
    if kind == ShapeType::Unknown {
        return None;
    }
    let message = matches!(kind, ShapeType::Structure | ShapeType::Unit);
    match role {
        Role::Message if !message => Some((Code::OperationShape, "a structure")),
        Role::Message if target.has("error") => Some((Code::OperationShape, "an input or output")),
        Role::Error if kind != ShapeType::Structure => {
            Some((Code::OperationShape, "an error structure"))
        }
        Role::Error if !target.has("error") => Some((
            Code::OperationShape,
            "is listed as an error but has no `error` trait",
        )),
        Role::Operation if kind != ShapeType::Operation => Some((Code::TargetKind, "an operation")),
        Role::Resource if kind != ShapeType::Resource => Some((Code::TargetKind, "a resource")),
        Role::Identifier if !kind.is_string() => Some((Code::TargetKind, "a string")),
        Role::Data if !kind.is_data() => Some((Code::TargetKind, "data")),
        _ => None,
    }
}
