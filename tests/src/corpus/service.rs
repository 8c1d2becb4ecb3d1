//! One service: generated, its schemas checked, documents made up and validated.

use jsonschema::{Draft, PatternOptions};
use rayon::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use tinsmith_codegen::file::File;
use tinsmith_codegen::input::{self, Input};
use tinsmith_codegen::lower::TypeNames;
use tinsmith_codegen::lower::wire::{self, Body};
use tinsmith_codegen::model::{Kind, Member, Model, Operation, Protocol, ShapeId};
use tinsmith_codegen::report::{Color, Report};
use tinsmith_codegen::rust::{self, Flavour, MemberNames, Place};
use tinsmith_codegen::schema::{self, Definitions};
use tinsmith_codegen::smithy::Selection;

use crate::canonical::{self, Passage};

use super::documents::{Documents, Extent};
use super::patterns::spell_for_validator;
use super::services::Found;
use super::table::{Row, Times};
use super::text::Texts;

/// Unions with more members than this do not get a document for each.
const MAX_UNION_DOCUMENTS: usize = 32;

/// What was generated from a service's model.
#[derive(Debug)]
pub struct Service {
    /// The model.
    pub model: Model,
    /// The module's files.
    pub rust: Vec<File>,
    /// The published schemas: path and text.
    pub schemas: Vec<(String, String)>,
    times: Times,
}

/// The documents of a type.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// The name of the type's schema.
    pub definition: String,
    /// As the type writes them.
    pub documents: Vec<String>,
    /// Which operations send it, and as what.
    pub uses: Vec<Use>,
}

/// What an operation sends a type as, by the name of the operation's unit type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Use {
    /// Its input.
    Request(String),
    /// Its output.
    Response(String),
    /// One of its errors.
    Error(String),
}

impl Service {
    /// Reads a model and generates from it.
    ///
    /// # Errors
    ///
    /// With what is printed, if the model cannot be read or generated from.
    pub fn generate(found: &Found) -> Result<Self, String> {
        let start = Instant::now();
        let model = model(found)?;
        let read = start.elapsed();
        let start = Instant::now();
        let rust = module(found, &model, MemberNames::Emit)?;
        let rust_time = start.elapsed();
        let start = Instant::now();
        let published = schema::files(&model, &schema::Options::new(&model, &found.name));
        let times = Times {
            read,
            rust: rust_time,
            schemas: start.elapsed(),
            compile: Duration::ZERO,
        };
        Ok(Self {
            model,
            rust,
            schemas: published.files,
            times,
        })
    }

    /// Reads a model and generates only Rust from it: paths and texts.
    ///
    /// # Errors
    ///
    /// As [`generate`](Self::generate).
    pub fn generate_rust(found: &Found) -> Result<Vec<(String, String)>, String> {
        let files = module(found, &model(found)?, MemberNames::Omit)?;
        Ok(files.into_iter().map(|it| (it.path, it.contents)).collect())
    }

    /// Generates from a service, checks what came out, and writes its crate below `crates`, if
    /// that is wanted.
    pub fn check(found: &Found, crates: Option<&Path>) -> Row {
        let mut row = Row {
            name: found.name.clone(),
            ..Row::default()
        };
        let service = match Self::generate(found) {
            Ok(service) => service,
            Err(problem) => {
                row.failures.push(problem);
                return row;
            }
        };
        row.operations = service.model.operations.len();
        row.shapes = service.model.shapes.len();
        row.times = service.times;
        row.rust_bytes = service.rust.iter().map(|it| it.contents.len()).sum();
        row.schema_files = service.schemas.len();
        row.schema_bytes = service.schemas.iter().map(|(_, text)| text.len()).sum();
        match canonical::check_model(service.model.clone(), &[]) {
            Ok(passage) => row.is_unwritable = passage == Passage::Unwritable,
            Err(problem) => row
                .failures
                .push(format!("does not survive an import: {problem}")),
        }
        let cases = service.cases(&mut row);
        row.documents = cases.values().map(|case| case.documents.len()).sum();
        service.validate(&found.name, &cases, &mut row);
        if let Some(crates) = crates
            && let Err(error) = super::compile::write(&found.name, &service, &cases, crates)
        {
            row.failures
                .push(format!("cannot write the crate: {error}"));
        }
        row
    }

