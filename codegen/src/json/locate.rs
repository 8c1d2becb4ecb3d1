//! JSON pointers (RFC 6901) to places in the text, found by walking the text again.
//!
//! Nodes carry no positions, which keeps reading fast; only a text with problems is walked
//! twice, once for all of its problems.

use std::borrow::Cow;
use std::ops::Range;

/// Which part of what a JSON pointer names is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// The key, quotes included. Where there is none (an array's item, the document), the value.
    Key,
    /// The value.
    Value,
    /// The key when it is written again: 1 is the first repetition.
    Repeated(usize),
    /// A byte of the text, whatever the pointer says (syntax errors have no pointer).
    Byte(usize),
}

/// The place of what a JSON pointer names, in bytes of the text.
///
/// The text must be valid JSON; if it isn't, or nothing is there, the place is the key of the
/// closest parent that was found. A repeated key in the middle of a pointer means its first use.
pub fn locate(text: &str, pointer: &str, at: At) -> Range<usize> {
    locate_all(text, &[(pointer, at)]).remove(0)
}

/// The places of many pointers at the cost of one walk, in the order asked.
pub fn locate_all(text: &str, wanted: &[(&str, At)]) -> Vec<Range<usize>> {
    let mut targets: Vec<Target<'_>> = wanted
        .iter()
        .map(|(pointer, at)| Target::new(pointer, *at))
        .collect();
    let mut order: Vec<usize> = (0..targets.len()).collect();
    order.sort_by(|a, b| targets[*a].tokens.cmp(&targets[*b].tokens));
    let mut walk = Walk {
        text: text.as_bytes(),
        offset: if text.starts_with('\u{feff}') { 3 } else { 0 },
        targets: &mut targets,
    };
    if walk.value(&order, 0).is_none() {
        // Not JSON: what was found before the error stays.
    }
    targets
        .into_iter()
        .map(|target| match target.at {
            At::Byte(offset) => {
                let offset = offset.min(text.len());
                let width = text[offset..].chars().next().map_or(0, char::len_utf8);
                offset..offset + width
            }
            _ => target.found,
        })
        .collect()
}

/// One place that is looked for.
struct Target<'p> {
    tokens: Vec<Cow<'p, str>>,
    at: At,
    /// The best place so far: a parent's until the walk gets there.
    found: Range<usize>,
    /// How often the last token was seen as a key.
    uses: usize,
}

impl<'p> Target<'p> {
    fn new(pointer: &'p str, at: At) -> Self {
        let tokens = match pointer.strip_prefix('/') {
            None => Vec::new(),
            Some(rest) => rest.split('/').map(unescape).collect(),
        };
        Self {
            tokens,
            at,
            found: 0..0,
            uses: 0,
        }
    }
}

/// Undoes the escapes of one reference token (RFC 6901 section 4).
pub(crate) fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}

/// A walk over the text. Functions return `None` where the text is not JSON.
struct Walk<'t, 'p, 'w> {
    text: &'t [u8],
    offset: usize,
    targets: &'w mut [Target<'p>],
}

