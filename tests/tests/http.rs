//! Requests and responses of operations that bind members to all there is to bind to.

use std::collections::BTreeMap;

use http::header::CONTENT_TYPE;
use http::{Request, Response};
use percent_encoding::percent_decode_str;
use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use tinsmith_models::amplifybackend::{
    GetBackendAuth, GetBackendAuthError, GetBackendAuthRequest, GetBackendAuthResponse,
};
use tinsmith_runtime::http::{
    HttpMessage, HttpOperation, ReadErrorKind, ResponseError, WriteErrorKind,
};
use tinsmith_runtime::{Blob, ErrorBody, Timestamp};
use tinsmith_tests::cases::bindings::{derive, explicit};

use explicit::{
    Busy, Choice, Detail, Level, Mode, PutAnything, PutAnythingInput, PutBlob, PutBlobInput,
    PutBlobOutput, PutChoice, PutChoiceInput, PutDetail, PutDetailInput, PutDetailOutput, PutNote,
    PutNoteInput, PutNoteOutput, PutThing, PutThingError, PutThingInput, PutThingOutput,
};

/// Labels and the paths they make; the first is the one that says the most.
const LABELS: [(&str, &str); 5] = [
    ("a/b c~ü%", "a%2Fb%20c~%C3%BC%25"),
    ("...", "..."),
    ("%2E", "%252E"),
    ("a?b#c;d", "a%3Fb%23c%3Bd"),
    ("😹+", "%F0%9F%98%B9%2B"),
];

#[test]
fn labels_travel_and_come_back() {
    for (label, encoded) in LABELS {
        let input = GetBackendAuthRequest::new(label, "staging", "garden");
        let request = GetBackendAuth::request(input.clone()).unwrap();
        let path = format!("/backend/{encoded}/auth/staging/details");
        assert_eq!(request.uri().to_string(), path);
        assert_eq!(GetBackendAuth::read_request(&request), Ok(input.clone()));
        assert_eq!(GetBackendAuthRequest::try_from(request), Ok(input));
    }
}

#[test]
fn labels_that_make_another_path_are_not_sent() {
    for (label, kind) in [
        ("", WriteErrorKind::EmptyLabel),
        (".", WriteErrorKind::DotSegment),
        ("..", WriteErrorKind::DotSegment),
    ] {
        let input = GetBackendAuthRequest::new("d1example", label, "garden");
        let error = GetBackendAuth::request(input).unwrap_err();
        assert_eq!(
            (error.kind(), error.name()),
            (kind, "BackendEnvironmentName")
        );
    }
    let error = PutThing::request(thing().with_path("a/../b")).unwrap_err();
    assert_eq!(error.kind(), WriteErrorKind::DotSegment);
    assert!(PutThing::request(thing().with_path("/a//b/")).is_ok());
}

fn thing() -> PutThingInput {
    PutThingInput::new("group", 0.5, Timestamp::UNIX_EPOCH, "path", "name")
}

#[test]
fn headers_hold_no_line_breaks_and_nothing_but_ascii() {
    for text in ["a\r\nx-admin: 1", "a\nb", "a\0", "ü"] {
        let error = PutThing::request(thing().with_text(text)).unwrap_err();
        assert_eq!(error.kind(), WriteErrorKind::HeaderValue, "{text:?}");
        assert!(!error.to_string().contains(text));
        let error = PutThing::request(thing().with_texts([text.to_owned()])).unwrap_err();
        assert_eq!(error.kind(), WriteErrorKind::HeaderValue, "{text:?}");
        let meta = BTreeMap::from([(text.to_owned(), String::new())]);
        let error = PutThing::request(thing().with_meta(meta)).unwrap_err();
        assert_eq!(error.kind(), WriteErrorKind::HeaderName, "{text:?}");
        // Where base64 stands for the text, it may be any.
        assert!(PutThing::request(thing().with_json(text)).is_ok());
    }
    let output = PutThingOutput::new("name").with_status(7);
    let error = PutThing::response(output).unwrap_err();
    assert_eq!(error.kind(), WriteErrorKind::Status);
}

/// Text that a header holds as it is.
fn header() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[!-~]", "[!-~][ -~]{0,10}[!-~]"]
}

/// Text in a list, whose quotes keep spaces.
fn element() -> impl Strategy<Value = String> {
    "[ -~]{0,12}"
}

/// Text around what has a meaning in queries, paths and lists.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[ a%/?#&=+,\"\\\\.~ü-]{0,12}"]
}

