//! One operation.

use serde_json::{Map, Value, json};

use super::components::Components;
use super::{examples, messages, parameters, responses, tag};
use crate::docs;
use crate::model::Operation;

/// The operation object (OpenAPI 3.1, section 4.8.10), with these names for what is in the path.
pub(super) fn write<'m>(
    components: &Components<'m>,
    operation: &'m Operation,
    labels: &[String],
) -> Value {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("operationId", operation.id.name().into());
    put("tags", json!([tag(components.model)]));
    let documentation = operation.traits.documentation.as_deref();
    let summary = documentation.map(docs::summary).unwrap_or_default();
    let summary = match summary.as_str() {
        "" => operation.id.name(),
        summary => summary,
    };
    put("summary", docs::annotation(summary).into());
    let (description, deprecated) = components.description(&operation.traits);
    let prefixes = parameters::prefixes(components.model, operation);
    let description: Vec<String> = description.into_iter().chain(prefixes).collect();
    if !description.is_empty() {
        put("description", description.join("\n\n").into());
    }
    if deprecated {
        put("deprecated", true.into());
    }
    let examples = examples::of_operation(components.model, operation);
    let parameters = parameters::of_operation(components, operation, labels, &examples);
    if !parameters.is_empty() {
        put("parameters", parameters.into());
    }
    if let Some(body) = messages::request(components, operation, &examples) {
        put("requestBody", body);
    }
    put(
        "responses",
        responses::write(components, operation, &examples),
    );
    out.into()
}
