//! Request URIs. Labels are wire names here; in the model they are the names of members.

use std::collections::BTreeMap;

use crate::http::{unusual_method, unusual_success};
use crate::json::At;
use crate::model::{Format, Http, UriSegment};
use crate::report::{Code, Problem, closest, quoted};

use super::cursor::Cursor;

/// How many members are told that a URI lacks. With more, no server would take it.
const MISSING_LABELS: usize = 100;

/// Reads `http`. `labels` are the members in the path, by the wire name in the URI; `None` if they are
/// not known.
pub(super) fn http(cursor: &Cursor<'_>, labels: Option<&BTreeMap<&str, &str>>) -> Option<Http> {
    let (method, place) = (cursor.text("method"), cursor.get("requestUri"));
    let (Some(method), Some(place)) = (method, place) else {
        let message = "`http` must have a `method` and a `requestUri`";
        cursor.fault_of(Code::UriPattern, message, "lacks one of them");
        return None;
    };
    let text = place.as_text()?;
    check_characters(method, text, cursor, &place);
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let mut used = Vec::new();
    let mut segments = Vec::new();
    if !path.starts_with('/') {
        let message = "the path of a URI must start with `/`";
        place.fault(Code::UriPattern, message, "malformed URI");
    }
    for segment in path.strip_prefix('/').unwrap_or(path).split('/') {
        segments.push(self::segment(segment, labels, &mut used, &place)?);
    }
    // A path of nothing but `/` has no segments; one that ends with `/` has an empty one.
    if segments == [UriSegment::Literal(String::new())] {
        segments.clear();
    }
    let missing = labels.into_iter().flatten();
    let missing = missing.filter(|(wire, _)| !used.contains(wire));
    for (wire, member) in missing.take(MISSING_LABELS) {
        let message = format!("the URI has no label for the member {}", quoted(member));
        let label = format!("lacks {}", quoted(&format!("{{{wire}}}")));
        place.fault(Code::UriLabel, message, &label);
    }
    let query = query_parameters(query);
    Some(Http {
        method: method.to_owned(),
        uri: rewritten(&segments, text.split_once('?').map(|(_, query)| query)),
        segments,
        query,
        code: code(cursor),
    })
}

/// Both go into requests as they are.
fn check_characters(method: &str, uri: &str, http: &Cursor<'_>, place: &Cursor<'_>) {
    let http = http.get("method").unwrap_or(*http);
    if uri.contains('#') || uri.contains(|c: char| !c.is_ascii_graphic()) {
        let message = "a URI must be percent-encoded and have no fragment";
        place.fault(Code::UriPattern, message, "malformed URI");
    }
    if method.is_empty() || method.contains(|c: char| !c.is_ascii_uppercase()) {
        let message = format!("{} is not an HTTP method", quoted(method));
        let problem = Problem::new(Code::TraitValue, http.pointer(), At::Value, message);
        let help = "methods are upper-case letters, such as `POST`";
        http.report(problem.label("not a method").help(help.to_owned()));
    } else {
        http.report(unusual_method(method, http.pointer()));
    }
}

/// The status of the operation's success.
fn code(cursor: &Cursor<'_>) -> u16 {
    let Some((code, pointer)) = cursor.status("responseCode") else {
        return 200;
    };
    cursor.report(unusual_success(code, pointer, Format::Botocore));
    code
}

fn segment<'u>(
    text: &'u str,
    labels: Option<&BTreeMap<&str, &str>>,
    used: &mut Vec<&'u str>,
    place: &Cursor<'_>,
) -> Option<UriSegment> {
    let Some(label) = text.strip_prefix('{').and_then(|t| t.strip_suffix('}')) else {
        if text.contains(['{', '}']) {
            let message = format!("the segment {} mixes text and labels", quoted(text));
            place.fault(Code::UriPattern, message, "malformed URI");
            return None;
        }
        return Some(UriSegment::Literal(text.to_owned()));
    };
    let (wire, is_greedy) = match label.strip_suffix('+') {
        Some(wire) => (wire, true),
        None => (label, false),
    };
    let Some(member) = labels.map_or(Some(&wire), |labels| labels.get(wire)) else {
        let message = format!("the input has no member for the label {}", quoted(wire));
        let meant = closest(wire, labels.into_iter().flatten().map(|(known, _)| *known));
        place.report(
            Problem::new(Code::UriLabel, place.pointer(), At::Value, message)
                .label("label without a member")
                .help(meant.map(|meant| format!("did you mean {}?", quoted(meant)))),
        );
        return None;
    };
    used.push(wire);
    let member = (*member).to_owned();
    Some(if is_greedy {
        UriSegment::GreedyLabel(member)
    } else {
        UriSegment::Label(member)
    })
}

fn query_parameters(query: &str) -> Vec<(String, Option<String>)> {
    let parameters = query.split('&').filter(|parameter| !parameter.is_empty());
    parameters
        .map(|parameter| match parameter.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (parameter.to_owned(), None),
        })
        .collect()
}

/// The pattern with the members' names for labels.
fn rewritten(segments: &[UriSegment], query: Option<&str>) -> String {
    let segments: Vec<String> = segments
        .iter()
        .map(|segment| match segment {
            UriSegment::Literal(text) => format!("/{text}"),
            UriSegment::Label(member) => format!("/{{{member}}}"),
            UriSegment::GreedyLabel(member) => format!("/{{{member}+}}"),
        })
        .collect();
    let mut uri = segments.concat();
    if uri.is_empty() {
        uri.push('/');
    }
    if let Some(query) = query {
        uri.push('?');
        uri.push_str(query);
    }
    uri
}
