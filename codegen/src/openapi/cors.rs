//! The `cors` trait: preflight requests, and the headers of all responses.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::components::Components;
use super::{parameters, tag};
use crate::docs;
use crate::lower::headers::{self, Header};
use crate::model::{Model, Operation};

/// The operation that answers preflight requests to a path with these operations; none without
/// `cors`, or if the path has an operation of that method.
///
/// Parameters are called as in the path.
pub(super) fn options(
    components: &Components<'_>,
    operations: &BTreeMap<String, &Operation>,
    labels: &[String],
) -> Option<Value> {
    let model = components.model;
    let cors = model.service.cors.as_ref()?;
    let operation = operations.values().next()?;
    if operations.contains_key("options") {
        return None;
    }
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("operationId", id(model, operation).into());
    put("tags", json!([tag(model)]));
    put(
        "summary",
        "Answers a browser's preflight request (CORS).".into(),
    );
    let in_path = parameters::of_path(components, operation, labels);
    if !in_path.is_empty() {
        put("parameters", in_path.into());
    }
    let all: Vec<&Operation> = operations.values().copied().collect();
    let headers = write(headers::of_preflight(model, cors, &all));
    // The trait leaves the status open: browsers take any success for a yes. AWS's gateway
    // answers 200; servers that send no body say 204.
    let answer = json!({"description": "What requests are allowed.", "headers": headers});
    put("responses", json!({"200": answer, "204": answer}));
    Some(out.into())
}

/// An ID that no operation has.
fn id(model: &Model, operation: &Operation) -> String {
    let taken: BTreeSet<&str> = model.operations.iter().map(|it| it.id.name()).collect();
    let mut id = format!("{}Options", operation.id.name());
    while taken.contains(id.as_str()) {
        id.push('_');
    }
    id
}

/// What browsers look for in every response.
pub(super) fn response_headers(model: &Model, operation: &Operation) -> Map<String, Value> {
    let cors = model.service.cors.iter();
    let headers = cors.flat_map(|cors| headers::of_responses(model, cors, operation));
    write(headers)
}

fn write(headers: impl IntoIterator<Item = Header>) -> Map<String, Value> {
    let headers = headers.into_iter().map(|header| {
        let values = header.values.iter().map(|it| docs::code(it));
        let values: Vec<String> = values.collect();
        let text = format!("{}: {}.", header.about(), values.join(", "));
        let kind = match header.name {
            "Access-Control-Max-Age" => "integer",
            _ => "string",
        };
        let object = json!({"description": text, "schema": {"type": kind}});
        (header.name.to_owned(), object)
    });
    headers.collect()
}
