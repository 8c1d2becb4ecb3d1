//! The example `replay`, which reads what the AWS CLI printed.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// What the program makes of what was printed: the same as it travels.
///
/// # Errors
///
/// If the program fails or does not write JSON.
pub fn replay(program: &Path, printed: &str) -> io::Result<Value> {
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(printed.as_bytes())?;
    }
    let output = child.wait_with_output()?;
    if output.status.success() {
        Ok(serde_json::from_slice(&output.stdout)?)
    } else {
        Err(io::Error::other("the example `replay` cannot read it"))
    }
}
