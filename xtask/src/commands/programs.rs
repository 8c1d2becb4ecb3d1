//! Other programs that commands run: waiting for them, and saying why they did not do their work.

use std::process::{Command, Output};

use crate::failure::Failure;

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
