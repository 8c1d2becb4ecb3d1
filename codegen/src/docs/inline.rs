//! Writes the spans of a paragraph as Markdown that reads back as exactly those spans.

use super::tree::{Span, Style};
use super::url::{Bare, find_bare};

/// Where text stands, which decides what has to be escaped in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Prose,
    /// Inside the brackets of a link, where a URL must not become one again.
    LinkText,
}

/// What follows a piece of Markdown.
///
/// `CommonMark` lets `*` and `_` mark emphasis only between certain neighbours. Where the neighbour
/// is not known for sure, the emphasis is given up rather than risked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Neighbour {
    Space,
    /// ASCII punctuation.
    Punctuation,
    Word,
    /// Another emphasis, or a character that may count as punctuation.
    Unsure,
}

impl Neighbour {
    fn of(character: Option<char>) -> Self {
        match character {
            None | Some(' ' | '\n') => Self::Space,
            Some('*' | '_' | '`') => Self::Unsure,
            Some(c) if c.is_ascii_punctuation() => Self::Punctuation,
            Some(c) if c.is_alphanumeric() => Self::Word,
            Some(_) => Self::Unsure,
        }
    }

    fn separates(self) -> bool {
        matches!(self, Self::Space | Self::Punctuation)
    }

    /// What a span shows first, however it is written.
    fn before(span: &Span) -> Self {
        let first = span.text.chars().next();
        let Style {
            strong,
            emphasis,
            code,
            link,
        } = span.style;
        if first == Some(' ') || first == Some('\n') {
            Self::Space
        } else if strong || emphasis || span.text.starts_with("http") {
            Self::Unsure
        } else if code || link.is_some() {
            Self::Punctuation
        } else if matches!(first, Some('*' | '_' | '`')) {
            // These are escaped.
            Self::Punctuation
        } else {
            Self::of(first)
        }
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
            Self::Link => one.link == other.link,
            Self::Strong => one.strong == other.strong,
            Self::Emphasis => one.emphasis == other.emphasis,
        }
    }

    fn encloses(self, style: Style) -> bool {
        match self {
            Self::Link => style.link.is_some(),
            Self::Strong => style.strong,
            Self::Emphasis => style.emphasis,
        }
    }
}

/// `spans` as Markdown; a `\n` in it is a hard line break and follows a backslash.
pub(super) fn markdown(spans: &[Span], links: &[String]) -> String {
    let mut writer = Writer {
        out: String::new(),
        links,
    };
    writer.layer(Layer::Link, spans, Place::Prose, Neighbour::Space);
    writer.out
}

struct Writer<'a> {
    out: String,
    links: &'a [String],
}

