//! Patterns, spelled for more than ECMA-262 alone.
//!
//! JSON Schema asks for regular expressions of ECMA-262 with the flag `u` (Core 2020-12, section
//! 6.4), and Smithy has the same. Validators bring what their language has. Of the 4,666 patterns of
//! AWS's services that ECMA-262 compiles, Python's `re` refuses 139:
//!
//! - 8 that write a character as two surrogates; the crate `jsonschema` refuses these as well, and
//!   6 more with halves of such pairs;
//! - 131, in 119 services, with `\p{…}` or `\P{…}`.
//!
//! The first get the character itself here, and the halves go. Properties whose characters Unicode
//! promises never to change, `ASCII` and `Cc`, become ranges. Others stay: as ranges,
//! `[\p{L}\p{Z}\p{N}_.:/=+\-@]` has 5,459 bytes at each of the places where it stands, nobody can
//! read it, and it holds for one version of Unicode, where ECMA-262 means the one at hand. The
//! page beside the schemas says what Python needs for them, and a note is made when schemas are
//! generated.

use std::borrow::Cow;

/// Unicode promises that the general category `Cc` is immutable.
const FIXED: [(&str, &str); 5] = [
    ("ASCII", r"\x00-\x7F"),
    ("Cc", r"\x00-\x1F\x7F-\x9F"),
    ("Control", r"\x00-\x1F\x7F-\x9F"),
    ("gc=Cc", r"\x00-\x1F\x7F-\x9F"),
    ("General_Category=Cc", r"\x00-\x1F\x7F-\x9F"),
];

/// A character, a property, or another piece of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Atom<'p> {
    Text(&'p str),
    /// A character that was written as two surrogates or in braces.
    Character(char),
    /// Half of a surrogate pair, which is nowhere in a text.
    Half,
    /// The text as it is, and what stands in the braces of it.
    Property(&'p str, &'p str),
}

/// Another spelling of a pattern that ECMA-262 compiles, which matches the same in all texts; none
/// if there is no better one.
pub(super) fn spell(pattern: &str) -> Option<String> {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while !rest.is_empty() {
        if let Some(class) = rest.strip_prefix('[') {
            rest = class;
            spell_class(&mut rest, &mut out)?;
            continue;
        }
        match take(&mut rest) {
            Atom::Half => return None,
            Atom::Property(text, name) => match ranges(name) {
                Some(ranges) => {
                    let not = if text.starts_with("\\P") { "^" } else { "" };
                    out.extend(["[", not, ranges, "]"]);
                }
                None => out.push_str(text),
            },
            atom => out.push_str(&atom.spelled()),
        }
    }
    (out != pattern).then_some(out)
}

/// Whether a pattern needs to know the properties of characters.
pub(super) fn has_properties(pattern: &str) -> bool {
    let mut rest = pattern;
    while !rest.is_empty() {
        if matches!(take(&mut rest), Atom::Property(..)) {
            return true;
        }
    }
    false
}

/// Spells a class, from after its bracket to behind the other.
fn spell_class(rest: &mut &str, out: &mut String) -> Option<()> {
    out.push('[');
    if let Some(after) = rest.strip_prefix('^') {
        *rest = after;
        out.push('^');
    }
    let start = out.len();
    let mut is_after_half = false;
    loop {
        let first = take(rest);
        if first == Atom::Text("]") {
            // Without members it would be an error to some.
            return (out.len() > start || !is_after_half).then(|| out.push(']'));
        }
        let last = match rest.strip_prefix('-') {
            Some(after) if !after.starts_with(']') => {
                *rest = after;
                Some(take(rest))
            }
            _ => None,
        };
        match (first, last) {
            (Atom::Half, None | Some(Atom::Half)) => {
                is_after_half = true;
                continue;
            }
            (Atom::Half, _) | (_, Some(Atom::Half)) => return None,
            // What did not mean anything where it stood must not begin to.
            (Atom::Text(text @ ("-" | "^")), None) if is_after_half => {
                out.extend(["\\", text]);
            }
            (first, None) => out.push_str(&first.spelled()),
            (first, Some(last)) => out.extend([&*first.spelled(), "-", &*last.spelled()]),
        }
        is_after_half = false;
    }
}

impl<'p> Atom<'p> {
    fn spelled(self) -> Cow<'p, str> {
        match self {
            Self::Text(text) => text.into(),
            Self::Character(it) if it.is_ascii() => format!("\\x{:02X}", u32::from(it)).into(),
            Self::Character(it) if u32::from(it) <= 0xFFFF => {
                format!("\\u{:04X}", u32::from(it)).into()
            }
            Self::Character(it) => it.to_string().into(),
            Self::Half => "".into(),
            Self::Property(text, name) => match ranges(name) {
                Some(ranges) if text.starts_with("\\p") => ranges.into(),
                _ => text.into(),
            },
        }
    }
}

fn ranges(property: &str) -> Option<&'static str> {
    let mut fixed = FIXED.iter();
    fixed.find(|it| it.0 == property).map(|it| it.1)
}

