//! Texts that are no markup, where rustdoc takes them for Markdown all the same.

use pulldown_cmark::{BrokenLink, Event, Options, Parser, Tag};

use super::escape::push_unlinked;
use super::text::plain_line;

/// `text` as one clean line of Markdown that shows it as it is, to be put after other words.
pub fn escaped_line(text: &str) -> String {
    // Something has to stand before it: only at the start of a line are there more signs to escape.
    let mut line = " ".to_owned();
    push_unlinked(&mut line, &plain_line(text));
    line.split_off(1)
}

/// `text` as the note of a `#[deprecated]`.
///
/// rustc prints it as it is and rustdoc reads it as Markdown, with links to items but without
/// HTML. So it is a clean line, and stays one unless rustdoc would make an image or code block of
/// it, or a link that leads elsewhere than to `http`, `https` or `mailto`: then it is escaped.
pub fn note(text: &str) -> String {
    let line = plain_line(text);
    if is_harmless(&line) {
        line
    } else {
        escaped_line(&line)
    }
}

/// Whether a line is safe as Markdown.
fn is_harmless(line: &str) -> bool {
    // Most are, and without one of these there are no links.
    if !line.contains(['[', '<', '~']) && !line.contains("```") {
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
        Event::Start(Tag::Link { dest_url, .. }) => {
            let scheme = dest_url.split(':').next().unwrap_or_default();
            let scheme = scheme.to_ascii_lowercase();
            ["http", "https", "mailto"].contains(&&*scheme) && dest_url.len() > scheme.len()
        }
        Event::Start(Tag::Image { .. } | Tag::CodeBlock(_) | Tag::FootnoteDefinition(_))
        | Event::FootnoteReference(_) => false,
        _ => true,
    });
    all && !defines && !broken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_notes_stay_as_they_are() {
        for text in [
            "Use `GetThing`.",
            "Use Vec<T>, a*b_c.",
            "See [the guide](https://example.com/a_b).",
            "a < b > c ~ d",
            "<p>Use this.</p>",
        ] {
            assert_eq!(note(text), text);
        }
    }

    #[test]
    fn notes_link_to_pages_only() {
        for text in [
            "[x](javascript:alert(1))",
            "[x]( JavaScript:alert(1))",
            "<javascript:alert(1)>",
            "[x](data:text/html,x)",
            "[x](http)",
            "[item]",
            "[a][b]",
            "![x](https://example.com/x.png)",
            "[x]: javascript:alert(1)",
            "``` x",
            "~~~ x",
            "[^1]: x",
        ] {
            let note = note(text);
            assert_ne!(note, text);
            assert!(is_harmless(&format!("x {note}")), "{note}");
        }
    }

    #[test]
    fn lines_show_what_they_hold() {
        assert_eq!(
            escaped_line("a <b> [c] *d* https://x.y"),
            "a \\<b> \\[c\\] \\*d\\* https:\\//x.y"
        );
        assert_eq!(escaped_line("# a\n- b"), "# a - b");
    }
}
