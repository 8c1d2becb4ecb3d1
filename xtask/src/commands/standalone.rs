//! `codegen --spec FILE --out DIR`: one spec becomes a crate of its own.

use std::path::{Path, PathBuf};

use tinsmith_codegen::output::{self, CrateOptions, Runtime};
use tinsmith_codegen::rust::{Flavour, MemberNames};
use tinsmith_codegen::smithy::Selection;

use super::Outcome;
use super::codegen::{defect, print_changes, summary};
use super::write::write;
use crate::failure::Failure;
use crate::spec::{Files, Texts};
use crate::tree::{Ownership, Target};
use crate::ui::Ui;
use crate::{names, runtime_copy, shared_runtime};

/// The folders of a standalone crate in which files that are no longer generated are removed.
const FOLDERS: [&str; 3] = ["src", "schemas", "runtime"];

/// A crate to generate.
#[derive(Debug)]
pub(super) struct Job {
    /// The spec and its overlay.
    pub(super) files: Files,
    /// The crate's folder.
    pub(super) out: PathBuf,
    /// What of the spec is wanted.
    pub(super) selection: Selection,
    /// The crate's name; without one, the spec's file name decides, or what is in it.
    pub(super) name: Option<String>,
    /// How the types get their serde impls.
    pub(super) flavour: Flavour,
    /// Whether there is a second form by member names.
    pub(super) member_names: MemberNames,
    /// The folder of a runtime that is there already; without it, the crate gets its own.
    pub(super) runtime: Option<PathBuf>,
}

/// Generates the crate.
pub(super) fn run(job: &Job, ui: Ui) -> Result<Outcome, Failure> {
    // What is no file has no name to speak of.
    let texts = Texts::read(&job.files, ui)?;
    let name = match &job.name {
        Some(name) => Some(names::package(name)?),
        None => names::package_of_file(&job.files.spec.path)?,
    };
    let runtime = match &job.runtime {
        Some(folder) => shared_runtime::find(folder, &job.out, &FOLDERS)?,
        None => Runtime::Own,
    };
    note_unused_overlay(&job.files, ui);
    let model = texts.model(&job.selection, ui)?;
    let name = match name {
        Some(name) => name,
        None => names::package_of_model(&model)?,
    };
    check_names(&name, &runtime)?;
    let options = CrateOptions {
        name: name.clone(),
        flavour: job.flavour,
        member_names: job.member_names,
        runtime,
    };
    let mut generated = output::standalone(&model, &options).map_err(defect)?;
    if options.runtime == Runtime::Own {
        generated.files.extend(runtime_copy::files(&name)?);
    }
    let notices = std::mem::take(&mut generated.notices);
    texts.notices(&model, notices.into_values().flatten().collect(), ui);
    ui.check_warnings()?;

    let target = Target {
        base: job.out.clone(),
        folders: FOLDERS.to_vec(),
        ownership: Ownership::Shared,
    };
    let prefix = prefix(&job.out);
    let plan = write(&target, generated.files, &prefix, ui)?;
    print_changes(&plan, &prefix, ui);
    ui.status("Finished", &summary(&plan, &format!("crate `{name}`")));
    Ok(Outcome::Fine)
}

/// Cargo cannot tell two packages of one name and version apart if both are folders.
fn check_names(name: &str, runtime: &Runtime) -> Result<(), Failure> {
    match runtime {
        Runtime::Shared { package, .. } if package == name => {
            Err(Failure::new(format!("`{name}` cannot be the crate's name"))
                .cause("its runtime is called that")
                .help("choose another with `--name CRATE`"))
        }
        _ => Ok(()),
    }
}

/// Says that an overlay beside the spec has to be named.
fn note_unused_overlay(files: &Files, ui: Ui) {
    let beside = names::overlay_of(&files.spec.path);
    if files.overlay.is_none() && beside.is_file() {
        let beside = beside.display();
        ui.note(&format!(
            "`{beside}` is not applied; `--overlay {beside}` would"
        ));
    }
}

/// What stands before a path of the crate when it is printed.
fn prefix(out: &Path) -> String {
    match out.display().to_string() {
        out if out.ends_with(std::path::is_separator) => out,
        out => format!("{out}/"),
    }
}
