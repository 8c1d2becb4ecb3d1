//! What a case is: what the server does, what the client is asked, what is expected.

use serde_json::{Map, Value};

/// A case, for every client.
#[derive(Clone, Debug)]
pub struct Case {
    /// The row of the table that it belongs to.
    pub row: &'static str,
    /// What it shows.
    pub name: &'static str,
    /// What the server is told before.
    pub server: Server,
    /// What the client is told to ask for.
    pub ask: Ask,
    /// What is expected, unless [`deviations`](super::deviations) says otherwise.
    pub expectation: Expectation,
}

/// What the server is told before a case.
#[derive(Clone, Debug)]
pub enum Server {
    /// Nothing: it answers by the resource's name.
    AsItIs,
    /// The response of the resource, which goes through the typed value.
    Response(Value),
    /// So many answers, byte for byte.
    Next(u32, Raw),
}

/// An answer, byte for byte.
#[derive(Clone, Debug, PartialEq)]
pub struct Raw {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(&'static str, &'static str)>,
    /// The body.
    pub body: String,
}

/// What a client is told to ask for.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// `AppId`.
    pub app: &'static str,
    /// `BackendEnvironmentName`.
    pub environment: &'static str,
    /// `ResourceName`.
    pub resource: &'static str,
    /// How often the client may send the request.
    pub attempts: u32,
}

/// What is expected of a client.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// The requests that the server receives.
    pub requests: Requests,
    /// What the client answers.
    pub outcome: Outcome,
}

/// The requests that a server receives: all of them alike.
#[derive(Clone, Copy, Debug)]
pub struct Requests {
    /// How many.
    pub number: usize,
    /// Their path, as it travels.
    pub path: &'static str,
}

/// What a client answers.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// This output, by the names in the model; and how it travelled.
    Output {
        /// By the names in the model.
        members: Value,
        /// As it travels, without what no typed value keeps.
        wire: Value,
    },
    /// This error.
    Error(Failure),
    /// A failure of its own, in one of these words.
    Refusal(&'static [&'static str]),
}

/// An error that the service sent.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The client's own type for it.
    pub modelled: Option<&'static str>,
    /// The code that it shows.
    pub code: Option<&'static str>,
    /// The status.
    pub status: Option<u16>,
    /// The message.
    pub message: Option<&'static str>,
    /// The members, by their names in the model.
    pub members: Map<String, Value>,
}
