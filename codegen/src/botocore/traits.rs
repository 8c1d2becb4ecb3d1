//! What shapes, members and operations have in common.

use crate::json::At;
use crate::model::{
    Constraints, Deprecated, Length, Range, Sensitivity, Streaming, TimestampFormat, Traits,
};
use crate::report::{Code, Problem, quoted};

use super::cursor::Cursor;
use super::uses::Mark;

/// The traits that may stand anywhere.
pub(super) fn common(cursor: &Cursor<'_>) -> Traits {
    Traits {
        documentation: cursor.string("documentation").filter(|d| !d.is_empty()),
        deprecated: deprecated(cursor),
        sensitivity: if cursor.flag("sensitive") {
            Sensitivity::Sensitive
        } else {
            Sensitivity::Open
        },
        timestamp_format: timestamp_format(cursor),
        ..Traits::default()
    }
}

/// The traits of a shape that all of its uses, or a copy for some of them, mark.
pub(super) fn of_shape(cursor: &Cursor<'_>, mark: Option<Mark>) -> Traits {
    let streams = cursor.flag("streaming") || cursor.flag("eventstream");
    Traits {
        constraints: constraints(cursor),
        media_type: (mark == Some(Mark::Json)).then(|| "application/json".to_owned()),
        streaming: if streams || mark == Some(Mark::Stream) {
            Streaming::Stream
        } else {
            Streaming::None
        },
        ..common(cursor)
    }
}

fn deprecated(cursor: &Cursor<'_>) -> Option<Deprecated> {
    cursor.flag("deprecated").then(|| Deprecated {
        message: cursor.string("deprecatedMessage"),
        since: cursor.string("deprecatedSince"),
    })
}

fn timestamp_format(cursor: &Cursor<'_>) -> Option<TimestampFormat> {
    match cursor.text("timestampFormat")? {
        "iso8601" => Some(TimestampFormat::DateTime),
        "unixTimestamp" => Some(TimestampFormat::EpochSeconds),
        "rfc822" => Some(TimestampFormat::HttpDate),
        other => {
            let message = format!("{} is not a timestamp format", quoted(other));
            if let Some(place) = cursor.get("timestampFormat") {
                let problem = Problem::new(Code::TraitValue, place.pointer(), At::Value, message);
                let help = "formats are `iso8601`, `unixTimestamp` and `rfc822`";
                place.report(problem.label("unknown value").help(help.to_owned()));
            }
            None
        }
    }
}

/// `min` and `max` bound the length of what has a length, and the value of what is a number.
fn constraints(cursor: &Cursor<'_>) -> Constraints {
    let mut constraints = Constraints {
        pattern: cursor.text("pattern").map(anchored),
        ..Constraints::default()
    };
    let is_bounded = cursor.get("min").is_some() || cursor.get("max").is_some();
    match cursor.text("type") {
        Some("string" | "character" | "blob" | "list" | "map") if is_bounded => {
            let (min, max) = (cursor.count("min"), cursor.count("max"));
            check_bounds(cursor, min.zip(max).is_some_and(|(min, max)| min > max));
            constraints.length = Some(Length { min, max });
        }
        Some(
            "byte" | "short" | "integer" | "long" | "float" | "double" | "biginteger"
            | "bigdecimal",
        ) if is_bounded => {
            let (min, max) = (cursor.number("min"), cursor.number("max"));
            let value = |n: &serde_json::Number| n.as_f64().unwrap_or_default();
            check_bounds(
                cursor,
                min.zip(max)
                    .is_some_and(|(min, max)| value(min) > value(max)),
            );
            constraints.range = Some(Range {
                min: min.cloned(),
                max: max.cloned(),
            });
        }
        _ => {}
    }
    constraints
}

fn check_bounds(cursor: &Cursor<'_>, are_empty: bool) {
    if are_empty && let Some(min) = cursor.get("min") {
        min.fault(
            Code::EmptyBounds,
            "the minimum is above the maximum",
            "more than `max`",
        );
    }
}

/// botocore's patterns hold for the whole value, with anchors left out; Smithy's are searched
/// for. Where the pattern starts or ends with `.*`, an anchor would only forbid line ends.
fn anchored(pattern: &str) -> String {
    if pattern.starts_with('^') || pattern.ends_with('$') {
        return pattern.to_owned();
    }
    let start = if pattern.starts_with(".*") { "" } else { "^" };
    let end = if pattern.ends_with(".*") { "" } else { "$" };
    format!("{start}{pattern}{end}")
}
