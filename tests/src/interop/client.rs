//! What a client is asked and what it answers.

use std::io;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A client.
pub trait Client {
    /// Its name and version.
    fn version(&self) -> &str;

    /// Makes a call.
    ///
    /// # Errors
    ///
    /// If there is no answer; that a call failed is one.
    fn call(&mut self, call: &Call) -> io::Result<Answer>;
}

/// What a client is asked to do.
#[derive(Clone, Debug, Serialize)]
pub struct Call {
    /// The root of the service's URIs.
    pub endpoint: String,
    /// The members of the input, by their names in the model.
    pub input: Map<String, Value>,
    /// How often it may send the request.
    pub attempts: u32,
}

/// What a client did.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// It returned this output, by the names in the model.
    Output(Value),
    /// It printed this output.
    Printed(String),
    /// It returned this error, which the service sent.
    Error(Described),
    /// It failed by itself: in its words.
    Refused(String),
}

/// An error that the service sent, as the client shows it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Described {
    /// The name of the client's type for this error; `None` for the one of any error.
    pub modelled: Option<String>,
    /// The code.
    pub code: Option<String>,
    /// The message.
    pub message: Option<String>,
    /// The HTTP status.
    pub status: Option<u16>,
    /// The members, by their names in the model, as far as the client shows them.
    pub members: Map<String, Value>,
}
