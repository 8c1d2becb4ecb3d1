//! What is wrong with a text that is not JSON, in more than the first place, and the text as it was
//! probably meant.

use std::borrow::Cow;

use crate::limits;

use super::parse::{Reason, SyntaxError, parse};
use super::unclosed::{left_open, open_bracket, open_string};

/// A text and what was wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended<'t> {
    /// The text with every mistake mended that could be. Nothing moves by that: each byte is at its
    /// place.
    pub text: Cow<'t, str>,
    /// The mistakes, in the order found.
    pub errors: Vec<SyntaxError>,
}

impl Mended<'_> {
    /// Whether the text is JSON now.
    pub fn is_whole(&self) -> bool {
        parse(&self.text).is_ok()
    }
}

/// Finds the mistakes of a text, as many as can be told apart.
///
/// A mistake is mended where that takes no guess that later ones depend on: a comma too many or too
/// few, a comment, single quotes, a backslash or tab. The first other one ends the search.
pub fn mend(text: &str) -> Mended<'_> {
    let mut mended = Mended {
        text: Cow::Borrowed(text),
        errors: Vec::new(),
    };
    while mended.errors.len() < limits::SYNTAX_ERRORS {
        let Err(error) = parse(&mended.text) else {
            break;
        };
        let (error, repair) = understand(&mended.text, error);
        mended.errors.push(error);
        match repair {
            Repair::None => break,
            Repair::Replace(edits) => {
                let mut bytes = mended.text.into_owned().into_bytes();
                for (offset, byte) in edits {
                    bytes[offset] = byte;
                }
                // Only ASCII takes the place of ASCII, so this is UTF-8 still.
                mended.text = Cow::Owned(String::from_utf8_lossy(&bytes).into_owned());
            }
        }
    }
    mended
}

/// How a mistake is mended without moving anything.
enum Repair {
    None,
    /// These bytes at these places.
    Replace(Vec<(usize, u8)>),
}

/// An error in words that help, and its repair.
fn understand(text: &str, error: SyntaxError) -> (SyntaxError, Repair) {
    let bytes = text.as_bytes();
    let found = bytes.get(error.offset).copied();
    let message = error.message.as_str();
    match message {
        "trailing comma" => comma_too_many(bytes, error),
        "trailing characters" => behind_the_end(bytes, &error),
        "invalid escape" => bad_escape(&error),
        _ if message.starts_with("control character") => in_string(text, error),
        _ if message == "EOF while parsing a string" => {
            let offset = open_string(text).unwrap_or(error.offset);
            let help = "close it with `\"`";
            (
                told(offset, "this string is never closed", help),
                Repair::None,
            )
        }
        _ if text[error.offset..].starts_with("//") || text[error.offset..].starts_with("/*") => {
            comment(bytes, &error)
        }
        _ if found == Some(b'\'') => single_quotes(bytes, &error),
        "key must be a string" if found == Some(b',') => comma_too_many(bytes, error),
        "key must be a string" => {
            let help = "keys are written in double quotes";
            (error.helped(help), Repair::None)
        }
        "expected value" | "expected ident" => no_value(text, error),
        "expected `:`" => (
            error.helped("put a `:` between a key and its value"),
            Repair::None,
        ),
        "expected `,` or `}`" | "expected `,` or `]`" => no_comma(text, error),
        _ => (error, Repair::None),
    }
}

fn told(offset: usize, message: impl Into<String>, help: &str) -> SyntaxError {
    SyntaxError {
        message: message.into(),
        offset,
        help: Some(help.to_owned()),
        reason: Reason::Syntax,
    }
}

/// The offset of the last byte before another that is no white space.
fn before(bytes: &[u8], offset: usize) -> Option<usize> {
    bytes[..offset]
        .iter()
        .rposition(|byte| !byte.is_ascii_whitespace())
}

fn comma_too_many(bytes: &[u8], error: SyntaxError) -> (SyntaxError, Repair) {
    let at_comma = Some(error.offset).filter(|at| bytes.get(*at) == Some(&b','));
    let at_comma = at_comma.or_else(|| before(bytes, error.offset));
    match at_comma.filter(|at| bytes[*at] == b',') {
        Some(at) => (
            told(
                at,
                "a comma too many",
                "remove it: nothing follows it that it could separate",
            ),
            Repair::Replace(vec![(at, b' ')]),
        ),
        None => (error, Repair::None),
    }
}

fn behind_the_end(bytes: &[u8], error: &SyntaxError) -> (SyntaxError, Repair) {
    let rest = bytes.iter().enumerate().skip(error.offset);
    let rest: Vec<(usize, u8)> = rest
        .filter(|(_, byte)| !byte.is_ascii_whitespace())
        .map(|(offset, byte)| (offset, *byte))
        .collect();
    if rest.iter().any(|(_, byte)| !b"]},".contains(byte)) {
        let help = "a file holds one JSON value; see whether a bracket closes too early";
        let message = "the document ends before this";
        return (told(error.offset, message, help), Repair::None);
    }
    let blank = rest.iter().map(|(offset, _)| (*offset, b' '));
    let bracket = char::from(bytes[error.offset]);
    (
        told(
            error.offset,
            format!("this `{bracket}` belongs to nothing"),
            "remove it",
        ),
        Repair::Replace(blank.collect()),
    )
}

