//! `interop openapi`: what others make of the OpenAPI documents.
//!
//! This command installs and starts; `tests/interop/openapi/python/run.py` runs the tools and
//! prints the table.

use std::path::PathBuf;
use std::process::Command;

use super::super::programs::{cargo, outcome, status};
use super::super::{Outcome, botocore};
use super::install::Installer;
use crate::cli::{OpenapiTools, Services};
use crate::failure::Failure;
use crate::repo::Repo;
use crate::ui::Ui;

/// The example of the models crate that answers schemathesis.
const SERVER: &str = "mock_server";

/// Installs the tools and runs them.
pub(super) fn run(repo: &Repo, arguments: &OpenapiTools, ui: Ui) -> Result<Outcome, Failure> {
    let installer = Installer::new(repo, ui)?;
    let python = installer.python("openapi/python")?;
    let node = installer.node("openapi/node")?;
    let script = installer.sources("openapi/python").join("run.py");
    drop(installer);

    let services = documents(repo, arguments, ui)?;
    ui.progress("Compiling", "the mock server");
    let target = repo.root().join("target");
    let built = cargo(repo.root())
        .args(["build", "--quiet", "--package", "tinsmith-models"])
        .args(["--features", "http", "--example", SERVER, "--target-dir"])
        .arg(&target)
        .status();
    if !status(built)?.success() {
        return Err(Failure::new("the mock server does not compile"));
    }

    ui.progress("Running", "the tools for OpenAPI");
    let mut program = Command::new(python);
    program
        .arg(script)
        .arg(node)
        .arg(target.join("debug/examples").join(SERVER))
        .arg(services.unwrap_or_else(|| "-".into()));
    outcome(program, "the tools could not be run")
}

/// Writes the documents of the services that are wanted; the result is their folder.
fn documents(repo: &Repo, arguments: &OpenapiTools, ui: Ui) -> Result<Option<PathBuf>, Failure> {
    let which = match (arguments.services, &*arguments.only) {
        (Services::None, []) => return Ok(None),
        (Services::None, _) => "these",
        (Services::Sample, _) => "sample",
        (Services::All, _) => "all",
    };
    let models = botocore::fetch(repo, ui)?.models();
    let folder = repo.root().join("target/interop/openapi/services");
    ui.progress("Generating", "documents of services");
    let written = cargo(repo.root())
        .args(["run", "--quiet", "--package", "tinsmith-tests"])
        .args(["--bin", "corpus", "--", "openapi"])
        .arg(models)
        .arg(&folder)
        .arg(which)
        .args(&arguments.only)
        .status();
    if status(written)?.success() {
        Ok(Some(folder))
    } else {
        Err(Failure::new("the documents cannot be generated"))
    }
}
