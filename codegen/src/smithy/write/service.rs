//! The service and its operations to JSON.

use serde_json::{Value, json};

use crate::model::{Cors, Example, Model, Operation, Protocol, ShapeId};
use crate::report::{Problem, quoted};

use super::names::MemberNames;
use super::renames::Renames;
use super::traits::{TraitMap, object};
use super::{reference, typed, unwritable};

/// The service's JSON. All operations are bound to it directly.
pub(super) fn service(model: &Model, renames: &Renames, problems: &mut Vec<Problem>) -> Value {
    let service = &model.service;
    let mut traits = TraitMap::new(&service.traits);
    traits.prelude_text("title", service.title.as_deref());
    match protocol_trait(&service.protocol) {
        Ok(None) => {}
        Ok(Some(id)) => traits.set(id, json!({})),
        Err(name) => {
            let message = format!("the protocol {} has no trait in Smithy", quoted(name));
            problems.push(unwritable("/metadata/protocol", message));
        }
    }
    if let Some(cors) = &service.cors {
        traits.prelude("cors", cors_trait(cors));
    }
    let operations: Vec<Value> = model.operations.iter().map(|o| reference(&o.id)).collect();
    let mut content = Vec::new();
    if !service.version.is_empty() {
        content.push(("version", Value::from(service.version.as_str())));
    }
    content.push(("operations", Value::Array(operations)));
    if !renames.is_empty() {
        let renames = renames.iter().map(|(id, name)| (id.to_string(), name));
        content.push(("rename", renames.map(|(k, v)| (k, json!(v))).collect()));
    }
    typed("service", content, traits)
}

/// The trait of a protocol; its name where it isn't a shape ID.
fn protocol_trait(protocol: &Protocol) -> Result<Option<&str>, &str> {
    match protocol {
        Protocol::RestJson1 => Ok(Some("aws.protocols#restJson1")),
        Protocol::AwsJson1_0 => Ok(Some("aws.protocols#awsJson1_0")),
        Protocol::AwsJson1_1 => Ok(Some("aws.protocols#awsJson1_1")),
        Protocol::NotJson(name) if ShapeId::parse(name).is_some() => Ok(Some(name)),
        Protocol::NotJson(name) => Err(name),
        Protocol::Unspecified => Ok(None),
    }
}

fn cors_trait(cors: &Cors) -> Value {
    let headers = |list: &[String]| (!list.is_empty()).then(|| json!(list));
    object([
        ("origin", Some(Value::from(cors.origin.as_str()))),
        ("maxAge", Some(Value::from(cors.max_age))),
        (
            "additionalAllowedHeaders",
            headers(&cors.additional_allowed_headers),
        ),
        (
            "additionalExposedHeaders",
            headers(&cors.additional_exposed_headers),
        ),
    ])
}

/// An operation's JSON.
pub(super) fn operation(operation: &Operation, names: &MemberNames<'_>) -> Value {
    let unit = ShapeId::prelude("Unit");
    let mut content = vec![
        (
            "input",
            reference(operation.input.as_ref().unwrap_or(&unit)),
        ),
        (
            "output",
            reference(operation.output.as_ref().unwrap_or(&unit)),
        ),
    ];
    if !operation.errors.is_empty() {
        let errors = operation.errors.iter().map(reference).collect();
        content.push(("errors", Value::Array(errors)));
    }
    typed("operation", content, operation_traits(operation, names))
}

fn operation_traits(operation: &Operation, names: &MemberNames<'_>) -> TraitMap {
    let mut traits = TraitMap::new(&operation.traits);
    if let Some(http) = &operation.http {
        let uri = names.relabel(operation.input.as_ref(), &http.uri);
        let value = json!({ "method": http.method, "uri": uri, "code": http.code });
        traits.prelude("http", value);
    }
    if let Some(prefix) = &operation.host_prefix {
        let prefix = names.relabel(operation.input.as_ref(), prefix);
        traits.prelude("endpoint", json!({ "hostPrefix": prefix }));
    }
    traits.mark("readonly", operation.readonly);
    traits.mark("idempotent", operation.idempotent);
    if !operation.examples.is_empty() {
        let examples = operation.examples.iter().map(example).collect();
        traits.prelude("examples", Value::Array(examples));
    }
    traits
}

fn example(example: &Example) -> Value {
    let error = example
        .error
        .as_ref()
        .map(|error| json!({ "shapeId": error.shape.as_str(), "content": error.content }));
    object([
        ("title", Some(Value::from(example.title.as_str()))),
        (
            "documentation",
            example.documentation.as_deref().map(Value::from),
        ),
        ("input", Some(example.input.clone())),
        ("output", example.output.clone()),
        ("error", error),
    ])
}
