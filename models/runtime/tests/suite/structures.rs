//! Structures in JSON: the same value, bytes, verdict and message as `serde_derive`.

use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

use crate::twins::{derived, explicit};

/// Reads the text as both types and compares all there is to compare; returns what was read.
fn compare<E, D>(text: &str) -> Result<String, String>
where
    E: DeserializeOwned + Serialize + Debug,
    D: DeserializeOwned + Serialize + Debug,
{
    let explicit = serde_json::from_str::<E>(text).map_err(|error| error.to_string());
    let derived = serde_json::from_str::<D>(text).map_err(|error| error.to_string());
    match (explicit, derived) {
        (Ok(explicit), Ok(derived)) => {
            assert_eq!(format!("{explicit:?}"), format!("{derived:?}"), "{text}");
            let written = serde_json::to_string(&explicit).unwrap();
            assert_eq!(written, serde_json::to_string(&derived).unwrap(), "{text}");
            assert_eq!(
                serde_json::to_value(&explicit).unwrap(),
                serde_json::to_value(&derived).unwrap(),
                "{text}"
            );
            Ok(written)
        }
        (Err(explicit), Err(derived)) => {
            assert_eq!(explicit, derived, "{text}");
            Err(explicit)
        }
        (explicit, derived) => panic!("{text}: {explicit:?}, but serde_derive: {derived:?}"),
    }
}

fn inner(text: &str) -> Result<String, String> {
    compare::<explicit::Inner, derived::Inner>(text)
}

#[test]
fn messages_are_derive_s() {
    for (text, message) in [
        (
            "1",
            "invalid type: integer `1`, expected struct Inner at line 1 column 1",
        ),
        (
            "null",
            "invalid type: null, expected struct Inner at line 1 column 4",
        ),
        ("{}", "missing field `count` at line 1 column 2"),
        (
            r#"{"count": 1, "count": 1}"#,
            "duplicate field `count` at line 1 column 20",
        ),
        (
            r#"{"count": null}"#,
            "invalid type: null, expected i32 at line 1 column 14",
        ),
        (
            r#"{"next": null, "next": null, "count": 1}"#,
            "duplicate field `next` at line 1 column 21",
        ),
        (
            r#"{"count": 1"#,
            "EOF while parsing an object at line 1 column 11",
        ),
    ] {
        assert_eq!(inner(text), Err(message.to_owned()), "{text}");
    }
}

