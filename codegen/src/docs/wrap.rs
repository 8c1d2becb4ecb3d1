//! Breaks long paragraphs into lines, only where a line may start without meaning something else.

/// The column that lines keep within if they can.
pub(super) const WIDTH: usize = 100;

/// Appends `paragraph`, one line of Markdown per `\n`, as lines of at most `width` characters where
/// that is possible.
pub(super) fn push_lines(paragraph: &str, width: usize, lines: &mut Vec<String>) {
    for line in paragraph.split('\n') {
        let line = line.trim_end_matches(' ');
        // A fence of backticks stays inline code only while its end is on the same line.
        if line.len() <= width || line.starts_with("```") {
            lines.push(line.to_owned());
        } else {
            wrap(line, width, lines);
        }
    }
}

fn wrap(line: &str, width: usize, lines: &mut Vec<String>) {
    let mut current = String::with_capacity(width + 16);
    let mut columns = 0;
    let is_ascii = line.is_ascii();
    for word in line.split(' ') {
        let length = if is_ascii {
            word.len()
        } else {
            word.chars().count()
        };
        if columns > 0 && columns + 1 + length > width && may_start_line(word) {
            lines.push(std::mem::take(&mut current));
            columns = 0;
        }
        if columns > 0 {
            current.push(' ');
            columns += 1;
        }
        current.push_str(word);
        columns += length;
    }
    lines.push(current);
}

/// Whether a line that starts with `word` certainly continues the paragraph before it.
///
/// The word may be from the middle of inline code, where nothing is escaped.
fn may_start_line(word: &str) -> bool {
    let mut bytes = word.bytes();
    match bytes.next() {
        None | Some(b'-' | b'+' | b'#' | b'>' | b'=' | b'~' | b'|' | b':') => false,
        Some(b'<') => word.starts_with("<http"),
        Some(b'0'..=b'9') => {
            let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
            !rest.starts_with(['.', ')']) || rest.len() > 1
        }
        Some(b'*' | b'_') => word
            .trim_start_matches(['*', '_'])
            .starts_with(|c: char| c.is_alphanumeric() || "`([<\"'".contains(c)),
        Some(b'`') => !word.starts_with("```"),
        Some(b'[') => !word.starts_with("[^"),
        Some(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(paragraph: &str, width: usize) -> Vec<String> {
        let mut lines = Vec::new();
        push_lines(paragraph, width, &mut lines);
        lines
    }

    #[test]
    fn lines_break_at_the_width() {
        assert_eq!(
            wrapped("one two three four", 9),
            ["one two", "three", "four"]
        );
        assert_eq!(wrapped("a\\\nb", 9), ["a\\", "b"]);
        assert_eq!(wrapped("unbreakable-word x", 5), ["unbreakable-word", "x"]);
    }

    #[test]
    fn no_line_starts_with_what_would_start_a_block() {
        for word in [
            "-", "-x", "+", "#", "##", ">", "1.", "12)", "=", "~~~", "|", ":", "*", "**", "***",
            "_", "```", "<p>", "[^1]:",
        ] {
            assert_eq!(
                wrapped(&format!("aaaa {word} bbbb"), 5)[0],
                format!("aaaa {word}"),
                "{word}"
            );
        }
        for word in [
            "10",
            "1.5",
            "**b**",
            "_b_",
            "`b`",
            "[b](https://c)",
            "<https://c>",
            "\\*",
            "(b",
        ] {
            assert_eq!(
                wrapped(&format!("aaaa {word}"), 5),
                ["aaaa", word],
                "{word}"
            );
        }
    }
}
