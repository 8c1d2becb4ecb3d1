//! Whole files: which there are, and what each holds.

use super::names::{FileNames, Names};
use super::render::Core;
use super::{Contract, Options, Schemas, Warning, text};
use crate::lower::wire::{self, Body};
use crate::model::{Kind, Model, ShapeId};
use rayon::prelude::*;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The draft.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// What a file or definition is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    /// A shape.
    Shape(ShapeId),
    /// The members of a structure that travel in the body.
    Body(ShapeId),
}

impl Subject {
    fn id(&self) -> &ShapeId {
        match self {
            Self::Shape(id) | Self::Body(id) => id,
        }
    }

    fn name<'n>(&'n self, names: &'n Names) -> &'n str {
        match self {
            Self::Shape(id) => names.shape(id),
            Self::Body(id) => names.body(id).unwrap_or_else(|| id.name()),
        }
    }
}

/// The files to write, bundle excepted.
#[derive(Debug)]
pub(super) struct Plan {
    files: Vec<(String, Subject)>,
    warnings: Vec<Warning>,
}

impl Plan {
    pub(super) fn new(model: &Model, options: &Options, names: &Names) -> Self {
        let mut file_names = FileNames::new(&options.directory);
        let mut plan = Self {
            files: Vec::new(),
            warnings: Vec::new(),
        };
        for subject in subjects(model) {
            let wanted = subject.name(names).to_owned();
            let used = file_names.choose(&wanted);
            if used != wanted {
                plan.warnings.push(Warning::Renamed {
                    shape: subject.id().clone(),
                    taken: wanted,
                    used: used.clone(),
                });
            }
            plan.files.push((used, subject));
        }
        plan
    }

    pub(super) fn warnings(&self) -> &[Warning] {
        &self.warnings
    }
}

/// Every request body, whole input, response body and error.
fn subjects(model: &Model) -> BTreeSet<Subject> {
    let mut subjects = BTreeSet::new();
    for operation in &model.operations {
        subjects.extend(operation.input.clone().map(Subject::Shape));
        subjects.extend(body(model, operation.input.as_ref()));
        subjects.extend(body(model, operation.output.as_ref()));
        subjects.extend(operation.errors.iter().cloned().map(Subject::Shape));
    }
    subjects
}

fn body(model: &Model, message: Option<&ShapeId>) -> Option<Subject> {
    match wire::body(model, message) {
        Body::Empty => None,
        Body::Whole(id) => Some(Subject::Shape(id.clone())),
        Body::Part { structure, .. } => Some(Subject::Body(structure.clone())),
        Body::Payload(member) => {
            let target = &model.shape(&member.target).kind;
            matches!(target, Kind::Structure(_) | Kind::Union(_))
                .then(|| Subject::Shape(member.target.clone()))
        }
    }
}

/// Renders all files, sorted by path.
pub(super) fn render(
    schemas: &Schemas<'_>,
    options: &Options,
    names: &Names,
    plan: &Plan,
) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for &contract in &options.contracts {
        let set = Set::new(schemas, options, names, contract);
        files.par_extend(
            plan.files
                .par_iter()
                .map(|(stem, subject)| set.file(stem, subject)),
        );
        files.push(set.bundle());
    }
    files.sort_unstable();
    files
}

/// A definition, and the shapes that it refers to.
struct Definition {
    schema: Value,
    references: BTreeSet<ShapeId>,
}

/// The files of one contract.
struct Set<'a> {
    schemas: &'a Schemas<'a>,
    options: &'a Options,
    names: &'a Names,
    contract: Contract,
    definitions: BTreeMap<Subject, Definition>,
}

impl<'a> Set<'a> {
    fn new(
        schemas: &'a Schemas<'a>,
        options: &'a Options,
        names: &'a Names,
        contract: Contract,
    ) -> Self {
        let mut set = Self {
            schemas,
            options,
            names,
            contract,
            definitions: BTreeMap::new(),
        };
        let shapes = names.shapes().map(|(id, _)| Subject::Shape(id.clone()));
        let subjects: Vec<_> = shapes
            .chain(names.bodies().map(|(id, _)| Subject::Body(id.clone())))
            .collect();
        set.definitions = subjects
            .into_par_iter()
            .map(|subject| {
                let definition = set.define(&subject, None);
                (subject, definition)
            })
            .collect();
        set
    }

    /// Renders a definition. A reference to `root` is one to the whole file.
    fn define(&self, subject: &Subject, root: Option<&ShapeId>) -> Definition {
        let references = RefCell::new(BTreeSet::new());
        let reference = |id: &ShapeId| {
            references.borrow_mut().insert(id.clone());
            match root {
                Some(root) if root == id => "#".to_owned(),
                _ => format!("#/$defs/{}", self.names.shape(id)),
            }
        };
        let schema = match subject {
            Subject::Shape(id) => self.schemas.shape(id, self.contract, &reference),
            Subject::Body(id) => self.schemas.body(id, self.contract, &reference),
        };
        Definition {
            schema,
            references: references.into_inner(),
        }
    }

