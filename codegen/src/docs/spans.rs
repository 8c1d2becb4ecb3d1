//! The text of one paragraph in the making, and the normal form that writers rely on.

use super::text::push_collapsed;
use super::tree::{Link, Span, Style};
use super::url::{self, Bare, find_bare};

/// What a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Html,
    CommonMark,
}

/// How many elements of each style are open.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Marks {
    pub(super) strong: u32,
    pub(super) emphasis: u32,
    pub(super) code: u32,
    pub(super) link: Link,
    /// Inside an `<a>` that leads nowhere: AWS's way to name another shape.
    pub(super) reference: bool,
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

/// The text of a paragraph so far.
#[derive(Debug, Default)]
pub(super) struct Line {
    spans: Vec<Span>,
    /// Whether the last span names a shape.
    in_reference: bool,
}

impl Line {
    /// Adds text with white space collapsed.
    pub(super) fn push(&mut self, text: &str, marks: Marks, format: Format) {
        let style = marks.style();
        let after_space = self.ends_in_space();
        if let Some(last) = self.spans.last_mut()
            && last.style == style
            && self.in_reference == marks.reference
        {
            push_collapsed(&mut last.text, text, after_space);
            return;
        }
        let text = match format {
            Format::Html => self.close_up(text),
            Format::CommonMark => text,
        };
        let mut span = Span {
            text: String::with_capacity(text.len()),
            style,
        };
        push_collapsed(&mut span.text, text, self.ends_in_space());
        if !span.text.is_empty() {
            self.settle_reference();
            self.in_reference = marks.reference;
            self.spans.push(span);
        }
    }

    /// Adds a line break. Gives false if there is one already, so that this one ends the paragraph.
    pub(super) fn push_break(&mut self) -> bool {
        let Some(last) = self.spans.last_mut() else {
            return true;
        };
        last.text.truncate(last.text.trim_end_matches(' ').len());
        let is_first = !last.text.ends_with('\n');
        if is_first && last.style.code {
            // Code has no line breaks.
            let style = Style {
                code: false,
                ..last.style
            };
            self.settle_reference();
            self.spans.push(Span {
                text: "\n".to_owned(),
                style,
            });
        } else if is_first {
            last.text.push('\n');
        }
        is_first
    }

    /// Ends the paragraph and gives its text, empty if there is none.
    pub(super) fn take(&mut self, links: &[String]) -> Vec<Span> {
        self.settle_reference();
        let mut spans = std::mem::take(&mut self.spans);
        free_brackets(&mut spans);
        if spans.len() > 1 {
            even_out_code(&mut spans);
            spans = merged(spans);
        }
        if spans.iter().any(|span| span.text.contains("://")) {
            spans = linked(spans, links);
        }
        if spans.len() > 1 {
            spans = merged(hoisted(spans));
        }
        trim_end(&mut spans);
        spans
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
        if kept == 0 || last.text.ends_with('\n') {
            return text;
        }
        last.text.truncate(kept);
        start
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
            last.style.code |= is_name && !name.is_empty() && !last.text.contains('\n');
        }
    }
}

/// Makes text of code that has a bracket in it and stands in a link: at the start of a paragraph
/// it could be taken for the label of a reference definition, since code has no escapes.
fn free_brackets(spans: &mut [Span]) {
    for Span { text, style } in spans {
        if style.code && matches!(style.link, Link::To(_)) && text.contains(']') {
            style.code = false;
        }
    }
}

