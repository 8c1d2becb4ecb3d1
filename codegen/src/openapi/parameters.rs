//! Parameters in path, query and headers.

use serde_json::{Map, Value, json};

use super::components::Components;
use super::examples::Examples;
use crate::docs;
use crate::lower::parameters::{self, Parameter, Place};
use crate::model::{Kind, Model, Operation, Requirement};

/// Headers that OpenAPI describes in other ways.
const RESERVED: [&str; 3] = ["accept", "content-type", "authorization"];

/// The parameter objects of an operation (OpenAPI 3.1, section 4.8.12).
pub(super) fn of_operation(
    components: &Components<'_>,
    operation: &Operation,
    examples: &Examples<'_>,
) -> Vec<Value> {
    let given = parameters::of_request(components.model, operation);
    let given = given.iter().filter(|it| is_parameter(it));
    let given = given.map(|parameter| {
        let mut out = write(components, parameter);
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
pub(super) fn of_path(components: &Components<'_>, operation: &Operation) -> Vec<Value> {
    let given = parameters::of_request(components.model, operation);
    let in_path = given
        .iter()
        .filter(|it| matches!(it.place, Place::Path | Place::GreedyPath));
    in_path.map(|it| write(components, it).into()).collect()
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

fn write(components: &Components<'_>, parameter: &Parameter<'_>) -> Map<String, Value> {
    let (place, style, explode) = match parameter.place {
        Place::Path | Place::GreedyPath => ("path", "simple", false),
        Place::Query | Place::QueryMap => ("query", "form", true),
        Place::Header | Place::HeaderMap => ("header", "simple", false),
    };
    let in_path = place == "path";
    let required = in_path || parameter.member.requirement == Requirement::Required;
    let (schema, mut description) = components.member(parameter.member);
    if parameter.place == Place::GreedyPath {
        let text = description.as_ref().and_then(Value::as_str);
        let text = text.map(|text| format!("{text}\n\n")).unwrap_or_default();
        description = Some(format!("{text}It may hold slashes.").into());
    }
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("name", parameter.name.into());
    put("in", place.into());
    if required {
        put("required", true.into());
    }
    if let Some(description) = description {
        put("description", description);
    }
    if parameter.member.traits.deprecated.is_some() {
        put("deprecated", true.into());
    }
    let target = &components.model.shape(&parameter.member.target).kind;
    if matches!(target, Kind::List(_) | Kind::Map(_)) {
        put("style", style.into());
        put("explode", explode.into());
    }
    put("schema", not_empty(schema, in_path));
    out
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
