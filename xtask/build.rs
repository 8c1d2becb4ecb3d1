//! Embeds the sources of the runtime, which standalone crates get a copy of.
//!
//! The list is made from the folder at every build, so it cannot get out of date. Only text is
//! embedded; this command does not depend on the crate.

use std::env;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The runtime, relative to this package.
const RUNTIME: &str = "../models/runtime";

fn main() -> io::Result<()> {
    let package = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let runtime = package.join(RUNTIME);
    let manifests = [runtime.join("Cargo.toml"), package.join("../Cargo.toml")];
    let sources = runtime.join("src");

    let mut files = Vec::new();
    list(&sources, "src", &mut files)?;
    files.sort();

    let mut code = String::from("pub(super) const SOURCES: &[(&str, &str)] = &[\n");
    for (name, path) in &files {
        let _ = writeln!(code, "    ({name:?}, include_str!({:?})),", text(path)?);
    }
    code.push_str("];\n");
    for (name, path) in ["MANIFEST", "WORKSPACE"].iter().zip(&manifests) {
        let path = text(path)?;
        let _ = writeln!(
            code,
            "pub(super) const {name}: &str = include_str!({path:?});"
        );
        println!("cargo::rerun-if-changed={path}");
    }
    println!("cargo::rerun-if-changed={}", sources.display());
    println!("cargo::rerun-if-changed=build.rs");
    fs::write(Path::new(&variable("OUT_DIR")?).join("runtime.rs"), code)
}

/// A path as it is written in code.
fn text(path: &Path) -> io::Result<&str> {
    path.to_str()
        .ok_or_else(|| io::Error::other(format!("{} is not Unicode", path.display())))
}

fn variable(name: &str) -> io::Result<String> {
    env::var(name).map_err(io::Error::other)
}

/// Lists the files of a folder at any depth, by their names in it with `/` between parts.
fn list(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &name, files)?;
        } else {
            files.push((name, entry.path()));
        }
    }
    Ok(())
}
