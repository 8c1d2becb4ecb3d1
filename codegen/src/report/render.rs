//! Problems in rustc's look.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::suggest::printable;
use super::{Entry, Report, Severity};
use crate::limits::{MESSAGE_CHARS, PRINTED_LINE_BYTES, PROBLEMS_PRINTED};

/// Whether a rendered report has ANSI colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// Text alone.
    Plain,
    /// Colours for a terminal.
    Ansi,
}

/// The width of what is printed where nothing says how wide that may be.
const COLUMNS: usize = 140;
/// Nobody reads narrower text, so terminals that claim to be are not believed.
const FEWEST_COLUMNS: usize = 40;
/// Of lines that are cut, how many bytes stand before and after the start of the marked place.
const BEFORE: usize = 60;
const AFTER: usize = 80;
/// Stands where an excerpt was cut.
const CUT: &str = "...";

impl Report {
    /// Prints the problems, one after the other with an empty line between them.
    ///
    /// The size of the output is bounded whatever the text: long lines are cut around the marked
    /// place, and from the hundredth problem on they are only counted.
    pub fn render(&self, file_name: &str, text: &str, color: Color) -> String {
        self.render_within(file_name, text, color, COLUMNS)
    }

    /// [`render`](Self::render) for a terminal with so many columns: snippets have no longer lines, so
    /// that marks stay below what they mark.
    pub fn render_within(
        &self,
        file_name: &str,
        text: &str,
        color: Color,
        columns: usize,
    ) -> String {
        let renderer = color.renderer().term_width(columns.max(FEWEST_COLUMNS));
        let mut out = String::new();
        for entry in self.entries.iter().take(PROBLEMS_PRINTED) {
            out.push_str(&entry.render_with(&renderer, file_name, text));
            out.push_str("\n\n");
        }
        if let Some(more) = self
            .entries
            .len()
            .checked_sub(PROBLEMS_PRINTED)
            .filter(|more| *more > 0)
        {
            let title = Level::NOTE.primary_title(format!("and {more} more problems"));
            out.push_str(&renderer.render(&[annotate_snippets::Group::with_title(title)]));
            out.push('\n');
        }
        out
    }
}

impl Color {
    fn renderer(self) -> Renderer {
        match self {
            Self::Plain => Renderer::plain(),
            Self::Ansi => Renderer::styled(),
        }
        .decor_style(DecorStyle::Ascii)
    }
}

impl Entry {
    /// The problem as it is printed, without a line end.
    pub fn render(&self, file_name: &str, text: &str, color: Color) -> String {
        self.render_with(&color.renderer().term_width(COLUMNS), file_name, text)
    }

    fn render_with(&self, renderer: &Renderer, file_name: &str, text: &str) -> String {
        let problem = &self.problem;
        let level = match problem.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let title = level
            .primary_title(printable(&problem.message, MESSAGE_CHARS))
            .id(problem.code.as_str());
        let place = Marked {
            span: &self.span,
            line: self.line,
            column: self.column,
            label: &problem.label,
            kind: AnnotationKind::Primary,
        };
        let nothing: [Origin<'_>; 0] = [];
        let mut group = place.add_to(title.elements(nothing), file_name, text);
        if let (Some(span), Some(other)) = (&self.other, &problem.other) {
            let place = Marked {
                span: &span.bytes,
                line: span.line,
                column: span.column,
                label: &other.label,
                kind: AnnotationKind::Context,
            };
            group = place.add_to(group, file_name, text);
        }
        if let Some(help) = &problem.help {
            group = group.element(Level::HELP.message(printable(help, MESSAGE_CHARS)));
        }
        if !problem.pointer.is_empty() {
            let pointer = printable(&problem.pointer, MESSAGE_CHARS);
            group = group.element(Level::NOTE.message(format!("at {pointer}")));
        }
        without_nameless_files(&renderer.render(&[group]))
    }
}

/// A place with what is said of it.
struct Marked<'m> {
    span: &'m Range<usize>,
    line: usize,
    column: usize,
    label: &'m str,
    kind: AnnotationKind,
}

impl Marked<'_> {
    /// Shows the place.
    fn add_to<'g>(&self, group: Group<'g>, file_name: &'g str, text: &str) -> Group<'g> {
        let label = (!self.label.is_empty()).then(|| printable(self.label, MESSAGE_CHARS));
        let excerpt = Excerpt::new(text, self.span);
        let snippet = Snippet::source(excerpt.text)
            .line_start(self.line)
            .annotation(self.kind.span(excerpt.span).label(label));
        match excerpt.extent {
            Extent::WholeLine => group.element(snippet.path(file_name)),
            // The renderer would print the column in the excerpt.
            Extent::PartOfLine => group
                .element(
                    Origin::path(file_name)
                        .line(self.line)
                        .char_column(self.column),
                )
                .element(snippet),
        }
    }
}

/// The line in which a span starts, and the span within it. A span over several lines is shown by
/// its first.
struct Excerpt {
    text: String,
    span: Range<usize>,
    extent: Extent,
}

/// How much of its line an excerpt holds.
enum Extent {
    WholeLine,
    PartOfLine,
}

