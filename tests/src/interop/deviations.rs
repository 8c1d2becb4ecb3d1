//! Where a client goes its own way, by its own rules. What it does instead is expected of it: if
//! it no longer does, the case fails.

use super::case::{Case, Expectation, Failure, Outcome};

/// What is expected of a client.
#[derive(Clone, Debug)]
pub struct Expected {
    /// What is expected.
    pub expectation: Expectation,
    /// Why that is not the case's own expectation, if it isn't.
    pub note: Option<&'static str>,
}

/// What is expected of this client in this case.
pub fn expected(client: &str, case: &Case) -> Expected {
    let _ = (client, Failure::clone, Outcome::clone);
    Expected {
        expectation: case.expectation.clone(),
        note: None,
    }
}
