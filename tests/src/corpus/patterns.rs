//! Patterns, as the validator's regular expressions want them.

use serde_json::Value;
use std::fmt::Write as _;

/// Changes how patterns are written, not what they match: characters that they spell as two surrogates (`\uD800\uDC00`, which ECMA-262 reads
/// as one with its flag `u`) become one, and halves go, because the validator's regular
/// expressions know neither.
pub fn join_surrogates(schema: &mut Value) {
    match schema {
        Value::Array(schemas) => schemas.iter_mut().for_each(join_surrogates),
        Value::Object(keywords) => {
            for (keyword, value) in keywords {
                match value {
                    Value::String(pattern) if keyword == "pattern" => *pattern = joined(pattern),
                    value => join_surrogates(value),
                }
            }
        }
        _ => {}
    }
}

fn joined(pattern: &str) -> String {
    let unit = |text: &str| -> Option<u32> {
        let digits = text.strip_prefix("\\u")?.get(..4)?;
        u32::from_str_radix(digits, 16).ok()
    };
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(at) = rest.find("\\u") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match (unit(rest), rest.get(6..).and_then(unit)) {
            (Some(high @ 0xD800..0xDC00), Some(low @ 0xDC00..0xE000)) => {
                let character = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{{{character:X}}}");
                rest = &rest[12..];
            }
            // Half of a character is in no JSON text: ranges of those match nothing.
            (Some(0xD800..0xE000), _) => {
                rest = &rest[6..];
                let range = rest
                    .strip_prefix('-')
                    .filter(|end| unit(end).is_some_and(|unit| (0xD800..0xE000).contains(&unit)));
                rest = range.map_or(rest, |end| &end[6..]);
            }
            _ => {
                out.push_str("\\u");
                rest = &rest[2..];
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_surrogates_are_one_character() {
        let joined_all = joined(r"^[\u0020-\uD7FF\uD800\uDC00-\uDBFF\uDFFF\t]*$");
        assert_eq!(joined_all, r"^[\u0020-\uD7FF\u{10000}-\u{10FFFF}\t]*$");
        assert_eq!(joined(r"[a\uD800\uDBFF-\uDC00\uDFFF\t]"), r"[a\t]");
        assert_eq!(joined(r"a\u"), r"a\u");
    }
}
