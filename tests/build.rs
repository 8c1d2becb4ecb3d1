//! Generates the derive flavour of every checked-in spec and golden case, the oracle of the
//! explicit one, and a table of all types.
//!
//! They are made at build time so that they always belong to the generator and the models at
//! hand.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use tinsmith_codegen::lower::TypeNames;
use tinsmith_codegen::model::{Kind, Model};
use tinsmith_codegen::rust::{self, Flavour, MemberNames};
use tinsmith_codegen::schema::Definitions;
use tinsmith_codegen::smithy::{self, Selection};

fn main() {
    let tests = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut oracle = String::new();
    let mut tables = String::new();
    let mut list = String::new();
    let spec = tests.join("../spec/amplifybackend.json");
    let mut models = vec![("amplifybackend".to_owned(), spec)];
    models.extend(cases(&tests.join("cases")));
    for (name, path) in models {
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path).expect("the model is there");
        let (model, _warnings) =
            smithy::read(&text, &Selection::default()).expect("the model is valid");
        oracle.push_str(&derived(&name, &model));
        let explicit = match &*name {
            "amplifybackend" => "tinsmith_models::amplifybackend".to_owned(),
            case => format!("crate::cases::{case}::explicit"),
        };
        tables.push_str(&table(&name, &model, &explicit));
        if name != "amplifybackend" {
            let _ = writeln!(list, "    ({name:?}, {name}),");
        }
    }
    let _ = write!(
        tables,
        "/// The golden cases.\npub(super) static CASES: &[(&str, Types)] = &[\n{list}];\n"
    );
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    for (file, contents) in [("oracle.rs", oracle), ("types.rs", tables)] {
        fs::write(Path::new(&out).join(file), contents).expect("OUT_DIR is writable");
    }
}

/// The golden cases and their models.
fn cases(folder: &Path) -> Vec<(String, PathBuf)> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(folder).expect("there are cases");
    let mut cases: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.is_dir())
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            (name.into_owned(), path.join("model.json"))
        })
        .collect();
    cases.sort();
    cases
}

/// The derive flavour as one module. Its files become inline modules, so that one `include!`
/// brings them all.
fn derived(name: &str, model: &Model) -> String {
    let options = rust::Options {
        member_names: MemberNames::Emit,
        ..Flavour::Derive { json_schema: true }.into()
    };
    let module = rust::module(model, &options).expect("the generator writes Rust");
    let mut source = String::new();
    let root = module
        .files
        .iter()
        .find(|file| file.path == "mod.rs")
        .expect("there is a root");
    for line in root.contents.lines() {
        let part = line
            .strip_prefix("mod ")
            .and_then(|rest| rest.strip_suffix(';'));
        let path = part.map(|name| format!("{name}.rs"));
        match module
            .files
            .iter()
            .find(|file| Some(&file.path) == path.as_ref())
        {
            Some(file) => {
                let name = part.unwrap_or_default();
                let _ = write!(source, "mod {name} {{\n{}\n}}\n", file.contents);
            }
            None => {
                let _ = writeln!(source, "{line}");
            }
        }
    }
    format!("/// The derive flavour of `{name}`.\npub mod {name} {{\n{source}\n}}\n")
}

/// A function that lists all types of a model, with what is needed to try them.
fn table(name: &str, model: &Model, explicit: &str) -> String {
    let names = TypeNames::of(model);
    let definitions = Definitions::new(model);
    let mut rows = String::new();
    let shapes = names.shapes.iter();
    let shapes = shapes.map(|(id, ty)| (id, ty, definitions.of_shape(id), "Shape"));
    let bodies = names.bodies.iter();
    let bodies = bodies.map(|(id, ty)| (id, ty, definitions.of_body(id), "Body"));
    for (id, ty, definition, root) in shapes.chain(bodies) {
        let members = match model.shape(id).kind {
            Kind::Enum(_) | Kind::IntEnum(_) => "without_members",
            _ => "with_members",
        };
        let _ = writeln!(
            rows,
            "        Type::{members}::<{explicit}::{ty}, crate::oracle::{name}::{ty}>({definition:?}, \
             Root::{root}(id({:?}))),",
            id.as_str()
        );
    }
    format!(
        "/// The types of `{name}`.\n#[allow(deprecated)]\npub(super) fn {name}() -> Vec<Type> {{\n    \
         vec![\n{rows}    ]\n}}\n"
    )
}
