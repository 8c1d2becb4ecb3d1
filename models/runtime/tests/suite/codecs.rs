//! Codecs on their own and composed.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tinsmith_runtime::{As, Codec, EpochSeconds, Number, Plain, Timestamp};

/// Reads the text in the form `C` and writes what it read.
fn trip<C: Codec<T>, T>(text: &str) -> Result<String, String> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = As::<C>::deserialize(&mut reader).map_err(|error| error.to_string())?;
    reader.end().map_err(|error| error.to_string())?;
    let mut written = Vec::new();
    As::<C>::serialize(&value, &mut serde_json::Serializer::new(&mut written)).unwrap();
    Ok(String::from_utf8(written).unwrap())
}

fn assert_trip<C: Codec<T>, T>(text: &str, written: &str) {
    assert_eq!(trip::<C, T>(text), Ok(written.to_owned()), "{text}");
}

#[test]
fn numbers_are_numbers_or_three_words() {
    for (text, written) in [
        ("1", "1.0"),
        ("-1", "-1.0"),
        ("18446744073709551615", "1.8446744073709552e+19"),
        ("0.1", "0.1"),
        ("-0.0", "-0.0"),
        (r#""NaN""#, r#""NaN""#),
        (r#""Infinity""#, r#""Infinity""#),
        (r#""-Infinity""#, r#""-Infinity""#),
    ] {
        assert_trip::<Number, f64>(text, written);
    }
    assert_trip::<Number, f32>("0.1", "0.1");
    assert_trip::<Number, f32>(r#""-Infinity""#, r#""-Infinity""#);
    assert_trip::<Number, f32>(r#""NaN""#, r#""NaN""#);
}

#[test]
fn other_words_are_no_numbers() {
    for text in [
        r#""nan""#,
        r#""inf""#,
        r#""+Infinity""#,
        r#""1""#,
        r#""""#,
        "null",
        "true",
        "[]",
        "{}",
        r#"{"a": 1}"#,
    ] {
        let message = trip::<Number, f64>(text).unwrap_err();
        let expected = r#"expected a number, "NaN", "Infinity" or "-Infinity""#;
        assert!(message.contains(expected), "{text}: {message}");
        assert!(trip::<Number, f32>(text).is_err(), "{text}");
    }
}

/// What `serde_json` makes of a number if any crate in the build wants `arbitrary_precision`.
#[test]
fn numbers_are_read_with_arbitrary_precision_too() {
    let number = |digits| {
        use serde_core::de::value::{Error, MapDeserializer};
        let members = [("$serde_json::private::Number", digits)];
        let reader = MapDeserializer::<_, Error>::new(members.into_iter());
        let reader = serde_core::de::value::MapAccessDeserializer::new(reader);
        <Number as Codec<f64>>::read(reader)
    };
    assert_eq!(number("-2.5e1"), Ok(-25.0));
    for digits in ["two", "inf", "NaN", "+1", "1e999", ""] {
        assert!(number(digits).is_err(), "{digits}");
    }
}

#[test]
fn forms_compose() {
    type Sparse = Vec<Option<EpochSeconds>>;
    type Deep = BTreeMap<Plain, Box<Vec<Number>>>;
    assert_trip::<Sparse, Vec<Option<Timestamp>>>("[0, null, 1.5]", "[0,null,1.5]");
    let text = r#"{"b":[1.5],"a":["NaN"],"b":[2.5]}"#;
    assert_trip::<Deep, BTreeMap<String, Box<Vec<f64>>>>(text, r#"{"a":["NaN"],"b":[2.5]}"#);
    assert_trip::<Option<Plain>, Option<u8>>("null", "null");
    assert_trip::<BTreeMap<Plain, Plain>, BTreeMap<u8, u8>>(r#"{"2":1}"#, r#"{"2":1}"#);
}

/// `Vec<Plain>` is a `Vec`, and so on: verdicts and messages are those of serde's impls.
#[test]
fn containers_are_serde_s() {
    fn compare<C: Codec<T>, T: Serialize + DeserializeOwned + Debug>(texts: &[&str]) {
        for text in texts {
            let ours = trip::<C, T>(text);
            let theirs = serde_json::from_str::<T>(text)
                .map(|value| serde_json::to_string(&value).unwrap())
                .map_err(|error| error.to_string());
            assert_eq!(ours, theirs, "{text}");
        }
    }
    let texts = [
        "null",
        "1",
        "[]",
        "[1, 2]",
        "[1, null]",
        "[256]",
        "{}",
        r#"{"a": 1}"#,
        "[1",
        r#"{"a": "#,
        r#"{"a": 1, "a": 2}"#,
        r#"{"a": null}"#,
        "\"\"",
    ];
    compare::<Vec<Plain>, Vec<u8>>(&texts);
    compare::<Option<Plain>, Option<u8>>(&texts);
    compare::<Box<Plain>, Box<u8>>(&texts);
    compare::<Vec<Option<Plain>>, Vec<Option<u8>>>(&texts);
    compare::<BTreeMap<Plain, Plain>, BTreeMap<String, u8>>(&texts);
}

/// An array announced as four thousand million elements, 8 KiB each, must not get that memory.
#[test]
fn announced_lengths_are_not_trusted() {
    type Large = [[u64; 32]; 32];
    // MessagePack: array 32, its length, nothing else.
    let bytes = [0xdd, 0xff, 0xff, 0xff, 0xff];
    let mut reader = rmp_serde::Deserializer::new(&bytes[..]);
    assert!(<Vec<Plain> as Codec<Vec<Large>>>::read(&mut reader).is_err());
}

#[test]
fn codecs_work_in_serde_attributes() {
    #[derive(Serialize, Deserialize)]
    struct Log {
        #[serde(with = "As::<BTreeMap<Plain, EpochSeconds>>")]
        times: BTreeMap<String, Timestamp>,
        #[serde(default, with = "As::<Option<Number>>")]
        share: Option<f32>,
    }
    let text = r#"{"times":{"a":-0.25},"share":null}"#;
    let log: Log = serde_json::from_str(text).unwrap();
    assert_eq!(log.times["a"], Timestamp::new(-1, 750_000_000).unwrap());
    assert_eq!(serde_json::to_string(&log).unwrap(), text);
}
