//! What no documentation text, however hostile, may do to the generated sources.

use proptest::prelude::*;
use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag};
use tinsmith_codegen::docs::{annotation, description, plain_line, rustdoc, summary};

/// The extensions that rustdoc reads documentation with.
fn rustdoc_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

/// Everything wrong with a text's Markdown, as rustdoc and rustc would see it.
fn faults(lines: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    for line in lines {
        if line.ends_with(char::is_whitespace) {
            faults.push(format!("white space at the end: {line:?}"));
        }
        if line.chars().any(is_forbidden) {
            faults.push(format!("forbidden character: {line:?}"));
        }
    }
    if lines.first().is_some_and(String::is_empty) || lines.last().is_some_and(String::is_empty) {
        faults.push("blank line at an edge".to_owned());
    }
    let markdown = lines.join("\n");
    let mut brackets = Vec::new();
    let mut on_broken_link = |link: BrokenLink<'_>| {
        brackets.push(format!("rustdoc would resolve [{}]", link.reference));
        None
    };
    let mut events = Vec::new();
    let parser = Parser::new_with_broken_link_callback(
        &markdown,
        rustdoc_options(),
        Some(&mut on_broken_link),
    );
    let definitions = parser.reference_definitions().iter().count();
    events.extend(parser);
    faults.append(&mut brackets);
    if definitions > 0 {
        faults.push("link reference definition".to_owned());
    }
    let mut depth = 0;
    for event in &events {
        if let Some(fault) = event_fault(event, &mut depth) {
            faults.push(fault);
        }
    }
    faults
}

/// `depth` counts the links and code blocks around an event, where a URL is no fault.
fn event_fault(event: &Event<'_>, depth: &mut i32) -> Option<String> {
    match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(format!("HTML {html:?}")),
        Event::Start(Tag::CodeBlock(kind)) => {
            *depth += 1;
            let tested = !matches!(kind, CodeBlockKind::Fenced(info) if &**info == "text");
            tested.then(|| format!("code block {kind:?}"))
        }
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            ..
        }) => {
            *depth += 1;
            let inline = matches!(link_type, LinkType::Inline | LinkType::Autolink);
            let lower = dest_url.to_ascii_lowercase();
            let safe = ["http://", "https://", "mailto:"]
                .iter()
                .any(|scheme| lower.starts_with(scheme));
            (!inline || !safe).then(|| format!("link {link_type:?} to {dest_url}"))
        }
        Event::End(pulldown_cmark::TagEnd::Link | pulldown_cmark::TagEnd::CodeBlock) => {
            *depth -= 1;
            None
        }
        Event::Start(Tag::Image { .. } | Tag::FootnoteDefinition(_) | Tag::Strikethrough)
        | Event::FootnoteReference(_)
        | Event::TaskListMarker(_)
        | Event::Rule => Some(format!("{event:?}")),
        Event::Text(text) if *depth == 0 && is_bare_url(text) => {
            Some(format!("bare URL in {text:?}"))
        }
        _ => None,
    }
}

/// A scheme, a host with a dot in it: rustdoc's own rule is no wider than this.
fn is_bare_url(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        text.match_indices(scheme).any(|(at, _)| {
            let host = |c: char| c.is_ascii_alphanumeric() || "-@:%._+~#=".contains(c);
            let rest = &text[at + scheme.len()..];
            let host = &rest[..rest.find(|c| !host(c)).unwrap_or(rest.len())];
            host.split_once('.').is_some_and(|(name, domain)| {
                name.len() > 1 && domain.contains(|c: char| c.is_ascii_alphabetic())
            })
        })
    })
}

fn is_forbidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}'
                | '\u{feff}' | '\u{2028}' | '\u{2029}'
        )
}

fn check(source: &str) -> Result<(), TestCaseError> {
    let lines = rustdoc(source);
    let faults = faults(&lines);
    prop_assert!(
        faults.is_empty(),
        "{source:?}\n{}\n{faults:#?}",
        lines.join("\n")
    );
    let text = description(source);
    prop_assert!(
        !text.chars().any(|c| c != '\n' && is_forbidden(c)),
        "{source:?} {text:?}"
    );
    harmless(source, &text)?;
    // A sentence that is put behind it is a sentence of its own.
    harmless(source, &format!("{text}\n\n{}", annotation(source)))?;
    harmless(source, &annotation(&format!("{source}: {source}")))?;
    prop_assert!(!annotation(source).chars().any(is_forbidden));
    prop_assert!(!summary(source).chars().any(is_forbidden));
    let line = plain_line(source);
    prop_assert!(!line.chars().any(is_forbidden));
    prop_assert_eq!(plain_line(&line), line);
    Ok(())
}

/// There is no HTML in a text that is shown as Markdown, and links lead to pages.
fn harmless(source: &str, text: &str) -> Result<(), TestCaseError> {
    for options in [Options::empty(), rustdoc_options()] {
        for event in Parser::new_ext(text, options) {
            let is_safe = match &event {
                Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Image { .. }) => false,
                Event::Start(Tag::Link { dest_url, .. }) => {
                    let lower = dest_url.to_ascii_lowercase();
                    ["http://", "https://", "mailto:"]
                        .iter()
                        .any(|scheme| lower.starts_with(scheme))
                }
                _ => true,
            };
            prop_assert!(is_safe, "{source:?}\n{text}\n{event:?}");
        }
    }
    Ok(())
}

