//! The model as JSON Schemas, draft 2020-12.
//!
//! [`files`] renders the published set: one self-contained file for each request body, whole
//! input, response body and error, and a bundle with every named shape. [`Schemas::shape`] gives
//! the schema of one shape, with references in whatever form the caller needs.
//!
//! Structures, unions, enums and intEnums are referenced; lists, maps and simple shapes are
//! written where they are used (only lists and maps nested deeper than any API nests them are
//! referenced too, so that a hostile model cannot make a schema of unbounded depth).
#![doc = ""]
#![doc = include_str!("exceptions.md")]

mod constraints;
mod document;
mod enums;
mod file;
mod names;
mod patterns;
mod readme;
mod render;
mod simple;
mod spelling;
mod structure;
mod text;
mod timestamp;
mod union;
pub(crate) mod walk;

#[cfg(test)]
mod tests;

use crate::model::{Member, Model, ShapeId, Traits};
pub(crate) use names::FileNames;
pub use readme::readme;

use names::{Names, Subject};
use patterns::Patterns;
use render::{Null, Renderer};
use serde_json::Value;
use text::Texts;

/// What JSON Schema cannot say, as a section of Markdown.
const EXCEPTIONS: &str = include_str!("exceptions.md");

/// What a schema promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contract {
    /// What a writer must produce and the API takes: enums are closed, constraints apply,
    /// everything required is there, nothing optional is null.
    Serialize,
    /// What the Rust types read, no more and no less: enums and unions are open, optional
    /// members may be null, constraints do not apply because the types do not enforce them.
    Deserialize,
}

impl Contract {
    /// The end of a file's name.
    fn extension(self) -> &'static str {
        match self {
            Self::Serialize => ".schema.json",
            Self::Deserialize => ".deserialize.schema.json",
        }
    }
}

/// Which of a value's forms a schema is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// What travels.
    #[default]
    Wire,
    /// What boto3 and the AWS CLI show, and the runtime's `member_names` read and write: members
    /// have their own names, timestamps are date-times.
    MemberNames,
}

impl Form {
    /// What stands before the end of a file's name.
    fn infix(self) -> &'static str {
        match self {
            Self::Wire => "",
            Self::MemberNames => ".member-names",
        }
    }
}

/// How the published files are named and identified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The folder of all the files, and the name of the bundle in it: `amplifybackend`.
    pub directory: String,
    /// What every `$id` starts with; the file's name follows. An absolute URI up to its last
    /// separator, with the API's version in it.
    pub id_base: String,
    /// The contracts to publish.
    pub contracts: Vec<Contract>,
    /// The forms to publish, each under all contracts.
    pub forms: Vec<Form>,
}

impl Options {
    /// Both contracts of the form that travels, identified by URNs: `urn:tinsmith:amplifybackend:2020-08-11:`.
    ///
    /// `$id` has to be absolute, but need not be an address (JSON Schema Core 2020-12, section
    /// 8.2.1). A URN claims no domain that somebody else could come to own and serve other
    /// schemas from, and no tool is tempted to fetch it.
    pub fn new(model: &Model, directory: &str) -> Self {
        let version = match model.service.version.as_str() {
            "" => "unversioned",
            version => version,
        };
        Self {
            directory: directory.to_owned(),
            id_base: format!(
                "urn:tinsmith:{}:{}:",
                names::uri_component(directory),
                names::uri_component(version)
            ),
            contracts: vec![Contract::Serialize, Contract::Deserialize],
            forms: vec![Form::Wire],
        }
    }
}

/// Where the bundles of both contracts are, as seen from another file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundles {
    /// The path of the serialize contract's.
    pub serialize: String,
    /// The path of the deserialize contract's.
    pub deserialize: String,
}

impl Bundles {
    /// The bundles of the directory, which is in the folder `schemas` at this path:
    /// `../../../schemas`.
    pub fn new(schemas: &str, directory: &str) -> Self {
        let path = |contract: Contract| {
            format!("{schemas}/{directory}/{directory}{}", contract.extension())
        };
        Self {
            serialize: path(Contract::Serialize),
            deserialize: path(Contract::Deserialize),
        }
    }
}

/// The names under which a bundle defines shapes and bodies.
#[derive(Debug)]
pub struct Definitions(Names);

impl Definitions {
    /// The names in the bundles of a model.
    pub fn new(model: &Model) -> Self {
        Self(Names::new(model).0)
    }