/// The parser is at the byte behind the backslash.
fn bad_escape(error: &SyntaxError) -> (SyntaxError, Repair) {
    let at = error.offset.saturating_sub(1);
    let help = "write a backslash as `\\\\`";
    (
        told(at, "this is no escape of JSON's", help),
        Repair::Replace(vec![(at, b'/')]),
    )
}

/// Control characters, line ends first of all, cannot stand in a string.
fn in_string(text: &str, error: SyntaxError) -> (SyntaxError, Repair) {
    // The parser tells the line and column behind the character, if that is a line end.
    let until = error.offset.min(text.len());
    let Some(start) = open_string(&text[..until]).or_else(|| {
        let end = until.checked_sub(1)?;
        open_string(&text[..end])
    }) else {
        return (error, Repair::None);
    };
    let control = text[start..].bytes().position(|byte| byte < b' ');
    let at = control.map_or(start, |control| start + control);
    match text.as_bytes()[at] {
        b'\n' | b'\r' => {
            let help = "close it with `\"`; a line end inside of a string is written `\\n`";
            let message = "this string does not end in its line";
            (told(start, message, help), Repair::None)
        }
        b'\t' => (
            told(at, "a tab in a string", "write it as `\\t`"),
            Repair::Replace(vec![(at, b' ')]),
        ),
        byte => {
            let help = format!("write it as `\\u{byte:04x}`");
            (
                told(at, "a control character in a string", &help),
                Repair::Replace(vec![(at, b' ')]),
            )
        }
    }
}

fn comment(bytes: &[u8], error: &SyntaxError) -> (SyntaxError, Repair) {
    let rest = &bytes[error.offset..];
    let length = if rest.starts_with(b"//") {
        rest.iter().position(|byte| *byte == b'\n')
    } else {
        let end = rest.windows(2).skip(2).position(|two| two == b"*/");
        end.map(|end| end + 4)
    };
    let end = error.offset + length.unwrap_or(rest.len());
    let blank = (error.offset..end).filter(|at| bytes[*at] != b'\n');
    (
        told(
            error.offset,
            "JSON has no comments",
            "remove it; documentation goes into `smithy.api#documentation`",
        ),
        // All bytes of a character beyond ASCII are replaced, one for one.
        Repair::Replace(blank.map(|at| (at, b' ')).collect()),
    )
}

fn single_quotes(bytes: &[u8], error: &SyntaxError) -> (SyntaxError, Repair) {
    let start = error.offset;
    let rest = &bytes[start + 1..];
    let end = rest.iter().position(|byte| b"'\"\\\n".contains(byte));
    let end = end
        .map(|end| start + 1 + end)
        .filter(|end| bytes[*end] == b'\'');
    let repair = end.map_or(Repair::None, |end| {
        Repair::Replace(vec![(start, b'"'), (end, b'"')])
    });
    let help = "strings and keys are written in double quotes";
    (told(start, "a string in single quotes", help), repair)
}

fn no_value(text: &str, error: SyntaxError) -> (SyntaxError, Repair) {
    let rest = &text[error.offset..];
    let word = rest.split(|c: char| !c.is_ascii_alphanumeric()).next();
    let lower = word.unwrap_or_default().to_ascii_lowercase();
    let meant = match lower.as_str() {
        "true" | "false" | "null" => Some(lower.as_str()),
        "none" | "nil" | "undefined" => Some("null"),
        "nan" | "infinity" => Some("\"NaN\""),
        _ => None,
    };
    if let Some(meant) = meant {
        return (
            error.helped(&format!("did you mean `{meant}`?")),
            Repair::None,
        );
    }
    match rest.bytes().next() {
        Some(b',') => comma_too_many(text.as_bytes(), error),
        Some(b'}' | b']') => {
            let message = "a value is missing before this";
            (
                told(error.offset, message, "write a value, or remove its key"),
                Repair::None,
            )
        }
        _ => {
            let help = "a value is an object, array, string, number, `true`, `false` or `null`";
            (error.helped(help), Repair::None)
        }
    }
}

