//! Reads HTML as documentation writers write it: known tags are markup, the rest is text.
//!
//! This is not the algorithm of the HTML standard, on purpose. That one hides `<bucket-name>` as an
//! unknown element, lets one unclosed quote swallow the rest of the text, and its repairs of
//! misnested formatting take quadratic time. Here a tag must be complete and known, else it stays
//! visible exactly as written, and each byte is looked at a bounded number of times.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

use super::builder::Builder;
use super::tags::{Certainty, Kind, Mark, Tag, lookup};

/// No known element has a longer name.
const LONGEST_NAME: usize = 14;

/// No entity has a longer name.
const LONGEST_ENTITY: usize = 34;

/// Feeds HTML to a [`Builder`], in one piece or in the fragments that a CommonMark text has.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    /// The whole text, to see whether an element is closed at all.
    source: &'a str,
    /// What [`Self::is_closed`] found out.
    closed: Vec<(String, bool)>,
    /// The element whose text is hidden.
    hiding: Option<String>,
}

/// A tag as it stands in the text.
#[derive(Debug)]
struct RawTag<'t> {
    /// In lower case.
    name: String,
    edge: Edge,
    attributes: &'t str,
    /// Length in bytes, with the angle brackets.
    length: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    End,
    /// `<br/>`.
    Both,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self {
            source,
            closed: Vec::new(),
            hiding: None,
        }
    }

    /// Reads one fragment.
    pub(super) fn feed(&mut self, html: &str, builder: &mut Builder) {
        let mut at = 0;
        let mut verbatim_until = 0;
        let mut comments = true;
        while at < html.len() {
            let rest = &html[at..];
            let plain = rest.find(['<', '&']).unwrap_or(rest.len());
            if plain > 0 {
                self.text(&rest[..plain], builder);
                at += plain;
                continue;
            }
            if rest.starts_with('&') {
                let (text, length) = entity(rest);
                self.text(&text, builder);
                at += length;
                continue;
            }
            if let Some(length) = comments.then(|| invisible(rest)).flatten() {
                match length {
                    Invisible::Until(length) => {
                        at += length;
                        continue;
                    }
                    Invisible::Unclosed => comments = false,
                }
            }
            let Some(tag) = raw_tag(rest) else {
                self.text("<", builder);
                at += 1;
                continue;
            };
            let raw = &rest[..tag.length];
            at += tag.length;
            if let Some(name) = &self.hiding {
                if *name == tag.name && tag.edge == Edge::End {
                    self.hiding = None;
                }
                continue;
            }
            match self.meaning(&tag) {
                Some(meaning) if at > verbatim_until || is_inline(meaning) => {
                    if meaning == Tag::Mark(Mark::Code) && tag.edge == Edge::Start {
                        verbatim_until = at + code_length(&html[at..]);
                    }
                    self.apply(meaning, &tag, builder);
                }
                _ => self.text(raw, builder),
            }
        }
    }

    /// Adds text, unless it is inside an element that hides it.
    pub(super) fn text(&self, text: &str, builder: &mut Builder) {
        if self.hiding.is_none() {
            builder.text(text);
        }
    }

    fn meaning(&mut self, tag: &RawTag<'_>) -> Option<Tag> {
        let (meaning, certainty) = lookup(&tag.name)?;
        let is_markup = match certainty {
            Certainty::Markup => true,
            Certainty::IfClosed => {
                tag.edge == Edge::Both
                    || (tag.attributes.is_empty() || tag.attributes.contains('='))
                        && self.is_closed(&tag.name)
            }
        };
        is_markup.then_some(meaning)
    }

    fn is_closed(&mut self, name: &str) -> bool {
        if let Some((_, closed)) = self.closed.iter().find(|(known, _)| known == name) {
            return *closed;
        }
        let closed = self.source.match_indices("</").any(|(at, _)| {
            let end = &self.source.as_bytes()[at + 2..];
            end.get(..name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
                && end
                    .get(name.len())
                    .is_some_and(|byte| !byte.is_ascii_alphanumeric())
        });
        self.closed.push((name.to_owned(), closed));
        closed
    }

    fn apply(&mut self, meaning: Tag, tag: &RawTag<'_>, builder: &mut Builder) {
        if builder.is_preformatted() {
            match (meaning, tag.edge) {
                (Tag::Preformatted, Edge::End) => builder.end_preformatted(),
                (Tag::LineBreak, Edge::Start | Edge::Both) => builder.line_break(),
                _ => {}
            }
            return;
        }
        let edge = tag.edge;
        match meaning {
            Tag::Paragraph if edge == Edge::End => builder.end_paragraph(),
            Tag::Paragraph => builder.start_paragraph(),
            Tag::LineBreak if edge != Edge::End => builder.line_break(),
            Tag::Image if edge != Edge::End => {
                if let Some(alternative) = attribute(tag.attributes, "alt") {
                    builder.text(&decoded(alternative));
                }
            }
            Tag::Container(kind) => {
                if edge != Edge::End {
                    builder.start(numbered(kind, tag.attributes));
                }
                if edge != Edge::Start {
                    builder.end(kind);
                }
            }
            Tag::Mark(mark) if edge == Edge::Start => builder.start_mark(mark),
            Tag::Mark(mark) if edge == Edge::End => builder.end_mark(mark),
            Tag::Link if edge == Edge::Start => {
                builder.start_link(attribute(tag.attributes, "href").map(decoded).as_deref());
            }
            Tag::Link if edge == Edge::End => builder.end_link(),
            Tag::Preformatted if edge == Edge::Start => builder.start_preformatted(),
            Tag::Hidden if edge == Edge::Start => self.hiding = Some(tag.name.clone()),
            _ => {}
        }
    }
}

