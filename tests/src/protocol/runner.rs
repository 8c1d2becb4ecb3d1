//! Runs the cases: the main part of the generated crate, into which this file is copied.

use std::fmt::Debug;
use std::process::ExitCode;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tinsmith_runtime::OperationError;
use tinsmith_runtime::http::{HttpMessage, HttpOperation, ResponseError};

/// A case.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// Direction, suite and ID: `input/json/AwsJson11Enums`.
    pub name: &'static str,
    /// Why the list of exclusions names it, if it does.
    pub excluded: Option<&'static str>,
    /// How to run it.
    pub check: fn() -> Result<(), String>,
}

/// What came of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It passed.
    Passed,
    /// It is excluded for this reason.
    Skipped(&'static str),
    /// It failed, or its exclusion is wrong.
    Failed(String),
}

impl Case {
    /// Runs the case.
    pub fn run(&self) -> Outcome {
        match ((self.check)(), self.excluded) {
            (Ok(()), None) => Outcome::Passed,
            (Ok(()), Some(_)) => {
                Outcome::Failed("it passes; take it from the list of exclusions".to_owned())
            }
            (Err(_), Some(reason)) => Outcome::Skipped(reason),
            (Err(difference), None) => Outcome::Failed(difference),
        }
    }

    /// The name without the ID.
    fn suite(&self) -> &'static str {
        self.name.rsplit_once('/').map_or("", |(suite, _)| suite)
    }
}

/// Runs the cases and prints what came of them; exit code 1 if one failed.
pub fn main(cases: &[Case]) -> ExitCode {
    let outcomes: Vec<(Case, Outcome)> = cases.iter().map(|case| (*case, case.run())).collect();
    for (case, outcome) in &outcomes {
        if let Outcome::Failed(difference) = outcome {
            println!(
                "failed: {}\n    {}",
                case.name,
                difference.replace('\n', "\n    ")
            );
        }
    }
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for (case, outcome) in &outcomes {
        if let Outcome::Skipped(reason) = outcome {
            match reasons.iter_mut().find(|(known, _)| known == reason) {
                Some((_, names)) => names.push(case.name),
                None => reasons.push((reason, vec![case.name])),
            }
        }
    }
    for (reason, names) in &reasons {
        println!("skipped {:>3}: {reason}", names.len());
    }
    println!(
        "{:<18} {:>6} {:>6} {:>7}",
        "suite", "passed", "failed", "skipped"
    );
    let mut suites: Vec<&str> = cases.iter().map(Case::suite).collect();
    suites.dedup();
    for suite in suites {
        let [passed, failed, skipped] =
            tally(outcomes.iter().filter(|(case, _)| case.suite() == suite));
        println!("{suite:<18} {passed:>6} {failed:>6} {skipped:>7}");
    }
    let [passed, failed, skipped] = tally(&outcomes);
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    ExitCode::from(u8::from(failed > 0))
}

/// How many passed, failed and were skipped.
fn tally<'a>(outcomes: impl IntoIterator<Item = &'a (Case, Outcome)>) -> [usize; 3] {
    let mut counts = [0; 3];
    for (_, outcome) in outcomes {
        counts[match outcome {
            Outcome::Passed => 0,
            Outcome::Failed(_) => 1,
            Outcome::Skipped(_) => 2,
        }] += 1;
    }
    counts
}

/// The request that a case expects.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// The method.
    pub method: &'static str,
    /// Path and query.
    pub uri: &'static str,
    /// Headers that must be there.
    pub headers: &'static [(&'static str, &'static str)],
    /// Headers that must not be there.
    pub forbidden: &'static [&'static str],
    /// The body, if the case says which.
    pub body: Option<&'static str>,
}

/// The response that a case gives.
#[derive(Clone, Copy, Debug)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: &'static [(&'static str, &'static str)],
    /// The body.
    pub body: &'static str,
}