fn label() -> impl Strategy<Value = String> {
    let is_dots = |text: &str| text.split('/').any(|it| matches!(it, "." | ".."));
    text().prop_filter("a label", move |it| !it.is_empty() && !is_dots(it))
}

fn seconds() -> impl Strategy<Value = Timestamp> {
    (-60_000_000_000_i64..250_000_000_000).prop_map(|it| Timestamp::from_seconds(it).unwrap())
}

fn number() -> impl Strategy<Value = f64> {
    any::<f64>().prop_filter("equal to itself", |it| !it.is_nan())
}

prop_compose! {
    fn labels()(
        group in label(),
        number in number(),
        moment in 0_i64..250_000_000_000_000,
        path in label(),
        name in text(),
        created in of(seconds()),
    ) -> PutThingInput {
        let moment = Timestamp::from_millis(moment).unwrap();
        let mut thing = PutThingInput::new(group, number, moment, path, name);
        thing.created = created;
        thing
    }
}

prop_compose! {
    fn queries()(
        word in of(text()),
        words in of(vec(text(), 1..4)),
        levels in of(vec(any::<i32>().prop_map(Level::from), 1..4)),
        since in of(seconds()),
        token in of(text()),
        others in of(btree_map(text(), vec(text(), 1..3), 1..3)),
    ) -> PutThingInput {
        let mut thing = thing();
        (thing.word, thing.words, thing.levels) = (word, words, levels);
        (thing.since, thing.token, thing.others) = (since, token, others);
        thing
    }
}

prop_compose! {
    fn headers()(
        text in of(header()),
        texts in of(vec(element(), 0..4)),
        json in of(any::<String>()),
        mode in of(header()),
        modes in of(vec(element(), 0..4)),
        truth in of(any::<bool>()),
        ratio in of(any::<f32>().prop_filter("equal to itself", |it| !it.is_nan())),
        digits in of("-?[1-9][0-9]{0,30}(\\.[0-9]{1,30})?"),
        dates in (of(seconds()), of(vec(seconds(), 0..3)), of(vec(seconds(), 0..3))),
        meta in of(btree_map("[a-z0-9_-]{1,5}", header(), 1..3)),
    ) -> PutThingInput {
        let mut thing = thing();
        (thing.text, thing.texts, thing.json) = (text, texts, json);
        thing.mode = mode.map(Mode::from);
        thing.modes = modes.map(|it| it.into_iter().map(Mode::from).collect());
        (thing.truth, thing.ratio, thing.meta) = (truth, ratio, meta);
        thing.digits = digits.map(|it| it.parse().unwrap());
        (thing.modified, thing.dates, thing.moments) = dates;
        thing
    }
}

/// The query of a request as a library for forms reads it.
fn parameters(request: &Request<Vec<u8>>) -> Vec<(String, String)> {
    let query = request.uri().query().unwrap_or_default().as_bytes();
    form_urlencoded::parse(query).into_owned().collect()
}

