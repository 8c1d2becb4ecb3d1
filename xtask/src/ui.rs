//! What is printed, in cargo's look.

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};

use anstyle::{AnsiColor, Style};
use serde_json::json;
use tinsmith_codegen::report::{Code, Color, Problem, Report, Severity};

use crate::cli::{Deny, MessageFormat};
use crate::failure::Failure;
use crate::text::Text;

const GOOD: Style = AnsiColor::BrightGreen.on_default().bold();
const BUSY: Style = AnsiColor::BrightCyan.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const HELP: Style = AnsiColor::BrightCyan.on_default().bold();
const NOTE: Style = AnsiColor::BrightGreen.on_default().bold();

/// How much is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verbosity {
    /// Everything.
    Normal,
    /// Errors, warnings and output that was asked for.
    Quiet,
}

/// Prints to stderr; only what was asked for goes to stdout.
///
/// Colour codes are always written; `anstream` strips them where they are not wanted. A stderr
/// that nobody reads is no reason to stop, so its errors are ignored, as cargo does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ui {
    verbosity: Verbosity,
    deny: Option<Deny>,
    format: MessageFormat,
}

/// How many warnings have been printed.
static WARNINGS: AtomicUsize = AtomicUsize::new(0);

/// How many errors in specs have been printed.
static ERRORS: AtomicUsize = AtomicUsize::new(0);

impl Ui {
    pub(crate) fn new(verbosity: Verbosity, deny: Option<Deny>) -> Self {
        Self {
            verbosity,
            deny,
            format: MessageFormat::Human,
        }
    }

    /// With problems in this format.
    #[must_use]
    pub(crate) fn with_format(self, format: MessageFormat) -> Self {
        Self { format, ..self }
    }

    /// How problems are printed.
    pub(crate) fn format(self) -> MessageFormat {
        self.format
    }

    /// Prints problems of a text, and counts them.
    ///
    /// Notes are no more than that, so that a quiet run leaves them out.
    pub(crate) fn problems(self, Text { label, text }: &Text, mut problems: Vec<Problem>) {
        if self.verbosity == Verbosity::Quiet && self.format == MessageFormat::Human {
            problems.retain(|problem| problem.severity() != Severity::Note);
        }
        let report = Report::new(text, problems);
        ERRORS.fetch_add(report.count(Severity::Error), Ordering::Relaxed);
        warned(report.count(Severity::Warning));
        match self.format {
            MessageFormat::Human => self::report(&match columns() {
                Some(columns) => report.render_within(label, text, Color::Ansi, columns),
                None => report.render(label, text, Color::Ansi),
            }),
            MessageFormat::Json => {
                for line in report.json_lines(label, text) {
                    // A reader that went away is told at the end.
                    let _ = output(&format!("{line}\n"));
                }
            }
        }
    }

    /// The last object of a run whose problems are JSON: how it ended.
    pub(crate) fn finished(self, failure: Option<&Failure>) {
        if self.format == MessageFormat::Human {
            return;
        }
        if let Some(Failure {
            message,
            causes,
            help,
            codes,
            ..
        }) = failure
        {
            let codes: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
            self.object(&json!({
                "reason": "failure", "message": message, "causes": causes, "help": help,
                "codes": codes,
            }));
        }
        // A failure that is none of a spec's is an error of its own.
        let own = failure.is_some_and(|failure| failure.codes.is_empty());
        self.object(&json!({
            "reason": "finished",
            "success": failure.is_none(),
            "errors": ERRORS.load(Ordering::Relaxed) + usize::from(own),
            "warnings": WARNINGS.load(Ordering::Relaxed),
        }));
    }

    /// Prints an object in a line, where problems are JSON.
    pub(crate) fn object(self, object: &serde_json::Value) {
        if self.format == MessageFormat::Json {
            let _ = output(&format!("{object}\n"));
        }
    }

    /// Called when all warnings of a run are out and nothing is written yet.
    ///
    /// # Errors
    ///
    /// If there were any and they are denied.
    pub(crate) fn check_warnings(self) -> Result<(), Failure> {
        match (self.deny, WARNINGS.load(Ordering::Relaxed)) {
            (None, _) | (Some(Deny::Warnings), 0) => Ok(()),
            (Some(Deny::Warnings), warnings) => Err(Failure::new(format!(
                "{} denied by `--deny warnings`; nothing was written",
                count(warnings, "warning")
            ))),
        }
    }

    /// What was done: a right-aligned word in green and what it was done to.
    pub(crate) fn status(self, word: &str, message: &str) {
        self.status_in(GOOD, word, message);
    }

    /// What is being done or waited for, in another colour.
    pub(crate) fn progress(self, word: &str, message: &str) {
        self.status_in(BUSY, word, message);
    }

