//! Operations.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::http::{host_labels, no_host_prefix};
use crate::json::At;
use crate::model::{Http, Operation, Protocol, ShapeId};
use crate::report::{Code, Problem, quoted};

use super::Reader;
use super::cursor::Cursor;
use super::keys;
use super::shape::{is_document, is_union};
use super::traits;
use super::uri;

/// The members of an input that its URI holds.
#[derive(Default)]
pub(super) struct Labels<'n> {
    /// Those of the path, by the wire name in it.
    of_path: BTreeMap<&'n str, &'n str>,
    /// Those of the host, by name.
    of_host: BTreeSet<&'n str>,
}

impl<'n> Reader<'n> {
    /// An operation, or `None` if it has no valid name.
    pub(super) fn operation(&self, name: &str, cursor: &Cursor<'n>) -> Option<Operation> {
        if !cursor.is_object() {
            cursor.wrong_type("an object");
            return None;
        }
        keys::check(cursor, keys::OPERATION);
        check_name(name, cursor);
        let errors: BTreeSet<ShapeId> = cursor
            .items("errors")
            .filter_map(|error| self.message(&error))
            .collect();
        Some(Operation {
            id: self.names.operation(name, cursor)?,
            traits: traits::common(cursor),
            input: self.input_or_output(cursor, "input"),
            output: self.input_or_output(cursor, "output"),
            errors: errors.into_iter().collect(),
            http: self.http(cursor),
            host_prefix: self.host_prefix(cursor),
            readonly: cursor.flag("readonly"),
            idempotent: cursor.flag("idempotent"),
            examples: Vec::new(),
        })
    }

    /// The structure that is sent or comes back, which is none of those that errors are (Smithy 2.0,
    /// "operation").
    fn input_or_output(&self, operation: &Cursor<'n>, key: &'static str) -> Option<ShapeId> {
        let reference = operation.object(key)?;
        let id = self.message(&reference)?;
        let place = reference.get("shape")?;
        let name = place.as_text()?;
        if self.is_error(name, &self.shapes[name]) {
            let message = format!("{} is an error, not an input or output", quoted(name));
            place.fault(Code::OperationShape, message, "cannot stand here");
        }
        Some(id)
    }

    /// The structure that a message is.
    fn message(&self, reference: &Cursor<'n>) -> Option<ShapeId> {
        let (target, id) = self.resolve(reference)?;
        let shape = &self.shapes[target.name];
        if shape.text("type") != Some("structure") || is_document(shape) || is_union(shape) {
            let message = format!("{} is not a structure", quoted(target.name));
            let place = reference.get("shape").unwrap_or(*reference);
            place.fault(Code::OperationShape, message, "cannot stand here");
        }
        Some(id)
    }

    fn http(&self, operation: &Cursor<'n>) -> Option<Http> {
        let is_rest = match &self.protocol {
            Protocol::RestJson1 | Protocol::Unspecified => true,
            Protocol::NotJson(name) => name == "aws.protocols#restXml",
            Protocol::AwsJson1_0 | Protocol::AwsJson1_1 => false,
        };
        if operation.get("http").is_none() && self.needs_uris() {
            let message = "the operation has no URI, which its protocol needs";
            operation.fault_of(Code::MissingUri, message, "has no `http`");
        }
        let http = operation.object("http");
        if let Some(http) = &http {
            keys::check(http, keys::HTTP);
        }
        let http = http.filter(|_| is_rest)?;
        let labels = self.labels(operation);
        uri::http(&http, labels.as_ref().map(|labels| &labels.of_path))
    }

    /// The members of an operation's input that are in its URI, none if it has no input; `None` if it is
    /// not known, which is reported.
    fn labels(&self, operation: &Cursor<'n>) -> Option<Rc<Labels<'n>>> {
        let Some(input) = operation.get("input") else {
            return Some(Rc::default());
        };
        let (name, input) = self
            .shapes
            .get_key_value(input.node.get("shape")?.as_str()?)?;
        // Many operations may share one.
        let mut known = self.labels.borrow_mut();
        let labels = known.entry(*name).or_insert_with(|| {
            let mut labels = Labels::default();
            for (name, member) in input.entries("members") {
                if member.text("location") == Some("uri") {
                    let wire = member.text("locationName").unwrap_or(name);
                    labels.of_path.insert(wire, name);
                }
                if member.flag("hostLabel") {
                    labels.of_host.insert(name);
                }
            }
            Rc::new(labels)
        });
        Some(Rc::clone(labels))
    }

    /// What goes before the host, after checking that its labels are members with `hostLabel`.
    fn host_prefix(&self, operation: &Cursor<'n>) -> Option<String> {
        let place = operation.object("endpoint")?.get("hostPrefix")?;
        let prefix = place.as_text()?;
        let Some(labels) = host_labels(prefix) else {
            place.report(no_host_prefix(place.pointer()));
            return None;
        };
        let Some(known) = self.labels(operation) else {
            return Some(prefix.to_owned());
        };
        for label in labels.into_iter().filter(|it| !known.of_host.contains(it)) {
            let message = format!(
                "the host label {} is no member with `hostLabel`",
                quoted(label)
            );
            place.fault(Code::UriLabel, message, "label without a member");
        }
        Some(prefix.to_owned())
    }

    /// Whether nothing can be sent without a URI. In the other protocols there is one for all.
    fn needs_uris(&self) -> bool {
        match &self.protocol {
            Protocol::RestJson1 => true,
            Protocol::NotJson(name) => name == "aws.protocols#restXml",
            Protocol::AwsJson1_0 | Protocol::AwsJson1_1 | Protocol::Unspecified => false,
        }
    }
}

/// Reports a `name` unlike the key. Where a service has versions of an operation, one is the other
/// with a date behind it.
fn check_name(key: &str, operation: &Cursor<'_>) {
    let Some(place) = operation.get("name") else {
        return;
    };
    let Some(name) = place.as_text() else {
        return;
    };
    if key.starts_with(name) || name.starts_with(key) {
        return;
    }
    let message = format!(
        "the operation {} has the name {}",
        quoted(key),
        quoted(name)
    );
    let problem = Problem::new(Code::MisspeltKey, place.pointer(), At::Value, message);
    place.report(problem.label("not as its key").help(format!(
        "the key counts; if it is right, write {} here too",
        quoted(key)
    )));
}
