//! Whether a text is but text for whoever takes it for Markdown.

use pulldown_cmark::{BrokenLink, Event, Options, Parser, Tag, TagEnd};

/// Without one of these there is no link, HTML or fence.
fn has_markup(text: &str) -> bool {
    text.contains(['[', '<']) || text.contains("```") || text.contains("~~~")
}

/// Whether a text can stand in a description, beside any other such text: there is no HTML and no
/// image in it, links lead to pages, it defines no link, and what is put behind it is a paragraph
/// of its own.
///
/// Tools differ in which extensions they read, and tables change where code ends.
pub(super) fn is_harmless(text: &str) -> bool {
    if !has_markup(text) {
        return true;
    }
    let probed = format!("{text}\n\nx");
    let extended = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut dialects = [Options::empty(), extended].into_iter();
    dialects.all(|options| {
        let parser = Parser::new_ext(&probed, options);
        let defines = parser.reference_definitions().iter().next().is_some();
        let mut ends_in_paragraph = false;
        let all = parser.into_iter().all(|event| {
            ends_in_paragraph = event == Event::End(TagEnd::Paragraph);
            match event {
                Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Image { .. }) => false,
                Event::Start(Tag::Link { dest_url, .. }) => is_page(&dest_url),
                _ => true,
            }
        });
        all && !defines && ends_in_paragraph
    })
}

/// Whether a line can be the note of a `#[deprecated]`: rustdoc shows HTML in it as text, and
/// takes brackets for the names of items.
pub(super) fn is_harmless_note(line: &str) -> bool {
    if !has_markup(line) {
        return true;
    }
    let mut broken = false;
    let mut note_broken = |_: BrokenLink<'_>| {
        broken = true;
        None
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let parser = Parser::new_with_broken_link_callback(line, options, Some(&mut note_broken));
    let defines = parser.reference_definitions().iter().next().is_some();
    let all = parser.into_iter().all(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => is_page(&dest_url),
        Event::Start(Tag::Image { .. } | Tag::CodeBlock(_) | Tag::FootnoteDefinition(_))
        | Event::FootnoteReference(_) => false,
        _ => true,
    });
    all && !defines && !broken
}

/// Whether a link leads to a page of the web, or to an address for mail.
fn is_page(target: &str) -> bool {
    let lower = target.to_ascii_lowercase();
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|start| lower.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_that_only_shows_text_is_harmless() {
        for text in [
            "a < b, `<b>`, Vec&lt;T&gt;",
            "[a page](https://example.com) <mailto:a@b.c> [an item] [x][y]",
            "```\n<b>\n```",
            "- one\n- two <= three",
        ] {
            assert!(is_harmless(text), "{text}");
        }
    }

    #[test]
    fn what_does_more_is_not() {
        for text in [
            "<b>",
            "a <br/> b",
            "<!-- x",
            "[x](javascript:alert(1))",
            "[x](http:javascript)",
            "[x](/path)",
            "<data:text/html,x>",
            "![x](https://example.com/x.png)",
            "[x]: https://example.com",
            "` `<b>`",
            "``` x",
            "~~~",
            "a | b\n- | -\n`x | <b>`",
        ] {
            assert!(!is_harmless(text), "{text}");
        }
    }
}
