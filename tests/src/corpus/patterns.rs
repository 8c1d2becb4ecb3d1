//! Patterns, as the validator's regular expressions want them.

use serde_json::Value;

/// What ECMA-262's `.` stands for. Other engines' takes all but a line feed.
const ANY: &str = r"[^\n\r\u2028\u2029]";

/// Changes how patterns are written, so that the validator matches what ECMA-262 does.
pub fn spell_for_validator(schema: &mut Value) {
    match schema {
        Value::Array(schemas) => schemas.iter_mut().for_each(spell_for_validator),
        Value::Object(keywords) => {
            for (keyword, value) in keywords {
                match value {
                    Value::String(pattern) if keyword == "pattern" => *pattern = spelled(pattern),
                    value => spell_for_validator(value),
                }
            }
        }
        _ => {}
    }
}

fn spelled(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut is_in_class = false;
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                out.push(c);
                out.extend(chars.next());
                continue;
            }
            '[' => is_in_class = true,
            ']' => is_in_class = false,
            '.' if !is_in_class => {
                out.push_str(ANY);
                continue;
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_is_no_line_terminator() {
        assert_eq!(
            spelled(r"^.+\.[.\].]\\.$"),
            r"^[^\n\r\u2028\u2029]+\.[.\].]\\[^\n\r\u2028\u2029]$"
        );
        assert_eq!(spelled("a"), "a");
    }
}