/// What clients fill in for absent idempotency tokens in all cases.
const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// The parameters, given in wire form, become this request; and a server reads parameters from
/// it that become the same request.
///
/// # Errors
///
/// If they don't.
pub fn requests<O>(params: &str, expected: &Request) -> Result<(), String>
where
    O: HttpOperation,
    O::Input: DeserializeOwned,
{
    let mut input: O::Input = read(params)?;
    if let Some(token) = input.idempotency_token() {
        token.get_or_insert_with(|| TOKEN.to_owned());
    }
    let request = O::request(input).map_err(|error| error.to_string())?;
    expected.compare(&request)?;
    let Some(body) = expected.body else {
        return Ok(());
    };
    let mut given = http::Request::builder()
        .method(expected.method)
        .uri(expected.uri);
    for (name, value) in expected.headers {
        given = given.header(*name, *value);
    }
    // Where a case does not say, it is what the protocol wants.
    for name in ["content-type", "x-amz-target"] {
        let is_given = given.headers_ref().is_some_and(|it| it.contains_key(name));
        if let (Some(value), false) = (request.headers().get(name), is_given) {
            given = given.header(name, value);
        }
    }
    let given = given.body(body).map_err(|error| error.to_string())?;
    let input = O::read_request(&given)
        .map_err(|error| format!("a server cannot read it: {error}: {}", error.detail()))?;
    let again = O::request(input).map_err(|error| error.to_string())?;
    expected
        .compare(&again)
        .map_err(|it| format!("read and written: {it}"))
}

impl Request {
    fn compare(&self, request: &http::Request<Vec<u8>>) -> Result<(), String> {
        same("method", &request.method().as_str(), &self.method)?;
        let (path, query) = self.uri.split_once('?').unwrap_or((self.uri, ""));
        same("path", &request.uri().path(), &path)?;
        let parameters = |query: &str| {
            let mut parameters: Vec<String> = query.split('&').map(str::to_owned).collect();
            parameters.sort();
            parameters
        };
        let written = parameters(request.uri().query().unwrap_or_default());
        same("query", &written, &parameters(query))?;
        for (name, value) in self.headers {
            let written = request.headers().get(*name);
            let written = written.map(|it| String::from_utf8_lossy(it.as_bytes()).into_owned());
            same(name, &written.as_deref(), &Some(*value))?;
        }
        if let Some(name) = self
            .forbidden
            .iter()
            .find(|it| request.headers().contains_key(**it))
        {
            return Err(format!("there is a header {name}"));
        }
        let Some(expected) = self.body else {
            return Ok(());
        };
        let body = String::from_utf8_lossy(request.body());
        match (
            serde_json::from_str::<Value>(&body),
            serde_json::from_str::<Value>(expected),
        ) {
            (Ok(body), Ok(expected)) => same("body", &body, &expected),
            _ => same("body", &&*body, &expected),
        }
    }
}

impl Response {
    fn build(&self) -> Result<http::Response<Vec<u8>>, String> {
        let mut response = http::Response::builder().status(self.status);
        for (name, value) in self.headers {
            response = response.header(*name, *value);
        }
        response
            .body(self.body.into())
            .map_err(|error| error.to_string())
    }
}

/// The response means the output that `expected` is the wire form of; and what a server writes
/// of that means the same again.
///
/// # Errors
///
/// If it doesn't.
pub fn responds<O>(response: &Response, expected: &str) -> Result<(), String>
where
    O: HttpOperation,
    O::Output: DeserializeOwned + Serialize + PartialEq + Debug + Clone,
    O::Error: Debug,
{
    let meaning = |response: &http::Response<Vec<u8>>| {
        O::read_response(response).map_err(|error| match error {
            ResponseError::Operation(error) => format!("it became the error {error:?}"),
            ResponseError::Unreadable(error) => format!("{error}: {}", error.detail()),
        })
    };
    let given = response.build()?;
    let output = meaning(&given)?;
    is(&output, expected)?;
    let mut written = O::response(output.clone()).map_err(|error| error.to_string())?;
    if !given.headers().contains_key("content-type") {
        // A member may hold all headers there are.
        written.headers_mut().remove("content-type");
    }
    same("status", &written.status().as_u16(), &response.status)?;
    is(&meaning(&written)?, expected).map_err(|it| format!("written and read: {it}"))
}

/// The response means an error with this code, message and content; and what a server writes of
/// that means the same again. `select` picks the content of the expected variant.
///
/// # Errors
///
/// If it means something else.
pub fn fails<O, T>(
    response: &Response,
    (code, message): (&str, Option<&str>),
    select: impl Fn(&O::Error) -> Option<&T>,
    expected: &str,
) -> Result<(), String>
where
    O: HttpOperation,
    O::Output: Debug,
    O::Error: Debug,
    T: DeserializeOwned + Serialize + PartialEq + Debug,
{
    let check = |response: &http::Response<Vec<u8>>| {
        let error = match O::read_response(response) {
            Err(ResponseError::Operation(error)) => error,
            other => return Err(format!("it became {other:?}")),
        };
        let content = select(&error).ok_or_else(|| format!("it became {error:?}"))?;
        same("code", &error.code(), &Some(code))?;
        if message.is_some() {
            same("message", &error.message(), &message)?;
        }
        is(content, expected)?;
        Ok(error)
    };
    let error = check(&response.build()?)?;
    let written = O::error_response(error).map_err(|error| error.to_string())?;
    check(&written)
        .map(drop)
        .map_err(|it| format!("written and read: {it}"))
}

