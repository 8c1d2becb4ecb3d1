//! A model that is hostile everywhere.

use serde_json::{Map, Value, json};

use super::{ATTACKS, NAMES};

/// A Smithy model whose texts are all [`ATTACKS`] and whose names are all [`NAMES`].
pub fn smithy() -> String {
    let mut shapes = Map::new();
    let mut members = Map::new();
    let mut add = |name: &str, shape: Value| {
        shapes.insert(format!("evil.nul#{name}"), shape);
        let member = json!({ "target": format!("evil.nul#{name}"), "traits": {} });
        members.insert(format!("member_{name}"), member);
    };
    for (number, attack) in ATTACKS.iter().enumerate() {
        add(&format!("Structure{number}"), structure(attack));
        add(&format!("Enum{number}"), enumeration(attack));
        add(&format!("Union{number}"), union(attack));
    }
    for (number, name) in NAMES.iter().enumerate() {
        let mut shape = match number % 3 {
            0 => structure("*/"),
            1 => enumeration("*/"),
            _ => union("*/"),
        };
        let own = json!({ "target": "smithy.api#Unit" });
        if shape["type"] != "structure" {
            shape["members"][*name] = own;
        }
        // Two names of which only the case differs are no model's, but a crate's file names.
        if NAMES[..number]
            .iter()
            .all(|other| !other.eq_ignore_ascii_case(name))
        {
            add(name, shape);
        }
    }
    let names = NAMES.iter().enumerate().filter(|(number, name)| {
        NAMES[..*number]
            .iter()
            .all(|other| !other.eq_ignore_ascii_case(name))
    });
    let fields: Map<String, Value> = names
        .map(|(_, name)| ((*name).to_owned(), json!({ "target": "smithy.api#String" })))
        .collect();
    add("Fields", json!({ "type": "structure", "members": &fields }));
    let names = fields.keys().cloned();
    let variants: Map<String, Value> = names
        .map(|name| (name, json!({ "target": "smithy.api#Unit" })))
        .collect();
    for (name, kind) in [("AllValues", "enum"), ("AllChoices", "union")] {
        add(name, json!({ "type": kind, "members": variants }));
    }
    shapes.insert(
        "evil.nul#In".to_owned(),
        json!({ "type": "structure", "members": members }),
    );
    shapes.insert("evil.nul#Oops".to_owned(), error());
    let all = ATTACKS.join("\n\n");
    for (operation, attack) in [("Con", ATTACKS[0]), ("Smuggle", all.as_str())] {
        shapes.insert(
            format!("evil.nul#{operation}Operation"),
            json!({
                "type": "operation",
                "input": { "target": "evil.nul#In" },
                "output": { "target": "evil.nul#In" },
                "errors": [{ "target": "evil.nul#Oops" }],
                "traits": {
                    "smithy.api#documentation": attack,
                    "smithy.api#deprecated": { "message": attack, "since": attack },
                    "smithy.api#http": { "method": "POST", "uri": format!("/{operation}?x='*/") },
                },
            }),
        );
    }
    shapes.insert(
        "evil.nul#Service".to_owned(),
        json!({
            "type": "service",
            "version": "*/ \"# 1",
            "operations": [
                { "target": "evil.nul#ConOperation" },
                { "target": "evil.nul#SmuggleOperation" },
            ],
            "traits": {
                "aws.protocols#restJson1": {},
                "smithy.api#title": "*/ \"# <script> ]`",
                "smithy.api#documentation": all,
                "smithy.api#deprecated": { "message": all, "since": "*/" },
            },
        }),
    );
    json!({ "smithy": "2.0", "shapes": shapes }).to_string()
}

fn structure(attack: &str) -> Value {
    json!({
        "type": "structure",
        "traits": texts(attack),
        "members": {
            "text": {
                "target": "smithy.api#String",
                "traits": merged(texts(attack), json!({
                    "smithy.api#jsonName": attack,
                    "smithy.api#default": attack,
                    "smithy.api#pattern": attack,
                })),
            },
            "value": {
                "target": "smithy.api#Document",
                "traits": merged(texts(attack), json!({ "smithy.api#required": {} })),
            },
        },
    })
}

fn enumeration(attack: &str) -> Value {
    json!({
        "type": "enum",
        "traits": texts(attack),
        "members": {
            "A": {
                "target": "smithy.api#Unit",
                "traits": merged(texts(attack), json!({ "smithy.api#enumValue": format!("{attack}!") })),
            },
            "B": { "target": "smithy.api#Unit" },
        },
    })
}

fn union(attack: &str) -> Value {
    json!({
        "type": "union",
        "traits": texts(attack),
        "members": {
            "text": {
                "target": "smithy.api#String",
                "traits": merged(texts(attack), json!({ "smithy.api#jsonName": attack })),
            },
            "nothing": { "target": "smithy.api#Unit", "traits": texts(attack) },
        },
    })
}

fn error() -> Value {
    let mut error = structure("*/");
    error["traits"]["smithy.api#error"] = json!("client");
    error
}

fn texts(attack: &str) -> Value {
    json!({
        "smithy.api#documentation": attack,
        "smithy.api#deprecated": { "message": attack, "since": attack },
        "smithy.api#externalDocumentation": { attack: "https://example.com/?*/)](javascript:x)" },
        "smithy.api#since": attack,
        "smithy.api#tags": [attack],
    })
}

fn merged(mut a: Value, b: Value) -> Value {
    if let (Value::Object(a), Value::Object(b)) = (&mut a, b) {
        a.extend(b);
    }
    a
}