impl Excerpt {
    fn new(text: &str, span: &Range<usize>) -> Self {
        let line_start = text[..span.start]
            .rfind('\n')
            .map_or(0, |newline| newline + 1);
        let rest = &text[span.start..];
        let line_end = span.start + rest.find('\n').unwrap_or(rest.len());
        let line_end = line_end - usize::from(text[span.start..line_end].ends_with('\r'));
        let (from, to, extent) = if line_end - line_start <= PRINTED_LINE_BYTES {
            (line_start, line_end, Extent::WholeLine)
        } else {
            let from = floor(text, line_start.max(span.start.saturating_sub(BEFORE)));
            let to = floor(text, line_end.min(span.start.saturating_add(AFTER)));
            (from, to, Extent::PartOfLine)
        };
        let lead = if from > line_start { CUT } else { "" };
        let tail = if to < line_end { CUT } else { "" };
        let before = format!("{lead}{}", harmless(&text[from..span.start]));
        let marked = harmless(&text[span.start..span.end.clamp(span.start, to)]);
        let after = &text[span.end.clamp(span.start, to)..to];
        let (start, end) = (before.len(), before.len() + marked.len());
        Self {
            text: format!("{before}{marked}{}{tail}", harmless(after)),
            span: start..end,
            extent,
        }
    }
}

/// What was rendered without the line that the renderer prints where a snippet follows the place that
/// was given for it: a file without a name.
fn without_nameless_files(rendered: &str) -> String {
    // Ahead of a line of the text stands its number and a bar, behind that of a file its name.
    let is_nameless = |line: &str| {
        let visible = line.rsplit_once(":::");
        visible.is_some_and(|(before, after)| !before.contains('|') && !after.contains(':'))
    };
    let kept = rendered.split('\n').filter(|line| !is_nameless(line));
    kept.collect::<Vec<_>>().join("\n")
}

/// A text without the control characters that the renderer lets through: those beyond ASCII, of
/// which some terminals take commands.
fn harmless(text: &str) -> String {
    text.replace(|c: char| c.is_control() && !c.is_ascii(), "\u{fffd}")
}

/// The closest character boundary at or before an offset.
fn floor(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::At;
    use crate::report::{Code, Problem};

    #[test]
    fn looks_like_rustc() {
        let text = "{\n  \"smithy\": \"3.0\"\n}\n";
        let problem = Problem::new(
            Code::Version,
            "/smithy",
            At::Value,
            "unknown Smithy version `3.0`",
        )
        .label("unknown version")
        .help("write \"2.0\"".to_owned());
        let rendered = Report::new(text, vec![problem]).render("spec/a.json", text, Color::Plain);
        let expected = "\
error[E004]: unknown Smithy version `3.0`
 --> spec/a.json:2:13
  |
2 |   \"smithy\": \"3.0\"
  |             ^^^^^ unknown version
  |
  = help: write \"2.0\"
  = note: at /smithy

";
        assert_eq!(rendered, expected);
    }

    #[test]
    fn long_lines_are_cut() {
        let text = format!(
            "{{\"a\": \"{}\", \"b\": 1, \"c\": \"{0}\"}}",
            "ä".repeat(1_000_000)
        );
        let problem = Problem::new(Code::WrongType, "/b", At::Value, "m").label("here");
        let rendered = Report::new(&text, vec![problem]).render("f", &text, Color::Plain);
        assert!(rendered.len() < 1_000, "{}", rendered.len());
        assert!(rendered.contains("\"b\": 1"), "{rendered}");
        assert!(rendered.contains("f:1:1000016"), "{rendered}");
        assert!(!rendered.contains(":::"), "{rendered}");
    }

    #[test]
    fn snippets_fit_the_terminal() {
        let text = format!("{{ {}\"b\": 1 }}\n", "\"a\": 1, ".repeat(20));
        let problem = Problem::new(Code::WrongType, "/b", At::Value, "m").label("a long label");
        let report = Report::new(&text, vec![problem]);
        for columns in [0, 1, 40, 60, 100, 140, 1_000] {
            let rendered = report.render_within("f", &text, Color::Plain, columns);
            assert!(rendered.contains("a long label"), "{rendered}");
            let widest = rendered.lines().map(str::len).max().unwrap_or(0);
            assert!(
                widest <= columns.max(FEWEST_COLUMNS),
                "{columns}:\n{rendered}"
            );
        }
    }

    #[test]
    fn many_problems_are_counted() {
        let problem = |i: usize| Problem::new(Code::UnknownKey, format!("/{i}"), At::Key, "m");
        let problems = (0..1_000).map(problem).collect();
        let rendered = Report::new("{}", problems).render("f", "{}", Color::Plain);
        assert_eq!(rendered.matches("error[E005]").count(), PROBLEMS_PRINTED);
        assert!(
            rendered.ends_with("note: and 900 more problems\n"),
            "{rendered}"
        );
    }

    #[test]
    fn control_characters_are_not_printed() {
        let text = "{\"a\u{9b}31m\": \"\u{85}b\u{9b}\", \"c\u{1b}[31m\": 1}";
        for (pointer, marks) in [("/a\u{9b}31m", 5), ("/c\u{1b}[31m", 1)] {
            let problem = Problem::new(Code::WrongType, pointer, At::Value, "m").label("here");
            let rendered = Report::new(text, vec![problem]).render("f", text, Color::Plain);
            let bare = |c: char| c.is_control() && c != '\n';
            assert!(!rendered.contains(bare), "{rendered:?}");
            assert_eq!(rendered.matches('^').count(), marks, "{rendered}");
        }
    }

    #[test]
    fn empty_and_odd_texts_render() {
        for text in ["", "\n", "\r\n", "\u{feff}", "{\r\n}", "ä"] {
            for offset in 0..=text.len() {
                if !text.is_char_boundary(offset) {
                    continue;
                }
                let problem = Problem::new(Code::Syntax, "", At::Byte(offset), "m").label("here");
                let rendered = Report::new(text, vec![problem]).render("f", text, Color::Ansi);
                assert!(rendered.contains("E001"), "{text:?} {offset}");
            }
        }
    }
}
