//! `completions SHELL`: a script that completes the commands.

use clap::CommandFactory;
use clap_complete::Shell;

use super::Outcome;
use crate::cli::Cli;
use crate::failure::Failure;
use crate::ui;

/// What is completed: shells complete the first word of a line, which for `cargo xtask` is
/// cargo's own, so the script is for an alias of this name.
const NAME: &str = "xtask";

/// Prints the script to stdout.
pub(super) fn run(shell: Shell) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    let mut command = Cli::command().name(NAME);
    clap_complete::generate(shell, &mut command, NAME, &mut script);
    ui::output(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Fine)
}
