//! Writes the spans of a paragraph as Markdown that reads back as exactly those spans.

use std::borrow::Cow;
use std::ops::Range;

use super::escape::{push_code, push_escaped, push_target, push_unlinked};
use super::spans::{linked, merged};
use super::tree::{Link, Span, Style};

/// After so many attempts to keep some emphasis, all of it is given up.
const ATTEMPTS: usize = 4;

/// `spans` as Markdown; a `\n` in it is a hard line break and follows a backslash.
pub(super) fn markdown(spans: &[Span], links: &[String]) -> String {
    let mut spans = Cow::Borrowed(spans);
    for attempt in 1.. {
        let mut writer = Writer {
            out: String::new(),
            spans: &spans,
            links,
            given_up: Vec::new(),
        };
        writer.layer(Layer::Link, 0..spans.len(), Place::Prose, Neighbour::Space);
        let Writer { out, given_up, .. } = writer;
        if given_up.is_empty() {
            return out;
        }
        // Without that emphasis its text belongs to its neighbours', which may change what has to
        // be escaped: so write it all again.
        let mut plainer = spans.into_owned();
        for (layer, range) in given_up {
            plainer[range]
                .iter_mut()
                .for_each(|span| layer.clear(&mut span.style));
        }
        if attempt >= ATTEMPTS {
            for span in &mut plainer {
                span.style = Style {
                    strong: false,
                    emphasis: false,
                    ..span.style
                };
            }
        }
        spans = Cow::Owned(linked(merged(plainer), links));
    }
    String::new()
}

/// Where text stands, which decides what has to be escaped in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Prose,
    /// Inside the brackets of a link, where a URL must not become one again.
    LinkText,
}

/// What stands next to a delimiter.
///
/// `CommonMark` lets `*` and `_` mark emphasis only between certain neighbours. Where the neighbour
/// is not known for sure, the emphasis is given up rather than risked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Neighbour {
    Space,
    /// ASCII punctuation.
    Punctuation,
    Word,
    /// Another delimiter, or a character that may count as punctuation.
    Unsure,
}

impl Neighbour {
    fn of(character: Option<char>) -> Self {
        match character {
            None | Some(' ' | '\n') => Self::Space,
            Some(c) if c.is_ascii_punctuation() => Self::Punctuation,
            Some(c) if c.is_alphanumeric() => Self::Word,
            Some(_) => Self::Unsure,
        }
    }

    /// What Markdown written so far ends in.
    fn behind(out: &str) -> Self {
        match out.chars().next_back() {
            Some('*' | '_' | '`') => Self::Unsure,
            other => Self::of(other),
        }
    }

    /// What a span starts with, seen from inside of what encloses `layer`, however it is written.
    fn ahead(layer: Layer, span: &Span) -> Self {
        let first = span.text.chars().next();
        let Style {
            strong,
            emphasis,
            code,
            link,
        } = span.style;
        if matches!(first, Some(' ' | '\n')) {
            Self::Space
        } else if layer == Layer::Link && is_bracketed(span.style) {
            Self::Punctuation
        } else if strong || emphasis {
            Self::Unsure
        } else if code || link == Link::Itself {
            Self::Punctuation
        } else {
            Self::of(first)
        }
    }

    fn separates(self) -> bool {
        matches!(self, Self::Space | Self::Punctuation)
    }
}

/// One of the styles that enclose text, outermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layer {
    Link,
    Strong,
    Emphasis,
}

impl Layer {
    fn inner(self) -> Option<Self> {
        match self {
            Self::Link => Some(Self::Strong),
            Self::Strong => Some(Self::Emphasis),
            Self::Emphasis => None,
        }
    }

    /// Whether two spans are enclosed by the same element of this layer.
    fn joins(self, one: Style, other: Style) -> bool {
        match self {
            // A URL that leads to itself needs no brackets around it.
            Self::Link => one.link == other.link || !is_bracketed(one) && !is_bracketed(other),
            Self::Strong => one.strong == other.strong,
            Self::Emphasis => one.emphasis == other.emphasis,
        }
    }

