//! The format of botocore's protocol test suites.

use std::fmt;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value, json};

/// What the cases of a suite start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Parameters, which become a request.
    Input,
    /// A response, which becomes a result or an error.
    Output,
}

impl fmt::Display for Direction {
    /// The name of the folder with these suites.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Input => "input",
            Self::Output => "output",
        })
    }
}

/// The suites of the protocols with JSON bodies.
pub const SUITES: [&str; 3] = ["rest-json", "json", "json_1_0"];

/// One suite.
#[derive(Debug)]
pub struct Suite {
    /// What its cases start from.
    pub direction: Direction,
    /// Its name, one of [`SUITES`].
    pub name: &'static str,
    /// Its elements.
    pub elements: Vec<Element>,
}

/// Cases that share shapes.
#[derive(Debug, Deserialize)]
pub struct Element {
    metadata: Map<String, Value>,
    shapes: Value,
    /// Where requests go; its path comes before the operation's.
    #[serde(default, rename = "clientEndpoint")]
    client_endpoint: String,
    /// The cases.
    pub cases: Vec<Case>,
}

/// One case.
#[derive(Debug, Deserialize)]
pub struct Case {
    /// Its name, unique in its suite.
    pub id: String,
    /// The operation, as in a service description.
    pub given: Value,
    /// What the request is made of, by member names.
    pub params: Option<Value>,
    /// The request.
    pub serialized: Option<Request>,
    /// The response.
    pub response: Option<Response>,
    /// The output that the response means, by member names.
    pub result: Option<Value>,
    /// The members of the error that the response means, by member names.
    pub error: Option<Value>,
    /// The code of the error.
    #[serde(rename = "errorCode")]
    pub error_code: Option<String>,
    /// The message of the error.
    #[serde(rename = "errorMessage")]
    pub error_message: Option<String>,
}

/// A request that a case expects.
#[derive(Debug, Deserialize)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The path and query.
    pub uri: String,
    /// Headers that must be there.
    #[serde(default)]
    pub headers: Map<String, Value>,
    /// Headers that must not be there.
    #[serde(default, rename = "forbidHeaders")]
    pub forbid_headers: Vec<String>,
    /// The body; `None` if the case doesn't say.
    pub body: Option<String>,
}

/// A response that a case gives.
#[derive(Debug, Deserialize)]
pub struct Response {
    /// The HTTP status.
    pub status_code: u16,
    /// The headers.
    #[serde(default)]
    pub headers: Map<String, Value>,
    /// The body; none is the same as an empty one.
    #[serde(default)]
    pub body: Option<String>,
}

impl Element {
    /// The path of a request below the client's endpoint.
    pub fn path<'r>(&self, request: &'r Request) -> &'r str {
        let endpoint = self.client_endpoint.split("://").nth(1).unwrap_or_default();
        let prefix = endpoint.find('/').map_or("", |slash| &endpoint[slash..]);
        let path = request.uri.strip_prefix(prefix.trim_end_matches('/'));
        path.unwrap_or(&request.uri)
    }

    /// The service description (`service-2.json`) of the element. Its operations are the cases:
    /// `Case0`, `Case1`, …
    pub fn service(&self) -> Value {
        let mut metadata = self.metadata.clone();
        metadata.insert("serviceId".to_owned(), json!("Protocol Tests"));
        let operations: Map<String, Value> = self
            .cases
            .iter()
            .enumerate()
            .map(|(index, case)| {
                let mut operation = case.given.clone();
                operation["name"] = json!(operation_name(index));
                (operation_name(index), operation)
            })
            .collect();
        json!({
            "version": "2.0",
            "metadata": metadata,
            "operations": operations,
            "shapes": self.shapes,
        })
    }
}

/// What the operation of a case is called in [`Element::service`].
pub fn operation_name(index: usize) -> String {
    format!("Case{index}")
}

/// Reads the suites of the JSON protocols from a folder with the folders `input` and `output`.
///
/// # Errors
///
/// If a file is not there or doesn't have the format.
pub fn read(folder: &Path) -> Result<Vec<Suite>, String> {
    let mut suites = Vec::new();
    for direction in [Direction::Input, Direction::Output] {
        for name in SUITES {
            let path = folder.join(format!("{direction}/{name}.json"));
            let describe = |error: &dyn fmt::Display| format!("{}: {error}", path.display());
            let text = fs::read_to_string(&path).map_err(|error| describe(&error))?;
            let elements = serde_json::from_str(&text).map_err(|error| describe(&error))?;
            suites.push(Suite {
                direction,
                name,
                elements,
            });
        }
    }
    Ok(suites)
}
