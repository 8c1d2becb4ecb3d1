//! The bracket that closes something too early.

use super::unclosed::skip_string;

/// The byte of a closing bracket that is one too many, in a text that goes on after its end.
///
/// Layout tells: a bracket that closes at the start of a line stands as far to the right as the line
/// of the one it closes. The first to stand further to the right than what it closes shows that its
/// own has been closed before, by the bracket that is to blame. Whether it is, taking it away shows:
/// more of the layout must fit then.
pub(super) fn surplus(text: &str) -> Option<usize> {
    let (before, suspect) = misfits(text);
    let suspect = suspect?;
    let mut without = text.as_bytes().to_vec();
    without[suspect] = b' ';
    let without = String::from_utf8(without).ok()?;
    let (after, _) = misfits(&without);
    (after < before).then_some(suspect)
}

/// A bracket that was opened, and perhaps the one that closed it.
#[derive(Clone, Copy)]
struct Pair {
    indent: usize,
    line: usize,
    /// The offset of what closed it, and whether that stood where it should.
    closed: (usize, bool),
}

/// How many brackets stand further to the right than what they close, and which bracket the first of
/// them puts under suspicion.
fn misfits(text: &str) -> (usize, Option<usize>) {
    let mut open: Vec<Pair> = Vec::new();
    // Of what was closed, the last of each indentation.
    let mut closed: Vec<Option<Pair>> = Vec::new();
    let (mut count, mut suspect) = (0, None);
    let (mut start, mut indent, mut has_text) = (0, 0, false);
    let mut bytes = text.bytes().enumerate();
    while let Some((offset, byte)) = bytes.next() {
        match byte {
            b'\n' => (start, indent, has_text) = (offset + 1, 0, false),
            b' ' | b'\t' if !has_text => indent += 1,
            b'{' | b'[' => open.push(Pair {
                indent,
                line: start,
                closed: (0, false),
            }),
            b'}' | b']' => {
                let opener = open.pop();
                let expected = opener.map(|pair| pair.indent);
                let is_misfit = match opener {
                    Some(pair) => !has_text && pair.line != start && indent > pair.indent,
                    None => true,
                };
                if is_misfit {
                    count += 1;
                    let blamed = closed.get(indent).copied().flatten();
                    let blamed = blamed.and_then(|pair| match pair.closed {
                        (at, false) => Some(at),
                        // What should close here was closed where it should: this one is new. At
                        // the end of all, that goes without saying.
                        (_, true) => opener.map(|_| offset),
                    });
                    suspect = suspect.or(blamed);
                }
                if let Some(mut pair) = opener {
                    let is_in_place = !has_text && expected == Some(indent);
                    pair.closed = (offset, is_in_place || pair.line == start);
                    if closed.len() <= pair.indent {
                        closed.resize(pair.indent + 1, None);
                    }
                    closed[pair.indent] = Some(pair);
                }
            }
            b'"' if skip_string(&mut bytes).is_none() => break,
            _ => {}
        }
        has_text |= !byte.is_ascii_whitespace();
    }
    (count, suspect)
}

#[cfg(test)]
mod tests {
    use super::surplus;

    #[test]
    fn layout_shows_which_bracket_closes_too_much() {
        let table = [
            // The second of them closes `a`.
            (
                "{\n  \"a\": {\n    \"b\": {\n      \"c\": 1\n    }},\n    \"d\": {}\n  }\n}\n",
                "},\n    \"d\"",
            ),
            (
                "{\n  \"a\": {\n    \"b\": {\n    }\n    },\n    \"d\": {}\n  }\n}\n",
                "},\n    \"d\"",
            ),
            (
                "{\n  \"a\": {\n    \"b\": {}},\n    \"d\": {}\n  }\n}\n",
                "},\n    \"d\"",
            ),
            ("{\n\"a\": {}}\n}", "}\n}"),
        ];
        for (text, blamed) in table {
            let offset = surplus(text).expect(text);
            assert!(text[offset..].starts_with(blamed), "{text}: {offset}");
        }
    }

    #[test]
    fn without_layout_there_is_no_suspect() {
        for text in [
            "",
            "{}}",
            "{\"a\":{}},\"b\":1}",
            "{\n  \"a\": [\n    1 ],\n  \"d\": {}\n}\n}\n",
            "{\n  \"a\"",
        ] {
            assert_eq!(surplus(text), None, "{text}");
        }
    }
}
