//! The table of clients and cases.

use std::collections::BTreeSet;
use std::fmt::Write as _;

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

/// The table in Markdown, its footnotes, what failed, and how many passed.
pub fn render(columns: &[Column]) -> String {
    let mut notes = Vec::new();
    let mut text = String::from("| |");
    for column in columns {
        let _ = write!(text, " {} |", column.client);
    }
    let _ = writeln!(text, "\n|{}", " --- |".repeat(columns.len() + 1));
    for row in rows(columns) {
        let _ = write!(text, "| {row} |");
        for column in columns {
            let cells = column.cells.iter().filter(|cell| cell.row == row);
            let _ = write!(text, " {} |", mark(cells, &mut notes));
        }
        text.push('\n');
    }
    text.push('\n');
    for (position, note) in notes.iter().enumerate() {
        let _ = writeln!(text, "{}. {note}", position + 1);
    }
    text + &failures(columns)
}

fn rows(columns: &[Column]) -> Vec<&'static str> {
    let cells = columns.first().map(|column| column.cells.as_slice());
    let mut rows: Vec<_> = cells
        .unwrap_or_default()
        .iter()
        .map(|cell| cell.row)
        .collect();
    rows.dedup();
    rows
}

/// What a row says of a client: the cases of a row stand and fall together.
fn mark<'a>(cells: impl Iterator<Item = &'a Cell>, notes: &mut Vec<&'static str>) -> String {
    let mut numbers = BTreeSet::new();
    for cell in cells {
        if cell.verdict.is_err() {
            return "FAILED".to_owned();
        }
        for note in &cell.notes {
            let position = notes.iter().position(|it| it == note).unwrap_or_else(|| {
                notes.push(note);
                notes.len() - 1
            });
            numbers.insert(position + 1);
        }
    }
    if numbers.is_empty() {
        return "yes".to_owned();
    }
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    format!("as noted ({})", numbers.join(", "))
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
