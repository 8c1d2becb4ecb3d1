//! The short way for the most common shapes, which have no markup but paragraphs.

use super::wrap::{WIDTH, push_lines};

/// Texts over this many bytes take the long way, which bounds them.
const LIMIT: usize = 16 * 1024;

/// What the long way makes of `source`, or none if it has to be taken.
pub(super) fn lines(source: &str) -> Option<Vec<String>> {
    if source.len() > LIMIT {
        return None;
    }
    let mut lines = Vec::new();
    let mut rest = source.trim_ascii();
    if !rest.starts_with('<') {
        // In CommonMark a line may start a block, and an indented one is code, so only a single
        // line from the margin is simple.
        let indented = source
            .trim_start_matches(['\n', '\r'])
            .starts_with([' ', '\t']);
        return (!indented && !rest.contains('\n'))
            .then(|| push_paragraph(rest, &mut lines))?
            .map(|()| lines);
    }
    while !rest.is_empty() {
        let (paragraph, after) = rest.strip_prefix("<p>")?.split_once("</p>")?;
        push_paragraph(paragraph.trim_ascii(), &mut lines)?;
        rest = after.trim_ascii_start();
    }
    Some(lines)
}

fn push_paragraph(text: &str, lines: &mut Vec<String>) -> Option<()> {
    let bytes = text.as_bytes();
    let Some(first) = bytes.first() else {
        return Some(());
    };
    if !first.is_ascii_alphabetic() && !b"(\"'".contains(first) {
        return None;
    }
    let mut uneven_space = false;
    let mut previous = b' ';
    for &byte in bytes {
        match byte {
            b'\n' | b'\t' => uneven_space = true,
            b' ' => uneven_space |= previous == b' ',
            b'-' if previous == b'-' => return None,
            b'/' if previous == b':' => return None,
            _ if !is_plain(byte) => return None,
            _ => {}
        }
        previous = byte;
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    if uneven_space {
        let words: Vec<_> = text.split_ascii_whitespace().collect();
        push_lines(&words.join(" "), WIDTH, lines);
    } else {
        push_lines(text, WIDTH, lines);
    }
    Some(())
}

/// Bytes that mean nothing in HTML and, inside a line, nothing in Markdown.
fn is_plain(byte: u8) -> bool {
    match byte {
        b',' | b'.' | b'\'' | b'"' | b'(' | b')' | b'/' | b';' | b'?' | b'%' | b'$' | b'@'
        | b'+' | b'=' | b'-' | b':' => true,
        other => other.is_ascii_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{read, rustdoc};

    /// What the short way must agree with.
    fn long_way(source: &str) -> Vec<String> {
        rustdoc::lines(&read(source))
    }

    #[test]
    fn simple_shapes_take_the_short_way() {
        for source in [
            "<p>The name of the thing.</p>",
            "<p>The name\n         of  the thing.</p>\n         <p>\"Another\" one: a-b.</p>",
            "The name of the thing (if any).",
            "<p></p>",
            "",
        ] {
            assert_eq!(super::lines(source), Some(long_way(source)), "{source}");
        }
    }

    #[test]
    fn anything_special_takes_the_long_way() {
        for source in [
            "<p>a <b>b</b></p>",
            "<p>a &amp; b</p>",
            "<p>https://a.b</p>",
            "<p>a --force</p>",
            "<p>- a</p>",
            "<p>1. a</p>",
            "a\nb",
            "<p>a",
            "<p>é</p>",
        ] {
            assert_eq!(super::lines(source), None, "{source}");
        }
    }

    proptest! {
        #[test]
        fn both_ways_agree(
            fragments in prop::collection::vec(
                prop::sample::select(vec![
                    "<p>", "</p>", " ", "\n", "\t", "word", "Another", "1.", "(a)", "'", "\"q\"", "-", "+",
                    "=", ":", ";", "/", "//", "%", "$", "@", "?", ".", ",", "a-b", "http:", "etc.", "12",
                    "http", "some longer words that fill a line so that it has to be wrapped somewhere",
                ]),
                0..40,
            ),
            wrapped in any::<bool>(),
        ) {
            let text = fragments.concat();
            let source = if wrapped { format!("<p>{text}</p>") } else { text };
            if let Some(lines) = super::lines(&source) {
                prop_assert_eq!(lines, long_way(&source));
            }
        }
    }
}
