//! The checks of traits on one shape or member: well-formed, in place, no contradictions.

use super::rules::{self, BINDINGS, CONFLICTS};
use super::site::Site;
use super::value::{self, What, integer};
use crate::json::{At, Node};
use crate::report::{Code, Problem, Problems, quoted};
use crate::smithy::raw::{PRELUDE, RawTrait, find_trait};

/// Checks all traits of a site.
pub(in crate::smithy) fn check(problems: &mut Problems, site: &Site<'_, '_>) {
    for applied in site.traits() {
        let short = applied.name.strip_prefix(PRELUDE);
        if let Some(rule) = rules::find(short.unwrap_or(applied.name)) {
            let what = What::Trait(short.unwrap_or(applied.name));
            applied.at(|path| value::check(problems, applied.value, rule.form, path, what));
            if !(rule.allows)(site) {
                misplaced(problems, applied, rule.place);
            }
        }
    }
    if site.traits().len() > 1 {
        conflicts(problems, site.traits());
    }
    for name in ["httpLabel", "hostLabel"] {
        if let Some(label) = find_trait(site.traits(), name) {
            check_label(problems, site, label);
        }
    }
    for name in ["length", "range"] {
        if let Some(bounds) = find_trait(site.traits(), name) {
            check_bounds(problems, site, bounds);
        }
    }
}

fn misplaced(problems: &mut Problems, applied: &RawTrait<'_>, place: &str) {
    let name = quoted(applied.name.strip_prefix(PRELUDE).unwrap_or(applied.name));
    let problem = applied.at(|path| {
        let message = format!("{name} cannot stand here");
        Problem::new(Code::TraitPlace, path.place(), At::Key, message)
    });
    problems.push(
        problem
            .label("misplaced trait")
            .help(format!("{name} goes on {place}")),
    );
}

fn conflicts(problems: &mut Problems, traits: &[RawTrait<'_>]) {
    for (a, b) in CONFLICTS {
        if let (Some(a), Some(b)) = (find_trait(traits, a), find_trait(traits, b)) {
            conflict(problems, a, b);
        }
    }
    let mut bindings = traits.iter().filter(|t| {
        t.name
            .strip_prefix(PRELUDE)
            .is_some_and(|short| BINDINGS.contains(&short))
    });
    if let Some(first) = bindings.next() {
        for other in bindings {
            conflict(problems, first, other);
        }
    }
}

fn conflict(problems: &mut Problems, a: &RawTrait<'_>, b: &RawTrait<'_>) {
    let names = [a, b].map(|t| quoted(t.name.strip_prefix(PRELUDE).unwrap_or(t.name)));
    let message = format!("{} and {} exclude each other", names[0], names[1]);
    let pointer = b.place();
    problems.push(
        Problem::new(Code::TraitConflict, pointer, At::Key, message)
            .label(format!("excluded by {}", names[0]))
            .help("keep one of them".to_owned()),
    );
}

/// Reports a label that may be missing: there is no address without it.
fn check_label(problems: &mut Problems, site: &Site<'_, '_>, label: &RawTrait<'_>) {
    if !site.is_structure_member() || site.has("required") {
        return;
    }
    let name = quoted(label.name.strip_prefix(PRELUDE).unwrap_or(label.name));
    let message = format!("a member with {name} must be required");
    problems.push(
        Problem::new(Code::TraitPlace, label.place(), At::Key, message)
            .label("not required")
            .help("add `\"smithy.api#required\": {}` beside it".to_owned()),
    );
}

/// Reports a minimum above the maximum, and bounds that bound nothing.
fn check_bounds(problems: &mut Problems, site: &Site<'_, '_>, bounds: &RawTrait<'_>) {
    let name = bounds.name.strip_prefix(PRELUDE).unwrap_or(bounds.name);
    let number = |key: &str| match bounds.value.get(key) {
        Some(Node::Number(number)) => Some(number),
        _ => None,
    };
    let (min, max) = (number("min"), number("max"));
    for (key, bound) in [("min", min), ("max", max)] {
        if bound.is_some_and(|bound| site.kind().is_integer() && integer(bound).is_none()) {
            let pointer = bounds.at(|path| path.key(key).place());
            let message = format!("{} of an integer must be an integer", quoted(key));
            problems.push(
                Problem::new(Code::TraitValue, pointer, At::Value, message)
                    .label("has a fraction")
                    .help("write a whole number".to_owned()),
            );
        }
    }
    if let (Some(min), Some(max)) = (min, max)
        && is_less(max, min)
    {
        let pointer = bounds.place();
        let message = format!("the minimum of {} is above its maximum", quoted(name));
        problems.push(
            Problem::new(Code::EmptyBounds, pointer, At::Value, message)
                .label(format!("{min} is more than {max}")),
        );
    }
    // A bound of the wrong type is reported as that; any other key bounds nothing.
    let has_bound = ["min", "max"]
        .iter()
        .any(|key| bounds.value.get(key).is_some());
    if matches!(bounds.value, Node::Object(_)) && !has_bound {
        let message = format!("{} needs `min` or `max`", quoted(name));
        let pointer = bounds.place();
        problems.push(
            Problem::new(Code::TraitValue, pointer, At::Value, message)
                .label("bounds nothing")
                .help("add one of them, or remove the trait".to_owned()),
        );
    }
}

/// Compares exactly where both are integers.
pub(in crate::smithy) fn is_less(a: &serde_json::Number, b: &serde_json::Number) -> bool {
    match (integer(a), integer(b)) {
        (Some(a), Some(b)) => a < b,
        _ => a.as_f64() < b.as_f64(),
    }
}
