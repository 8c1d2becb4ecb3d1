//! Builds a [`Document`] from whatever order of starts, ends and texts a source has.

use super::frame::{Frame, joined, row};
use super::spans::{Format, Line, Marks, merged};
use super::tags::{Kind, Label, Mark};
use super::text::is_hidden;
use super::tree::{Block, Document, Link, Span, Style, plain};
use super::url;
use crate::limits::DOCUMENTATION_LEVELS;

/// The tree in the making.
#[derive(Debug)]
pub(super) struct Builder {
    format: Format,
    frames: Vec<Frame>,
    /// The text of the paragraph in the making.
    line: Line,
    marks: Marks,
    /// Preformatted text in the making.
    preformatted: Option<String>,
    /// Containers that were dissolved because they are too deep.
    dissolved: usize,
    links: Vec<String>,
    full_name: Vec<Span>,
}

impl Builder {
    /// An empty tree, for a source in `format`.
    pub(super) fn new(format: Format) -> Self {
        Self {
            format,
            frames: vec![Frame::new(Kind::Root, Marks::default())],
            line: Line::default(),
            marks: Marks::default(),
            preformatted: None,
            dissolved: 0,
            links: Vec::new(),
            full_name: Vec::new(),
        }
    }

    /// Ends everything that is open.
    pub(super) fn finish(mut self) -> Document {
        self.end_containers();
        let mut blocks = self
            .frames
            .pop()
            .map(|root| root.blocks)
            .unwrap_or_default();
        if blocks.is_empty() && !self.full_name.is_empty() {
            blocks.push(Block::Paragraph(self.full_name));
        }
        Document {
            blocks,
            links: self.links,
        }
    }

    /// Ends every container but the root.
    pub(super) fn end_containers(&mut self) {
        self.end_preformatted();
        self.paragraph();
        while self.frames.len() > 1 {
            self.end_last();
        }
        self.dissolved = 0;
        self.marks = Marks::default();
    }

