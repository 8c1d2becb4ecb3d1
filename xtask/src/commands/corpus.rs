//! `corpus`: takes all of AWS through the generator.
//!
//! This command fetches and calls; what is done with each service is for the package of tests to
//! know (`tinsmith_tests::corpus`), whose binary prints the table and whose exit code is the
//! result.

use std::ffi::OsString;
use std::path::PathBuf;

use super::programs::{Profile, of_tests, outcome};
use super::{Outcome, botocore};
use crate::failure::Failure;
use crate::repo::Repo;
use crate::ui::Ui;

/// What to run.
#[derive(Debug)]
pub(super) struct Job {
    /// `none`, `sample` or `all`.
    pub(super) compile: &'static str,
    /// Only these services.
    pub(super) services: Vec<String>,
    /// Of how many operations to make crates.
    pub(super) operations: usize,
    /// cargo-typify's program, to compare with.
    pub(super) peer: Option<PathBuf>,
}

/// Fetches the models and runs them.
pub(super) fn run(job: &Job, ui: Ui) -> Result<Outcome, Failure> {
    let repo = Repo::find()?;
    let models = botocore::fetch(&repo, ui)?.models();
    let mut arguments: Vec<OsString> = vec![
        models.into(),
        repo.root().join("target/corpus").into(),
        repo.models().join("runtime").into(),
        repo.root().join("Cargo.lock").into(),
        job.compile.into(),
        job.peer.clone().unwrap_or_else(|| "-".into()).into(),
        job.operations.to_string().into(),
        std::env::current_exe()
            .map_err(|error| Failure::new("cannot find this command itself").cause(error))?
            .into(),
    ];
    arguments.extend(job.services.iter().map(OsString::from));

    let mut program = of_tests(&repo, "corpus", Profile::Release, ui)?;
    program.arg("check").args(arguments);
    ui.progress("Generating", "from the models of all services");
    outcome(program, "the services could not be run")
}