impl Writer<'_> {
    fn layer(&mut self, layer: Layer, spans: &[Span], place: Place, after: Neighbour) {
        let mut rest = spans;
        while let Some(first) = rest.first() {
            let joined = |span: &&Span| layer.joins(first.style, span.style);
            let (group, remainder) = rest.split_at(rest.iter().take_while(joined).count());
            let next = remainder.first().map_or(after, Neighbour::before);
            if layer.encloses(first.style) {
                self.enclosed(layer, group, place, next);
            } else {
                self.content(layer, group, place, next);
            }
            rest = remainder;
        }
    }

    /// What is inside a layer.
    fn content(&mut self, layer: Layer, spans: &[Span], place: Place, after: Neighbour) {
        if let Some(inner) = layer.inner() {
            return self.layer(inner, spans, place, after);
        }
        for (at, span) in spans.iter().enumerate() {
            let touches = spans.get(at + 1).map_or(after, Neighbour::before) != Neighbour::Space;
            if span.style.code {
                self.code(&span.text);
            } else {
                self.text(&span.text, place, touches);
            }
        }
    }

    /// A group of spans inside one link, strong or emphasis. White space at its edges goes outside,
    /// where it does not stop the delimiters from being seen.
    fn enclosed(&mut self, layer: Layer, spans: &[Span], place: Place, after: Neighbour) {
        let Some(inside) = Trimmed::new(spans) else {
            return self.space(' ');
        };
        if let Some(space) = inside.lead {
            self.space(space);
        }
        let after = if inside.trail.is_some() {
            Neighbour::Space
        } else {
            after
        };
        match layer {
            Layer::Link => self.link(&inside.spans, after),
            Layer::Strong => self.delimited(layer, "**", &inside.spans, place, after),
            Layer::Emphasis => {
                let underscores =
                    Neighbour::of(self.out.chars().next_back()).separates() && after.separates();
                let delimiter = if underscores { "_" } else { "*" };
                self.delimited(layer, delimiter, &inside.spans, place, after);
            }
        }
        if let Some(space) = inside.trail {
            self.space(space);
        }
    }

    fn delimited(
        &mut self,
        layer: Layer,
        delimiter: &str,
        spans: &[Span],
        place: Place,
        after: Neighbour,
    ) {
        let before = Neighbour::of(self.out.chars().next_back());
        let first = spans
            .first()
            .map_or(Neighbour::Unsure, |span| first_inside(layer, span));
        let last = spans
            .last()
            .map_or(Neighbour::Unsure, |span| last_inside(layer, span));
        let opens = before.separates() || before == Neighbour::Word && first == Neighbour::Word;
        let closes = after.separates() || after == Neighbour::Word && last == Neighbour::Word;
        if opens && closes {
            self.out.push_str(delimiter);
            self.content(layer, spans, place, Neighbour::Unsure);
            self.out.push_str(delimiter);
        } else {
            self.content(layer, spans, place, after);
        }
    }

    fn link(&mut self, spans: &[Span], after: Neighbour) {
        let target = spans[0].style.link.and_then(|link| self.links.get(link));
        let Some(target) = target else {
            return self.content(Layer::Link, spans, Place::Prose, after);
        };
        if let [
            Span {
                text,
                style:
                    Style {
                        code: false,
                        strong: false,
                        emphasis: false,
                        ..
                    },
            },
        ] = spans
            && text == target
            && find_bare(text).is_some_and(|url| url.end == text.len() && url.kind == Bare::Link)
        {
            self.autolink(text);
            return;
        }
        // An exclamation mark before a link makes an image of it.
        if self.out.ends_with('!') && !self.out.ends_with("\\!") {
            self.out.pop();
            self.out.push_str("\\!");
        }
        self.out.push('[');
        self.content(Layer::Link, spans, Place::LinkText, Neighbour::Punctuation);
        self.out.push_str("](");
        for (at, character) in target.char_indices() {
            if character == '&' && is_entity(&target[at..]) {
                self.out.push('\\');
            }
            self.out.push(character);
        }
        self.out.push(')');
    }

    fn autolink(&mut self, url: &str) {
        self.out.push('<');
        self.out.push_str(url);
        self.out.push('>');
    }

    fn space(&mut self, space: char) {
        if self.out.is_empty() || self.out.ends_with([' ', '\n']) {
            return;
        }
        if space == '\n' {
            self.out.push('\\');
        }
        self.out.push(space);
    }

    fn code(&mut self, text: &str) {
        let trimmed = text.trim_matches([' ', '\n']);
        if text.starts_with([' ', '\n']) {
            self.space(' ');
        }
        if trimmed.is_empty() {
            return;
        }
        // Two runs of backticks would become one.
        if self.out.ends_with('`') {
            self.out.push(' ');
        }
        let longest = trimmed.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = if longest == 0 { 1 } else { longest + 1 };
        let padding = trimmed.starts_with('`') || trimmed.ends_with('`');
        let ticks = |out: &mut String| out.extend(std::iter::repeat_n('`', fence));
        ticks(&mut self.out);
        if padding {
            self.out.push(' ');
        }
        self.out
            .extend(trimmed.chars().map(|c| if c == '\n' { ' ' } else { c }));
        if padding {
            self.out.push(' ');
        }
        ticks(&mut self.out);
        if text.ends_with([' ', '\n']) {
            self.space(' ');
        }
    }

    /// Text outside code. `touches` tells that something other than space follows at once.
    fn text(&mut self, text: &str, place: Place, touches: bool) {
        let mut rest = text;
        while let Some(url) = (place == Place::Prose).then(|| find_bare(rest)).flatten() {
            self.escaped(&rest[..url.start]);
            let shown = &rest[url.start..url.end];
            if touches && url.end == rest.len() {
                // It goes on in another style. An escaped slash keeps it from being a link.
                let (scheme, path) = shown.split_once('/').unwrap_or((shown, ""));
                self.out.push_str(scheme);
                self.out.push_str("\\/");
                self.escaped(path);
            } else if url.kind == Bare::Link {
                self.autolink(shown);
            } else {
                self.code(shown);
            }
            rest = &rest[url.end..];
        }
        self.escaped(rest);
    }

    fn escaped(&mut self, text: &str) {
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            let rest = &text[at..];
            let at_line_start = self.out.is_empty() || self.out.ends_with('\n');
            let starts_block = at_line_start && "-+*=#>~:|".contains(character);
            let inert = rest.find(is_special).unwrap_or(rest.len());
            if character == '\n' || character == ' ' {
                self.space(character);
                at += 1;
            } else if at_line_start && is_list_number(rest) {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                self.out.push_str(&rest[..digits]);
                self.out.push('\\');
                self.out.push_str(&rest[digits..=digits]);
                at += digits + 1;
            } else if inert > 0 && !starts_block {
                self.out.push_str(&rest[..inert]);
                at += inert;
            } else {
                let previous = text[..at].chars().next_back();
                if starts_block || needs_escape(character, previous, rest) {
                    self.out.push('\\');
                }
                self.out.push(character);
                at += character.len_utf8();
            }
        }
    }
}

