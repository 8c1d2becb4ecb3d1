//! Slips that are told by what stands where the parser stops: in another language's spelling, in
//! strings, or in words that JSON does not have.

use super::mend::{Repair, told};
use super::parse::SyntaxError;
use super::unclosed::{open_bracket, open_string, skip_string};

/// An error with its repair.
pub(super) type Understood = (SyntaxError, Repair);

/// What the parser found at a place says what is wrong, whatever it expected there.
pub(super) fn by_what_is_found(text: &str, at: usize) -> Option<Understood> {
    let rest = &text[at..];
    let line = rest.lines().next().unwrap_or_default();
    let starts_line = text[..at].ends_with('\n') || at == 0;
    if starts_line
        && ["<<<<<<<", "=======", ">>>>>>>"]
            .iter()
            .any(|mark| rest.starts_with(mark))
    {
        let message = "a merge that was not finished";
        let help = "keep one side, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`";
        return Some((told(at, message, help), Repair::None));
    }
    match rest.chars().next()? {
        '/' if rest.starts_with("//") => Some(comment(text, at, at + line.len())),
        '/' if rest.starts_with("/*") => {
            let end = rest.find("*/").map_or(rest.len(), |end| end + 2);
            Some(comment(text, at, at + end))
        }
        '#' => Some(comment(text, at, at + line.len())),
        '\'' => Some(single_quotes(text.as_bytes(), at)),
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' => Some(curly_quotes(line, at)),
        _ => None,
    }
}

fn comment(text: &str, start: usize, end: usize) -> Understood {
    let bytes = text.as_bytes();
    let blank = (start..end).filter(|at| bytes[*at] != b'\n');
    let help = "remove it; documentation goes into `smithy.api#documentation`";
    (
        told(start, "JSON has no comments", help),
        // All bytes of a character beyond ASCII are replaced, one for one.
        Repair::Replace(blank.map(|at| (at, b' ')).collect()),
    )
}

