//! Default values: which a member has, and whether they fit (Smithy 2.0, "default trait").

use super::build::Context;
use super::kind::ShapeType;
use super::prelude::is_primitive;
use super::raw::{Origin, RawMember, RawShape, RawTrait, Version, find_trait, has_trait};
use super::texts;
use super::traits::integer;
use crate::json::{At, Node};
use crate::model::Simple;
use crate::report::{Code, Problem, Problems, quoted};

/// The default of a structure member other than null.
pub(super) fn of_member(
    context: &Context<'_, '_>,
    member: &RawMember<'_>,
    required: bool,
    problems: &mut Problems,
) -> Option<serde_json::Value> {
    let target = context.shapes.get(member.shape);
    if let Some(applied) = find_trait(&member.traits, "default") {
        check_same(applied, target, problems);
        check_fit(applied, target, problems);
        return (*applied.value != Node::Null).then(|| applied.value.to_value());
    }
    if context.version == Version::V1 {
        // Required ones are sent anyway; a default would only make them optional to read.
        return (!required).then(|| implied(member, target)).flatten();
    }
    if let Some(root) = root_default(target) {
        missing(member, target, &root, problems);
    }
    None
}

/// The default that the shape itself has. Members do not inherit it: each repeats it, or says
/// `null`, so that a reader of the structure sees it.
fn root_default(target: &RawShape<'_>) -> Option<serde_json::Value> {
    if is_primitive(target.key()) {
        return zero(target.kind);
    }
    let applied = find_trait(&target.traits, "default")?;
    (*applied.value != Node::Null).then(|| applied.value.to_value())
}

fn missing(
    member: &RawMember<'_>,
    target: &RawShape<'_>,
    root: &serde_json::Value,
    problems: &mut Problems,
) {
    let target = quoted(target.id.name());
    let message = format!(
        "{} must repeat the default of {target}",
        quoted(member.name)
    );
    let help = format!("add `\"smithy.api#default\": {root}`, or `null` for no default");
    problems.push(
        Problem::new(
            Code::DefaultValue,
            member.home.path().place(),
            At::Key,
            message,
        )
        .label("has no `default`")
        .help(help),
    );
}

/// Smithy 1.0: a member that holds a number or boolean which nobody boxed is zero or false when
/// it is absent, unless its range says otherwise.
fn implied(member: &RawMember<'_>, target: &RawShape<'_>) -> Option<serde_json::Value> {
    let boxed = match target.origin {
        Origin::Prelude => !is_primitive(target.key()),
        Origin::Document => target.has("box"),
    };
    let excludes_zero = |traits: &[RawTrait<'_>]| {
        let bound = |key| match find_trait(traits, "range")?.value.get(key) {
            Some(Node::Number(number)) => number.as_f64(),
            _ => None,
        };
        bound("min").is_some_and(|min| min > 0.0) || bound("max").is_some_and(|max| max < 0.0)
    };
    let none = boxed
        || has_trait(&member.traits, "box")
        || excludes_zero(&member.traits)
        || excludes_zero(&target.traits);
    if none { None } else { zero(target.kind) }
}

/// Zero or false for the types that Smithy 1.0 has primitive forms of.
fn zero(kind: ShapeType) -> Option<serde_json::Value> {
    match kind {
        ShapeType::Simple(Simple::Boolean) => Some(false.into()),
        ShapeType::Simple(
            Simple::Byte
            | Simple::Short
            | Simple::Integer
            | Simple::Long
            | Simple::Float
            | Simple::Double,
        ) => Some(0.into()),
        _ => None,
    }
}

/// Reports a default that contradicts the one on the target.
fn check_same(applied: &RawTrait<'_>, target: &RawShape<'_>, problems: &mut Problems) {
    let Some(root) = root_default(target) else {
        return;
    };
    let value = applied.value.to_value();
    let both_zero = value.as_f64() == Some(0.0) && root.as_f64() == Some(0.0);
    if value.is_null() || value == root || both_zero {
        return;
    }
    let message = format!(
        "the default differs from that of {}",
        quoted(target.id.name())
    );
    let pointer = applied.place();
    problems.push(
        Problem::new(Code::DefaultValue, pointer, At::Value, message)
            .label(format!("the shape's default is {root}"))
            .help(format!("write {root}, or `null` for no default")),
    );
}

/// Checks the default that a shape itself has.
pub(super) fn check_root(shape: &RawShape<'_>, problems: &mut Problems) {
    let Some(applied) = find_trait(&shape.traits, "default") else {
        return;
    };
    if *applied.value == Node::Null {
        let pointer = applied.place();
        problems.push(
            Problem::new(
                Code::DefaultValue,
                pointer,
                At::Value,
                "only members have a null default",
            )
            .label("null"),
        );
    } else {
        check_fit(applied, shape, problems);
    }
}

