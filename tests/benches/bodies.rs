//! Reading and writing the full response: the explicit impls against serde_derive and against
//! `serde_json::Value`.

mod ratio;

use serde_json::Value;
use tinsmith_models::amplifybackend::GetBackendAuthResponse as Explicit;
use tinsmith_tests::oracle::amplifybackend::GetBackendAuthResponse as Derived;

fn main() {
    let folder = tinsmith_tests::fixtures::folder("amplifybackend");
    let text = std::fs::read_to_string(folder.join("valid/response_full.json"))
        .expect("the fixture is there");
    let explicit: Explicit = serde_json::from_str(&text).expect("the fixture is valid");
    let derived: Derived = serde_json::from_str(&text).expect("the fixture is valid");
    let value: Value = serde_json::from_str(&text).expect("the fixture is valid");
    // Size stands for the result, so that the work cannot be optimized away.
    ratio::compare(
        "read the full response",
        vec![
            ("serde_derive", Box::new(|| read::<Derived>(&text))),
            ("tinsmith", Box::new(|| read::<Explicit>(&text))),
            ("serde_json::Value", Box::new(|| read::<Value>(&text))),
        ],
    );
    ratio::compare(
        "write the full response",
        vec![
            ("serde_derive", Box::new(|| write(&derived))),
            ("tinsmith", Box::new(|| write(&explicit))),
            ("serde_json::Value", Box::new(|| write(&value))),
        ],
    );
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> usize {
    let value: T = serde_json::from_str(text).expect("the fixture is valid");
    std::hint::black_box(&value);
    size_of_val(&value)
}

fn write<T: serde::Serialize>(value: &T) -> usize {
    serde_json::to_string(value)
        .expect("the value can be written")
        .len()
}
