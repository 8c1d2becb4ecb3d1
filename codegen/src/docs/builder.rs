//! Builds a [`Document`] from whatever order of starts, ends and texts a source has.

use super::tags::{Kind, Label, Mark};
use super::text::{is_hidden, push_collapsed};
use super::tree::{Block, Document, Span, Style, plain};
use super::url;

/// Deeper containers are dissolved into the one at this depth, so that writers may recurse.
const DEPTH: usize = 16;

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
struct Frame {
    kind: Kind,
    blocks: Vec<Block>,
    /// The items of a list or the rows of a table, where a cell is a paragraph.
    groups: Vec<Vec<Block>>,
    definition: Definition,
    /// The marks in force when it started, and again when it ends: a tag that was never closed ends
    /// with its container.
    marks: Marks,
}

/// How many elements of each style are open.
#[derive(Debug, Clone, Copy, Default)]
struct Marks {
    strong: u32,
    emphasis: u32,
    code: u32,
    link: Option<usize>,
    /// Inside an `<a>` that leads nowhere: AWS's way to name another shape.
    reference: bool,
}

impl Marks {
    fn style(self) -> Style {
        Style {
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            code: self.code > 0,
            link: self.link,
        }
    }
}

/// The tree in the making.
#[derive(Debug)]
pub(super) struct Builder {
    frames: Vec<Frame>,
    /// The text of the paragraph in the making.
    spans: Vec<Span>,
    /// Whether the last span names a shape.
    in_reference: bool,
    marks: Marks,
    /// Preformatted text in the making.
    preformatted: Option<String>,
    /// Containers that were dissolved because they are too deep.
    dissolved: usize,
    links: Vec<String>,
    full_name: Vec<Span>,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self {
            frames: vec![Frame::new(Kind::Root, Marks::default())],
            spans: Vec::new(),
            in_reference: false,
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
        let style = self.marks.style();
        let after_space = self.ends_in_space();
        if let Some(last) = self.spans.last_mut()
            && last.style == style
            && self.in_reference == self.marks.reference
        {
            push_collapsed(&mut last.text, text, after_space);
            return;
        }
        let text = if after_space || text.starts_with(char::is_whitespace) {
            self.close_up(text)
        } else {
            text
        };
        let after_space = self.ends_in_space();
        let mut span = Span {
            text: String::with_capacity(text.len()),
            style,
        };
        push_collapsed(&mut span.text, text, after_space);
        if !span.text.is_empty() {
            self.settle_reference();
            self.in_reference = self.marks.reference;
            self.spans.push(span);
        }
    }

    /// Whether white space at the start of the next text would be lost.
    fn ends_in_space(&self) -> bool {
        self.spans
            .last()
            .is_none_or(|span| span.text.ends_with([' ', '\n']))
    }

    /// Drops the white space before punctuation that follows an element. Pretty-printed HTML has
    /// it: the end tag stands on a line of its own, and the full stop after it.
    fn close_up<'t>(&mut self, text: &'t str) -> &'t str {
        let start = text.trim_start();
        let mut characters = start.chars();
        let punctuation = matches!(characters.next(), Some('.' | ',' | ';' | ':' | ')'));
        let ends_word = characters.next().is_none_or(char::is_whitespace);
        let Some(last) = self.spans.last_mut().filter(|_| punctuation && ends_word) else {
            return text;
        };
        let kept = last.text.trim_end_matches(' ').len();
        if kept == 0 {
            return text;
        }
        last.text.truncate(kept);
        start
    }

    /// A line break that the source asks for; two of them end the paragraph.
    pub(super) fn line_break(&mut self) {
        if let Some(preformatted) = &mut self.preformatted {
            preformatted.push('\n');
            return;
        }
        let Some(last) = self.spans.last_mut() else {
            return;
        };
        let length = last.text.trim_end_matches(' ').len();
        last.text.truncate(length);
        if last.text.ends_with('\n') {
            self.paragraph();
        } else {
            last.text.push('\n');
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
        self.settle_reference();
        even_out_code(&mut self.spans);
        let mut spans = merged(std::mem::take(&mut self.spans));
        while let Some(last) = spans.last_mut() {
            let length = last.text.trim_end_matches([' ', '\n']).len();
            last.text.truncate(length);
            if length > 0 {
                break;
            }
            spans.pop();
        }
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
        self.marks.link = href.and_then(url::target).map(|target| {
            self.links.push(target);
            self.links.len() - 1
        });
    }

    pub(super) fn end_link(&mut self) {
        self.marks.link = None;
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
        if self.frames.len() < DEPTH {
            self.frames.push(Frame::new(kind, self.marks));
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
                    spans.splice(
                        0..0,
                        [
                            head,
                            Span {
                                text: " ".to_owned(),
                                style: Style::default(),
                            },
                        ],
                    );
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

    /// An `<a>` around one word is the name of a shape and shows as code.
    fn settle_reference(&mut self) {
        if !std::mem::take(&mut self.in_reference) {
            return;
        }
        if let Some(last) = self.spans.last_mut() {
            let name = last.text.trim();
            let is_name = name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_.:#$-".contains(c));
            last.style.code |= is_name && !name.is_empty();
        }
    }
}

impl Frame {
    fn new(kind: Kind, marks: Marks) -> Self {
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
    fn adopt(&mut self, kind: Kind, mut blocks: Vec<Block>) {
        match kind {
            Kind::Term => {
                let mut term = joined(blocks);
                self.definition = if term.is_empty() {
                    Definition::None
                } else {
                    Definition::Term
                };
                for span in &mut term {
                    span.style.strong = true;
                }
                if !term.is_empty() {
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
                link: None,
                ..last.style
            };
            term.push(Span {
                text: ":".to_owned(),
                style,
            });
        }
        term.push(Span {
            text: " ".to_owned(),
            style: Style::default(),
        });
        term.extend(spans);
        let all = merged(std::mem::take(term));
        *term = all;
    }
    item.extend(details);
}

/// The paragraphs of `blocks` as one line; other blocks have no place in it.
fn joined(blocks: Vec<Block>) -> Vec<Span> {
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
            line.push(Span {
                text: " ".to_owned(),
                style: Style::default(),
            });
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

fn row(cells: Vec<Block>) -> Vec<Vec<Span>> {
    cells.into_iter().map(|cell| joined(vec![cell])).collect()
}

/// Makes code that is partly emphasized, as placeholders in it often are, one piece without
/// emphasis: Markdown has no markup inside code, and `` `a``b` `` is not two pieces.
fn even_out_code(spans: &mut [Span]) {
    let mut at = 0;
    while at < spans.len() {
        let Style { code, link, .. } = spans[at].style;
        let same = |span: &&mut Span| span.style.code == code && span.style.link == link;
        let run = spans[at..].iter_mut().take_while(same).count();
        if code && run > 1 {
            for span in &mut spans[at..at + run] {
                span.style = Style {
                    code,
                    link,
                    ..Style::default()
                };
            }
        }
        at += run;
    }
}

/// Neighbours of one style as one span.
fn merged(spans: Vec<Span>) -> Vec<Span> {
    if spans.windows(2).all(|pair| pair[0].style != pair[1].style) {
        return spans;
    }
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if last.style == span.style => {
                let both = last.text.ends_with(' ') && span.text.starts_with(' ');
                last.text.push_str(&span.text[usize::from(both)..]);
            }
            _ => merged.push(span),
        }
    }
    merged
}
