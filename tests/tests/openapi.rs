//! The published OpenAPI documents hold together: references, parameters, IDs and examples.
//!
//! Whether they are OpenAPI at all is for tools to say that others wrote: `cargo xtask interop
//! openapi`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

fn documents() -> Vec<(PathBuf, Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut pending = vec![root.join("models/schemas"), root.join("tests/cases")];
    let mut found = Vec::new();
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
            } else if path.ends_with("openapi.json") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, serde_json::from_str(&text).unwrap()));
            }
        }
    }
    assert!(found.len() >= 3, "{found:?}");
    found
}

/// Every value below one, with its key.
fn walk<'a>(value: &'a Value, see: &mut impl FnMut(&str, &'a Value)) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                see(key, value);
                walk(value, see);
            }
        }
        Value::Array(array) => array.iter().for_each(|it| walk(it, see)),
        _ => {}
    }
}

#[test]
fn references_lead_to_components_and_each_is_used() {
    for (path, document) in documents() {
        let mut used = BTreeSet::new();
        walk(&document, &mut |key, value| {
            if key == "$ref" {
                let pointer = value.as_str().unwrap().strip_prefix('#').unwrap();
                assert!(document.pointer(pointer).is_some(), "{value}");
                used.insert(pointer.rsplit('/').next().unwrap());
            }
        });
        let all = document["components"]["schemas"].as_object().unwrap();
        let all: BTreeSet<&str> = all.keys().map(String::as_str).collect();
        assert_eq!(used, all, "{}", path.display());
    }
}

#[test]
fn operations_have_ids_and_the_parameters_of_their_paths() {
    for (_, document) in documents() {
        let mut ids = BTreeSet::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            let in_path: BTreeSet<&str> = path
                .split('{')
                .skip(1)
                .map(|rest| rest.split('}').next().unwrap())
                .collect();
            for operation in item.as_object().unwrap().values() {
                let id = operation["operationId"].as_str().unwrap();
                assert!(ids.insert(id), "{id} twice");
                let given = operation["parameters"].as_array();
                let given = given.into_iter().flatten().filter(|it| it["in"] == "path");
                let given: BTreeSet<&str> = given.map(|it| it["name"].as_str().unwrap()).collect();
                assert_eq!(given, in_path, "{id}");
            }
        }
    }
}

#[test]
fn examples_are_valid() {
    let mut count = 0;
    for (_, document) in documents() {
        let mut check = |place: &Value| {
            let Some(examples) = place.get("examples").and_then(Value::as_object) else {
                return;
            };
            let schema = json!({
                "allOf": [place["schema"]],
                "components": document["components"],
            });
            let validator = jsonschema::draft202012::new(&schema).unwrap();
            for example in examples.values() {
                validator.validate(&example["value"]).unwrap();
                count += 1;
            }
        };
        walk(&document["paths"], &mut |_, value| {
            if value.get("schema").is_some() {
                check(value);
            }
        });
        for item in document["paths"].as_object().unwrap().values() {
            for operation in item.as_object().unwrap().values() {
                let parameters = operation["parameters"].as_array();
                parameters.into_iter().flatten().for_each(&mut check);
            }
        }
    }
    assert!(count >= 8, "{count}");
}
