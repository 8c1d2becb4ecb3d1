//! Strings that keep to constraints.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use regress::Regex;
use std::cell::RefCell;
use std::collections::HashMap;
use tinsmith_codegen::model::{Constraints, Length};

/// Texts that common patterns ask for.
const COMMON: [&str; 24] = [
    "a",
    "A",
    "1",
    "example",
    "Example",
    "example-1",
    "12",
    "123456789012",
    "1.0",
    "1.0.0",
    "a.b",
    "a/b",
    "/a",
    "a:b",
    "user@example.com",
    "example.com",
    "https://example.com/a",
    "s3://example/a",
    "10.0.0.1",
    "10.0.0.0/16",
    "us-east-1",
    "2024-02-29T23:59:59Z",
    "123e4567-e89b-12d3-a456-426614174000",
    "arn:aws:iam::123456789012:role/example",
];

/// Finds texts, and remembers what it found: services use the same few patterns everywhere.
#[derive(Debug, Default)]
pub struct Texts {
    found: RefCell<HashMap<Wanted, Option<String>>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Wanted {
    min: usize,
    max: usize,
    patterns: Vec<String>,
    number: usize,
}

impl Texts {
    /// A text that all of these allow, different for each `number` as far as that is possible;
    /// `None` if none was found.
    pub fn find(&self, constraints: &[&Constraints], number: usize) -> Option<String> {
        let (min, max) = bounds(constraints.iter().filter_map(|it| it.length.as_ref()));
        let patterns = constraints.iter().filter_map(|it| it.pattern.clone());
        let wanted = Wanted {
            min,
            max,
            patterns: patterns.collect(),
            number,
        };
        if let Some(found) = self.found.borrow().get(&wanted) {
            return found.clone();
        }
        let found = search(&wanted);
        self.found.borrow_mut().insert(wanted, found.clone());
        found
    }
}

/// The bounds that all lengths allow.
pub fn bounds<'a>(lengths: impl Iterator<Item = &'a Length>) -> (usize, usize) {
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    lengths.fold((0, usize::MAX), |(min, max), length| {
        (
            min.max(length.min.map_or(0, number)),
            max.min(length.max.map_or(usize::MAX, number)),
        )
    })
}

fn search(wanted: &Wanted) -> Option<String> {
    // Patterns that do not compile are not in the schemas either.
    let regexes: Vec<Regex> = wanted
        .patterns
        .iter()
        .filter_map(|pattern| Regex::with_flags(pattern, "u").ok())
        .collect();
    let fits = |text: &String| {
        let length = text.chars().count();
        (wanted.min..=wanted.max).contains(&length)
            && regexes.iter().all(|regex| regex.find(text).is_some())
    };
    let numbered = |text: &str| match wanted.number {
        0 => text.to_owned(),
        number => format!("{text}{number}"),
    };
    let common = COMMON.iter().map(|text| numbered(text));
    // Longer than any limit that a schema should be tried with, a text is not made.
    let filler = |text: &str| text.repeat(wanted.min.min(100_000));
    let long = ["a", "A", "1", "/a"].map(|it| numbered(&filler(it)));
    let by_pattern = wanted
        .patterns
        .iter()
        .flat_map(|it| samples(it, wanted.number));
    common.chain(long).chain(by_pattern).find(fits)
}

/// Texts that match a pattern, if it is one of the kind that can be sampled.
fn samples(pattern: &str, number: usize) -> Vec<String> {
    let inner = pattern.strip_prefix('^').unwrap_or(pattern);
    let inner = inner.strip_suffix('$').unwrap_or(inner);
    let Ok(strategy) = proptest::string::string_regex(inner) else {
        return Vec::new();
    };
    // The same texts in each run.
    let seed = [u8::try_from(number % 251).unwrap_or(0); 32];
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    (0..200)
        .filter_map(|_| strategy.new_tree(&mut runner).ok())
        .map(|tree| tree.current())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn constraints(min: Option<u64>, max: Option<u64>, pattern: Option<&str>) -> Constraints {
        Constraints {
            length: Some(Length { min, max }),
            pattern: pattern.map(str::to_owned),
            ..Constraints::default()
        }
    }

    #[test]
    fn texts_keep_to_length_and_pattern() {
        let texts = Texts::default();
        let find = |min, max, pattern| texts.find(&[&constraints(min, max, pattern)], 0);
        assert_eq!(find(None, None, None).as_deref(), Some("a"));
        assert_eq!(find(Some(40), None, None).map(|it| it.len()), Some(40));
        let found = find(Some(5), Some(9), Some("^ami-[0-9a-f]{5}$")).unwrap();
        assert!(found.starts_with("ami-") && found.len() == 9, "{found}");
        assert_eq!(find(Some(3), Some(3), Some("^ab$")), None);
    }

    #[test]
    fn other_numbers_give_other_texts() {
        let texts = Texts::default();
        let rule = constraints(Some(1), Some(8), Some("^[a-z0-9]+$"));
        let found: std::collections::BTreeSet<_> = (0..4)
            .map(|number| texts.find(&[&rule], number).unwrap())
            .collect();
        assert_eq!(found.len(), 4);
    }
}
