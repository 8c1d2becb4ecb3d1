//! The explicit impls against serde_derive, on documents made up from the models.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError};
use tinsmith_tests::agreement::Verdict;
use tinsmith_tests::contracts::run::made_of;
use tinsmith_tests::contracts::types::{Api, Type, api};
use tinsmith_tests::documents::{Choices, mutate};

/// Checks one document made of these choices, as it is and a little changed.
fn check(api: &Api, it: &Type, bytes: &[u8]) -> Result<(), TestCaseError> {
    let model = api.model();
    let mut choices = Choices::new(bytes);
    let mut value = made_of(model, &it.root, &mut choices);
    let text = value.to_string();
    match (it.agreed)(&text) {
        Ok(Verdict::Read(_)) => {}
        Ok(Verdict::Refused(message)) => {
            return Err(TestCaseError::fail(format!("{text}\n{message}")));
        }
        Err(difference) => return Err(TestCaseError::fail(difference)),
    }
    for _ in 0..3 {
        mutate(&mut value, &mut choices);
        let text = value.to_string();
        if it.root.has_array_for_object(model, &value) {
            let verdict = (it.explicit.verdict)(&text).map_err(TestCaseError::fail)?;
            prop_assert!(matches!(verdict, Verdict::Refused(_)), "{}", text);
            continue;
        }
        (it.agreed)(&text).map_err(TestCaseError::fail)?;
        let cut = choices.below(text.len());
        if text.is_char_boundary(cut) {
            (it.agreed)(&text[..cut]).map_err(TestCaseError::fail)?;
        }
    }
    Ok(())
}

/// Tries all types of an API.
fn run(name: &'static str) {
    let api = api(name);
    for it in &api.types {
        let config = Config {
            cases: 256,
            ..Config::default()
        };
        proptest!(config, |(bytes in proptest::collection::vec(any::<u8>(), 0..256))| {
            check(&api, it, &bytes)?;
        });
    }
}

macro_rules! apis {
    ($($api:ident)*) => {
        $(
            #[test]
            fn $api() {
                run(stringify!($api));
            }
        )*

        #[test]
        fn all_are_tried() {
            let all: Vec<_> = tinsmith_tests::contracts::types::names().collect();
            assert_eq!(all, [$(stringify!($api)),*]);
        }
    };
}

apis! {
    amplifybackend bindings clashes collections constraints documentation edges enums member_names
    names operations query recursion scalars structures unions
}
