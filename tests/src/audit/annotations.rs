//! What JSON documents say to people: tools show it as Markdown, as HTML, or as it is.

use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

/// Keywords whose text is Markdown: OpenAPI says so, and tools for JSON Schema take it for that.
const TEXTS: [&str; 1] = ["description"];

/// Keywords whose text is one line. It is no Markdown, but must be harmless as such.
const LINES: [&str; 7] = [
    "title",
    "summary",
    "version",
    "operationId",
    "$comment",
    "$id",
    "x-generated",
];

/// Keywords whose values are data: those of users, as they travel.
const DATA: [&str; 5] = ["const", "enum", "default", "example", "value"];

/// Keywords below which there are names of the spec's, and then schemas or the like.
const NAMED: [&str; 10] = [
    "properties",
    "$defs",
    "schemas",
    "paths",
    "headers",
    "content",
    "responses",
    "examples",
    "definitions",
    "patternProperties",
];

/// No annotation is HTML, an image, or a link to anything but a page, as whoever shows it as Markdown would
/// read it.
pub(super) fn check(document: &Value, fault: &mut impl FnMut(String)) {
    match document {
        Value::Array(items) => items.iter().for_each(|item| check(item, fault)),
        Value::Object(keywords) => {
            for (keyword, value) in keywords {
                let keyword = keyword.as_str();
                match value {
                    _ if DATA.contains(&keyword) => {}
                    Value::Object(named) if NAMED.contains(&keyword) => {
                        named.values().for_each(|value| check(value, fault));
                    }
                    Value::String(text) if TEXTS.contains(&keyword) => {
                        check_text(keyword, text, fault);
                    }
                    Value::String(text) if LINES.contains(&keyword) => {
                        if text.contains('\n') {
                            fault(format!("{keyword} has more than one line: {text:?}"));
                        }
                        check_text(keyword, text, fault);
                    }
                    _ => check(value, fault),
                }
            }
        }
        _ => {}
    }
}

fn check_text(keyword: &str, text: &str, fault: &mut impl FnMut(String)) {
    let extended = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    if let Some(found) = text.chars().find(|c| *c != '\n' && super::is_hidden(*c)) {
        fault(format!("{found:?} in the {keyword} {text:?}"));
    }
    for options in [Options::empty(), extended] {
        for event in Parser::new_ext(text, options) {
            let what = match event {
                Event::Html(html) | Event::InlineHtml(html) => format!("HTML {html:?}"),
                Event::Start(Tag::Image { dest_url, .. }) => format!("an image {dest_url}"),
                Event::Start(Tag::Link { dest_url, .. }) if !super::docs::is_page(&dest_url) => {
                    format!("a link to {dest_url}")
                }
                _ => continue,
            };
            fault(format!("{what} in the {keyword} {text:?}"));
        }
    }
}
