//! Characters that must not reach generated source, and the bound on a text's size.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::limits::DOCUMENTATION_BYTES;

/// How far back from [`DOCUMENTATION_BYTES`] a paragraph's end is looked for.
const WINDOW: usize = 16 * 1024;

/// What stands at the end of a text that was cut.
pub(super) const CUT_MARK: &str = "…";

/// Whether a character is dropped: it shows nothing, but changes how its neighbours are read.
///
/// The bidirectional controls fail rustc's `text_direction_codepoint_in_literal`; tag characters
/// hide text from a reader that a program sees. Joiners (U+200C, U+200D) stay: scripts need them.
pub(super) fn is_hidden(character: char) -> bool {
    matches!(
        character,
        '\u{0}'..='\u{8}'
            | '\u{e}'..='\u{1f}'
            | '\u{7f}'..='\u{84}'
            | '\u{86}'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Appends `source` to `out` with white space collapsed to single spaces and hidden characters
/// dropped. White space at the start of an `out` that is empty, or ends in white space, is dropped
/// too.
pub(super) fn push_collapsed(out: &mut String, source: &str, mut after_space: bool) {
    let bytes = source.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let run = bytes[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_graphic())
            .count();
        if run > 0 {
            out.push_str(&source[at..at + run]);
            at += run;
            after_space = false;
            continue;
        }
        let Some(character) = source[at..].chars().next() else {
            return;
        };
        at += character.len_utf8();
        if character.is_whitespace() {
            if !after_space {
                out.push(' ');
                after_space = true;
            }
        } else if !is_hidden(character) {
            out.push(character);
            after_space = false;
        }
    }
}

/// Line ends as `\n`, every other control or hidden character dropped, tabs kept.
///
/// Readers of lines need it before they start: a lone carriage return ends a line for one parser
/// and not for the next.
pub(super) fn normalize(source: &str) -> Cow<'_, str> {
    let suspicious = |byte: u8| byte >= 0x7f || (byte < 0x20 && byte != b'\n' && byte != b'\t');
    if !source.bytes().any(suspicious) {
        return Cow::Borrowed(source);
    }
    let mut clean = String::with_capacity(source.len());
    let mut characters = source.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                clean.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            other if is_hidden(other) => {}
            other => clean.push(other),
        }
    }
    Cow::Owned(clean)
}

/// Whether [`bounded`] had to cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    Whole,
    Cut,
}

/// At most 256 KiB of `source`, cut after a paragraph if one ends nearby, else after a line, else
/// between words.
pub(super) fn bounded(source: &str) -> (&str, Extent) {
    if source.len() <= DOCUMENTATION_BYTES {
        return (source, Extent::Whole);
    }
    let end = source.floor_char_boundary(DOCUMENTATION_BYTES);
    let from = source.floor_char_boundary(end - WINDOW);
    let window = &source[from..end];
    let cut = ["</p>", "\n\n", "\n", " "]
        .iter()
        .find_map(|stop| window.rfind(stop).map(|at| from + at + stop.len()))
        .unwrap_or(end);
    (&source[..cut], Extent::Cut)
}

/// `text` as one clean line: white space of any kind collapsed to single spaces and trimmed,
/// control, bidirectional and hidden characters dropped.
///
/// For texts that are not markup: deprecation messages, titles, versions.
pub fn plain_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    push_collapsed(&mut line, text, true);
    if line.ends_with(' ') {
        line.pop();
    }
    line
}

/// Whether a character can be seen, or ends a line where everybody would see a line end.
pub(crate) fn is_visible(character: char) -> bool {
    let is_line_end = matches!(character, '\u{2028}' | '\u{2029}');
    character == '\n' || !(character.is_control() || is_line_end || is_hidden(character))
}

/// JSON with every character that does not show as its escape: values that travel keep them, but
/// nobody is to read something else than a program does.
pub(crate) fn visible_json(json: String) -> String {
    if json.chars().all(is_visible) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 64);
    for character in json.chars() {
        if is_visible(character) {
            out.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_no_controls_and_single_spaces() {
        assert_eq!(
            plain_line(" a\r\n\tb\u{202e}c\u{0}\u{feff} \u{2028} d\u{a0}"),
            "a bc d"
        );
        assert_eq!(plain_line("\u{200f}"), "");
    }

    #[test]
    fn line_ends_become_one_kind() {
        assert_eq!(normalize("a\rb\r\nc\u{2029}d\te"), "a\nb\nc\nd\te");
        assert!(matches!(normalize("a\nb\t"), Cow::Borrowed(_)));
    }

    #[test]
    fn cutting_prefers_the_end_of_a_paragraph() {
        let paragraph = "<p>é word</p>\n";
        let source = paragraph.repeat(DOCUMENTATION_BYTES / paragraph.len() + 10);
        let (cut, extent) = bounded(&source);
        assert_eq!(extent, Extent::Cut);
        assert!(
            cut.ends_with("</p>")
                && cut.len() <= DOCUMENTATION_BYTES
                && cut.len() > DOCUMENTATION_BYTES - 100
        );
        let solid = "é".repeat(DOCUMENTATION_BYTES);
        assert_eq!(bounded(&solid).0.len(), DOCUMENTATION_BYTES);
        assert_eq!(bounded("short"), ("short", Extent::Whole));
    }
}
