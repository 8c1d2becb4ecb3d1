//! The fixture bodies and what their index says of them.

use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// One entry of a fixture folder's `index.json`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fixture {
    /// Its file, relative to the folder.
    pub file: String,
    /// The shape, or body type, that it is a body of.
    pub shape: String,
    /// Whether the types read it.
    pub verdict: Validity,
    /// What comes back when it is written again.
    pub round_trip: Option<RoundTrip>,
    /// Whether it is valid under the closed contract.
    pub schema_serialize: Option<Validity>,
    /// For an invalid one: where the error is, as `serde_path_to_error` says it.
    pub path: Option<String>,
    /// For an invalid one: a part of the message.
    pub message_contains: Option<String>,
}

/// Whether something is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Validity {
    /// It is.
    Valid,
    /// It isn't.
    Invalid,
}

/// What comes back when a body is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RoundTrip {
    /// The same JSON.
    Equal,
    /// Less: unknown members and nulls are dropped. The result is in `*.expected.json`.
    Drops,
}

/// The folder of an API's fixtures.
pub fn folder(api: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(api)
}

/// The index of an API's fixtures.
///
/// # Panics
///
/// If the index is missing or malformed.
pub fn index(api: &str) -> Vec<Fixture> {
    let text = fs::read_to_string(folder(api).join("index.json")).expect("there is an index");
    serde_json::from_str(&text).expect("the index is well-formed")
}

impl Fixture {
    /// The body's text.
    ///
    /// # Panics
    ///
    /// If the file is missing or is not UTF-8.
    pub fn text(&self, api: &str) -> String {
        fs::read_to_string(folder(api).join(&self.file)).expect("the fixture is there")
    }

    /// What is written after the body was read, as JSON.
    ///
    /// # Panics
    ///
    /// If the fixture or its expectation is missing or not JSON.
    pub fn expected(&self, api: &str) -> serde_json::Value {
        let file = match self.round_trip {
            Some(RoundTrip::Drops) => self.file.replace(".json", ".expected.json"),
            Some(RoundTrip::Equal) | None => self.file.clone(),
        };
        let text = fs::read_to_string(folder(api).join(file)).expect("the expectation is there");
        serde_json::from_str(&text).expect("the expectation is JSON")
    }
}
