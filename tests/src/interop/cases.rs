//! The cases.

use std::fs;
use std::io;

use serde_json::{Map, Value, json};
use tinsmith_models::amplifybackend::GetBackendAuthResponse;
use tinsmith_runtime::member_names::MemberNames;

use super::case::{Ask, Case, Expectation, Failure, Outcome, Raw, Requests, Server};
use crate::fixtures;

/// What most cases ask for.
const GARDEN: Ask = Ask {
    app: "d1example",
    environment: "staging",
    resource: "garden",
    attempts: 1,
};

/// Where that request goes.
const PATH: &str = "/backend/d1example/auth/staging/details";

/// The header with the code of an error.
const ERROR_TYPE: &str = "x-amzn-errortype";

const JSON: (&str, &str) = ("content-type", "application/json");

/// The row of codes that only the REST reference has.
pub const REST_CODES: &str = "the names of the REST reference as codes";

/// The row of errors that have no code.
pub const NO_CODE: &str = "errors without a code";

/// The case of a label that is empty.
pub const EMPTY_LABEL: &str = "an empty label, refused before sending";

/// The case of an error that a gateway made.
pub const HTML_504: &str = "504 with a page of HTML";

/// The case of an error that another service made, behind a wrong base URL perhaps.
pub const FOREIGN_404: &str = "404 with the body of something else";

/// The case of an error that says nothing.
pub const EMPTY_404: &str = "404 without a body";

/// All cases, in the order of the table.
///
/// # Errors
///
/// If a fixture cannot be read.
pub fn all() -> io::Result<Vec<Case>> {
    let mut cases = requests()?;
    cases.extend(responses()?);
    cases.extend(of_row("the four errors, by header", typed_errors()));
    cases.extend(of_row("the four errors, by body", codes_in_bodies()));
    cases.extend(of_row(REST_CODES, rest_codes()));
    cases.extend(of_row(NO_CODE, without_code()));
    cases.extend(of_row("retries on 429 and 504, off and on", retries()?));
    Ok(cases)
}

/// A case that every client passes.
///
/// # Errors
///
/// If the output cannot be made.
pub fn plain() -> io::Result<Case> {
    let outcome = echo(&GARDEN)?;
    let name = "method, path and body of a request";
    Ok(case(name, Server::AsItIs, GARDEN, 1, outcome))
}

/// The request as it is sent, and what a response repeats of it.
fn requests() -> io::Result<Vec<Case>> {
    let labels = Ask {
        app: "a/b c~ü%",
        environment: "a/b c~ü%",
        ..GARDEN
    };
    let path = "/backend/a%2Fb%20c~%C3%BC%25/auth/a%2Fb%20c~%C3%BC%25/details";
    Ok(vec![
        plain()?,
        Case {
            expectation: Expectation {
                requests: Requests { number: 1, path },
                outcome: echo(&labels)?,
            },
            ..case(
                "labels `a/b c~ü%`",
                Server::AsItIs,
                labels,
                1,
                echo(&labels)?,
            )
        },
        case(
            EMPTY_LABEL,
            Server::AsItIs,
            Ask { app: "", ..GARDEN },
            0,
            Outcome::Refusal(&[
                "`AppId` is part of the path and empty",
                "app_id was missing: cannot be empty",
            ]),
        ),
    ])
}

/// Responses as they are read, member by member.
fn responses() -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for (name, fixture) in [
        ("full response, member by member", "response_full"),
        (
            "absent optional members",
            "response_required_at_every_depth",
        ),
        ("unknown enum values", "response_unknown_enums"),
        ("text beyond ASCII", "response_non_ascii"),
    ] {
        let wire = body(fixture)?;
        let outcome = output(&wire)?;
        cases.push(case(name, Server::Response(wire), GARDEN, 1, outcome));
    }
    // A typed server cannot send these.
    for (name, fixture) in [
        ("unknown members", "response_unknown_members"),
        ("nulls for absent members", "response_nulls"),
    ] {
        let wire = body(fixture)?;
        let outcome = output(&wire)?;
        let raw = Raw {
            status: 200,
            headers: vec![JSON],
            body: wire.to_string(),
        };
        cases.push(case(name, Server::Next(1, raw), GARDEN, 1, outcome));
    }
    Ok(cases)
}

