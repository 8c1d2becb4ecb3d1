//! The form by member names against the form that travels: the same values, on documents made up
//! from the models, and its schemas against what the types read.

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
use tinsmith_codegen::schema::{Form, Options, files};
use tinsmith_codegen::smithy::{self, Selection};
use tinsmith_runtime::member_names::{MemberNamed, MemberNames};
use tinsmith_tests::documents::{Choices, document, mutate};
use tinsmith_tests::fixtures;

fn model(path: &str) -> Model {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = fs::read_to_string(path).unwrap();
    smithy::read(&text, &Selection::default()).unwrap().0
}

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

/// One shape's validators under the two contracts of the form.
struct Contracts {
    written: jsonschema::Validator,
    read: jsonschema::Validator,
}

impl Contracts {
    fn of(model: &Model, shape: &str) -> Self {
        let options = Options {
            forms: vec![Form::MemberNames],
            ..Options::new(model, "bundle")
        };
        let files = files(model, &options).files;
        let validator = |extension: &str| {
            let path = format!("bundle/bundle.member-names{extension}");
            let (_, text) = files.iter().find(|(other, _)| *other == path).unwrap();
            let mut bundle: Value = serde_json::from_str(text).unwrap();
            bundle["$ref"] = json!(format!("#/$defs/{shape}"));
            jsonschema::meta::validate(&bundle).unwrap();
            let options = jsonschema::options().should_validate_formats(true);
            options.build(&bundle).unwrap()
        };
        Self {
            written: validator(".schema.json"),
            read: validator(".deserialize.schema.json"),
        }
    }
}

fn text_of<T: Debug>(error: T) -> TestCaseError {
    TestCaseError::fail(format!("{error:?}"))
}

/// From what travels to a value, to member names, to a value, to what travels.
fn round_trip<T>(model: &Model, shape: &ShapeId, wire: &Value) -> Result<Value, TestCaseError>
where
    T: Serialize + DeserializeOwned + Debug + MemberNamed,
{
    let value: T = serde_json::from_str(&wire.to_string()).map_err(text_of)?;
    let wire = serde_json::to_value(&value).map_err(text_of)?;
    let named = serde_json::to_value(MemberNames(&value)).map_err(text_of)?;
    prop_assert_eq!(&named, &by_member_names(model, shape, None, &wire));
    let text = serde_json::to_string(&MemberNames(&value)).map_err(text_of)?;
    let again: MemberNames<T> = serde_json::from_str(&text).map_err(text_of)?;
    prop_assert_eq!(format!("{:?}", again.0), format!("{value:?}"));
    prop_assert_eq!(serde_json::to_value(again.0).map_err(text_of)?, wire);
    Ok(named)
}

/// A document by member names is valid if and only if the type reads it, and what it writes keeps
/// to the serialize contract where what it read did.
fn judge<T>(contracts: &Contracts, named: &Value) -> Result<(), TestCaseError>
where
    T: Serialize + DeserializeOwned + MemberNamed,
{
    let value = serde_json::from_str::<MemberNames<T>>(&named.to_string());
    match (contracts.read.validate(named), value) {
        (Ok(()), Ok(value)) => {
            let again = serde_json::to_value(value).map_err(text_of)?;
            let keeps = !contracts.written.is_valid(named) || contracts.written.is_valid(&again);
            prop_assert!(keeps, "written, but not valid: {}", again);
        }
        (Err(_), Err(_)) => {}
        (Ok(()), Err(error)) => prop_assert!(false, "valid, but not read: {}: {}", error, named),
        (Err(error), Ok(_)) => prop_assert!(false, "read, but not valid: {}: {}", error, named),
    }
    Ok(())
}

macro_rules! both_forms {
    ($($test:ident: $model:literal, $namespace:literal, $explicit:path, $derive:path, [$($name:ident = $spec_name:literal),* $(,)?];)*) => {
        $(
            #[test]
            fn $test() {
                use $explicit as explicit;
                use $derive as derive;
                let model = model($model);
                let config = Config { cases: 256, ..Config::default() };
                $(
                    let shape = ShapeId::parse(concat!($namespace, "#", $spec_name)).unwrap();
                    let contracts = Contracts::of(&model, $spec_name);
                    proptest!(config.clone(), |(bytes in proptest::collection::vec(any::<u8>(), 0..256))| {
                        let mut choices = Choices::new(&bytes);
                        let wire = document(&model, &shape, &mut choices);
                        let mut named = round_trip::<explicit::$name>(&model, &shape, &wire)?;
                        prop_assert_eq!(&round_trip::<derive::$name>(&model, &shape, &wire)?, &named);
                        for _ in 0..4 {
                            judge::<explicit::$name>(&contracts, &named)?;
                            mutate(&mut named, &mut choices);
                        }
                        // What travels, taken for the other form: never a panic, and the same
                        // verdict.
                        judge::<explicit::$name>(&contracts, &wire)?;
                    });
                )*
            }
        )*
    };
}

both_forms! {
    amplify_backend: "../spec/amplifybackend.json", "com.amazonaws.amplifybackend",
        tinsmith_models::amplifybackend, tinsmith_tests::oracle::amplifybackend,
        [GetBackendAuthRequest = "GetBackendAuthRequest", GetBackendAuthResponse = "GetBackendAuthResponse",
         NotFoundException = "NotFoundException", TooManyRequestsException = "TooManyRequestsException"];
    clashes: "cases/clashes/model.json", "example.clashes",
        tinsmith_tests::cases::clashes::explicit, tinsmith_tests::cases::clashes::derive,
        [FetchInput = "FetchInput", FetchInputBody = "FetchInputBody"];
    collections: "cases/collections/model.json", "example.collections",
        tinsmith_tests::cases::collections::explicit, tinsmith_tests::cases::collections::derive,
        [Collections = "Collections"];
    member_names: "cases/member_names/model.json", "example.membernames",
        tinsmith_tests::cases::member_names::explicit, tinsmith_tests::cases::member_names::derive,
        [ExchangeInput = "ExchangeInput", ExchangeOutput = "ExchangeOutput", Choice = "Choice", Tree = "Tree"];
    names: "cases/names/model.json", "example.names",
        tinsmith_tests::cases::names::explicit, tinsmith_tests::cases::names::derive,
        [Keywords = "Keywords", UsesAll = "UsesAll"];
    recursion: "cases/recursion/model.json", "example.recursion",
        tinsmith_tests::cases::recursion::explicit, tinsmith_tests::cases::recursion::derive,
        [Node = "Node", Expression = "Expression", Tree = "Tree"];
    scalars: "cases/scalars/model.json", "example.scalars",
        tinsmith_tests::cases::scalars::explicit, tinsmith_tests::cases::scalars::derive,
        [Scalars = "Scalars"];
    unions: "cases/unions/model.json", "example.unions",
        tinsmith_tests::cases::unions::explicit, tinsmith_tests::cases::unions::derive,
        [Holder = "Holder", Shape = "Shape"];
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
