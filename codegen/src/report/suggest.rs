//! Words in messages: names as the input writes them, and what was probably meant.

use crate::limits;

/// The candidate that a name was probably meant to be: the closest by edit distance (swapped
/// neighbours count once), if it is close at all. Case does not count.
pub fn closest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if name.len() > limits::MISTYPED_NAME_BYTES {
        return None;
    }
    let lower = name.to_lowercase();
    let most = (name.chars().count() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate.len().abs_diff(name.len()) > most || candidate == name {
            continue;
        }
        let distance = strsim::osa_distance(&lower, &candidate.to_lowercase());
        let better = best.is_none_or(|(d, b)| (distance, candidate) < (d, b));
        if distance <= most && better {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How a value of a JSON type is written, the type being named as in messages: `a string`.
pub fn written(kind: &str) -> Option<&'static str> {
    match kind {
        "an object" => Some("an object is written `{ \"key\": value }`"),
        "an array" => Some("an array is written `[value, value]`"),
        "a string" => Some("a string is written in double quotes"),
        "a number" => Some("a number is written without quotes"),
        "a boolean" => Some("write `true` or `false`, without quotes"),
        _ => None,
    }
}

/// A name from the input between backticks: control and direction-changing characters escaped,
/// so that it cannot play tricks on a terminal, and cut where it is long.
pub fn quoted(name: &str) -> String {
    format!("`{}`", printable(name, limits::QUOTED_CHARS))
}

/// The text in one line, escaped, and cut after that many characters.
pub(super) fn printable(text: &str, longest: usize) -> String {
    let mut out = String::new();
    for (index, c) in text.chars().enumerate() {
        if index == longest {
            out.push('…');
            break;
        }
        let invisible = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        if c.is_control() || invisible {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closest_finds_typos_only() {
        let candidates = ["required", "range", "readonly", "length"];
        let table = [
            ("requierd", Some("required")),
            ("Required", Some("required")),
            ("lenght", Some("length")),
            ("ragne", Some("range")),
            ("documentation", None),
            ("x", None),
        ];
        for (name, expected) in table {
            assert_eq!(closest(name, candidates), expected, "{name}");
        }
        assert_eq!(closest(&"x".repeat(10_000), candidates), None);
    }

    #[test]
    fn quoted_names_are_harmless() {
        assert_eq!(quoted("a#B"), "`a#B`");
        assert_eq!(quoted("\u{1b}[31m\n"), "`\\u{1b}[31m\\u{a}`");
        assert_eq!(quoted("\u{202e}x"), "`\\u{202e}x`");
        assert_eq!(quoted(&"x".repeat(1000)).chars().count(), 123);
    }
}