/// What comes of a request on a server, but for the parameters of other members and constants,
/// which are in the map of all parameters as well.
fn served(request: &Request<Vec<u8>>) -> PutThingInput {
    let mut input = PutThing::read_request(request).unwrap();
    let bound = [
        "constant", "flag", "word", "words", "levels", "since", "token",
    ];
    let mut others = input.others.take().unwrap_or_default();
    others.retain(|name, _| !bound.contains(&name.as_str()));
    input.others = Some(others).filter(|it| !it.is_empty());
    input
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_stands_in_paths_comes_back(thing in labels()) {
        let request = PutThing::request(thing.clone()).unwrap();
        let segments: Vec<&str> = request.uri().path().split('/').collect();
        prop_assert_eq!(segments[1], "things");
        let decoded = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
        prop_assert_eq!(decoded(segments[2]), thing.group.clone());
        let path = segments[6..segments.len() - 1].join("/");
        prop_assert_eq!(decoded(&path), thing.path.clone());
        prop_assert_eq!(served(&request), thing);
    }

    #[test]
    fn what_stands_in_queries_comes_back(thing in queries()) {
        let bound = ["constant", "flag", "word", "words", "levels", "since", "token"];
        let has_other = |it: &BTreeMap<String, _>| it.keys().any(|it| bound.contains(&it.as_str()));
        prop_assume!(!thing.others.as_ref().is_some_and(has_other));
        let request = PutThing::request(thing.clone()).unwrap();
        let parameters = parameters(&request);
        let values = |name: &str| -> Vec<String> {
            let found = parameters.iter().filter(|(known, _)| known == name);
            found.map(|(_, value)| value.clone()).collect()
        };
        prop_assert_eq!(values("constant"), ["a b"]);
        prop_assert_eq!(values("words"), thing.words.clone().unwrap_or_default());
        prop_assert_eq!(values("word"), thing.word.iter().cloned().collect::<Vec<_>>());
        for (name, expected) in thing.others.iter().flatten() {
            prop_assert_eq!(&values(name), expected);
        }
        prop_assert_eq!(served(&request), thing);
    }

    #[test]
    fn what_stands_in_headers_comes_back(thing in headers()) {
        let request = PutThing::request(thing.clone()).unwrap();
        prop_assert_eq!(served(&request), thing.clone());
        let mut output = PutThingOutput::new("name").with_status(299);
        (output.texts, output.meta, output.etag) = (thing.texts, thing.meta, thing.text);
        let response = PutThing::response(output.clone()).unwrap();
        prop_assert_eq!(response.status(), 299);
        prop_assert_eq!(PutThing::read_response(&response), Ok(output));
    }

    #[test]
    fn both_flavours_write_the_same(thing in prop_oneof![labels(), queries(), headers()]) {
        let json = serde_json::to_string(&thing).unwrap();
        let derived: derive::PutThingInput = serde_json::from_str(&json).unwrap();
        let derived = derive::PutThing::request(derived).unwrap();
        let request = PutThing::request(thing).unwrap();
        prop_assert_eq!(derived.uri(), request.uri());
        prop_assert_eq!(derived.headers(), request.headers());
        prop_assert_eq!(derived.body(), request.body());
    }

    #[test]
    fn an_error_is_read_from_anything(
        status in 100_u16..1000,
        code in of(prop_oneof![Just("NotFoundException".to_owned()), header()]),
        body in prop_oneof![vec(any::<u8>(), 0..20), Just(b"<html>".to_vec()), Just(b"[1]".to_vec())],
    ) {
        let mut response = Response::builder().status(status);
        if let Some(code) = &code {
            response = response.header("x-amzn-errortype", code);
        }
        let response = response.body(body.clone()).unwrap();
        if let GetBackendAuthError::Unknown(error) = GetBackendAuth::read_error(&response) {
            prop_assert_eq!(error.status(), Some(status));
            if serde_json::from_slice::<serde_json::Value>(&body).is_err() {
                prop_assert_eq!(error.body(), &ErrorBody::Bytes(body));
            }
        }
    }
}

#[test]
fn what_is_not_json_is_an_unknown_error_with_all_there_was() {
    let response = Response::builder()
        .status(404)
        .header("x-amzn-errortype", "NotFoundException");
    let response = response.body("<html>".as_bytes()).unwrap();
    let error = GetBackendAuth::read_response(&response).unwrap_err();
    let Ok(GetBackendAuthError::Unknown(error)) = error.into_operation() else {
        panic!("it is an error of the operation");
    };
    assert_eq!(
        (error.status(), error.code()),
        (Some(404), Some("NotFoundException"))
    );
    assert_eq!(error.into_body(), ErrorBody::Bytes(b"<html>".to_vec()));
}

