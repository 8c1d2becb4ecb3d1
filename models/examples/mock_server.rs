//! A mock of Amplify Backend's `GetBackendAuth`: an axum server that keeps all it knows in memory.
//!
//! ```console
//! $ cargo run --package tinsmith-models --features http --example mock_server -- 127.0.0.1:3000
//! listening on http://127.0.0.1:3000
//! $ curl http://127.0.0.1:3000/backend/d1example/auth/staging/details \
//!     --header 'Content-Type: application/json' --data '{"resourceName": "garden"}'
//! ```
//!
//! Every resource exists: its response repeats what was asked for. Four names stand for the
//! errors: `bad-request`, `not-found`, `too-many-requests`, `gateway-timeout`. More is told under
//! `/control`, so that tests in any language can do it:
//!
//! - `PUT /control/responses/garden`, the body being a response as it travels: what that
//!   resource's response is from now on;
//! - `PUT /control/next` with `{"times": 2, "status": 429, "headers": {…}, "body": "…"}`: the
//!   next answers, byte for byte, whatever is asked; what is left out is once, 200, none and empty;
//! - `GET /control/requests`: the requests as they were received, oldest first;
//! - `DELETE /control`: forget all of this.

use std::collections::{BTreeMap, VecDeque};
use std::env;
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Path, State};
use axum::http::{Request, Response, StatusCode};
use axum::response::{IntoResponse, Json};
use axum::routing::{delete, get, put};
use serde::Deserialize;
use serde_json::{Value, json};
use tinsmith_models::amplifybackend::{
    AuthResources, BadRequestException, CreateBackendAuthResourceConfig,
    CreateBackendAuthUserPoolConfig, GatewayTimeoutException, GetBackendAuth, GetBackendAuthError,
    GetBackendAuthRequest, GetBackendAuthResponse, NotFoundException,
    RequiredSignUpAttributesElement, Service, SignInMethod, TooManyRequestsException,
};
use tinsmith_models::tinsmith_runtime::http::{HttpOperation, Router, share};

/// How large a request may be, in bytes.
const LIMIT: usize = 1 << 20;

/// What the server keeps.
#[derive(Default)]
struct Mock {
    /// The responses of resources that were told.
    responses: BTreeMap<String, GetBackendAuthResponse>,
    /// The answers that come before anything else.
    next: VecDeque<Response<Bytes>>,
    /// The requests as they were received.
    requests: Vec<Value>,
}

#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Mock>>);

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Mock> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn main() -> ExitCode {
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn serve() -> Result<(), Box<dyn Error>> {
    let address = env::args().nth(1).unwrap_or("127.0.0.1:0".to_owned());
    let app = axum::Router::new()
        .route("/control/responses/{resource}", put(tell_response))
        .route("/control/next", put(tell_next))
        .route("/control/requests", get(list_requests))
        .route("/control", delete(forget))
        // The path is the operation's affair: routers decode it, or tidy it up.
        .fallback(call)
        .with_state(Shared::default());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await?;
        writeln!(
            io::stdout(),
            "listening on http://{}",
            listener.local_addr()?
        )?;
        Ok(axum::serve(listener, app).await?)
    })
}

/// Answers a call of the service.
async fn call(State(mock): State<Shared>, request: Request<Body>) -> Response<Body> {
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LIMIT).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let request = Request::from_parts(head, body);
    let mut mock = mock.lock();
    mock.requests.push(received(&request));
    if let Some(answer) = mock.next.pop_front() {
        return answer.map(Body::from);
    }
    // With more operations than one, this finds which it is for, and answers preflights.
    let router = Router::new().with::<GetBackendAuth>(());
    let (route, ()) = match router.find(&request) {
        Ok(found) => found,
        Err(answer) => return answer.map(Body::from),
    };
    let mut answer = match GetBackendAuth::read_request(&request) {
        Ok(input) => GetBackendAuth::answer(mock.get_backend_auth(input))
            .unwrap_or_else(|error| internal(&error)),
        Err(error) => GetBackendAuth::refuse(&error),
    };
    share(route, &mut answer);
    answer.map(Body::from)
}