/// Pieces that each mean something to HTML, Markdown, rustdoc or a terminal.
const FRAGMENTS: &[&str] = &[
    "<p>",
    "</p>",
    "<P CLASS='x'>",
    "<p/>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<em>",
    "</em>",
    "<strong>",
    "</strong>",
    "<code>",
    "</code>",
    "<code/>",
    "<pre>",
    "</pre>",
    "<ul>",
    "</ul>",
    "<ol>",
    "<ol start=\"7\">",
    "</ol>",
    "<li>",
    "</li>",
    "<dl>",
    "</dl>",
    "<dt>",
    "</dt>",
    "<dt/>",
    "<dd>",
    "</dd>",
    "<note>",
    "</note>",
    "<important>",
    "</important>",
    "<a>",
    "<a href=\"https://example.com/a_b*c\">",
    "<a href='javascript:alert(1)'>",
    "<a href=https://example.com>",
    "</a>",
    "<br>",
    "<br/>",
    "<hr>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th>",
    "<h1>",
    "</h1>",
    "<h6>",
    "<div>",
    "</div>",
    "<span style=\"x\">",
    "</span>",
    "<fullname>",
    "</fullname>",
    "<title>",
    "</title>",
    "<function>",
    "</function>",
    "<replaceable>",
    "</replaceable>",
    "<para>",
    "</para>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<img src=\"x\" alt=\"y\">",
    "<region>",
    "<bucket-name>",
    "<key=a, b>",
    "<!--",
    "-->",
    "<!DOCTYPE html>",
    "<?php",
    "?>",
    "<![CDATA[",
    "]]>",
    "<",
    ">",
    "&lt;",
    "&gt;",
    "&amp;",
    "&#60;",
    "&#x202e;",
    "&copy;",
    "&bogus;",
    "&",
    ";",
    "`",
    "``",
    "```",
    "```rust\n",
    "~~~",
    "~~",
    "~",
    "*",
    "**",
    "***",
    "_",
    "__",
    "-",
    "--",
    "---",
    "+",
    "#",
    "##",
    "=",
    "===",
    ">",
    "> ",
    "- ",
    "* ",
    "1. ",
    "2) ",
    "|",
    "| a | b |\n| - | - |\n",
    "[",
    "]",
    "(",
    ")",
    "[text]",
    "[text](",
    "[text](https://example.com)",
    "[x]: https://example.com\n",
    "[^1]",
    "[^1]: note\n",
    "![i](j)",
    "!",
    "\\",
    "\\\n",
    "https://",
    "http://",
    "https://example.com",
    "https://example.com/a_(b)",
    "https://{region}.example.com",
    "https://<b>.example.com",
    "<https://example.com>",
    "<me@example.com>",
    "mailto:a@b.c",
    "www.example.com",
    "    indented",
    "\tindented",
    "\n    indented",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\u{0}",
    "\u{202e}",
    "\u{2028}",
    "\u{feff}",
    "\u{a0}",
    "word",
    "a",
    "Z",
    "1",
    "10",
    ".",
    ",",
    ":",
    "é",
    "“",
    "日本",
    "(DEPRECATED)",
    "crate::Foo",
    "[`Foo`]",
    "a longer run of ordinary words, long enough for the line to be broken in the middle of it, twice even",
];

fn hostile() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(FRAGMENTS), 0..30).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn hostile_texts_stay_harmless(source in hostile()) {
        check(&source)?;
    }

    #[test]
    fn hostile_html_stays_harmless(source in hostile()) {
        check(&format!("<p>{source}"))?;
    }

    #[test]
    fn arbitrary_texts_stay_harmless(source in any::<String>()) {
        check(&source)?;
    }
}

/// Reading our own output again changes nothing: it is CommonMark that means what it shows.
fn check_stable(source: &str) -> Result<(), TestCaseError> {
    let once = rustdoc(source);
    let twice = rustdoc(&once.join("\n"));
    prop_assert_eq!(&once, &twice, "{:?}", source);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn output_is_stable(source in hostile()) {
        check_stable(&source)?;
        check_stable(&format!("<p>{source}"))?;
    }
}

#[test]
fn deep_and_long_texts_take_bounded_time() {
    for piece in [
        "<b>",
        "<ul><li>",
        "<note>",
        "<p>",
        "<code>",
        "<a href=\"",
        "<a href='\"",
        "<!--",
        "<![CDATA[",
        "<table><tr><td>",
        "<script>",
        "<dl><dt>",
        "<title>",
        "> ",
        "- ",
        "1. ",
        "[",
        "![",
        "](",
        "*a ",
        "**a",
        "_a",
        "`",
        "``a`",
        "&",
        "&amp",
        "<",
        "</",
        "https://",
        "http://)",
        "\\",
        "| ",
        "|-",
        "# ",
        "\t",
        "\n",
        "a\n\n",
        "<br>",
        "<dt>a<dd>b",
        "[x]: y\n",
        "é",
    ] {
        let source = piece.repeat(300_000 / piece.len());
        for source in [format!("<p>{source}"), source] {
            let start = std::time::Instant::now();
            let lines = rustdoc(&source);
            let text = description(&source);
            let seconds = start.elapsed().as_secs();
            assert!(seconds < 20, "{piece:?} took {seconds} s");
            assert!(
                lines.last().is_none_or(|line| line.ends_with('…')),
                "{piece:?} {:?}",
                lines.last()
            );
            assert!(text.is_empty() || text.ends_with('…'), "{piece:?}");
        }
    }
}
