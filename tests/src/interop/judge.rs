//! Plays a case, and says whether what happened is what was expected.

use std::io;

use serde_json::{Map, Value, json};

use super::Programs;
use super::case::{Ask, Case, Expectation, Failure, Outcome, Requests};
use super::client::{Answer, Call, Client, Described};
use super::replay::replay;
use super::server::{Received, Server};

/// What happened.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The requests, as the server received them.
    pub received: Vec<Received>,
    /// What the client answered.
    pub answer: Answer,
}

/// Plays a case.
///
/// # Errors
///
/// If the server or the client is not there any more.
pub fn play(case: &Case, client: &mut dyn Client, server: &Server) -> io::Result<Seen> {
    server.tell(&case.server, case.ask.resource)?;
    let answer = client.call(&Call {
        endpoint: server.endpoint().to_owned(),
        input: input(&case.ask),
        attempts: case.ask.attempts,
    })?;
    Ok(Seen {
        received: server.received()?,
        answer,
    })
}

/// The members of the input, by their names in the model.
pub fn input(ask: &Ask) -> Map<String, Value> {
    let members = [
        ("AppId", ask.app),
        ("BackendEnvironmentName", ask.environment),
        ("ResourceName", ask.resource),
    ];
    let members = members.into_iter();
    members.map(|(k, v)| (k.to_owned(), v.into())).collect()
}

/// Whether it is what was expected.
///
/// # Errors
///
/// What differs.
pub fn verdict(
    case: &Case,
    expected: &Expectation,
    seen: &Seen,
    programs: &Programs,
) -> Result<(), String> {
    requests(&case.ask, expected.requests, &seen.received)?;
    match (&expected.outcome, &seen.answer) {
        (Outcome::Output { members, .. }, Answer::Output(it)) => same("output", members, it),
        (Outcome::Output { members, wire }, Answer::Printed(printed)) => {
            let shown = serde_json::from_str(printed).map_err(|error| error.to_string())?;
            same("output", members, &shown)?;
            let replayed = replay(&programs.replay, printed).map_err(|error| error.to_string())?;
            same("replayed", wire, &replayed)
        }
        (Outcome::Error(failure), Answer::Error(it)) => {
            described(failure, it).map_err(|error| format!("{error} in {it:?}"))
        }
        (Outcome::Refusal(words), Answer::Refused(it))
            if words.iter().any(|words| it.contains(words)) =>
        {
            Ok(())
        }
        (outcome, answer) => Err(format!("expected {outcome:?}, got {answer:?}")),
    }
}

fn requests(ask: &Ask, expected: Requests, received: &[Received]) -> Result<(), String> {
    if received.len() != expected.number {
        let (number, wanted) = (received.len(), expected.number);
        return Err(format!("{number} requests instead of {wanted}"));
    }
    for request in received {
        equal("method", &"POST", &request.method.as_str())?;
        equal("path", &expected.path, &request.uri.as_str())?;
        let media_type = request.headers.get("content-type").map(String::as_str);
        equal("Content-Type", &Some("application/json"), &media_type)?;
        let body = serde_json::from_str(&request.body).map_err(|error| error.to_string())?;
        same("body", &json!({ "resourceName": ask.resource }), &body)?;
    }
    Ok(())
}

fn described(expected: &Failure, it: &Described) -> Result<(), String> {
    equal("type", &expected.modelled, &it.modelled.as_deref())?;
    equal("code", &expected.code, &it.code.as_deref())?;
    equal("status", &expected.status, &it.status)?;
    equal("message", &expected.message, &it.message.as_deref())?;
    let members = Value::Object(it.members.clone());
    same(
        "members",
        &Value::Object(expected.members.clone()),
        &members,
    )
}

fn equal<T: PartialEq + std::fmt::Debug>(what: &str, wanted: &T, got: &T) -> Result<(), String> {
    if wanted == got {
        Ok(())
    } else {
        Err(format!("{what}: {got:?} instead of {wanted:?}"))
    }
}

/// Compares JSON member by member, naming the first that differs.
fn same(at: &str, wanted: &Value, got: &Value) -> Result<(), String> {
    match (wanted, got) {
        (Value::Object(wanted), Value::Object(got)) => {
            for name in wanted.keys().chain(got.keys()) {
                let at = format!("{at}.{name}");
                match (wanted.get(name), got.get(name)) {
                    (Some(wanted), Some(got)) => same(&at, wanted, got)?,
                    (Some(_), None) => return Err(format!("{at} is missing")),
                    (None, _) => return Err(format!("{at} is not expected")),
                }
            }
            Ok(())
        }
        (Value::Array(wanted), Value::Array(got)) => {
            equal(&format!("{at}: length"), &wanted.len(), &got.len())?;
            let mut items = wanted.iter().zip(got).enumerate();
            items.try_for_each(|(position, (wanted, got))| {
                same(&format!("{at}[{position}]"), wanted, got)
            })
        }
        // JavaScript writes 12.0 as 12.
        (Value::Number(wanted), Value::Number(got)) => equal(at, &wanted.as_f64(), &got.as_f64()),
        _ => equal(at, wanted, got),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_difference_is_named() {
        let wanted = json!({"a": [{"b": 12.0}, null]});
        assert_eq!(
            same("it", &wanted, &json!({"a": [{"b": 12}, null]})),
            Ok(())
        );
        for (got, said) in [
            (
                json!({"a": [{"b": 13}, null]}),
                "it.a[0].b: Some(13.0) instead of Some(12.0)",
            ),
            (json!({"a": [{}, null]}), "it.a[0].b is missing"),
            (
                json!({"a": [{"b": 12, "c": 1}, null]}),
                "it.a[0].c is not expected",
            ),
            (json!({"a": [{"b": 12}]}), "it.a: length: 1 instead of 2"),
            (
                json!({"a": [{"b": 12}, false]}),
                "it.a[1]: Bool(false) instead of Null",
            ),
        ] {
            assert_eq!(same("it", &wanted, &got), Err(said.to_owned()));
        }
    }
}