/// The errors as the mock server sends them, through their types.
fn typed_errors() -> Vec<Case> {
    let ask = |resource| Ask { resource, ..GARDEN };
    let case = |name, resource, failure| {
        case(
            name,
            Server::AsItIs,
            ask(resource),
            1,
            Outcome::Error(failure),
        )
    };
    vec![
        case("BadRequestException", "bad-request", bad_request()),
        case("NotFoundException", "not-found", not_found()),
        case(
            "TooManyRequestsException",
            "too-many-requests",
            too_many_requests(),
        ),
        case(
            "GatewayTimeoutException",
            "gateway-timeout",
            gateway_timeout(),
        ),
    ]
}

/// The code in the body instead of the header, in the places and forms that there are.
fn codes_in_bodies() -> Vec<Case> {
    let case =
        |name, key: &str, code: &str, failure| raw_error(name, None, Some((key, code)), failure);
    vec![
        case(
            "BadRequestException as `code`",
            "code",
            "BadRequestException",
            bad_request(),
        ),
        case(
            "NotFoundException as `__type` with a namespace",
            "__type",
            "com.amazonaws.amplifybackend#NotFoundException",
            not_found(),
        ),
        case(
            "TooManyRequestsException as `code` with a URI",
            "code",
            "TooManyRequestsException:http://example.com/",
            too_many_requests(),
        ),
        case(
            "GatewayTimeoutException as `__type`",
            "__type",
            "GatewayTimeoutException",
            gateway_timeout(),
        ),
    ]
}

/// Codes that only the REST reference has.
fn rest_codes() -> Vec<Case> {
    let (limit, internal) = ("LimitExceededException", "InternalServiceException");
    let (limited, failed) = (too_many_requests, gateway_timeout);
    vec![
        raw_error(limit, Some(limit), None, limited()),
        raw_error(
            "LimitExceededException in the body",
            None,
            Some(("code", limit)),
            limited(),
        ),
        raw_error(internal, Some(internal), None, failed()),
        raw_error(
            "InternalServiceException in the body",
            None,
            Some(("code", internal)),
            failed(),
        ),
    ]
}

/// Errors that only their status tells, if anything does: it does where there is a message.
fn without_code() -> Vec<Case> {
    let page = "<html><body><h1>504 Gateway Time-out</h1></body></html>";
    let foreign = r#"{"detail":"no route","trace":"abc"}"#;
    let mut cases = vec![raw_error(
        "429 without a code",
        None,
        None,
        too_many_requests(),
    )];
    for (name, status, header, body) in [
        (HTML_504, 504, ("content-type", "text/html"), page),
        (FOREIGN_404, 404, JSON, foreign),
        (EMPTY_404, 404, ("x-cache", "none"), ""),
    ] {
        let raw = Raw {
            status,
            headers: vec![header],
            body: body.to_owned(),
        };
        let unknown = Failure {
            modelled: None,
            code: None,
            status: Some(status),
            message: None,
            members: Map::new(),
        };
        let server = Server::Next(1, raw);
        cases.push(case(name, server, GARDEN, 1, Outcome::Error(unknown)));
    }
    cases
}

/// Errors that may pass, with retries switched off and on.
fn retries() -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for (off, on, failure) in [
        ("429, retries off", "429, retries on", too_many_requests()),
        ("504, retries off", "504, retries on", gateway_timeout()),
    ] {
        let once = Server::Next(1, raw(failure.code, None, &failure));
        let outcome = Outcome::Error(failure);
        cases.push(case(off, once.clone(), GARDEN, 1, outcome));
        let patient = Ask {
            attempts: 3,
            ..GARDEN
        };
        cases.push(case(on, once, patient, 2, echo(&GARDEN)?));
    }
    Ok(cases)
}

