//! A client of `GetBackendAuth`: the request and the response are made and read here, ureq carries
//! them.
//!
//! ```console
//! $ cargo run --package tinsmith-models --features http --example client -- \
//!     http://127.0.0.1:3000 d1example staging garden
//! ```
//!
//! [`mock_server`](../mock_server.rs) answers it. AWS would not: its services take signed
//! requests only. Signing is left to you, with the crate `aws-sigv4` for example; the place for it
//! is marked below.

use std::env;
use std::error::Error;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use tinsmith_models::amplifybackend::{
    GetBackendAuth, GetBackendAuthError, GetBackendAuthRequest, GetBackendAuthResponse,
};
use tinsmith_models::tinsmith_runtime::Operation;
use tinsmith_models::tinsmith_runtime::http::{HttpOperation, ResponseError, at};
use ureq::Agent;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [endpoint, app, environment, resource] = arguments.as_slice() else {
        eprintln!("usage: client ENDPOINT APP ENVIRONMENT RESOURCE");
        return ExitCode::from(2);
    };
    let input = GetBackendAuthRequest::new(app, environment, resource);
    match call::<GetBackendAuth>(&agent(), endpoint, input) {
        Ok(Ok(response)) => match show(&mut io::stdout(), &response) {
            // Whoever reads it may have seen enough, as `head` has after some lines.
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                eprintln!("error: {error}");
                ExitCode::FAILURE
            }
            _ => ExitCode::SUCCESS,
        },
        Ok(Err(error)) => {
            explain(&error);
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("not sent, or not answered: {error}");
            ExitCode::FAILURE
        }
    }
}

/// An agent that leaves errors of the service to the operation.
fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .into()
}

/// What the service says to a call.
type Answer<O> = Result<<O as Operation>::Output, ResponseError<<O as Operation>::Error>>;

/// Calls an operation, whichever it is.
///
/// # Errors
///
/// If the request cannot be written, such as with an empty label, or the network fails. What the
/// service says, success or error, is in the result within.
fn call<O: HttpOperation>(
    agent: &Agent,
    endpoint: &str,
    input: O::Input,
) -> Result<Answer<O>, Box<dyn Error>> {
    let mut request = O::request(input)?;
    *request.uri_mut() = at(endpoint, request.uri())?;
    // The request is complete: a client of AWS signs it here.
    let response = agent.run(request)?;
    let (head, mut body) = response.into_parts();
    let response = ureq::http::Response::from_parts(head, body.read_to_vec()?);
    Ok(O::read_response(&response))
}

fn show(to: &mut impl Write, response: &GetBackendAuthResponse) -> io::Result<()> {
    writeln!(to, "app          {}", response.app_id)?;
    writeln!(to, "environment  {}", response.backend_environment_name)?;
    if let Some(config) = &response.resource_config {
        let users = &config.user_pool_configs;
        writeln!(to, "user pool    {}", users.user_pool_name)?;
        writeln!(to, "sign in by   {}", users.sign_in_method)?;
        if let Some(identities) = &config.identity_pool_configs {
            writeln!(to, "identities   {}", identities.identity_pool_name)?;
        }
    }
    if let Some(error) = &response.error {
        writeln!(to, "but          {error}")?;
    }
    Ok(())
}

/// Every error has a type of its own, and what the model does not know is kept as it came.
fn explain(error: &ResponseError<GetBackendAuthError>) {
    match error {
        ResponseError::Operation(GetBackendAuthError::NotFoundException(error)) => {
            let kind = error.resource_type.as_deref().unwrap_or("resource");
            eprintln!("there is no such {kind}");
        }
        ResponseError::Operation(GetBackendAuthError::TooManyRequestsException(error)) => {
            let limit = error.limit_type.as_deref().unwrap_or("requests");
            eprintln!("try again later: too many {limit}");
        }
        ResponseError::Operation(error) => eprintln!("the service says: {error}"),
        ResponseError::Unreadable(error) => eprintln!("the response cannot be read: {error}"),
    }
}
