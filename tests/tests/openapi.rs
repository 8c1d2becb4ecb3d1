//! The published OpenAPI documents hold together: references, parameters, IDs and examples.
//!
//! Whether they are OpenAPI at all is for tools to say that others wrote: `cargo xtask interop
//! openapi`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use http::{HeaderMap, Request, Response};
use serde_json::{Value, json};
use tinsmith_models::amplifybackend::GetBackendAuth;
use tinsmith_runtime::http::{HttpOperation, Route, Router, share};
use tinsmith_tests::cases::bindings::explicit::PutThing;

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

/// A document of an API, the same operation in it, and that operation's reference page.
struct Browsers {
    document: Value,
    page: String,
    /// What the runtime answers to a preflight, and adds to a response.
    preflight: HeaderMap,
    shared: HeaderMap,
}

impl Browsers {
    fn of<O: HttpOperation>(document: &str, page: &str, uri: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let read = |path: &str| fs::read_to_string(root.join(path)).unwrap();
        let request = Request::builder().method("OPTIONS").uri(uri).body(());
        let answer = Router::new().with::<O>(()).find(&request.unwrap()).err();
        let mut response = Response::new(());
        share(&Route::of::<O>(), &mut response);
        Self {
            document: serde_json::from_str(&read(document)).unwrap(),
            page: read(page),
            preflight: answer.unwrap().headers().clone(),
            shared: response.headers().clone(),
        }
    }

    /// What the document says of the headers of a response.
    fn in_document(&self, method: &str, status: &str) -> BTreeMap<String, Vec<String>> {
        let items = self.document["paths"].as_object().unwrap().values();
        let mut found = items.filter_map(|item| {
            let response = &item[method]["responses"][status];
            let is_meant = item["post"]["operationId"] == "GetBackendAuth"
                || item["put"]["operationId"] == "PutThing";
            is_meant.then(|| response["headers"].as_object().unwrap())
        });
        let headers = found.next().unwrap().iter();
        let headers = headers.map(|(name, header)| {
            let text = header["description"].as_str().unwrap_or_default();
            (name.to_ascii_lowercase(), quoted(text))
        });
        headers.collect()
    }

    /// What the page says of them, before or after the heading of the preflight.
    fn in_page(&self, is_preflight: bool) -> BTreeMap<String, Vec<String>> {
        let (before, after) = self.page.split_once("### OPTIONS method").unwrap();
        let after = after.split("\n## ").next().unwrap();
        let part = if is_preflight { after } else { before };
        let rows = part.lines().filter_map(|line| line.strip_prefix("| `"));
        rows.filter_map(|row| {
            let (name, rest) = row.split_once('`')?;
            Some((name.to_ascii_lowercase(), quoted(rest)))
        })
        .collect()
    }
}

/// The pieces of code in a text.
fn quoted(text: &str) -> Vec<String> {
    let pieces = text.split('`').skip(1).step_by(2);
    pieces.map(str::to_owned).collect()
}

/// Whether what is documented of a header is what the runtime says: names that end in `*` stand
/// for any that start so.
fn check_header(documented: &BTreeMap<String, Vec<String>>, name: &str, said: &str) {
    let values = documented.get(name);
    let values = values.unwrap_or_else(|| panic!("{name} is missing in {documented:?}"));
    let said: Vec<&str> = said.split(", ").collect();
    let covers = |value: &str, one: &str| match value.strip_suffix('*') {
        Some(start) if !start.is_empty() => one.starts_with(start),
        _ => value == one,
    };
    for one in &said {
        assert!(
            values.iter().any(|it| covers(it, one)),
            "{name}: {one}, {values:?}"
        );
    }
    for value in values {
        // Not all runtimes number their attempts.
        let is_open = value == "amz-sdk-*";
        assert!(
            is_open || said.iter().any(|it| covers(value, it)),
            "{name}: {value}, {said:?}"
        );
    }
}

#[test]
fn browsers_are_told_what_the_runtime_tells_them() {
    for browsers in [
        Browsers::of::<GetBackendAuth>(
            "models/schemas/amplifybackend/openapi.json",
            "models/reference/amplifybackend/GetBackendAuth.md",
            "/backend/a/auth/b/details",
        ),
        Browsers::of::<PutThing>(
            "tests/cases/bindings/expected/schemas/bindings/openapi.json",
            "tests/cases/bindings/expected/reference/PutThing.md",
            "/things/a/1/1970-01-01T00:00:00Z/files/b/end?flag&constant=a%20b",
        ),
    ] {
        let preflight = [
            browsers.in_page(true),
            browsers.in_document("options", "200"),
            browsers.in_document("options", "204"),
        ];
        let responses = [browsers.in_page(false)];
        for (documents, headers) in [
            (&preflight[..], &browsers.preflight),
            (&responses[..], &browsers.shared),
        ] {
            assert!(headers.len() >= 2, "{headers:?}");
            for (name, value) in headers {
                for documented in documents {
                    check_header(documented, name.as_str(), value.to_str().unwrap());
                }
            }
        }
    }
}
