//! What a reader takes in its stride, but whoever wants types should know.

use crate::json::{self, At};
use crate::model::{Format, Model, Protocol, escape_pointer};
use crate::report::{Code, Problem, quoted};

use super::detect;

/// What is to be said of a model besides the problems that its reader found.
pub(super) fn check(model: &Model, spec: &str, found: &[Problem]) -> Vec<Problem> {
    let is_said = found.iter().any(|p| p.code == Code::UnknownProtocol);
    let not_json = (!is_said).then(|| not_json(model, spec)).flatten();
    nothing_to_generate(model, spec)
        .into_iter()
        .chain(not_json)
        .collect()
}

/// Nobody asks for an empty crate, so a model that makes one is a mistake.
fn nothing_to_generate(model: &Model, spec: &str) -> Option<Problem> {
    if !model.operations.is_empty() || model.shapes.keys().any(|id| !id.is_prelude()) {
        return None;
    }
    let root = json::parse(spec).ok()?;
    let (pointer, label) = match root.get("shapes") {
        Some(_) => ("/shapes", "nothing here becomes a type"),
        None => ("", "there are no `shapes`"),
    };
    let help = "define operations and bind them to the service, or define shapes alone";
    let message = "there is nothing to generate from";
    let problem = Problem::new(Code::NothingToGenerate, pointer, At::Key, message);
    Some(problem.label(label).help(help.to_owned()))
}

/// The types have a JSON form all the same, which is worth having but is not what travels.
fn not_json(model: &Model, spec: &str) -> Option<Problem> {
    let Protocol::NotJson(protocol) = &model.service.protocol else {
        return None;
    };
    let pointer = match detect(spec) {
        Some(Format::Botocore) => "/metadata/protocol".to_owned(),
        _ => format!(
            "/shapes/{}/traits/{}",
            escape_pointer(model.service.id.as_str()),
            escape_pointer(protocol)
        ),
    };
    let message = format!("bodies of the protocol {} are not JSON", quoted(protocol));
    let problem = Problem::new(Code::ProtocolNotJson, pointer, At::Key, message);
    let help = "types and schemas get the JSON form by member names; it is not what travels";
    Some(problem.label("not JSON").help(help.to_owned()))
}
