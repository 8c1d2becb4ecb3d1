//! The `cors` trait: preflight requests, and the headers of all responses.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::components::Components;
use super::{parameters, tag};
use crate::docs;
use crate::model::{Cors, Model, Operation};

/// The operation that answers preflight requests to a path with these operations; none without
/// `cors`, or if the path has an operation of that method.
pub(super) fn options(
    components: &Components<'_>,
    operations: &BTreeMap<String, &Operation>,
) -> Option<Value> {
    let cors = components.model.service.cors.as_ref()?;
    let operation = operations.values().next()?;
    if operations.contains_key("options") {
        return None;
    }
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("operationId", id(components.model, operation).into());
    put("tags", json!([tag(components.model)]));
    put(
        "summary",
        "Answers a browser's preflight request (CORS).".into(),
    );
    let in_path = parameters::of_path(components, operation);
    if !in_path.is_empty() {
        put("parameters", in_path.into());
    }
    let methods: Vec<String> = operations
        .keys()
        .map(|it| it.to_ascii_uppercase())
        .collect();
    let mut headers = Map::from_iter([origin(cors)]);
    headers.insert(
        "Access-Control-Allow-Methods".to_owned(),
        header(
            &format!("The methods of this path: {}.", methods.join(", ")),
            "string",
        ),
    );
    headers.insert(
        "Access-Control-Allow-Headers".to_owned(),
        header("The headers that a request may have.", "string"),
    );
    headers.insert(
        "Access-Control-Max-Age".to_owned(),
        header(
            &format!("For how many seconds the answer holds: {}.", cors.max_age),
            "integer",
        ),
    );
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
pub(super) fn response_headers(model: &Model) -> Map<String, Value> {
    model.service.cors.iter().map(origin).collect()
}

fn origin(cors: &Cors) -> (String, Value) {
    let origin = docs::code(&cors.origin);
    let text = format!("The origin that may read the response: {origin}.");
    (
        "Access-Control-Allow-Origin".to_owned(),
        header(&text, "string"),
    )
}

fn header(description: &str, kind: &str) -> Value {
    json!({"description": description, "schema": {"type": kind}})
}
