//! Generates the derive flavour of every checked-in spec, the oracle of the explicit one.
//!
//! It is made at build time so that it always belongs to the generator and the spec at hand.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use tinsmith_codegen::rust::{self, Flavour, MemberNames};
use tinsmith_codegen::smithy::{self, Selection};

fn main() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/amplifybackend.json");
    println!("cargo::rerun-if-changed={}", spec.display());
    let text = fs::read_to_string(&spec).expect("the spec is there");
    let (model, _warnings) = smithy::read(&text, &Selection::default()).expect("the spec is valid");
    let options = rust::Options {
        member_names: MemberNames::Emit,
        ..Flavour::Derive { json_schema: true }.into()
    };
    let module = rust::module(&model, &options).expect("the generator writes Rust");
    let mut source = String::new();
    let root = module
        .files
        .iter()
        .find(|file| file.path == "mod.rs")
        .expect("there is a root");
    for line in root.contents.lines() {
        // The files become inline modules, so that one `include!` brings them all.
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
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    let module = format!(
        "/// The derive flavour of Amplify Backend.\npub mod amplifybackend {{\n{source}\n}}\n"
    );
    fs::write(Path::new(&out).join("oracle.rs"), module).expect("OUT_DIR is writable");
}