#[test]
fn errors_have_members_in_headers() {
    let busy = Busy::new("us").with_message("later").with_after(30);
    let response: Response<Vec<u8>> = PutThingError::from(busy.clone()).try_into().unwrap();
    assert_eq!(response.status(), 503);
    assert_eq!(response.headers()["x-amzn-errortype"], "Busy");
    assert_eq!(response.headers()["retry-after"], "30");
    assert_eq!(response.body(), br#"{"message":"later","by":"us"}"#);
    let error = PutThing::read_response(&response);
    assert_eq!(
        error,
        Err(ResponseError::Operation(PutThingError::Busy(busy)))
    );
}

#[test]
fn a_success_that_cannot_be_read_keeps_its_bytes_and_shows_none() {
    let secret = r#"{"appId": "hunter2", "backendEnvironmentName": "hunter3"} hunter4"#;
    let response = Response::new(secret.as_bytes());
    let error = GetBackendAuthResponse::try_from(response).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hunter"));
    let Err(error) = error.into_operation() else {
        panic!("it is no error of the operation");
    };
    let kind = ReadErrorKind::Body {
        line: 1,
        column: 59,
    };
    assert_eq!(
        (error.kind(), error.status().unwrap().as_u16()),
        (kind, 200)
    );
    assert_eq!(error.into_body(), secret.as_bytes());
}

#[test]
fn payloads_are_the_whole_body() {
    let blob = PutBlobInput::new(7).with_content(*b"\0\xff");
    let request = PutBlob::request(blob.clone()).unwrap();
    assert_eq!(
        (request.uri().path(), &request.body()[..]),
        ("/blobs/7", &b"\0\xff"[..])
    );
    assert_eq!(request.headers()[CONTENT_TYPE], "application/octet-stream");
    assert_eq!(
        PutBlob::read_request(&request).unwrap().content,
        blob.content
    );
    let request = PutBlob::request(blob.with_type("image/png")).unwrap();
    assert_eq!(request.headers()[CONTENT_TYPE], "image/png");
    let request = PutBlob::request(PutBlobInput::new(7)).unwrap();
    assert!(request.body().is_empty() && request.headers().is_empty());
    let response = PutBlob::response(PutBlobOutput::new(Blob::default())).unwrap();
    assert_eq!(response.headers()[CONTENT_TYPE], "image/png");
    assert_eq!(
        PutBlob::read_response(&response).unwrap().content,
        Blob::default()
    );

    let request = PutNote::request(PutNoteInput::new().with_note("n\u{fc}")).unwrap();
    assert_eq!(request.headers()[CONTENT_TYPE], "text/plain");
    assert_eq!(
        PutNote::read_request(&request).unwrap().note.as_deref(),
        Some("n\u{fc}")
    );
    let output = PutNoteOutput::new().with_mode(Mode::from("other"));
    let response = PutNote::response(output.clone()).unwrap();
    assert_eq!(response.body(), b"other");
    assert_eq!(PutNote::read_response(&response), Ok(output));
}

#[test]
fn payloads_can_be_json_of_any_kind() {
    for (choice, body) in [(Some(Choice::Number(1)), r#"{"number":1}"#), (None, "")] {
        let mut input = PutChoiceInput::new();
        input.choice = choice;
        let request = PutChoice::request(input.clone()).unwrap();
        assert_eq!(request.body(), body.as_bytes());
        assert_eq!(PutChoice::read_request(&request), Ok(input));
    }
    // What is absent is an empty structure in a request, and nothing in a response.
    for (detail, body) in [(Some(Detail::new(1)), r#"{"x":1}"#), (None, "{}")] {
        let mut input = PutDetailInput::new();
        input.detail = detail;
        let request = PutDetail::request(input.clone()).unwrap();
        assert_eq!(request.body(), body.as_bytes());
        assert_eq!(PutDetail::read_request(&request), Ok(input));
    }
    let response = PutDetail::response(PutDetailOutput::new().with_etag("e")).unwrap();
    assert!(response.body().is_empty());
    assert_eq!(PutDetail::read_response(&response).unwrap().detail, None);
    let input = PutAnythingInput::new().with_anything(serde_json::json!([1, null]));
    let request = PutAnything::request(input.clone()).unwrap();
    assert_eq!(PutAnything::read_request(&request), Ok(input));
    assert!(PutChoice::read_response(&Response::new("")).is_err());
}

#[test]
fn a_server_refuses_what_it_cannot_read() {
    let request = |method: &str, path: &str, content_type: &str, body: &'static str| {
        let request = Request::builder().method(method).uri(path);
        request
            .header(CONTENT_TYPE, content_type)
            .body(body)
            .unwrap()
    };
    let path = "/backend/a/auth/b/details";
    let body = r#"{"resourceName": "secret"}"#;
    for (request, status, kind) in [
        (
            request("GET", path, "application/json", body),
            405,
            ReadErrorKind::Method,
        ),
        (
            request("POST", "/backend//auth/b/details", "", body),
            404,
            ReadErrorKind::Path,
        ),
        (
            request("POST", path, "text/plain", body),
            415,
            ReadErrorKind::ContentType,
        ),
        (
            request("POST", path, "application/json; charset=utf-8", "{\n7}"),
            400,
            ReadErrorKind::Body { line: 2, column: 1 },
        ),
    ] {
        let error = GetBackendAuth::read_request(&request).unwrap_err();
        assert_eq!(error.kind(), kind);
        let response = GetBackendAuth::refuse(&error);
        assert_eq!(response.status(), status);
        assert!(!String::from_utf8_lossy(response.body()).contains("secret"));
        // The other side reads it as an error that the model does not know.
        assert!(
            GetBackendAuth::read_response(&response)
                .unwrap_err()
                .into_operation()
                .is_ok()
        );
    }
}

#[test]
fn tokens_are_for_the_caller_to_fill_in() {
    let mut input = thing();
    input
        .idempotency_token()
        .unwrap()
        .get_or_insert_with(|| "uuid".to_owned());
    let request = PutThing::request(input).unwrap();
    assert!(parameters(&request).contains(&("token".to_owned(), "uuid".to_owned())));
    assert!(PutBlobInput::new(1).idempotency_token().is_none());
}
