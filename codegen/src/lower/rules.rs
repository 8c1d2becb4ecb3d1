//! What a value must be like, in words.

use crate::model::{Constraints, Length, Member, Range, Traits};

/// What a member's value must be like: its own constraints, then those of its target that it does
/// not repeat, its default and its media type. `code` writes inline code.
pub(crate) fn of_member(
    member: &Member,
    target: &Traits,
    code: &dyn Fn(&str) -> String,
) -> Vec<String> {
    let mut rules = constraints(&member.traits.constraints, code);
    let inherited = constraints(&target.constraints, code);
    rules.extend(
        inherited
            .into_iter()
            .filter(|rule| !rules.contains(rule))
            .collect::<Vec<_>>(),
    );
    if let Some(default) = &member.default {
        rules.push(format!("Default: {}", code(&default.to_string())));
    }
    if let Some(media_type) = member
        .traits
        .media_type
        .as_ref()
        .or(target.media_type.as_ref())
    {
        rules.push(format!("Media type: {}", code(media_type)));
    }
    rules
}

fn constraints(constraints: &Constraints, code: &dyn Fn(&str) -> String) -> Vec<String> {
    let mut rules = Vec::new();
    if let Some(Length { min, max }) = &constraints.length {
        rules.extend(bounds("Length", min.as_ref(), max.as_ref()));
    }
    if let Some(Range { min, max }) = &constraints.range {
        rules.extend(bounds("Range", min.as_ref(), max.as_ref()));
    }
    if let Some(pattern) = &constraints.pattern {
        rules.push(format!("Pattern: {}", code(pattern)));
    }
    if constraints.unique_items {
        rules.push("Elements are unique".to_owned());
    }
    rules
}

fn bounds<T: ToString>(what: &str, min: Option<&T>, max: Option<&T>) -> Option<String> {
    match (min.map(T::to_string), max.map(T::to_string)) {
        (Some(min), Some(max)) if min == max => Some(format!("{what}: {min}")),
        (Some(min), Some(max)) => Some(format!("{what}: {min} to {max}")),
        (Some(min), None) => Some(format!("{what}: at least {min}")),
        (None, Some(max)) => Some(format!("{what}: at most {max}")),
        (None, None) => None,
    }
}
