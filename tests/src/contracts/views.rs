//! The forms of a model: what travels, and the form by member names. Each has its schemas, and the
//! model as it would be if that form were what travels, so that documents are made, changed and
//! judged in one way for both.

use super::places::Root;
use super::subject::{Contracts, Read, Subject, validator};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tinsmith_codegen::lower::wire;
use tinsmith_codegen::model::{Kind, Member, Model, ShapeId, TimestampFormat};
use tinsmith_codegen::schema::{self, Contract, Form};

/// Both forms.
pub const FORMS: [Form; 2] = [Form::Wire, Form::MemberNames];

/// A model in one of its forms, with the schemas of that form.
#[derive(Debug)]
pub struct View {
    /// The form.
    pub form: Form,
    /// The model, in which what travels is this form.
    pub model: Model,
    /// The model as it is.
    original: Model,
    /// What is in front of the names of subjects.
    name: String,
    /// The folder of the schemas.
    folder: String,
    /// The schemas, by path.
    files: BTreeMap<String, Value>,
}

impl View {
    /// Publishes the schemas of a model in both forms; the one that travels comes first.
    ///
    /// # Panics
    ///
    /// If a schema is not JSON.
    pub fn both(model: &Model, name: &str) -> [Self; 2] {
        FORMS.map(|form| {
            let options = schema::Options {
                forms: vec![form],
                ..schema::Options::new(model, name)
            };
            let published = schema::files(model, &options);
            let files = published.files.into_iter().map(|(path, text)| {
                let schema = serde_json::from_str(&text).expect("schemas are JSON");
                (path, schema)
            });
            Self {
                form,
                model: match form {
                    Form::Wire => model.clone(),
                    Form::MemberNames => by_member_names(model.clone()),
                },
                original: model.clone(),
                name: format!("{name}{}", infix(form)),
                folder: name.to_owned(),
                files: files.collect(),
            }
        })
    }

    /// What a run over this view is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name of a member.
    pub fn name_of<'m>(&self, member: &'m Member) -> &'m str {
        wire::name(&self.model.service.protocol, member)
    }

    /// Names that a union cannot have in this form, though members travel under them: what they
    /// stand for could not be told from those members.
    pub fn refused(&self, union: &ShapeId) -> Vec<&str> {
        let Kind::Union(it) = &self.original.shape(union).kind else {
            return Vec::new();
        };
        let own: Vec<&str> = match self.form {
            Form::Wire => return Vec::new(),
            Form::MemberNames => it.members.iter().map(|it| &*it.name).collect(),
        };
        let protocol = &self.original.service.protocol;
        let wire = it.members.iter().map(|it| wire::name(protocol, it));
        wire.filter(|name| *name != "__type" && !own.contains(name))
            .collect()
    }

    /// The formats in which the timestamp that a member holds is read.
    pub fn formats(&self, member: Option<&Member>) -> &'static [TimestampFormat] {
        use TimestampFormat::{DateTime, EpochSeconds, HttpDate};
        let format = member.and_then(|it| wire::timestamp_format(&self.model, it));
        match (self.form, format) {
            (Form::MemberNames, _) => &[DateTime, HttpDate, EpochSeconds],
            (Form::Wire, Some(DateTime)) => &[DateTime],
            (Form::Wire, Some(HttpDate)) => &[HttpDate],
            (Form::Wire, Some(EpochSeconds) | None) => &[EpochSeconds],
        }
    }

    /// The schema of a definition: its file, or else the bundle with a reference into it.
    ///
    /// # Panics
    ///
    /// If there is no bundle.
    pub fn schema(&self, definition: &str, contract: Contract) -> Value {
        let contract = match contract {
            Contract::Serialize => "",
            Contract::Deserialize => ".deserialize",
        };
        let extension = format!("{}{contract}.schema.json", infix(self.form));
        let path = |stem: &str| format!("{}/{stem}{extension}", self.folder);
        if let Some(file) = self.files.get(&path(definition)) {
            return file.clone();
        }
        let mut bundle = self.files[&path(&self.folder)].clone();
        bundle["$ref"] = json!(format!("#/$defs/{definition}"));
        bundle
    }

    /// Both contracts of a definition, compiled.
    ///
    /// # Panics
    ///
    /// If one does not compile.
    pub fn contracts(&self, definition: &str) -> Contracts {
        let compiled = |contract| {
            let validator = validator(&self.schema(definition, contract));
            validator.unwrap_or_else(|error| panic!("{}/{definition}: {error}", self.name))
        };
        Contracts {
            written: compiled(Contract::Serialize),
            read: compiled(Contract::Deserialize),
        }
    }

    /// A type beside the schemas of this form.
    ///
    /// # Panics
    ///
    /// If a schema does not compile.
    pub fn subject<'a>(
        &'a self,
        definition: &str,
        root: &Root,
        reader: &'a Read<'a>,
    ) -> Subject<'a> {
        Subject {
            view: self,
            definition: definition.to_owned(),
            root: root.clone(),
            contracts: self.contracts(definition),
            reader,
        }
    }
}

/// What stands in the names of files before the contract.
fn infix(form: Form) -> &'static str {
    match form {
        Form::Wire => "",
        Form::MemberNames => ".member-names",
    }
}

/// The model in which members travel by their names, and timestamps as date-times.
fn by_member_names(mut model: Model) -> Model {
    let plain = |member: &mut Member| {
        member.json_name = None;
        member.traits.timestamp_format = Some(TimestampFormat::DateTime);
    };
    for shape in model.shapes.values_mut() {
        match &mut shape.kind {
            Kind::Structure(it) => it.members.iter_mut().for_each(plain),
            Kind::Union(it) => it.members.iter_mut().for_each(plain),
            Kind::List(it) => plain(&mut it.member),
            Kind::Map(it) => [&mut it.key, &mut it.value].into_iter().for_each(plain),
            _ => {}
        }
    }
    model
}
