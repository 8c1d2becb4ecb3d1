//! Writes a tree as Markdown that rustdoc takes without a warning and without running anything.

use super::escape;
use super::inline::markdown;
use super::tree::{Block, Document, Span};
use super::wrap::{WIDTH, push_lines};

/// Lines never get narrower than this, however deep they stand.
const NARROWEST: usize = 40;

/// The lines of `document`.
pub(super) fn lines(document: &Document) -> Vec<String> {
    let mut shallowest = u8::MAX;
    visit_headings(&document.blocks, &mut |level| {
        shallowest = shallowest.min(level);
    });
    let writer = Writer {
        links: &document.links,
        shallowest,
    };
    writer.blocks(&document.blocks, WIDTH)
}

fn visit_headings(blocks: &[Block], see: &mut impl FnMut(u8)) {
    for block in blocks {
        match block {
            Block::Heading { level, .. } => see(*level),
            Block::Quote(blocks) => visit_headings(blocks, see),
            Block::List { items, .. } => items.iter().for_each(|item| visit_headings(item, see)),
            Block::Paragraph(_) | Block::Code(_) | Block::Table(_) => {}
        }
    }
}

struct Writer<'a> {
    links: &'a [String],
    /// The level of the document's topmost headings. They become level 2: level 1 belongs to the
    /// sections that the generator itself writes.
    shallowest: u8,
}

impl Writer<'_> {
    fn blocks(&self, blocks: &[Block], width: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let mut previous_was_odd_list = false;
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                lines.push(String::new());
            }
            // Two lists in a row need different markers, or they are one list.
            let after_list = at > 0 && matches!(blocks[at - 1], Block::List { .. });
            previous_was_odd_list = after_list && !previous_was_odd_list;
            let markers = if previous_was_odd_list {
                Markers::Other
            } else {
                Markers::Usual
            };
            self.block(block, markers, width, &mut lines);
        }
        lines
    }

    fn block(&self, block: &Block, markers: Markers, width: usize, lines: &mut Vec<String>) {
        match block {
            Block::Paragraph(spans) => push_lines(&self.inline(spans), width, lines),
            Block::Heading { level, spans } => {
                let marks = "#".repeat(usize::from((level - self.shallowest + 2).min(6)));
                let mut text = self.one_line(spans);
                // Number signs at the end would be taken as decoration.
                if text.ends_with('#') && !text.ends_with("\\#") {
                    text.insert(text.len() - 1, '\\');
                }
                lines.push(format!("{marks} {text}"));
            }
            Block::Code(code) => {
                let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
                let fence = "`".repeat(longest.max(2) + 1);
                lines.push(format!("{fence}text"));
                lines.extend(code.lines().map(str::to_owned));
                lines.push(fence);
            }
            Block::List { start, items } => self.list(*start, items, markers, width, lines),
            Block::Quote(blocks) => {
                let inner = self.blocks(blocks, narrower(width, 2));
                lines.extend(inner.into_iter().map(|line| match line.as_str() {
                    "" => ">".to_owned(),
                    line => format!("> {line}"),
                }));
            }
            Block::Table(rows) => self.table(rows, lines),
        }
    }

    fn list(
        &self,
        start: Option<u32>,
        items: &[Vec<Block>],
        markers: Markers,
        width: usize,
        lines: &mut Vec<String>,
    ) {
        let tight = items.iter().all(|item| is_tight(item));
        for (at, item) in items.iter().enumerate() {
            if at > 0 && !tight {
                lines.push(String::new());
            }
            let marker = marker(start, at, markers);
            let indent = " ".repeat(marker.len());
            let inner = self.blocks(item, narrower(width, marker.len()));
            for (number, line) in inner.into_iter().enumerate() {
                match (number, line.as_str()) {
                    (0, line) => lines.push(format!("{marker}{line}")),
                    (_, "") if tight => {}
                    (_, "") => lines.push(line),
                    (_, line) => lines.push(format!("{indent}{line}")),
                }
            }
        }
    }

    fn table(&self, rows: &[Vec<Vec<Span>>], lines: &mut Vec<String>) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        for (at, row) in rows.iter().enumerate() {
            let mut line = "|".to_owned();
            for column in 0..columns {
                let cell = row
                    .get(column)
                    .map(|spans| self.one_line(spans))
                    .unwrap_or_default();
                line.extend([" ", &escape::cell(&cell), " |"]);
            }
            lines.push(line);
            if at == 0 {
                lines.push(format!("|{}", " --- |".repeat(columns)));
            }
        }
    }

    fn inline(&self, spans: &[Span]) -> String {
        markdown(spans, self.links)
    }

    fn one_line(&self, spans: &[Span]) -> String {
        self.inline(spans).replace("\\\n", " ")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Markers {
    Usual,
    Other,
}

fn marker(start: Option<u32>, at: usize, markers: Markers) -> String {
    // Nine digits are all that CommonMark reads.
    let number = start.map(|first| (u64::from(first) + at as u64).min(999_999_999));
    match (number, markers) {
        (None, Markers::Usual) => "- ".to_owned(),
        (None, Markers::Other) => "* ".to_owned(),
        (Some(number), Markers::Usual) => format!("{number}. "),
        (Some(number), Markers::Other) => format!("{number}) "),
    }
}

fn narrower(width: usize, by: usize) -> usize {
    width.saturating_sub(by).max(NARROWEST)
}

/// Whether an item needs no blank lines: a paragraph and perhaps one list of such items.
fn is_tight(item: &[Block]) -> bool {
    match item {
        [Block::Paragraph(_)] => true,
        // Only a list that starts with 1 can follow a paragraph directly.
        [
            Block::Paragraph(_),
            Block::List {
                start: None | Some(1),
                items,
            },
        ] => items.iter().all(|item| is_tight(item)),
        _ => false,
    }
}
