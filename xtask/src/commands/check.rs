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
    if plan.changes().is_empty() {
        let files = count(models.files(), "file");
        ui.status("Finished", &format!("{files}, all up to date"));
        return Ok(Outcome::Fine);
    }
    ui::output(&diff::render(plan.changes(), PREFIX))?;
    let summary = diff::summary(plan.changes().values());
    ui::failure(
        &Failure::new(format!(
            "generated files are not what spec/ says: {summary}"
        ))
        .help("run `cargo xtask codegen`"),
    );
    Ok(Outcome::Findings)
}
