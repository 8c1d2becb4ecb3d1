//! Writes the lowered API as Rust modules, one file for each kind of thing.

mod docs;
mod enumeration;
mod http;
mod manifest;
mod member_names;
mod operation;
mod root;
mod schemars;
mod serde;
mod structure;
mod table;
mod union;
mod unknown;

use proc_macro2::TokenStream;
use quote::quote;

pub use manifest::TOML_HEADER;
pub(crate) use manifest::manifest;
pub(crate) use table::Table;

use member_names::Named;

use crate::file::{self, Code, File, FormatError, Item};
use crate::lower::{Api, Name, Rename, Values, lower};
use crate::model::Model;
use crate::schema::{Bundles, Definitions};

/// What debug output shows of something sensitive.
const REDACTED: &str = "** redacted **";

/// How the types get their serde impls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavour {
    /// Written out, over the runtime's generic visitors: nothing to expand, quick to compile.
    Explicit,
    /// With serde's derive macros, for people who prefer them, and as the oracle of the other.
    Derive {
        /// Whether to derive `schemars::JsonSchema` as well.
        json_schema: bool,
    },
}

/// How a module is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How its types get their serde impls.
    pub flavour: Flavour,
    /// Where the module's files find the published schemas, for the explicit flavour to
    /// implement `JsonSchema` with them; without them it does not.
    pub bundles: Option<Bundles>,
    /// Whether the types can also be read and written by member names.
    pub member_names: MemberNames,
    /// Where it is in its crate.
    pub place: Place,
}

/// Where a module is in its crate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Below others.
    #[default]
    Module,
    /// It is the crate's root, where users find the runtime as well: under its own name, whatever
    /// the package is called that it comes from.
    Root,
}

/// Whether there is a second form of every type, by member names, behind the feature
/// `member-names`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MemberNames {
    /// There is only the form that travels.
    #[default]
    Omit,
    /// There is.
    Emit,
}

impl From<Flavour> for Options {
    /// Without `JsonSchema`, unless it is derived, and without member names; not at the root.
    fn from(flavour: Flavour) -> Self {
        Self {
            flavour,
            bundles: None,
            member_names: MemberNames::Omit,
            place: Place::Module,
        }
    }
}

/// The Rust code of one API.
#[derive(Clone, Debug)]
pub struct Module {
    /// The module's files; the root is `mod.rs`.
    pub files: Vec<File>,
    /// Names that collided and how that was resolved.
    pub renames: Vec<Rename>,
}

/// Generates the module of an API.
///
/// # Errors
///
/// If what was generated is not Rust, which is a defect of the generator; nothing is returned
/// then, so nothing half-made can be written.
pub fn module(model: &Model, options: &Options) -> Result<Module, FormatError> {
    let flavour = options.flavour;
    let api = lower(model);
    let unknown: Vec<Item<'_>> = if unknown::is_needed(&api) {
        vec![Box::new(|| unknown::generate(&api).into())]
    } else {
        vec![]
    };
    let named = Named::of(&api);
    let mut parts = vec![
        Part::new(
            "types",
            items(&api.structs, |s| structure::generate(model, s, flavour)),
        ),
        Part::new("enums", enums(&api, flavour)),
        Part::new(
            "unions",
            items(&api.unions, |u| {
                union::generate(model, u, &api.unknown, flavour)
            }),
        ),
        Part::new("errors", errors(&api)),
        Part::new("operations", operations(model, &api)),
        Part::new("unknown", unknown),
    ];
    parts.push(Part::new("http", http(model, &api)).private());
    if flavour == Flavour::Explicit {
        parts.push(Part::new("wire", wire(&api)).private());
        if let Some(bundles) = &options.bundles {
            parts.push(Part::new("json_schema", json_schemas(model, &api, bundles)).private());
        }
    }
    if options.member_names == MemberNames::Emit {
        parts.push(Part::new("member_names", member_names(&api, &named)).private());
    }
    parts.retain(|part| !part.items.is_empty());
    let root: Item<'_> = Box::new(|| root::generate(model, options, &parts).into());
    let mut files = vec![file::format("mod.rs", &root, &[])?];
    for part in &parts {
        let path = format!("{}.rs", part.name);
        let imports: Item<'_> = Box::new(|| imports(part.name).into());
        files.push(file::format(&path, &imports, &part.items)?);
    }
    Ok(Module {
        files,
        renames: api.renames.clone(),
    })
}

/// A file of the module.
struct Part<'a> {
    name: &'static str,
    items: Vec<Item<'a>>,
    /// Whether it has names to export.
    is_public: bool,
}

impl<'a> Part<'a> {
    fn new(name: &'static str, items: Vec<Item<'a>>) -> Self {
        Self {
            name,
            items,
            is_public: true,
        }
    }

