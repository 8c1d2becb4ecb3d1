//! `interop openapi`: what others make of the OpenAPI documents.
//!
//! This command installs and starts; `tests/interop/openapi/python/run.py` runs the tools and
//! prints the table.

use std::process::Command;

use super::super::Outcome;
use super::super::programs::{cargo, outcome, status};
use super::install::Installer;
use crate::failure::Failure;
use crate::repo::Repo;
use crate::ui::Ui;

/// The example of the models crate that answers schemathesis.
const SERVER: &str = "mock_server";

/// Installs the tools and runs them.
pub(super) fn run(repo: &Repo, ui: Ui) -> Result<Outcome, Failure> {
    let installer = Installer::new(repo, ui)?;
    let python = installer.python("openapi/python")?;
    let node = installer.node("openapi/node")?;
    let script = installer.sources("openapi/python").join("run.py");
    drop(installer);

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
        .arg(target.join("debug/examples").join(SERVER));
    outcome(program, "the tools could not be run")
}
