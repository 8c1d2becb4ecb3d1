//! A run over one type: right documents, broken ones, and many at random.

use super::breaks::{Break, Seen, breaks};
use super::exceptions::Exception;
use super::mutate::mutate;
use super::node::Node;
use super::places::Root;
use super::random::Random;
use super::strict::{Strictness, strictness};
use super::subject::{Expected, Outcome, Subject};
use super::views::View;
use crate::corpus::documents::{Documents, Extent};
use crate::corpus::text::Texts;
use crate::documents::{Choices, document, members_document};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;
use tinsmith_codegen::lower::wire::{self, Body};
use tinsmith_codegen::model::Model;

/// Unions with more members than this do not get a document for each.
const MAX_VARIANTS: usize = 32;

/// How many bytes of choices a random document is made of.
const CHOICES: usize = 512;

/// How often a random document is changed before the next is made.
const CHANGES: usize = 4;

/// Documents that keep to both contracts, as the type writes them.
pub fn canonical(view: &View, root: &Root) -> Vec<Node> {
    let (model, texts) = (&view.model, Texts::default());
    let mut found: Vec<Value> = Vec::new();
    let mut make = |extent| {
        let mut maker = Documents::new(model, &texts, extent);
        let document = match (root, wire::body(model, Some(root.id()))) {
            (Root::Body(_), Body::Part { members, .. }) => maker.members(members.into_iter()),
            _ => maker.shape(root.id()),
        };
        found.extend(document);
        maker.widest_union
    };
    make(Extent::Minimal);
    for variant in 1..make(Extent::Maximal(0)).min(MAX_VARIANTS) {
        make(Extent::Maximal(variant));
    }
    found.dedup();
    found.iter().map(Node::from).collect()
}

/// Random documents whose breaks are tried too, for places that no canonical document has, such
/// as those inside of what is recursive.
const RANDOM_BASES: usize = 60;

/// How many of few choices are looked through for ones that keep to both contracts.
const SMALL_BASES: usize = 300;

/// How many bytes of choices those are made of; what is left open is plain.
const FEW_CHOICES: usize = 12;

/// How deep breaks go in random documents.
const RANDOM_DEPTH: usize = 6;

/// Every break of every canonical document, and of some random ones.
pub fn all_breaks(view: &View, root: &Root) -> Vec<Break> {
    let model = &view.model;
    let mut seen = Seen::new();
    let is_strict =
        |document: &Node| strictness(model, root, &document.to_value()) == Strictness::Strict;
    let (strict, lenient): (Vec<_>, Vec<_>) =
        canonical(view, root).into_iter().partition(is_strict);
    let mut made = Vec::new();
    for document in strict {
        made.extend(breaks(view, root, &document, usize::MAX, &mut seen));
    }
    let small = right_at_random(model, root, 5, FEW_CHOICES).take(SMALL_BASES);
    for document in small.filter(is_strict) {
        made.extend(breaks(view, root, &document, RANDOM_DEPTH, &mut seen));
    }
    let random = right_at_random(model, root, 5, CHOICES).take(RANDOM_BASES);
    for document in lenient.into_iter().chain(random) {
        let all = breaks(view, root, &document, RANDOM_DEPTH, &mut seen);
        made.extend(all.into_iter().map(|mut it| {
            // Something else in it may be for readers alone.
            it.expected.written = it.expected.written.filter(|written| !written);
            it
        }));
    }
    made
}

/// A document that the type reads, made by these choices.
pub fn made_of(model: &Model, root: &Root, choices: &mut Choices<'_>) -> Value {
    match (root, wire::body(model, Some(root.id()))) {
        (Root::Body(_), Body::Part { members, .. }) => members_document(model, &members, choices),
        _ => document(model, root.id(), choices),
    }
}

/// Documents at random that the type reads, without end.
fn right_at_random<'m>(
    model: &'m Model,
    root: &'m Root,
    seed: u64,
    choices: usize,
) -> impl Iterator<Item = Node> + 'm {
    let mut random = Random::new(seed);
    std::iter::repeat_with(move || {
        let bytes = random.bytes(choices);
        let value = made_of(model, root, &mut Choices::new(&bytes));
        Node::from(&value)
    })
}

