//! Values, against `serde_json`'s.

use proptest::prelude::*;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IntoDeserializer};
use std::collections::BTreeMap;
use std::fmt::Debug;
use tinsmith_runtime::{Blob, Object, Value, ValueError};

use crate::enums::{Level, Method};
use crate::twins::explicit::{Inner, Outer};
use crate::unions::Shape;

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<i32>().prop_map(|number| (f64::from(number) / 8.0).into()),
        ".*".prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            prop::collection::vec((".*", inner), 0..4)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

proptest! {
    #[test]
    fn values_hold_what_serde_json_s_hold(json in json()) {
        let text = json.to_string();
        let ours = value(&text);
        prop_assert_eq!(serde_json::to_string(&ours).unwrap(), text);
        prop_assert_eq!(&serde_json::from_value::<Value>(json.clone()).unwrap(), &ours);
        prop_assert_eq!(&serde_json::to_value(&ours).unwrap(), &json);
        // A value can be read from a value.
        prop_assert_eq!(&Value::deserialize(&ours).unwrap(), &ours);
        prop_assert_eq!(&Value::deserialize(ours.clone()).unwrap(), &ours);
        prop_assert_eq!(&serde_json::Value::deserialize(&ours).unwrap(), &json);
    }

    #[test]
    fn broken_json_is_refused_alike(json in json(), index in any::<prop::sample::Index>()) {
        let mut text = json.to_string();
        let at = index.index(text.len());
        prop_assume!(text.is_char_boundary(at));
        text.truncate(at);
        let ours = serde_json::from_str::<Value>(&text).map_err(|error| error.to_string());
        let theirs = serde_json::from_str::<serde_json::Value>(&text).map_err(|error| error.to_string());
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => prop_assert_eq!(serde_json::to_value(ours).unwrap(), theirs),
            (ours, theirs) => prop_assert_eq!(ours.err(), theirs.err()),
        }
    }
}

/// Types read from a value as they are read from the text it came from.
fn assert_reads<T: DeserializeOwned + PartialEq + Debug>(texts: &[&str]) {
    for text in texts {
        let direct = serde_json::from_str::<T>(text).map_err(|error| {
            let message = error.to_string();
            let (message, _position) = message.split_once(" at line ").unwrap();
            // The one word that serde_json has its own way with.
            message.replace("type: null", "type: unit value")
        });
        let value = value(text);
        let borrowed = T::deserialize(&value).map_err(|error| error.to_string());
        assert_eq!(borrowed, direct, "{text}");
        let owned = T::deserialize(value).map_err(|error| error.to_string());
        assert_eq!(owned, direct, "{text}");
    }
}