/// Makes code that is partly emphasized, as placeholders in it often are, one piece without
/// emphasis: Markdown has no markup inside code, and `` `a``b` `` is not two pieces.
fn even_out_code(spans: &mut [Span]) {
    let mut at = 0;
    while at < spans.len() {
        let Style { code, link, .. } = spans[at].style;
        let same = |span: &&Span| span.style.code == code && span.style.link == link;
        let run = spans[at..].iter().take_while(same).count();
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
pub(super) fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.dedup_by(|next, last| {
        let same = last.style == next.style;
        if same {
            let both = last.text.ends_with(' ') && next.text.starts_with(' ');
            last.text.push_str(&next.text[usize::from(both)..]);
        }
        same
    });
    spans
}

/// White space between two elements.
#[derive(Debug, Clone, Copy)]
struct Gap {
    /// A line break, if there was one in it.
    space: char,
    /// What all of it is enclosed by.
    style: Style,
}

impl Gap {
    fn of(white_space: &str, style: Style) -> Option<Self> {
        let first = white_space.chars().next()?;
        let space = if white_space.contains('\n') {
            '\n'
        } else {
            first
        };
        Some(Self { space, style })
    }

    fn and(self, other: Self) -> Self {
        let space = if self.space == '\n' {
            '\n'
        } else {
            other.space
        };
        Self {
            space,
            style: common(self.style, other.style),
        }
    }
}

/// Moves white space to where Markdown allows it: an element neither starts nor ends with any.
fn hoisted(spans: Vec<Span>) -> Vec<Span> {
    let mut moved: Vec<Span> = Vec::with_capacity(spans.len() + 2);
    let mut gap: Option<Gap> = None;
    for Span { mut text, style } in spans {
        let start = text.len() - text.trim_start_matches([' ', '\n']).len();
        if let Some(lead) = Gap::of(&text[..start], style) {
            gap = Some(gap.map_or(lead, |gap| gap.and(lead)));
        }
        let end = text.trim_end_matches([' ', '\n']).len();
        if end == 0 {
            continue;
        }
        let after = Gap::of(&text[end..], style);
        text.truncate(end);
        text.drain(..start);
        if let (Some(gap), Some(last)) = (gap, moved.last_mut()) {
            // It belongs to what encloses it and both its neighbours.
            let shared = common(common(last.style, style), gap.style);
            if shared == last.style {
                last.text.push(gap.space);
            } else if shared == style {
                text.insert(0, gap.space);
            } else {
                moved.push(Span {
                    text: gap.space.to_string(),
                    style: shared,
                });
            }
        }
        moved.push(Span { text, style });
        gap = after;
    }
    moved
}

/// What encloses both, in the order in which writers nest: links, then strong, then emphasis.
fn common(one: Style, other: Style) -> Style {
    let mut shared = Style::default();
    if one.link == other.link {
        shared.link = one.link;
    } else if [one, other]
        .iter()
        .any(|style| matches!(style.link, Link::To(_)))
    {
        return shared;
    }
    if one.strong == other.strong {
        shared.strong = one.strong;
        shared.emphasis = one.emphasis && other.emphasis;
    }
    shared
}

/// Makes bare URLs links to themselves, and patterns of URLs code.
pub(super) fn linked(spans: Vec<Span>, links: &[String]) -> Vec<Span> {
    let mut linked: Vec<Span> = Vec::with_capacity(spans.len() + 2);
    let mut rest = spans.into_iter().peekable();
    while let Some(mut span) = rest.next() {
        let next = rest.peek();
        if let (Link::To(link), false) = (span.style.link, span.style.code) {
            let before = linked.last();
            let same = |other: &Option<&Span>| {
                other.is_some_and(|other| other.style.link == span.style.link)
            };
            let text = span.text.trim_matches([' ', '\n']);
            let is_url = find_bare(text).is_some_and(|url| url.is_all_of(text));
            if is_url
                && url::target(text).as_ref() == links.get(link)
                && ![before, next].iter().any(same)
            {
                span.style.link = Link::Itself;
                push_inside_space(span, &mut linked);
                continue;
            }
        }
        if span.style.code || span.style.link != Link::None {
            linked.push(span);
        } else {
            split_urls(&span, next, &mut linked);
        }
    }
    even_out_code(&mut linked);
    linked
}

/// Adds a URL that leads to itself; the white space around it does not lead there.
fn push_inside_space(mut span: Span, out: &mut Vec<Span>) {
    let outside = Style {
        link: Link::None,
        ..span.style
    };
    let start = span.text.len() - span.text.trim_start_matches([' ', '\n']).len();
    let end = span.text.trim_end_matches([' ', '\n']).len();
    let after = span.text.split_off(end);
    let before = span.text.drain(..start).collect();
    let around = |text: String| {
        Some(Span {
            text,
            style: outside,
        })
        .filter(|span| !span.text.is_empty())
    };
    out.extend(around(before));
    out.push(span);
    out.extend(around(after));
}

fn split_urls(span: &Span, next: Option<&Span>, out: &mut Vec<Span>) {
    let Span { text, style } = span;
    let mut from = 0;
    let mut plain_from = 0;
    while let Some(url) = find_bare(&text[from..]) {
        let (start, end) = (from + url.start, from + url.end);
        from = end;
        // It goes on in another style, so this is not the whole of it.
        if end == text.len() && next.is_some_and(|next| url::continues(&next.text)) {
            break;
        }
        if plain_from < start {
            out.push(Span {
                text: text[plain_from..start].to_owned(),
                style: *style,
            });
        }
        let style = match url.kind {
            Bare::Link => Style {
                link: Link::Itself,
                ..*style
            },
            Bare::Pattern => Style {
                code: true,
                ..*style
            },
        };
        out.push(Span {
            text: text[start..end].to_owned(),
            style,
        });
        plain_from = end;
    }
    if plain_from < text.len() {
        out.push(Span {
            text: text[plain_from..].to_owned(),
            style: *style,
        });
    }
}

fn trim_end(spans: &mut Vec<Span>) {
    while let Some(last) = spans.last_mut() {
        last.text
            .truncate(last.text.trim_end_matches([' ', '\n']).len());
        if !last.text.is_empty() {
            break;
        }
        spans.pop();
    }
}