/// Characters that may have to be escaped wherever they stand.
fn is_special(character: char) -> bool {
    matches!(
        character,
        '`' | '[' | ']' | '\\' | '_' | '*' | '<' | '&' | '~' | '-' | '\n'
    )
}

/// What stands first inside the delimiters of a layer.
fn first_inside(layer: Layer, span: &Span) -> Neighbour {
    inside(layer, span, span.text.chars().next())
}

/// What stands last inside the delimiters of a layer.
fn last_inside(layer: Layer, span: &Span) -> Neighbour {
    inside(layer, span, span.text.chars().next_back())
}

fn inside(layer: Layer, span: &Span, character: Option<char>) -> Neighbour {
    let styled = span.style.code || layer == Layer::Strong && span.style.emphasis;
    let is_url = span.text.contains("http");
    if styled || is_url {
        Neighbour::Unsure
    } else {
        Neighbour::of(character)
    }
}

/// Whether a character of prose would be markup without a backslash. `rest` starts at it.
fn needs_escape(character: char, previous: Option<char>, rest: &str) -> bool {
    let next = rest.chars().nth(1);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_space = |c: Option<char>| c.is_some_and(|c| c == ' ' || c == '\n');
    match character {
        '`' | '[' | ']' => true,
        '\\' => !next.is_some_and(|c| c.is_ascii_alphanumeric()),
        '_' => !(is_word(previous) && is_word(next)),
        '*' => !(is_space(previous) && is_space(next)),
        '<' => next.is_none_or(|c| c.is_ascii_alphabetic() || "/!?".contains(c)),
        '&' => is_entity(rest),
        '~' => next == Some('~') || previous.is_none() || !is_space(previous),
        // rustdoc's smart punctuation would make a dash of an option such as `--force`.
        '-' => {
            next == Some('-')
                && rest
                    .as_bytes()
                    .get(2)
                    .is_some_and(u8::is_ascii_alphanumeric)
        }
        _ => false,
    }
}

/// Whether `rest`, which starts with `&`, looks like an entity.
fn is_entity(rest: &str) -> bool {
    let name = rest
        .bytes()
        .skip(1)
        .take(40)
        .take_while(|&b| b.is_ascii_alphanumeric() || b == b'#');
    let length = name.count();
    // At the very end of a span the `;` may stand in the next one.
    length > 0 && matches!(rest.as_bytes().get(1 + length), Some(b';') | None)
}

/// Whether `rest` starts like an item of an ordered list.
fn is_list_number(rest: &str) -> bool {
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    after.len() < rest.len() && after.starts_with(['.', ')'])
}

/// Spans without the white space at their edges, and what that was.
struct Trimmed {
    lead: Option<char>,
    spans: Vec<Span>,
    trail: Option<char>,
}

impl Trimmed {
    /// None if there is nothing but white space.
    fn new(spans: &[Span]) -> Option<Self> {
        let blank = |span: &Span| span.text.chars().all(|c| c == ' ' || c == '\n');
        let from = spans.iter().position(|span| !blank(span))?;
        let to = spans.iter().rposition(|span| !blank(span))?;
        let mut inner = spans[from..=to].to_vec();
        let mut lead = (from > 0).then_some(' ');
        let mut trail = (to + 1 < spans.len()).then_some(' ');
        if let Some(first) = inner.first_mut() {
            let kept = first.text.trim_start_matches([' ', '\n']).len();
            let cut = first.text.len() - kept;
            if cut > 0 {
                lead = Some(strongest(&first.text[..cut]));
                first.text.drain(..cut);
            }
        }
        if let Some(last) = inner.last_mut() {
            let kept = last.text.trim_end_matches([' ', '\n']).len();
            if kept < last.text.len() {
                trail = Some(strongest(&last.text[kept..]));
                last.text.truncate(kept);
            }
        }
        Some(Self {
            lead,
            spans: inner,
            trail,
        })
    }
}

fn strongest(white_space: &str) -> char {
    if white_space.contains('\n') {
        '\n'
    } else {
        ' '
    }
}