#[test]
fn null_is_absent_and_unknown_members_are_ignored() {
    let text = r#"{"x": {"count": [1, {}]}, "next": null, "count": 1, "y": null, "x": 2}"#;
    assert_eq!(inner(text), Ok(r#"{"count":1}"#.to_owned()));
}

#[test]
fn names_are_found_in_any_spelling_json_has_for_them() {
    assert_eq!(
        inner(r#"{"n\u0065xt": {"count": 2}, "c\u006funt": 1}"#),
        Ok(r#"{"count":1,"next":{"count":2}}"#.to_owned())
    );
}

/// The one difference to `serde_derive` that is meant.
#[test]
fn an_array_is_no_structure() {
    assert!(serde_json::from_str::<derived::Inner>("[1, null]").is_ok());
    let error = serde_json::from_str::<explicit::Inner>("[1, null]").unwrap_err();
    assert_eq!(
        error.to_string(),
        "invalid type: sequence, expected struct Inner at line 1 column 1"
    );
}

#[test]
fn errors_name_their_path() {
    let text = r#"{"appId": "a", "changed": [1, null, true]}"#;
    let mut reader = serde_json::Deserializer::from_str(text);
    let error = serde_path_to_error::deserialize::<_, explicit::Outer>(&mut reader).unwrap_err();
    assert_eq!(error.path().to_string(), "changed[2]");
}

#[test]
fn structures_can_be_flattened_and_tagged() {
    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Flat<T> {
        id: u8,
        #[serde(flatten)]
        rest: T,
    }
    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    #[serde(tag = "kind")]
    enum Tagged<T> {
        Some(T),
    }
    let text = r#"{"id":1,"count":2,"next":{"count":3}}"#;
    let flat: Flat<explicit::Inner> = serde_json::from_str(text).unwrap();
    assert_eq!(flat.rest.next.as_ref().unwrap().count, 3);
    assert_eq!(serde_json::to_string(&flat).unwrap(), text);

    let text = r#"{"kind":"Some","count":2}"#;
    let tagged: Tagged<explicit::Inner> = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&tagged).unwrap(), text);
}

/// JSON for a member: mostly what it holds, at times something else. No arrays for structures,
/// see [`an_array_is_no_structure`].
fn member() -> impl Strategy<Value = String> {
    let inner = r#"{"count": 1, "next": {"count": 2, "next": null}}"#;
    let fitting: &[(&str, &[&str])] = &[
        ("appId", &[r#""a""#, r#""\u00e9\n""#, r#""""#]),
        ("error", &[r#""e""#, "null"]),
        (
            "minimumLength",
            &["1", "-1.5", r#""NaN""#, r#""-Infinity""#, "1e300", r#""1""#],
        ),
        ("ratio", &["0.1", r#""Infinity""#, "null", r#""inf""#, "7"]),
        ("inner", &[inner, "null", r#"{"count": "1"}"#, "{}"]),
        (
            "history",
            &["[]", r#"[{"count": 1}]"#, "[null]", r#"[{"count": 1}, {}]"#],
        ),
        (
            "tags",
            &["{}", r#"{"a": "b", "a": "c"}"#, r#"{"a": null}"#, "null"],
        ),
        (
            "Created-At",
            &[
                "0",
                "1.5",
                "-0.001",
                "1e300",
                "1515531081.123",
                r#""1""#,
                "253402300800",
            ],
        ),
        ("changed", &["[0, null, 1.25]", "[true]", "null", "[]"]),
        (
            "seen",
            &[
                "{}",
                r#"{"a": "Tue, 29 Apr 2014 18:30:38 GMT"}"#,
                r#"{"a": 1}"#,
            ],
        ),
        ("other", &["1", "[[{}]]", inner, "null", "[1,]"]),
    ];
    let fitting: Vec<(String, Vec<String>)> = fitting
        .iter()
        .map(|(name, values)| {
            let values = values.iter().map(ToString::to_string).collect();
            ((*name).to_owned(), values)
        })
        .collect();
    let strange = prop::sample::select(vec![
        "true",
        "1",
        "-1",
        "18446744073709551616",
        "\"\"",
        "null",
        "{}",
    ]);
    prop::sample::select(fitting).prop_flat_map(move |(name, values)| {
        let value = prop_oneof![
            20 => prop::sample::select(values),
            1 => strange.clone().prop_map(str::to_owned),
        ];
        value.prop_map(move |value| format!("\"{name}\": {value}"))
    })
}

/// An object that has most required members, others in any order, and a few twice.
fn document() -> impl Strategy<Value = String> {
    let required = [
        r#""appId": "a""#,
        r#""minimumLength": 8"#,
        r#""history": []"#,
        r#""Created-At": 1.5"#,
    ];
    let required = prop::sample::subsequence(required.to_vec(), 0..=4);
    let required = prop_oneof![
        1 => required,
        3 => Just(vec![r#""appId": "a""#, r#""minimumLength": 8"#, r#""history": []"#, r#""Created-At": 0"#]),
    ];
    let members = prop::collection::vec(member(), 0..4);
    (required, members)
        .prop_map(|(required, mut members)| {
            members.extend(required.into_iter().map(str::to_owned));
            members
        })
        .prop_shuffle()
        .prop_map(|members| format!("{{{}}}", members.join(", ")))
}

/// A document with one byte more, less or other than before.
fn mutated() -> impl Strategy<Value = String> {
    let character =
        prop::sample::select(vec!['"', '{', '}', ',', ':', '0', '-', 'n', ' ', 'e', '\\']);
    (document(), any::<prop::sample::Index>(), character, 0..3_u8).prop_map(
        |(mut document, index, character, how)| {
            let at = index.index(document.len());
            match how {
                0 => document.insert(at, character),
                1 => drop(document.remove(at)),
                _ => document.replace_range(at..=at, character.encode_utf8(&mut [0; 4])),
            }
            document
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn documents_read_and_write_as_derive_has_it(text in document()) {
        let _ = compare::<explicit::Outer, derived::Outer>(&text);
    }

    #[test]
    fn broken_documents_fail_as_derive_has_it(text in mutated()) {
        let _ = compare::<explicit::Outer, derived::Outer>(&text);
    }
}

/// The generator above is worth something only if it yields good and bad documents.
#[test]
fn generated_documents_are_of_both_kinds() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let good = (0..200)
        .filter(|_| {
            let text = document().new_tree(&mut runner).unwrap().current();
            compare::<explicit::Outer, derived::Outer>(&text).is_ok()
        })
        .count();
    assert!((20..180).contains(&good), "{good} of 200");
}