    fn private(self) -> Self {
        Self {
            is_public: false,
            ..self
        }
    }
}

/// One item for each thing, generated when it is its turn, on whichever thread.
fn items<'a, T: Sync, C: Into<Code>>(
    things: &'a [T],
    generate: impl Fn(&T) -> C + Copy + Send + Sync + 'a,
) -> Vec<Item<'a>> {
    things
        .iter()
        .map(|thing| Box::new(move || generate(thing).into()) as Item<'a>)
        .collect()
}

/// Each enum, followed by its values.
fn enums<'a>(api: &'a Api<'_>, flavour: Flavour) -> Vec<Item<'a>> {
    let definitions = items(&api.enums, move |e| {
        enumeration::generate(e, &api.unknown, flavour)
    });
    let values = items(&api.enums, |e| enumeration::values(e, &api.unknown));
    pairs(definitions, values)
}

/// Each operation's error type, followed by what tells its errors apart.
fn errors<'a>(api: &'a Api<'_>) -> Vec<Item<'a>> {
    let definitions = items(&api.operations, operation::error_type);
    pairs(definitions, items(&api.operations, operation::errors))
}

fn pairs<'a>(first: Vec<Item<'a>>, second: Vec<Item<'a>>) -> Vec<Item<'a>> {
    first
        .into_iter()
        .zip(second)
        .flat_map(<[_; 2]>::from)
        .collect()
}

/// What the files of the module use.
///
/// The lists are the same for every model, which is why the root allows unused imports.
fn imports(name: &str) -> TokenStream {
    match name {
        "wire" | "http" | "member_names" => quote! {
            use super::*;
            use std::collections::BTreeMap;
            use tinsmith_runtime as rt;
        },
        // Only what is named here: a model may have types of schemars' names.
        "json_schema" => quote! {
            use schemars::generate::{Contract, SchemaGenerator};
            use schemars::{JsonSchema, Schema};
            use serde_json::Value;
            use std::{borrow::Cow, sync::LazyLock};
        },
        "operations" => quote! {
            use super::*;
            use tinsmith_runtime as rt;
        },
        _ => quote! {
            use super::*;
            use std::{collections::BTreeMap, fmt};
            use tinsmith_runtime as rt;
        },
    }
}

fn wire<'a>(api: &'a Api<'_>) -> Vec<Item<'a>> {
    let mut wire = items(&api.structs, serde::explicit::structure);
    wire.extend(items(&api.unions, |union| {
        serde::explicit::union(union, &api.unknown)
    }));
    let has = |is: fn(&Values<'_>) -> bool| api.enums.iter().any(|e| is(&e.values));
    if has(|values| matches!(values, Values::Strings(_))) {
        wire.push(Box::new(|| serde::explicit::string_enums(api).into()));
    }
    if has(|values| matches!(values, Values::Ints(_))) {
        wire.push(Box::new(|| serde::explicit::int_enums(api).into()));
    }
    wire
}

/// The service, followed by its operations.
fn operations<'a>(model: &'a Model, api: &'a Api<'_>) -> Vec<Item<'a>> {
    if api.operations.is_empty() {
        return Vec::new();
    }
    let service: Item<'a> = Box::new(|| operation::service(&model.service).into());
    let mut items = items(&api.operations, operation::unit_type);
    items.insert(0, service);
    items
}

/// Everything that is known of HTTP, behind a feature.
fn http<'a>(model: &'a Model, api: &'a Api<'_>) -> Vec<Item<'a>> {
    let tables = http::tables(model, api);
    let text: Vec<String> = tables.iter().map(Table::to_string).collect();
    text.into_iter()
        .map(|text| Box::new(move || Code::Text(text.clone())) as Item<'a>)
        .collect()
}

fn member_names<'a>(api: &'a Api<'_>, named: &'a Named<'_>) -> Vec<Item<'a>> {
    let mut tables = items(&api.structs, |it| named.structure(it));
    tables.extend(items(&api.unions, |it| named.union(it)));
    tables
}

fn json_schemas<'a>(model: &'a Model, api: &'a Api<'_>, bundles: &'a Bundles) -> Vec<Item<'a>> {
    if api.structs.is_empty() && api.unions.is_empty() && api.enums.is_empty() {
        return Vec::new();
    }
    vec![
        Box::new(|| Code::Text(schemars::support(bundles))),
        Box::new(|| schemars::types(api, &Definitions::new(model)).into()),
    ]
}

/// A `Debug` that shows nothing.
fn redacted_debug(ident: &Name) -> TokenStream {
    quote! {
        impl fmt::Debug for #ident {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(#REDACTED)
            }
        }
    }
}