/// Documents at random, without end: each comes from the model, or from the one before by a
/// change.
pub fn endless<'m>(view: &'m View, root: &'m Root, seed: u64) -> impl Iterator<Item = Node> + 'm {
    let model = &view.model;
    let mut random = Random::new(seed);
    let mut right = right_at_random(model, root, random.number(), CHOICES);
    let mut current = Node::Null;
    let mut left = 0;
    std::iter::repeat_with(move || {
        if left == 0 {
            left = CHANGES;
            current = right.next().unwrap_or(Node::Null);
        } else {
            left -= 1;
            mutate(model, root, &mut current, &mut random);
        }
        current.clone()
    })
}

/// What came of a run.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Documents that were read.
    pub read: usize,
    /// Documents that were refused.
    pub refused: usize,
    /// Documents excused, by the exception.
    pub excused: BTreeMap<Exception, usize>,
    /// All excused documents; several exceptions may be in one.
    pub excused_documents: usize,
    /// What disagrees.
    pub disagreements: Vec<String>,
}

/// A text in which nothing is hidden: two documents that look the same may differ in a character
/// that no terminal shows, or that ends a line.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        // What debug output escapes beside quotes and backslashes cannot be seen.
        if matches!(character, '"' | '\'' | '\\' | '\n') {
            out.push(character);
        } else {
            out.extend(character.escape_debug());
        }
    }
    out
}

impl Tally {
    fn note(&mut self, outcome: Result<Outcome, String>) {
        match outcome {
            Ok(Outcome::Read) => self.read += 1,
            Ok(Outcome::Refused) => self.refused += 1,
            Ok(Outcome::Excused(exceptions)) => {
                self.excused_documents += 1;
                for exception in exceptions {
                    *self.excused.entry(exception).or_default() += 1;
                }
            }
            Err(problem) => self.disagreements.push(visible(&problem)),
        }
    }

    /// Adds another run's.
    pub fn add(&mut self, other: Self) {
        self.read += other.read;
        self.refused += other.refused;
        self.excused_documents += other.excused_documents;
        for (exception, count) in other.excused {
            *self.excused.entry(exception).or_default() += count;
        }
        self.disagreements.extend(other.disagreements);
    }

    /// All documents.
    pub fn documents(&self) -> usize {
        self.read + self.refused + self.excused_documents + self.disagreements.len()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} documents: {} read, {} refused, {} excused, {} disagreements",
            self.documents(),
            self.read,
            self.refused,
            self.excused_documents,
            self.disagreements.len()
        )
    }
}

impl Subject<'_> {
    /// Takes the canonical documents, their breaks and so many random ones through the type and
    /// its schemas.
    pub fn run(&self, documents: usize, seed: u64) -> Tally {
        let mut tally = Tally::default();
        for document in canonical(self.view, &self.root) {
            let value = document.to_value();
            let strict = strictness(&self.view.model, &self.root, &value) == Strictness::Strict;
            let expected = Expected {
                read: Some(true),
                written: Some(strict),
            };
            tally.note(self.check(&document, expected));
        }
        for it in all_breaks(self.view, &self.root) {
            let outcome = self.check(&it.document, it.expected);
            tally.note(outcome.map_err(|problem| format!("{}: {problem}", it.label)));
        }
        for document in endless(self.view, &self.root, seed).take(documents) {
            tally.note(self.check(&document, Expected::default()));
        }
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disagreement_shows_what_cannot_be_seen() {
        let mut tally = Tally::default();
        tally.note(Err("\"a\u{7f}\u{2028}\u{202e}é\\\u{feff}\"".to_owned()));
        let shown = r#""a\u{7f}\u{2028}\u{202e}é\\u{feff}""#;
        assert_eq!(tally.disagreements, [shown]);
    }
}
