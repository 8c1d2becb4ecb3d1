//! Which files come out, and where they go.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::file::{File, FormatError, RUST_HEADER};
use crate::lower::Rename;
use crate::model::Model;
use crate::notices;
use crate::openapi;
use crate::reference;
use crate::report::Problem;
use crate::rust::{self, Flavour, MemberNames, Place};
use crate::schema::{self, Bundles};

/// One API to generate, under a name that becomes a module and a schema folder.
#[derive(Clone, Debug)]
pub struct Api {
    /// A lower-case identifier, such as `amplifybackend`.
    pub name: String,
    /// What to generate.
    pub model: Model,
}

/// Everything that one run generates.
#[derive(Clone, Debug, Default)]
pub struct Generated {
    /// The files, sorted by path.
    pub files: Vec<File>,
    /// What was decided without asking, by the API's name: names that collided, patterns that
    /// schemas leave out. None of it is an error; [`Report::new`](crate::report::Report::new)
    /// places it in the spec.
    pub notices: BTreeMap<String, Vec<Problem>>,
}

/// How a standalone crate is made.
#[derive(Clone, Debug)]
pub struct CrateOptions {
    /// The package's name.
    pub name: String,
    /// How its types get their serde impls.
    pub flavour: Flavour,
    /// Whether the types, and schemas, have a second form by member names.
    pub member_names: MemberNames,
    /// Where its runtime is.
    pub runtime: Runtime,
}

/// Where a standalone crate has its runtime.
///
/// Types of two crates fit into one generic function, such as one over the runtime's
/// `HttpOperation`, only if both have the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// In the folder `runtime` beside its `Cargo.toml`, which goes wherever the crate goes.
    Own,
    /// In a package that is there already.
    Shared {
        /// The package's folder, as the crate's `Cargo.toml` is to say it.
        path: String,
        /// The package's name.
        package: String,
    },
}

/// The folders, relative to the models crate, in which every file is generated.
pub const MODELS_FOLDERS: [&str; 3] = ["src/generated", "schemas", "reference"];

/// Generates what the models crate holds of all APIs; paths are relative to that crate.
///
/// # Errors
///
/// If generated code is not Rust, which is a defect of the generator.
pub fn models(apis: &[Api]) -> Result<Generated, FormatError> {
    let mut generated = Generated::default();
    let mut root = format!("{RUST_HEADER}\n");
    for Api { name, model } in apis {
        let options = rust::Options {
            flavour: Flavour::Explicit,
            bundles: Some(Bundles::new("../../../schemas", name)),
            member_names: MemberNames::Emit,
            place: Place::Module,
        };
        let module = rust::module(model, &options)?;
        let _ = write!(root, "\npub mod {name};\n");
        generated.add(&format!("src/generated/{name}/"), module.files);
        generated.add_schemas(name, model, MemberNames::Emit, &module.renames);
        generated.add(&format!("reference/{name}/"), reference::pages(model));
    }
    if !apis.is_empty() {
        let apis: Vec<_> = apis.iter().map(|it| (&*it.name, &it.model)).collect();
        generated.add("schemas/", [readme(&apis)]);
    }
    generated.add(
        "src/generated/",
        [File {
            path: "mod.rs".to_owned(),
            contents: root,
        }],
    );
    generated.files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(generated)
}

/// Generates a crate of one API, without the runtime it needs, which belongs where
/// [`CrateOptions::runtime`] says; paths are relative to the crate.
///
/// # Errors
///
/// If generated code is not Rust, which is a defect of the generator.
pub fn standalone(model: &Model, options: &CrateOptions) -> Result<Generated, FormatError> {
    let mut generated = Generated::default();
    let module = rust::module(
        model,
        &rust::Options {
            flavour: options.flavour,
            bundles: Some(Bundles::new("../schemas", &options.name)),
            member_names: options.member_names,
            place: Place::Root,
        },
    )?;
    generated.add(
        "src/",
        module.files.into_iter().map(|file| match &*file.path {
            "mod.rs" => File {
                path: "lib.rs".to_owned(),
                ..file
            },
            _ => file,
        }),
    );
    generated.add("", [rust::manifest(model, options)]);
    generated.add_schemas(&options.name, model, options.member_names, &module.renames);
    generated.add("schemas/", [readme(&[(&*options.name, model)])]);
    generated.files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(generated)
}

/// The page beside the schemas of these APIs.
fn readme(apis: &[(&str, &Model)]) -> File {
    let apis: Vec<_> = apis
        .iter()
        .map(|(name, model)| (*model, schema::Options::new(model, name)))
        .collect();
    File {
        path: "README.md".to_owned(),
        contents: schema::readme(&apis),
    }
}

impl Generated {
    /// Adds the schemas, and notices of what they and the Rust beside them are.
    fn add_schemas(
        &mut self,
        name: &str,
        model: &Model,
        member_names: MemberNames,
        renames: &[Rename],
    ) {
        let mut options = schema::Options::new(model, name);
        if member_names == MemberNames::Emit {
            options.forms.push(schema::Form::MemberNames);
        }
        let published = schema::files(model, &options);
        let files = published
            .files
            .into_iter()
            .map(|(path, contents)| File { path, contents });
        self.add("schemas/", files);
        let document = openapi::document(model).map(|contents| File {
            path: format!("{name}/openapi.json"),
            contents,
        });
        self.add("schemas/", document);
        let notices = notices::all(model, renames, &published.warnings);
        self.notices.insert(name.to_owned(), notices);
    }

    fn add(&mut self, folder: &str, files: impl IntoIterator<Item = File>) {
        self.files.extend(files.into_iter().map(|file| File {
            path: format!("{folder}{}", file.path),
            contents: file.contents,
        }));
    }
}
