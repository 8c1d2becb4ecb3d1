//! Turns documentation texts into Markdown for rustdoc and descriptions for JSON Schema.
//!
//! Smithy's `documentation` trait holds `CommonMark`; AWS fills it with HTML, often broken. Both are
//! read into one tree of the few things that documentation needs, and only that tree is written:
//! what the tree cannot express (raw HTML, scripts, images, reference definitions, code that would
//! run as a test) cannot reach the output, whatever the source tries.
//!
//! `html` and `commonmark` read, `builder` and `tree` hold, `rustdoc` and `readable` write; `text`,
//! `url`, `inline` and `wrap` know the rules for characters, links, spans and lines.

mod builder;
mod commonmark;
mod fast;
mod html;
mod inline;
mod readable;
mod rustdoc;
mod tags;
mod text;
mod tree;
mod url;
mod wrap;

pub use text::plain_line;

use builder::Builder;
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
/// Links, inline code, lists and code blocks stay Markdown; emphasis is dropped and nothing is
/// escaped, since many tools show the text as it is. Paragraphs are separated by a blank line and
/// not wrapped.
pub fn description(source: &str) -> String {
    readable::description(&read(source))
}

/// The first sentence of `source`, `CommonMark` or HTML, as one line without markup: for tables and
/// indexes. Empty if the text has no paragraph.
pub fn summary(source: &str) -> String {
    readable::summary(&read(source))
}

fn read(source: &str) -> Document {
    let (source, extent) = bounded(source);
    let source = normalize(source);
    let mut builder = Builder::new();
    if is_html(&source) {
        html::Reader::new(&source).feed(&source, &mut builder);
    } else {
        commonmark::read(&source, &mut builder);
    }
    if extent == Extent::Cut {
        builder.end_containers();
        builder.text(text::CUT_MARK);
    }
    builder.finish()
}

/// Whether a text is HTML throughout: it starts with a tag that we know.
///
/// Read as `CommonMark`, such a text would turn into code blocks wherever it is indented after a
/// blank line.
fn is_html(source: &str) -> bool {
    let start = source.trim_start();
    let Some(rest) = start.strip_prefix('<') else {
        return false;
    };
    let name: String = rest
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .take(16)
        .collect();
    let known = tags::lookup(&name.to_ascii_lowercase());
    known.is_some_and(|(_, certainty)| certainty == tags::Certainty::Markup)
        && rest[name.len()..].starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/')
}
