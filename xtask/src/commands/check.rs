//! `codegen --check`: whether the models crate is what the specs say.

use super::Outcome;
use super::codegen::{Models, PREFIX};
use crate::diff;
use crate::failure::Failure;
use crate::repo::Repo;
use crate::ui::{self, Ui, count};

/// Compares and writes nothing.
pub(super) fn run(ui: Ui) -> Result<Outcome, Failure> {
    let repo = Repo::find()?;
    let models = Models::generate(&repo, ui)?;
    let plan = models.plan()?;
    let interruption = plan.is_interrupted().then(|| interruption(&models));
    if plan.changes().is_empty() {
        if let Some(interruption) = interruption {
            ui.note(interruption);
        }
        let files = count(models.files(), "file");
        ui.status("Finished", &format!("{files}, all up to date"));
        return Ok(Outcome::Fine);
    }
    ui::output(&diff::render(plan.changes(), PREFIX))?;
    let summary = diff::summary(plan.changes().values());
    let failure = Failure::new(format!(
        "generated files are not what spec/ says: {summary}"
    ));
    let failure = interruption.into_iter().fold(failure, Failure::cause);
    ui::failure(&failure.help("run `cargo xtask codegen`"));
    Ok(Outcome::Findings)
}

/// Why there are files of a run that has not ended.
fn interruption(models: &Models) -> &'static str {
    if models.is_locked() {
        "another run is writing them now"
    } else {
        "an earlier run was interrupted; `cargo xtask codegen` puts right what it left"
    }
}
