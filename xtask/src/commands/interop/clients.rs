//! `interop clients`: AWS's own clients.
//!
//! This command installs and starts; what the clients are asked and what they are to answer is
//! for the package of tests to know (`tinsmith_tests::interop`), whose binary prints the table,
//! compares it with the README's, and whose exit code is the result.

use std::ffi::OsString;

use super::super::Outcome;
use super::super::programs::{Profile, cargo, of_tests, outcome, status};
use super::install::Installer;
use crate::cli::Client;
use crate::failure::Failure;
use crate::repo::Repo;
use crate::ui::Ui;

/// The clients of a run that names none.
const USUAL: [Client; 4] = [Client::Python, Client::Cli, Client::Javascript, Client::Own];

/// The examples that take part.
const EXAMPLES: [&str; 2] = ["mock_server", "replay"];

/// Installs the clients and runs them.
pub(super) fn run(repo: &Repo, clients: &[Client], ui: Ui) -> Result<Outcome, Failure> {
    let clients = if clients.is_empty() { &USUAL } else { clients };
    let installer = Installer::new(repo, ui)?;
    let mut arguments = vec![repo.root().join("README.md").into()];
    arguments.extend(examples(repo, ui)?);
    for client in clients {
        arguments.extend(command(*client, &installer)?);
    }
    drop(installer);
    let mut program = of_tests(repo, "interop", Profile::Dev, ui)?;
    program.args(arguments);

    ui.progress("Running", "the clients");
    outcome(program, "the clients could not be run")
}

/// Compiles the examples that take part; the result is their programs.
fn examples(repo: &Repo, ui: Ui) -> Result<Vec<OsString>, Failure> {
    ui.progress("Compiling", "the examples");
    let target = repo.root().join("target");
    let build = cargo(repo.root())
        .args(["build", "--quiet", "--package", "tinsmith-models"])
        .args(["--features", "http,member-names"])
        .args(EXAMPLES.map(|name| format!("--example={name}")))
        .arg("--target-dir")
        .arg(&target)
        .status();
    if !status(build)?.success() {
        return Err(Failure::new("the examples cannot be compiled"));
    }
    let folder = target.join("debug/examples");
    Ok(EXAMPLES.map(|name| folder.join(name).into()).to_vec())
}

/// What starts a client: its name, its program and its script, `-` for none.
fn command(client: Client, installer: &Installer<'_>) -> Result<[OsString; 3], Failure> {
    let python = |name: &str, script: &str| {
        let program = installer.python("python")?;
        let script = installer.sources("python").join(script);
        Ok([name.into(), program.into(), script.into()])
    };
    match client {
        Client::Python => python("python", "boto.py"),
        Client::Cli => python("cli", "cli.py"),
        Client::Javascript => {
            let script = installer.node("javascript")?.join("client.mjs");
            Ok(["javascript".into(), "node".into(), script.into()])
        }
        Client::Rust => {
            let program = installer.cargo("rust", "interop-rust")?;
            Ok(["rust".into(), program.into(), "-".into()])
        }
        Client::Own => Ok(["own".into(), "-".into(), "-".into()]),
    }
}