    /// Documents of every message, by type.
    fn cases(&self, row: &mut Row) -> BTreeMap<String, Case> {
        let names = TypeNames::of(&self.model);
        let definitions = Definitions::new(&self.model);
        let texts = Texts::default();
        let mut cases = BTreeMap::new();
        let mut add = |name: &str, definition: &str, subject: Subject<'_>| {
            if !cases.contains_key(name) {
                let documents = self.documents(&texts, subject, row);
                let definition = definition.to_owned();
                cases.insert(
                    name.to_owned(),
                    Case {
                        definition,
                        documents,
                        uses: Vec::new(),
                    },
                );
            }
        };
        for operation in &self.model.operations {
            for (id, _) in messages(operation) {
                add(
                    &names.shapes[id],
                    definitions.of_shape(id),
                    Subject::Shape(id),
                );
                match wire::body(&self.model, Some(id)) {
                    Body::Part { members, .. } => {
                        add(
                            &names.bodies[id],
                            definitions.of_body(id),
                            Subject::Members(&members),
                        );
                    }
                    Body::Payload(member) => {
                        let kind = &self.model.shape(&member.target).kind;
                        if matches!(kind, Kind::Structure(_) | Kind::Union(_))
                            && let Some(name) = names.shapes.get(&member.target)
                        {
                            let definition = definitions.of_shape(&member.target);
                            add(name, definition, Subject::Shape(&member.target));
                        }
                    }
                    Body::Empty | Body::Whole(_) => {}
                }
            }
        }
        if matches!(self.model.service.protocol, Protocol::NotJson(_)) {
            return cases;
        }
        for operation in &self.model.operations {
            for (id, make) in messages(operation) {
                let case = cases.get_mut(&names.shapes[id]);
                let unit = names.operations[&operation.id].clone();
                case.expect("each message has a case").uses.push(make(unit));
            }
        }
        cases
    }

    fn documents(&self, texts: &Texts, subject: Subject<'_>, row: &mut Row) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut make = |extent| {
            let mut maker = Documents::new(&self.model, texts, extent);
            let document = match subject {
                Subject::Shape(id) => maker.shape(id),
                Subject::Members(members) => maker.members(members.iter().copied()),
            };
            row.omitted += maker.omitted;
            match document.map(|it| it.to_string()) {
                Some(text) if !found.contains(&text) => found.push(text),
                Some(_) => {}
                None => row.impossible += 1,
            }
            maker.widest_union
        };
        make(Extent::Minimal);
        let variants = make(Extent::Maximal(0)).min(MAX_UNION_DOCUMENTS);
        for variant in 1..variants {
            make(Extent::Maximal(variant));
        }
        found
    }

    /// Checks every schema against the metaschema, and every document against its schemas.
    fn validate(&self, name: &str, cases: &BTreeMap<String, Case>, row: &mut Row) {
        let by_file: BTreeMap<&str, &Case> = cases
            .values()
            .map(|case| (case.definition.as_str(), case))
            .collect();
        let failures: Vec<String> = self
            .schemas
            .par_iter()
            .flat_map_iter(|(path, text)| {
                let stem = path
                    .strip_prefix(name)
                    .and_then(|it| it.strip_prefix('/'))
                    .and_then(|it| {
                        it.strip_suffix(".deserialize.schema.json")
                            .or_else(|| it.strip_suffix(".schema.json"))
                    });
                let case = stem.and_then(|stem| by_file.get(stem).copied());
                validate(path, text, case)
            })
            .collect();
        row.failures.extend(failures);
    }
}

/// The structures that an operation sends, and as what.
fn messages(operation: &Operation) -> impl Iterator<Item = (&ShapeId, fn(String) -> Use)> {
    let input = operation.input.iter().map(|id| (id, Use::Request as _));
    let output = operation.output.iter().map(|id| (id, Use::Response as _));
    let errors = operation.errors.iter().map(|id| (id, Use::Error as _));
    input.chain(output).chain(errors)
}

/// Reads a model.
///
/// # Errors
///
/// With what is printed, if it cannot be read.
pub fn model(found: &Found) -> Result<Model, String> {
    let text = fs::read_to_string(&found.path).map_err(|error| error.to_string())?;
    let input = Input {
        spec: &text,
        overlay: None,
    };
    match input::read(input, &Selection::default()) {
        Ok((model, _warnings)) => Ok(model),
        Err(problems) => Err(Report::new(&text, problems).render(&found.name, &text, Color::Plain)),
    }
}

/// Generates Rust from a model.
///
/// # Errors
///
/// If it cannot be generated from.
pub fn module(
    found: &Found,
    model: &Model,
    member_names: MemberNames,
) -> Result<Vec<File>, String> {
    let options = rust::Options {
        flavour: Flavour::Explicit,
        bundles: Some(schema::Bundles::new("../schemas", &found.name)),
        member_names,
        place: Place::Root,
    };
    let module = rust::module(model, &options).map_err(|error| error.to_string())?;
    Ok(module.files)
}

/// What a document is of.
#[derive(Clone, Copy)]
enum Subject<'m> {
    Shape(&'m ShapeId),
    Members(&'m [&'m Member]),
}

fn validate(path: &str, text: &str, case: Option<&Case>) -> Vec<String> {
    let schema: Value = match serde_json::from_str(text) {
        Ok(schema) => schema,
        Err(error) => return vec![format!("{path} is not JSON: {error}")],
    };
    if let Err(error) = jsonschema::draft202012::meta::validate(&schema) {
        return vec![format!("{path} is not a schema: {error}")];
    }
    let Some(case) = case else {
        return Vec::new();
    };
    let mut schema = schema;
    spell_for_validator(&mut schema);
    // Patterns such as `^\S{1,8192}$` are large automata.
    let patterns = PatternOptions::fancy_regex().size_limit(1 << 30);
    let validator = jsonschema::options()
        .with_draft(Draft::Draft202012)
        .with_pattern_options(patterns)
        .build(&schema);
    let validator = match validator {
        Ok(validator) => validator,
        Err(error) => return vec![format!("{path} does not compile: {error}")],
    };
    let documents = case.documents.iter().filter_map(|document| {
        let value: Value = serde_json::from_str(document).ok()?;
        let error = validator.validate(&value).err()?;
        let place = error.instance_path().to_string();
        Some(format!("{path} refuses {document} at {place}: {error}"))
    });
    documents.collect()
}