/// Reports a default that is no value of the shape.
fn check_fit(applied: &RawTrait<'_>, target: &RawShape<'_>, problems: &mut Problems) {
    let Some(wanted) = misfit(applied.value, target) else {
        return;
    };
    let pointer = applied.place();
    let message = format!(
        "the default of {} must be {wanted}",
        target.kind.described()
    );
    problems.push(
        Problem::new(Code::DefaultValue, pointer, At::Value, message)
            .label(format!("expected {wanted}")),
    );
}

/// What the default should be, if it isn't.
fn misfit(value: &Node<'_>, target: &RawShape<'_>) -> Option<String> {
    let wanted = match (target.kind, value) {
        (_, Node::Null) | (ShapeType::Unknown, _) => return None,
        (ShapeType::Simple(simple), _) => return simple_misfit(simple, value, target),
        (ShapeType::Enum, Node::String(text)) => return enum_misfit(text, target),
        (ShapeType::IntEnum, Node::Number(number)) => {
            let known = target.members.iter().any(|member| {
                let value = find_trait(&member.traits, "enumValue").map(|t| t.value);
                matches!(value, Some(Node::Number(known)) if integer(known) == integer(number))
            });
            return (!known).then(|| "one of the values of the intEnum".to_owned());
        }
        (ShapeType::Enum, _) => "one of the values of the enum",
        (ShapeType::IntEnum, _) => "one of the values of the intEnum",
        (ShapeType::List | ShapeType::Set, Node::Array(items)) if items.is_empty() => return None,
        (ShapeType::List | ShapeType::Set, _) => "an empty array",
        (ShapeType::Map, Node::Object(entries)) if entries.is_empty() => return None,
        (ShapeType::Map, _) => "an empty object",
        // The trait cannot stand there, which is reported as such.
        _ => return None,
    };
    Some(wanted.to_owned())
}

/// What a default of a document must be.
const NOT_EMPTY: &str = "empty, if an array or object";

fn simple_misfit(simple: Simple, value: &Node<'_>, target: &RawShape<'_>) -> Option<String> {
    let wanted = match (simple, value) {
        (Simple::String, Node::String(text)) => return enum_misfit(text, target),
        (Simple::Document, Node::Array(items)) if !items.is_empty() => NOT_EMPTY,
        (Simple::Document, Node::Object(entries)) if !entries.is_empty() => NOT_EMPTY,
        (Simple::Document, _)
        | (Simple::Boolean, Node::Bool(_))
        | (
            Simple::Float | Simple::Double | Simple::BigDecimal | Simple::Timestamp,
            Node::Number(_),
        ) => return None,
        (Simple::Blob, Node::String(text)) if texts::is_base64(text) => return None,
        (Simple::Timestamp, Node::String(text)) if texts::is_date_time(text) => return None,
        (Simple::Byte, _) => return integer_misfit(value, i8::MIN.into(), i8::MAX.into()),
        (Simple::Short, _) => return integer_misfit(value, i16::MIN.into(), i16::MAX.into()),
        (Simple::Integer, _) => return integer_misfit(value, i32::MIN.into(), i32::MAX.into()),
        (Simple::Long, _) => return integer_misfit(value, i64::MIN.into(), i64::MAX.into()),
        (Simple::BigInteger, _) => return integer_misfit(value, i128::MIN, i128::MAX),
        (Simple::String, _) => "a string",
        (Simple::Blob, _) => "a string in base64",
        (Simple::Boolean, _) => "true or false",
        (Simple::Timestamp, _) => "a number of seconds or a date-time with its offset",
        (Simple::Float | Simple::Double | Simple::BigDecimal, _) => "a number",
    };
    Some(wanted.to_owned())
}

fn integer_misfit(value: &Node<'_>, min: i128, max: i128) -> Option<String> {
    let fits = match value {
        Node::Number(number) => integer(number).is_some_and(|n| (min..=max).contains(&n)),
        _ => false,
    };
    let bounded = (max < i128::MAX).then(|| format!("an integer from {min} to {max}"));
    (!fits).then(|| bounded.unwrap_or_else(|| "an integer".to_owned()))
}

/// Checks text against the values of an enum, or of a string with the old `enum` trait.
fn enum_misfit(text: &str, target: &RawShape<'_>) -> Option<String> {
    let known = match find_trait(&target.traits, "enum").map(|t| t.value) {
        Some(Node::Array(items)) => items
            .iter()
            .any(|item| item.get("value").and_then(Node::as_str) == Some(text)),
        _ if target.kind == ShapeType::Enum => target.members.iter().any(|member| {
            let value = find_trait(&member.traits, "enumValue").and_then(|t| t.value.as_str());
            value.unwrap_or(member.name) == text
        }),
        _ => true,
    };
    (!known).then(|| "one of the values of the enum".to_owned())
}
