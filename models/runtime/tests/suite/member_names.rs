//! Values by member names: what is exchanged, what is not, and what is refused.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use tinsmith_runtime as rt;
use tinsmith_runtime::member_names::MemberNames;

#[derive(Clone, Debug, PartialEq)]
struct Log {
    id: i32,
    created: Option<rt::Timestamp>,
    expires: Option<rt::Timestamp>,
    times: BTreeMap<String, Vec<Option<rt::Timestamp>>>,
    parts: Vec<Pet>,
    swapped: Option<String>,
    extra: Option<rt::Value>,
    next: Option<Box<Log>>,
}

rt::structure! {
    Log {
        0 => required id "_id",
        1 => optional created "created" as Option<rt::EpochSeconds>,
        2 => optional expires "expires" as Option<rt::HttpDate>,
        3 => required times "times" as BTreeMap<rt::Plain, Vec<Option<rt::DateTime>>>,
        4 => required parts "parts",
        5 => optional swapped "Extra",
        6 => optional extra "Swapped",
        7 => optional next "next",
    }
}

rt::member_names! {
    structure Log {
        "_id" => "Id",
        "created" => "CreatedAt" as rt::EpochSeconds,
        "expires" => "ExpiresAt" as rt::HttpDate,
        "times" => "Times" as BTreeMap<rt::Plain, Vec<rt::DateTime>>,
        "parts" => "Parts" as Vec<Pet>,
        "Extra" => "Swapped",
        "Swapped" => "Extra",
        "next" => "Next" as Log,
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Pet {
    Cat(String),
    Fish,
    Log(Box<Log>),
    At(rt::Timestamp),
    Unknown(UnknownMember),
}

#[derive(Clone, Debug, PartialEq)]
struct UnknownMember {
    tag: String,
    value: rt::Value,
}

rt::union! {
    Pet(UnknownMember) {
        0 => Cat(value) "cat",
        1 => Fish "fish",
        2 => Log(value) "log",
        3 => At(value) "at" as rt::EpochSeconds,
    }
}

rt::member_names! {
    union Pet {
        "cat" => "Cat",
        "fish" => "fish",
        "log" => "Log" as Log,
        "at" => "At" as rt::EpochSeconds,
    }
}

fn log(wire: &Json) -> Log {
    serde_json::from_value(wire.clone()).unwrap()
}

fn read<T: for<'de> Deserialize<'de> + rt::member_names::MemberNamed>(
    text: &str,
) -> Result<T, String> {
    let value: Result<MemberNames<T>, _> = serde_json::from_str(text);
    value
        .map(|value| value.0)
        .map_err(|error| error.to_string())
}

#[test]
fn names_and_timestamps_are_exchanged_and_nothing_else() {
    let wire = json!({
        "_id": 1,
        "created": 1_422_172_800.5,
        "expires": "Tue, 29 Apr 2014 18:30:38 GMT",
        "times": {"created": ["2020-01-01T00:00:00Z", null]},
        "parts": [
            {"cat": "created"}, {"fish": {}}, {"at": 1},
            {"dog": {"_id": 1, "created": 2}},
            {"log": {"_id": 2, "times": {}, "parts": []}},
        ],
        "Extra": "a",
        "Swapped": {"_id": [{"created": null}]},
        "next": {"_id": 3, "times": {}, "parts": []},
    });
    let named = json!({
        "Id": 1,
        "CreatedAt": "2015-01-25T08:00:00.5Z",
        "ExpiresAt": "2014-04-29T18:30:38Z",
        "Times": {"created": ["2020-01-01T00:00:00Z", null]},
        "Parts": [
            {"Cat": "created"}, {"fish": {}}, {"At": "1970-01-01T00:00:01Z"},
            {"dog": {"_id": 1, "created": 2}},
            {"Log": {"Id": 2, "Times": {}, "Parts": []}},
        ],
        "Swapped": "a",
        "Extra": {"_id": [{"created": null}]},
        "Next": {"Id": 3, "Times": {}, "Parts": []},
    });
    let log = log(&wire);
    assert_eq!(serde_json::to_value(MemberNames(&log)).unwrap(), named);
    assert_eq!(read(&named.to_string()), Ok(log.clone()));
    assert_eq!(serde_json::to_value(&log).unwrap(), wire);
    // The same through a format that describes itself but is not for people, and one that does
    // not describe itself.
    let mut cbor = Vec::new();
    ciborium::into_writer(&MemberNames(&log), &mut cbor).unwrap();
    let again: MemberNames<Log> = ciborium::from_reader(&*cbor).unwrap();
    assert_eq!(again.0, log);
    let keys: ciborium::Value = ciborium::from_reader(&*cbor).unwrap();
    let keys = keys.into_map().unwrap();
    assert!(
        keys.iter()
            .any(|(key, _)| key.as_text() == Some("CreatedAt"))
    );
}

#[test]
fn postcard_keeps_names_and_values() {
    let log = log(&json!({
        "_id": 1, "created": 0.25, "times": {"a": [null]}, "parts": [{"cat": "x"}, {"at": 2}],
    }));
    let bytes = postcard::to_stdvec(&MemberNames(&log)).unwrap();
    let again: MemberNames<Log> = postcard::from_bytes(&bytes).unwrap();
    assert_eq!(again.0, log);
}

#[test]
fn every_digit_of_a_timestamp_is_kept() {
    let created = rt::Timestamp::new(1_700_000_000, 123_456_789).unwrap();
    let log = Log {
        created: Some(created),
        ..log(&json!({"_id": 1, "times": {}, "parts": []}))
    };
    let text = serde_json::to_string(&MemberNames(&log)).unwrap();
    assert!(
        text.contains(r#""CreatedAt":"2023-11-14T22:13:20.123456789Z""#),
        "{text}"
    );
    assert_eq!(read(&text), Ok(log));
}

#[test]
fn timestamps_are_read_from_every_form() {
    for form in [
        r#""2014-04-29T18:30:38Z""#,
        r#""2014-04-29T20:30:38.000000+02:00""#,
        r#""Tue, 29 Apr 2014 18:30:38 GMT""#,
        "1398796238",
        "1398796238.0",
    ] {
        let text = format!(
            r#"{{"Id": 1, "CreatedAt": {form}, "ExpiresAt": {form}, "Times": {{"a": [{form}]}}, "Parts": []}}"#
        );
        let log: Log = read(&text).unwrap();
        let expected = Some(rt::Timestamp::from_seconds(1_398_796_238).unwrap());
        assert_eq!((log.created, log.expires), (expected, expected), "{form}");
        assert_eq!(log.times["a"], [expected], "{form}");
    }
    let text = r#"{"Id": 1, "CreatedAt": null, "Times": {}, "Parts": []}"#;
    assert_eq!(read::<Log>(text).unwrap().created, None);
    let text = r#"{"Id": 1, "CreatedAt": "today", "Times": {}, "Parts": []}"#;
    assert_eq!(
        read::<Log>(text),
        Err(
            "invalid value: string \"today\", expected a date-time, an http-date or seconds \
             since 1970 at line 1 column 30"
                .to_owned()
        )
    );
}

#[test]
fn messages_name_members() {
    for (text, message) in [
        (
            r#"{"Times": {}, "Parts": []}"#,
            "missing field `Id` at line 1 column 26",
        ),
        (
            r#"{"Id": 1, "Id": 2}"#,
            "duplicate field `Id` at line 1 column 14",
        ),
        (
            r#"{"Id": 1, "Next": null, "Next": null}"#,
            "duplicate field `Next` at line 1 column 30",
        ),
        (
            "[]",
            "invalid type: sequence, expected struct Log at line 1 column 2",
        ),
    ] {
        assert_eq!(read::<Log>(text), Err(message.to_owned()), "{text}");
    }
    let mut deserializer = serde_json::Deserializer::from_str(r#"{"Id": 1, "Next": {"Id": "x"}}"#);
    let error = serde_path_to_error::deserialize::<_, MemberNames<Log>>(&mut deserializer);
    assert_eq!(error.unwrap_err().path().to_string(), "Next.Id");
}

#[test]
fn wire_names_are_no_member_names() {
    // In a structure they are unknown, and ignored as such.
    let text = r#"{"Id": 1, "_id": 2, "created": [], "Times": {}, "Parts": []}"#;
    let log: Log = read(text).unwrap();
    assert_eq!((log.id, log.created), (1, None));
    // In a union they could not be told from the member.
    assert_eq!(
        read::<Pet>(r#"{"cat": "x"}"#),
        Err(
            "`cat` is what travels for the member `Cat`, not its name at line 1 column 6"
                .to_owned()
        )
    );
}

#[test]
fn unions_keep_what_they_do_not_know() {
    let text = r#"{"SDK_UNKNOWN_MEMBER":{"name":"dog"}}"#;
    let pet: Pet = read(text).unwrap();
    assert!(matches!(&pet, Pet::Unknown(it) if it.tag == "SDK_UNKNOWN_MEMBER"));
    assert_eq!(serde_json::to_string(&MemberNames(&pet)).unwrap(), text);
    let text = r#"{"__type": "Pet", "Cat": null, "fish": {"x": 1}}"#;
    assert_eq!(read(text), Ok(Pet::Fish));
    // What travels is not in the model, but called like a member of it.
    let pet: Pet = serde_json::from_str(r#"{"Cat": 1}"#).unwrap();
    assert_eq!(
        serde_json::to_string(&MemberNames(&pet))
            .unwrap_err()
            .to_string(),
        "unknown member `Cat` would be taken for the known one of that name"
    );
    assert_eq!(
        read::<Pet>(r#"{"Cat": "a", "Cat": "b"}"#),
        Err("duplicate field `Cat` at line 1 column 18".to_owned())
    );
}

#[test]
fn containers_and_fields_can_have_the_form() {
    #[derive(Deserialize, Serialize)]
    struct Page {
        #[serde(with = "rt::member_names")]
        pets: BTreeMap<String, Vec<Option<Pet>>>,
    }
    let text = r#"{"pets":{"cat":[{"Cat":"x"},null]}}"#;
    let page: Page = serde_json::from_str(text).unwrap();
    assert_eq!(page.pets["cat"], [Some(Pet::Cat("x".to_owned())), None]);
    assert_eq!(serde_json::to_string(&page).unwrap(), text);
}
