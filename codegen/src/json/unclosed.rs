//! The bracket that a text forgets to close.

/// The byte of the bracket that is to blame when a text ends inside of it.
///
/// Usually that is the innermost bracket still open at the end. But where a bracket in the middle
/// is not closed, later ones close in its place, and the end finds an outer one open. Layout tells:
/// a bracket that closes at the start of a line stands as far to the right as the line of the one
/// it was meant for, so the first to stand further to the left closes another bracket than its own.
///
/// `None` if the text ends inside of a string, or inside of nothing.
pub(super) fn unclosed(text: &str) -> Option<usize> {
    let end = scan(text)?;
    let innermost = end.open.last()?;
    Some(end.suspect.unwrap_or(innermost.offset))
}

/// The byte of the bracket that is to blame when something does not fit where it stands, which is
/// this byte: one that layout gives away before, or the innermost open one if what does not fit
/// starts its line and stands no further to the right than the line of that bracket.
///
/// `None` if layout says nothing of the kind.
pub(super) fn left_open(text: &str, at: usize) -> Option<usize> {
    let end = scan(&text[..at])?;
    let innermost = end.open.last()?;
    let is_first = !end.line.has_text && end.line.start != innermost.line;
    let is_outside = is_first && end.line.indent <= innermost.indent;
    // A closing bracket may stand as far to the right as the line it closes.
    let is_bracket = text[at..].starts_with(['}', ']']);
    let is_blamed = is_outside && (!is_bracket || end.line.indent < innermost.indent);
    end.suspect.or(is_blamed.then_some(innermost.offset))
}

/// What is known at the end of a text.
struct End {
    open: Vec<Bracket>,
    /// A bracket that layout gives away.
    suspect: Option<usize>,
    line: Line,
}

/// `None` if the text ends inside of a string, or closes more than it opens.
fn scan(text: &str) -> Option<End> {
    let mut open: Vec<Bracket> = Vec::new();
    let mut suspect = None;
    let mut line = Line::default();
    let mut bytes = text.bytes().enumerate();
    while let Some((offset, byte)) = bytes.next() {
        match byte {
            b'{' | b'[' => open.push(Bracket {
                offset,
                line: line.start,
                indent: line.indent,
            }),
            b'}' | b']' => {
                let closed = open.pop()?;
                let is_first = !line.has_text;
                if suspect.is_none()
                    && is_first
                    && closed.line != line.start
                    && line.indent < closed.indent
                {
                    suspect = Some(closed.offset);
                }
            }
            b'"' => skip_string(&mut bytes)?,
            _ => {}
        }
        line.pass(offset, byte);
    }
    Some(End {
        open,
        suspect,
        line,
    })
}

/// The byte of the innermost bracket that is open at the end of a text.
pub(super) fn open_bracket(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut bytes = text.bytes().enumerate();
    while let Some((offset, byte)) = bytes.next() {
        match byte {
            b'{' | b'[' => open.push(offset),
            b'}' | b']' => {
                open.pop();
            }
            b'"' => skip_string(&mut bytes)?,
            _ => {}
        }
    }
    open.pop()
}

/// The byte of the quote that starts a string which does not end in a text.
pub(super) fn open_string(text: &str) -> Option<usize> {
    let mut bytes = text.bytes().enumerate();
    while let Some((offset, byte)) = bytes.next() {
        if byte == b'"' && skip_string(&mut bytes).is_none() {
            return Some(offset);
        }
    }
    None
}

/// A bracket that is open.
struct Bracket {
    offset: usize,
    /// Where its line starts.
    line: usize,
    /// How far to the right its line starts.
    indent: usize,
}

/// The line so far.
#[derive(Default)]
struct Line {
    start: usize,
    indent: usize,
    has_text: bool,
}

impl Line {
    fn pass(&mut self, offset: usize, byte: u8) {
        match byte {
            b'\n' => {
                *self = Self {
                    start: offset + 1,
                    ..Self::default()
                }
            }
            b' ' | b'\t' if !self.has_text => self.indent += 1,
            b'\r' => {}
            _ => self.has_text = true,
        }
    }
}

/// Passes the rest of a string; `None` if it has no end.
pub(super) fn skip_string(bytes: &mut impl Iterator<Item = (usize, u8)>) -> Option<()> {
    while let Some((_, byte)) = bytes.next() {
        match byte {
            b'"' => return Some(()),
            b'\\' => {
                bytes.next();
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::unclosed;

    #[test]
    fn the_innermost_bracket_is_to_blame() {
        let table = [
            ("", None),
            ("1", None),
            ("{}", None),
            ("{", Some(0)),
            ("{\"a\": [", Some(6)),
            ("{\"a\": [], \"b\": {}", Some(0)),
            ("{\"a\": \"[{\\\"", None),
            ("{\"a\": \"}\\\"]\"", Some(0)),
            ("\u{feff}[{", Some(4)),
        ];
        for (text, expected) in table {
            assert_eq!(unclosed(text), expected, "{text}");
        }
    }

    #[test]
    fn layout_shows_which_bracket_was_meant() {
        let table = [
            // Nothing of it closes `b`.
            (
                "{\n  \"a\": {\n    \"b\": {\n      \"c\": 1\n  },\n  \"d\": {}\n}\n",
                "{\n      \"c\"",
            ),
            ("{\r\n\t\"a\": [\r\n\t\t1\r\n}\r\n", "[\r\n\t\t1"),
            // All close where they should; the last one is missing.
            ("{\n  \"a\": {\n    \"b\": {\n    }\n  }\n", "{\n  \"a\""),
            // Brackets that close at the end of a line say nothing.
            ("{\n  \"a\": {\n    \"b\": 1 },\n  \"c\": {\n", "{\n"),
        ];
        for (text, blamed) in table {
            let offset = unclosed(text).expect("an open bracket");
            assert!(text[offset..].starts_with(blamed), "{text}: {offset}");
        }
    }
}
