//! What schemars derives for the twins of the types means the same as what is published, but for
//! what its macro cannot know.
//!
//! Derived schemas are the same under both contracts, since a derived enum is a string to
//! schemars and an option may be null. They lack:
//!
//! - known values of enums, constraints, patterns and formats of text, and the ends of the 32 and
//!   64 bit integers and of timestamps: none of these is in a Rust type;
//! - that big numbers are numbers: they travel through `serde_json::Value`;
//! - the words `"NaN"`, `"Infinity"` and `"-Infinity"` for floating-point numbers;
//! - that a union has exactly one member: it goes through a structure of options.
//!
//! So each published schema, without just these, must give the same verdicts.

use serde_json::{Map, Value, json};
use tinsmith_codegen::schema::Contract;
use tinsmith_tests::contracts::run::{all_breaks, canonical, endless};
use tinsmith_tests::contracts::subject::validator;
use tinsmith_tests::contracts::types::apis;

/// How many random documents there are besides the breaks.
const DOCUMENTS: usize = 200;

const WORDS: [&str; 3] = ["NaN", "Infinity", "-Infinity"];

/// A published schema without what schemars cannot know.
fn weakened(schema: &Value) -> Value {
    let Value::Object(keywords) = schema else {
        return schema.clone();
    };
    let branches = |keyword: &str| keywords.get(keyword).and_then(Value::as_array);
    let choices = branches("oneOf").or(branches("anyOf"));
    if let Some(choices) = choices.filter(|it| it.iter().any(|it| it.get("const").is_some())) {
        return open_enum(choices);
    }
    if let Some(choices) = choices.filter(|it| is_union(it)) {
        return loose_union(choices);
    }
    let kind = keywords.get("type");
    let is_number = kind.is_some_and(|it| mentions(it, "number") || mentions(it, "integer"));
    if is_number && !keywords.contains_key("minimum") {
        return json!(true);
    }
    if let Some(choices) = choices {
        return json!({"anyOf": choices.iter().filter_map(branch).collect::<Vec<_>>()});
    }
    let mut weak = Map::new();
    for (keyword, value) in keywords {
        let value = match (keyword.as_str(), value) {
            ("properties" | "$defs", Value::Object(schemas)) => {
                let schemas = schemas.iter();
                let schemas = schemas.map(|(name, it)| (name.clone(), weakened(it)));
                Value::Object(schemas.collect())
            }
            ("items" | "additionalProperties", schema) => weakened(schema),
            ("allOf", Value::Array(schemas)) => schemas.iter().map(weakened).collect(),
            ("minimum" | "maximum", bound) if is_small(bound) => bound.clone(),
            ("type" | "required" | "$ref" | "$schema" | "$id", value) => value.clone(),
            _ => continue,
        };
        weak.insert(keyword.clone(), value);
    }
    Value::Object(weak)
}

fn mentions(kind: &Value, name: &str) -> bool {
    kind == name || kind.as_array().is_some_and(|it| it.contains(&json!(name)))
}

/// The ends of 8 and 16 bit integers, which schemars has.
fn is_small(bound: &Value) -> bool {
    let ends = [
        i64::from(i8::MIN),
        i8::MAX.into(),
        i16::MIN.into(),
        i16::MAX.into(),
    ];
    bound.as_i64().is_some_and(|it| ends.contains(&it))
}

/// A choice of a float, or of what may be null.
fn branch(schema: &Value) -> Option<Value> {
    if schema.get("enum") == Some(&json!(WORDS)) {
        return None;
    }
    // A float may have constraints, but is no big number.
    let is_float = schema["type"] == "number" && schema.get("exclusiveMaximum").is_none();
    Some(if is_float {
        json!({"type": "number"})
    } else {
        weakened(schema)
    })
}

fn open_enum(choices: &[Value]) -> Value {
    let first = choices.iter().find_map(|it| it.get("const"));
    let kind = if first.is_some_and(Value::is_string) {
        "string"
    } else {
        "integer"
    };
    json!({"type": kind})
}

fn is_union(choices: &[Value]) -> bool {
    let is_choice = |it: &Value| it["type"] == "object" && it.get("additionalProperties").is_some();
    !choices.is_empty() && choices.iter().any(is_choice)
}

fn loose_union(choices: &[Value]) -> Value {
    let mut properties = Map::new();
    for choice in choices {
        let Some(name) = choice["required"][0].as_str() else {
            continue;
        };
        let value = weakened(&choice["properties"][name]);
        properties.insert(name.to_owned(), json!({"anyOf": [value, {"type": "null"}]}));
    }
    json!({"type": "object", "properties": properties})
}

#[test]
fn derived_schemas_mean_the_same() {
    let mut count = 0;
    for api in apis() {
        let view = &api.views[0];
        for it in &api.types {
            let published = view.schema(it.name, Contract::Deserialize);
            let published = validator(&weakened(&published)).unwrap();
            let contracts = [Contract::Serialize, Contract::Deserialize];
            let derived =
                contracts.map(|it_| validator((it.derived_schema)(it_).as_value()).unwrap());
            let breaks = all_breaks(view, &it.root).into_iter();
            let documents = canonical(view, &it.root)
                .into_iter()
                .chain(breaks.map(|it| it.document))
                .chain(endless(view, &it.root, 3).take(DOCUMENTS));
            for document in documents {
                count += 1;
                let value = document.to_value();
                let expected = published.is_valid(&value);
                for (contract, derived) in contracts.iter().zip(&derived) {
                    assert_eq!(
                        derived.is_valid(&value),
                        expected,
                        "{}/{} {contract:?}: {document}\n{:#}",
                        api.name,
                        it.name,
                        (it.derived_schema)(*contract).as_value()
                    );
                }
            }
        }
    }
    println!("{count} documents");
    assert!(count > 10_000);
}
