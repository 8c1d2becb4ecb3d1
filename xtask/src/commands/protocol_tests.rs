//! `protocol-tests`: runs botocore's own test cases against generated code.
//!
//! This command fetches, calls and reports; what is in a suite is for the package of tests to
//! know (`tinsmith_tests::protocol`), whose binary makes a crate of the suites. The crate prints
//! what came of each case, and its exit code is the result.

use std::fs;

use super::programs::{Profile, cargo, of_tests, outcome, status};
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

    fs::create_dir_all(&folder)
        .map_err(|error| Failure::new("cannot prepare the crate").cause(error))?;
    let mut generate = of_tests(&repo, "protocol-tests", Profile::Dev, ui)?;
    ui.progress("Generating", "a crate of the test cases");
    generate.args([&suites, &package, &repo.models().join("runtime")]);
    if !status(generate.status())?.success() {
        return Err(Failure::new("the test cases cannot be generated from"));
    }
    // The versions that this repository is tested with, so that none are looked for.
    let (from, to) = (repo.root().join("Cargo.lock"), package.join("Cargo.lock"));
    fs::copy(&from, &to).map_err(|error| {
        Failure::new("cannot prepare the crate").cause(IoError::new("copy", &from)(error))
    })?;

    let command = |verb: &str| {
        let mut command = cargo(&package);
        command.args([verb, "--quiet", "--target-dir"]);
        command.arg(folder.join("build"));
        command
    };
    ui.progress("Compiling", "the crate");
    if !status(command("build").status())?.success() {
        return Err(Failure::new("the test cases do not compile"));
    }
    ui.progress("Running", "the test cases");
    outcome(command("run"), "the test cases do not run")
}