    /// Something of interest that needs no action.
    pub(crate) fn note(self, message: &str) {
        if self.verbosity == Verbosity::Normal {
            eprint(&format!("{NOTE}note{NOTE:#}: {message}\n"));
        }
    }

    fn status_in(self, style: Style, word: &str, message: &str) {
        if self.verbosity == Verbosity::Normal {
            eprint(&format!("{style}{word:>12}{style:#} {message}\n"));
        }
    }
}

/// How many columns the terminal has that stderr is, if it is one.
fn columns() -> Option<usize> {
    #[cfg(unix)]
    let columns = rustix::termios::tcgetwinsize(io::stderr()).ok();
    #[cfg(unix)]
    let columns = columns.map(|size| usize::from(size.ws_col));
    #[cfg(not(unix))]
    let columns = None;
    // One that does not know says zero.
    columns.filter(|columns| *columns > 0)
}

/// Ends the process with what clap has to say: help that was asked for, or an error of usage.
pub(crate) fn usage(error: &clap::Error) -> ! {
    if error.use_stderr() && wants_json(env::args_os()) {
        let text = error.to_string();
        let first = text.lines().next().unwrap_or_default();
        let failure = Failure::new(first.strip_prefix("error: ").unwrap_or(first));
        let ui = Ui::new(Verbosity::Normal, None).with_format(MessageFormat::Json);
        ui.finished(Some(&failure));
    }
    error.exit()
}

/// Whether arguments that cannot be understood as a whole ask for messages in JSON.
fn wants_json(arguments: impl Iterator<Item = OsString>) -> bool {
    let mut before = OsString::new();
    for argument in arguments {
        if argument == "--message-format=json" || before == "--message-format" && argument == "json"
        {
            return true;
        }
        before = argument;
    }
    false
}

/// Counts warnings that are printed.
fn warned(warnings: usize) {
    WARNINGS.fetch_add(warnings, Ordering::Relaxed);
}

/// Prints something that should be looked at.
pub(crate) fn warning(message: &str) {
    warned(1);
    eprint(&format!("{WARNING}warning{WARNING:#}: {message}\n"));
}

/// Prints problems that the generator rendered.
fn report(rendered: &str) {
    let rendered = rendered.trim_end_matches('\n');
    if !rendered.is_empty() {
        eprint(&format!("{rendered}\n\n"));
    }
}

/// Prints why the run failed, and what to do about it.
pub(crate) fn failure(failure: &Failure) {
    report(&failure.report);
    let mut text = format!("{ERROR}error{ERROR:#}: {}\n", failure.message);
    if !failure.causes.is_empty() {
        text.push_str("\nCaused by:\n");
        for cause in &failure.causes {
            let _ = writeln!(text, "  {cause}");
        }
    }
    if let Some(help) = &failure.help {
        let _ = writeln!(text, "\n{HELP}help{HELP:#}: {help}");
    }
    if let Some(explanation) = explanation(&failure.codes) {
        let _ = writeln!(text, "\n{explanation}");
    }
    eprint(&text);
}

/// Where to read more about codes.
fn explanation(codes: &BTreeSet<Code>) -> Option<String> {
    const LISTED: usize = 9;
    let first = codes.first()?;
    if codes.len() == 1 {
        return Some(format!(
            "For more about this error, try `cargo xtask explain {first}`."
        ));
    }
    let listed: Vec<&str> = codes
        .iter()
        .take(LISTED)
        .map(|code| code.as_str())
        .collect();
    let more = if codes.len() > LISTED { "…" } else { "." };
    Some(format!(
        "There are pages on these errors: {}{more}\nFor more about one, try `cargo xtask explain {first}`.",
        listed.join(", ")
    ))
}

/// Prints what was asked for.
///
/// # Errors
///
/// If stdout cannot be written; a reader that went away, such as `head`, is no error.
pub(crate) fn output(text: &str) -> Result<(), Failure> {
    let mut stdout = anstream::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new("cannot write to stdout").cause(error))
        }
        _ => Ok(()),
    }
}

/// Text of a spec, which may hold anything, such that it cannot move the cursor.
pub(crate) fn printable(text: &str) -> String {
    text.replace(|c: char| c.is_control(), "\u{FFFD}")
}

fn eprint(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// `1 file`, `2 files`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// `2 updated, 12 unchanged`, without what there is none of.
pub(crate) fn tally(parts: &[(usize, &str)]) -> String {
    let parts = parts.iter().filter(|(number, _)| *number > 0);
    let parts: Vec<String> = parts.map(|(n, word)| format!("{n} {word}")).collect();
    parts.join(", ")
}
