//! The published schemas against the Rust types: a document is valid under the deserialize
//! contract if and only if the type reads it, and what the type writes keeps to the serialize
//! contract.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tinsmith_codegen::model::{Model, ShapeId};
use tinsmith_codegen::schema::{Options, files};
use tinsmith_codegen::smithy::{self, Selection};
use tinsmith_tests::documents::{Choices, document, mutate};

fn model(path: &str) -> Model {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = std::fs::read_to_string(path).unwrap();
    smithy::read(&text, &Selection::default()).unwrap().0
}

/// One shape's validators under the two contracts.
struct Contracts {
    written: jsonschema::Validator,
    read: jsonschema::Validator,
}

impl Contracts {
    /// Takes the shape from the bundles that are published.
    fn of(model: &Model, shape: &str) -> Self {
        let files = files(model, &Options::new(model, "bundle")).files;
        let validator = |extension: &str| {
            let path = format!("bundle/bundle{extension}");
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

    fn check<T: Serialize + DeserializeOwned>(&self, document: &Value) -> Result<(), String> {
        let text = document.to_string();
        match (
            self.read.validate(document),
            serde_json::from_str::<T>(&text),
        ) {
            (Ok(()), Ok(value)) => self.check_written(document, &value),
            (Err(_), Err(_)) => Ok(()),
            (Ok(()), Err(error)) => Err(format!("valid, but not read: {error}: {text}")),
            (Err(error), Ok(_)) => Err(format!("read, but not valid: {error}: {text}")),
        }
    }

    /// What is read from a document that keeps to the serialize contract does so when it is
    /// written again.
    fn check_written<T: Serialize>(&self, document: &Value, value: &T) -> Result<(), String> {
        let again = serde_json::to_value(value).map_err(|error| error.to_string())?;
        if self.written.is_valid(document)
            && let Err(error) = self.written.validate(&again)
        {
            return Err(format!("written, but not valid: {error}: {again}"));
        }
        Ok(())
    }
}

macro_rules! contracts {
    ($($test:ident: $model:literal, $namespace:literal, $types:path, [$($name:ident = $spec_name:literal),* $(,)?];)*) => {
        $(
            #[test]
            fn $test() {
                use $types as types;
                let model = model($model);
                let config = Config { cases: 512, ..Config::default() };
                $(
                    let shape = ShapeId::parse(concat!($namespace, "#", $spec_name)).unwrap();
                    let contracts = Contracts::of(&model, $spec_name);
                    proptest!(config.clone(), |(bytes in proptest::collection::vec(any::<u8>(), 0..256))| {
                        let mut choices = Choices::new(&bytes);
                        let mut value = document(&model, &shape, &mut choices);
                        prop_assert!(contracts.read.is_valid(&value), "{}", value);
                        for _ in 0..4 {
                            contracts.check::<types::$name>(&value).map_err(TestCaseError::fail)?;
                            mutate(&mut value, &mut choices);
                        }
                    });
                )*
            }
        )*
    };
}

contracts! {
    amplify_backend: "../spec/amplifybackend.json", "com.amazonaws.amplifybackend",
        tinsmith_models::amplifybackend,
        [GetBackendAuthRequest = "GetBackendAuthRequest",
         GetBackendAuthResponse = "GetBackendAuthResponse",
         NotFoundException = "NotFoundException", TooManyRequestsException = "TooManyRequestsException",
         CreateBackendAuthUserPoolConfig = "CreateBackendAuthUserPoolConfig",
         SocialProviderSettings = "SocialProviderSettings"];
    collections: "cases/collections/model.json", "example.collections",
        tinsmith_tests::cases::collections::explicit, [Collections = "Collections"];
    enums: "cases/enums/model.json", "example.enums",
        tinsmith_tests::cases::enums::explicit, [Uses = "Uses", Hazard = "Hazard", Size = "Size"];
    names: "cases/names/model.json", "example.names",
        tinsmith_tests::cases::names::explicit,
        [Keywords = "Keywords", RequiredKeywords = "RequiredKeywords", UsesAll = "UsesAll", RoleArn2 = "RoleARN"];
    recursion: "cases/recursion/model.json", "example.recursion",
        tinsmith_tests::cases::recursion::explicit,
        [Node = "Node", Expression = "Expression", Tree = "Tree"];
    scalars: "cases/scalars/model.json", "example.scalars",
        tinsmith_tests::cases::scalars::explicit, [Scalars = "Scalars"];
    structures: "cases/structures/model.json", "example.structures",
        tinsmith_tests::cases::structures::explicit,
        [Everything = "Everything", Empty = "Empty", UsesHidden = "UsesHidden"];
    unions: "cases/unions/model.json", "example.unions",
        tinsmith_tests::cases::unions::explicit,
        [Holder = "Holder", Shape = "Shape", HiddenUnion = "HiddenUnion"];
}

/// A model of one structure with a member of every form that is text.
const TEXTS: &str = r#"{
    "smithy": "2.0",
    "shapes": {"a.b#Texts": {"type": "structure", "members": {
        "blob": {"target": "smithy.api#Blob"},
        "dateTime": {
            "target": "smithy.api#Timestamp",
            "traits": {"smithy.api#timestampFormat": "date-time"}
        },
        "httpDate": {
            "target": "smithy.api#Timestamp",
            "traits": {"smithy.api#timestampFormat": "http-date"}
        }
    }}}
}"#;

/// Checks that a text is valid as the member if and only if the runtime reads it.
fn check_text(
    contracts: &Contracts,
    member: &str,
    text: &str,
    is_read: bool,
) -> Result<(), TestCaseError> {
    let valid = contracts.read.is_valid(&json!({member: text}));
    prop_assert_eq!(valid, is_read, "{}: {}", member, text);
    Ok(())
}

/// Texts that match a pattern.
fn matching(pattern: &str) -> impl Strategy<Value = String> {
    proptest::string::string_regex(pattern).unwrap()
}

fn texts() -> Contracts {
    let model = smithy::read(TEXTS, &Selection::default()).unwrap().0;
    Contracts::of(&model, "Texts")
}

#[test]
fn base64_is_valid_where_the_runtime_reads_it() {
    let contracts = texts();
    proptest!(|(text in matching("[Aa0+/_=\\-\n ]{0,9}|[A-Za-z0-9+/]{0,8}={0,3}"))| {
        let is_read = tinsmith_runtime::Blob::from_base64(&text).is_ok();
        check_text(&contracts, "blob", &text, is_read)?;
    });
}

#[test]
fn date_times_are_valid_where_the_runtime_reads_them() {
    let contracts = texts();
    // The first and last years are left out: there, an offset may lead out of range, which the
    // schema cannot say.
    let date = "(0[1-9]|19|20|96)(0[0-9]|[0-9][048])-(0[0-9]|1[0-3]|02)-([0-2][0-9]|3[0-2]|2[89])";
    let time = "([01][0-9]|2[0-5]):([0-5][0-9]|60):([0-5][0-9]|61)(\\.[0-9]{0,12})?";
    let offset = "([Zz]|[+-]([01][0-9]|2[0-5]):([0-5][0-9]|60)|)";
    proptest!(|(text in matching(&format!("{date}[Tt ]{time}{offset}")))| {
        let is_read = tinsmith_runtime::Timestamp::parse_date_time(&text).is_ok();
        check_text(&contracts, "dateTime", &text, is_read)?;
    });
    // Leap seconds, as far as a schema can say when they are due.
    proptest!(|(text in matching("2016-(12|02)-(31|29)T(23|22):(59|58):60(\\.5)?(Z|[+-]00:00)"))| {
        let is_read = tinsmith_runtime::Timestamp::parse_date_time(&text).is_ok();
        check_text(&contracts, "dateTime", &text, is_read)?;
    });
}

#[test]
fn http_dates_are_valid_where_the_runtime_reads_them() {
    let contracts = texts();
    let day = "(Mon|Tue|Sun|sun|Sunday|), (0[0-9]|[12][0-9]|3[0-2]|9|29)";
    let month = "(Jan|Feb|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|jan|13)";
    let rest = "(00|19|20)(0[0-9]|[0-9][048]) (23|24|00|1):(59|00):(59|60|61)(\\.5)? (GMT|UTC)";
    proptest!(Config { cases: 4096, ..Config::default() }, |(
        text in matching(&format!("{day} {month} {rest}")),
    )| {
        let is_read = tinsmith_runtime::Timestamp::parse_http_date(&text).is_ok();
        check_text(&contracts, "httpDate", &text, is_read)?;
    });
}