/// The value is what `expected` is the wire form of.
fn is<T>(value: &T, expected: &str) -> Result<(), String>
where
    T: DeserializeOwned + Serialize + PartialEq + Debug,
{
    // By way of text, which has an `f32` as it is written.
    let to_json = |value: &T| {
        let text = serde_json::to_string(value).map_err(|error| error.to_string())?;
        read::<Value>(&text)
    };
    let wire = read::<Value>(expected)?;
    let expected = read::<T>(expected)?;
    // If the type lost a part of what is expected, the value might lack it unnoticed.
    same("expected value", &to_json(&expected)?, &wire)?;
    same("value", &to_json(value)?, &wire)?;
    // NaN is not equal to itself.
    if wire.to_string().contains("\"NaN\"") {
        return Ok(());
    }
    same("value", value, &expected)
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| format!("{text} cannot be read: {error}"))
}

fn same<T: PartialEq + Debug>(what: &str, value: &T, expected: &T) -> Result<(), String> {
    if value == expected {
        Ok(())
    } else {
        Err(format!(
            "the {what} is {value:?}\nexpected {}{expected:?}",
            " ".repeat(what.len() - 2)
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(check: fn() -> Result<(), String>, listed: bool) -> Outcome {
        let excluded = listed.then_some("reason");
        Case {
            name: "input/json/x",
            excluded,
            check,
        }
        .run()
    }

    #[test]
    fn an_exclusion_must_be_needed() {
        let passes: fn() -> Result<(), String> = || Ok(());
        let fails: fn() -> Result<(), String> = || Err("no".to_owned());
        assert_eq!(case(passes, false), Outcome::Passed);
        assert_eq!(case(fails, false), Outcome::Failed("no".to_owned()));
        assert!(matches!(case(passes, true), Outcome::Failed(_)));
        assert_eq!(case(fails, true), Outcome::Skipped("reason"));
    }

    const REQUEST: Request = Request {
        method: "PUT",
        uri: "/a%20b?x=1&y=2",
        headers: &[("X-One", "1")],
        forbidden: &["X-Two"],
        body: Some(r#"{ "a": 1.5 }"#),
    };

    fn written(uri: &str, headers: &[(&str, &str)], body: &str) -> http::Request<Vec<u8>> {
        let mut request = http::Request::put(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(body.into()).unwrap()
    }

    #[test]
    fn differences_of_requests_are_found() {
        let one = &[("x-one", "1")][..];
        let same = written("/a%20b?y=2&x=1", one, r#"{"a":1.5}"#);
        assert_eq!(REQUEST.compare(&same), Ok(()));
        for other in [
            written("/a+b?y=2&x=1", one, r#"{"a":1.5}"#),
            written("/a%20b?y=2", one, r#"{"a":1.5}"#),
            written("/a%20b?y=2&x=1", &[], r#"{"a":1.5}"#),
            written("/a%20b?y=2&x=1", &[("x-one", "2")], r#"{"a":1.5}"#),
            written(
                "/a%20b?y=2&x=1",
                &[("x-one", "1"), ("x-two", "")],
                r#"{"a":1.5}"#,
            ),
            written("/a%20b?y=2&x=1", one, r#"{"a":1.5,"b":1}"#),
            written("/a%20b?y=2&x=1", one, ""),
        ] {
            assert!(REQUEST.compare(&other).is_err(), "{other:?}");
        }
    }

    #[derive(Debug, PartialEq, serde::Deserialize, Serialize)]
    struct Part {
        #[serde(skip_serializing_if = "Option::is_none")]
        a: Option<f64>,
    }

    #[test]
    fn differences_of_values_are_found() {
        let part = Part { a: Some(1.5) };
        assert_eq!(is(&part, r#"{"a":1.5}"#), Ok(()));
        assert!(is(&part, "{}").is_err());
        // What the type cannot hold must not be taken for right.
        assert!(is(&Part { a: None }, r#"{"b":1}"#).is_err());
    }
}
