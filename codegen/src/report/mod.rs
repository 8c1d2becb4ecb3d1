//! Problems of an input: collected by the readers, placed in the text and printed as rustc does.
//!
//! A reader only names a place by JSON pointer. [`Report::new`] finds all places in one walk,
//! sorts the problems by them and leaves them as plain data; [`Report::render`] prints them for
//! people and [`Report::json_lines`] for programs. [`Code::explanation`] has a page on each rule.

mod codes;
mod json;
mod problem;
mod render;
mod suggest;

pub use codes::{Code, Severity};
pub(crate) use problem::parse;
pub use problem::{Other, Place, Problem, Problems, Source};
pub use render::Color;
pub use suggest::{closest, closest_word, quoted, written};

use std::ops::Range;

use crate::json::{At, locate_all, mend};
use crate::limits::{CONTAINER_LEVELS, MEMBERS};
use crate::model::{Kind, Model};

/// The problems of one text, placed and sorted by position.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The problems: by position, then errors before warnings, then by code.
    pub entries: Vec<Entry>,
}

/// One problem with its place in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The problem.
    pub problem: Problem,
    /// Its place in bytes of the text.
    pub span: Range<usize>,
    /// The line it starts in, from 1.
    pub line: usize,
    /// The column it starts at, in characters, from 1.
    pub column: usize,
    /// Where the other place is that the problem is about, if it is about two.
    pub other: Option<Span>,
}

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// In bytes.
    pub bytes: Range<usize>,
    /// The line it starts in, from 1.
    pub line: usize,
    /// The column it starts at, in characters, from 1.
    pub column: usize,
}

impl Report {
    /// Places problems of one document in its text.
    pub fn new(text: &str, problems: Vec<Problem>) -> Self {
        let own = problems.iter().map(|p| (p.pointer.as_str(), p.at));
        let others = problems.iter().filter_map(|p| p.other.as_ref());
        let others = others.map(|other| (other.pointer.as_str(), other.at));
        let wanted: Vec<_> = own.chain(others).collect();
        // Places in a broken text are found in one that was mended, where nothing has moved.
        let is_broken = problems.iter().any(|p| p.code == Code::Syntax);
        let spans = match is_broken.then(|| mend(text)) {
            Some(mended) => locate_all(&mended.text, &wanted),
            None => locate_all(text, &wanted),
        };
        let spans = spans
            .into_iter()
            .map(|span| whole_characters(text, span))
            .collect();
        let mut spans = in_lines(text, spans);
        let mut others = spans.split_off(problems.len()).into_iter();
        let entries = spans
            .into_iter()
            .zip(problems)
            .map(|(span, problem)| Entry {
                other: problem.other.as_ref().and_then(|_| others.next()),
                problem,
                span: span.bytes,
                line: span.line,
                column: span.column,
            });
        let mut entries: Vec<Entry> = entries.collect();
        entries.sort_by_key(|e| (e.span.start, e.problem.severity(), e.problem.code));
        Self { entries }
    }

    /// How many of the problems are this bad.
    pub fn count(&self, severity: Severity) -> usize {
        let is_meant = |entry: &&Entry| entry.problem.severity() == severity;
        self.entries.iter().filter(is_meant).count()
    }
}

/// A range that starts and ends between characters: where one was mended, ASCII stood in its place.
fn whole_characters(text: &str, span: Range<usize>) -> Range<usize> {
    text.floor_char_boundary(span.start)..text.ceil_char_boundary(span.end)
}

/// The lines and columns of ranges, in the order given.
fn in_lines(text: &str, ranges: Vec<Range<usize>>) -> Vec<Span> {
    let mut order: Vec<usize> = (0..ranges.len()).collect();
    order.sort_by_key(|index| ranges[*index].start);
    let mut places = vec![(1, 1); ranges.len()];
    let mut lines = LineCounter::new(text);
    for index in order {
        places[index] = lines.position(ranges[index].start);
    }
    let placed = ranges.into_iter().zip(places);
    placed
        .map(|(bytes, (line, column))| Span {
            bytes,
            line,
            column,
        })
        .collect()
}

/// Turns ascending offsets into lines and columns in one pass.
struct LineCounter<'t> {
    text: &'t str,
    offset: usize,
    line: usize,
    column: usize,
}

impl<'t> LineCounter<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            offset: 0,
            line: 1,
            column: 1,
        }
    }

    /// Line and column of an offset that is not before the last one asked for.
    fn position(&mut self, offset: usize) -> (usize, usize) {
        let passed = &self.text[self.offset..offset];
        let in_line = if let Some(last) = passed.rfind('\n') {
            self.line += passed.matches('\n').count();
            self.column = 1;
            &passed[last + 1..]
        } else {
            passed
        };
        // A byte order mark is not a column that an editor shows.
        self.column += in_line.chars().filter(|c| *c != '\u{feff}').count();
        self.offset = offset;
        (self.line, self.column)
    }
}

/// Adds an error for each list or map that is nested deeper than [`CONTAINER_LEVELS`], and each shape
/// with more than [`MEMBERS`].
pub(crate) fn refuse_excess(model: &Model, problems: &mut Problems) {
    for (id, shape) in &model.shapes {
        let count = match &shape.kind {
            Kind::Enum(it) => it.values.len(),
            Kind::IntEnum(it) => it.values.len(),
            kind => kind.members().len(),
        };
        if count > MEMBERS {
            let message = format!("{} has {count} members", quoted(id.as_str()));
            problems.push(
                Problem::new(Code::TooLarge, model.pointer(id, None), At::Key, message)
                    .label(format!("more than {MEMBERS}"))
                    .help("put some of them into a shape of their own".to_owned()),
            );
        }
    }
    for id in model.too_deep_containers() {
        let message = format!("{} is nested too deep", quoted(id.as_str()));
        problems.push(
            Problem::new(Code::TooLarge, model.pointer(id, None), At::Key, message)
                .label(format!(
                    "holds lists or maps in more than {CONTAINER_LEVELS} levels"
                ))
                .help("put a structure between the levels".to_owned()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::At;

    #[test]
    fn entries_are_sorted_and_placed() {
        let text = "{\n  \"ä\": 1, \"b\": 2,\n  \"c\": 3\n}";
        let problems = vec![
            Problem::new(Code::UnknownKey, "/c", At::Key, "third"),
            Problem::new(Code::UnknownTrait, "/b", At::Value, "second, a warning"),
            Problem::new(Code::WrongType, "/b", At::Value, "first, an error"),
        ];
        let report = Report::new(text, problems);
        let places: Vec<_> = report
            .entries
            .iter()
            .map(|e| {
                (
                    e.problem.message.as_str(),
                    e.line,
                    e.column,
                    &text[e.span.clone()],
                )
            })
            .collect();
        assert_eq!(
            places,
            [
                ("first, an error", 2, 16, "2"),
                ("second, a warning", 2, 16, "2"),
                ("third", 3, 3, "\"c\""),
            ]
        );
        let counts = [Severity::Error, Severity::Warning].map(|s| report.count(s));
        assert_eq!(counts, [2, 1]);
    }
}
