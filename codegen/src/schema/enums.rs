//! Enums: closed where they are written, open where they are read.

use super::Contract;
use super::render::{Core, Renderer};
use super::text::Annotations;
use crate::docs;
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
                self.constant(value.value.as_str().into(), name, &value.traits)
            })
            .collect();
        self.values(known, json!({"type": "string"}))
    }

    pub(super) fn int_enum(&self, shape: &IntEnum) -> Core {
        let mut seen = BTreeSet::new();
        let known = shape
            .values
            .iter()
            .filter(|value| seen.insert(value.value))
            .map(|value| self.constant(value.value.into(), Some(&value.name), &value.traits))
            .collect();
        let any = json!({"type": "integer", "minimum": i32::MIN, "maximum": i32::MAX});
        self.values(known, any)
    }

    /// Values of the type `any`: just the known ones, or the known ones among all.
    ///
    /// There is no `type` beside them: every constant has one, and json-schema-to-typescript
    /// would make two types of it.
    fn values(&self, mut known: Vec<Value>, any: Value) -> Core {
        if known.is_empty() {
            // No list of schemas may be empty (JSON Schema Core 2020-12, section 10.2.1).
            return Core::schema(any);
        }
        Core::schema(match self.contract {
            Contract::Serialize => json!({"oneOf": known}),
            Contract::Deserialize => {
                known.push(any);
                json!({"anyOf": known})
            }
        })
    }

    /// One value, with the name that the model gives it.
    fn constant(&self, value: Value, name: Option<&str>, traits: &Traits) -> Value {
        let mut keywords = Map::new();
        keywords.insert("const".to_owned(), value);
        Core::Schema(keywords).annotated(Annotations {
            title: name.map(docs::annotation),
            ..self.texts.of_shape(traits)
        })
    }
}
