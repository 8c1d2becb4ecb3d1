//! The containers of a tree in the making, and what becomes of their parts.

use super::spans::{Marks, merged};
use super::tags::Kind;
use super::text::push_collapsed;
use super::tree::{Block, Link, Span, Style};

/// Whether a definition list waits for the details of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Definition {
    /// Details start an item of their own.
    None,
    /// Details continue the paragraph that is the term.
    Term,
    /// More details belong to the same item.
    Described,
}

/// A container that has started and not ended.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) kind: Kind,
    pub(super) blocks: Vec<Block>,
    /// The items of a list or the rows of a table, where a cell is a paragraph.
    pub(super) groups: Vec<Vec<Block>>,
    definition: Definition,
    /// The marks in force when it started, and again when it ends: a tag that was never closed ends
    /// with its container.
    pub(super) marks: Marks,
}

impl Frame {
    /// A container that starts.
    pub(super) fn new(kind: Kind, marks: Marks) -> Self {
        let (blocks, groups) = (Vec::new(), Vec::new());
        Self {
            kind,
            blocks,
            groups,
            definition: Definition::None,
            marks,
        }
    }

    /// Takes in a part that has ended.
    pub(super) fn adopt(&mut self, kind: Kind, mut blocks: Vec<Block>) {
        match kind {
            Kind::Term => {
                let term = joined(blocks);
                self.definition = Definition::None;
                if !term.is_empty() {
                    self.definition = Definition::Term;
                    self.groups.push(vec![Block::Paragraph(term)]);
                }
            }
            Kind::Details => {
                let definition = std::mem::replace(&mut self.definition, Definition::Described);
                match self.groups.last_mut() {
                    Some(item) if definition == Definition::Term => describe(item, blocks),
                    Some(item) if definition == Definition::Described => item.append(&mut blocks),
                    _ if blocks.is_empty() => {}
                    _ => self.groups.push(blocks),
                }
            }
            // A cell may be empty: it holds the place of its column.
            Kind::Cell => self.blocks.push(Block::Paragraph(joined(blocks))),
            _ if blocks.is_empty() => {}
            _ if matches!(self.kind, Kind::List(_) | Kind::Table) => self.groups.push(blocks),
            _ => self.blocks.append(&mut blocks),
        }
    }
}

/// Continues the paragraph of a term with the first paragraph of its details.
fn describe(item: &mut Vec<Block>, details: Vec<Block>) {
    let mut details = details.into_iter().peekable();
    if let Some(Block::Paragraph(spans)) =
        details.next_if(|block| matches!(block, Block::Paragraph(_)))
        && let Some(Block::Paragraph(term)) = item.first_mut()
    {
        let ends = term
            .last()
            .is_some_and(|span| span.text.ends_with([':', '.', '?', '!']));
        if let (false, Some(last)) = (ends, term.last().cloned()) {
            // Code keeps its own style: the colon is not part of it.
            let style = Style {
                code: false,
                link: Link::None,
                ..last.style
            };
            term.push(Span {
                text: ":".to_owned(),
                style,
            });
        }
        term.push(Span::space());
        term.extend(spans);
        let all = merged(std::mem::take(term));
        *term = all;
    }
    item.extend(details);
}

/// The paragraphs of `blocks` as one line; other blocks have no place in it.
pub(super) fn joined(blocks: Vec<Block>) -> Vec<Span> {
    let mut line: Vec<Span> = Vec::new();
    for block in blocks {
        let mut spans = match block {
            Block::Paragraph(spans) | Block::Heading { spans, .. } => spans,
            Block::Code(code) => {
                let style = Style {
                    code: true,
                    ..Style::default()
                };
                let mut text = String::new();
                push_collapsed(&mut text, code.trim_end(), true);
                vec![Span { text, style }]
            }
            Block::Quote(blocks) => joined(blocks),
            Block::List { items, .. } => joined(items.into_iter().flatten().collect()),
            Block::Table(rows) => {
                joined(rows.into_iter().flatten().map(Block::Paragraph).collect())
            }
        };
        if !line.is_empty() && !spans.is_empty() {
            line.push(Span::space());
        }
        line.append(&mut spans);
    }
    for span in &mut line {
        if span.text.contains('\n') {
            span.text = span.text.replace('\n', " ");
        }
    }
    merged(line)
}

/// The cells of a row.
pub(super) fn row(cells: Vec<Block>) -> Vec<Vec<Span>> {
    cells.into_iter().map(|cell| joined(vec![cell])).collect()
}
