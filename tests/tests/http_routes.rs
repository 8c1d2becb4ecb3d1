//! Finding operations by requests, and what browsers may do from elsewhere.

use http::{Method, Request, Response};
use tinsmith_models::amplifybackend::{GetBackendAuth, GetBackendAuthRequest};
use tinsmith_runtime::http::{HttpOperation, Route, Router, at, share, strip_prefix};
use tinsmith_runtime::{Operation, OperationError, Service};
use tinsmith_tests::cases::bindings::explicit::{Nudge, PutBlob, PutNote, PutThing};
use tinsmith_tests::cases::operations::explicit::GetShelf;

fn router() -> Router<&'static str> {
    Router::new()
        .with::<PutThing>("thing")
        .with::<PutBlob>("blob")
        .with::<PutNote>("note")
        .with::<Nudge>("nudge")
        .with::<GetBackendAuth>("auth")
        .with::<GetShelf>("shelf")
}

fn request(method: &str, uri: &str) -> Request<()> {
    Request::builder().method(method).uri(uri).body(()).unwrap()
}

#[test]
fn requests_find_their_operations() {
    let router = router();
    let find = |method: &str, uri: &str| {
        let found = router.find(&request(method, uri));
        found
            .map(|(_, value)| *value)
            .map_err(|response| response.status().as_u16())
    };
    assert_eq!(find("POST", "/blobs/7"), Ok("blob"));
    assert_eq!(find("POST", "/notes"), Ok("note"));
    assert_eq!(find("GET", "/things/a%2Fb/nudge"), Ok("nudge"));
    assert_eq!(find("POST", "/backend/a/auth/b/details?x"), Ok("auth"));
    assert_eq!(find("GET", "/shelves/a"), Ok("shelf"));
    // Its constants belong to a pattern.
    let thing = "/things/a/1/1970-01-01T00:00:00Z/files/b/end";
    assert_eq!(
        find("PUT", &format!("{thing}?flag&constant=a+b")),
        Ok("thing")
    );
    assert_eq!(find("PUT", &format!("{thing}?flag")), Err(404));
    assert_eq!(find("GET", "/notes"), Err(405));
    assert_eq!(find("GET", "/things//nudge"), Err(404));
    let refused = router.find(&request("GET", "/notes")).unwrap_err();
    assert_eq!(refused.headers()["allow"], "POST");
}

/// An operation with the path of another.
struct DropNotes;

impl Operation for DropNotes {
    const NAME: &'static str = "DropNotes";
    const METHOD: &'static str = "DELETE";
    const URI: &'static str = "/notes";
    const STATUS: u16 = 204;
    const SERVICE: &'static Service = PutNote::SERVICE;
    type Input = ();
    type Output = ();
    type Error = <Nudge as Operation>::Error;
}

/// RFC 9110, section 15.5.6: who answers 405 says which methods there are.
#[test]
fn a_wrong_method_is_told_the_right_ones() {
    let router = Router::new().with::<PutNote>(()).with::<DropNotes>(());
    let refused = router.find(&request("GET", "/notes")).unwrap_err();
    assert_eq!(refused.status(), 405);
    assert_eq!(refused.headers()["allow"], "POST, DELETE");
    let missing = router.find(&request("GET", "/nothing")).unwrap_err();
    assert_eq!(missing.status(), 404);
    assert!(!missing.headers().contains_key("allow"));

    // The same without a router.
    let note = Request::builder().method("DELETE").uri("/notes");
    let error = PutNote::read_request(&note.body(Vec::new()).unwrap()).unwrap_err();
    let refused = PutNote::refuse(&error);
    assert_eq!(refused.status(), 405);
    assert_eq!(refused.headers()["allow"], "POST");
    // An error of another kind has no such header.
    let note = Request::builder().method("POST").uri("/elsewhere");
    let error = PutNote::read_request(&note.body(Vec::new()).unwrap()).unwrap_err();
    assert!(!PutNote::refuse(&error).headers().contains_key("allow"));
}