fn single_quotes(bytes: &[u8], start: usize) -> Understood {
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

/// Word processors write them.
fn curly_quotes(line: &str, start: usize) -> Understood {
    let opening = line.chars().next().map_or(0, char::len_utf8);
    let is_closing = |c: char| matches!(c, '\u{201c}' | '\u{201d}' | '\u{bb}');
    let end = line[opening..].find(|c| is_closing(c) || matches!(c, '"' | '\\'));
    let end = end.map(|end| opening + end);
    let closing = end.and_then(|end| line[end..].chars().next().map(|c| (end, c)));
    let repair = match closing {
        Some((end, c)) if is_closing(c) => {
            // The quote takes the byte next to the text, spaces the others.
            let mut edits: Vec<_> = (start..start + opening).map(|at| (at, b' ')).collect();
            let closing = start + end..start + end + c.len_utf8();
            edits.extend(closing.clone().map(|at| (at, b' ')));
            edits.push((start + opening - 1, b'"'));
            edits.push((closing.start, b'"'));
            Repair::Replace(edits)
        }
        _ => Repair::None,
    };
    let help = "write it as `\"`, as it is on a keyboard";
    (told(start, "a typographic quote", help), repair)
}

/// A text with quotes in it ends at the first of them, and what follows fits nowhere.
pub(super) fn quote_in_a_text(text: &str, at: usize) -> Option<Understood> {
    let bytes = text.as_bytes();
    let quote = before(bytes, at).filter(|quote| bytes[*quote] == b'"')?;
    let start = last_string(&text[..=quote])?;
    let is_adjacent = quote + 1 == at;
    let c = text[at..].chars().next()?;
    let is_text = c.is_alphanumeric() && (is_adjacent || !starts_a_value(&text[at..]));
    let is_odd = is_adjacent && !b"\",:;}]=".contains(&bytes[at]);
    if !(is_text || is_odd) || text[quote..at].contains('\n') {
        return None;
    }
    let help = "write a quote inside of a text as `\\\"`";
    let error = told(quote, "this quote ends the text", help);
    // The last quote of the line is the one that was to end it, if nothing else stands there.
    let line = &text[start..];
    let line = &line[..line.find('\n').unwrap_or(line.len())];
    let end = line
        .trim_end_matches([',', '}', ']', ' ', '\t', '\r'])
        .len();
    let inner = line.get(1..end.checked_sub(1)?)?;
    let is_whole = line.as_bytes()[end - 1] == b'"' && quote < start + end - 1;
    let has_keys = inner
        .match_indices('"')
        .any(|(quote, _)| inner[quote + 1..].trim_start().starts_with([':', ',']));
    let edits = inner
        .match_indices('"')
        .map(|(quote, _)| (start + 1 + quote, b'\''));
    let is_plain = is_whole && !has_keys && !inner.contains('\\');
    let repair = is_plain.then(|| Repair::Replace(edits.collect()));
    Some((error, repair.unwrap_or(Repair::None)))
}

/// Where the string starts that ends a text, if one does.
fn last_string(text: &str) -> Option<usize> {
    let mut bytes = text.bytes().enumerate();
    let mut last = None;
    while let Some((offset, byte)) = bytes.next() {
        if byte == b'"' {
            skip_string(&mut bytes)?;
            last = Some(offset);
        }
    }
    last
}

/// A `:` where a value is over: what stands before it is a key, so either the object that it is in or
/// the end of the array before it is missing.
pub(super) fn key_for_a_value(text: &str, at: usize) -> Option<Understood> {
    let bytes = text.as_bytes();
    let quote = before(bytes, at).filter(|quote| bytes[*quote] == b'"')?;
    let key = last_string(&text[..=quote])?;
    let lead = before(bytes, key)?;
    let line = 1 + text[..key].matches('\n').count();
    let name = crate::report::quoted(text.get(key + 1..quote)?);
    let gap = Some(lead + 1).filter(|gap| *gap < key);
    if bytes[lead] == b':' {
        let help = format!("the value before it is an object: write `{{` before {name}");
        let repair = gap.map_or(Repair::None, |gap| Repair::Replace(vec![(gap, b'{')]));
        return Some((told(key, "a `{` is missing before this key", &help), repair));
    }
    let open = open_bracket(&text[..key]).filter(|open| bytes[*open] == b'[')?;
    let help = format!("its `]` is missing before the key {name} in line {line}");
    let repair = match gap {
        Some(gap) if bytes[lead] == b',' => Repair::Replace(vec![(lead, b']'), (gap, b',')]),
        _ => Repair::None,
    };
    Some((told(open, "this `[` is never closed", &help), repair))
}

/// What to write for what no number says.
pub(super) const NOT_FINITE: &str = "in an example write it as a text, such as `\"-Infinity\"`; a bound is left out where there is none";

/// A number in a form that JSON does not have.
pub(super) fn number(text: &str, at: usize) -> Understood {
    let start = text[..at]
        .rfind(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c)))
        .map_or(0, |before| {
            before + text[before..].chars().next().map_or(1, char::len_utf8)
        });
    let word = text[start..].split(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c)));
    let word = word.clone().next().unwrap_or_default();
    let digits = word.trim_start_matches(['-', '+']);
    let help = match digits {
        "Infinity" => NOT_FINITE,
        _ if digits.starts_with("0x") => "numbers are decimal",
        _ if word.starts_with('+') => "write it without the `+`",
        _ if digits.starts_with('0') && digits[1..].starts_with(|c: char| c.is_ascii_digit()) => {
            "write it without the zero before it; a text of digits stands in double quotes"
        }
        _ if digits.starts_with('.') || digits.ends_with('.') => {
            "a digit stands on both sides of the `.`"
        }
        _ => "a number is an integer, a fraction or a power of ten: `1`, `0.5`, `2e3`",
    };
    (
        told(start, "this is not a number of JSON's", help),
        Repair::None,
    )
}

/// Control characters, line ends first of all, cannot stand in a string.
pub(super) fn control_character(text: &str, error: SyntaxError) -> Understood {
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

/// Whether a text starts with a JSON value, as far as its first word shows.
pub(super) fn starts_a_value(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphanumeric()).next();
    text.starts_with(|c: char| "\"{[-".contains(c) || c.is_ascii_digit())
        || matches!(word, Some("true" | "false" | "null"))
}

/// The offset of the last byte before another that is no white space.
pub(super) fn before(bytes: &[u8], offset: usize) -> Option<usize> {
    bytes[..offset]
        .iter()
        .rposition(|byte| !byte.is_ascii_whitespace())
}
