//! Reads CommonMark, with tables and whatever HTML stands in it.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::builder::Builder;
use super::html::Reader;
use super::tags::{Kind, Label, Mark};

/// Feeds `source` to `builder`.
pub(super) fn read(source: &str, builder: &mut Builder) {
    let mut html = Reader::new(source);
    let mut block = String::new();
    for event in Parser::new_ext(source, Options::ENABLE_TABLES) {
        match event {
            Event::Start(tag) => start(&tag, builder),
            Event::End(TagEnd::HtmlBlock) => html.feed(&std::mem::take(&mut block), builder),
            Event::End(tag) => end(tag, builder),
            Event::Text(text) => html.text(&text, builder),
            Event::Code(text) => {
                builder.start_mark(Mark::Code);
                html.text(&text, builder);
                builder.end_mark(Mark::Code);
            }
            // An HTML block arrives line by line, but a comment or a tag may span lines.
            Event::Html(text) => block.push_str(&text),
            Event::InlineHtml(text) => html.feed(&text, builder),
            Event::SoftBreak => html.text(" ", builder),
            Event::HardBreak => builder.line_break(),
            Event::Rule => builder.start_paragraph(),
            // Never produced with the options above.
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }
}

fn start(tag: &Tag<'_>, builder: &mut Builder) {
    match tag {
        Tag::Heading { level, .. } => builder.start(Kind::Heading(rank(*level))),
        Tag::BlockQuote(_) => builder.start(Kind::Quote(Label::None)),
        Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => {
            builder.start_preformatted();
        }
        Tag::List(start) => {
            builder.start(Kind::List(
                start.map(|first| u32::try_from(first).unwrap_or(1)),
            ));
        }
        Tag::Item => builder.start(Kind::Item),
        Tag::Table(_) => builder.start(Kind::Table),
        Tag::TableHead | Tag::TableRow => builder.start(Kind::Row),
        Tag::TableCell => builder.start(Kind::Cell),
        Tag::Emphasis => builder.start_mark(Mark::Emphasis),
        Tag::Strong => builder.start_mark(Mark::Strong),
        Tag::Link {
            link_type: LinkType::Email,
            dest_url,
            ..
        } => {
            builder.start_link(Some(&format!("mailto:{dest_url}")));
        }
        Tag::Link { dest_url, .. } => builder.start_link(Some(dest_url)),
        Tag::Paragraph => builder.start_paragraph(),
        _ => {}
    }
}

fn end(tag: TagEnd, builder: &mut Builder) {
    match tag {
        TagEnd::Paragraph => builder.end_paragraph(),
        TagEnd::Heading(level) => builder.end(Kind::Heading(rank(level))),
        TagEnd::BlockQuote(_) => builder.end(Kind::Quote(Label::None)),
        TagEnd::CodeBlock => builder.end_preformatted(),
        TagEnd::List(_) => builder.end(Kind::List(None)),
        TagEnd::Item => builder.end(Kind::Item),
        TagEnd::Table => builder.end(Kind::Table),
        TagEnd::TableHead | TagEnd::TableRow => builder.end(Kind::Row),
        TagEnd::TableCell => builder.end(Kind::Cell),
        TagEnd::Emphasis => builder.end_mark(Mark::Emphasis),
        TagEnd::Strong => builder.end_mark(Mark::Strong),
        TagEnd::Link => builder.end_link(),
        _ => {}
    }
}

fn rank(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