#[test]
fn a_preflight_tells_what_a_page_may_send() {
    let router = router();
    let options = |uri: &str| router.find(&request("OPTIONS", uri)).unwrap_err();
    let any = options("/backend/a/auth/b/details");
    assert_eq!(any.status(), 204);
    assert_eq!(any.headers()["access-control-allow-origin"], "*");
    assert_eq!(any.headers()["access-control-allow-methods"], "POST");
    assert_eq!(any.headers()["access-control-max-age"], "600");
    let allowed = any.headers()["access-control-allow-headers"]
        .to_str()
        .unwrap();
    assert!(
        allowed.split(", ").any(|it| it == "content-type"),
        "{allowed}"
    );
    assert!(!any.headers().contains_key("vary"));

    let thing = "/things/a/1/1970-01-01T00:00:00Z/files/b/end?flag&constant=a%20b";
    let one = options(thing);
    assert_eq!(
        one.headers()["access-control-allow-origin"],
        "https://www.example.com"
    );
    assert_eq!(one.headers()["access-control-max-age"], "60");
    assert_eq!(one.headers()["vary"], "origin");
    let allowed = one.headers()["access-control-allow-headers"]
        .to_str()
        .unwrap();
    for name in ["x-text", "x-modes", "x-allowed", "authorization"] {
        assert!(
            allowed.split(", ").any(|it| it == name),
            "{name}: {allowed}"
        );
    }
    // Without the trait no page of another origin may do anything.
    let none = options("/shelves/a");
    assert_eq!(none.status(), 405);
    assert!(!none.headers().contains_key("access-control-allow-origin"));
}

#[test]
fn responses_tell_what_a_page_may_read() {
    let mut response = Response::new(());
    share(&Route::of::<PutThing>(), &mut response);
    assert_eq!(
        response.headers()["access-control-allow-origin"],
        "https://www.example.com"
    );
    let exposed = response.headers()["access-control-expose-headers"]
        .to_str()
        .unwrap();
    for name in [
        "etag",
        "x-texts",
        "retry-after",
        "x-exposed",
        "x-amzn-errortype",
    ] {
        assert!(
            exposed.split(", ").any(|it| it == name),
            "{name}: {exposed}"
        );
    }
    let mut response = Response::new(());
    share(&Route::of::<GetShelf>(), &mut response);
    assert!(response.headers().is_empty());
}

#[test]
fn a_stage_stands_before_the_path() {
    let input = GetBackendAuthRequest::new("a/b c~ü%", "staging", "garden");
    let mut request = GetBackendAuth::request(input.clone()).unwrap();
    *request.uri_mut() = at("http://localhost:8080/prod", request.uri()).unwrap();
    let path = "/prod/backend/a%2Fb%20c~%C3%BC%25/auth/staging/details";
    assert_eq!(
        request.uri().to_string(),
        format!("http://localhost:8080{path}")
    );
    assert!(GetBackendAuth::read_request(&request).is_err());
    *request.uri_mut() = strip_prefix("/prod", request.uri()).unwrap();
    assert_eq!(GetBackendAuth::read_request(&request), Ok(input));
    for base in ["localhost", "/prod", "http://localhost?x=1", ""] {
        assert!(at(base, request.uri()).is_err(), "{base}");
    }
}

/// What an operation is, without a word of which.
fn summary<O: Operation>() -> (String, Vec<&'static str>) {
    let known = <O::Error as OperationError>::KNOWN.iter();
    let summary = format!(
        "{}.{} {} {}",
        O::SERVICE.name,
        O::NAME,
        O::METHOD,
        O::STATUS
    );
    (summary, known.map(|it| it.codes[0]).collect())
}

#[test]
fn operations_are_data() {
    let expected = "AmplifyBackend.GetBackendAuth POST 200".to_owned();
    let (auth, errors) = summary::<GetBackendAuth>();
    assert_eq!((auth, errors.len()), (expected, 4));
    let (thing, errors) = summary::<PutThing>();
    assert_eq!(
        (&*thing, errors),
        ("Bindings.PutThing PUT 201", vec!["Busy"])
    );
    assert_eq!(PutThing::HOST_PREFIX, Some("{group}."));
    const { assert!(PutThing::IDEMPOTENT && !PutThing::READONLY) };
    const { assert!(Nudge::IDEMPOTENT && Nudge::READONLY) };
    assert_eq!(Nudge::request(nudge()).unwrap().method(), Method::GET);
}

fn nudge() -> <Nudge as Operation>::Input {
    <Nudge as Operation>::Input::new("a")
}
