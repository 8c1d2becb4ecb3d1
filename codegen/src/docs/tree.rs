//! A documentation text as a tree: what both readers build and all writers walk.
//!
//! Inline text is a flat run of [`Span`]s rather than nested elements. Sources close tags in the
//! wrong order or not at all; with flat runs there is no order to get wrong.

/// A whole text.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) blocks: Vec<Block>,
    /// Link targets, indexed by [`Link::To`]. Every one has passed [`super::url::target`].
    pub(super) links: Vec<String>,
}

/// Something that starts on a line of its own.
#[derive(Debug)]
pub(super) enum Block {
    Paragraph(Vec<Span>),
    Heading {
        /// 1 to 6, as the source has it.
        level: u8,
        spans: Vec<Span>,
    },
    /// Preformatted text; lines end in `\n`, no trailing blank lines.
    Code(String),
    List {
        /// The first number of an ordered list, none for a bulleted one.
        start: Option<u32>,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    /// The first row is the header. Rows may differ in length.
    Table(Vec<Vec<Vec<Span>>>),
}

/// A run of text in one style.
///
/// White space is collapsed: the text holds single spaces, and `\n` for a line break that was
/// asked for. It never stands at the inner edge of a style or a link.
#[derive(Debug, Clone)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) style: Style,
}

/// How a [`Span`] looks and where it leads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) code: bool,
    pub(super) link: Link,
}

impl Span {
    /// What separates words of different styles.
    pub(super) fn space() -> Self {
        Self {
            text: " ".to_owned(),
            style: Style::default(),
        }
    }
}

/// Where a [`Span`] leads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Link {
    #[default]
    None,
    /// To a target, an index into [`Document::links`].
    To(usize),
    /// The text is the target.
    Itself,
}

/// The text of `spans` without any style, line breaks as spaces.
pub(super) fn plain(spans: &[Span]) -> String {
    let mut text = String::with_capacity(spans.iter().map(|span| span.text.len()).sum());
    for span in spans {
        text.push_str(&span.text);
    }
    if text.contains('\n') {
        text = text.replace('\n', " ");
    }
    text
}
