//! Reads botocore's `service-2.json` into a [`Model`].
//!
//! botocore has no published grammar; this follows what its parsers and serializers do with the
//! documents, and what AWS's own Smithy models say of the same services. How its terms map:
//!
//! - the namespace is `com.amazonaws.` and the service ID's letters and digits in lower case,
//!   as in AWS's Smithy models;
//! - a shape that is called like an operation gets `Shape` behind its name, as there; one whose
//!   name differs in case only from that of a structure, union, map or enum gets `2`;
//! - a structure with `union` or `eventstream` is a union, one with `document` a document;
//! - `locationName` is the name in a label, query or header, else `jsonName` (in XML protocols
//!   it is an XML name, which nothing here reads);
//! - `jsonvalue` (JSON inside a string) is `mediaType`, and like `streaming` it moves from the
//!   member to its target: both say what the value is. A target with other uses stays as it
//!   is, and a copy of it called `SynthesizedJson…` or `Streaming…` is what the member holds;
//! - values that a member of a plain string lists itself are an enum named after the structure and
//!   the member;
//! - patterns hold for the whole value; Smithy searches, so anchors are added;
//! - `http` counts for REST protocols only; the others send everything to `POST /`.
//!
//! Not read: XML details, `box`, checksums, endpoint rules, event headers and payloads (events
//! are not part of a JSON body) and authentication.
//!
//! # What a service from botocore lacks
//!
//! Read from Smithy and from botocore, a service gives the same Rust and schemas, except for what
//! the format has no words for:
//!
//! - names, documentation and deprecation of enum values: variants are named after values;
//! - integer enums, which are plain integers;
//! - the unit type in a union: the member holds a structure without members;
//! - `default`: only documentation and schemas show it, absent members stay absent;
//! - `clientOptional`: what is required must be there when read, too;
//! - `uniqueItems`, `externalDocumentation`, `since`, `cors`;
//! - `examples`, which are in another file.
//!
//! `tests/parity` pins what each of these changes in what is generated.

mod cursor;
mod inline;
mod keys;
mod member;
mod names;
mod operation;
mod recursion;
mod service;
mod shape;
mod traits;
mod uri;
mod uses;

#[cfg(test)]
mod tests;

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::json::{At, Node};
use crate::model::{Format, Model, Protocol, ShapeId};
use crate::report::{self, Code, Problem, Problems, Source, quoted};
use crate::smithy::{Selection, unknown_operation};

use cursor::Cursor;
use names::Names;
use operation::Labels;
use uses::Uses;

/// Reads a model.
///
/// Returns the model and warnings. Only what the selected operations reach is read and checked:
/// inputs, outputs, errors and the shapes that these hold. A document without operations has all
/// of its shapes read.
///
/// # Errors
///
/// All problems of what is read, warnings included, if any of them is an error.
pub fn read(text: &str, selection: &Selection) -> Result<(Model, Vec<Problem>), Vec<Problem>> {
    let mut problems = Problems::default();
    let mended = OnceCell::new();
    let Some(mut node) = report::parse(Source::Spec, text, &mended, &mut problems) else {
        return Err(problems.into_vec());
    };
    inline::lift(&mut node);
    let problems = RefCell::new(problems);
    let model = read_node(&node, selection, &problems);
    let mut problems = problems.into_inner();
    if let Some(model) = model.as_ref().filter(|_| !problems.any_error()) {
        report::refuse_excess(model, &mut problems);
    }
    match model {
        Some(model) if !problems.any_error() => Ok((model, problems.into_vec())),
        _ => Err(problems.into_vec()),
    }
}

/// What every part of the reader looks at.
struct Reader<'n> {
    names: Names<'n>,
    protocol: Protocol,
    codes: Codes,
    /// The shapes of the document by name.
    shapes: BTreeMap<&'n str, Cursor<'n>>,
    uses: Uses<'n>,
    /// What is known of inputs, by the name of the shape.
    labels: RefCell<BTreeMap<&'n str, Rc<Labels<'n>>>>,
}

