//! `interop schemas`: what others make of the published schemas.
//!
//! This command installs and starts; `tests/interop/schemas/python/run.py` runs one consumer after
//! the other and prints the table.

use std::process::Command;

use super::super::Outcome;
use super::super::programs::outcome;
use super::install::Installer;
use crate::failure::Failure;
use crate::repo::Repo;
use crate::ui::Ui;

/// The version of cargo-typify that is tried.
const TYPIFY: &str = "0.8.0";

/// Which consumers to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Consumers {
    /// Those that take no long to compile.
    Quick,
    /// Rust's too.
    All,
}

/// Installs the consumers and runs them.
pub(super) fn run(repo: &Repo, consumers: Consumers, ui: Ui) -> Result<Outcome, Failure> {
    let installer = Installer::new(repo, ui)?;
    let python = installer.python("schemas/python")?;
    let node = installer.node("schemas/node")?;
    let script = installer.sources("schemas/python").join("run.py");
    let folder = installer.folder("schemas/made");
    ui.progress("Running", "the consumers of schemas");
    let mut program = Command::new(python);
    program
        .arg(script)
        .arg(node)
        .arg(folder)
        .arg(match consumers {
            Consumers::Quick => "-",
            Consumers::All => TYPIFY,
        });
    outcome(program, "the consumers could not be run")
}