    fn clear(self, style: &mut Style) {
        match self {
            Self::Link => style.link = Link::None,
            Self::Strong => style.strong = false,
            Self::Emphasis => style.emphasis = false,
        }
    }
}

fn is_bracketed(style: Style) -> bool {
    matches!(style.link, Link::To(_))
}

struct Writer<'a> {
    out: String,
    spans: &'a [Span],
    links: &'a [String],
    /// Emphasis that cannot be written where it stands.
    given_up: Vec<(Layer, Range<usize>)>,
}

impl Writer<'_> {
    fn layer(&mut self, layer: Layer, range: Range<usize>, place: Place, after: Neighbour) {
        let mut start = range.start;
        while start < range.end {
            let style = self.spans[start].style;
            let joined = |span: &&Span| layer.joins(style, span.style);
            let end = start
                + self.spans[start..range.end]
                    .iter()
                    .take_while(joined)
                    .count();
            let next = if end < range.end {
                Neighbour::ahead(layer, &self.spans[end])
            } else {
                after
            };
            match (layer, style) {
                (
                    Layer::Link,
                    Style {
                        link: Link::To(target),
                        ..
                    },
                ) => {
                    self.link(start..end, target, next);
                }
                (Layer::Strong, Style { strong: true, .. }) => {
                    self.delimited(layer, "**", start..end, place, next);
                }
                (Layer::Emphasis, Style { emphasis: true, .. }) => {
                    let clear = Neighbour::behind(&self.out).separates() && next.separates();
                    let delimiter = if clear { "_" } else { "*" };
                    self.delimited(layer, delimiter, start..end, place, next);
                }
                _ => self.content(layer, start..end, place, next),
            }
            start = end;
        }
    }

    /// What is inside a layer.
    fn content(&mut self, layer: Layer, range: Range<usize>, place: Place, after: Neighbour) {
        if let Some(inner) = layer.inner() {
            return self.layer(inner, range, place, after);
        }
        for span in &self.spans[range] {
            self.leaf(span, place);
        }
    }

    fn delimited(
        &mut self,
        layer: Layer,
        delimiter: &str,
        range: Range<usize>,
        place: Place,
        after: Neighbour,
    ) {
        let before = Neighbour::behind(&self.out);
        let edge = |span: &Span, character: Option<char>| {
            let Style {
                emphasis,
                code,
                link,
                ..
            } = span.style;
            if code || link == Link::Itself || layer == Layer::Strong && emphasis {
                Neighbour::Unsure
            } else {
                Neighbour::of(character)
            }
        };
        let (first, last) = (&self.spans[range.start], &self.spans[range.end - 1]);
        let first = edge(first, first.text.chars().next());
        let last = edge(last, last.text.chars().next_back());
        let opens = before.separates() || before == Neighbour::Word && first == Neighbour::Word;
        let closes = after.separates() || after == Neighbour::Word && last == Neighbour::Word;
        if opens && closes {
            self.out.push_str(delimiter);
            self.content(layer, range, place, Neighbour::Punctuation);
            self.out.push_str(delimiter);
        } else {
            self.given_up.push((layer, range));
        }
    }

    fn link(&mut self, range: Range<usize>, target: usize, after: Neighbour) {
        let Some(target) = self.links.get(target) else {
            return self.content(Layer::Link, range, Place::Prose, after);
        };
        // An exclamation mark before a link makes an image of it.
        if self.out.ends_with('!') {
            self.out.pop();
            self.out.push_str("\\!");
        }
        self.out.push('[');
        self.content(Layer::Link, range, Place::LinkText, Neighbour::Punctuation);
        self.out.push_str("](");
        push_target(&mut self.out, target);
        self.out.push(')');
    }

    fn leaf(&mut self, span: &Span, place: Place) {
        if span.style.code {
            push_code(&mut self.out, &span.text);
        } else if span.style.link == Link::Itself {
            self.out.push('<');
            self.out.push_str(&span.text);
            self.out.push('>');
        } else if place == Place::LinkText {
            push_escaped(&mut self.out, &span.text);
        } else {
            push_unlinked(&mut self.out, &span.text);
        }
    }
}