fn case(name: &'static str, server: Server, ask: Ask, number: usize, outcome: Outcome) -> Case {
    let requests = Requests { number, path: PATH };
    Case {
        row: name,
        name,
        server,
        ask,
        expectation: Expectation { requests, outcome },
    }
}

fn of_row(row: &'static str, cases: Vec<Case>) -> impl Iterator<Item = Case> {
    cases.into_iter().map(move |case| Case { row, ..case })
}

fn raw_error(
    name: &'static str,
    header: Option<&'static str>,
    body: Option<(&str, &str)>,
    failure: Failure,
) -> Case {
    let server = Server::Next(1, raw(header, body, &failure));
    case(name, server, GARDEN, 1, Outcome::Error(failure))
}

/// An error as it travels, its code in the header or in the body.
fn raw(header: Option<&'static str>, body: Option<(&str, &str)>, failure: &Failure) -> Raw {
    let mut headers = vec![JSON];
    headers.extend(header.map(|code| (ERROR_TYPE, code)));
    let code = body.map(|(key, code)| (key.to_owned(), Value::from(code)));
    let members = failure.members.iter().map(|(name, value)| {
        let wire = match name.as_str() {
            "LimitType" => "limitType",
            "ResourceType" => "resourceType",
            _ => "message",
        };
        (wire.to_owned(), value.clone())
    });
    Raw {
        status: failure.status.unwrap_or(500),
        headers,
        body: Value::Object(code.into_iter().chain(members).collect()).to_string(),
    }
}

fn bad_request() -> Failure {
    let text = "The request is not formed properly.";
    failure("BadRequestException", 400, text, &json!({}))
}

fn not_found() -> Failure {
    let members = json!({ "ResourceType": "Auth" });
    failure(
        "NotFoundException",
        404,
        "There is no such resource.",
        &members,
    )
}

fn too_many_requests() -> Failure {
    let members = json!({ "LimitType": "requests per second" });
    failure("TooManyRequestsException", 429, "Slow down.", &members)
}

fn gateway_timeout() -> Failure {
    failure(
        "GatewayTimeoutException",
        504,
        "No answer in time.",
        &json!({}),
    )
}

/// An error with these members and its message, which is one too.
fn failure(code: &'static str, status: u16, message: &'static str, members: &Value) -> Failure {
    let mut members = members.as_object().cloned().unwrap_or_default();
    members.insert("Message".to_owned(), message.into());
    Failure {
        modelled: Some(code),
        code: Some(code),
        status: Some(status),
        message: Some(message),
        members,
    }
}

fn body(fixture: &str) -> io::Result<Value> {
    let path = fixtures::folder("amplifybackend").join(format!("valid/{fixture}.json"));
    Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
}

/// What a client returns of a response as it travels.
fn output(wire: &Value) -> io::Result<Outcome> {
    let typed: GetBackendAuthResponse = serde_json::from_value(wire.clone())?;
    Ok(Outcome::Output {
        members: serde_json::to_value(MemberNames(&typed))?,
        wire: serde_json::to_value(&typed)?,
    })
}

/// The response with which the mock server repeats what was asked for.
fn echo(ask: &Ask) -> io::Result<Outcome> {
    output(&json!({
        "appId": ask.app,
        "backendEnvironmentName": ask.environment,
        "resourceConfig": {
            "authResources": "USER_POOL_ONLY",
            "service": "COGNITO",
            "userPoolConfigs": {
                "requiredSignUpAttributes": ["EMAIL"],
                "signInMethod": "EMAIL",
                "userPoolName": format!("{}_userpool", ask.resource),
            },
        },
        "resourceName": ask.resource,
    }))
}
