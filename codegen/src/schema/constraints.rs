//! `length`, `range`, `pattern` and `uniqueItems` as keywords.

use super::patterns::Patterns;
use crate::model::{Length, Traits};
use serde_json::{Map, Number, Value};

/// The constraints on one use of a shape.
#[derive(Clone, Debug, Default)]
pub(super) struct Bounds {
    length: Option<Length>,
    min: Option<Number>,
    max: Option<Number>,
    pattern: Option<String>,
    unique_items: bool,
}

impl Bounds {
    /// No constraints.
    pub(super) fn none() -> Self {
        Self::default()
    }

    /// Each constraint of `own`, or else the target's (Smithy 2.0, "Constraint traits": what is
    /// applied to a member wins over what is applied to its target).
    pub(super) fn of(own: &Traits, target: &Traits, patterns: &Patterns) -> Self {
        let (own, target) = (&own.constraints, &target.constraints);
        let range = own.range.as_ref().or(target.range.as_ref());
        let pattern = own.pattern.as_deref().or(target.pattern.as_deref());
        Self {
            length: own.length.or(target.length),
            min: range.and_then(|range| range.min.clone()),
            max: range.and_then(|range| range.max.clone()),
            pattern: pattern
                .and_then(|pattern| patterns.published(pattern))
                .map(str::to_owned),
            unique_items: own.unique_items || target.unique_items,
        }
    }

    /// The same, but no wider than an integer type.
    pub(super) fn within(&self, min: i64, max: i64) -> Self {
        let fits = |bound: &&Number| (min.into()..=max.into()).contains(&whole(bound));
        let narrower = |bound: &Option<Number>, limit: i64| {
            bound.as_ref().filter(fits).cloned().unwrap_or(limit.into())
        };
        Self {
            min: Some(narrower(&self.min, min)),
            max: Some(narrower(&self.max, max)),
            ..self.clone()
        }
    }

    /// Of a string.
    pub(super) fn characters(&self, keywords: &mut Map<String, Value>) {
        self.length("minLength", "maxLength", keywords);
        if let Some(pattern) = &self.pattern {
            keywords.insert("pattern".to_owned(), pattern.as_str().into());
        }
    }

    /// Of a list.
    pub(super) fn items(&self, keywords: &mut Map<String, Value>) {
        self.length("minItems", "maxItems", keywords);
        if self.unique_items {
            keywords.insert("uniqueItems".to_owned(), true.into());
        }
    }

    /// Of a map.
    pub(super) fn properties(&self, keywords: &mut Map<String, Value>) {
        self.length("minProperties", "maxProperties", keywords);
    }

    /// Of a number.
    pub(super) fn numbers(&self, keywords: &mut Map<String, Value>) {
        for (keyword, bound) in [("minimum", &self.min), ("maximum", &self.max)] {
            if let Some(bound) = bound {
                keywords.insert(keyword.to_owned(), bound.clone().into());
            }
        }
    }

    fn length(&self, min: &str, max: &str, keywords: &mut Map<String, Value>) {
        let Some(length) = self.length else { return };
        for (keyword, bound) in [(min, length.min), (max, length.max)] {
            if let Some(bound) = bound {
                keywords.insert(keyword.to_owned(), bound.into());
            }
        }
    }
}

/// The whole part of a number; it saturates, far beyond the limits of all integer types.
fn whole(number: &Number) -> i128 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "only what is no integer comes here, and its fraction is of no interest"
    )]
    let float = || number.as_f64().unwrap_or_default() as i128;
    let signed = number.as_i64().map(i128::from);
    signed
        .or(number.as_u64().map(i128::from))
        .unwrap_or_else(float)
}
