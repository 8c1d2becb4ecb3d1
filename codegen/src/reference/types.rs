//! What a value is, in the words of REST references and with links to shapes.

use super::headings::{Headings, escaped};
use crate::limits::CONTAINER_LEVELS;
use crate::lower::parameters;
use crate::model::{Density, Kind, Member, Model, Simple, Streaming, TimestampFormat};

/// The type of a member, as the text of a cell.
pub(super) fn of_member(model: &Model, headings: &Headings<'_>, member: &Member) -> String {
    let format = parameters::timestamp_format(model, member);
    of_use(model, headings, member, format, CONTAINER_LEVELS)
}

/// `format` is that of a timestamp, should the member hold one.
fn of_use(
    model: &Model,
    headings: &Headings<'_>,
    member: &Member,
    format: Option<TimestampFormat>,
    depth: usize,
) -> String {
    let target = model.shape(&member.target);
    let element = |member: &Member, density| {
        let element = match depth.checked_sub(1) {
            Some(depth) => {
                let format = parameters::timestamp_format(model, member);
                of_use(model, headings, member, format, depth)
            }
            None => escaped(member.target.name()),
        };
        match density {
            Density::Dense => element,
            Density::Sparse => format!("{element} or null"),
        }
    };
    let linked = |kind: &str| format!("{} ({kind})", headings.link(&member.target));
    let is_stream = target.traits.streaming == Streaming::Stream;
    match &target.kind {
        Kind::Unit => "empty object".to_owned(),
        Kind::Simple(simple) => self::simple(*simple, is_stream, format),
        Kind::Enum(_) => linked("string"),
        Kind::IntEnum(_) => linked("integer"),
        Kind::List(list) => format!("array of {}", element(&list.member, list.density)),
        Kind::Map(map) => format!(
            "map of {} to {}",
            element(&map.key, Density::Dense),
            element(&map.value, map.density)
        ),
        Kind::Structure(_) => linked("object"),
        Kind::Union(_) if is_stream => format!("stream of {}", linked("events")),
        Kind::Union(_) => linked("union"),
    }
}

fn simple(simple: Simple, is_stream: bool, format: Option<TimestampFormat>) -> String {
    let text = match simple {
        Simple::Blob if is_stream => "stream of bytes",
        Simple::Blob => "bytes (base64 string)",
        Simple::Boolean => "boolean",
        Simple::String => "string",
        Simple::Byte => "integer (8 bits)",
        Simple::Short => "integer (16 bits)",
        Simple::Integer => "integer (32 bits)",
        Simple::Long => "integer (64 bits)",
        Simple::Float => "number (32 bits)",
        Simple::Double => "number (64 bits)",
        Simple::BigInteger => "integer (any size)",
        Simple::BigDecimal => "number (any size)",
        Simple::Timestamp => match format {
            Some(TimestampFormat::DateTime) => "timestamp (`date-time` string)",
            Some(TimestampFormat::HttpDate) => "timestamp (`http-date` string)",
            Some(TimestampFormat::EpochSeconds) | None => "timestamp (seconds since 1970)",
        },
        Simple::Document => "any JSON",
    };
    text.to_owned()
}