    /// Adds text; white space is collapsed unless it is preformatted.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(preformatted) = &mut self.preformatted {
            preformatted.extend(text.chars().filter(|&c| !is_hidden(c)));
            return;
        }
        self.line.push(text, self.marks, self.format);
    }

    /// A line break that the source asks for; two of them end the paragraph.
    pub(super) fn line_break(&mut self) {
        if let Some(preformatted) = &mut self.preformatted {
            preformatted.push('\n');
            return;
        }
        if !self.line.push_break() {
            self.paragraph();
        }
    }

    /// Starts a paragraph, which also ends a heading that was never closed.
    pub(super) fn start_paragraph(&mut self) {
        self.paragraph();
        let in_heading =
            |frame: &Frame| matches!(frame.kind, Kind::Heading(_)) && !frame.blocks.is_empty();
        if self.frames.last().is_some_and(in_heading) {
            self.end_last();
        }
    }

    /// Ends the paragraph in the making, if there is one.
    fn paragraph(&mut self) {
        let spans = self.line.take(&self.links);
        if !spans.is_empty() {
            self.attach(Block::Paragraph(spans));
        }
    }

    /// Ends a paragraph and with it the marks that were set in it.
    pub(super) fn end_paragraph(&mut self) {
        self.paragraph();
        if let Some(frame) = self.frames.last() {
            self.marks = frame.marks;
        }
    }

    pub(super) fn start_mark(&mut self, mark: Mark) {
        match mark {
            Mark::Strong => self.marks.strong += 1,
            Mark::Emphasis => self.marks.emphasis += 1,
            Mark::Code => self.marks.code += 1,
            Mark::Raised => self.text("^"),
        }
    }

    pub(super) fn end_mark(&mut self, mark: Mark) {
        let open = match mark {
            Mark::Strong => &mut self.marks.strong,
            Mark::Emphasis => &mut self.marks.emphasis,
            Mark::Code => &mut self.marks.code,
            Mark::Raised => return,
        };
        *open = open.saturating_sub(1);
    }

    /// Starts a link; one that leads nowhere marks the name of a shape.
    pub(super) fn start_link(&mut self, href: Option<&str>) {
        self.marks.reference = href.is_none();
        self.marks.link = match href.and_then(url::target) {
            Some(target) => {
                self.links.push(target);
                Link::To(self.links.len() - 1)
            }
            None => Link::None,
        };
    }

    pub(super) fn end_link(&mut self) {
        self.marks.link = Link::None;
        self.marks.reference = false;
    }

    pub(super) fn start_preformatted(&mut self) {
        self.paragraph();
        self.preformatted.get_or_insert_default();
    }

    pub(super) fn end_preformatted(&mut self) {
        let Some(text) = self.preformatted.take() else {
            return;
        };
        let mut code = String::with_capacity(text.len() + 1);
        for line in text.lines() {
            let line = line.trim_end();
            if !(code.is_empty() && line.is_empty()) {
                code.push_str(&line.replace('\t', "    "));
                code.push('\n');
            }
        }
        code.truncate(code.trim_end_matches('\n').len());
        if !code.is_empty() {
            code.push('\n');
            self.attach(Block::Code(code));
        }
    }

    /// Whether preformatted text is in the making, where markup means nothing.
    pub(super) fn is_preformatted(&self) -> bool {
        self.preformatted.is_some()
    }

    /// Starts a container, and the one around it that it needs.
    pub(super) fn start(&mut self, kind: Kind) {
        self.start_paragraph();
        match kind {
            Kind::Item | Kind::Term | Kind::Details => self.make_room(Kind::List(None)),
            Kind::Row => self.make_room(Kind::Table),
            Kind::Cell => self.make_room(Kind::Row),
            _ => {}
        }
        if self.frames.len() < DOCUMENTATION_LEVELS {
            self.frames.push(Frame::new(kind, self.marks));
            if kind == Kind::Term {
                self.start_mark(Mark::Strong);
            }
        } else {
            self.dissolved += 1;
        }
    }

    /// Ends the siblings before a part of a `parent`, and starts the parent if there is none.
    fn make_room(&mut self, parent: Kind) {
        let is_parent =
            |kind: Kind| std::mem::discriminant(&kind) == std::mem::discriminant(&parent);
        let barrier = |kind: Kind| matches!(kind, Kind::Quote(_) | Kind::Root) || is_parent(kind);
        let at = self
            .frames
            .iter()
            .rposition(|frame| barrier(frame.kind))
            .unwrap_or(0);
        if is_parent(self.frames[at].kind) {
            while self.frames.len() > at + 1 {
                self.end_last();
            }
        } else {
            self.start(parent);
        }
    }

    /// Ends the innermost container of the kind and all it holds; nothing if there is none.
    pub(super) fn end(&mut self, kind: Kind) {
        self.paragraph();
        if self.dissolved > 0 {
            self.dissolved -= 1;
            return;
        }
        let same = |other: Kind| std::mem::discriminant(&other) == std::mem::discriminant(&kind);
        let barrier = |other: Kind| match kind {
            Kind::Item | Kind::Term | Kind::Details => matches!(other, Kind::List(_)),
            Kind::Row | Kind::Cell => matches!(other, Kind::Table),
            _ => false,
        };
        let found = self
            .frames
            .iter()
            .rposition(|frame| same(frame.kind) || barrier(frame.kind));
        let Some(at) = found.filter(|&at| at > 0 && same(self.frames[at].kind)) else {
            return;
        };
        while self.frames.len() > at {
            self.end_last();
        }
    }

    /// Ends the innermost container.
    fn end_last(&mut self) {
        self.paragraph();
        let Some(frame) = self.frames.pop() else {
            return;
        };
        self.marks = frame.marks;
        let Frame {
            kind,
            blocks,
            groups,
            ..
        } = frame;
        match kind {
            Kind::Root => {}
            Kind::Quote(label) => self.end_quote(label, blocks),
            Kind::List(start) => {
                if !groups.is_empty() {
                    self.attach(Block::List {
                        start,
                        items: groups,
                    });
                }
            }
            Kind::Table => {
                let rows: Vec<_> = groups.into_iter().map(row).collect();
                if !rows.is_empty() {
                    self.attach(Block::Table(rows));
                }
            }
            Kind::Heading(level) => {
                let spans = joined(blocks);
                if !spans.is_empty() {
                    self.attach(Block::Heading { level, spans });
                }
            }
            Kind::FullName => self.full_name = joined(blocks),
            Kind::Term | Kind::Details | Kind::Item | Kind::Row | Kind::Cell => {
                if let Some(parent) = self.frames.last_mut() {
                    parent.adopt(kind, blocks);
                }
            }
        }
    }

    fn end_quote(&mut self, label: Label, mut blocks: Vec<Block>) {
        if blocks.is_empty() {
            return;
        }
        if let Some(word) = label.word() {
            let style = Style {
                strong: true,
                ..Style::default()
            };
            let head = Span {
                text: format!("{word}:"),
                style,
            };
            match blocks.first_mut() {
                Some(Block::Paragraph(spans)) if plain(spans).starts_with(word) => {}
                Some(Block::Paragraph(spans)) => {
                    let text = std::mem::take(spans);
                    *spans = merged([head, Span::space()].into_iter().chain(text).collect());
                }
                _ => blocks.insert(0, Block::Paragraph(vec![head])),
            }
        }
        self.attach(Block::Quote(blocks));
    }

    /// Puts a block where the innermost container wants it.
    fn attach(&mut self, block: Block) {
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        match (frame.kind, frame.groups.last_mut()) {
            // Text between the items belongs to the one before it.
            (Kind::List(_), Some(item)) => item.push(block),
            (Kind::List(_) | Kind::Table, _) => frame.groups.push(vec![block]),
            _ => frame.blocks.push(block),
        }
    }
}
