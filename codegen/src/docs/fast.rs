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
        // In CommonMark a line may start a block, so only a single line is simple.
        return (!rest.contains('\n'))
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
    if !bytes.iter().all(|&byte| is_plain(byte)) {
        return None;
    }
    let Some(first) = bytes.first() else {
        return Some(());
    };
    let starts_block = !first.is_ascii_alphabetic() && !b"(\"'".contains(first);
    if starts_block || text.contains("--") || text.contains("://") {
        return None;
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    let collapsed = |pair: &[u8]| pair[0].is_ascii_whitespace() && pair[1].is_ascii_whitespace();
    if bytes.iter().any(|byte| b"\n\t".contains(byte)) || bytes.windows(2).any(collapsed) {
        let words: Vec<_> = text.split_ascii_whitespace().collect();
        push_lines(&words.join(" "), WIDTH, lines);
    } else {
        push_lines(text, WIDTH, lines);
    }
    Some(())
}

/// Bytes that mean nothing in HTML and, inside a line, nothing in Markdown.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b" \n\t,.'\"()/;?%$@+=-:".contains(&byte)
}