#[test]
fn types_read_from_values_as_from_text() {
    assert_reads::<Inner>(&[
        r#"{"count": 1, "next": {"count": 2}}"#,
        r#"{"count": 1, "next": null}"#,
        r#"{"count": 1, "count": 2}"#,
        r#"{"next": null}"#,
        r#"{"count": "1"}"#,
        "[1, null]",
        "null",
    ]);
    assert_reads::<Outer>(&[
        r#"{"appId": "a", "minimumLength": "-Infinity", "history": [{"count": 1}], "Created-At": 1.5,
            "changed": [null, -1], "seen": {"x": "Tue, 29 Apr 2014 18:30:38 GMT"}}"#,
        r#"{"appId": "a", "minimumLength": 1, "history": [], "Created-At": "1"}"#,
    ]);
    assert_reads::<Option<Method>>(&["null", r#""EMAIL""#, r#""FAX""#, "1"]);
    assert_reads::<Level>(&["1", "2147483648", "-1", "1.0"]);
    assert_reads::<Shape>(&[
        r#"{"text": "a"}"#,
        r#"{"x": [1]}"#,
        "{}",
        r#"{"nothing": {}}"#,
    ]);
    assert_reads::<Blob>(&[r#""YmxvYg==""#, r#""x""#]);
    assert_reads::<(u8, String)>(&[r#"[1, "a"]"#, "[1]"]);
    assert_reads::<BTreeMap<String, Option<f32>>>(&[r#"{"a": 1, "b": null, "c": -0.5}"#]);
}

#[test]
fn derived_types_read_from_values() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Wrapper(u8);
    #[derive(Debug, PartialEq, Deserialize)]
    struct Unit;
    #[derive(Debug, PartialEq, Deserialize)]
    enum Choice {
        Unit,
        New(u8),
        Tuple(u8, u8),
        Struct { a: Option<u8> },
    }
    assert_reads::<Wrapper>(&["1", "256", "\"\""]);
    assert_reads::<Unit>(&["null"]);
    assert_reads::<Vec<Choice>>(&[
        r#"["Unit", {"New": 1}, {"Tuple": [1, 2]}, {"Struct": {"a": 1}}, {"Struct": {}}]"#,
        r#"["Other"]"#,
    ]);
    for text in ["1", "null", "true", "[]"] {
        let error = Choice::deserialize(&value(text)).unwrap_err().to_string();
        assert!(error.ends_with("expected string or map"), "{error}");
    }
    let borrowed = value(r#""text""#);
    assert_eq!(<&str>::deserialize(&borrowed).unwrap(), "text");
}

#[test]
fn sequences_and_objects_must_be_read_whole() {
    let error = <(u8,)>::deserialize(value("[1, 2]")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "invalid length 2, expected 1 element in sequence"
    );
}

#[test]
fn numbers_are_kept_apart() {
    for (text, u64, i64, f64) in [
        ("1", Some(1), Some(1), 1.0),
        ("-1", None, Some(-1), -1.0),
        (
            "18446744073709551615",
            Some(u64::MAX),
            None,
            18_446_744_073_709_551_615.0,
        ),
        (
            "-9223372036854775808",
            None,
            Some(i64::MIN),
            -9_223_372_036_854_775_808.0,
        ),
        ("1.0", None, None, 1.0),
    ] {
        let number = value(text);
        assert_eq!(
            (number.as_u64(), number.as_i64(), number.as_f64()),
            (u64, i64, Some(f64)),
            "{text}"
        );
        assert_eq!(serde_json::to_string(&number).unwrap(), text);
        assert_eq!(number.as_number().unwrap().is_f64(), text == "1.0");
    }
    assert_eq!(Value::from(1_i64), Value::from(1_u64));
    assert_ne!(Value::from(1), Value::from(1.0));
    assert_eq!(
        serde_json::to_string(&Value::from(f64::NAN)).unwrap(),
        r#""NaN""#
    );
}

/// What `serde_json` makes of a number if any crate in the build wants `arbitrary_precision`.
#[test]
fn numbers_are_read_with_arbitrary_precision_too() {
    for (digits, number) in [
        ("12", Value::from(12)),
        ("-12", Value::from(-12)),
        ("18446744073709551615", Value::from(u64::MAX)),
        ("1.5e3", Value::from(1500.0)),
        ("-0", Value::from(-0.0)),
    ] {
        let text = format!(r#"{{"$serde_json::private::Number": "{digits}"}}"#);
        assert_eq!(value(&text), number);
    }
}

/// The key is a document's own to use as well, and must not let anything in that JSON has not.
#[test]
fn what_only_looks_like_a_number_stays_an_object() {
    for digits in ["inf", "NaN", "-infinity", "+1", "1.", "", " 1", "0x1"] {
        let text = format!(r#"{{"$serde_json::private::Number":"{digits}"}}"#);
        assert_eq!(serde_json::to_string(&value(&text)).unwrap(), text);
    }
    let text = r#"{"$serde_json::private::Number":"1e999"}"#;
    let error = serde_json::from_str::<Value>(text).unwrap_err();
    assert!(error.to_string().contains("number out of range"), "{error}");
}

#[test]
fn objects_keep_order_and_repeated_keys() {
    let text = r#"{"b":1,"a":2,"b":3}"#;
    let repeated = value(text);
    assert_eq!(serde_json::to_string(&repeated).unwrap(), text);
    assert_eq!(repeated.get("b"), Some(&Value::from(3)));
    assert_eq!(repeated.get("c"), None);
    assert_eq!(repeated, value(r#"{"a": 2, "b": 3}"#));
    assert_ne!(repeated, value(r#"{"a": 2, "b": 1}"#));
    let object: Object = [("a", 1), ("b", 2)].into_iter().collect();
    assert_eq!((object.len(), object.is_empty()), (2, false));
    assert_eq!(
        object.iter().map(|(key, _)| key).collect::<Vec<_>>(),
        ["a", "b"]
    );
    assert_eq!(Value::from(object), value(r#"{"b": 2, "a": 1}"#));
}

#[test]
fn byte_strings_become_base64() {
    let bytes = rmp_serde::to_vec(&(Blob::new(*b"blob"), 1)).unwrap();
    let value: Value = rmp_serde::from_slice(&bytes).unwrap();
    assert_eq!(value.as_array().unwrap()[0].as_str(), Some("YmxvYg=="));
    let (blob, _) = <(Blob, u8)>::deserialize(&value).unwrap();
    assert_eq!(blob.as_slice(), b"blob");
}

#[test]
fn values_lead_into_serde_s_adapters() {
    let value = value("[1]");
    let sum: Result<Vec<u8>, ValueError> =
        Vec::deserialize(IntoDeserializer::into_deserializer(&value));
    assert_eq!(sum, Ok(vec![1]));
    assert_eq!(
        Vec::<u8>::deserialize(value.into_deserializer()),
        Ok(vec![1])
    );
}

#[test]
fn depth_is_the_reader_s_to_bound() {
    let deep = "[".repeat(100_000);
    assert!(serde_json::from_str::<Value>(&deep).is_err());
}