impl Mock {
    /// The operation.
    fn get_backend_auth(
        &self,
        input: GetBackendAuthRequest,
    ) -> Result<GetBackendAuthResponse, GetBackendAuthError> {
        if let Some(response) = self.responses.get(&input.resource_name) {
            return Ok(response.clone());
        }
        match input.resource_name.as_str() {
            "bad-request" => Err(BadRequestException::new()
                .with_message("The request is not formed properly.")
                .into()),
            "not-found" => Err(NotFoundException::new()
                .with_message("There is no such resource.")
                .with_resource_type("Auth")
                .into()),
            "too-many-requests" => Err(TooManyRequestsException::new()
                .with_message("Slow down.")
                .with_limit_type("requests per second")
                .into()),
            "gateway-timeout" => Err(GatewayTimeoutException::new()
                .with_message("No answer in time.")
                .into()),
            _ => Ok(echo(input)),
        }
    }
}

/// A response that repeats what was asked for.
fn echo(input: GetBackendAuthRequest) -> GetBackendAuthResponse {
    let users = CreateBackendAuthUserPoolConfig::new(
        [RequiredSignUpAttributesElement::Email],
        SignInMethod::Email,
        format!("{}_userpool", input.resource_name),
    );
    let config =
        CreateBackendAuthResourceConfig::new(AuthResources::UserPoolOnly, Service::Cognito, users);
    GetBackendAuthResponse::new(input.app_id, input.backend_environment_name)
        .with_resource_config(config)
        .with_resource_name(input.resource_name)
}

fn internal(error: &dyn Error) -> Response<Vec<u8>> {
    let mut response = Response::new(error.to_string().into_bytes());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

/// A request as it was received: the path undecoded, the body as text.
fn received(request: &Request<Bytes>) -> Value {
    let headers = request.headers().iter();
    let headers: BTreeMap<&str, _> = headers
        .map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes())))
        .collect();
    json!({
        "method": request.method().as_str(),
        "uri": request.uri().to_string(),
        "headers": headers,
        "body": String::from_utf8_lossy(request.body()),
    })
}

async fn tell_response(
    State(mock): State<Shared>,
    Path(resource): Path<String>,
    body: String,
) -> Result<StatusCode, (StatusCode, String)> {
    let response = serde_json::from_str(&body).map_err(bad_request)?;
    mock.lock().responses.insert(resource, response);
    Ok(StatusCode::NO_CONTENT)
}

/// The next answers, as they are told.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Told {
    times: u16,
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
}

impl Default for Told {
    fn default() -> Self {
        Self {
            times: 1,
            status: 200,
            headers: BTreeMap::new(),
            body: String::new(),
        }
    }
}

async fn tell_next(
    State(mock): State<Shared>,
    body: String,
) -> Result<StatusCode, (StatusCode, String)> {
    let told: Told = serde_json::from_str(&body).map_err(bad_request)?;
    let mut answer = Response::builder().status(told.status);
    for (name, value) in &told.headers {
        answer = answer.header(name, value);
    }
    let answer = answer.body(Bytes::from(told.body)).map_err(bad_request)?;
    let mut mock = mock.lock();
    mock.next.extend((0..told.times).map(|_| answer.clone()));
    Ok(StatusCode::NO_CONTENT)
}

async fn list_requests(State(mock): State<Shared>) -> Json<Vec<Value>> {
    Json(mock.lock().requests.clone())
}

async fn forget(State(mock): State<Shared>) -> StatusCode {
    *mock.lock() = Mock::default();
    StatusCode::NO_CONTENT
}

fn bad_request(error: impl Error) -> (StatusCode, String) {
    (StatusCode::BAD_REQUEST, error.to_string())
}
