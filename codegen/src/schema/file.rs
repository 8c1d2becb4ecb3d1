//! Whole files: which there are, and what each holds.

use super::document::{self, Document};
use super::names::{FileNames, Names, Subject};
use super::render::Core;
use super::{Contract, Form, Options, Schemas, Warning};
use crate::docs;
use crate::lower::wire::{self, Body};
use crate::model::{Kind, Model, ShapeId};
use rayon::prelude::*;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Every request body, whole input, response body, error and part of one that travels in the
/// body, with the name of its file, and which files could not have their subject's name.
pub(super) fn plan(
    model: &Model,
    options: &Options,
    names: &Names,
) -> (Vec<(String, usize)>, Vec<Warning>) {
    let mut file_names = FileNames::new(&options.directory);
    let mut files = Vec::new();
    let mut warnings = Vec::new();
    let numbers: BTreeSet<usize> = subjects(model)
        .iter()
        .filter_map(|subject| names.number(subject))
        .collect();
    for number in numbers {
        let (name, subject) = &names.all()[number];
        let (used, warning) = file_names.choose(subject.id(), name);
        warnings.extend(warning);
        files.push((used, number));
    }
    (files, warnings)
}

fn subjects(model: &Model) -> BTreeSet<Subject> {
    let mut subjects = BTreeSet::new();
    for operation in &model.operations {
        subjects.extend(operation.input.clone().map(Subject::Shape));
        subjects.extend(body(model, operation.input.as_ref()));
        subjects.extend(body(model, operation.output.as_ref()));
        for error in &operation.errors {
            subjects.insert(Subject::Shape(error.clone()));
            subjects.extend(body(model, Some(error)));
        }
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

/// Renders the planned files and the bundle under one contract.
pub(super) fn render(
    schemas: &Schemas<'_>,
    options: &Options,
    names: &Names,
    plan: &[(String, usize)],
    contract: Contract,
) -> Vec<(String, String)> {
    let set = Set::new(schemas, options, names, contract);
    let files = plan
        .par_iter()
        .map(|(stem, number)| set.file(stem, *number));
    files
        .chain(rayon::iter::once(()).map(|()| set.bundle()))
        .collect()
}

/// A definition.
struct Definition {
    schema: Value,
    /// As it stands under `$defs`.
    text: String,
    /// The numbers of the definitions that it refers to.
    references: BTreeSet<usize>,
}

/// The files of one contract.
struct Set<'a> {
    schemas: &'a Schemas<'a>,
    options: &'a Options,
    names: &'a Names,
    contract: Contract,
    /// By number.
    definitions: Vec<Definition>,
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
            definitions: Vec::new(),
        };
        let subjects = names.all().par_iter().map(|(_, subject)| subject);
        set.definitions = subjects.map(|subject| set.define(subject, None)).collect();
        set
    }

    /// Renders a definition. A reference to `root` is one to the whole file.
    fn define(&self, subject: &Subject, root: Option<usize>) -> Definition {
        let references = RefCell::new(BTreeSet::new());
        let reference = |id: &ShapeId| {
            let Some(number) = self.names.number(&Subject::Shape(id.clone())) else {
                return format!("#/$defs/{}", id.name());
            };
            references.borrow_mut().insert(number);
            match root {
                Some(root) if root == number => "#".to_owned(),
                _ => format!("#/$defs/{}", self.names.all()[number].0),
            }
        };
        let schema = match subject {
            Subject::Shape(id) => self.schemas.shape(id, self.contract, &reference),
            Subject::Body(id) => self.schemas.body(id, self.contract, &reference),
        };
        Definition {
            text: document::definition(&schema),
            schema,
            references: references.into_inner(),
        }
    }

    /// All that a definition refers to, and what that refers to.
    fn closure(&self, number: usize) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        let mut pending = vec![number];
        while let Some(number) = pending.pop() {
            let references = &self.definitions[number].references;
            pending.extend(references.iter().filter(|number| reached.insert(**number)));
        }
        reached
    }

    /// The file about one subject, with all that it refers to.
    fn file(&self, stem: &str, number: usize) -> (String, String) {
        let reached = self.closure(number);
        if reached.contains(&number) {
            return self.recursive_file(stem, number, reached);
        }
        let definitions = reached.into_iter().map(|number| {
            let (name, _) = &self.names.all()[number];
            (name.as_str(), self.definitions[number].text.as_str())
        });
        let (name, subject) = &self.names.all()[number];
        let root = &self.definitions[number].schema;
        self.write(stem, name, subject.id(), root, definitions.collect())
    }

    /// As [`file`](Self::file), for a shape that contains itself: the whole file is its
    /// definition, and the others are rendered anew to refer to that.
    fn recursive_file(
        &self,
        stem: &str,
        root: usize,
        mut reached: BTreeSet<usize>,
    ) -> (String, String) {
        reached.remove(&root);
        let all = self.names.all();
        let others: Vec<(&str, String)> = reached
            .into_iter()
            .map(|number| {
                (
                    all[number].0.as_str(),
                    self.define(&all[number].1, Some(root)).text,
                )
            })
            .collect();
        let definitions = others
            .iter()
            .map(|(name, text)| (*name, text.as_str()))
            .collect();
        let (name, subject) = &all[root];
        let schema = self.define(subject, Some(root)).schema;
        self.write(stem, name, subject.id(), &schema, definitions)
    }

    /// The file with all definitions.
    fn bundle(&self) -> (String, String) {
        let service = &self.schemas.model.service;
        let title = service.title.as_deref().unwrap_or(service.id.name());
        let title = docs::annotation(title);
        let root = Core::Any.annotated(self.schemas.texts.of_shape(&service.traits));
        let texts = self.definitions.iter().map(|it| it.text.as_str());
        let names = self.names.all().iter().map(|(name, _)| name.as_str());
        let definitions = names.zip(texts).collect();
        self.write(
            &self.options.directory,
            &title,
            &service.id,
            &root,
            definitions,
        )
    }

    fn write(
        &self,
        stem: &str,
        title: &str,
        about: &ShapeId,
        root: &Value,
        definitions: Vec<(&str, &str)>,
    ) -> (String, String) {
        let Options {
            directory, id_base, ..
        } = self.options;
        let form = self.schemas.form;
        let name = format!("{stem}{}{}", form.infix(), self.contract.extension());
        let document = Document {
            id: format!("{id_base}{name}"),
            comment: comment(about, self.contract, form),
            title,
            root: root.as_object(),
            definitions,
        };
        (format!("{directory}/{name}"), document.text())
    }
}

fn comment(about: &ShapeId, contract: Contract, form: Form) -> String {
    let promise = match contract {
        Contract::Serialize => "serialize contract: what to write",
        Contract::Deserialize => "deserialize contract: what the Rust types read",
    };
    let form = match form {
        Form::Wire => "",
        Form::MemberNames => ", by member names",
    };
    format!("@generated by Tinsmith from {about} ({promise}{form}). Do not edit.")
}
