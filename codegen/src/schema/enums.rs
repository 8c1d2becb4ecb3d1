//! Enums: closed where they are written, open where they are read.

use super::Contract;
use super::render::{Core, Renderer};
use super::text::{self, Annotations};
use crate::model::{Enum, IntEnum, Traits};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

impl Renderer<'_> {
    pub(super) fn string_enum(&self, shape: &Enum) -> Core {
        let mut seen = BTreeSet::new();
        let known = shape
            .values
            .iter()
            // A value twice would match twice, which `oneOf` takes for a contradiction.
            .filter(|value| seen.insert(value.value.as_str()))
            .map(|value| {
                let name = value.name.as_deref().filter(|name| *name != value.value);
                constant(value.value.as_str().into(), name, &value.traits)
            })
            .collect();
        self.values(known, Core::schema(json!({"type": "string"})))
    }

    pub(super) fn int_enum(&self, shape: &IntEnum) -> Core {
        let mut seen = BTreeSet::new();
        let known = shape
            .values
            .iter()
            .filter(|value| seen.insert(value.value))
            .map(|value| constant(value.value.into(), Some(&value.name), &value.traits))
            .collect();
        let any = match self.contract {
            Contract::Serialize => json!({"type": "integer"}),
            Contract::Deserialize => {
                json!({"type": "integer", "minimum": i32::MIN, "maximum": i32::MAX})
            }
        };
        self.values(known, Core::schema(any))
    }

    /// Values of the type `any`: just the known ones, or the known ones among all.
    fn values(&self, mut known: Vec<Value>, any: Core) -> Core {
        let Core::Schema(mut keywords) = any else {
            return any;
        };
        if known.is_empty() {
            // No list of schemas may be empty (JSON Schema Core 2020-12, section 10.2.1).
            return Core::Schema(keywords);
        }
        match self.contract {
            Contract::Serialize => {
                keywords.insert("oneOf".to_owned(), known.into());
                Core::Schema(keywords)
            }
            Contract::Deserialize => {
                let kind = keywords.get("type").cloned().unwrap_or_default();
                known.push(Value::Object(keywords));
                Core::schema(json!({"type": kind, "anyOf": known}))
            }
        }
    }
}

/// One value, with the name that the model gives it.
fn constant(value: Value, name: Option<&str>, traits: &Traits) -> Value {
    let mut keywords = Map::new();
    keywords.insert("const".to_owned(), value);
    Core::Schema(keywords).annotated(Annotations {
        title: name.map(str::to_owned),
        ..text::of_shape(traits)
    })
}
