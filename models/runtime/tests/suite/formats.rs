//! Binary formats: everything comes back as it was, absent members included.

use std::collections::BTreeMap;
use std::fmt::Debug;

use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tinsmith_runtime::{BigDecimal, BigInteger, Blob, Timestamp, Value};

use crate::enums::{Level, Method};
use crate::twins::{derived, explicit};
use crate::unions::Shape;

fn cbor<T: Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).unwrap();
    bytes
}

/// The value after a trip through each self-describing format.
fn assert_self_describing<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let back: T = ciborium::from_reader(cbor(value).as_slice()).unwrap();
    assert_eq!(&back, value, "CBOR");
    let compact = rmp_serde::to_vec(value).unwrap();
    let back: T = rmp_serde::from_slice(&compact).unwrap();
    assert_eq!(&back, value, "MessagePack");
    let named = rmp_serde::to_vec_named(value).unwrap();
    let back: T = rmp_serde::from_slice(&named).unwrap();
    assert_eq!(&back, value, "MessagePack, named");
}

/// … and of one that is not.
fn assert_everywhere<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    assert_self_describing(value);
    let bytes = postcard::to_stdvec(value).unwrap();
    let back: T = postcard::from_bytes(&bytes).unwrap();
    assert_eq!(&back, value, "postcard");
    let json = serde_json::to_string(value).unwrap();
    let back: T = serde_json::from_str(&json).unwrap();
    assert_eq!(&back, value, "{json}");
}

fn timestamp() -> impl Strategy<Value = Timestamp> {
    // Milliseconds, which JSON's epoch seconds hold for all years.
    (Timestamp::MIN.to_millis()..=Timestamp::MAX.to_millis())
        .prop_map(|millis| Timestamp::from_millis(millis).unwrap())
}

fn whole_seconds() -> impl Strategy<Value = Timestamp> {
    timestamp().prop_map(|timestamp| Timestamp::from_seconds(timestamp.seconds()).unwrap())
}

fn inner() -> impl Strategy<Value = explicit::Inner> {
    let leaf = any::<i32>().prop_map(|count| explicit::Inner { count, next: None });
    leaf.prop_recursive(3, 4, 1, |inner| {
        (any::<i32>(), inner).prop_map(|(count, next)| explicit::Inner {
            count,
            next: Some(Box::new(next)),
        })
    })
}

prop_compose! {
    fn outer()(
        app_id in ".*",
        error in any::<Option<String>>(),
        // serde_json reads an f64 back exactly only with its feature `float_roundtrip`.
        (minimum_length, ratio) in (any::<i32>(), any::<Option<i16>>()),
        inner in prop::option::of(inner()),
        history in prop::collection::vec(self::inner(), 0..3),
        tags in any::<Option<BTreeMap<String, String>>>(),
        created in timestamp(),
        changed in prop::option::of(prop::collection::vec(prop::option::of(timestamp()), 0..3)),
        seen in prop::option::of(prop::collection::btree_map(".*", whole_seconds(), 0..3)),
    ) -> explicit::Outer {
        explicit::Outer {
            app_id,
            error,
            minimum_length: f64::from(minimum_length) / 4.0,
            ratio: ratio.map(|ratio| f32::from(ratio) / 4.0),
            inner,
            history,
            tags,
            created,
            changed,
            seen,
        }
    }
}

proptest! {
    #[test]
    fn structures_survive_every_format(value in outer()) {
        assert_everywhere(&value);
    }

    #[test]
    fn timestamps_and_blobs_survive_every_format(
        seconds in Timestamp::MIN.seconds()..=Timestamp::MAX.seconds(),
        nanos in 0..1_000_000_000_u32,
        bytes in any::<Vec<u8>>(),
    ) {
        assert_everywhere(&Timestamp::new(seconds, nanos).unwrap());
        assert_everywhere(&Blob::from(bytes));
    }
}

#[test]
fn numbers_that_are_not_finite_survive_every_format() {
    let mut value = explicit::Outer {
        app_id: String::new(),
        error: None,
        minimum_length: f64::INFINITY,
        ratio: Some(f32::NEG_INFINITY),
        inner: None,
        history: Vec::new(),
        tags: None,
        created: Timestamp::UNIX_EPOCH,
        changed: None,
        seen: None,
    };
    assert_everywhere(&value);
    value.minimum_length = f64::NAN;
    let bytes = postcard::to_stdvec(&value).unwrap();
    let back: explicit::Outer = postcard::from_bytes(&bytes).unwrap();
    assert!(back.minimum_length.is_nan());
}

#[test]
fn unions_enums_and_big_numbers_survive_every_format() {
    assert_everywhere(&Shape::Text("a".to_owned()));
    assert_everywhere(&Shape::Time(Timestamp::from_millis(1_500).unwrap()));
    assert_everywhere(&Shape::Nothing);
    assert_everywhere(&Method::Email);
    assert_everywhere(&Method::Unknown("FAX".to_owned()));
    assert_everywhere(&Level(7));
    assert_everywhere(&BigInteger::from(u128::MAX >> 65));
    assert_everywhere(&BigDecimal::from(1));
}

#[test]
fn binary_formats_keep_every_digit() {
    let digits = "-123456789012345678901234567890.12345678901234567890e-7";
    let value: BigDecimal = digits.parse().unwrap();
    assert_self_describing(&value);
    let bytes = postcard::to_stdvec(&value).unwrap();
    let back: BigDecimal = postcard::from_bytes(&bytes).unwrap();
    assert_eq!(back.as_str(), digits);
    let error = postcard::from_bytes::<BigInteger>(&bytes).unwrap_err();
    assert_eq!(error, postcard::Error::SerdeDeCustom);
}

#[test]
fn unknown_members_survive_where_values_do() {
    let payload: Value = serde_json::from_str(r#"{"a": [1, -2, 2.5, null, true, "b"]}"#).unwrap();
    assert_self_describing(&Shape::Unknown("hexagon".to_owned(), payload));
}

/// Why structures are maps in binary formats.
#[test]
fn derive_loses_members_that_are_left_out() {
    let value = derived::Outer {
        app_id: "a".to_owned(),
        error: None,
        minimum_length: 8.0,
        ratio: None,
        inner: None,
        history: Vec::new(),
        tags: None,
        created: Timestamp::UNIX_EPOCH,
        changed: None,
        seen: None,
    };
    let bytes = rmp_serde::to_vec(&value).unwrap();
    assert!(rmp_serde::from_slice::<derived::Outer>(&bytes).is_err());
}

#[test]
fn members_are_found_by_name_among_unknown_ones() {
    let foreign = serde_json::json!({"zz": {"a": [1]}, "next": null, "count": 3});
    let inner: explicit::Inner = ciborium::from_reader(cbor(&foreign).as_slice()).unwrap();
    assert_eq!(inner.count, 3);
    let bytes = rmp_serde::to_vec(&foreign).unwrap();
    let inner: explicit::Inner = rmp_serde::from_slice(&bytes).unwrap();
    assert_eq!(inner.count, 3);
    assert!(
        rmp_serde::from_slice::<explicit::Inner>(&rmp_serde::to_vec(&(3, ())).unwrap()).is_err()
    );
}
