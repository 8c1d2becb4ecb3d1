//! Shows in few lines what would change.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

use crate::tree::Change;
use crate::ui::{self, count};

/// How many hunks of one file are shown.
const HUNKS: usize = 3;

/// How many lines of a stale file are shown, its two headers not counted.
const STALE_LINES: usize = 21;

/// The same for missing and orphaned files, of which all lines are news.
const WHOLE_LINES: usize = 6;

/// How many lines are shown in all.
const LINES: usize = 60;

/// How many characters of a line are shown.
const COLUMNS: usize = 200;

/// How long one file is compared for the smallest difference; after that any will do.
const PATIENCE: Duration = Duration::from_millis(300);

const HEADER: Style = Style::new().bold();
const HUNK: Style = AnsiColor::Cyan.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();
const DIMMED: Style = Style::new().dimmed();

/// `2 stale, 1 missing, 1 orphaned`.
pub(crate) fn summary<'a>(changes: impl Iterator<Item = &'a Change>) -> String {
    let [mut stale, mut missing, mut orphaned] = [0; 3];
    for change in changes {
        match change {
            Change::Update { .. } => stale += 1,
            Change::Create { .. } => missing += 1,
            Change::Remove { .. } => orphaned += 1,
        }
    }
    ui::tally(&[
        (stale, "stale"),
        (missing, "missing"),
        (orphaned, "orphaned"),
    ])
}

/// The beginning of the unified diff from what is on disk to what was generated.
pub(crate) fn render(changes: &BTreeMap<String, Change>, prefix: &str) -> String {
    let mut text = String::new();
    let mut used = 0;
    for (shown, (path, change)) in changes.iter().enumerate() {
        let lines = file(&format!("{prefix}{path}"), change);
        if used + lines.len() > LINES && shown > 0 {
            let rest = count(changes.len() - shown, "more file");
            let kinds = summary(changes.values().skip(shown));
            let _ = writeln!(text, "{DIMMED}… and {rest} ({kinds}){DIMMED:#}");
            break;
        }
        used += lines.len();
        for Line { style, text: line } in lines {
            let _ = writeln!(text, "{style}{line}{style:#}");
        }
    }
    text
}

/// A line to print.
struct Line {
    style: Style,
    text: String,
}

impl Line {
    fn new(style: Style, text: impl Into<String>) -> Self {
        Self {
            style,
            text: text.into(),
        }
    }
}

/// What is shown of one file.
fn file(path: &str, change: &Change) -> Vec<Line> {
    let absent = "/dev/null";
    let (old_path, new_path, old, new, most) = match change {
        Change::Create { new } => (absent, path, String::new(), &**new, WHOLE_LINES),
        Change::Update { old, new } => (path, path, text(old), &**new, STALE_LINES),
        Change::Remove { old } => (path, absent, text(old), "", WHOLE_LINES),
    };
    let mut lines = vec![
        Line::new(HEADER, format!("--- {old_path}")),
        Line::new(HEADER, format!("+++ {new_path}")),
    ];
    let (mut body, left_out) = match why_alike(&old, new) {
        Some(why) => (vec![Line::new(DIMMED, why)], 0),
        None => body(&old, new, most),
    };
    lines.append(&mut body);
    if left_out > 0 {
        let left_out = count(left_out, "more line");
        lines.push(Line::new(DIMMED, format!("… {left_out}")));
    }
    lines
}

/// Why a file changes although its lines look the same.
fn why_alike(old: &str, new: &str) -> Option<&'static str> {
    if old == new {
        Some(if new.is_empty() {
            "the file is empty"
        } else {
            "the file on disk is not UTF-8"
        })
    } else if old.replace("\r\n", "\n") == new {
        Some("only line ends differ: the file has CRLF where LF is generated")
    } else {
        None
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The first hunks, in at most so many lines, and how many lines were left out.
fn body(old: &str, new: &str, most: usize) -> (Vec<Line>, usize) {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(old, new);
    let mut unified = diff.unified_diff();
    unified.context_radius(2);
    let mut lines = Vec::new();
    let mut left_out = 0;
    for (index, hunk) in unified.iter_hunks().enumerate() {
        let has_room = index < HUNKS && lines.len() < most;
        if has_room {
            lines.push(Line::new(HUNK, hunk.header().to_string()));
        }
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ('-', REMOVED),
                ChangeTag::Insert => ('+', ADDED),
                ChangeTag::Equal => (' ', Style::new()),
            };
            if has_room && lines.len() < most {
                lines.push(Line::new(style, format!("{sign}{}", clip(change.value()))));
            } else {
                left_out += 1;
            }
        }
    }
    (lines, left_out)
}

