//! The types of Amplify Backend and of the golden cases, by the names of their schemas.

use super::places::Root;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};
use tinsmith_codegen::model::{Model, ShapeId};
use tinsmith_codegen::schema::Contract;
use tinsmith_codegen::smithy::{self, Selection};

/// A generated type.
#[derive(Clone, Debug)]
pub struct Type {
    /// The name of its schemas.
    pub name: &'static str,
    /// What of the model it is.
    pub root: Root,
    /// Reads a document with it and writes that again.
    pub read: fn(&str) -> Result<String, String>,
    /// The same with the type's derived twin.
    pub read_derived: fn(&str) -> Result<String, String>,
    /// What schemars derives for the twin.
    pub derived_schema: fn(Contract) -> Schema,
}

impl Type {
    fn new<Explicit, Derived>(name: &'static str, root: Root) -> Self
    where
        Explicit: Serialize + DeserializeOwned,
        Derived: Serialize + DeserializeOwned + JsonSchema,
    {
        Self {
            name,
            root,
            read: read::<Explicit>,
            read_derived: read::<Derived>,
            derived_schema: derived_schema::<Derived>,
        }
    }
}

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
    /// The model.
    pub model: Model,
    /// The types of structures, unions, enums and bodies.
    pub types: Vec<Type>,
}

/// Amplify Backend and all golden cases.
///
/// # Panics
///
/// If a model cannot be read.
pub fn apis() -> Vec<Api> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let api = |name: &'static str, path: PathBuf, types: Types| {
        let text = std::fs::read_to_string(path).expect("the model is there");
        let (model, _) = smithy::read(&text, &Selection::default()).expect("the model is valid");
        Api {
            name,
            model,
            types: types(),
        }
    };
    let amplify = tests.join("../spec/amplifybackend.json");
    let cases = tables::CASES.iter();
    std::iter::once(api("amplifybackend", amplify, tables::amplifybackend))
        .chain(cases.map(|(name, types)| {
            let path = tests.join("cases").join(name).join("model.json");
            api(name, path, *types)
        }))
        .collect()
}

/// What the build script lists.
mod tables {
    use super::{Root, Type, Types, id};

    include!(concat!(env!("OUT_DIR"), "/types.rs"));
}

fn id(text: &str) -> ShapeId {
    ShapeId::parse(text).expect("the build script writes IDs")
}