    /// The definition of a structure, union or enum.
    ///
    /// # Panics
    ///
    /// If the shape is of another kind or of another model.
    pub fn of_shape(&self, id: &ShapeId) -> &str {
        self.name(&Subject::Shape(id.clone()))
    }

    /// The definition of those members of a structure that travel in the body.
    ///
    /// # Panics
    ///
    /// If all of them do, or none.
    pub fn of_body(&self, id: &ShapeId) -> &str {
        self.name(&Subject::Body(id.clone()))
    }

    fn name(&self, subject: &Subject) -> &str {
        let number = self.0.number(subject);
        let number = number.expect("whatever has a type has a definition");
        &self.0.all()[number].0
    }
}

/// The published files, and what could not be said in them.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// Path and text of each file, sorted by path.
    pub files: Vec<(String, String)>,
    /// What was left out or renamed.
    pub warnings: Vec<Warning>,
}

/// Something that a schema does not say, or says under another name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Warning {
    /// A pattern that ECMA-262 cannot compile with its `u` flag, which JSON Schema asks for
    /// (JSON Schema Core 2020-12, section 6.4).
    DroppedPattern {
        /// The shape.
        shape: ShapeId,
        /// Its member, if the pattern is the member's own.
        member: Option<String>,
        /// The pattern.
        pattern: String,
        /// Why it does not compile.
        reason: String,
    },
    /// Patterns with properties of Unicode (`\p{L}`), which not every validator compiles.
    Properties {
        /// The first shape.
        shape: ShapeId,
        /// Its member, if the pattern is the member's own.
        member: Option<String>,
        /// In how many other places there are such patterns.
        others: usize,
    },
    /// A schema or file that does not have the shape's own name, because that is taken.
    Renamed {
        /// The shape.
        shape: ShapeId,
        /// The name that is taken.
        taken: String,
        /// The name used.
        used: String,
    },
}

/// Renders the published schemas of a model.
pub fn files(model: &Model, options: &Options) -> Published {
    let mut schemas = Schemas::new(model);
    let (names, renamed) = Names::new(model);
    let (plan, renamed_files) = file::plan(model, options, &names);
    let mut files = Vec::new();
    for form in &options.forms {
        schemas.form = *form;
        for contract in &options.contracts {
            files.extend(file::render(&schemas, options, &names, &plan, *contract));
        }
    }
    files.sort_unstable();
    let mut warnings = schemas.patterns.warnings().to_vec();
    warnings.extend(renamed);
    warnings.extend(renamed_files);
    Published { files, warnings }
}

/// Schemas of single shapes.
#[derive(Debug)]
pub struct Schemas<'m> {
    model: &'m Model,
    patterns: Patterns<'m>,
    texts: Texts<'m>,
    form: Form,
}

impl<'m> Schemas<'m> {
    /// Prepares what all schemas of the model share. They are about what travels.
    pub fn new(model: &'m Model) -> Self {
        Self {
            model,
            patterns: Patterns::new(model),
            texts: Texts::new(model),
            form: Form::Wire,
        }
    }

    /// The schema of one shape.
    ///
    /// `reference` says what stands in a `$ref` to another (or the same) named shape.
    pub fn shape(
        &self,
        id: &ShapeId,
        contract: Contract,
        reference: &dyn Fn(&ShapeId) -> String,
    ) -> Value {
        self.renderer(contract, reference).shape(id)
    }

    /// The schema of those members of a structure that travel in the body; the structure's own
    /// where that makes no difference (see [`wire::body`](crate::lower::wire::body)).
    pub fn body(
        &self,
        structure: &ShapeId,
        contract: Contract,
        reference: &dyn Fn(&ShapeId) -> String,
    ) -> Value {
        self.renderer(contract, reference).body(structure)
    }

    /// The schema of what a member holds, with the member's documentation and constraints.
    pub fn member(
        &self,
        member: &Member,
        contract: Contract,
        reference: &dyn Fn(&ShapeId) -> String,
    ) -> Value {
        self.renderer(contract, reference)
            .usage(member, Null::AsTarget)
    }

    /// What documentation and deprecation say, as text, and whether there is a deprecation.
    pub(crate) fn description(&self, traits: &Traits) -> (Option<String>, bool) {
        let annotations = self.texts.of_shape(traits);
        (annotations.description, annotations.deprecated)
    }

    fn renderer<'a>(
        &'a self,
        contract: Contract,
        reference: &'a dyn Fn(&ShapeId) -> String,
    ) -> Renderer<'a> {
        Renderer {
            model: self.model,
            patterns: &self.patterns,
            texts: &self.texts,
            contract,
            form: self.form,
            reference,
        }
    }
}
