//! Writes a [`Model`] as a Smithy JSON AST 2.0, canonical and pruned.
//!
//! Canonical: one model has one text. Shapes and traits are sorted by ID, members and enum
//! values stay in the model's order, defaults that Smithy fills in are written out, and the
//! layout is that of `serde_json`'s pretty printer with a final newline. Pruned: what is written
//! is what the model holds, that is, what its operations reach.
//!
//! Reading the text gives the model again, but for what the AST has no place for. A model read
//! from Smithy changes in nothing except that
//!
//! - values of the old `enum` trait without a name get one.
//!
//! A model read from botocore comes back with
//!
//! - [`Format::Smithy`] as its format;
//! - names for its enum values ([`enum_names`]);
//! - codes of errors as aliases, unless the protocol is `awsQuery`, which has a trait for them;
//! - members whose names are no Smithy identifiers renamed, their old name as `jsonName`.
//!
//! What a model does not hold (authentication, endpoints, pagination, waiters, XML names,
//! traits of other namespaces) is not written.

mod conflicts;
mod names;
mod renames;
mod service;
mod shapes;
mod traits;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::model::{Format, Kind, Model, Operation, ShapeId, escape_pointer};
use crate::report::{Code, Problem, quoted};

use names::MemberNames;

pub use names::enum_names;

/// The trait of our own that holds other names of a shape.
const ALIASES: &str = "tinsmith.api#aliases";

/// Writes a model as text.
///
/// # Errors
///
/// If something in the model cannot be said in Smithy: a member name that is no identifier where
/// the protocol ignores `jsonName`, a protocol without a trait, two shapes with one ID, two
/// operations with one URI, or an empty value of an enum. Problems name the place in the document that the model was read
/// from.
pub fn write(model: &Model) -> Result<String, Vec<Problem>> {
    match write_all(model) {
        (text, problems) if problems.is_empty() => Ok(text),
        (_, problems) => Err(problems),
    }
}

/// Writes what can be said of a model, and says what cannot.
pub(crate) fn write_all(model: &Model) -> (String, Vec<Problem>) {
    let mut problems = Vec::new();
    let (model, renames) = renames::undone(model);
    let model = &*model;
    let names = MemberNames::new(model, &mut problems);
    let mut document = Document::default();

    let service = service::service(model, &renames, &mut problems);
    document.add(&model.service.id, "/metadata", service, &mut problems);
    conflicts::check(model, &mut problems);
    for operation in &model.operations {
        let pointer = operation_pointer(model, operation);
        let written = service::operation(operation, &names);
        document.add(&operation.id, &pointer, written, &mut problems);
    }
    for shape in model.shapes.values().filter(|s| !s.id.is_prelude()) {
        let pointer = model.pointer(&shape.id, None);
        let written = shapes::shape(shape, &model.service.protocol, &names);
        document.add(&shape.id, &pointer, written, &mut problems);
    }
    if uses_aliases(model) {
        document.define_aliases();
    }

    (document.into_text(), problems)
}

/// The JSON pointer of an operation in the document that the model was read from.
fn operation_pointer(model: &Model, operation: &Operation) -> String {
    match model.format {
        Format::Smithy => model.pointer(&operation.id, None),
        Format::Botocore => format!("/operations/{}", escape_pointer(operation.id.name())),
    }
}

/// The shapes written so far.
#[derive(Default)]
struct Document {
    shapes: BTreeMap<String, Value>,
}

impl Document {
    fn add(&mut self, id: &ShapeId, pointer: &str, shape: Value, problems: &mut Vec<Problem>) {
        if self.shapes.insert(id.to_string(), shape).is_some() {
            let message = format!("two definitions have the shape ID {}", quoted(id.as_str()));
            problems.push(unwritable(pointer, message));
        }
    }

    /// Smithy wants a definition for every trait that is used. A model that holds the definition as
    /// data too keeps its own.
    fn define_aliases(&mut self) {
        let definition = || {
            json!({
                "type": "list",
                "member": { "target": "smithy.api#String" },
                "traits": {
                    "smithy.api#documentation":
                        "Other names that documents use for the same thing.",
                },
            })
        };
        let shape = self.shapes.entry(ALIASES.to_owned());
        shape.or_insert_with(definition)["traits"]["smithy.api#trait"] = json!({});
    }

    fn into_text(self) -> String {
        let shapes: Map<String, Value> = self.shapes.into_iter().collect();
        let document = json!({ "smithy": "2.0", "shapes": shapes });
        // The alternate form is the pretty printer's.
        format!("{document:#}\n")
    }
}

/// A problem of the writer's: the model is fine, but Smithy has no words for it.
fn unwritable(pointer: &str, message: String) -> Problem {
    Problem::new(Code::Unwritable, pointer, crate::json::At::Key, message)
        .label("Smithy has no way to write it")
}

/// Whether any shape, member, value or operation has other names.
fn uses_aliases(model: &Model) -> bool {
    let codes_are_aliases = !traits::has_error_codes(&model.service.protocol);
    let on_shapes = model.shapes.values().any(|shape| {
        let mut members = match &shape.kind {
            Kind::Structure(structure) => structure.members.iter(),
            Kind::Union(union) => union.members.iter(),
            _ => [].iter(),
        };
        let in_values = match &shape.kind {
            Kind::Enum(values) => values.values.iter().any(|v| !v.traits.aliases.is_empty()),
            Kind::IntEnum(values) => values.values.iter().any(|v| !v.traits.aliases.is_empty()),
            _ => false,
        };
        let has_code = match &shape.kind {
            Kind::Structure(structure) => {
                structure.error.as_ref().is_some_and(|e| e.code.is_some())
            }
            _ => false,
        };
        !shape.traits.aliases.is_empty()
            || (has_code && codes_are_aliases)
            || members.any(|member| !member.traits.aliases.is_empty())
            || in_values
    });
    on_shapes
        || !model.service.traits.aliases.is_empty()
        || model
            .operations
            .iter()
            .any(|o| !o.traits.aliases.is_empty())
}

/// `{"target": id}`.
fn reference(id: &ShapeId) -> Value {
    json!({ "target": id.as_str() })
}

/// A shape's JSON: its type, what is special to the type, and its traits.
fn typed(kind: &str, content: Vec<(&str, Value)>, traits: traits::TraitMap) -> Value {
    let mut shape = Map::new();
    shape.insert("type".to_owned(), Value::from(kind));
    for (key, value) in content {
        shape.insert(key.to_owned(), value);
    }
    traits.put_into(&mut shape);
    Value::Object(shape)
}
