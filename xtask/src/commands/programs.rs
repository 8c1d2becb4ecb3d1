//! Other programs that commands run: compiling them, waiting for them, and saying why they did not
//! do their work.

use std::env;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus, Output};

use super::Outcome;
use crate::failure::Failure;
use crate::repo::Repo;
use crate::ui::Ui;

/// How a program is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Profile {
    /// Quickly.
    Dev,
    /// To be quick, without the optimization across crates that takes minutes to compile.
    Bench,
    /// To be quickest.
    Release,
}

/// Compiles a program of the package of tests, which takes minutes if much has changed, and says
/// so. The result runs it; what is missing is its arguments.
pub(super) fn of_tests(
    repo: &Repo,
    name: &str,
    profile: Profile,
    ui: Ui,
) -> Result<Command, Failure> {
    let command = |verb: &str| {
        let mut command = cargo(repo.root());
        command.args([
            verb,
            "--quiet",
            "--package",
            "tinsmith-tests",
            "--bin",
            name,
        ]);
        let profile = match profile {
            Profile::Dev => "dev",
            Profile::Bench => "bench",
            Profile::Release => "release",
        };
        command.args(["--profile", profile]);
        command
    };
    ui.progress("Compiling", &format!("tests/src/bin/{name}.rs"));
    if !status(command("build").status())?.success() {
        return Err(Failure::new(format!(
            "tests/src/bin/{name}.rs does not compile"
        )));
    }
    let mut run = command("run");
    run.arg("--");
    Ok(run)
}

/// Cargo, in a folder.
pub(super) fn cargo(folder: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(folder);
    cargo
}

/// How cargo ended.
pub(super) fn status(status: io::Result<ExitStatus>) -> Result<ExitStatus, Failure> {
    status.map_err(|error| Failure::new("cannot run cargo").cause(error))
}

/// What a program found that says so by its exit code, as this command does; `failure` is that of
/// a program that could not do its work.
pub(super) fn outcome(mut program: Command, failure: &str) -> Result<Outcome, Failure> {
    match status(program.status())?.code() {
        Some(0) => Ok(Outcome::Fine),
        Some(1) => Ok(Outcome::Findings),
        _ => Err(Failure::new(failure)),
    }
}

/// Why another program did not do what it was to do.
pub(super) enum Unfinished {
    /// It did not start.
    Missing(std::io::Error, &'static str),
    /// It failed, and wrote this.
    Failed(Vec<u8>),
}

impl Unfinished {
    /// The failure of what it was to do.
    pub(super) fn under(self, failure: Failure) -> Failure {
        match self {
            Self::Missing(error, help) => failure.cause(error).help(help),
            Self::Failed(text) => failure.report(String::from_utf8_lossy(&text).into_owned()),
        }
    }
}

/// Runs a program to its end, keeping what it writes; `help` is for when it is not there.
pub(super) fn finish(mut command: Command, help: &'static str) -> Result<Output, Unfinished> {
    let output = command
        .output()
        .map_err(|error| Unfinished::Missing(error, help))?;
    if output.status.success() {
        Ok(output)
    } else {
        let mut text = output.stdout;
        text.extend(output.stderr);
        Err(Unfinished::Failed(text))
    }
}
