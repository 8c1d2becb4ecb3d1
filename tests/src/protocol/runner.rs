//! Runs the cases: the main part of the generated crate, into which this file is copied.

use std::fmt::Debug;
use std::process::ExitCode;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tinsmith_runtime::{ErrorBody, Operation};

/// A case.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// Direction, suite and ID: `input/json/AwsJson11Enums`.
    pub name: &'static str,
    /// Why the list of exclusions names it, if it does.
    pub excluded: Option<&'static str>,
    /// How to run it, or why it cannot be.
    pub check: Result<fn() -> Result<(), String>, &'static str>,
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
        match (self.check.map(|check| check()), self.excluded) {
            (Ok(Ok(())), None) => Outcome::Passed,
            (Ok(Ok(())), Some(_)) => {
                Outcome::Failed("it passes; take it from the list of exclusions".to_owned())
            }
            (Ok(Err(_)) | Err(_), Some(reason)) => Outcome::Skipped(reason),
            (Ok(Err(difference)), None) => Outcome::Failed(difference),
            (Err(reason), None) => {
                Outcome::Failed(format!("it cannot be run and is not excluded: {reason}"))
            }
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

/// The operation's method and URI are these.
///
/// # Errors
///
/// If they are others.
pub fn target<O: Operation>(method: &str, uri: &str) -> Result<(), String> {
    same("method", &O::METHOD, &method)?;
    same("URI", &O::URI, &uri)
}

/// The operation takes nothing, and this is the body of a request with nothing in it.
///
/// # Errors
///
/// If the case expects another body.
pub fn writes_nothing<O: Operation<Input = ()>>(body: &str, expected: &str) -> Result<(), String> {
    same("body", &body, &expected)
}

/// The operation returns nothing, whatever the body is.
///
/// # Errors
///
/// If the case expects members.
pub fn reads_nothing<O: Operation<Output = ()>>(expected: &str) -> Result<(), String> {
    same("value", &"{}", &expected)
}

/// The parameters, given in wire form as the type `T`, become the body `expected`. `B` is what
/// of `T` travels in the body, and may be `T`.
///
/// # Errors
///
/// If they don't.
pub fn writes<T, B>(params: &str, expected: &str) -> Result<(), String>
where
    T: DeserializeOwned,
    B: From<T> + Serialize + DeserializeOwned,
{
    let body = B::from(read::<T>(params)?);
    let written = serde_json::to_string(&body).map_err(|error| error.to_string())?;
    same("body", &read::<Value>(&written)?, &read::<Value>(expected)?)?;
    // The body is also what a server would read.
    let again = serde_json::to_value(read::<B>(expected)?).map_err(|error| error.to_string())?;
    same("body read and written", &again, &read::<Value>(expected)?)
}

/// The body means the same as `expected`, the wire form of what the case expects.
///
/// # Errors
///
/// If it doesn't.
pub fn reads<T>(body: &str, expected: &str) -> Result<(), String>
where
    T: DeserializeOwned + Serialize + PartialEq + Debug,
{
    is(&read::<T>(body)?, expected)
}

/// The response means an error with this code, message and content. `select` picks the
/// content of the expected variant.
///
/// # Errors
///
/// If it means something else.
pub fn fails<E, T>(
    error: &E,
    (code, expected_code): (Option<&str>, &str),
    (message, expected_message): (Option<&str>, Option<&str>),
    select: impl FnOnce(&E) -> Option<&T>,
    expected: &str,
) -> Result<(), String>
where
    E: Debug,
    T: DeserializeOwned + Serialize + PartialEq + Debug,
{
    let content = select(error).ok_or_else(|| format!("it became {error:?}"))?;
    same("code", &code, &Some(expected_code))?;
    if expected_message.is_some() {
        same("message", &message, &expected_message)?;
    }
    is(content, expected)
}

/// The body of an error response.
pub fn error_body(body: &str) -> ErrorBody {
    match serde_json::from_str::<tinsmith_runtime::Value>(body) {
        Ok(value) => value.into(),
        Err(_) => body.as_bytes().into(),
    }
}

/// The value is what `expected` is the wire form of.
fn is<T>(value: &T, expected: &str) -> Result<(), String>
where
    T: DeserializeOwned + Serialize + PartialEq + Debug,
{
    let to_json = |value: &T| serde_json::to_value(value).map_err(|error| error.to_string());
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

    fn case(check: Result<fn() -> Result<(), String>, &'static str>, listed: bool) -> Outcome {
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
        assert_eq!(case(Ok(passes), false), Outcome::Passed);
        assert_eq!(case(Ok(fails), false), Outcome::Failed("no".to_owned()));
        assert!(matches!(case(Ok(passes), true), Outcome::Failed(_)));
        assert_eq!(case(Ok(fails), true), Outcome::Skipped("reason"));
        assert!(matches!(case(Err("HTTP"), false), Outcome::Failed(_)));
        assert_eq!(case(Err("HTTP"), true), Outcome::Skipped("reason"));
    }

    #[derive(Debug, PartialEq, serde::Deserialize, Serialize)]
    struct Part {
        #[serde(skip_serializing_if = "Option::is_none")]
        a: Option<f64>,
    }

    #[test]
    fn differences_are_found() {
        assert_eq!(
            writes::<Part, Part>(r#"{"a":1.5}"#, r#"{ "a": 1.5 }"#),
            Ok(())
        );
        assert!(writes::<Part, Part>(r#"{"a":1.5}"#, r#"{"a":2.5}"#).is_err());
        assert!(writes::<Part, Part>(r#"{"a":1.5}"#, r#"{"a":1.5,"b":1}"#).is_err());
        assert_eq!(reads::<Part>(r#"{"a":1.5,"b":1}"#, r#"{"a":1.5}"#), Ok(()));
        assert!(reads::<Part>(r#"{"a":1.5}"#, "{}").is_err());
        // What the type cannot hold must not be taken for right.
        assert!(reads::<Part>(r#"{"b":1}"#, r#"{"b":1}"#).is_err());
    }
}
