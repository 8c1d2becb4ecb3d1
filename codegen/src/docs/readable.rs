//! Writes a tree for people who see it as text: schema descriptions, which some tools render as
//! Markdown and some show as they are, and table cells.

use super::harmless::is_harmless;
use super::rustdoc;
use super::tree::{Block, Document, Link, Span, plain};

/// The text with links, inline code and lists as Markdown has them, and as little escaped as
/// possible.
///
/// Text that was literal in the source is literal here, so most of it reads well either way, but
/// some would be markup now. Then what begins HTML or makes a link is escaped; if that is not
/// enough, the text is written as Markdown that shows every character as itself.
pub(super) fn description(document: &Document) -> String {
    let text = |escape| lines(&document.blocks, &document.links, escape).join("\n");
    let mut attempts = [Escape::Nothing, Escape::Openings].into_iter().map(text);
    attempts
        .find(|text| is_harmless(text))
        .unwrap_or_else(|| rustdoc::lines(document).join("\n"))
}

/// What is escaped in prose.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escape {
    Nothing,
    /// What HTML begins with, and the end of what could be the text of a link.
    Openings,
}

fn lines(blocks: &[Block], links: &[String], escape: Escape) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            lines.push(String::new());
        }
        match block {
            Block::Paragraph(spans) | Block::Heading { spans, .. } => {
                lines.extend(
                    inline(spans, links, escape)
                        .split('\n')
                        .map(|line| line.trim().to_owned()),
                );
            }
            Block::Code(code) => {
                let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
                let fence = "`".repeat(longest.max(2) + 1);
                lines.push(fence.clone());
                lines.extend(code.lines().map(str::to_owned));
                lines.push(fence);
            }
            Block::List { start, items } => {
                for (at, item) in items.iter().enumerate() {
                    let marker = match start {
                        Some(first) => format!("{}. ", u64::from(*first) + at as u64),
                        None => "- ".to_owned(),
                    };
                    let indent = " ".repeat(marker.len());
                    let inner = self::lines(item, links, escape)
                        .into_iter()
                        .filter(|line| !line.is_empty());
                    lines.extend(inner.enumerate().map(|(number, line)| {
                        format!("{}{line}", if number == 0 { &marker } else { &indent })
                    }));
                }
            }
            Block::Quote(blocks) => lines.extend(self::lines(blocks, links, escape)),
            Block::Table(rows) => lines.extend(rows.iter().map(|row| {
                let cells: Vec<_> = row.iter().map(|cell| inline(cell, links, escape)).collect();
                cells.join(" | ")
            })),
        }
    }
    lines
}

fn inline(spans: &[Span], links: &[String], escape: Escape) -> String {
    let mut out = String::new();
    // Prose goes on from one span to the next, and so does what would be markup in it.
    let mut prose = String::new();
    let mut rest = spans;
    while let Some(first) = rest.first() {
        let link = first.style.link;
        let joined = rest
            .iter()
            .take_while(|span| span.style.link == link)
            .count();
        let (group, remainder) = rest.split_at(joined);
        let target = match link {
            Link::To(target) => links.get(target),
            Link::None | Link::Itself => None,
        };
        if target.is_some() {
            push_prose(&mut out, &mut prose, escape);
            out.push('[');
        }
        for span in group {
            if span.style.code && !span.text.contains('`') {
                push_prose(&mut out, &mut prose, escape);
                out.extend(["`", span.text.as_str(), "`"]);
            } else {
                prose.push_str(&span.text);
            }
        }
        if let Some(target) = target {
            push_prose(&mut out, &mut prose, escape);
            out.extend(["](", target.as_str(), ")"]);
        }
        rest = remainder;
    }
    push_prose(&mut out, &mut prose, escape);
    out
}

/// Moves prose to the end of a line.
fn push_prose(out: &mut String, prose: &mut String, escape: Escape) {
    if escape == Escape::Nothing {
        out.push_str(prose);
        prose.clear();
        return;
    }
    let mut characters = prose.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek();
        let is_opening = match character {
            '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || "/!?".contains(*c)),
            ']' => matches!(next, Some('(' | ':')),
            _ => false,
        };
        if is_opening {
            // A backslash before the new one would be its text.
            let backslashes = out.len() - out.trim_end_matches('\\').len();
            out.extend(std::iter::repeat_n('\\', backslashes + 1));
        }
        out.push(character);
    }
    prose.clear();
}

/// The first sentence of the first paragraph, without any markup.
pub(super) fn summary(document: &Document) -> String {
    let Some(spans) = first_paragraph(&document.blocks) else {
        return String::new();
    };
    let text = plain(spans);
    let end = sentence_end(&text).unwrap_or(text.len());
    text[..end].trim().to_owned()
}

/// The first paragraph that stands for itself, else the first one inside something.
fn first_paragraph(blocks: &[Block]) -> Option<&[Span]> {
    let direct = blocks.iter().find_map(|block| match block {
        Block::Paragraph(spans) => Some(spans.as_slice()),
        _ => None,
    });
    direct.or_else(|| {
        blocks.iter().find_map(|block| match block {
            Block::Quote(blocks) => first_paragraph(blocks),
            Block::List { items, .. } => items.iter().find_map(|item| first_paragraph(item)),
            Block::Heading { spans, .. } => Some(spans.as_slice()),
            Block::Table(rows) => rows.iter().flatten().map(Vec::as_slice).next(),
            Block::Paragraph(_) | Block::Code(_) => None,
        })
    })
}

/// Where the first sentence ends: a stop, white space, and something that starts another sentence.
fn sentence_end(text: &str) -> Option<usize> {
    const ABBREVIATIONS: [&str; 7] = ["e.g.", "i.e.", "etc.", "vs.", "cf.", "approx.", "no."];
    text.match_indices(['.', '!', '?'])
        .map(|(at, _)| at + 1)
        .find(|&end| {
            let word = text[..end].rsplit(' ').next().unwrap_or_default();
            let word = word.trim_start_matches(['(', '"']);
            let abbreviated = ABBREVIATIONS
                .iter()
                .any(|known| word.eq_ignore_ascii_case(known));
            let mut after = text[end..].chars();
            let spaced = after.next() == Some(' ');
            spaced && !abbreviated && !after.next().is_some_and(char::is_lowercase)
        })
}

#[cfg(test)]
mod tests {
    use crate::docs::description;

    #[test]
    fn what_was_literal_stays_literal() {
        for (source, expected) in [
            ("<p>a &lt; b &amp;&amp; c</p>", "a < b && c"),
            (
                "<p>In &lt;region&gt;, set `x`.</p>",
                "In \\<region>, set `x`.",
            ),
            ("<p>&lt;<b>img</b> src=x&gt;</p>", "\\<img src=x>"),
            (
                "<p>[x](javascript:alert(1))</p>",
                "[x\\](javascript:alert(1))",
            ),
            ("<p>[x]<b>(data:x)</b></p>", "[x\\](data:x)"),
            ("<p>C:\\\\&lt;dir&gt;</p>", "C:\\\\\\\\\\<dir>"),
            ("<p>Use `x` and [y].</p>", "Use `x` and [y]."),
            (
                "see `<b>` and [z](https://example.com)",
                "see `<b>` and [z](https://example.com)",
            ),
            ("<p>` <code>&lt;b&gt;</code></p>", "\\` `<b>`"),
        ] {
            assert_eq!(description(source), expected, "{source}");
        }
    }
}
