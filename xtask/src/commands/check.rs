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
    if plan.changes().is_empty() {
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
    ui::failure(&failure.help("run `cargo xtask codegen`"));
    Ok(Outcome::Findings)
}
