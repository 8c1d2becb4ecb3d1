//! The vocabulary of markup that documentation texts use, and what each element means here.
//!
//! Anything that is not listed is no markup but a placeholder (`<region>`, `<bucket-name>`) or a
//! piece of an XML example, and stays visible.

/// What an element's tags do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// Ends one paragraph and starts the next.
    Paragraph,
    Container(Kind),
    Mark(Mark),
    Link,
    LineBreak,
    Preformatted,
    Image,
    /// Its text shows, it has no look of its own.
    Transparent,
    /// Neither it nor its text shows.
    Hidden,
}

/// An element that holds blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Root,
    Quote(Label),
    /// A list, with the first number if it is ordered.
    List(Option<u32>),
    Item,
    /// The term of a definition list; the list itself is a [`Kind::List`].
    Term,
    Details,
    Heading(u8),
    Table,
    Row,
    Cell,
    /// The service's name above the text of a service.
    FullName,
}

/// The word that an admonition starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    None,
    Note,
    Important,
    Warning,
    Caution,
    Tip,
}

impl Label {
    pub(super) fn word(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Note => Some("Note"),
            Self::Important => Some("Important"),
            Self::Warning => Some("Warning"),
            Self::Caution => Some("Caution"),
            Self::Tip => Some("Tip"),
        }
    }
}

/// A style of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Strong,
    Emphasis,
    Code,
    /// Raised: `10<sup>3</sup>` must not read as 103.
    Raised,
}

/// Whether a name is markup wherever it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Certainty {
    Markup,
    /// Common as a placeholder (`<title>`, `<function name>`): markup only without attributes that
    /// are bare words, and only if the text has its end tag too.
    IfClosed,
}

/// The meaning of an element name in lower case, none if it is a placeholder.
pub(super) fn lookup(name: &str) -> Option<(Tag, Certainty)> {
    use Certainty::{IfClosed, Markup};
    Some(match name {
        "p" => (Tag::Paragraph, Markup),
        "para" | "div" | "center" | "address" | "section" | "article" | "examples" | "example" => (
            Tag::Paragraph,
            if name == "div" { Markup } else { IfClosed },
        ),
        "code" | "tt" => (Tag::Mark(Mark::Code), Markup),
        "kbd" | "samp" | "literal" | "function" | "parameter" => (Tag::Mark(Mark::Code), IfClosed),
        "b" | "strong" => (Tag::Mark(Mark::Strong), Markup),
        "i" | "em" => (Tag::Mark(Mark::Emphasis), Markup),
        "replaceable" | "var" | "cite" | "emphasis" => (Tag::Mark(Mark::Emphasis), IfClosed),
        "sup" => (Tag::Mark(Mark::Raised), IfClosed),
        "u" | "span" | "font" | "thead" | "tbody" | "tfoot" => (Tag::Transparent, Markup),
        "s" | "small" | "big" | "sub" | "abbr" | "link" | "ulink" => (Tag::Transparent, IfClosed),
        "a" => (Tag::Link, Markup),
        "br" => (Tag::LineBreak, Markup),
        "hr" => (Tag::Paragraph, Markup),
        "pre" => (Tag::Preformatted, Markup),
        "programlisting" | "request" | "response" => (Tag::Preformatted, IfClosed),
        "img" => (Tag::Image, Markup),
        "script" | "style" | "iframe" | "object" | "svg" => (Tag::Hidden, IfClosed),
        _ => (
            Tag::Container(container(name)?),
            if matches!(name, "title" | "caption" | "tip") {
                IfClosed
            } else {
                Markup
            },
        ),
    })
}

fn container(name: &str) -> Option<Kind> {
    Some(match name {
        "ul" | "itemizedlist" | "dl" => Kind::List(None),
        "ol" | "orderedlist" => Kind::List(Some(1)),
        "li" | "listitem" => Kind::Item,
        "dt" => Kind::Term,
        "dd" => Kind::Details,
        "blockquote" => Kind::Quote(Label::None),
        "note" => Kind::Quote(Label::Note),
        "important" => Kind::Quote(Label::Important),
        "warning" => Kind::Quote(Label::Warning),
        "caution" => Kind::Quote(Label::Caution),
        "tip" => Kind::Quote(Label::Tip),
        "h1" => Kind::Heading(1),
        "h2" => Kind::Heading(2),
        "h3" | "title" | "caption" => Kind::Heading(3),
        "h4" => Kind::Heading(4),
        "h5" => Kind::Heading(5),
        "h6" => Kind::Heading(6),
        "table" => Kind::Table,
        "tr" => Kind::Row,
        "td" | "th" => Kind::Cell,
        "fullname" => Kind::FullName,
        _ => return None,
    })
}
