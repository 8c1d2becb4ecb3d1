//! Parameters in path, query and headers.

use serde_json::{Map, Value, json};

use super::components::Components;
use super::examples::Examples;
use crate::docs::{self, plain_line};
use crate::lower::parameters::{self, Parameter, Place};
use crate::model::{Kind, Model, Operation, Requirement};

/// Headers that OpenAPI describes in other ways.
const RESERVED: [&str; 3] = ["accept", "content-type", "authorization"];

/// The parameter objects of an operation (OpenAPI 3.1, section 4.8.12), with these names for what
/// is in the path.
pub(super) fn of_operation(
    components: &Components<'_>,
    operation: &Operation,
    labels: &[String],
    examples: &Examples<'_>,
) -> Vec<Value> {
    let given = parameters::of_request(components.model, operation);
    let mut labels = labels.iter();
    let given = given.iter().filter(|it| is_parameter(it));
    let given = given.map(|parameter| {
        let label = if is_in_path(parameter) {
            labels.next()
        } else {
            None
        };
        let mut out = write(components, parameter, label);
        let values = examples.of_member(&parameter.member.name);
        if !values.is_empty() {
            out.insert("examples".to_owned(), values.into());
        }
        Value::from(out)
    });
    let constant = operation.http.iter().flat_map(|http| &http.query);
    let constant = constant.map(|(name, value)| {
        json!({
            "name": name,
            "in": "query",
            "required": true,
            "allowEmptyValue": value.is_none(),
            "schema": {"const": value.as_deref().unwrap_or_default()},
        })
    });
    given.chain(constant).collect()
}

/// The parameters of the path alone.
pub(super) fn of_path(
    components: &Components<'_>,
    operation: &Operation,
    labels: &[String],
) -> Vec<Value> {
    let given = parameters::of_request(components.model, operation);
    let in_path = given.iter().filter(|it| is_in_path(it));
    let in_path = in_path.zip(labels);
    in_path
        .map(|(it, label)| write(components, it, Some(label)).into())
        .collect()
}

fn is_in_path(parameter: &Parameter<'_>) -> bool {
    matches!(parameter.place, Place::Path | Place::GreedyPath)
}

fn is_parameter(parameter: &Parameter<'_>) -> bool {
    match parameter.place {
        Place::Path | Place::GreedyPath | Place::Query | Place::QueryMap => true,
        Place::Header => is_header(parameter.name),
        Place::HeaderMap => false,
    }
}

/// Whether a header may be described.
pub(super) fn is_header(name: &str) -> bool {
    !RESERVED.contains(&name.to_ascii_lowercase().as_str())
}

/// What is to be said of headers that share a prefix.
pub(super) fn prefixes(model: &Model, operation: &Operation) -> Vec<String> {
    let given = parameters::of_request(model, operation);
    let maps = given.iter().filter(|it| it.place == Place::HeaderMap);
    maps.map(|it| {
        let headers = docs::code(&format!("{}*", it.name));
        format!("Headers {headers} hold {}.", docs::code(&it.member.name))
    })
    .collect()
}

/// A parameter, which may have to be called otherwise than it is.
fn write(
    components: &Components<'_>,
    parameter: &Parameter<'_>,
    label: Option<&String>,
) -> Map<String, Value> {
    let (place, style, explode) = match parameter.place {
        Place::Path | Place::GreedyPath => ("path", "simple", false),
        Place::Query | Place::QueryMap => ("query", "form", true),
        Place::Header | Place::HeaderMap => ("header", "simple", false),
    };
    let in_path = place == "path";
    let required = in_path || parameter.member.requirement != Requirement::Optional;
    let usage = components.member(parameter.member);
    let name = label.map_or(parameter.name, String::as_str);
    let description = description(parameter, name, usage.description.as_ref());
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("name", name.into());
    put("in", place.into());
    if required {
        put("required", true.into());
    }
    if !description.is_empty() {
        put("description", description.into());
    }
    if usage.deprecated {
        put("deprecated", true.into());
    }
    let target = &components.model.shape(&parameter.member.target).kind;
    if matches!(target, Kind::List(_) | Kind::Map(_)) {
        put("style", style.into());
        put("explode", explode.into());
    }
    put("schema", not_empty(usage.schema, in_path));
    out
}

/// The documentation, and what the name and place do not say.
fn description(parameter: &Parameter<'_>, name: &str, documentation: Option<&Value>) -> String {
    let documentation = documentation.and_then(Value::as_str);
    let called = (name != parameter.name).then(|| {
        let own = plain_line(parameter.name);
        format!("Elsewhere it is called `{own}`.")
    });
    let slashes = (parameter.place == Place::GreedyPath).then_some("It may hold slashes.");
    let parts = documentation.into_iter().chain(called.as_deref());
    parts.chain(slashes).collect::<Vec<_>>().join("\n\n")
}

/// An empty value would make another path, so a label has at least one character.
fn not_empty(mut schema: Value, in_path: bool) -> Value {
    let is_string = schema.get("type").is_some_and(|kind| kind == "string");
    if in_path && is_string && schema.get("format").is_none() {
        let shortest = schema.get("minLength").and_then(Value::as_u64);
        schema["minLength"] = shortest.unwrap_or_default().max(1).into();
    }
    schema
}
