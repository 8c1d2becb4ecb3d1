//! Writes a tree for people who see it as text: schema descriptions, which some tools render as
//! Markdown and some show as they are, and table cells.

use super::tree::{Block, Document, Span, plain};

/// The text with links, inline code and lists as Markdown has them, and nothing escaped.
pub(super) fn description(document: &Document) -> String {
    lines(&document.blocks, &document.links).join("\n")
}

fn lines(blocks: &[Block], targets: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            lines.push(String::new());
        }
        match block {
            Block::Paragraph(spans) | Block::Heading { spans, .. } => {
                lines.extend(
                    inline(spans, targets)
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
                    let inner = self::lines(item, targets)
                        .into_iter()
                        .filter(|line| !line.is_empty());
                    lines.extend(inner.enumerate().map(|(number, line)| {
                        format!("{}{line}", if number == 0 { &marker } else { &indent })
                    }));
                }
            }
            Block::Quote(blocks) => lines.extend(self::lines(blocks, targets)),
            Block::Table(rows) => lines.extend(rows.iter().map(|row| {
                let cells: Vec<_> = row.iter().map(|cell| inline(cell, targets)).collect();
                cells.join(" | ")
            })),
        }
    }
    lines
}

fn inline(spans: &[Span], links: &[String]) -> String {
    let mut out = String::new();
    let mut rest = spans;
    while let Some(first) = rest.first() {
        let link = first.style.link;
        let (group, remainder) = rest.split_at(
            rest.iter()
                .take_while(|span| span.style.link == link)
                .count(),
        );
        match link.and_then(|link| links.get(link)) {
            Some(target) if plain(group).trim() == target => out.push_str(&plain(group)),
            Some(target) if !plain(group).trim().is_empty() => {
                let mut text = String::new();
                push_styled(&mut text, group);
                let (lead, rest) = text.split_at(text.len() - text.trim_start().len());
                let label = rest.trim_end();
                let trail = &rest[label.len()..];
                out.extend([lead, "[", label, "](", target, ")", trail]);
            }
            _ => push_styled(&mut out, group),
        }
        rest = remainder;
    }
    out
}

fn push_styled(out: &mut String, spans: &[Span]) {
    for span in spans {
        let text = span.text.trim_matches(' ');
        if !span.style.code || text.is_empty() || text.contains('`') {
            out.push_str(&span.text);
            continue;
        }
        let (lead, trail) = (span.text.starts_with(' '), span.text.ends_with(' '));
        out.push_str(if lead { " `" } else { "`" });
        out.push_str(text);
        out.push_str(if trail { "` " } else { "`" });
    }
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
