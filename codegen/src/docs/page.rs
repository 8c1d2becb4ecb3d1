//! Writes a tree for pages on a code-hosting site, which shows Markdown with tables and more.
//!
//! Such a site takes `$…$` for a formula, so a dollar of prose is written as an entity. In a
//! table `|` ends a cell, even in code; sites differ in how they read one after a backslash.

use super::frame::joined;
use super::inline::markdown;
use super::rustdoc;
use super::text::plain_line;
use super::tree::{Block, Document, Link, Span, Style};

/// Stands for a dollar until prose has been escaped; a character for private use.
const DOLLAR: char = '\u{e001}';

/// Stands for a bar in the same way.
const BAR: char = '\u{e002}';

/// Stands for a backslash in the same way.
const BACKSLASH: char = '\u{e003}';

/// `document` as lines. Headings become paragraphs: those of the page belong to the generator,
/// and links lead to them by their text.
pub(super) fn lines(mut document: Document) -> Vec<String> {
    prepare(&mut document.blocks);
    let lines = rustdoc::lines(&document);
    lines.into_iter().map(|line| restore(&line)).collect()
}

/// `document` as the text of one cell.
pub(super) fn cell(document: Document) -> String {
    let mut spans = joined(document.blocks);
    for span in &mut spans {
        // What code says would be split, or read with one backslash too few.
        if span.style.code && span.text.contains("\\|") {
            span.style.code = false;
            span.text = span.text.replace('\\', &BACKSLASH.to_string());
        }
        prepare_span(span);
        if !span.style.code {
            span.text = span.text.replace('|', &BAR.to_string());
        }
    }
    restore(&markdown(&spans, &document.links).replace('|', "\\|"))
}

/// `text` as inline code in a cell.
pub(super) fn cell_code(text: &str) -> String {
    let text = plain_line(text);
    if text.is_empty() {
        return "(empty)".to_owned();
    }
    let style = Style {
        code: true,
        link: Link::None,
        ..Style::default()
    };
    cell(Document {
        blocks: vec![Block::Paragraph(vec![Span { text, style }])],
        links: Vec::new(),
    })
}

/// `text`, which is no markup, as prose in a cell.
pub(super) fn cell_text(text: &str) -> String {
    let text = plain_line(text);
    cell(Document {
        blocks: vec![Block::Paragraph(vec![Span {
            text,
            style: Style::default(),
        }])],
        links: Vec::new(),
    })
}

fn prepare(blocks: &mut [Block]) {
    for block in blocks {
        if let Block::Heading { spans, .. } = block {
            for span in spans.iter_mut() {
                span.style.strong = true;
            }
            *block = Block::Paragraph(std::mem::take(spans));
        }
        match block {
            Block::Paragraph(spans) | Block::Heading { spans, .. } => {
                spans.iter_mut().for_each(prepare_span);
            }
            Block::List { items, .. } => items.iter_mut().for_each(|item| prepare(item)),
            Block::Quote(blocks) => prepare(blocks),
            Block::Table(rows) => {
                let cells = rows.iter_mut().flatten();
                cells.flatten().for_each(prepare_span);
            }
            Block::Code(_) => {}
        }
    }
}

fn prepare_span(span: &mut Span) {
    if !span.style.code && span.style.link != Link::Itself && span.text.contains('$') {
        span.text = span.text.replace('$', &DOLLAR.to_string());
    }
}

fn restore(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.replace(DOLLAR, "&#36;")
        .replace(BAR, "&#124;")
        .replace(BACKSLASH, "&#92;")
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    fn in_cell(source: &str) -> String {
        cell(read(source))
    }

    #[test]
    fn a_cell_is_one_line_and_ends_nowhere_else() {
        for (source, expected) in [
            ("One.\n\nTwo | three.", "One. Two &#124; three."),
            ("`a|b` and `c\\|d`", "`a\\|b` and c&#92;&#124;d"),
            ("- one\n- two", "one two"),
            ("# Heading\n\ntext", "Heading text"),
            ("<script>alert(1)</script>x", "x"),
            ("[x](javascript:alert(1))", "x"),
            ("costs $5 or $6", "costs &#36;5 or &#36;6"),
            ("```\nlet a = 1 | 2;\n```", "`let a = 1 \\| 2;`"),
        ] {
            assert_eq!(in_cell(source), expected, "{source}");
        }
    }

    #[test]
    fn code_in_a_cell_shows_the_text() {
        for (text, expected) in [
            ("^(a|b)$", "`^(a\\|b)$`"),
            ("a\\|b", "a&#92;&#124;b"),
            ("``", "``` `` ```"),
            ("", "(empty)"),
        ] {
            assert_eq!(cell_code(text), expected, "{text}");
        }
    }

    #[test]
    fn headings_become_paragraphs() {
        let lines = lines(read("# One\n\nText with $.\n\n## Two"));
        assert_eq!(lines, ["**One**", "", "Text with &#36;.", "", "**Two**"]);
    }
}
