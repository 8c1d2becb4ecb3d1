//! Scalars and documents.

use super::constraints::Bounds;
use super::render::Core;
use super::{Contract, timestamp};
use crate::model::{Simple, Traits};
use serde_json::{Map, Value, json};

/// Base64 as the Rust types read it: the standard alphabet, padded (RFC 4648, section 4).
const BASE64: &str = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";

/// A simple shape used with `own` traits, which win over its `target` ones.
pub(super) fn core(
    kind: Simple,
    contract: Contract,
    own: &Traits,
    target: &Traits,
    bounds: &Bounds,
) -> Core {
    match kind {
        Simple::Blob => blob(own, target),
        Simple::Boolean => Core::schema(json!({"type": "boolean"})),
        Simple::String => string(own, target, bounds),
        Simple::Byte => integer(bounds, Some((i8::MIN.into(), i8::MAX.into()))),
        Simple::Short => integer(bounds, Some((i16::MIN.into(), i16::MAX.into()))),
        Simple::Integer => integer(bounds, Some((i32::MIN.into(), i32::MAX.into()))),
        Simple::Long => integer(bounds, Some((i64::MIN, i64::MAX))),
        Simple::BigInteger => integer(bounds, None),
        Simple::Float | Simple::Double => float(bounds),
        Simple::BigDecimal => Core::Schema(number("number", bounds)),
        Simple::Timestamp => {
            let format = own.timestamp_format.or(target.timestamp_format);
            timestamp::core(format.unwrap_or(timestamp::DEFAULT), contract)
        }
        Simple::Document => Core::Any,
    }
}

fn string(own: &Traits, target: &Traits, bounds: &Bounds) -> Core {
    let mut keywords = Map::new();
    keywords.insert("type".to_owned(), "string".into());
    bounds.characters(&mut keywords);
    media_type(own, target, &mut keywords);
    Core::Schema(keywords)
}

/// `length` counts bytes, `maxLength` would count base64's characters: bounds are left out.
/// `contentEncoding` alone is not checked by validators (JSON Schema Validation 2020-12, section
/// 8.1), so the alphabet is also a pattern.
fn blob(own: &Traits, target: &Traits) -> Core {
    let mut keywords = Map::new();
    keywords.insert("type".to_owned(), "string".into());
    keywords.insert("pattern".to_owned(), BASE64.into());
    keywords.insert("contentEncoding".to_owned(), "base64".into());
    media_type(own, target, &mut keywords);
    Core::Schema(keywords)
}

fn media_type(own: &Traits, target: &Traits, keywords: &mut Map<String, Value>) {
    if let Some(media_type) = own.media_type.as_ref().or(target.media_type.as_ref()) {
        keywords.insert("contentMediaType".to_owned(), media_type.as_str().into());
    }
}

fn integer(bounds: &Bounds, limits: Option<(i64, i64)>) -> Core {
    match limits {
        Some((min, max)) => Core::Schema(number("integer", &bounds.within(min, max))),
        None => Core::Schema(number("integer", bounds)),
    }
}

/// JSON has no number for three of them (Smithy 2.0, "Simple types").
fn float(bounds: &Bounds) -> Core {
    Core::schema(json!({
        "anyOf": [
            number("number", bounds),
            {"enum": ["NaN", "Infinity", "-Infinity"]},
        ],
    }))
}

fn number(kind: &str, bounds: &Bounds) -> Map<String, Value> {
    let mut keywords = Map::new();
    keywords.insert("type".to_owned(), kind.into());
    bounds.numbers(&mut keywords);
    keywords
}