/// Takes the first atom off a pattern that is not empty.
fn take<'p>(rest: &mut &'p str) -> Atom<'p> {
    let (atom, length) = first(rest);
    *rest = &rest[length..];
    atom
}

/// The first atom, and how many bytes it has.
fn first(pattern: &str) -> (Atom<'_>, usize) {
    let text = |length: usize| (Atom::Text(&pattern[..length]), length);
    let mut characters = pattern.chars();
    let length = characters.next().map_or(0, char::len_utf8);
    if !pattern.starts_with('\\') {
        return text(length);
    }
    let braces = || pattern.get(3..)?.split_once('}').map(|it| it.0);
    match (characters.next(), braces()) {
        (Some('p' | 'P'), Some(name)) => {
            let length = 4 + name.len();
            (Atom::Property(&pattern[..length], name), length)
        }
        (Some('u'), Some(digits)) if pattern[2..].starts_with('{') => {
            let length = 4 + digits.len();
            match u32::from_str_radix(digits, 16) {
                Ok(0xD800..0xE000) => (Atom::Half, length),
                Ok(code) => char::from_u32(code).map_or_else(
                    || text(length),
                    |character| (Atom::Character(character), length),
                ),
                Err(_) => text(length),
            }
        }
        (Some('u'), _) => match (unit(pattern), pattern.get(6..).and_then(unit)) {
            (Some(high @ 0xD800..0xDC00), Some(low @ 0xDC00..0xE000)) => {
                let code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                char::from_u32(code).map_or_else(|| text(12), |it| (Atom::Character(it), 12))
            }
            (Some(0xD800..0xE000), _) => (Atom::Half, 6),
            _ => text(2),
        },
        (Some(escaped), _) => text(1 + escaped.len_utf8()),
        (None, _) => text(1),
    }
}

/// The number of `\uHHHH`.
fn unit(text: &str) -> Option<u32> {
    u32::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use regress::Regex;

    #[test]
    fn what_unicode_may_change_stays_and_all_else_is_plain() {
        for (given, wanted) in [
            (
                r"[\u0020-\uD7FF\uD800\uDC00-\uDBFF\uDFFF\t]*",
                Some("[\\u0020-\\uD7FF\u{10000}-\u{10FFFF}\\t]*"),
            ),
            (r"^\u{1F600}\u{e9}\u{41}$", Some("^\u{1F600}\\u00E9\\x41$")),
            (r"[^a\uD800\uDBFF-\uDC00\uDFFF\t]", Some(r"[^a\t]")),
            (r"[\uD800^\uDFFF-]", Some(r"[\^\-]")),
            (r"[a\uD800-\uDBFF-\uDC00x]", Some(r"[a\-x]")),
            (r"[\uD800]", None),
            (r"\uD800", None),
            (r"[!-\uDFFF]", None),
            (r"^\p{ASCII}{1,9}$", Some(r"^[\x00-\x7F]{1,9}$")),
            (r"\P{ASCII}", Some(r"[^\x00-\x7F]")),
            (
                r"[^/\p{Cc}-]\p{gc=Cc}",
                Some(r"[^/\x00-\x1F\x7F-\x9F-][\x00-\x1F\x7F-\x9F]"),
            ),
            (r"[\P{Cc}]", None),
            (r"[\p{L}\p{N}]\P{C}", None),
            (r"\\p{1}\[\]\x41\/", None),
            ("é[-_]", None),
        ] {
            assert_eq!(spell(given).as_deref(), wanted, "{given}");
            assert!(Regex::with_flags(given, "u").is_ok(), "{given}");
        }
        assert!(has_properties(r"[\p{L}\p{N}]") && has_properties(r"a\P{C}"));
        assert!(!has_properties(r"\\p{1}[p]\x41"));
    }

    /// Every character matches as before: the first thousands, and those around each edge above.
    #[test]
    fn another_spelling_matches_the_same() {
        let edges = [0xD7FD, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x1_F600, 0x10_FFFF];
        let above = edges.iter().flat_map(|edge| edge - 2..=edge + 2);
        let texts: Vec<String> = (0..0x2000)
            .chain(above)
            .filter_map(char::from_u32)
            .map(String::from)
            .collect();
        for given in [
            r"^[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\t]$",
            r"^[^\u0020-\uD7FF\uD800\uDBFF-\uDC00\uDFFF]$",
            r"^[\uD800^\uDFFF-]$",
            r"^\p{ASCII}$",
            r"^\P{ASCII}$",
            r"^[^/\p{Cc}-]$",
            r"^\u{1F600}|\u{e9}|\u{41}$",
        ] {
            let spelled = spell(given).expect("another spelling");
            let before = Regex::with_flags(given, "u").expect("a pattern");
            let after = Regex::with_flags(&spelled, "u").expect("a pattern");
            for text in &texts {
                let (before, after) = (before.find(text), after.find(text));
                assert_eq!(before.is_some(), after.is_some(), "{given} {text:?}");
            }
        }
    }
}
