//! The explicit impls against serde_derive, on documents made up from the models.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError};
use tinsmith_codegen::model::{Model, ShapeId};
use tinsmith_codegen::smithy::{self, Selection};
use tinsmith_tests::agreement::{Verdict, agreed, verdict};
use tinsmith_tests::documents::{Choices, document, has_array_for_object, mutate};

fn model(path: &str) -> Model {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = std::fs::read_to_string(path).unwrap();
    smithy::read(&text, &Selection::default()).unwrap().0
}

/// Checks one document made of these choices, as it is and a little changed.
fn check<Explicit, Derived>(
    model: &Model,
    shape: &ShapeId,
    bytes: &[u8],
) -> Result<(), TestCaseError>
where
    Explicit: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
    Derived: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let mut choices = Choices::new(bytes);
    let mut value = document(model, shape, &mut choices);
    let text = value.to_string();
    match agreed::<Explicit, Derived>(&text) {
        Ok(Verdict::Read(_)) => {}
        Ok(Verdict::Refused(message)) => {
            return Err(TestCaseError::fail(format!("{text}\n{message}")));
        }
        Err(difference) => return Err(TestCaseError::fail(difference)),
    }
    for _ in 0..3 {
        mutate(&mut value, &mut choices);
        let text = value.to_string();
        if has_array_for_object(model, shape, &value) {
            let refused = verdict::<Explicit>(&text).map_err(TestCaseError::fail)?;
            prop_assert!(matches!(refused, (Verdict::Refused(_), _)), "{}", text);
            continue;
        }
        agreed::<Explicit, Derived>(&text).map_err(TestCaseError::fail)?;
        let cut = choices.below(text.len());
        if text.is_char_boundary(cut) {
            agreed::<Explicit, Derived>(&text[..cut]).map_err(TestCaseError::fail)?;
        }
    }
    Ok(())
}

macro_rules! oracle {
    ($($test:ident: $model:literal, $namespace:literal, $explicit:path, $derive:path, [$($name:ident = $spec_name:literal),* $(,)?];)*) => {
        $(
            #[test]
            fn $test() {
                use $explicit as explicit;
                use $derive as derive;
                let model = model($model);
                let config = Config { cases: 512, ..Config::default() };
                $(
                    let shape = ShapeId::parse(concat!($namespace, "#", $spec_name)).unwrap();
                    proptest!(config.clone(), |(bytes in proptest::collection::vec(any::<u8>(), 0..256))| {
                        check::<explicit::$name, derive::$name>(&model, &shape, &bytes)?;
                    });
                )*
            }
        )*
    };
}

oracle! {
    amplify_backend: "../spec/amplifybackend.json", "com.amazonaws.amplifybackend",
        tinsmith_models::amplifybackend, tinsmith_tests::oracle::amplifybackend,
        [GetBackendAuthRequest = "GetBackendAuthRequest", GetBackendAuthResponse = "GetBackendAuthResponse",
         NotFoundException = "NotFoundException", TooManyRequestsException = "TooManyRequestsException",
         CreateBackendAuthUserPoolConfig = "CreateBackendAuthUserPoolConfig",
         SocialProviderSettings = "SocialProviderSettings"];
    collections: "cases/collections/model.json", "example.collections",
        tinsmith_tests::cases::collections::explicit, tinsmith_tests::cases::collections::derive,
        [Collections = "Collections"];
    enums: "cases/enums/model.json", "example.enums",
        tinsmith_tests::cases::enums::explicit, tinsmith_tests::cases::enums::derive,
        [Uses = "Uses", Hazard = "Hazard", Size = "Size"];
    names: "cases/names/model.json", "example.names",
        tinsmith_tests::cases::names::explicit, tinsmith_tests::cases::names::derive,
        [Keywords = "Keywords", RequiredKeywords = "RequiredKeywords", UsesAll = "UsesAll", RoleArn2 = "RoleARN"];
    recursion: "cases/recursion/model.json", "example.recursion",
        tinsmith_tests::cases::recursion::explicit, tinsmith_tests::cases::recursion::derive,
        [Node = "Node", Expression = "Expression", Tree = "Tree"];
    scalars: "cases/scalars/model.json", "example.scalars",
        tinsmith_tests::cases::scalars::explicit, tinsmith_tests::cases::scalars::derive,
        [Scalars = "Scalars"];
    structures: "cases/structures/model.json", "example.structures",
        tinsmith_tests::cases::structures::explicit, tinsmith_tests::cases::structures::derive,
        [Everything = "Everything", Empty = "Empty", UsesHidden = "UsesHidden"];
    unions: "cases/unions/model.json", "example.unions",
        tinsmith_tests::cases::unions::explicit, tinsmith_tests::cases::unions::derive,
        [Holder = "Holder", Shape = "Shape", HiddenUnion = "HiddenUnion"];
}
