//! `protocol-tests`: runs botocore's own test cases against generated code.
//!
//! This command fetches, calls and reports; what is in a suite is for the package of tests to
//! know (`tinsmith_tests::protocol`), whose binary makes a crate of the suites. The crate prints
//! what came of each case, and its exit code is the result.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus};

use super::{Outcome, botocore};
use crate::failure::Failure;
use crate::repo::Repo;
use crate::tree::IoError;
use crate::ui::Ui;

/// Fetches the suites, generates the crate and runs it.
pub(super) fn run(ui: Ui) -> Result<Outcome, Failure> {
    let repo = Repo::find()?;
    let folder = repo.root().join("target/protocol-tests");
    let suites = botocore::fetch(&repo, ui)?.suites();
    let package = folder.join("crate");

    ui.progress("Generating", "a crate of the test cases");
    fs::create_dir_all(&folder)
        .map_err(|error| Failure::new("cannot prepare the crate").cause(error))?;
    let generated = cargo(repo.root())
        .args(["run", "--quiet", "--package", "tinsmith-tests"])
        .args(["--bin", "protocol-tests", "--"])
        .args([&suites, &package, &repo.models().join("runtime")])
        .status();
    if !status(generated)?.success() {
        return Err(Failure::new("the test cases cannot be generated from"));
    }
    // The versions that this repository is tested with, so that none are looked for.
    let (from, to) = (repo.root().join("Cargo.lock"), package.join("Cargo.lock"));
    fs::copy(&from, &to).map_err(|error| {
        Failure::new("cannot prepare the crate").cause(IoError::new("copy", &from)(error))
    })?;

    ui.progress("Running", "the test cases");
    let tested = cargo(&package)
        .args(["run", "--quiet", "--target-dir"])
        .arg(folder.join("build"))
        .status();
    match status(tested)?.code() {
        Some(0) => Ok(Outcome::Fine),
        Some(1) => Ok(Outcome::Findings),
        _ => Err(Failure::new("the test cases do not compile or run")),
    }
}

pub(super) fn cargo(folder: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(folder);
    cargo
}

pub(super) fn status(status: std::io::Result<ExitStatus>) -> Result<ExitStatus, Failure> {
    status.map_err(|error| Failure::new("cannot run cargo").cause(error))
}
