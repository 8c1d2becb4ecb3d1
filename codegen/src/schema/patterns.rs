//! Which patterns a schema can keep, and how it spells them.

use super::walk::{Place, places};
use super::{Warning, spelling};
use crate::limits::PATTERN_CHARS;
use crate::model::Model;
use rayon::prelude::*;
use regress::{Flags, Regex};
use std::collections::BTreeMap;

/// The patterns of a model, compiled once.
#[derive(Debug)]
pub(super) struct Patterns<'m> {
    fates: BTreeMap<&'m str, Fate>,
    warnings: Vec<Warning>,
}

/// What becomes of a pattern that does not stay as it is.
#[derive(Debug)]
enum Fate {
    /// It does not compile, for this reason.
    Dropped(String),
    /// It is written like this.
    Spelled(String),
}

impl<'m> Patterns<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let places: Vec<_> = places(model)
            .filter_map(|place| Some((place, place.traits.constraints.pattern.as_deref()?)))
            .collect();
        let mut distinct: Vec<&str> = places.iter().map(|(_, pattern)| *pattern).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let fates: BTreeMap<&str, Fate> = distinct
            .into_par_iter()
            .filter_map(|pattern| Some((pattern, fate(pattern)?)))
            .collect();
        let mut this = Self {
            fates,
            warnings: Vec::new(),
        };
        this.warnings = this.dropped(&places);
        this.warnings.extend(this.with_properties(&places));
        this
    }

    /// The pattern as a schema has it; none if JSON Schema validators cannot compile it.
    pub(super) fn published<'p>(&'p self, pattern: &'p str) -> Option<&'p str> {
        match self.fates.get(pattern) {
            None => Some(pattern),
            Some(Fate::Spelled(text)) => Some(text),
            Some(Fate::Dropped(_)) => None,
        }
    }

    /// One for each place whose pattern is dropped, sorted by shape, and one if there are patterns
    /// that need the properties of Unicode.
    pub(super) fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    fn dropped(&self, places: &[(Place<'_>, &str)]) -> Vec<Warning> {
        let warning = |(place, pattern): &(Place<'_>, &str)| {
            let Some(Fate::Dropped(reason)) = self.fates.get(pattern) else {
                return None;
            };
            Some(Warning::DroppedPattern {
                shape: place.shape.clone(),
                member: place.member.map(str::to_owned),
                pattern: (*pattern).to_owned(),
                reason: reason.clone(),
            })
        };
        places.iter().filter_map(warning).collect()
    }

    fn with_properties(&self, places: &[(Place<'_>, &str)]) -> Option<Warning> {
        let mut found = places.iter().filter(|(_, pattern)| {
            let published = self.published(pattern);
            published.is_some_and(spelling::has_properties)
        });
        let (place, _) = found.next()?;
        Some(Warning::Properties {
            shape: place.shape.clone(),
            member: place.member.map(str::to_owned),
            others: found.count(),
        })
    }
}

/// None if the pattern stays as it is.
fn fate(pattern: &str) -> Option<Fate> {
    if let Some(problem) = problem(pattern) {
        return Some(Fate::Dropped(problem));
    }
    let spelled = spelling::spell(pattern)?;
    problem(&spelled)
        .is_none()
        .then_some(Fate::Spelled(spelled))
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
