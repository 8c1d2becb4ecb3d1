//! Faults, put into a schema one at a time, to show that the documents find them.

use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// A schema with one fault.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The JSON pointer of the schema that has it.
    pub pointer: String,
    /// What is wrong.
    pub what: String,
    /// The whole schema.
    pub schema: Value,
}

/// A schema without the definitions that its root does not reach.
pub fn reachable(schema: &Value) -> Value {
    let mut schema = schema.clone();
    let Some(Value::Object(mut definitions)) = schema
        .as_object_mut()
        .and_then(|it| it.shift_remove("$defs"))
    else {
        return schema;
    };
    let mut reached = BTreeSet::new();
    references(&schema, &mut reached);
    let mut pending: Vec<String> = reached.iter().cloned().collect();
    while let Some(name) = pending.pop() {
        let mut inner = BTreeSet::new();
        references(&definitions[&name], &mut inner);
        pending.extend(inner.into_iter().filter(|it| reached.insert(it.clone())));
    }
    definitions.retain(|name, _| reached.contains(name));
    schema["$defs"] = definitions.into();
    schema
}

fn references(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Array(schemas) => schemas.iter().for_each(|it| references(it, found)),
        Value::Object(keywords) => {
            let reference = keywords.get("$ref").and_then(Value::as_str);
            let name = reference.and_then(|it| it.strip_prefix("#/$defs/"));
            found.extend(name.map(str::to_owned));
            keywords.values().for_each(|it| references(it, found));
        }
        _ => {}
    }
}

/// Every fault that a schema can have, as far as this module knows.
pub fn faults(schema: &Value) -> Vec<Fault> {
    let mut maker = Maker {
        whole: schema,
        made: Vec::new(),
    };
    maker.schema("", schema);
    maker.made
}

struct Maker<'s> {
    whole: &'s Value,
    made: Vec<Fault>,
}

impl Maker<'_> {
    /// One more fault: what `change` does to the object at the pointer.
    fn fault(&mut self, pointer: &str, what: &str, change: impl FnOnce(&mut Map<String, Value>)) {
        let mut schema = self.whole.clone();
        if let Some(Value::Object(keywords)) = schema.pointer_mut(pointer) {
            change(keywords);
            self.made.push(Fault {
                pointer: pointer.to_owned(),
                what: what.to_owned(),
                schema,
            });
        }
    }

    fn without(&mut self, pointer: &str, keyword: &str) {
        self.fault(pointer, &format!("no {keyword}"), |keywords| {
            keywords.shift_remove(keyword);
        });
    }

    fn replaced(&mut self, pointer: &str, keyword: &str, value: Value) {
        self.fault(pointer, &format!("{keyword} {value}"), |keywords| {
            keywords.insert(keyword.to_owned(), value);
        });
    }

    fn schema(&mut self, pointer: &str, schema: &Value) {
        let Value::Object(keywords) = schema else {
            return;
        };
        for (keyword, value) in keywords {
            let inner = format!("{pointer}/{keyword}");
            match (keyword.as_str(), value) {
                ("type", kind) => self.kind(pointer, kind),
                ("const", Value::String(text)) => {
                    self.replaced(pointer, "const", json!(format!("{text}_")));
                }
                ("const", value) => {
                    let other = value.as_i64().map_or(0, |it| it.wrapping_add(1));
                    self.replaced(pointer, "const", json!(other));
                }
                ("enum" | "required", Value::Array(values)) => {
                    self.values(pointer, keyword, values, keywords);
                }
                (
                    "minimum" | "maximum" | "exclusiveMaximum" | "minLength" | "maxLength"
                    | "minItems" | "maxItems" | "minProperties" | "maxProperties",
                    Value::Number(bound),
                ) => {
                    self.without(pointer, keyword);
                    let bound = bound.as_i64().unwrap_or_default();
                    for other in [bound.checked_sub(1), bound.checked_add(1)] {
                        if let Some(other) = other.filter(|it| *it >= 0 || bound < 0) {
                            self.replaced(pointer, keyword, json!(other));
                        }
                    }
                }
                ("pattern" | "format" | "uniqueItems", _) => self.without(pointer, keyword),
                ("$ref", _) => self.without(pointer, keyword),
                ("items" | "additionalProperties" | "propertyNames" | "not", value) => {
                    self.without(pointer, keyword);
                    self.schema(&inner, value);
                }
                ("properties", Value::Object(properties)) => {
                    self.properties(pointer, &inner, properties);
                }
                ("$defs", Value::Object(definitions)) => {
                    for (name, value) in definitions {
                        self.schema(&format!("{inner}/{name}"), value);
                    }
                }
                ("oneOf" | "anyOf" | "allOf", Value::Array(schemas)) => {
                    self.choices(pointer, keyword, &inner, schemas);
                }
                _ => {}
            }
        }
    }

    fn kind(&mut self, pointer: &str, kind: &Value) {
        match kind {
            Value::Array(kinds) => {
                for index in 0..kinds.len() {
                    let mut fewer = kinds.clone();
                    fewer.remove(index);
                    self.replaced(pointer, "type", fewer.into());
                }
            }
            kind => {
                let other = if kind == "integer" {
                    "number"
                } else {
                    "boolean"
                };
                let other = if kind == other { "string" } else { other };
                self.replaced(pointer, "type", json!(other));
                self.replaced(pointer, "type", json!([kind, "null"]));
            }
        }
    }

    /// One value less; or, of `required`, one more.
    fn values(
        &mut self,
        pointer: &str,
        keyword: &str,
        values: &[Value],
        keywords: &Map<String, Value>,
    ) {
        for (index, value) in values.iter().enumerate() {
            self.fault(pointer, &format!("{keyword} without {value}"), |keywords| {
                if let Some(Value::Array(values)) = keywords.get_mut(keyword) {
                    values.remove(index);
                }
            });
        }
        let optional = keywords.get("properties").and_then(Value::as_object);
        let optional = optional.into_iter().flat_map(Map::keys);
        for name in optional.filter(|name| !values.contains(&json!(name))) {
            self.fault(pointer, &format!("{keyword} with {name}"), |keywords| {
                if let Some(Value::Array(values)) = keywords.get_mut(keyword) {
                    values.push(json!(name));
                }
            });
        }
    }

    fn properties(&mut self, pointer: &str, inner: &str, properties: &Map<String, Value>) {
        for (name, value) in properties {
            self.fault(pointer, &format!("no property {name}"), |keywords| {
                if let Some(Value::Object(properties)) = keywords.get_mut("properties") {
                    properties.shift_remove(name);
                }
            });
            let escaped = name.replace('~', "~0").replace('/', "~1");
            self.schema(&format!("{inner}/{escaped}"), value);
        }
    }

    fn choices(&mut self, pointer: &str, keyword: &str, inner: &str, schemas: &[Value]) {
        for (index, schema) in schemas.iter().enumerate() {
            self.fault(pointer, &format!("{keyword} without {index}"), |keywords| {
                if let Some(Value::Array(schemas)) = keywords.get_mut(keyword) {
                    schemas.remove(index);
                    if schemas.is_empty() {
                        keywords.shift_remove(keyword);
                    }
                }
            });
            self.schema(&format!("{inner}/{index}"), schema);
        }
    }
}
