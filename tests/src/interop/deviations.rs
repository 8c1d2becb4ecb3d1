//! Where a client goes its own way, by its own rules. What it does instead is expected of it: if
//! it no longer does, the case fails.

use serde_json::Map;

use super::case::{Case, Expectation, Failure, Outcome, Requests};
use super::cases::{EMPTY_LABEL, HTML_504, NO_CODE, REST_CODES};

/// What is expected of a client.
#[derive(Clone, Debug)]
pub struct Expected {
    /// What is expected.
    pub expectation: Expectation,
    /// Why that is not the case's own expectation, if it isn't.
    pub notes: Vec<&'static str>,
}

/// A way that clients have of their own.
struct Deviation {
    clients: &'static [&'static str],
    /// Whether a case goes that way.
    applies: fn(&Case) -> bool,
    /// What is expected instead.
    change: fn(&str, &Case, &mut Expectation),
    note: &'static str,
}

const DEVIATIONS: &[Deviation] = &[
    Deviation {
        clients: &["python", "cli", "javascript"],
        applies: |case| case.name == EMPTY_LABEL,
        change: |client, _, expectation| {
            expectation.requests = Requests {
                number: 1,
                path: "/backend//auth/staging/details",
            };
            expectation.outcome = Outcome::Error(not_routed(client));
        },
        note: "sends it, to a path that is not the operation's: `/backend//auth/…`",
    },
    Deviation {
        clients: &["python", "cli", "javascript", "rust"],
        applies: |case| case.row == REST_CODES,
        change: |_, case, expectation| {
            let limited = case.name.starts_with("LimitExceededException");
            change_failure(expectation, |failure| {
                failure.modelled = None;
                failure.members = Map::new();
                failure.code = Some(if limited {
                    "LimitExceededException"
                } else {
                    "InternalServiceException"
                });
            });
        },
        note: "knows only the names of the model; others are codes of an error without a type",
    },
    Deviation {
        clients: &["python", "cli", "javascript", "rust"],
        applies: |case| case.row == NO_CODE,
        change: |client, case, expectation| {
            change_failure(expectation, |failure| without_code(client, case, failure));
        },
        note: "goes by the code alone: an error without a type",
    },
    // The last, for it takes away from whatever the others expect.
    Deviation {
        clients: &["cli"],
        applies: |case| {
            matches!(case.expectation.outcome, Outcome::Error(_)) || case.name == EMPTY_LABEL
        },
        change: |_, _, expectation| {
            change_failure(expectation, |failure| {
                failure.modelled = None;
                failure.status = None;
                failure.members = Map::new();
            });
        },
        note: "prints nothing of an error but its code and message",
    },
];

/// What is expected of this client in this case.
pub fn expected(client: &str, case: &Case) -> Expected {
    let mut expected = Expected {
        expectation: case.expectation.clone(),
        notes: Vec::new(),
    };
    for deviation in DEVIATIONS {
        if deviation.clients.contains(&client) && (deviation.applies)(case) {
            (deviation.change)(client, case, &mut expected.expectation);
            expected.notes.push(deviation.note);
        }
    }
    expected
}

fn change_failure(expectation: &mut Expectation, change: impl FnOnce(&mut Failure)) {
    if let Outcome::Error(failure) = &mut expectation.outcome {
        change(failure);
    }
}

/// A 404 without a body, which is what the mock server answers where it has no operation.
fn not_routed(client: &str) -> Failure {
    let (code, message) = match client {
        "javascript" => ("Unknown", "UnknownError"),
        _ => ("404", ""),
    };
    Failure {
        modelled: None,
        code: Some(code),
        status: Some(404),
        message: Some(message),
        members: Map::new(),
    }
}

fn without_code(client: &str, case: &Case, failure: &mut Failure) {
    failure.modelled = None;
    failure.members = Map::new();
    let page = case.name == HTML_504;
    failure.code = match (client, page) {
        ("python" | "cli", true) => Some("504"),
        ("python" | "cli", false) => Some("429"),
        ("javascript", true) => Some("SyntaxError"),
        ("javascript", false) => Some("Unknown"),
        _ => None,
    };
    failure.message = match (client, page) {
        ("python" | "cli", true) => Some("Gateway Timeout"),
        ("rust", false) => None,
        _ => failure.message,
    };
}