/// Whether an error goes by its `code` on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Codes {
    Counted,
    /// They are those of another protocol that the service speaks too: the names of the shapes
    /// count.
    Ignored,
}

/// `None` if there is nothing to build a model from.
fn read_node<'n>(
    node: &'n Node<'n>,
    selection: &Selection,
    problems: &'n RefCell<Problems>,
) -> Option<Model> {
    let root = Cursor::root(node, problems);
    if !matches!(node, Node::Object(_)) {
        root.wrong_type("an object");
        return None;
    }
    root.duplicate_keys();
    for key in keys::REQUIRED {
        if root.get(key).is_none() {
            missing(&root, key);
        }
    }
    keys::check(&root, keys::ROOT);
    let metadata = root.object("metadata")?;
    keys::check(&metadata, keys::METADATA);
    let operations = root.entries("operations");
    let shapes: BTreeMap<_, _> = root.entries("shapes").into_iter().collect();
    let uses = Uses::new(&shapes, &operations);
    let reader = Reader {
        names: Names::new(&metadata, &operations, &shapes, &uses)?,
        protocol: service::protocol(&metadata),
        codes: service::codes(&metadata),
        shapes,
        uses,
        labels: RefCell::default(),
    };

    let has_operations = !operations.is_empty();
    let chosen = choose(&root, &reader.names, operations, selection);
    let shapes = if has_operations {
        reader.reached_shapes(chosen.iter().map(|(_, cursor)| cursor))
    } else {
        reader.all_shapes()
    };
    let operations = chosen.iter();
    let model = Model {
        format: Format::Botocore,
        service: reader.service(&root, &metadata),
        operations: operations
            .filter_map(|(name, cursor)| reader.operation(name, cursor))
            .collect(),
        shapes,
    };
    recursion::check(&model, &root);
    Some(model)
}

/// Reports a key that the document must have, at the one that was meant to be it if there is one.
fn missing(root: &Cursor<'_>, key: &'static str) {
    let message = format!("a service description must have the key {}", quoted(key));
    let problem = match keys::instead_of(root, key) {
        Some(place) => Problem::new(Code::WrongType, place.pointer(), At::Key, message)
            .label(format!("not {}", quoted(key)))
            .help(format!("did you mean {}?", quoted(key))),
        None => Problem::new(Code::WrongType, "", At::Value, message)
            .label(format!("has no key {}", quoted(key)))
            .help(
                "botocore's `service-2.json` has `metadata`, `operations` and `shapes`".to_owned(),
            ),
    };
    root.report(problem);
}

/// The selected operations, sorted by name; all of them if none is selected.
fn choose<'n>(
    root: &Cursor<'n>,
    names: &Names<'n>,
    mut operations: Vec<(&'n str, Cursor<'n>)>,
    selection: &Selection,
) -> Vec<(&'n str, Cursor<'n>)> {
    let service = names.service.name();
    if let Some(wanted) = &selection.service
        && *wanted != names.service.as_str()
        && wanted != service
    {
        let message = format!("there is no service {}", quoted(wanted));
        let problem = Problem::new(Code::ServiceChoice, "/metadata", At::Key, message);
        let problem = problem.label("describes another service");
        root.report(problem.help(format!("the service is called {}", quoted(service))));
    }
    let is_called = |name: &str, wanted: &str| {
        let id = wanted.split_once('#');
        name == wanted || id == Some((names.service.namespace(), name))
    };
    // A name that makes no shape ID is reported where it is read.
    let ids = operations.iter();
    let ids: Vec<ShapeId> = ids
        .filter_map(|(name, _)| names.operation_id(name))
        .collect();
    for wanted in &selection.operations {
        if !operations.iter().any(|(name, _)| is_called(name, wanted)) {
            root.report(unknown_operation(wanted, || ids.iter(), "/operations"));
        }
    }
    if !selection.operations.is_empty() {
        let wanted = &selection.operations;
        operations.retain(|(name, _)| wanted.iter().any(|wanted| is_called(name, wanted)));
    }
    operations.sort_unstable_by_key(|(name, _)| *name);
    operations
}
