//! What to put into documents: the words of the formats, and texts that mean something to what
//! comes after.

use fastrand::Rng;

pub use tinsmith_tests::hostile::{FRAGMENTS, NAMES};

/// Words of a format, from its dictionary.
#[derive(Clone, Debug)]
pub struct Words(Vec<String>);

impl Words {
    /// Takes the words of a dictionary in libFuzzer's format.
    pub fn new(dictionary: &str) -> Self {
        let entries = dictionary.lines().filter(|line| line.starts_with('"'));
        // The dictionaries here escape only what JSON escapes too.
        Self(
            entries
                .filter_map(|line| serde_json::from_str(line).ok())
                .collect(),
        )
    }

    /// These words and others.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// One of them.
    pub fn any(&self, rng: &mut Rng) -> &str {
        one_of(rng, &self.0).map_or("", String::as_str)
    }
}

/// One of some values.
pub fn one_of<'a, T>(rng: &mut Rng, values: &'a [T]) -> Option<&'a T> {
    (!values.is_empty()).then(|| &values[rng.usize(..values.len())])
}

/// Numbers at the edges of what types hold.
pub const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "1",
    "-1",
    "127",
    "128",
    "-129",
    "255",
    "32768",
    "2147483647",
    "2147483648",
    "-2147483649",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "0.5",
    "1.0",
    "1e3",
    "1E400",
    "-1e-400",
    "1e308",
    "404",
    "600",
    "99",
    "123456789012345678901234567890",
    "0.1e-1",
    "1e-7",
    "4294967296",
    "16777217",
];

/// A text of a few fragments and words.
pub fn text(rng: &mut Rng, words: &Words) -> String {
    let mut text = String::new();
    for _ in 0..rng.usize(1..6) {
        match rng.u8(..4) {
            0 => text.push_str(words.any(rng)),
            1 => text.push_str("plain text"),
            _ => text.push_str(one_of(rng, FRAGMENTS).unwrap_or(&"")),
        }
    }
    text
}

/// A name, mostly one that is an identifier.
pub fn name(rng: &mut Rng) -> String {
    let pick = |rng: &mut Rng| (*one_of(rng, NAMES).unwrap_or(&"a")).to_owned();
    match rng.u8(..8) {
        0 => pick(rng) + &pick(rng),
        1 => format!("{}{}", pick(rng), rng.u8(..)),
        2 => one_of(rng, FRAGMENTS).map_or_else(String::new, |text| (*text).to_owned()),
        _ => pick(rng),
    }
}
