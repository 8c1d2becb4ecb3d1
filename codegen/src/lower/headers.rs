//! Headers that no member travels in, as the runtime sends them: which error a response is, and
//! what browsers are told (Smithy 2.0, "cors trait"; the Fetch standard, "CORS protocol").

use std::collections::BTreeSet;

use super::parameters::{self, Place};
use crate::model::{Cors, Http, Model, Operation, ShapeId};

/// The header that says which error a response is.
pub(crate) const ERROR_TYPE: &str = "x-amzn-errortype";

/// What its value is.
pub(crate) const ABOUT_ERROR_TYPE: &str = "Which error it is. What follows a colon, or stands \
                                           before a `#`, is no part of the code.";

/// What requests are sent with, by the runtime's measure: what bodies are, what signing adds, and
/// how AWS's clients number their attempts. A `*` stands for any end.
const SENT: [&str; 4] = ["amz-sdk-*", "authorization", "content-type", "x-amz-*"];

/// What responses are sent with.
const ANSWERED: [&str; 2] = [ERROR_TYPE, "x-amzn-requestid"];

/// A header for browsers.
pub(crate) struct Header {
    pub(crate) name: &'static str,
    /// What it holds, one or more; names of headers are in small letters.
    pub(crate) values: Vec<String>,
}

impl Header {
    fn new(name: &'static str, values: Vec<String>) -> Self {
        Self { name, values }
    }

    /// What a header holds, in words.
    pub(crate) fn about(&self) -> &'static str {
        match self.name {
            "Access-Control-Allow-Origin" => "The origin that may read the response",
            "Access-Control-Allow-Methods" => "The methods of this path",
            "Access-Control-Allow-Headers" => "The headers that a request may have",
            "Access-Control-Expose-Headers" => "The headers that a page may read",
            "Access-Control-Max-Age" => "For how many seconds the answer holds",
            _ => "Caches keep answers apart by this header of the request",
        }
    }
}

/// The headers of the answer to a preflight for the operations of one path.
pub(crate) fn of_preflight(model: &Model, cors: &Cors, operations: &[&Operation]) -> Vec<Header> {
    let mut methods: Vec<String> = Vec::new();
    let mut allowed = Names::new(&SENT);
    for operation in operations {
        let method = method(operation);
        if !methods.iter().any(|it| it == method) {
            methods.push(method.to_owned());
        }
        let given = parameters::of_request(model, operation).into_iter();
        let given = given.filter(|it| it.place == Place::Header);
        allowed.add(given.map(|it| it.name));
    }
    allowed.add(cors.additional_allowed_headers.iter());
    let mut headers = of_origin(cors);
    headers.insert(1, Header::new("Access-Control-Allow-Methods", methods));
    headers.insert(2, Header::new("Access-Control-Allow-Headers", allowed.list));
    let max_age = vec![cors.max_age.to_string()];
    headers.insert(3, Header::new("Access-Control-Max-Age", max_age));
    headers
}

/// The headers for browsers that every response of an operation has.
pub(crate) fn of_responses(model: &Model, cors: &Cors, operation: &Operation) -> Vec<Header> {
    let mut exposed = Names::new(&ANSWERED);
    let messages: Vec<&ShapeId> = operation.output.iter().chain(&operation.errors).collect();
    for message in messages {
        let given = parameters::of_response(model, Some(message)).into_iter();
        let given = given.filter(|it| it.place == Place::Header);
        exposed.add(given.map(|it| it.name));
    }
    exposed.add(cors.additional_exposed_headers.iter());
    let mut headers = of_origin(cors);
    headers.insert(
        1,
        Header::new("Access-Control-Expose-Headers", exposed.list),
    );
    headers
}

fn of_origin(cors: &Cors) -> Vec<Header> {
    let mut headers = vec![Header::new(
        "Access-Control-Allow-Origin",
        vec![cors.origin.clone()],
    )];
    if cors.origin != "*" {
        headers.push(Header::new("Vary", vec!["origin".to_owned()]));
    }
    headers
}

/// The operations that a preflight to the path of one is about, itself included.
pub(crate) fn with_path_of<'m>(model: &'m Model, operation: &'m Operation) -> Vec<&'m Operation> {
    let path = |http: &Http| (parameters::pattern(http), http.query.clone());
    let Some(wanted) = operation.http.as_ref().map(path) else {
        return vec![operation];
    };
    let all = model.operations.iter();
    all.filter(|it| it.http.as_ref().map(path).as_ref() == Some(&wanted))
        .collect()
}

/// The method; protocols without HTTP bindings post everything.
fn method(operation: &Operation) -> &str {
    operation.http.as_ref().map_or("POST", |http| &http.method)
}

/// Names of headers, each once; a header for which one with a `*` stands is not added.
#[derive(Default)]
struct Names {
    /// In the order added.
    list: Vec<String>,
    known: BTreeSet<String>,
}

impl Names {
    fn new(names: &[&str]) -> Self {
        let mut new = Self::default();
        new.add(names.iter());
        new
    }

    fn add<N: AsRef<str>>(&mut self, more: impl Iterator<Item = N>) {
        for name in more {
            let name = name.as_ref().to_ascii_lowercase();
            // Names are tokens, so every byte is a character.
            let mut starts = (0..=name.len()).filter_map(|end| name.get(..end));
            let is_covered = starts.any(|start| self.known.contains(&format!("{start}*")));
            if !is_covered && self.known.insert(name.clone()) {
                self.list.push(name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_end() {
        let mut names = Names::new(&["x-amz-*"]);
        names.add(["X-Amz-Date", "x-amz-", "x-amz", "X-AMZ", "x-*", "x-y"].iter());
        assert_eq!(names.list, ["x-amz-*", "x-amz", "x-*"]);
    }
}
