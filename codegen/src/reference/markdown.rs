//! The syntax of pages.

use std::fmt::Write as _;

/// A page, or a part of one, in the making. Blocks are separated by blank lines.
#[derive(Default)]
pub(super) struct Markdown {
    text: String,
}

impl Markdown {
    /// Starts a block.
    fn block(&mut self) -> &mut String {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        &mut self.text
    }

    /// A heading; the text is Markdown.
    pub(super) fn heading(&mut self, level: usize, text: &str) {
        let block = self.block();
        // Writing to a string cannot fail.
        let _ = writeln!(block, "{} {text}", "#".repeat(level));
    }

    /// A paragraph, or whatever else starts on a line of its own.
    pub(super) fn paragraph(&mut self, text: &str) {
        let block = self.block();
        block.extend([text, "\n"]);
    }

    /// The lines of a documentation text, if there are any.
    pub(super) fn lines(&mut self, lines: &[String]) {
        if !lines.is_empty() {
            self.paragraph(&lines.join("\n"));
        }
    }

    /// Code, whatever is in it: what is around it has more backticks than any line starts with.
    pub(super) fn code(&mut self, language: &str, code: &str) {
        let starts = code.lines().map(str::trim_start);
        let ticks = starts.map(|line| line.len() - line.trim_start_matches('`').len());
        let fence = "`".repeat(ticks.max().unwrap_or_default().max(2) + 1);
        self.paragraph(&format!("{fence}{language}\n{code}\n{fence}"));
    }

    /// A part that was written by itself.
    pub(super) fn part(&mut self, part: &str) {
        self.block().push_str(part);
    }

    /// A table; a row has as many cells as the head.
    pub(super) fn table(&mut self, head: &[&str], rows: &[Vec<String>]) {
        let block = self.block();
        push_row(block, head.iter().copied());
        push_row(block, head.iter().map(|_| "---"));
        for row in rows {
            push_row(block, row.iter().map(String::as_str));
        }
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

fn push_row<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for cell in cells {
        out.extend(["| ", cell, if cell.is_empty() { "" } else { " " }]);
    }
    out.push_str("|\n");
}

/// Sentences and the like in one cell.
pub(super) fn sentences(parts: impl IntoIterator<Item = String>) -> String {
    let mut text = String::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !text.is_empty() {
            let ends = text.ends_with(['.', ':', '!', '?', ')']);
            text.push_str(if ends { " " } else { ". " });
        }
        text.push_str(&part);
    }
    text
}