    /// All shapes that a definition refers to, and that those refer to.
    fn closure(&self, subject: &Subject) -> BTreeSet<&ShapeId> {
        let mut reached = BTreeSet::new();
        let mut pending: Vec<&ShapeId> = self.references(subject).collect();
        while let Some(id) = pending.pop() {
            if reached.insert(id) {
                pending.extend(self.references(&Subject::Shape(id.clone())));
            }
        }
        reached
    }

    fn references(&self, subject: &Subject) -> impl Iterator<Item = &ShapeId> {
        let definition = self.definitions.get(subject);
        definition.into_iter().flat_map(|it| &it.references)
    }

    /// The file about one subject, with all that it refers to.
    fn file(&self, stem: &str, subject: &Subject) -> (String, String) {
        let reached = self.closure(subject);
        match subject {
            Subject::Shape(root) if reached.contains(root) => {
                self.recursive_file(stem, root, &reached)
            }
            _ => {
                let definitions = reached
                    .into_iter()
                    .filter_map(|id| {
                        Some((
                            self.names.shape(id),
                            self.schema(&Subject::Shape(id.clone()))?,
                        ))
                    })
                    .collect();
                let root = self.schema(subject);
                self.write(
                    stem,
                    subject.name(self.names),
                    subject.id(),
                    root,
                    definitions,
                )
            }
        }
    }

    /// As [`file`](Self::file), for a shape that contains itself: the whole file is its
    /// definition, and the others are rendered anew to refer to that.
    fn recursive_file(
        &self,
        stem: &str,
        root: &ShapeId,
        reached: &BTreeSet<&ShapeId>,
    ) -> (String, String) {
        let define = |id: &ShapeId| self.define(&Subject::Shape(id.clone()), Some(root)).schema;
        let others: Vec<(&str, Value)> = reached
            .iter()
            .filter(|id| **id != root)
            .map(|id| (self.names.shape(id), define(id)))
            .collect();
        let definitions = others
            .iter()
            .map(|(name, schema)| (*name, schema))
            .collect();
        let schema = define(root);
        self.write(
            stem,
            self.names.shape(root),
            root,
            Some(&schema),
            definitions,
        )
    }

    /// The file with all definitions.
    fn bundle(&self) -> (String, String) {
        let service = &self.schemas.model.service;
        let title = service.title.as_deref().unwrap_or(service.id.name());
        let root = Core::Any.annotated(text::of_shape(&service.traits));
        let definitions = self
            .definitions
            .iter()
            .map(|(subject, definition)| (subject.name(self.names), &definition.schema))
            .collect();
        let stem = &self.options.directory;
        self.write(stem, title, &service.id, Some(&root), definitions)
    }

    fn schema(&self, subject: &Subject) -> Option<&Value> {
        Some(&self.definitions.get(subject)?.schema)
    }

    fn write(
        &self,
        stem: &str,
        title: &str,
        about: &ShapeId,
        root: Option<&Value>,
        definitions: BTreeMap<&str, &Value>,
    ) -> (String, String) {
        let Options {
            directory, id_base, ..
        } = self.options;
        let name = format!("{stem}{}", self.contract.extension());
        let document = Document {
            id: format!("{id_base}{name}"),
            comment: comment(about, self.contract),
            title,
            root: root.and_then(Value::as_object),
            definitions,
        };
        let mut text = serde_json::to_string_pretty(&document)
            .expect("keys are strings, and a string takes all that is written");
        text.push('\n');
        (format!("{directory}/{name}"), text)
    }
}

fn comment(about: &ShapeId, contract: Contract) -> String {
    let promise = match contract {
        Contract::Serialize => "serialize contract: what to write",
        Contract::Deserialize => "deserialize contract: what the Rust types read",
    };
    format!("@generated by Tinsmith from {about} ({promise}). Do not edit.")
}

/// A file as JSON; the definitions are borrowed, because most are part of many files.
struct Document<'a> {
    id: String,
    comment: String,
    title: &'a str,
    root: Option<&'a Map<String, Value>>,
    definitions: BTreeMap<&'a str, &'a Value>,
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("$schema", DIALECT)?;
        map.serialize_entry("$id", &self.id)?;
        map.serialize_entry("$comment", &self.comment)?;
        map.serialize_entry("title", self.title)?;
        for (keyword, value) in self.root.into_iter().flatten() {
            map.serialize_entry(keyword, value)?;
        }
        if !self.definitions.is_empty() {
            map.serialize_entry("$defs", &self.definitions)?;
        }
        map.end()
    }
}
