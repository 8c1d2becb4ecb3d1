//! Which patterns a schema can keep.

use super::Warning;
use crate::model::{Kind, Member, Model, ShapeId};
use rayon::prelude::*;
use regress::{Flags, Regex};
use std::collections::BTreeMap;

/// Longer patterns are dropped: the compiler's stack grows with the number of alternatives, and
/// the longest of all AWS's patterns has 1,197 characters.
const LONGEST: usize = 2_000;

/// The patterns of a model, compiled once.
#[derive(Debug)]
pub(super) struct Patterns<'m> {
    /// Why a pattern does not compile, for those that do not.
    broken: BTreeMap<&'m str, String>,
    warnings: Vec<Warning>,
}

impl<'m> Patterns<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let places = places(model);
        let mut distinct: Vec<&str> = places.iter().map(|place| place.pattern).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let broken: BTreeMap<&str, String> = distinct
            .into_par_iter()
            .filter_map(|pattern| Some((pattern, problem(pattern)?)))
            .collect();
        let warnings = places
            .iter()
            .filter_map(|place| Some(place.warning(broken.get(place.pattern)?)))
            .collect();
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

/// A `pattern` trait.
struct Place<'m> {
    shape: &'m ShapeId,
    member: Option<&'m str>,
    pattern: &'m str,
}

impl Place<'_> {
    fn warning(&self, reason: &str) -> Warning {
        Warning::DroppedPattern {
            shape: self.shape.clone(),
            member: self.member.map(str::to_owned),
            pattern: self.pattern.to_owned(),
            reason: reason.to_owned(),
        }
    }
}

fn places(model: &Model) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    for shape in model.shapes.values() {
        let own = std::iter::once((None, &shape.traits));
        let members = members(&shape.kind).map(|m| (Some(m.name.as_str()), &m.traits));
        places.extend(own.chain(members).filter_map(|(member, traits)| {
            Some(Place {
                shape: &shape.id,
                member,
                pattern: traits.constraints.pattern.as_deref()?,
            })
        }));
    }
    places
}

fn members(kind: &Kind) -> impl Iterator<Item = &Member> {
    let (many, few): (&[Member], [Option<&Member>; 2]) = match kind {
        Kind::Structure(structure) => (&structure.members, [None, None]),
        Kind::Union(union) => (&union.members, [None, None]),
        Kind::List(list) => (&[], [Some(&list.member), None]),
        Kind::Map(map) => (&[], [Some(&map.key), Some(&map.value)]),
        Kind::Unit | Kind::Simple(_) | Kind::Enum(_) | Kind::IntEnum(_) => (&[], [None, None]),
    };
    many.iter().chain(few.into_iter().flatten())
}

/// Why a pattern does not compile as ECMA-262 with the `u` flag.
fn problem(pattern: &str) -> Option<String> {
    if pattern.chars().count() > LONGEST {
        return Some(format!("it has more than {LONGEST} characters"));
    }
    let flags = Flags {
        unicode: true,
        ..Flags::default()
    };
    Regex::with_flags(pattern, flags)
        .err()
        .map(|error| error.to_string())
}
