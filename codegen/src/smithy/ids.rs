//! The grammar of names (Smithy 2.0, "Shape ID").

/// Whether the text is an identifier: letters, digits and underscores, not starting with a
/// digit, and not of underscores alone.
pub(super) fn is_identifier(text: &str) -> bool {
    let rest = text.trim_start_matches('_');
    let underscored = rest.len() < text.len();
    rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && rest
            .bytes()
            .next()
            .is_some_and(|b| b.is_ascii_alphabetic() || (underscored && b.is_ascii_digit()))
}

/// Whether the text is an absolute shape ID without a member, `namespace#Name`.
pub(super) fn is_absolute(text: &str) -> bool {
    text.split_once('#').is_some_and(|(namespace, name)| {
        namespace.split('.').all(is_identifier) && is_identifier(name)
    })
}

/// The part of an ID after the `#`, or all of a text that has none.
pub(super) fn name(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}

/// The part of an ID before the `#`.
pub(super) fn namespace(id: &str) -> Option<&str> {
    id.split_once('#').map(|(namespace, _)| namespace)
}

/// The rule for identifiers, in a help line.
pub(super) const RULE: &str = crate::report::Code::InvalidId.advice();

/// What is wrong with an ID: a label, and a help line.
pub(super) fn advice(id: &str) -> (&'static str, &'static str) {
    match id.split_once('#') {
        Some((_, name)) if name.contains('$') => (
            "names a member",
            "name the shape: members are of no use here",
        ),
        Some(("", _)) => (
            "has no namespace",
            "a namespace stands before the `#`, such as `com.example`",
        ),
        Some(_) => ("malformed", RULE),
        None => (
            "not an absolute shape ID",
            "IDs in the JSON AST are absolute: `namespace#Name`",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ShapeId;

    #[test]
    fn agrees_with_the_model() {
        let table = [
            ("a#B", true),
            ("a.b_c.d9#_B", true),
            ("a#_9", true),
            ("a#9", false),
            ("a#__", false),
            ("a.#B", false),
            ("#B", false),
            ("a", false),
            ("a#B$c", false),
            ("a#B#c", false),
            ("a#ä", false),
        ];
        for (id, valid) in table {
            assert_eq!(is_absolute(id), valid, "{id}");
            assert_eq!(ShapeId::parse(id).is_some(), valid, "{id}");
        }
    }
}
