//! Inputs for a run that is the same each time: changed seeds, whose changes depend on a number, and on
//! which of them are read.
//!
//! libFuzzer's own choice of what to change goes by which code has run, and that differs from run
//! to run: hash maps are seeded anew by each process.

use std::io;
use std::path::Path;

use fastrand::Rng;
use tinsmith_codegen::input::{self, Input};
use tinsmith_codegen::smithy::Selection;

use crate::mutate::{self, Moves};
use crate::seeds::{self, Seeds};
use crate::tree::Json;
use crate::words::{Words, one_of};
use crate::{botocore, either, overlay, smithy, wire};

/// The bytes of the longest input, as in `run`.
const MAX_LEN: usize = 32768;

/// What a target's inputs are.
struct Kind {
    words: Words,
    moves: Moves,
    /// How many there are.
    count: usize,
    /// The bytes before the document.
    prefix: usize,
    /// Whether a document is worth changing further.
    is_parent: fn(&str) -> bool,
}

/// Writes changed seeds of each target to `folder/TARGET/mutant-N`.
///
/// # Errors
///
/// If a file cannot be written.
pub fn write(seeds: &Seeds, folder: &Path) -> io::Result<()> {
    for (target, seeds) in seeds {
        let mutants = of(target, seeds.clone(), 1);
        seeds::store(&folder.join(target), "mutant", &mutants)?;
    }
    Ok(())
}

/// Changed seeds of a target; which ones, the number says.
pub fn of(target: &str, seeds: Vec<Vec<u8>>, number: u64) -> Vec<Vec<u8>> {
    kind(target).mutants(seeds, &mut Rng::with_seed(number))
}

fn kind(target: &str) -> Kind {
    let model = |words, moves: Moves| Kind {
        words,
        moves,
        count: 3000,
        prefix: 0,
        is_parent: is_read,
    };
    match target {
        "botocore" => model(botocore::words(), botocore::moves),
        "overlay" => Kind {
            is_parent: is_applied,
            ..model(overlay::words(), overlay::moves)
        },
        "wire" => Kind {
            // These are small.
            count: 10_000,
            prefix: 1,
            is_parent: is_json,
            ..model(wire::words(), |_| &[])
        },
        "pipeline" => Kind {
            // These take the longest.
            count: 1000,
            ..model(either::words(), either::moves)
        },
        _ => model(smithy::words(), smithy::moves),
    }
}

/// Whether a model is one: what is refused goes no further, nor do most changes of it.
fn is_read(text: &str) -> bool {
    reads(text, None)
}

fn is_applied(text: &str) -> bool {
    reads(overlay::SPEC, Some(text))
}

fn reads(spec: &str, overlay: Option<&str>) -> bool {
    input::read(Input { spec, overlay }, &Selection::default()).is_ok()
}

fn is_json(text: &str) -> bool {
    Json::parse(text).is_some()
}

impl Kind {
    /// Changed seeds, and changed ones of those that are worth it.
    fn mutants(&self, seeds: Vec<Vec<u8>>, rng: &mut Rng) -> Vec<Vec<u8>> {
        let mut parents = seeds;
        let mut mutants = Vec::with_capacity(self.count);
        while mutants.len() < self.count {
            let (Some(parent), Some(other)) = (one_of(rng, &parents), one_of(rng, &parents)) else {
                break;
            };
            let mutant = self.mutant(parent, other, rng);
            let document = mutant.get(self.prefix..).unwrap_or_default();
            if std::str::from_utf8(document).is_ok_and(self.is_parent) {
                parents.push(mutant.clone());
            }
            mutants.push(mutant);
        }
        mutants
    }

    fn mutant(&self, parent: &[u8], other: &[u8], rng: &mut Rng) -> Vec<u8> {
        let (prefix, parent) = parent.split_at(self.prefix.min(parent.len()));
        let other = other.get(self.prefix..).unwrap_or_default();
        let mut document = vec![0; MAX_LEN - self.prefix];
        let seed = rng.u32(..);
        let mut length = 0;
        if rng.u8(..4) == 0 {
            length = mutate::cross_over(parent, other, &mut document, seed);
        }
        if length == 0 {
            length = parent.len().min(document.len());
            document[..length].copy_from_slice(&parent[..length]);
            let unchanged = |_: &mut [u8], size, _| size;
            length = mutate::mutate(
                &mut document,
                length,
                seed,
                &self.words,
                self.moves,
                unchanged,
            );
        }
        document.truncate(length);
        // What changes of trees cannot do.
        if document == parent && !document.is_empty() {
            let at = rng.usize(..document.len());
            document[at] = rng.u8(..);
        }
        [prefix, &document].concat()
    }
}