/// An ordered list counts from its `start`.
fn numbered(kind: Kind, attributes: &str) -> Kind {
    match kind {
        Kind::List(Some(first)) => {
            let start = attribute(attributes, "start").and_then(|value| value.parse().ok());
            Kind::List(Some(start.unwrap_or(first)))
        }
        other => other,
    }
}

/// Inside `<code>…</code>`, tags of blocks are part of what the code shows.
fn is_inline(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Mark(_) | Tag::Link | Tag::Transparent | Tag::LineBreak | Tag::Hidden
    )
}

/// How far the `<code>` that starts before `rest` reaches; 0 if another one starts before it ends,
/// which tells that its end tag was forgotten.
fn code_length(rest: &str) -> usize {
    let is_code = |at: usize| {
        let name = rest.as_bytes().get(at..at + 4);
        name.is_some_and(|name| name.eq_ignore_ascii_case(b"code"))
    };
    for (at, _) in rest.match_indices('<') {
        if rest.as_bytes().get(at + 1) == Some(&b'/') {
            if is_code(at + 2) {
                return at;
            }
        } else if is_code(at + 1) {
            return 0;
        }
    }
    0
}

/// A piece that never shows.
enum Invisible {
    /// Of this many bytes.
    Until(usize),
    /// It starts here and never ends.
    Unclosed,
}

/// A comment, declaration or processing instruction at the start of `rest`.
fn invisible(rest: &str) -> Option<Invisible> {
    let (open, close) = if rest.starts_with("<!--") {
        ("<!--", "-->")
    } else if rest.starts_with("<![CDATA[") {
        ("<![CDATA[", "]]>")
    } else if matches!(rest.as_bytes(), [b'<', b'?' | b'!', letter, ..] if letter.is_ascii_alphabetic())
    {
        ("<!", ">")
    } else {
        return None;
    };
    let end = rest[open.len()..].find(close);
    Some(end.map_or(Invisible::Unclosed, |end| {
        Invisible::Until(open.len() + end + close.len())
    }))
}

/// The tag at the start of `rest`, which starts with `<`; none if it is text.
fn raw_tag(rest: &str) -> Option<RawTag<'_>> {
    let bytes = rest.as_bytes();
    let (edge, from) = if bytes.get(1) == Some(&b'/') {
        (Edge::End, 2)
    } else {
        (Edge::Start, 1)
    };
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric();
    let length = bytes[from..]
        .iter()
        .take(LONGEST_NAME + 1)
        .take_while(|byte| is_name(byte))
        .count();
    let after = from + length;
    let starts = bytes.get(from).is_some_and(u8::is_ascii_alphabetic);
    let ends = matches!(bytes.get(after), Some(byte) if byte.is_ascii_whitespace() || b"/>".contains(byte));
    if !starts || !ends {
        return None;
    }
    let mut quote = None;
    let mut end = None;
    for (at, &byte) in bytes.iter().enumerate().skip(after) {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            // A quote starts a value; elsewhere it is an apostrophe of the text.
            (None, b'"' | b'\'') if bytes[..at].trim_ascii_end().ends_with(b"=") => {
                quote = Some(byte);
            }
            (None, b'>') => {
                end = Some(at);
                break;
            }
            (None, b'<') => break,
            (None, _) => {}
        }
    }
    let end = end?;
    let inner = rest[after..end].trim();
    let (edge, attributes) = match inner.strip_suffix('/') {
        Some(attributes) if edge == Edge::Start => (Edge::Both, attributes.trim_end()),
        _ => (edge, inner),
    };
    let name = rest[from..after].to_ascii_lowercase();
    Some(RawTag {
        name,
        edge,
        attributes,
        length: end + 1,
    })
}

/// The value of an attribute, still with entities.
fn attribute<'t>(attributes: &'t str, wanted: &str) -> Option<&'t str> {
    let mut rest = attributes;
    while let Some((name, after)) = rest.split_once('=') {
        let name = name
            .split_ascii_whitespace()
            .next_back()
            .unwrap_or_default();
        let after = after.trim_start();
        let (value, remainder) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            _ => after
                .split_once(|c: char| c.is_ascii_whitespace())
                .unwrap_or((after, "")),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = remainder;
    }
    None
}

fn decoded(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        let (decoded, length) = entity(&rest[at..]);
        text.push_str(&decoded);
        rest = &rest[at + length..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The text of the entity at the start of `rest` and its length, or the `&` alone.
fn entity(rest: &str) -> (Cow<'static, str>, usize) {
    const LONE: (Cow<'static, str>, usize) = (Cow::Borrowed("&"), 1);
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let length = 1 + rest
        .bytes()
        .skip(1)
        .take(LONGEST_ENTITY)
        .take_while(|byte| name(byte))
        .count();
    if length == 1 || rest.as_bytes().get(length) != Some(&b';') {
        return LONE;
    }
    let length = length + 1;
    let text = match &rest[..length] {
        "&lt;" => "<",
        "&gt;" => ">",
        "&amp;" => "&",
        "&quot;" => "\"",
        "&nbsp;" => " ",
        // The CommonMark parser knows all names of the standard.
        other => {
            let mut text = String::new();
            for event in Parser::new(other) {
                if let Event::Text(piece) = event {
                    text.push_str(&piece);
                }
            }
            return if text == other || text.is_empty() {
                LONE
            } else {
                (Cow::Owned(text), length)
            };
        }
    };
    (Cow::Borrowed(text), length)
}
