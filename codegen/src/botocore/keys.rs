//! The keys that documents have. The format is open, and botocore adds keys at any time, so one that
//! is unknown is only reported if it is like one that is known: then it is a slip, which would go
//! unseen since an unknown key has no effect.

use crate::json::{At, Node};
use crate::report::{Code, Problem, closest_word, quoted};

use super::cursor::Cursor;

/// Those of the document.
pub(super) const ROOT: &[&str] = &[
    "clientContextParams",
    "deprecated",
    "deprecatedMessage",
    "deprecatedSince",
    "documentation",
    "examples",
    "metadata",
    "operations",
    "sensitive",
    "shapes",
    "version",
];

/// Those of `metadata`.
pub(super) const METADATA: &[&str] = &[
    "apiVersion",
    "auth",
    "awsQueryCompatible",
    "checksumFormat",
    "endpointPrefix",
    "globalEndpoint",
    "jsonVersion",
    "protocol",
    "protocolSettings",
    "protocols",
    "ripServiceName",
    "serviceAbbreviation",
    "serviceFullName",
    "serviceId",
    "signatureVersion",
    "signingName",
    "targetPrefix",
    "timestampFormat",
    "uid",
    "xmlNamespace",
];

/// Those of an operation.
pub(super) const OPERATION: &[&str] = &[
    "alias",
    "auth",
    "authtype",
    "deprecated",
    "deprecatedMessage",
    "deprecatedSince",
    "documentation",
    "documentationUrl",
    "endpoint",
    "endpointdiscovery",
    "endpointoperation",
    "errors",
    "eventstream",
    "http",
    "httpChecksum",
    "httpChecksumRequired",
    "idempotent",
    "input",
    "internal",
    "name",
    "operationContextParams",
    "output",
    "readonly",
    "requestcompression",
    "sensitive",
    "staticContextParams",
    "unsignedPayload",
];

/// Those of an operation's `http`.
pub(super) const HTTP: &[&str] = &["method", "requestUri", "responseCode"];

/// Those of a shape.
pub(super) const SHAPE: &[&str] = &[
    "box",
    "deprecated",
    "deprecatedMessage",
    "deprecatedSince",
    "document",
    "documentation",
    "enum",
    "error",
    "event",
    "eventstream",
    "exception",
    "fault",
    "flattened",
    "key",
    "locationName",
    "max",
    "member",
    "members",
    "min",
    "pattern",
    "payload",
    "required",
    "requiresLength",
    "retryable",
    "sensitive",
    "sparse",
    "streaming",
    "synthetic",
    "timestampFormat",
    "type",
    "union",
    "value",
    "wrapper",
    "xmlNamespace",
    "xmlOrder",
];

/// Those of a member, and of everything else that names a shape.
pub(super) const MEMBER: &[&str] = &[
    "box",
    "contextParam",
    "deprecated",
    "deprecatedMessage",
    "deprecatedSince",
    "documentation",
    "endpointdiscoveryid",
    "enum",
    "error",
    "eventheader",
    "eventpayload",
    "exception",
    "flattened",
    "hostLabel",
    "idempotencyToken",
    "jsonvalue",
    "location",
    "locationName",
    "payload",
    "pattern",
    "queryName",
    "resultWrapper",
    "sensitive",
    "shape",
    "streaming",
    "timestampFormat",
    "xmlAttribute",
    "xmlNamespace",
];

/// Those of the document that it must have.
pub(super) const REQUIRED: [&str; 3] = ["metadata", "operations", "shapes"];

/// Reports keys of a node that are like those known.
pub(super) fn check(cursor: &Cursor<'_>, known: &'static [&'static str]) {
    let Node::Object(entries) = cursor.node else {
        return;
    };
    for (key, _) in entries
        .iter()
        .filter(|(key, _)| !known.contains(&key.as_ref()))
    {
        let Some(meant) = closest_word(key, known.iter().copied()) else {
            continue;
        };
        let is_said = known == ROOT && REQUIRED.contains(&meant) && cursor.get(meant).is_none();
        if is_said {
            continue;
        }
        let Some(place) = cursor.get(key) else {
            continue;
        };
        let message = format!("the key {} is unknown", quoted(key));
        place.report(
            Problem::new(Code::MisspeltKey, place.pointer(), At::Key, message)
                .label("has no effect")
                .help(format!("did you mean {}?", quoted(meant))),
        );
    }
}

/// The keys that hold what shapes of a type consist of.
pub(super) fn of_parts(kind: &str) -> &'static [&'static str] {
    match kind {
        "structure" => &["members"],
        "list" => &["member"],
        "map" => &["key", "value"],
        _ => &[],
    }
}

/// Reports such keys of other types.
pub(super) fn check_parts(shape: &Cursor<'_>) {
    let Some(kind) = shape.node.get("type").and_then(Node::as_str) else {
        return;
    };
    let own = of_parts(kind);
    for key in ["members", "member", "key", "value"] {
        let Some(place) = shape.get(key).filter(|_| !own.contains(&key)) else {
            continue;
        };
        let message = format!(
            "a shape of the type {} has no {}",
            quoted(kind),
            quoted(key)
        );
        let meant = closest_word(key, own.iter().copied());
        place.report(
            Problem::new(Code::UnexpectedMembers, place.pointer(), At::Key, message)
                .label("does not belong here")
                .help(meant.map(|meant| format!("did you mean {}?", quoted(meant)))),
        );
    }
}

/// The key of the root that stands in the place of one that is missing.
pub(super) fn instead_of<'n>(root: &Cursor<'n>, missing: &str) -> Option<Cursor<'n>> {
    let Node::Object(entries) = root.node else {
        return None;
    };
    let others = entries.iter().map(|(key, _)| key.as_ref());
    let others = others.filter(|key| !ROOT.contains(key));
    let meant = others
        .filter(|key| closest_word(key, [missing]).is_some())
        .min_by_key(|key| key.len())?;
    root.get(meant)
}
