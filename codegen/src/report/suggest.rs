//! Words in messages: names as the input writes them, and what was probably meant.

use crate::limits;

/// The candidate that a name was probably meant to be: one that differs in case only, or else by a
/// few slips (a letter too many, too few, another or exchanged with its neighbour), or that starts
/// with the name.
pub fn closest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    likest(name, candidates, |name, candidate| {
        starts(candidate, name).then_some(1)
    })
}

/// [`closest`] for the words of a small vocabulary, where one that only starts as another does is
/// that one in other words: `maximum` is `max`.
pub fn closest_word<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    likest(word, candidates, |word, candidate| {
        (starts(candidate, word) || starts(word, candidate)).then_some(1)
    })
}

/// The candidate of the least distance; `shortened` has a say beside the number of slips.
fn likest<'c>(
    name: &str,
    candidates: impl IntoIterator<Item = &'c str>,
    shortened: fn(&str, &str) -> Option<usize>,
) -> Option<&'c str> {
    if name.len() > limits::MISTYPED_NAME_BYTES {
        return None;
    }
    let lower = name.to_lowercase();
    // Nobody makes many slips in one word, however long it is; short words are soon others.
    let most = (name.chars().count() / 4).clamp(1, 3);
    let mut best: Option<((usize, usize), &str)> = None;
    for candidate in candidates {
        let difference = candidate.len().abs_diff(name.len());
        if candidate == name || difference > limits::MISTYPED_NAME_BYTES {
            continue;
        }
        let other = candidate.to_lowercase();
        let slips = (difference <= most).then(|| strsim::osa_distance(&lower, &other));
        let slips = slips.filter(|slips| *slips <= most);
        let Some(distance) = slips.into_iter().chain(shortened(&lower, &other)).min() else {
            continue;
        };
        let rank = (distance, difference);
        if best.is_none_or(|(other, other_name)| (rank, candidate) < (other, other_name)) {
            best = Some((rank, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Whether a word starts with a shorter one, of which enough is there to know it by.
fn starts(long: &str, short: &str) -> bool {
    const LEAST: usize = 3;
    const MOST_TIMES: usize = 5;
    short.len() >= LEAST && long.len() <= short.len() * MOST_TIMES && long.starts_with(short)
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
        let candidates = ["required", "range", "readonly", "length", "documentation"];
        let table = [
            ("requierd", Some("required")),
            ("Required", Some("required")),
            ("lenght", Some("length")),
            ("ragne", Some("range")),
            ("doc", Some("documentation")),
            ("re", None),
            ("rangefinder", None),
            ("implementation", None),
            ("x", None),
        ];
        for (name, expected) in table {
            assert_eq!(closest(name, candidates), expected, "{name}");
        }
        assert_eq!(closest(&"x".repeat(10_000), candidates), None);
    }

    #[test]
    fn a_shortened_name_is_found_before_an_unlike_one() {
        let table = [
            (
                "Bool",
                vec!["Blob", "Boolean", "PrimitiveBoolean"],
                Some("Boolean"),
            ),
            ("Lit", vec!["Lid", "LitresOfWater"], Some("Lid")),
            (
                "Email",
                vec!["EmailSettings", "EmailBody"],
                Some("EmailBody"),
            ),
            (
                "BadRequestException",
                vec!["NotFoundException", "EmailSettings"],
                None,
            ),
        ];
        for (name, candidates, expected) in table {
            assert_eq!(closest(name, candidates), expected, "{name}");
        }
    }

    #[test]
    fn words_are_found_by_their_beginning() {
        for (word, expected) in [
            ("maximum", Some("max")),
            ("minLength", None),
            ("exclusive", None),
        ] {
            assert_eq!(closest_word(word, ["max", "size"]), expected, "{word}");
        }
    }

    #[test]
    fn quoted_names_are_harmless() {
        assert_eq!(quoted("a#B"), "`a#B`");
        assert_eq!(quoted("\u{1b}[31m\n"), "`\\u{1b}[31m\\u{a}`");
        assert_eq!(quoted("\u{202e}x"), "`\\u{202e}x`");
        assert_eq!(quoted(&"x".repeat(1000)).chars().count(), 123);
    }
}
