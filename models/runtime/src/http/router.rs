use std::cmp::Ordering;

use super::__http::header::{ALLOW, HeaderValue};
use super::__http::{Method, Request, Response, StatusCode};
use super::incoming::is_target;
use super::message::{self, HttpError, HttpMessage};
use super::operation::HttpOperation;
use super::pattern::{self, Segment};
use super::{TARGET, cors, percent};
use crate::{Operation, Protocol, Service};

/// What tells requests to an operation from others: an [`Operation`] as data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Route {
    /// The operation's name.
    pub operation: &'static str,
    /// Its method.
    pub method: &'static str,
    /// Its URI pattern.
    pub uri: &'static str,
    /// Its service.
    pub service: &'static Service,
    /// The headers that members of its input travel in.
    pub request_headers: &'static [&'static str],
    /// The headers that members of its output travel in.
    pub response_headers: &'static [&'static str],
    /// The headers that members of its errors travel in, by error.
    pub error_headers: &'static [&'static [&'static str]],
}

impl Route {
    /// The route to an operation.
    pub const fn of<O: HttpOperation>() -> Self {
        Self {
            operation: <O as Operation>::NAME,
            method: <O as Operation>::METHOD,
            uri: <O as Operation>::URI,
            service: <O as Operation>::SERVICE,
            request_headers: <O::Input as HttpMessage>::HEADERS,
            response_headers: <O::Output as HttpMessage>::HEADERS,
            error_headers: <O::Error as HttpError>::HEADERS,
        }
    }

    /// Whether a request has this route, but for its method.
    fn has_path<B>(&self, request: &Request<B>) -> bool {
        let (path, constant) = pattern::split(self.uri);
        if pattern::matches(path, request.uri().path()).is_none() {
            return false;
        }
        if self.service.protocol != Protocol::RestJson1 {
            // A preflight does not say which operation it is for.
            return request.method() == Method::OPTIONS || self.is_target(request);
        }
        let query = request.uri().query().unwrap_or_default();
        let query: Vec<_> = query.split('&').filter_map(percent::parameter).collect();
        pattern::has_constants(constant, &query)
    }

    fn is_target<B>(&self, request: &Request<B>) -> bool {
        let target = request.headers().get(TARGET);
        target.is_some_and(|it| is_target(it.as_bytes(), self.service.name, self.operation))
    }

    /// Patterns that say more come first (Smithy 2.0, "http trait", "Specificity routing").
    fn compare(&self, other: &Self) -> Ordering {
        let (path, query) = pattern::split(self.uri);
        let (other_path, other_query) = pattern::split(other.uri);
        let rank = |segment: Segment<'_>| match segment {
            Segment::Literal(_) => 0,
            Segment::Label(_) => 1,
            Segment::Greedy(_) => 2,
        };
        let ranks = pattern::segments(path).map(rank).chain([3]);
        let other_ranks = pattern::segments(other_path).map(rank).chain([3]);
        let parameters = |query: Option<&str>| query.map_or(0, |it| it.split('&').count());
        ranks
            .cmp(other_ranks)
            .then_with(|| parameters(other_query).cmp(&parameters(query)))
    }
}

/// Finds the operation that a request is for.
///
/// `T` is what a server keeps for each operation, such as a handler.
///
/// ```
/// use http::{Request, Response};
/// use tinsmith_runtime::http::{HttpOperation, Router};
///
/// type Handler = fn(&Request<Vec<u8>>) -> Response<Vec<u8>>;
///
/// fn answer(router: &Router<Handler>, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
///     match router.find(request) {
///         Ok((_, handler)) => handler(request),
///         Err(response) => response,
///     }
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Router<T> {
    /// The most specific first.
    routes: Vec<(Route, T)>,
}

impl<T> Default for Router<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Router<T> {
    /// A router without operations.
    pub const fn new() -> Self {
        Self { routes: Vec::new() }
    }

    /// The router with one operation more.
    #[must_use]
    pub fn with<O: HttpOperation>(mut self, value: T) -> Self {
        let route = Route::of::<O>();
        let before = |(known, _): &(Route, T)| known.compare(&route).is_le();
        let at = self.routes.partition_point(before);
        self.routes.insert(at, (route, value));
        self
    }

    /// The operation that a request is for.
    ///
    /// # Errors
    ///
    /// What to answer if it is for none: a preflight's answer (see [`preflight`](super::preflight)),
    /// 405 with the methods that there are, or 404; both as errors of the protocol, as those of
    /// [`HttpOperation::refuse`], and [shared](super::share) with pages of other origins.
    #[expect(
        clippy::result_large_err,
        reason = "the response goes out as it is; nothing passes it up with `?`"
    )]
    pub fn find<B>(&self, request: &Request<B>) -> Result<(&Route, &T), Response<Vec<u8>>> {
        let mut there = Vec::new();
        for (route, value) in &self.routes {
            if route.has_path(request) {
                if request.method().as_str() == route.method {
                    return Ok((route, value));
                }
                there.push(route);
            }
        }
        if request.method() == Method::OPTIONS
            && let Some(response) = cors::preflight(there.iter().copied())
        {
            return Err(response);
        }
        Err(self.refuse(&there))
    }

    /// The answer to a request that is for no operation although its path is of these.
    fn refuse(&self, there: &[&Route]) -> Response<Vec<u8>> {
        let all = || self.routes.iter().map(|(route, _)| route);
        let candidates: Vec<&Route> = if there.is_empty() {
            all().collect()
        } else {
            there.to_vec()
        };
        let shared = candidates.iter().find(|it| it.service.cors.is_some());
        let route = shared.or_else(|| candidates.first());
        let protocol = route.map_or(Protocol::RestJson1, |it| it.service.protocol);
        let (status, code, text) = if there.is_empty() {
            let text = "there is no operation with this path";
            (StatusCode::NOT_FOUND, "UnknownOperationException", text)
        } else {
            let text = "there is no operation with this method";
            (
                StatusCode::METHOD_NOT_ALLOWED,
                "MethodNotAllowedException",
                text,
            )
        };
        let mut response = message::refusal(status, code, text, protocol);
        let methods: Vec<&str> = there.iter().map(|route| route.method).collect();
        if let Ok(methods) = HeaderValue::from_str(&methods.join(", "))
            && !there.is_empty()
        {
            response.headers_mut().insert(ALLOW, methods);
        }
        if let Some(route) = route {
            cors::share(route, &mut response);
        }
        response
    }
}
