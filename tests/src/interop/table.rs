//! The table of clients and cases.

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
    /// The case.
    pub case: &'static str,
    /// Why the client goes its own way here, if it does.
    pub note: Option<&'static str>,
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
    let cases = columns.first().map_or(0, |column| column.cells.len());
    for row in 0..cases {
        let _ = write!(text, "| {} |", columns[0].cells[row].case);
        for column in columns {
            let _ = write!(text, " {} |", mark(&column.cells[row], &mut notes));
        }
        text.push('\n');
    }
    text.push('\n');
    for (position, note) in notes.iter().enumerate() {
        let _ = writeln!(text, "{}. {note}", position + 1);
    }
    text + &failures(columns)
}

fn mark(cell: &Cell, notes: &mut Vec<&'static str>) -> String {
    let Some(note) = cell.note else {
        return word(cell).to_owned();
    };
    let position = notes.iter().position(|it| *it == note).unwrap_or_else(|| {
        notes.push(note);
        notes.len() - 1
    });
    format!("{} ({})", word(cell), position + 1)
}

const fn word(cell: &Cell) -> &'static str {
    match (&cell.verdict, cell.note) {
        (Ok(()), None) => "yes",
        (Ok(()), Some(_)) => "as noted",
        (Err(_), _) => "FAILED",
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
