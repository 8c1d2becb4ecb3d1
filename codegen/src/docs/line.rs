//! Texts that are no markup, where they are taken for Markdown all the same.

use super::escape::{push_escaped, push_unlinked};
use super::harmless::{is_harmless, is_harmless_note};
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
    if is_harmless_note(&line) {
        line
    } else {
        escaped_line(&line)
    }
}

/// `text` as one clean line of a JSON document, a title or a paragraph of a description.
///
/// Many tools show such texts as they are, many as Markdown, and some put them into a page. So it
/// stays as it is, unless it would be HTML, an image or a link to something else than a page: then
/// it is escaped. What is put together from several texts is given as a whole, for a backtick in
/// one of them changes what the next one is.
pub fn annotation(text: &str) -> String {
    let line = plain_line(text);
    if is_harmless(&line) {
        return line;
    }
    let mut escaped = String::with_capacity(line.len() + 16);
    push_escaped(&mut escaped, &line);
    escaped
}

/// `text` as inline code that shows it as it is, backticks included (CommonMark, "Code spans").
pub fn code(text: &str) -> String {
    let text = plain_line(text);
    if text.is_empty() {
        return "(empty)".to_owned();
    }
    let longest_run = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    if longest_run == 0 {
        format!("`{text}`")
    } else {
        let fence = "`".repeat(longest_run + 1);
        format!("{fence} {text} {fence}")
    }
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
            assert!(is_harmless_note(&format!("x {note}")), "{note}");
        }
    }

    #[test]
    fn annotations_are_escaped_only_if_they_must_be() {
        for (text, expected) in [
            (
                "Use `GetThing`, a*b_c & <= 5.",
                "Use `GetThing`, a*b_c & <= 5.",
            ),
            (
                "[The guide](https://example.com/a_b).",
                "[The guide](https://example.com/a_b).",
            ),
            ("<b>bold</b> `x`", "\\<b>bold\\</b> \\`x\\`"),
            ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
            ("# a\u{202e}\n``` <b>", "\\# a \\`\\`\\` \\<b>"),
        ] {
            let line = annotation(text);
            assert_eq!(line, expected);
            assert!(is_harmless(&line));
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