/// A line without its end, cut to what a person reads, and without what moves the cursor.
fn clip(line: &str) -> String {
    let line = line.strip_suffix('\n').unwrap_or(line);
    let mut clipped: String = line
        .chars()
        .take(COLUMNS)
        .map(|c| {
            if c.is_control() && c != '\t' {
                '\u{FFFD}'
            } else {
                c
            }
        })
        .collect();
    if line.chars().nth(COLUMNS).is_some() {
        clipped.push('…');
    }
    clipped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn update(old: &str, new: &str) -> Change {
        Change::Update {
            old: old.into(),
            new: new.into(),
        }
    }

    fn rendered(changes: impl IntoIterator<Item = (&'static str, Change)>) -> String {
        let changes = changes.into_iter().map(|(path, c)| (path.to_owned(), c));
        let text = render(&changes.collect(), "models/");
        anstream::adapter::strip_str(&text).to_string()
    }

    fn numbers(range: std::ops::Range<usize>) -> String {
        range.fold(String::new(), |text, n| text + &format!("{n}\n"))
    }

    #[test]
    fn a_small_change_is_shown_whole() {
        let text = rendered([("a.rs", update("1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4!\n5\n6\n"))]);
        assert_eq!(
            text,
            "--- models/a.rs\n+++ models/a.rs\n@@ -2,5 +2,5 @@\n 2\n 3\n-4\n+4!\n 5\n 6\n"
        );
    }

    #[test]
    fn missing_and_orphaned_files_are_shown_by_their_first_lines() {
        let text = rendered([(
            "a.rs",
            Change::Create {
                new: numbers(0..100),
            },
        )]);
        assert!(text.starts_with("--- /dev/null\n+++ models/a.rs\n@@ -0,0 +1,100 @@\n+0\n+1\n"));
        assert!(text.ends_with("… 95 more lines\n"), "{text}");
        let text = rendered([("a.rs", Change::Remove { old: b"x\n".into() })]);
        assert_eq!(text, "--- models/a.rs\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n");
    }

    #[test]
    fn many_hunks_are_cut() {
        let old = numbers(0..1000);
        let new = old.replace("00\n", "00!\n");
        let text = rendered([("a.rs", update(&old, &new))]);
        assert_eq!(text.matches("@@ -").count(), HUNKS);
        assert!(text.contains("… 36 more lines"), "{text}");
    }

    #[test]
    fn many_files_are_counted() {
        let paths = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let change = || Change::Create {
            new: numbers(0..100),
        };
        let text = rendered(paths.map(|path| (path, change())));
        assert!(text.lines().count() <= LINES + 1);
        assert!(text.ends_with("… and 2 more files (2 missing)\n"), "{text}");
    }

    #[test]
    fn line_ends_and_lines_without_end_are_explained_or_cut() {
        let text = rendered([("a.rs", update("a\r\nb\r\n", "a\nb\n"))]);
        assert!(text.contains("only line ends differ"), "{text}");
        let text = rendered([("a.rs", update("a\n", &"x".repeat(10_000)))]);
        assert!(
            text.lines().all(|line| line.chars().count() <= COLUMNS + 2),
            "{text}"
        );
        let text = rendered([("a.rs", update("\u{1b}[2J\n", "a\n"))]);
        assert!(!text.contains('\u{1b}'));
    }

    #[test]
    fn bytes_that_are_not_text_are_no_reason_to_show_nothing() {
        let old = b"a\xff\n".to_vec();
        let new = "a\u{FFFD}\n".to_owned();
        let text = rendered([("a.rs", Change::Update { old, new })]);
        assert!(text.contains("not UTF-8"), "{text}");
    }

    #[test]
    fn the_summary_names_each_kind() {
        let changes = [
            update("", "x"),
            Change::Create { new: String::new() },
            Change::Remove { old: Vec::new() },
            update("", "x"),
        ];
        assert_eq!(summary(changes.iter()), "2 stale, 1 missing, 1 orphaned");
    }
}