impl Walk<'_, '_, '_> {
    /// Walks a value. `wanted` are the targets at or below it, sorted by tokens, of which
    /// `depth` are behind us. Depth of recursion is bounded by the length of a pointer: where
    /// nothing is wanted, [`Self::skip`] walks without recursion.
    fn value(&mut self, wanted: &[usize], depth: usize) -> Option<()> {
        self.space();
        let start = self.offset;
        let below = wanted.partition_point(|t| self.targets[*t].tokens.len() <= depth);
        let (here, below) = wanted.split_at(below);
        // A place inside is refined from that of its parent, which is its key. Without one,
        // `start` is enough.
        for target in below {
            let target = &mut self.targets[*target];
            if target.found.is_empty() {
                target.found = start..start + 1;
            }
        }
        match self.peek()? {
            _ if below.is_empty() => self.skip()?,
            b'{' => self.object(below, depth)?,
            b'[' => self.array(below, depth)?,
            _ => self.skip()?,
        }
        for target in here {
            let target = &mut self.targets[*target];
            // Keys were noted by the parent.
            if target.at == At::Value || depth == 0 || target.found.is_empty() {
                target.found = start..self.offset;
            }
        }
        Some(())
    }

    fn object(&mut self, wanted: &[usize], depth: usize) -> Option<()> {
        self.offset += 1;
        let mut seen: Vec<(usize, usize)> = Vec::new();
        loop {
            self.space();
            match self.peek()? {
                b'}' => break,
                b',' => self.offset += 1,
                _ => {
                    let start = self.offset;
                    self.string()?;
                    let key = start..self.offset;
                    self.space();
                    self.offset += 1;
                    let (from, to) = self.matching(wanted, depth, &key);
                    let first = !seen.contains(&(from, to));
                    if from < to {
                        seen.push((from, to));
                    }
                    self.note_key(&wanted[from..to], depth, &key, first);
                    let inside = if first { &wanted[from..to] } else { &[] };
                    self.value(inside, depth + 1)?;
                }
            }
        }
        self.offset += 1;
        Some(())
    }

    /// Which of the sorted targets go through this key.
    fn matching(&self, wanted: &[usize], depth: usize, key: &Range<usize>) -> (usize, usize) {
        if wanted.is_empty() {
            return (0, 0);
        }
        let raw = &self.text[key.start + 1..key.end - 1];
        let decoded: Cow<'_, str> = if raw.contains(&b'\\') {
            Cow::Owned(serde_json::from_slice(&self.text[key.clone()]).unwrap_or_default())
        } else {
            String::from_utf8_lossy(raw)
        };
        self.range(wanted, depth, &decoded)
    }

    /// Which of the sorted targets have this token at this depth.
    fn range(&self, wanted: &[usize], depth: usize, token: &str) -> (usize, usize) {
        let token_of = |t: &usize| self.targets[*t].tokens[depth].as_ref();
        let from = wanted.partition_point(|t| token_of(t) < token);
        let to = from + wanted[from..].partition_point(|t| token_of(t) == token);
        (from, to)
    }

    /// Notes the place of a key for the targets that end with it, and for those behind it until
    /// they are found.
    fn note_key(&mut self, matching: &[usize], depth: usize, key: &Range<usize>, first: bool) {
        for target in matching {
            let target = &mut self.targets[*target];
            if target.tokens.len() != depth + 1 {
                if first {
                    target.found = key.clone();
                }
                continue;
            }
            let wanted = match target.at {
                At::Repeated(times) => target.uses <= times,
                _ => target.uses == 0,
            };
            if wanted {
                target.found = key.clone();
            }
            target.uses += 1;
        }
    }

    fn array(&mut self, wanted: &[usize], depth: usize) -> Option<()> {
        self.offset += 1;
        let mut index = 0usize;
        loop {
            self.space();
            match self.peek()? {
                b']' => break,
                b',' => self.offset += 1,
                _ => {
                    let (from, to) = self.range(wanted, depth, &index.to_string());
                    for target in &wanted[from..to] {
                        // No key to point at: the value will do.
                        self.targets[*target].found = 0..0;
                    }
                    self.value(&wanted[from..to], depth + 1)?;
                    index += 1;
                }
            }
        }
        self.offset += 1;
        Some(())
    }

    /// Skips a value without looking inside, whatever its depth.
    fn skip(&mut self) -> Option<()> {
        let mut depth = 0usize;
        loop {
            self.space();
            match self.peek()? {
                b'"' => self.string()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.offset += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.offset += 1;
                }
                b',' | b':' => self.offset += 1,
                _ => self.scalar(),
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// Skips a number or a literal; of anything else one byte, so that every walk ends.
    fn scalar(&mut self) {
        let rest = &self.text[self.offset..];
        let length = rest
            .iter()
            .position(|byte| b",:]}[{\" \t\r\n".contains(byte))
            .unwrap_or(rest.len());
        self.offset += length.max(1);
    }

    fn string(&mut self) -> Option<()> {
        if self.peek()? != b'"' {
            return None;
        }
        self.offset += 1;
        loop {
            let rest = &self.text[self.offset..];
            let length = memchr::memchr2(b'"', b'\\', rest)?;
            self.offset += length + 1;
            if rest[length] == b'"' {
                return Some(());
            }
            self.offset += 1;
            if self.offset > self.text.len() {
                return None;
            }
        }
    }

    fn space(&mut self) {
        let rest = &self.text[self.offset.min(self.text.len())..];
        self.offset += rest
            .iter()
            .position(|byte| !b" \t\r\n".contains(byte))
            .unwrap_or(rest.len());
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.offset).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{
  "a": [1, {"b/c": "x\"y"}, [true]],
  "d~": {"e": null, "e": 2, "e": 3},
  "\u0066": -1.5
}"#;

    fn found(pointer: &str, at: At) -> &'static str {
        &TEXT[locate(TEXT, pointer, at)]
    }

    #[test]
    fn finds_keys_and_values() {
        let table = [
            ("/a", At::Key, r#""a""#),
            ("/a", At::Value, r#"[1, {"b/c": "x\"y"}, [true]]"#),
            ("/a/0", At::Value, "1"),
            ("/a/0", At::Key, "1"),
            ("/a/1/b~1c", At::Key, r#""b/c""#),
            ("/a/1/b~1c", At::Value, r#""x\"y""#),
            ("/a/2/0", At::Value, "true"),
            ("/d~0/e", At::Key, r#""e""#),
            ("/d~0/e", At::Value, "null"),
            ("/f", At::Value, "-1.5"),
            ("/f", At::Key, r#""\u0066""#),
            ("", At::Value, TEXT),
            ("", At::Key, TEXT),
        ];
        for (pointer, at, expected) in table {
            assert_eq!(found(pointer, at), expected, "{pointer} {at:?}");
        }
    }

    #[test]
    fn finds_repetitions() {
        let first = locate(TEXT, "/d~0/e", At::Key);
        let second = locate(TEXT, "/d~0/e", At::Repeated(1));
        let third = locate(TEXT, "/d~0/e", At::Repeated(2));
        assert!(first.end < second.start && second.end < third.start);
        assert_eq!(&TEXT[third.clone()], r#""e""#);
        assert_eq!(&TEXT[third.end..third.end + 3], ": 3");
    }

    #[test]
    fn what_is_missing_is_found_at_its_parent() {
        assert_eq!(found("/d~0/missing", At::Key), r#""d~""#);
        assert_eq!(found("/a/1/b~1c/deeper", At::Value), r#""b/c""#);
        assert_eq!(found("/a/1/missing", At::Value), "{");
        assert_eq!(found("/missing", At::Key), "{");
    }

    #[test]
    fn one_walk_finds_all_of_them() {
        let places = locate_all(
            TEXT,
            &[
                ("/f", At::Value),
                ("/a/1/b~1c", At::Value),
                ("/a/0", At::Value),
                ("/a", At::Key),
            ],
        );
        let texts: Vec<&str> = places.into_iter().map(|place| &TEXT[place]).collect();
        assert_eq!(texts, ["-1.5", r#""x\"y""#, "1", r#""a""#]);
    }

    #[test]
    fn bytes_are_whole_characters_within_the_text() {
        assert_eq!(locate("aä", "", At::Byte(1)), 1..3);
        assert_eq!(locate("aä", "", At::Byte(9)), 3..3);
    }

    #[test]
    fn broken_text_ends_the_walk() {
        for text in [
            "",
            "{",
            "{\"a",
            "{\"a\\",
            "{\"a\": [1, ",
            "]",
            "{a: 1}",
            "\u{feff}",
        ] {
            let place = locate(text, "/a/0/b", At::Value);
            assert!(place.start <= place.end, "{text:?}");
        }
    }
}
