//! The client over the feature `http` of the models: what a user would write, with ureq to carry
//! requests and a loop for retries, neither of which the models bring.

use std::fmt;
use std::io;

use serde_json::{Map, Value};
use tinsmith_models::amplifybackend::{
    GetBackendAuth, GetBackendAuthError, GetBackendAuthRequest, GetBackendAuthResponse,
};
use tinsmith_runtime::http::{HttpOperation, ResponseError, at};
use tinsmith_runtime::member_names::{MemberNamed, MemberNames};
use ureq::Agent;

use super::client::{Answer, Call, Client, Described};

/// Its name on the command line.
pub const NAME: &str = "own";

/// The client.
#[derive(Debug)]
pub struct Own {
    agent: Agent,
}

/// What the service answered.
type Answered = Result<GetBackendAuthResponse, ResponseError<GetBackendAuthError>>;

impl Own {
    /// A client with connections of its own.
    pub fn new() -> Self {
        let config = Agent::config_builder().http_status_as_error(false);
        Self {
            agent: config.build().into(),
        }
    }

    /// Sends the request as often as allowed, while the error is one that may pass.
    fn send(&self, call: &Call) -> Result<Answered, String> {
        let mut attempts = call.attempts;
        loop {
            let answered = self.send_once(call)?;
            attempts = attempts.saturating_sub(1);
            match &answered {
                Err(ResponseError::Operation(error)) if attempts > 0 && may_pass(error) => {}
                _ => return Ok(answered),
            }
        }
    }

    fn send_once(&self, call: &Call) -> Result<Answered, String> {
        let text = |name: &str| call.input[name].as_str().unwrap_or_default();
        let input = GetBackendAuthRequest::new(
            text("AppId"),
            text("BackendEnvironmentName"),
            text("ResourceName"),
        );
        let mut request = GetBackendAuth::request(input).map_err(|it| words(&it))?;
        *request.uri_mut() = at(&call.endpoint, request.uri()).map_err(|it| words(&it))?;
        let response = self.agent.run(request).map_err(|it| words(&it))?;
        let (head, mut body) = response.into_parts();
        let body = body.read_to_vec().map_err(|it| words(&it))?;
        let response = ureq::http::Response::from_parts(head, body);
        Ok(GetBackendAuth::read_response(&response))
    }
}

impl Default for Own {
    fn default() -> Self {
        Self::new()
    }
}

impl Client for Own {
    fn version(&self) -> &'static str {
        "Tinsmith"
    }

    fn call(&mut self, call: &Call) -> io::Result<Answer> {
        Ok(match self.send(call) {
            Ok(Ok(output)) => Answer::Output(members(&output)?),
            Ok(Err(ResponseError::Operation(error))) => Answer::Error(described(&error)?),
            Ok(Err(other)) => Answer::Refused(words(&other)),
            Err(refusal) => Answer::Refused(refusal),
        })
    }
}

/// Too many requests, or a problem on the other side.
fn may_pass(error: &GetBackendAuthError) -> bool {
    error.status().is_some_and(|it| it == 429 || it >= 500)
}

fn described(error: &GetBackendAuthError) -> io::Result<Described> {
    use GetBackendAuthError as E;
    let (modelled, members) = match error {
        E::BadRequestException(it) => (Some("BadRequestException"), members(it)?),
        E::GatewayTimeoutException(it) => (Some("GatewayTimeoutException"), members(it)?),
        E::NotFoundException(it) => (Some("NotFoundException"), members(it)?),
        E::TooManyRequestsException(it) => (Some("TooManyRequestsException"), members(it)?),
        _ => (None, Value::Object(Map::new())),
    };
    Ok(Described {
        modelled: modelled.map(str::to_owned),
        code: error.code().map(str::to_owned),
        message: error.message().map(str::to_owned),
        status: error.status(),
        members: members.as_object().cloned().unwrap_or_default(),
    })
}

fn members<T: MemberNamed + serde::Serialize>(value: &T) -> io::Result<Value> {
    Ok(serde_json::to_value(MemberNames(value))?)
}

fn words(error: &dyn fmt::Display) -> String {
    error.to_string()
}
