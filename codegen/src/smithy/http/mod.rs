//! The HTTP binding traits (Smithy 2.0, "HTTP bindings").

mod bindings;
mod conflicts;
mod uri;

pub(super) use bindings::{
    Filler, Message, Use, check_request, check_structure, unbind, unbound_label,
};
pub(super) use conflicts::check_conflicts;
pub(super) use uri::{label, parse};

use super::build::status;
use super::path::Path;
use super::raw::{RawShape, RawTrait, find_trait};
use crate::http::{
    is_status, is_token, meant_method, unusual_error, unusual_method, unusual_success,
};
use crate::json::{At, Node};
use crate::model::{Fault, Format, Http};
use crate::report::{Code, Problem, Problems, quoted};

/// The `http` trait of an operation.
pub(super) fn read(operation: &RawShape<'_>, problems: &mut Problems) -> Option<Http> {
    let applied = find_trait(&operation.traits, "http")?;
    let method = applied.value.get("method")?.as_str()?;
    let uri = applied.value.get("uri")?.as_str()?;
    let pattern = match parse(uri) {
        Ok(pattern) => pattern,
        Err(message) => {
            let pointer = applied.at(|path| path.key("uri").place());
            problems.push(
                Problem::new(Code::UriPattern, pointer, At::Value, message)
                    .label("malformed URI pattern"),
            );
            return None;
        }
    };
    check_method(applied, method, problems);
    check_code(applied, problems);
    Some(Http {
        method: method.to_owned(),
        uri: uri.to_owned(),
        segments: pattern.segments,
        query: pattern.query,
        code: applied.value.get("code").and_then(code).unwrap_or(200),
    })
}

fn check_method(applied: &RawTrait<'_>, method: &str, problems: &mut Problems) {
    if method.is_empty() {
        return;
    }
    let place = applied.at(|path: &Path<'_>| path.key("method").place());
    if is_token(method) {
        problems.extend(unusual_method(method, place));
        return;
    }
    let message = format!("{} is not a method of HTTP", quoted(method));
    let help = meant_method(method);
    let help = help.unwrap_or_else(|| "a method is one word, such as `POST`".to_owned());
    let problem = Problem::new(Code::TraitValue, place, At::Value, message);
    problems.push(problem.label("not a method").help(help));
}

/// The status is that of success.
fn check_code(applied: &RawTrait<'_>, problems: &mut Problems) {
    let code = applied.value.get("code").and_then(status);
    let Some(code) = code.filter(|code| is_status(*code)) else {
        return;
    };
    let place = applied.at(|path: &Path<'_>| path.key("code").place());
    problems.extend(unusual_success(code, place, Format::Smithy));
}

/// The status of an error is of the kind that the error is of.
pub(super) fn check_error(error: &RawShape<'_>, problems: &mut Problems) {
    let fault = find_trait(&error.traits, "error").and_then(|applied| applied.value.as_str());
    let fault = match fault {
        Some("client") => Fault::Client,
        Some("server") => Fault::Server,
        _ => return,
    };
    let Some(applied) = find_trait(&error.traits, "httpError") else {
        return;
    };
    if let Some(code) = status(applied.value).filter(|code| is_status(*code)) {
        let place = applied.place();
        problems.extend(unusual_error(code, fault, place, Format::Smithy));
    }
}

fn code(value: &Node<'_>) -> Option<u16> {
    status(value)
}
