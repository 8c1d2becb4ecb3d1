//! `codegen --check`: whether the models crate is what the specs say.

use serde_json::json;

use super::Outcome;
use super::codegen::{Models, PREFIX};
use crate::cli::MessageFormat;
use crate::diff;
use crate::failure::Failure;
use crate::repo::Repo;
use crate::tree::Change;
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
    match ui.format() {
        MessageFormat::Human => ui::output(&diff::render(plan.changes(), PREFIX))?,
        MessageFormat::Json => {
            for (path, change) in plan.changes() {
                let change = match change {
                    Change::Create { .. } => "missing",
                    Change::Update { .. } => "stale",
                    Change::Remove { .. } => "orphaned",
                };
                let file = format!("{PREFIX}{path}");
                ui.object(&json!({ "reason": "file", "file": file, "state": change }));
            }
        }
    }
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
