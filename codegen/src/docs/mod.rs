//! Turns documentation texts into Markdown for rustdoc and descriptions for JSON Schema.
//!
//! Smithy's `documentation` trait holds `CommonMark`; AWS fills it with HTML, often broken. Both are
//! read into one tree of the few things that documentation needs, and only that tree is written:
//! what the tree cannot express (raw HTML, scripts, images, reference definitions, code that would
//! run as a test) cannot reach the output, whatever the source tries.
//!
//! `html` and `commonmark` read, `builder` and `tree` hold, `rustdoc`, `page` and `readable` write;
//! `text`, `url`, `inline` and `wrap` know the rules for characters, links, spans and lines; `line`
//! is for texts that are no markup; `harmless` judges what is shown both as text and as Markdown.

mod builder;
mod commonmark;
mod escape;
mod fast;
mod frame;
mod harmless;
mod html;
mod inline;
mod line;
mod page;
mod readable;
mod rustdoc;
mod spans;
mod tags;
mod text;
mod tree;
mod url;
mod wrap;

pub use line::{annotation, code, escaped_line, note};
pub use text::plain_line;
pub(crate) use text::{is_visible, visible_json};

use builder::Builder;
use spans::Format;
use text::{Extent, bounded, normalize};
use tree::Document;

/// `source`, `CommonMark` or HTML, as lines of Markdown for rustdoc, each for one `#[doc]` attribute.
///
/// No line has white space at its end; no blank line comes first or last; paragraphs are wrapped at
/// 100 columns where that is safe. The result never makes rustdoc warn or test anything: code is
/// fenced as `text`, brackets are escaped, links lead to `http`, `https` or `mailto`, and there is
/// no HTML in it. A text over 256 KiB is cut after a paragraph and ends in `…`.
pub fn rustdoc(source: &str) -> Vec<String> {
    fast::lines(source).unwrap_or_else(|| rustdoc::lines(&read(source)))
}

/// `source`, `CommonMark` or HTML, as the `description` of a JSON Schema.
///
/// Links, inline code, lists and code blocks stay Markdown; emphasis is dropped, and hardly
/// anything is escaped, since many tools show the text as it is: only what would otherwise be
/// HTML, an image, a link to something else than a page, or change the texts after it. Paragraphs
/// are separated by a blank line and not wrapped.
pub fn description(source: &str) -> String {
    readable::description(&read(source))
}

/// The first sentence of `source`, `CommonMark` or HTML, as one line without markup, in which
/// nothing is escaped: [`annotation`] or [`cell_text`] writes it. Empty if the text has no
/// paragraph.
pub fn summary(source: &str) -> String {
    readable::summary(&read(source))
}

/// `source`, `CommonMark` or HTML, as lines of Markdown for a page on a code-hosting site.
///
/// As for [`rustdoc`], but with no headings: those become paragraphs in bold.
pub fn page(source: &str) -> Vec<String> {
    page::lines(read(source))
}

/// `source`, `CommonMark` or HTML, as the text of one cell in a table of such a page: all of it
/// on one line, in which nothing ends the cell. Code between backticks stays code.
pub fn cell(source: &str) -> String {
    page::cell(read(source))
}

/// `text`, which is no markup, as inline code in such a cell.
pub fn cell_code(text: &str) -> String {
    page::cell_code(text)
}

/// `text`, which is no markup, as prose in such a cell.
pub fn cell_text(text: &str) -> String {
    page::cell_text(text)
}

fn read(source: &str) -> Document {
    let (source, extent) = bounded(source);
    let source = normalize(source);
    let format = format_of(&source);
    let mut builder = Builder::new(format);
    match format {
        Format::Html => html::Reader::new(&source).feed(&source, &mut builder),
        Format::CommonMark => commonmark::read(&source, &mut builder),
    }
    if extent == Extent::Cut {
        builder.end_containers();
        builder.text(text::CUT_MARK);
    }
    builder.finish()
}

/// The format of a text: HTML, if it starts with a tag that we know.
///
/// Read as `CommonMark`, HTML would turn into code blocks wherever it is indented after a
/// blank line.
fn format_of(source: &str) -> Format {
    let Some(rest) = source.trim_start().strip_prefix('<') else {
        return Format::CommonMark;
    };
    let name: String = rest
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .take(16)
        .collect();
    let after = rest[name.len()..].chars().next();
    let ends = after.is_some_and(|c| c.is_whitespace() || c == '>' || c == '/');
    match tags::lookup(&name.to_ascii_lowercase()) {
        Some((_, tags::Certainty::Markup)) if ends => Format::Html,
        _ => Format::CommonMark,
    }
}
