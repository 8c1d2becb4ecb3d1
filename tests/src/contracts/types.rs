//! The types of Amplify Backend and of the golden cases, by the names of their schemas.

use super::places::Root;
use super::subject::{Read, Subject};
use super::views::View;
use crate::agreement::{Verdict, agreed, verdict};
use crate::exchange::{Exchanged, exchange};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Debug;
use std::path::Path;
use tinsmith_codegen::model::{Model, ShapeId};
use tinsmith_codegen::schema::{Contract, Form};
use tinsmith_codegen::smithy::{self, Selection};
use tinsmith_runtime::member_names::{MemberNamed, MemberNames};

/// A generated type, in both flavours.
#[derive(Clone, Debug)]
pub struct Type {
    /// The name of its schemas.
    pub name: &'static str,
    /// What of the model it is.
    pub root: Root,
    /// The explicit flavour.
    pub explicit: Flavour,
    /// Its derived twin.
    pub derived: Flavour,
    /// What both make of a document, if they agree.
    pub agreed: fn(&str) -> Result<Verdict, String>,
    /// What schemars derives for the twin.
    pub derived_schema: fn(Contract) -> Schema,
}

/// A generated type in one flavour.
#[derive(Clone, Debug)]
pub struct Flavour {
    /// Reads a document and writes that again.
    pub read: fn(&str) -> Result<String, String>,
    /// The same by member names.
    pub read_by_member_names: fn(&str) -> Result<String, String>,
    /// What it makes of a document.
    pub verdict: fn(&str) -> Result<Verdict, String>,
    /// Takes a document that travels to member names and back.
    pub exchange: fn(&str) -> Result<Exchanged, String>,
}

impl Type {
    /// A structure or union.
    fn with_members<Explicit, Derived>(name: &'static str, root: Root) -> Self
    where
        Explicit: Generated + MemberNamed,
        Derived: Generated + MemberNamed + JsonSchema,
    {
        Self {
            explicit: Flavour::with_members::<Explicit>(),
            derived: Flavour::with_members::<Derived>(),
            ..Self::without_members::<Explicit, Derived>(name, root)
        }
    }

    /// An enum.
    fn without_members<Explicit, Derived>(name: &'static str, root: Root) -> Self
    where
        Explicit: Generated,
        Derived: Generated + JsonSchema,
    {
        Self {
            name,
            root,
            explicit: Flavour::without_members::<Explicit>(),
            derived: Flavour::without_members::<Derived>(),
            agreed: agreed::<Explicit, Derived>,
            derived_schema: derived_schema::<Derived>,
        }
    }
}

impl Flavour {
    fn with_members<T: Generated + MemberNamed>() -> Self {
        Self {
            read_by_member_names: read::<MemberNames<T>>,
            exchange: exchange::<T>,
            ..Self::without_members::<T>()
        }
    }

    /// Without members there are no names, so both forms are the same.
    fn without_members<T: Generated>() -> Self {
        Self {
            read: read::<T>,
            read_by_member_names: read::<T>,
            verdict: |text| verdict::<T>(text).map(|(verdict, _)| verdict),
            exchange: |text| {
                let text = read::<T>(text)?;
                let wire: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
                let named = wire.clone();
                Ok(Exchanged { wire, named })
            },
        }
    }

    /// The reader of a form.
    pub fn reader(&self, form: Form) -> &Read<'_> {
        match form {
            Form::Wire => &self.read,
            Form::MemberNames => &self.read_by_member_names,
        }
    }
}

/// What all generated types are.
trait Generated: Serialize + DeserializeOwned + PartialEq + Debug {}

impl<T: Serialize + DeserializeOwned + PartialEq + Debug> Generated for T {}

fn read<T: Serialize + DeserializeOwned>(text: &str) -> Result<String, String> {
    let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}

fn derived_schema<T: JsonSchema>(contract: Contract) -> Schema {
    let settings = SchemaSettings::draft2020_12();
    let settings = match contract {
        Contract::Serialize => settings.for_serialize(),
        Contract::Deserialize => settings.for_deserialize(),
    };
    settings.into_generator().into_root_schema_for::<T>()
}

/// Lists the types of a model.
type Types = fn() -> Vec<Type>;

/// A model and its types.
#[derive(Debug)]
pub struct Api {
    /// Its name.
    pub name: &'static str,
    /// The model and its schemas, by form; the one that travels first.
    pub views: [View; 2],
    /// The types of structures, unions, enums and bodies.
    pub types: Vec<Type>,
}

impl Api {
    /// The model.
    pub fn model(&self) -> &Model {
        &self.views[0].model
    }

    /// The explicit type of this name beside its schemas.
    ///
    /// # Panics
    ///
    /// If there is none, or a schema does not compile.
    pub fn subject(&self, form: Form, name: &str) -> Subject<'_> {
        let it = self.types.iter().find(|it| it.name == name);
        let it = it.unwrap_or_else(|| panic!("{} has no type {name}", self.name));
        let view = self.views.iter().find(|it| it.form == form);
        let view = view.expect("there is one for each form");
        view.subject(it.name, &it.root, it.explicit.reader(form))
    }
}

/// Amplify Backend and all golden cases.
///
/// # Panics
///
/// If a model cannot be read.
pub fn apis() -> Vec<Api> {
    names().map(api).collect()
}

/// Their names.
pub fn names() -> impl Iterator<Item = &'static str> {
    let cases = tables::CASES.iter().map(|(name, _)| *name);
    std::iter::once(AMPLIFY).chain(cases)
}

/// One of them.
///
/// # Panics
///
/// If there is none of this name, or its model cannot be read.
pub fn api(name: &'static str) -> Api {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (path, types): (_, Types) = if name == AMPLIFY {
        (
            tests.join("../spec/amplifybackend.json"),
            tables::amplifybackend,
        )
    } else {
        let case = tables::CASES.iter().find(|(case, _)| *case == name);
        let (_, types) = case.unwrap_or_else(|| panic!("there is no case {name}"));
        (tests.join("cases").join(name).join("model.json"), *types)
    };
    let text = std::fs::read_to_string(path).expect("the model is there");
    let (model, _) = smithy::read(&text, &Selection::default()).expect("the model is valid");
    Api {
        name,
        views: View::both(&model, name),
        types: types(),
    }
}

/// The one API that is no golden case.
const AMPLIFY: &str = "amplifybackend";

/// What the build script lists.
mod tables {
    use super::{Root, Type, Types, id};

    include!(concat!(env!("OUT_DIR"), "/types.rs"));
}

fn id(text: &str) -> ShapeId {
    ShapeId::parse(text).expect("the build script writes IDs")
}
