//! The table of clients and cases.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

/// What came of a client.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name and version.
    pub client: String,
    /// A cell for each case.
    pub cells: Vec<Cell>,
}

/// What came of a case.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The row that the case belongs to.
    pub row: &'static str,
    /// The case.
    pub case: &'static str,
    /// Why the client goes its own way here, if it does.
    pub notes: Vec<&'static str>,
    /// What differs from what is expected of the client.
    pub verdict: Result<(), String>,
}

/// What a row says of a client: the cases of a row stand and fall together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark<'a> {
    /// All is as it should be.
    Yes,
    /// The client goes its own way, for these reasons.
    Noted(BTreeSet<&'a str>),
    /// A case failed.
    Failed,
    /// The row has no case for this client.
    None,
}

/// As the table says it, but with the reasons for their numbers.
impl fmt::Display for Mark<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Yes => f.write_str("yes"),
            Self::Failed => f.write_str("FAILED"),
            Self::None => f.write_str("-"),
            Self::Noted(notes) => {
                let notes: Vec<&str> = notes.iter().copied().collect();
                write!(f, "as noted ({})", notes.join("; "))
            }
        }
    }
}

impl Column {
    /// What a row says of the client.
    pub fn mark(&self, row: &str) -> Mark<'static> {
        let mut cells = self.cells.iter().filter(|cell| cell.row == row).peekable();
        if cells.peek().is_none() {
            return Mark::None;
        }
        let mut notes = BTreeSet::new();
        for cell in cells {
            if cell.verdict.is_err() {
                return Mark::Failed;
            }
            notes.extend(&cell.notes);
        }
        if notes.is_empty() {
            Mark::Yes
        } else {
            Mark::Noted(notes)
        }
    }
}

/// The table in Markdown, its footnotes, what failed, and how many passed.
pub fn render(columns: &[Column]) -> String {
    let mut notes = Notes::default();
    let mut text = String::from("| |");
    for column in columns {
        let _ = write!(text, " {} |", column.client);
    }
    let _ = writeln!(text, "\n|{}", " --- |".repeat(columns.len() + 1));
    for row in rows(columns) {
        let _ = write!(text, "| {row} |");
        for column in columns {
            let _ = write!(text, " {} |", notes.cell(&column.mark(row)));
        }
        text.push('\n');
    }
    text.push('\n');
    for (position, note) in notes.0.iter().enumerate() {
        let _ = writeln!(text, "{}. {note}", position + 1);
    }
    text + &failures(columns)
}

/// The rows, in the order of the cases.
pub fn rows(columns: &[Column]) -> Vec<&'static str> {
    let cells = columns.first().map(|column| column.cells.as_slice());
    let mut rows: Vec<_> = cells
        .unwrap_or_default()
        .iter()
        .map(|cell| cell.row)
        .collect();
    rows.dedup();
    rows
}

/// The footnotes so far, numbered in the order in which cells refer to them.
#[derive(Default)]
struct Notes(Vec<&'static str>);

impl Notes {
    fn cell(&mut self, mark: &Mark<'static>) -> String {
        match mark {
            Mark::Noted(notes) => {
                let numbers: BTreeSet<usize> = notes.iter().map(|it| self.number(it)).collect();
                let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
                format!("as noted ({})", numbers.join(", "))
            }
            plain => plain.to_string(),
        }
    }

    fn number(&mut self, note: &'static str) -> usize {
        let known = self.0.iter().position(|it| *it == note);
        known.unwrap_or_else(|| {
            self.0.push(note);
            self.0.len() - 1
        }) + 1
    }
}

fn failures(columns: &[Column]) -> String {
    let (mut text, mut passed, mut failed) = (String::new(), 0, 0);
    for column in columns {
        for cell in &column.cells {
            match &cell.verdict {
                Ok(()) => passed += 1,
                Err(reason) => {
                    failed += 1;
                    let _ = writeln!(text, "{}: {}: {reason}", column.client, cell.case);
                }
            }
        }
    }
    format!("\n{text}{passed} passed, {failed} failed\n")
}

/// Whether nothing failed.
pub fn is_fine(columns: &[Column]) -> bool {
    let mut cells = columns.iter().flat_map(|column| &column.cells);
    cells.all(|cell| cell.verdict.is_ok())
}
