//! What is wrong with a text that is not JSON, in more than the first place, and the text as it was
//! probably meant.

use std::borrow::Cow;

use crate::limits;

use super::parse::{Reason, SyntaxError, parse};
use super::slips::{self, Understood, before, starts_a_value};
use super::surplus::surplus;
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
pub(super) enum Repair {
    None,
    /// These bytes at these places.
    Replace(Vec<(usize, u8)>),
}

/// An error in words that help, and its repair.
fn understand(text: &str, error: SyntaxError) -> Understood {
    let bytes = text.as_bytes();
    let found = bytes.get(error.offset).copied();
    let message = error.message.as_str();
    match message {
        "trailing comma" => return comma_too_many(bytes, error),
        "invalid escape" => return bad_escape(&error),
        "EOF while parsing a string" => {
            let offset = open_string(text).unwrap_or(error.offset);
            let message = "this string is never closed";
            return (told(offset, message, "close it with `\"`"), Repair::None);
        }
        "invalid number" => return slips::number(text, error.offset),
        _ if message.starts_with("control character") => {
            return slips::control_character(text, error);
        }
        _ => {}
    }
    if let Some(understood) = slips::by_what_is_found(text, error.offset) {
        return understood;
    }
    match message {
        "trailing characters" => behind_the_end(text, &error),
        "key must be a string" if found == Some(b',') => comma_too_many(bytes, error),
        "key must be a string" => no_key(text, error),
        "expected value" | "expected ident" => no_value(text, error),
        "expected `:`" => no_colon(bytes, error),
        "expected `,` or `}`" | "expected `,` or `]`" => no_comma(text, error),
        _ => (error, Repair::None),
    }
}

pub(super) fn told(offset: usize, message: impl Into<String>, help: &str) -> SyntaxError {
    SyntaxError {
        message: message.into(),
        offset,
        help: Some(help.to_owned()),
        reason: Reason::Syntax,
    }
}

fn comma_too_many(bytes: &[u8], error: SyntaxError) -> Understood {
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

/// The document is over, but the text goes on: a bracket closed too early, or is left over.
fn behind_the_end(text: &str, error: &SyntaxError) -> Understood {
    let bytes = text.as_bytes();
    if let Some(at) = surplus(text) {
        let line = 1 + text[..at].matches('\n').count();
        let message = format!("this `{}` closes too much", char::from(bytes[at]));
        let help =
            format!("remove it: going by the layout, what it closes goes on behind line {line}");
        return (told(at, message, &help), Repair::Replace(vec![(at, b' ')]));
    }
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
    let message = format!("this `{bracket}` belongs to nothing");
    // In one line it cannot be told from one further up that closes too early, which would leave
    // everything behind that one in a wrong place.
    if text.trim_end().contains('\n') {
        let repair = Repair::Replace(blank.collect());
        return (told(error.offset, message, "remove it"), repair);
    }
    let help = "remove it, or one before it that closes too early";
    (told(error.offset, message, help), Repair::None)
}

/// The parser is at the byte behind the backslash.
fn bad_escape(error: &SyntaxError) -> Understood {
    let at = error.offset.saturating_sub(1);
    let help = "write a backslash as `\\\\`";
    (
        told(at, "this is no escape of JSON's", help),
        Repair::Replace(vec![(at, b'/')]),
    )
}

/// Where a key should be is something else.
fn no_key(text: &str, error: SyntaxError) -> Understood {
    let help = match text.as_bytes().get(error.offset) {
        Some(b'{' | b'[') => "give it a key; or if it is an item of an array, open that with `[`",
        _ => "keys are written in double quotes",
    };
    (error.helped(help), Repair::None)
}

fn no_colon(bytes: &[u8], error: SyntaxError) -> Understood {
    let help = "put a `:` between a key and its value";
    match bytes.get(error.offset) {
        Some(b'=') => {
            let at = error.offset;
            let repair = Repair::Replace(vec![(at, b':')]);
            (told(at, "a `=` instead of a `:`", help), repair)
        }
        Some(b'}' | b',') => (
            error.helped("a key has a value: `\"key\": value`"),
            Repair::None,
        ),
        _ => (error.helped(help), Repair::None),
    }
}

fn no_value(text: &str, error: SyntaxError) -> Understood {
    let rest = &text[error.offset..];
    if rest.starts_with(['+', '.']) {
        return slips::number(text, error.offset);
    }
    let word = rest.split(|c: char| !c.is_ascii_alphanumeric()).next();
    let lower = word.unwrap_or_default().to_ascii_lowercase();
    let meant = match lower.as_str() {
        "true" | "false" | "null" => Some(lower.as_str()),
        "none" | "nil" | "undefined" => Some("null"),
        "nan" | "infinity" => return (error.helped(slips::NOT_FINITE), Repair::None),
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

fn no_comma(text: &str, error: SyntaxError) -> Understood {
    let bytes = text.as_bytes();
    let at = error.offset;
    match bytes.get(at) {
        Some(b';') => {
            let repair = Repair::Replace(vec![(at, b',')]);
            return (told(at, "a `;` instead of a `,`", "write a `,`"), repair);
        }
        Some(b':') => {
            if let Some(understood) = slips::key_for_a_value(text, at) {
                return understood;
            }
        }
        _ => {}
    }
    if let Some(understood) = slips::quote_in_a_text(text, at) {
        return understood;
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
    if !starts_a_value(&text[at..]) {
        let help =
            "behind a value stands a `,` if another follows, else what closes the object or array";
        return (error.helped(help), Repair::None);
    }
    // A comma takes the place of a space, so that nothing moves.
    let gap = before(bytes, at).map(|before| before + 1);
    let repair = match gap.filter(|gap| *gap < at) {
        Some(gap) => Repair::Replace(vec![(gap, b',')]),
        None => Repair::None,
    };
    let help = "put a `,` behind the value before it";
    (told(at, "a comma is missing before this", help), repair)
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
            ("{\n}\n}]\n", 1),
            ("[1; 2]", 1),
            ("{\"a\" = 1}", 1),
            ("# c\n[1]", 1),
            ("{\u{201c}a\u{201d}: 1}", 1),
            ("{\"a\": \"The \"text\" of\"}", 1),
            ("{\"a\": \"\"Text\" of\"\n}", 1),
            ("{\"a\":\n \"b\": 1}\n}", 1),
            ("{\"a\": [1,\n \"b\": [2]}", 1),
            ("{\n  \"a\": {\n    \"b\": {}},\n    \"c\": {}\n  }\n}\n", 1),
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
            ("{}}]", (2, "this `}` belongs to nothing")),
            ("[1 x]", (3, "expected `,` or `]`")),
            ("{\"a\"}", (4, "expected `:`")),
            ("[01]", (1, "this is not a number of JSON's")),
            ("[-Infinity]", (1, "this is not a number of JSON's")),
            ("[+1]", (1, "this is not a number of JSON's")),
            ("[\n<<<<<<< a\n1]", (2, "a merge that was not finished")),
            ("[\"The \"text\", \"b\"]", (6, "this quote ends the text")),
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
