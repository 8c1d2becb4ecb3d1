//! Which patterns a schema can keep.

use super::Warning;
use super::walk::{Place, places};
use crate::limits::PATTERN_CHARS;
use crate::model::Model;
use rayon::prelude::*;
use regress::{Flags, Regex};
use std::collections::BTreeMap;

/// The patterns of a model, compiled once.
#[derive(Debug)]
pub(super) struct Patterns<'m> {
    /// Why a pattern does not compile, for those that do not.
    broken: BTreeMap<&'m str, String>,
    warnings: Vec<Warning>,
}

impl<'m> Patterns<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let places: Vec<_> = places(model)
            .filter_map(|place| Some((place, place.traits.constraints.pattern.as_deref()?)))
            .collect();
        let mut distinct: Vec<&str> = places.iter().map(|(_, pattern)| *pattern).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let broken: BTreeMap<&str, String> = distinct
            .into_par_iter()
            .filter_map(|pattern| Some((pattern, problem(pattern)?)))
            .collect();
        let warning = |(place, pattern): &(Place<'_>, &str)| {
            Some(Warning::DroppedPattern {
                shape: place.shape.clone(),
                member: place.member.map(str::to_owned),
                pattern: (*pattern).to_owned(),
                reason: broken.get(pattern)?.clone(),
            })
        };
        let warnings = places.iter().filter_map(warning).collect();
        Self { broken, warnings }
    }

    /// Whether JSON Schema validators can compile the pattern.
    pub(super) fn compiles(&self, pattern: &str) -> bool {
        !self.broken.contains_key(pattern)
    }

    /// One for each place whose pattern is dropped, sorted by shape.
    pub(super) fn warnings(&self) -> &[Warning] {
        &self.warnings
    }
}

/// Why a pattern does not compile as ECMA-262 with the `u` flag.
fn problem(pattern: &str) -> Option<String> {
    if pattern.chars().count() > PATTERN_CHARS {
        return Some(format!("it has more than {PATTERN_CHARS} characters"));
    }
    let flags = Flags {
        unicode: true,
        ..Flags::default()
    };
    Regex::with_flags(pattern, flags)
        .err()
        .map(|error| error.to_string())
}
