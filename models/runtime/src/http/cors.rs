//! What browsers may do from pages of other origins (Smithy 2.0, "cors trait"; the Fetch
//! standard, "CORS protocol").

use super::__http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, HeaderName, HeaderValue, VARY,
};
use super::__http::{Response, StatusCode};
use super::router::Route;
use super::{ERROR_TYPE, TARGET};
use crate::{Cors, Protocol};

/// Headers of requests that no member travels in: what bodies are, what signing adds, and how
/// AWS's clients number their attempts.
const ALLOWED: [&str; 8] = [
    "amz-sdk-invocation-id",
    "amz-sdk-request",
    "authorization",
    "content-type",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-security-token",
    "x-amz-user-agent",
];

/// Headers of responses that no member travels in.
const EXPOSED: [&str; 2] = [ERROR_TYPE, "x-amzn-requestid"];

/// The answer to a preflight, a request with the method OPTIONS, for the operations of one path:
/// which methods and headers a page of the service's origin may use. `None` if no operation's
/// service has the `cors` trait: any answer without these headers keeps browsers out.
///
/// The headers are those that members of the operations travel in (but for prefixes, which
/// cannot be listed), those of the protocol, of signing and of AWS's clients, and the trait's additional ones.
///
/// ```
/// # use tinsmith_runtime::http::Route;
/// fn options(routes: &[&Route]) -> http::Response<Vec<u8>> {
///     tinsmith_runtime::http::preflight(routes.iter().copied()).unwrap_or_else(|| {
///         let mut response = http::Response::new(Vec::new());
///         *response.status_mut() = http::StatusCode::FORBIDDEN;
///         response
///     })
/// }
/// ```
pub fn preflight<'r>(routes: impl IntoIterator<Item = &'r Route>) -> Option<Response<Vec<u8>>> {
    let mut routes = routes
        .into_iter()
        .filter(|route| route.service.cors.is_some())
        .peekable();
    let cors = routes.peek()?.service.cors?;
    let mut methods: Vec<&str> = Vec::new();
    let mut headers: Vec<String> = Vec::new();
    add(&mut headers, &ALLOWED);
    for route in routes {
        if !methods.contains(&route.method) {
            methods.push(route.method);
        }
        if route.service.protocol != Protocol::RestJson1 {
            add(&mut headers, &[TARGET]);
        }
        add(&mut headers, route.request_headers);
    }
    add(&mut headers, cors.additional_allowed_headers);
    let mut response = Response::new(Vec::new());
    *response.status_mut() = StatusCode::NO_CONTENT;
    set(
        &mut response,
        ACCESS_CONTROL_ALLOW_METHODS,
        &methods.join(", "),
    );
    set(
        &mut response,
        ACCESS_CONTROL_ALLOW_HEADERS,
        &headers.join(", "),
    );
    set(
        &mut response,
        ACCESS_CONTROL_MAX_AGE,
        &cors.max_age.to_string(),
    );
    allow_origin(&mut response, &cors);
    Some(response)
}

/// Adds to a response of an operation, an error or not, what lets a page of the service's origin
/// read it. Without the `cors` trait nothing is added.
///
/// The page may read the headers that members travel in, those of the protocol and the trait's
/// additional ones.
pub fn share<B>(route: &Route, response: &mut Response<B>) {
    let Some(cors) = route.service.cors else {
        return;
    };
    let mut headers: Vec<String> = Vec::new();
    add(&mut headers, &EXPOSED);
    add(&mut headers, route.response_headers);
    for error in route.error_headers {
        add(&mut headers, error);
    }
    add(&mut headers, cors.additional_exposed_headers);
    set(response, ACCESS_CONTROL_EXPOSE_HEADERS, &headers.join(", "));
    allow_origin(response, &cors);
}

fn allow_origin<B>(response: &mut Response<B>, cors: &Cors) {
    set(response, ACCESS_CONTROL_ALLOW_ORIGIN, cors.origin);
    if cors.origin != "*" {
        // Caches must not show one origin what another got.
        response
            .headers_mut()
            .append(VARY, HeaderValue::from_static("origin"));
    }
}

/// Sets a header; a text that no header can hold is left out. The generator takes none.
fn set<B>(response: &mut Response<B>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

/// Adds names in small letters that are not there yet.
fn add(headers: &mut Vec<String>, more: &[&str]) {
    for name in more {
        let name = name.to_ascii_lowercase();
        if !headers.contains(&name) {
            headers.push(name);
        }
    }
}
