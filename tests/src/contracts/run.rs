//! A run over one type: right documents, broken ones, and many at random.

use super::breaks::{Break, Seen, breaks};
use super::exceptions::Exception;
use super::mutate::mutate;
use super::node::Node;
use super::places::Root;
use super::random::Random;
use super::strict::{Strictness, strictness};
use super::subject::{Contracts, Expected, Outcome, Subject, validator};
use crate::corpus::documents::{Documents, Extent};
use crate::corpus::text::Texts;
use crate::documents::{Choices, document, members_document};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt;
use tinsmith_codegen::lower::wire::{self, Body};
use tinsmith_codegen::model::Model;
use tinsmith_codegen::schema::{self, Contract};

/// Unions with more members than this do not get a document for each.
const MAX_VARIANTS: usize = 32;

/// How many bytes of choices a random document is made of.
const CHOICES: usize = 512;

/// How often a random document is changed before the next is made.
const CHANGES: usize = 4;

/// The published schemas of a model, as JSON by path.
#[derive(Debug)]
pub struct Schemas {
    name: String,
    files: BTreeMap<String, Value>,
}

impl Schemas {
    /// Publishes the schemas of a model.
    ///
    /// # Panics
    ///
    /// If a schema is not JSON.
    pub fn of(model: &Model, name: &str) -> Self {
        let published = schema::files(model, &schema::Options::new(model, name));
        let files = published.files.into_iter().map(|(path, text)| {
            let schema = serde_json::from_str(&text).expect("schemas are JSON");
            (path, schema)
        });
        Self {
            name: name.to_owned(),
            files: files.collect(),
        }
    }

    /// The schema of a definition: its file, or else the bundle with a reference into it.
    ///
    /// # Panics
    ///
    /// If there is no bundle.
    pub fn schema(&self, definition: &str, contract: Contract) -> Value {
        let extension = match contract {
            Contract::Serialize => "schema.json",
            Contract::Deserialize => "deserialize.schema.json",
        };
        let path = |stem: &str| format!("{}/{stem}.{extension}", self.name);
        if let Some(file) = self.files.get(&path(definition)) {
            return file.clone();
        }
        let mut bundle = self.files[&path(&self.name)].clone();
        bundle["$ref"] = json!(format!("#/$defs/{definition}"));
        bundle
    }

    /// Both contracts of a definition, compiled.
    ///
    /// # Errors
    ///
    /// If one does not compile.
    pub fn contracts(&self, definition: &str) -> Result<Contracts, String> {
        Ok(Contracts {
            written: validator(&self.schema(definition, Contract::Serialize))?,
            read: validator(&self.schema(definition, Contract::Deserialize))?,
        })
    }
}

/// Documents that keep to both contracts, as the type writes them.
pub fn canonical(model: &Model, root: &Root) -> Vec<Node> {
    let texts = Texts::default();
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
pub fn all_breaks(model: &Model, root: &Root) -> Vec<Break> {
    let mut seen = Seen::new();
    let is_strict =
        |document: &Node| strictness(model, root, &document.to_value()) == Strictness::Strict;
    let (strict, lenient): (Vec<_>, Vec<_>) =
        canonical(model, root).into_iter().partition(is_strict);
    let mut made = Vec::new();
    for document in strict {
        made.extend(breaks(model, root, &document, usize::MAX, &mut seen));
    }
    let small = right_at_random(model, root, 5, FEW_CHOICES).take(SMALL_BASES);
    for document in small.filter(is_strict) {
        made.extend(breaks(model, root, &document, RANDOM_DEPTH, &mut seen));
    }
    let random = right_at_random(model, root, 5, CHOICES).take(RANDOM_BASES);
    for document in lenient.into_iter().chain(random) {
        let all = breaks(model, root, &document, RANDOM_DEPTH, &mut seen);
        made.extend(all.into_iter().map(|mut it| {
            // Something else in it may be for readers alone.
            it.expected.written = it.expected.written.filter(|written| !written);
            it
        }));
    }
    made
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
        let mut choices = Choices::new(&bytes);
        let value = match (root, wire::body(model, Some(root.id()))) {
            (Root::Body(_), Body::Part { members, .. }) => {
                members_document(model, &members, &mut choices)
            }
            _ => document(model, root.id(), &mut choices),
        };
        Node::from(&value)
    })
}

/// Documents at random, without end: each comes from the model, or from the one before by a
/// change.
pub fn endless<'m>(model: &'m Model, root: &'m Root, seed: u64) -> impl Iterator<Item = Node> + 'm {
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
            Err(problem) => self.disagreements.push(problem),
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

impl Subject<'_, '_> {
    /// Takes the canonical documents, their breaks and so many random ones through the type and
    /// its schemas.
    pub fn run(&self, documents: usize, seed: u64) -> Tally {
        let mut tally = Tally::default();
        for document in canonical(self.model, &self.root) {
            let value = document.to_value();
            let strict = strictness(self.model, &self.root, &value) == Strictness::Strict;
            let expected = Expected {
                read: Some(true),
                written: Some(strict),
            };
            tally.note(self.check(&document, expected));
        }
        for it in all_breaks(self.model, &self.root) {
            let outcome = self.check(&it.document, it.expected);
            tally.note(outcome.map_err(|problem| format!("{}: {problem}", it.label)));
        }
        for document in endless(self.model, &self.root, seed).take(documents) {
            tally.note(self.check(&document, Expected::default()));
        }
        tally
    }
}
