//! `explain CODE`: the page on a rule.

use std::fmt::Write as _;

use tinsmith_codegen::report::{Code, closest, quoted};

use super::Outcome;
use crate::failure::Failure;
use crate::ui::{self, Ui};

/// Prints a page, or the list of them.
pub(super) fn run(code: Option<&str>, _ui: Ui) -> Result<Outcome, Failure> {
    let text = match code {
        None => list(),
        Some(number) => match Code::parse(number) {
            Some(code) => code.explanation().to_owned(),
            None => return Err(unknown(number)),
        },
    };
    ui::output(&text)?;
    Ok(Outcome::Fine)
}

fn list() -> String {
    let mut text = String::new();
    for code in Code::ALL {
        let _ = writeln!(text, "{code}  {}", code.summary());
    }
    text
}

fn unknown(number: &str) -> Failure {
    let known = Code::ALL.iter().map(|code| code.as_str());
    let help = match closest(number, known) {
        Some(meant) => format!("did you mean `{meant}`? `cargo xtask explain` lists all codes"),
        None => "`cargo xtask explain` lists all codes".to_owned(),
    };
    Failure::new(format!("there is no code {}", quoted(number))).help(help)
}
