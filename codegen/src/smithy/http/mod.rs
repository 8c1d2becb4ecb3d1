//! The HTTP binding traits (Smithy 2.0, "HTTP bindings").

mod bindings;
mod conflicts;
mod uri;

pub(super) use bindings::{
    Filler, Message, Use, check_request, check_structure, unbind, unbound_label,
};
pub(super) use conflicts::check_conflicts;
pub(super) use uri::{host_labels, label, parse};

use super::build::status;
use super::path::Path;
use super::raw::{RawShape, find_trait};
use crate::json::{At, Node};
use crate::model::Http;
use crate::report::{Code, Problem, Problems};

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
    if !is_token(method) {
        let pointer = applied.at(|path: &Path<'_>| path.key("method").place());
        let message = "the method must be an HTTP token, such as `POST`";
        problems.push(
            Problem::new(Code::UriPattern, pointer, At::Value, message).label("not a method"),
        );
    }
    Some(Http {
        method: method.to_owned(),
        uri: uri.to_owned(),
        segments: pattern.segments,
        query: pattern.query,
        code: applied.value.get("code").and_then(code).unwrap_or(200),
    })
}

fn code(value: &Node<'_>) -> Option<u16> {
    status(value)
}

/// Whether the text is a token as methods and header names are (RFC 9110, section 5.6.2).
pub(super) fn is_token(text: &str) -> bool {
    let special = b"!#$%&'*+-.^_`|~";
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || special.contains(&b))
}
