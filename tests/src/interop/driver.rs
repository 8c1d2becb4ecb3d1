//! A client as a process that answers JSON lines.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::client::{Answer, Call, Client};

/// How to start a client.
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    /// Its name on the command line.
    pub name: &'a str,
    /// Its program.
    pub program: &'a str,
    /// Its script, if the program is an interpreter.
    pub script: Option<&'a str>,
}

impl<'a> Start<'a> {
    /// From name, program and script, `-` being none.
    pub fn of([name, program, script]: &'a [String; 3]) -> Self {
        Self {
            name,
            program,
            script: (script != "-").then_some(script),
        }
    }
}

/// The first line that a client writes.
#[derive(Deserialize)]
struct Hello {
    version: String,
}

/// A client that runs.
#[derive(Debug)]
pub struct Driver {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    version: String,
}

impl Driver {
    /// Starts a client and waits until it says what it is.
    ///
    /// # Errors
    ///
    /// If the process does not start or does not say that.
    pub fn start(start: &Start<'_>) -> io::Result<Self> {
        let mut child = Command::new(start.program)
            .args(start.script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let missing = || io::Error::other("the process has no pipes");
        let input = child.stdin.take().ok_or_else(missing)?;
        let output = BufReader::new(child.stdout.take().ok_or_else(missing)?);
        let mut driver = Self {
            child,
            input,
            output,
            version: String::new(),
        };
        driver.version = driver.read::<Hello>()?.version;
        Ok(driver)
    }

    fn read<T: DeserializeOwned>(&mut self) -> io::Result<T> {
        let mut line = String::new();
        if self.output.read_line(&mut line)? == 0 {
            return Err(io::Error::other("the process ended without an answer"));
        }
        serde_json::from_str(&line).map_err(|error| {
            io::Error::other(format!("{error} in the answer `{}`", line.trim_end()))
        })
    }
}

impl Client for Driver {
    fn version(&self) -> &str {
        &self.version
    }

    fn call(&mut self, call: &Call) -> io::Result<Answer> {
        writeln!(self.input, "{}", serde_json::to_string(call)?)?;
        self.input.flush()?;
        self.read()
    }
}

impl Drop for Driver {
    /// A client that hangs must not outlive the run.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
