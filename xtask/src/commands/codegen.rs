//! `codegen`: every spec becomes a part of the models crate.

use std::collections::BTreeMap;

use tinsmith_codegen::output::{self, Generated, MODELS_FOLDERS};
use tinsmith_codegen::smithy::Selection;

use super::Outcome;
use super::write::write;
use crate::failure::Failure;
use crate::repo::{Repo, Spec};
use crate::spec::Texts;
use crate::tree::{self, Change, Ownership, Plan, Target};
use crate::ui::{self, Ui, count};

/// What messages write before a path of the models crate.
pub(super) const PREFIX: &str = "models/";

/// Up to how many changed files of a folder are listed; the first run for a large API creates
/// thousands.
const FILES_SHOWN: usize = 20;

/// Generates the models crate.
pub(super) fn run(ui: Ui) -> Result<Outcome, Failure> {
    let repo = Repo::find()?;
    let models = Models::generate(&repo, ui)?;
    let plan = write(&models.target, models.generated.files, PREFIX, ui)?;
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
        let mut all_texts = Vec::new();
        for Spec { name, files } in repo.specs()? {
            let texts = Texts::read(&files, ui);
            match texts.and_then(|texts| Ok((texts.model(&Selection::default(), ui)?, texts))) {
                Ok((model, texts)) => {
                    apis.push(output::Api { name, model });
                    all_texts.push(texts);
                }
                Err(failure) => failures.push(failure),
            }
        }
        if let Some(failure) = Failure::merge(failures) {
            return Err(failure);
        }
        let mut generated = output::models(&apis).map_err(defect)?;
        for (output::Api { name, model }, texts) in apis.iter().zip(&all_texts) {
            let notices = generated.notices.remove(name).unwrap_or_default();
            texts.notices(model, notices, ui);
        }
        ui.check_warnings()?;
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

    /// Whether another run is writing them now.
    pub(super) fn is_locked(&self) -> bool {
        tree::is_locked(&self.target.base)
    }

    /// How many files there are to be.
    pub(super) fn files(&self) -> usize {
        self.generated.files.len()
    }
}

/// One line for each file that changed, or for each folder in which more did than anyone reads.
pub(super) fn print_changes(plan: &Plan, prefix: &str, ui: Ui) {
    let changes = plan.changes().iter();
    let changes = changes.map(|(path, change)| (word(change), path.as_str()));
    for (word, what) in lines(changes, prefix) {
        ui.status(word, &what);
    }
}

fn word(change: &Change) -> &'static str {
    match change {
        Change::Create { .. } => "Created",
        Change::Update { .. } => "Updated",
        Change::Remove { .. } => "Removed",
    }
}

/// What was done, and to what: folders first, then files, each sorted.
fn lines<'a>(
    changes: impl Iterator<Item = (&'static str, &'a str)>,
    prefix: &str,
) -> Vec<(&'static str, String)> {
    let mut folders: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for (word, path) in changes {
        let folder = path.split_once('/').map_or("", |(folder, _)| folder);
        folders.entry((word, folder)).or_default().push(path);
    }
    let (many, few): (Vec<_>, Vec<_>) = folders
        .into_iter()
        .partition(|((_, folder), paths)| !folder.is_empty() && paths.len() > FILES_SHOWN);
    let many = many.into_iter().map(|((word, folder), paths)| {
        let files = count(paths.len(), "file");
        (word, format!("{files} in {prefix}{folder}"))
    });
    let few = few.into_iter().flat_map(|((word, _), paths)| {
        paths
            .into_iter()
            .map(move |path| (word, format!("{prefix}{path}")))
    });
    many.chain(few).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_files_of_a_folder_are_one_line() {
        let many: Vec<String> = (0..=FILES_SHOWN)
            .map(|n| format!("schemas/x/{n}.json"))
            .collect();
        let mut changes: Vec<(&str, &str)> = vec![
            ("Created", "Cargo.toml"),
            ("Created", "src/lib.rs"),
            ("Removed", "schemas/old.json"),
        ];
        changes.extend(many.iter().map(|path| ("Created", path.as_str())));
        let lines = lines(changes.into_iter(), "out/");
        let lines: Vec<String> = lines
            .iter()
            .map(|(word, what)| format!("{word} {what}"))
            .collect();
        assert_eq!(
            lines,
            [
                "Created 21 files in out/schemas",
                "Created out/Cargo.toml",
                "Created out/src/lib.rs",
                "Removed out/schemas/old.json",
            ]
        );
    }
}
