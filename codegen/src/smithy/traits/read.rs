//! What traits mean in the model. Values of the wrong form were reported before and count as
//! absent here.

use super::value::integer;
use crate::json::Node;
use crate::model::{Deprecated, Length, Range, Sensitivity, Streaming, TimestampFormat, Traits};
use crate::smithy::raw::{PRELUDE, RawTrait};

/// Our own trait: other names that documents use for the same thing.
const ALIASES: &str = "tinsmith.api#aliases";

/// The traits that all shapes and members have in common.
pub(in crate::smithy) fn read(traits: &[RawTrait<'_>]) -> Traits {
    let mut out = Traits::default();
    for applied in traits {
        match applied.name.strip_prefix(PRELUDE) {
            Some(name) => set(&mut out, name, applied.value),
            None if applied.name == ALIASES => out.aliases.extend(texts(applied.value)),
            None => {}
        }
    }
    out
}

fn set(out: &mut Traits, name: &str, value: &Node<'_>) {
    let text = || value.as_str().map(str::to_owned);
    match name {
        "documentation" => out.documentation = text(),
        "externalDocumentation" => out.external_documentation = text_map(value),
        "deprecated" => out.deprecated = deprecated(value),
        "sensitive" => out.sensitivity = Sensitivity::Sensitive,
        "streaming" => out.streaming = Streaming::Stream,
        "since" => out.since = text(),
        "mediaType" => out.media_type = text(),
        "timestampFormat" => out.timestamp_format = value.as_str().and_then(timestamp_format),
        "pattern" => out.constraints.pattern = text(),
        "uniqueItems" => out.constraints.unique_items = true,
        "length" => {
            let bound = |key| {
                let number = number(value, key)?;
                integer(&number)?.try_into().ok()
            };
            out.constraints.length = Some(Length {
                min: bound("min"),
                max: bound("max"),
            });
        }
        "range" => {
            out.constraints.range = Some(Range {
                min: number(value, "min"),
                max: number(value, "max"),
            });
        }
        _ => {}
    }
}

fn deprecated(value: &Node<'_>) -> Option<Deprecated> {
    let text = |key| value.get(key).and_then(Node::as_str).map(str::to_owned);
    matches!(value, Node::Object(_)).then(|| Deprecated {
        message: text("message"),
        since: text("since"),
    })
}

fn number(value: &Node<'_>, key: &str) -> Option<serde_json::Number> {
    match value.get(key) {
        Some(Node::Number(number)) => Some(number.clone()),
        _ => None,
    }
}

fn timestamp_format(name: &str) -> Option<TimestampFormat> {
    match name {
        "epoch-seconds" => Some(TimestampFormat::EpochSeconds),
        "date-time" => Some(TimestampFormat::DateTime),
        "http-date" => Some(TimestampFormat::HttpDate),
        _ => None,
    }
}

/// The strings of an array.
pub(in crate::smithy) fn texts(value: &Node<'_>) -> Vec<String> {
    match value {
        Node::Array(items) => items
            .iter()
            .filter_map(Node::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

/// The strings of an object, in the order written.
fn text_map(value: &Node<'_>) -> Vec<(String, String)> {
    let Node::Object(entries) = value else {
        return Vec::new();
    };
    entries
        .iter()
        .filter_map(|(key, value)| Some((key.to_string(), value.as_str()?.to_owned())))
        .collect()
}