fn no_comma(text: &str, error: SyntaxError) -> (SyntaxError, Repair) {
    let bytes = text.as_bytes();
    let at = error.offset;
    if let Some(quote) = quote_before_a_word(text, at) {
        let help = "write `\\\"` for a quote inside a string";
        return (told(quote, "the string ends here", help), Repair::None);
    }
    if let Some(open) = left_open(text, at) {
        let line = 1 + text[..at].matches('\n').count();
        let open_bracket = char::from(bytes[open]);
        let message = format!("this `{open_bracket}` is never closed");
        let closing = if open_bracket == '{' { '}' } else { ']' };
        let help = format!("going by the layout, its `{closing}` is missing before line {line}");
        return (told(open, message, &help), Repair::None);
    }
    if let Some(bracket @ (b']' | b'}')) = bytes.get(at)
        && let Some(open) = open_bracket(&text[..at])
    {
        let line = 1 + text[..open].matches('\n').count();
        let other = char::from(bytes[open]);
        let message = format!("this `{}` does not close a `{other}`", char::from(*bracket));
        let help = format!("what is open here is the `{other}` of line {line}");
        return (told(at, message, &help), Repair::None);
    }
    let help = "put a `,` behind the value before it";
    // A comma takes the place of a space, so that nothing moves.
    let gap = before(bytes, at)
        .map(|before| before + 1)
        .filter(|gap| *gap < at);
    let starts_a_value = bytes
        .get(at)
        .is_some_and(|b| b"\"{[-0123456789tfn".contains(b));
    match gap.filter(|_| starts_a_value) {
        Some(gap) => (
            told(at, "a comma is missing before this", help),
            Repair::Replace(vec![(gap, b',')]),
        ),
        None if starts_a_value => (
            told(at, "a comma is missing before this", help),
            Repair::None,
        ),
        None => (error, Repair::None),
    }
}

/// The quote that a word follows directly: it was meant to be part of the string that it ends.
fn quote_before_a_word(text: &str, at: usize) -> Option<usize> {
    let quote = at.checked_sub(1)?;
    let is_quote = text.as_bytes()[quote] == b'"';
    let word = text[at..].chars().next()?;
    (is_quote && word.is_alphanumeric()).then_some(quote)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(usize, String)> {
        let mended = mend(text);
        assert_eq!(mended.text.len(), text.len(), "{text}");
        mended
            .errors
            .into_iter()
            .map(|e| (e.offset, e.message))
            .collect()
    }

    #[test]
    fn what_can_be_mended_is() {
        let table = [
            ("[1, 2]", 0),
            ("[1, 2,]", 1),
            ("{\"a\": 1,\n}", 1),
            ("{\"a\": 1,, \"b\": 2}", 1),
            ("[1,, 2]", 1),
            ("{\"a\": 1\n \"b\": [1 2 3]}", 3),
            ("{\n  \"a\": 1\n  \"b\": 2\n}", 1),
            ("// c\n{\"a\": /* ä */ 1}", 2),
            ("{'a': 'b'}", 2),
            ("[\"\\d\", \"\\w\"]", 2),
            ("[\"\t\", \"\u{1}\"]", 2),
            ("{}}]", 1),
        ];
        for (text, count) in table {
            let mended = mend(text);
            assert_eq!(mended.errors.len(), count, "{text}: {:?}", mended.errors);
            assert!(mended.is_whole(), "{text} became {}", mended.text);
        }
    }

    #[test]
    fn what_cannot_be_mended_ends_the_search() {
        let table = [
            ("{a: 1, b: 2}", (1, "key must be a string")),
            ("[1, 2", (0, "this `[` is never closed")),
            ("{\"a\": [1}", (8, "this `}` does not close a `[`")),
            ("{\"a: 1}", (1, "this string is never closed")),
            ("{\"a: 1\n}", (1, "this string does not end in its line")),
            ("{\"a\": }", (6, "a value is missing before this")),
            ("{} {}", (3, "the document ends before this")),
            ("['it\\'s']", (1, "a string in single quotes")),
            ("[True]", (1, "expected value")),
            // The next key stands where the bracket's line does.
            (
                "{\n  \"a\": {\n    \"b\": 1\n  \"c\": 2\n}\n",
                (9, "this `{` is never closed"),
            ),
            (
                "{\n  \"a\": [\n    {\n      \"b\": 1\n  ]\n}\n",
                (15, "this `{` is never closed"),
            ),
        ];
        for (text, (offset, message)) in table {
            assert_eq!(told(text), [(offset, message.to_owned())], "{text}");
            assert!(!mend(text).is_whole(), "{text}");
        }
    }

    #[test]
    fn a_text_of_nothing_but_mistakes_is_not_searched_for_ever() {
        let text = format!("[{}]", "1, ,".repeat(10_000));
        assert_eq!(mend(&text).errors.len(), limits::SYNTAX_ERRORS);
    }

    #[test]
    fn any_text_has_an_answer() {
        for text in [
            "",
            "ä",
            "\"\u{7f}",
            "\"\n",
            "'",
            "'ä",
            "/*",
            "//",
            "\\",
            "[\"\\",
            "\u{feff}}",
        ] {
            let mended = mend(text);
            assert!(!mended.errors.is_empty(), "{text}");
            for error in mended.errors {
                assert!(text.is_char_boundary(error.offset), "{text}: {error:?}");
            }
        }
    }
}
