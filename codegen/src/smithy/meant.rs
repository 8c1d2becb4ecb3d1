//! Which ID was probably meant by one that names nothing. Namespaces are compared apart from
//! names: a long one in common makes no two names alike.

use super::ids;
use crate::report::closest;

/// The ID among those known that was probably meant by this one: of the same name in another
/// namespace, or of a name like it in the same one, or both alike.
pub(super) fn id<'k>(wanted: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let (namespace, name) = wanted.split_once('#')?;
    let known: Vec<&str> = known.into_iter().collect();
    let is_alike = |id: &str| ids::namespace(id).is_some_and(|other| are_alike(namespace, other));
    let of_the_name = known.iter().copied();
    let of_the_name: Vec<&str> = of_the_name
        .filter(|id| ids::name(id).eq_ignore_ascii_case(name) && *id != wanted && is_alike(id))
        .collect();
    let exact = of_the_name.iter().find(|id| ids::name(id) == name);
    if let Some(meant) = exact.or(of_the_name.first()) {
        return Some(meant);
    }
    within(namespace, name, &known).or_else(|| {
        let namespaces = known.iter().filter_map(|id| ids::namespace(id));
        let mut namespaces: Vec<&str> = namespaces.collect();
        namespaces.dedup();
        let mut likely = namespaces
            .into_iter()
            .filter(|other| are_alike(namespace, other));
        likely.find_map(|other| within(other, name, &known))
    })
}

/// The ID of a namespace whose name is like this one.
fn within<'k>(namespace: &str, name: &str, known: &[&'k str]) -> Option<&'k str> {
    let there = known.iter().copied();
    let there = there.filter(|id| ids::namespace(id) == Some(namespace));
    let meant = closest(name, there.clone().map(ids::name))?;
    there.clone().find(|id| ids::name(id) == meant)
}

/// Whether one namespace may be a slip for another: a letter or two off, a part of it left out, or
/// another beginning of the same end.
pub(super) fn are_alike(a: &str, b: &str) -> bool {
    let last = |namespace: &str| namespace.rsplit('.').next().map(str::to_ascii_lowercase);
    let starts = |long: &str, short: &str| {
        let rest = long.strip_prefix(short);
        rest.is_some_and(|rest| rest.starts_with('.'))
    };
    let is_slip = || closest(a, [b]).is_some_and(|_| a.len().abs_diff(b.len()) <= 3);
    a == b || starts(a, b) || starts(b, a) || last(a) == last(b) || is_slip()
}

/// The ID that was probably meant by a text that is none, for lack of a namespace or of the `#`
/// behind it.
pub(super) fn absolute<'k>(
    text: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    if text.contains('#') {
        return id(text, known);
    }
    let known: Vec<&str> = known.into_iter().collect();
    let name = text.rsplit(['.', '/', ':']).next().unwrap_or(text);
    let namespace = text.strip_suffix(name).unwrap_or_default();
    let namespace = namespace.trim_end_matches(['.', '/', ':']);
    let of_the_name = known.iter().copied();
    let of_the_name = of_the_name.filter(|id| ids::name(id).eq_ignore_ascii_case(name));
    // The namespace that is written counts most, then the spelling; and what the model defines hides
    // what Smithy does, as in the IDL.
    let best = of_the_name.min_by_key(|id| {
        let is_there = ids::namespace(id) == Some(namespace);
        let is_own = ids::namespace(id) != Some("smithy.api");
        (!is_there, ids::name(id) != name, !is_own)
    });
    best.or_else(|| {
        let meant = closest(name, known.iter().map(|id| ids::name(id)))?;
        known.iter().copied().find(|id| ids::name(id) == meant)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 8] = [
        "aws.protocols#awsJson1_1",
        "aws.protocols#restJson1",
        "com.amazonaws.kettle#EmailSettings",
        "com.amazonaws.kettle#NotFoundException",
        "smithy.api#Blob",
        "smithy.api#Boolean",
        "smithy.api#String",
        "smithy.api#sensitive",
    ];

    #[test]
    fn names_are_compared_within_namespaces() {
        let table = [
            ("com.amazonaws.kettle#BadRequestException", None),
            ("com.amazonaws.kettle#Emailsettings", Some(2)),
            ("com.amazonaws.kettel#EmailSettings", Some(2)),
            ("com.amazonaws.kettel#EmailSetings", Some(2)),
            ("smithy.api#Bool", Some(5)),
            ("smithy.api#required", None),
            ("smithy#sensitive", Some(7)),
            ("smithy.ap#sensitive", Some(7)),
            ("aws.protocols#awsJson11", Some(0)),
            ("aws.protocols#awsJson1.1", Some(0)),
            ("aws.protocols#restJson", Some(1)),
            ("smithy.protocols#restJson1", Some(1)),
            ("acme#sensitive", None),
            ("acme#audit", None),
        ];
        for (wanted, expected) in table {
            let expected = expected.map(|index: usize| KNOWN[index]);
            assert_eq!(id(wanted, KNOWN.into_iter()), expected, "{wanted}");
        }
    }

    #[test]
    fn texts_without_a_namespace_find_one() {
        let table = [
            ("EmailSettings", Some(2)),
            ("com.amazonaws.kettle.EmailSettings", Some(2)),
            ("string", Some(6)),
            ("Sting", Some(6)),
            ("Spout", None),
        ];
        for (text, expected) in table {
            let expected = expected.map(|index: usize| KNOWN[index]);
            assert_eq!(absolute(text, KNOWN.into_iter()), expected, "{text}");
        }
    }
}
