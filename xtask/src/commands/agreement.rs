//! `agreement`: takes many documents through types and schemas.
//!
//! This command fetches and calls; what is tried is for the package of tests to know
//! (`tinsmith_tests::contracts`), whose binary prints the figures and whose exit code is the
//! result.

use std::ffi::OsString;

use super::programs::{Profile, of_tests, outcome};
use super::{Outcome, botocore};
use crate::failure::Failure;
use crate::repo::Repo;
use crate::ui::Ui;

/// What to run.
#[derive(Debug)]
pub(super) struct Job {
    /// How many random documents each type of Amplify Backend and of the golden cases gets.
    pub(super) documents: usize,
    /// How many each type of a service gets.
    pub(super) service_documents: usize,
    /// Other services than the usual ones.
    pub(super) services: Vec<String>,
}

/// Fetches the models and runs.
pub(super) fn run(job: &Job, ui: Ui) -> Result<Outcome, Failure> {
    let repo = Repo::find()?;
    let models = botocore::fetch(&repo, ui)?.models();
    let mut arguments: Vec<OsString> = vec![
        job.documents.to_string().into(),
        job.service_documents.to_string().into(),
        models.into(),
        repo.root().join("target/agreement").into(),
        repo.models().join("runtime").into(),
        repo.root().join("Cargo.lock").into(),
    ];
    arguments.extend(job.services.iter().map(OsString::from));
    let mut program = of_tests(&repo, "agreement", Profile::Bench, ui)?;
    program.args(arguments);
    ui.progress("Trying", "documents on types and schemas");
    outcome(program, "the documents could not be tried")
}
