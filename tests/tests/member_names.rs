//! The form by member names against the form that travels: the same values, on documents made up
//! from the models. Whether its schemas say what the types read is for the tests of `agreement`.

use jiff::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::fmt::Debug;
use std::fs;
use std::path::Path;
use tinsmith_codegen::lower::wire;
use tinsmith_codegen::model::{Kind, Member, Model, ShapeId, Simple, TimestampFormat};
use tinsmith_runtime::member_names::{MemberNamed, MemberNames};
use tinsmith_tests::contracts::run::made_of;
use tinsmith_tests::contracts::types::{Type, apis};
use tinsmith_tests::documents::Choices;
use tinsmith_tests::fixtures;

/// What a document that travels looks like by member names, according to the model alone.
fn by_member_names(model: &Model, shape: &ShapeId, of: Option<&Member>, wire: &Value) -> Value {
    let child =
        |member: &Member, value| by_member_names(model, &member.target, Some(member), value);
    match (&model.shape(shape).kind, wire) {
        (_, Value::Null) => Value::Null,
        (Kind::Structure(it), Value::Object(object)) => exchanged(model, &it.members, object),
        (Kind::Union(it), Value::Object(object)) => exchanged(model, &it.members, object),
        (Kind::List(it), Value::Array(elements)) => elements
            .iter()
            .map(|value| child(&it.member, value))
            .collect(),
        (Kind::Map(it), Value::Object(object)) => object
            .iter()
            .map(|(key, value)| (key.clone(), child(&it.value, value)))
            .collect(),
        (Kind::Simple(Simple::Timestamp), value) => {
            let format = of.and_then(|member| wire::timestamp_format(model, member));
            json!(date_time(format.unwrap(), value))
        }
        (_, value) => value.clone(),
    }
}

fn exchanged(model: &Model, members: &[Member], object: &Map<String, Value>) -> Value {
    let entries = object.iter().map(|(key, value)| {
        let of = |member: &&Member| wire::name(&model.service.protocol, member) == key;
        match members.iter().find(of) {
            Some(it) => {
                let value = by_member_names(model, &it.target, Some(it), value);
                (it.name.clone(), value)
            }
            None => (key.clone(), value.clone()),
        }
    });
    entries.collect()
}

fn date_time(format: TimestampFormat, value: &Value) -> String {
    let timestamp = match format {
        TimestampFormat::EpochSeconds => {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "documents have tenths at most"
            )]
            let milliseconds = (value.as_f64().unwrap() * 1000.0) as i64;
            Timestamp::from_millisecond(milliseconds).unwrap()
        }
        TimestampFormat::DateTime => value.as_str().unwrap().parse().unwrap(),
        TimestampFormat::HttpDate => {
            let text = value.as_str().unwrap().replace("GMT", "+0000");
            jiff::fmt::rfc2822::parse(&text).unwrap().timestamp()
        }
    };
    timestamp.to_string()
}

/// What travels becomes what the model says by member names, and back; in both flavours alike.
fn check(model: &Model, it: &Type, bytes: &[u8]) -> Result<(), TestCaseError> {
    let mut choices = Choices::new(bytes);
    let text = made_of(model, &it.root, &mut choices).to_string();
    let explicit = (it.explicit.exchange)(&text).map_err(TestCaseError::fail)?;
    let derived = (it.derived.exchange)(&text).map_err(TestCaseError::fail)?;
    prop_assert_eq!(&explicit, &derived);
    let expected = by_member_names(model, it.root.id(), None, &explicit.wire);
    prop_assert_eq!(&explicit.named, &expected);
    Ok(())
}

#[test]
fn every_type_goes_to_member_names_and_back() {
    for api in apis() {
        for it in &api.types {
            let config = Config {
                cases: 128,
                ..Config::default()
            };
            proptest!(config, |(bytes in proptest::collection::vec(any::<u8>(), 0..256))| {
                check(api.model(), it, &bytes)?;
            });
        }
    }
}

fn json_at(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn published(file: &str) -> jsonschema::Validator {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/schemas/amplifybackend");
    let schema = json_at(&folder.join(file));
    let options = jsonschema::options().should_validate_formats(true);
    options.build(&schema).unwrap()
}

/// A fixture in both forms: each becomes the other through the type, and each is valid under its
/// own published schemas and not under the other form's.
fn pair<T>(file: &str, shape: &str)
where
    T: Serialize + DeserializeOwned + PartialEq + Debug + MemberNamed,
{
    let folder = fixtures::folder("amplifybackend");
    let wire = json_at(&folder.join("valid").join(file));
    let named = json_at(&folder.join("member_names").join(file));
    let value: T = serde_json::from_value(wire.clone()).unwrap();
    let same: MemberNames<T> = serde_json::from_value(named.clone()).unwrap();
    assert_eq!(same.0, value, "{file}");
    assert_eq!(serde_json::to_value(MemberNames(&value)).unwrap(), named);
    assert_eq!(serde_json::to_value(&same.0).unwrap(), wire, "{file}");
    for contract in ["", ".deserialize"] {
        let wire_schema = published(&format!("{shape}{contract}.schema.json"));
        let named_schema = published(&format!("{shape}.member-names{contract}.schema.json"));
        wire_schema.validate(&wire).unwrap();
        named_schema.validate(&named).unwrap();
    }
}

#[test]
fn both_forms_of_a_fixture_become_each_other_and_are_valid() {
    use tinsmith_models::amplifybackend as types;
    pair::<types::GetBackendAuthResponse>("response_full.json", "GetBackendAuthResponse");
    pair::<types::GetBackendAuthRequest>("request.json", "GetBackendAuthRequest");
    pair::<types::NotFoundException>("error_not_found.json", "NotFoundException");
}

#[test]
fn neither_form_passes_for_the_other() {
    type Response = tinsmith_models::amplifybackend::GetBackendAuthResponse;

    let folder = fixtures::folder("amplifybackend");
    let wire = json_at(&folder.join("valid/response_full.json"));
    let named = json_at(&folder.join("member_names/response_full.json"));
    for contract in ["", ".deserialize"] {
        let shape = "GetBackendAuthResponse";
        assert!(!published(&format!("{shape}{contract}.schema.json")).is_valid(&named));
        assert!(!published(&format!("{shape}.member-names{contract}.schema.json")).is_valid(&wire));
    }
    let error = serde_json::from_value::<Response>(named).unwrap_err();
    assert_eq!(error.to_string(), "missing field `appId`");
    let error = serde_json::from_value::<MemberNames<Response>>(wire).unwrap_err();
    assert_eq!(error.to_string(), "missing field `AppId`");
}
