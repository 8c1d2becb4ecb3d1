//! Fixture bodies, checked three ways: through Rust and back, under the published schema, and
//! in both flavours.

use serde_json::Value;
use std::fs;
use std::path::Path;
use tinsmith_models::amplifybackend as explicit;
use tinsmith_tests::agreement::{Verdict, agreed};
use tinsmith_tests::fixtures::{self, Fixture, RoundTrip, Validity};
use tinsmith_tests::oracle::amplifybackend as derive;

const API: &str = "amplifybackend";

/// Arrays in the place of structures: serde_derive takes them for the members in order, which
/// no attribute can prevent; the explicit impls and the schemas refuse them.
const READ_BY_POSITION: [&str; 4] = [
    "invalid/type_empty_list_for_object.json",
    "invalid/type_list_for_error.json",
    "invalid/type_list_for_object.json",
    "invalid/type_list_for_response.json",
];

macro_rules! by_shape {
    ($shape:expr, $function:ident($argument:expr), $($spec_name:literal => $name:ident,)*) => {
        match $shape {
            $($spec_name => $function::<explicit::$name, derive::$name>($argument),)*
            other => panic!("no type for the shape {other}"),
        }
    };
}

macro_rules! with_types {
    ($shape:expr, $function:ident($argument:expr)) => {
        by_shape!($shape, $function($argument),
            "GetBackendAuthRequest" => GetBackendAuthRequest,
            "GetBackendAuthRequestBody" => GetBackendAuthRequestBody,
            "GetBackendAuthResponse" => GetBackendAuthResponse,
            "BadRequestException" => BadRequestException,
            "GatewayTimeoutException" => GatewayTimeoutException,
            "NotFoundException" => NotFoundException,
            "TooManyRequestsException" => TooManyRequestsException,
        )
    };
}

fn schema(shape: &str, contract: &str) -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../models/schemas")
        .join(API)
        .join(format!("{shape}{contract}.schema.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let schema: Value = serde_json::from_str(&text).unwrap();
    assert!(jsonschema::meta::is_valid(&schema), "{}", path.display());
    jsonschema::draft202012::new(&schema).unwrap()
}

fn valid() -> impl Iterator<Item = Fixture> {
    fixtures::index(API)
        .into_iter()
        .filter(|fixture| fixture.verdict == Validity::Valid)
}

fn invalid() -> impl Iterator<Item = Fixture> {
    fixtures::index(API)
        .into_iter()
        .filter(|fixture| fixture.verdict == Validity::Invalid)
}

#[test]
fn the_index_lists_every_fixture() {
    let index = fixtures::index(API);
    for folder in ["valid", "invalid"] {
        for entry in fs::read_dir(fixtures::folder(API).join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let listed = index
                .iter()
                .any(|fixture| fixture.file == format!("{folder}/{name}"));
            assert!(
                listed || name.ends_with(".expected.json"),
                "{folder}/{name} is not listed"
            );
        }
    }
    assert!(valid().count() >= 15 && invalid().count() >= 10);
}

#[test]
fn valid_bodies_come_back_as_expected_in_both_flavours() {
    for fixture in valid() {
        let text = fixture.text(API);
        let verdict = with_types!(&*fixture.shape, agreed(&text));
        let Ok(Verdict::Read(written)) = verdict else {
            panic!("{}: {verdict:?}", fixture.file)
        };
        let written: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(written, fixture.expected(API), "{}", fixture.file);
        if fixture.round_trip == Some(RoundTrip::Equal) {
            let original: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(written, original, "{}", fixture.file);
        }
    }
}

#[test]
fn valid_bodies_are_valid_under_the_schemas() {
    for fixture in valid() {
        let body: Value = serde_json::from_str(&fixture.text(API)).unwrap();
        let deserialize = schema(&fixture.shape, ".deserialize");
        assert!(deserialize.is_valid(&body), "{} as read", fixture.file);
        let serialize = schema(&fixture.shape, "");
        let expected = fixture.schema_serialize == Some(Validity::Valid);
        assert_eq!(
            serialize.is_valid(&body),
            expected,
            "{} as written",
            fixture.file
        );
    }
}

/// Path and message of the error that a body is refused with.
fn error_or_none<T: serde::de::DeserializeOwned>(text: &str) -> Option<(String, String)> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    match serde_path_to_error::deserialize::<_, T>(&mut deserializer) {
        Err(error) => Some((error.path().to_string(), error.inner().to_string())),
        Ok(_) => deserializer
            .end()
            .err()
            .map(|error| (String::new(), error.to_string())),
    }
}

/// The same of both flavours.
fn errors_of<Explicit, Derived>(text: &str) -> [(String, String); 2]
where
    Explicit: serde::de::DeserializeOwned,
    Derived: serde::de::DeserializeOwned,
{
    [
        error_or_none::<Explicit>(text),
        error_or_none::<Derived>(text),
    ]
    .map(Option::unwrap_or_default)
}

#[test]
fn invalid_bodies_are_refused_at_their_path_with_the_same_words_in_both_flavours() {
    for fixture in invalid() {
        let text = fixture.text(API);
        let [explicit, derived] = with_types!(&*fixture.shape, errors_of(&text));
        let (path, message) = explicit.clone();
        if !READ_BY_POSITION.contains(&&*fixture.file) {
            assert_eq!(explicit, derived, "{}", fixture.file);
        }
        assert!(message.contains(" at line "), "{}: {message}", fixture.file);
        // An empty path in the index: the text breaks off, so where depends on the reader.
        if let Some(expected) = fixture
            .path
            .as_ref()
            .filter(|expected| !expected.is_empty())
        {
            assert_eq!(&path, expected, "{}: {message}", fixture.file);
        }
        if let Some(part) = &fixture.message_contains {
            assert!(
                message.contains(part.as_str()),
                "{}: {message}",
                fixture.file
            );
        }
    }
}

#[test]
fn invalid_bodies_are_invalid_under_the_schemas() {
    for fixture in invalid() {
        // What is not JSON, or has a key twice, never reaches a validator as it is.
        let text = fixture.text(API);
        let Ok(body) = serde_json::from_str::<Value>(&text) else {
            continue;
        };
        if fixture
            .message_contains
            .as_deref()
            .is_some_and(|m| m.contains("duplicate field"))
        {
            continue;
        }
        for contract in ["", ".deserialize"] {
            let schema = schema(&fixture.shape, contract);
            assert!(!schema.is_valid(&body), "{} {contract}", fixture.file);
        }
    }
}
