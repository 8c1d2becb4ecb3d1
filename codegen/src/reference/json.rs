//! JSON as pages show it.

use std::fmt::Write as _;

use serde_json::Value;

use crate::docs;

/// A value on several lines.
pub(super) fn pretty(value: &Value) -> String {
    let mut out = String::new();
    push_visible(&mut out, &format!("{value:#}"));
    out
}

/// Writes a name as JSON does.
pub(super) fn push_key(out: &mut String, name: &str) {
    push_visible(out, &Value::from(name).to_string());
}

/// JSON with what would not be seen as `\u` escapes: all of that is in strings.
fn push_visible(out: &mut String, json: &str) {
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
}

/// Whether a character can be seen, or ends a line where everybody would see a line end.
pub(super) fn is_visible(character: char) -> bool {
    let is_line_end = matches!(character, '\u{2028}' | '\u{2029}');
    character == '\n' || !(character.is_control() || is_line_end || docs::is_hidden(character))
}
