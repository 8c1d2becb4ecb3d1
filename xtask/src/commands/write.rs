//! How commands write a tree: one run at a time, and what an earlier one left put right first.

use std::path::Path;

use tinsmith_codegen::file::File;

use crate::failure::Failure;
use crate::tree::{self, Plan, Recovered, Target};
use crate::ui::Ui;

/// Brings a target in line with what was generated and says what was done. `prefix` is what
/// messages write before a path of it.
///
/// # Errors
///
/// If not everything can be written; the target is as it was then, unless the error says
/// otherwise.
pub(super) fn write(
    target: &Target,
    files: Vec<File>,
    prefix: &str,
    ui: Ui,
) -> Result<Plan, Failure> {
    let failure = |error| Failure::of_tree(error, prefix);
    let _guard = lock(&target.base, ui)?;
    match tree::recover(target).map_err(failure)? {
        Recovered::Nothing => {}
        Recovered::Leftovers => ui.status(
            "Removed",
            &format!("what an interrupted run left in {prefix}"),
        ),
        Recovered::Undone => ui.status(
            "Restored",
            &format!("{prefix} as it was before a run that was interrupted"),
        ),
    }
    let plan = Plan::make(target, files).map_err(failure)?;
    plan.apply().map_err(failure)?;
    Ok(plan)
}

/// Keeps other runs out of a folder, and says so while it waits for one.
fn lock(folder: &Path, ui: Ui) -> Result<tree::Guard, Failure> {
    let on_wait = || {
        let folder = folder.display();
        ui.progress(
            "Blocking",
            &format!("waiting for another run that writes {folder}"),
        );
    };
    tree::lock(folder, on_wait).map_err(|error| Failure::new("nothing was written").cause(error))
}
