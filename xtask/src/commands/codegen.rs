//! `codegen`: every spec becomes a part of the models crate.

use std::path::Path;

use tinsmith_codegen::output::{self, Generated, MODELS_FOLDERS};
use tinsmith_codegen::smithy::Selection;

use super::{Outcome, notices};
use crate::failure::Failure;
use crate::repo::{Repo, Spec};
use crate::spec;
use crate::tree::{self, Change, Ownership, Plan, Target};
use crate::ui::{self, Ui, count};

/// What messages write before a path of the models crate.
pub(super) const PREFIX: &str = "models/";

/// How many changed files are listed; the first run for a large API creates thousands.
const CHANGES_SHOWN: usize = 100;

/// Generates the models crate.
pub(super) fn run(ui: Ui) -> Result<Outcome, Failure> {
    let repo = Repo::find()?;
    let models = Models::generate(&repo, ui)?;
    let _guard = lock(&models.target.base, ui)?;
    let plan = models.plan()?;
    plan.apply()
        .map_err(|error| Failure::of_tree(error, PREFIX))?;
    print_changes(&plan, PREFIX, ui);
    ui.status("Finished", &summary(&plan, &count(models.apis, "API")));
    Ok(Outcome::Fine)
}

/// Everything that belongs in the models crate, in memory.
pub(super) struct Models {
    apis: usize,
    generated: Generated,
    target: Target,
}

impl Models {
    /// Reads every spec and generates.
    pub(super) fn generate(repo: &Repo, ui: Ui) -> Result<Self, Failure> {
        let (mut apis, mut failures) = (Vec::new(), Vec::new());
        for Spec { name, files } in repo.specs()? {
            match spec::load(&files, &Selection::default(), ui) {
                Ok(model) => apis.push(output::Api { name, model }),
                Err(failure) => failures.push(failure),
            }
        }
        if let Some(failure) = Failure::merge(failures) {
            return Err(failure);
        }
        let generated = output::models(&apis).map_err(defect)?;
        notices::print(&generated, ui);
        Ok(Self {
            apis: apis.len(),
            generated,
            target: Target {
                base: repo.models(),
                folders: MODELS_FOLDERS.to_vec(),
                ownership: Ownership::Exclusive,
            },
        })
    }

    /// Compares with the disk.
    pub(super) fn plan(&self) -> Result<Plan, Failure> {
        Plan::make(&self.target, self.generated.files.clone())
            .map_err(|error| Failure::of_tree(error, PREFIX))
    }

    /// How many files there are to be.
    pub(super) fn files(&self) -> usize {
        self.generated.files.len()
    }
}

/// Keeps other runs out of a folder, and says so while it waits for one.
pub(super) fn lock(folder: &Path, ui: Ui) -> Result<tree::Guard, Failure> {
    let on_wait = || {
        let folder = folder.display();
        ui.progress(
            "Blocking",
            &format!("waiting for another run that writes {folder}"),
        );
    };
    tree::lock(folder, on_wait).map_err(|error| Failure::new("nothing was written").cause(error))
}

/// One line for each file that changed, as long as someone will read them.
pub(super) fn print_changes(plan: &Plan, prefix: &str, ui: Ui) {
    for (path, change) in plan.changes().iter().take(CHANGES_SHOWN) {
        let word = match change {
            Change::Create { .. } => "Created",
            Change::Update { .. } => "Updated",
            Change::Remove { .. } => "Removed",
        };
        ui.status(word, &format!("{prefix}{path}"));
    }
    if let Some(more @ 1..) = plan.changes().len().checked_sub(CHANGES_SHOWN) {
        ui.status("…", &count(more, "more file"));
    }
}

/// `1 API, 14 files (2 updated, 12 unchanged)`.
pub(super) fn summary(plan: &Plan, what: &str) -> String {
    let [mut created, mut updated, mut removed] = [0; 3];
    for change in plan.changes().values() {
        match change {
            Change::Create { .. } => created += 1,
            Change::Update { .. } => updated += 1,
            Change::Remove { .. } => removed += 1,
        }
    }
    let files = count(created + updated + plan.unchanged(), "file");
    let tally = ui::tally(&[
        (created, "created"),
        (updated, "updated"),
        (removed, "removed"),
        (plan.unchanged(), "unchanged"),
    ]);
    format!("{what}, {files} ({tally})")
}

/// The failure for code that would not be Rust.
pub(super) fn defect(error: impl std::fmt::Display) -> Failure {
    Failure::new("the generator has a defect; nothing was written").cause(error)
}
