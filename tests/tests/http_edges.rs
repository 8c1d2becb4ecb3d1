//! What is rare in requests and responses, and still has rules.

use std::collections::BTreeMap;

use http::header::CONTENT_TYPE;
use http::{Request, Response};
use tinsmith_models::amplifybackend::{
    GetBackendAuth, GetBackendAuthError, GetBackendAuthRequest, GetBackendAuthResponse,
    NotFoundException,
};
use tinsmith_runtime::http::{HttpOperation, ReadErrorKind, ResponseError, Router, WriteErrorKind};
use tinsmith_runtime::{ErrorBody, ErrorHead, Operation, OperationError, Value};
use tinsmith_tests::cases::bindings::explicit::{PutThing, PutThingOutput};
use tinsmith_tests::cases::edges::{derive, explicit};

use explicit::{
    Bad, Both, Echo, EchoError, EchoInput, EchoOutput, InHeader, Plain, Tag, TagError, TagInput,
    TagOutput, Visit, VisitInput, Worse, Zone,
};

fn response(status: u16, code: Option<&str>, body: &str) -> Response<Vec<u8>> {
    let mut response = Response::builder().status(status);
    if let Some(code) = code {
        response = response.header("x-amzn-errortype", code);
    }
    response.body(body.as_bytes().to_vec()).unwrap()
}

#[test]
fn a_status_alone_makes_no_error_of_the_operation() {
    for body in [
        "",
        "{}",
        "null",
        "[]",
        r#"{"detail": "no route", "trace": "abc"}"#,
        r#"{"message": 5}"#,
        r#"{"message": null}"#,
        r#"["message"]"#,
        "<h1>Not found</h1>",
    ] {
        for error in [
            GetBackendAuth::read_error(&response(404, None, body)),
            from_parts(404, body),
        ] {
            let GetBackendAuthError::Unknown(error) = error else {
                panic!("{body}: {error:?}");
            };
            assert_eq!((error.status(), error.code()), (Some(404), None), "{body}");
            match error.into_body() {
                ErrorBody::Bytes(bytes) => assert_eq!(bytes, body.as_bytes()),
                ErrorBody::Value(value) => assert_eq!(value, parsed(body)),
            }
        }
    }
    for (status, body) in [
        (404, r#"{"message": "gone"}"#),
        (404, r#"{"Message": "gone"}"#),
    ] {
        let expected = GetBackendAuthError::from(NotFoundException::new().with_message("gone"));
        assert_eq!(
            GetBackendAuth::read_error(&response(status, None, body)),
            expected
        );
        assert_eq!(from_parts(status, body), expected);
    }
    // Other statuses belong to none of the errors, and no code to no error without a status.
    let body = r#"{"message": "gone"}"#;
    let error = GetBackendAuth::read_error(&response(403, None, body));
    assert!(
        matches!(error, GetBackendAuthError::Unknown(_)),
        "{error:?}"
    );
    let mut head = ErrorHead::new(None, None, parsed(body));
    assert_eq!(head.recognize(GetBackendAuthError::KNOWN), None);
}

fn from_parts(status: u16, body: &str) -> GetBackendAuthError {
    let body = match serde_json::from_str::<Value>(body) {
        Ok(value) => ErrorBody::Value(value),
        Err(_) => ErrorBody::Bytes(body.as_bytes().to_vec()),
    };
    GetBackendAuthError::from_parts(Some(status), None, body)
}

fn parsed(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

#[test]
fn messages_have_two_spellings() {
    let code = |name| format!(r#"{{"code": "{name}", "n": 12345678901234567890.1234567890"#);
    let expected = TagError::from(Plain::new().with_message("m"));
    for body in [
        format!(r#"{}, "message": "m"}}"#, code("Plain")),
        format!(r#"  {}, "Message": "m"}}"#, code("Plain")),
        // The type's own spelling counts.
        format!(r#"{}, "Message": "m", "message": "other"}}"#, code("Plain")),
        format!(r#"{}, "Message": "m", "message": 5}}"#, code("Plain")),
    ] {
        assert_eq!(
            Tag::read_error(&response(404, None, &body)),
            expected,
            "{body}"
        );
        let parts = TagError::from_parts(Some(404), None, parsed(&body));
        assert_eq!(parts, expected, "{body}");
        let parts = derive::TagError::from_parts(Some(404), None, parsed(&body));
        assert_eq!(parts.message(), Some("m"), "{body}");
    }
    let body = r#"{"Message": "m"}"#;
    let error = GetBackendAuth::read_error(&response(504, Some("GatewayTimeoutException"), body));
    assert_eq!(error.message(), Some("m"));
    // What is no text is no message, and the rest of the error is still there.
    let body = r#"{"Message": {"a": 1}, "resourceType": "app"}"#;
    let error = GetBackendAuth::read_error(&response(404, Some("NotFoundException"), body));
    let expected = NotFoundException::new().with_resource_type("app");
    assert_eq!(error, expected.into());
}

#[test]
fn errors_with_both_spellings_or_none_in_the_body_are_left_alone() {
    for (body, expected) in [
        (r#"{"message": "m"}"#, Both::new().with_message("m")),
        (r#"{"Message": "m"}"#, Both::new().with_other("m")),
    ] {
        let expected = TagError::from(expected);
        assert_eq!(
            Tag::read_error(&response(409, Some("Both"), body)),
            expected
        );
        let parts = TagError::from_parts(Some(409), Some("Both"), parsed(body));
        assert_eq!(parts, expected);
    }
    let body = response(410, Some("InHeader"), r#"{"Message": "m"}"#);
    assert_eq!(Tag::read_error(&body), InHeader::new().into());
}

#[test]
fn renamed_errors_travel_under_the_name_that_others_know() {
    assert_eq!(Worse::CODE, "Bad");
    let error = explicit::VisitError::from(Worse::new().with_message("m"));
    assert_eq!(error.code(), Some("Bad"));
    let sent = Visit::error_response(error.clone()).unwrap();
    assert_eq!(sent.headers()["x-amzn-errortype"], "Bad");
    assert_eq!(Visit::read_error(&sent), error);
    // Of two, the one that is called so has the code.
    let body = r#"{"message": "m"}"#;
    let read = |code| Echo::read_error(&response(400, Some(code), body));
    assert_eq!(
        read("example.edges#Bad"),
        Bad::new().with_message("m").into()
    );
    assert_eq!(
        read("Worse"),
        EchoError::from(Worse::new().with_message("m"))
    );
}

#[test]
fn some_statuses_have_no_body() {
    let empty = Tag::response(TagOutput::new().with_etag("e")).unwrap();
    assert_eq!(
        (empty.status().as_u16(), &empty.body()[..]),
        (204, &b""[..])
    );
    assert!(!empty.headers().contains_key(CONTENT_TYPE));
    assert_eq!(
        Tag::read_response(&empty),
        Ok(TagOutput::new().with_etag("e"))
    );
    let error = Tag::response(TagOutput::new().with_note("n")).unwrap_err();
    assert_eq!((error.kind(), error.name()), (WriteErrorKind::Body, "body"));
    for status in [204, 205] {
        let sent = Echo::response(EchoOutput::new().with_status(status)).unwrap();
        assert!(
            sent.body().is_empty() && sent.headers().is_empty(),
            "{status}"
        );
    }
    // What came with an unknown error is not thrown away either.
    let unknown = |body: &str| TagError::from_parts(Some(304), None, body.as_bytes());
    assert!(Tag::error_response(unknown("")).unwrap().body().is_empty());
    let error = Tag::error_response(unknown("x")).unwrap_err();
    assert_eq!(error.kind(), WriteErrorKind::Body);
}

#[test]
fn a_member_says_no_status_that_would_be_read_as_an_error() {
    for status in [301, 404, 500, 100, 1000] {
        let error = Echo::response(EchoOutput::new().with_status(status)).unwrap_err();
        assert_eq!(
            (error.kind(), error.name()),
            (WriteErrorKind::Status, "status"),
            "{status}"
        );
        assert!(error.to_string().contains("`status`"));
    }
    let sent = PutThing::response(PutThingOutput::new("a").with_status(299)).unwrap();
    assert_eq!(PutThing::read_response(&sent).unwrap().status, Some(299));
}

fn texts(entries: &[(&str, &str)]) -> BTreeMap<String, String> {
    let entries = entries.iter();
    entries
        .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
        .collect()
}

#[test]
fn a_header_of_its_own_counts_more_than_one_of_a_map() {
    let all = texts(&[("hello", "map"), ("X-Foo", "Foo")]);
    let request = Echo::request(EchoInput::new().with_first("own").with_all(all.clone())).unwrap();
    let response = Echo::response(EchoOutput::new().with_last("own").with_all(all.clone()));
    for headers in [request.headers(), response.unwrap().headers()] {
        assert_eq!(headers["hello"], "own");
        assert_eq!(headers["x-foo"], "Foo");
        assert_eq!(headers.get_all("hello").iter().count(), 1);
    }
    let request = Echo::request(EchoInput::new().with_all(all)).unwrap();
    assert_eq!(request.headers()["hello"], "map");
    let read = Echo::read_request(&request).unwrap();
    assert_eq!(read.first.as_deref(), Some("map"));
    assert_eq!(read.all, Some(texts(&[("hello", "map"), ("x-foo", "Foo")])));
}

#[test]
fn a_map_sets_no_headers_of_the_connection_and_none_twice() {
    for name in [
        "host",
        "Content-Length",
        "transfer-encoding",
        "CONNECTION",
        "te",
    ] {
        let input = EchoInput::new().with_all(texts(&[(name, "1")]));
        let error = Echo::request(input).unwrap_err();
        let lower = name.to_ascii_lowercase();
        assert_eq!(
            (error.kind(), error.name()),
            (WriteErrorKind::ReservedHeader, &*lower)
        );
    }
    let twice = EchoInput::new().with_all(texts(&[("x-a", "1"), ("X-A", "1")]));
    let error = Echo::request(twice).unwrap_err();
    assert_eq!(error.kind(), WriteErrorKind::SameHeader);
    assert!(!error.to_string().to_lowercase().contains("x-a"), "{error}");
    let request = Request::post("/echo")
        .header("host", "example.com")
        .header("x-a", "1");
    let read = Echo::read_request(&request.body("").unwrap()).unwrap();
    assert_eq!(read.all, Some(texts(&[("x-a", "1")])));
    assert!(Echo::request(read).is_ok());
}

#[test]
fn spaces_around_a_header_would_be_lost_and_are_refused() {
    for text in [" a", "a ", "\ta", " "] {
        for input in [
            EchoInput::new().with_first(text),
            EchoInput::new().with_all(texts(&[("x", text)])),
        ] {
            let error = Echo::request(input).unwrap_err();
            assert_eq!(error.kind(), WriteErrorKind::HeaderValue, "{text:?}");
        }
    }
    assert!(Echo::request(EchoInput::new().with_first("a  b")).is_ok());
    assert!(Echo::request(EchoInput::new().with_first("")).is_ok());
}

#[test]
fn the_first_of_repeated_parameters_counts() {
    let read = |query: &str| {
        let uri = format!("/tags/a?fixed=a%20b&flag&{query}");
        Tag::read_request(&Request::put(uri).body("").unwrap())
    };
    let input = read("word=1&level=2&word=3&level=4").unwrap();
    assert_eq!(input, TagInput::new("a").with_word("1").with_level(2));
    assert_eq!(
        read("level=x&level=4").unwrap_err().kind(),
        ReadErrorKind::Query("level")
    );
}

#[test]
fn the_constant_query_is_part_of_the_operation() {
    let router = Router::new().with::<Tag>(());
    for (uri, is_there) in [
        ("/tags/a?fixed=a%20b&flag", true),
        ("/tags/a?word=1&flag=&fixed=a+b", true),
        ("/tags/a?fixed=a%20b", false),
        ("/tags/a?fixed=ab&flag", false),
        ("/tags/a?flag", false),
        ("/tags/a", false),
    ] {
        let request = Request::put(uri).body("").unwrap();
        let read = Tag::read_request(&request);
        assert_eq!(read.is_ok(), is_there, "{uri}");
        assert_eq!(router.find(&request).is_ok(), is_there, "{uri}");
        if let Err(error) = read {
            assert_eq!(error.kind(), ReadErrorKind::Constant);
            assert_eq!(Tag::refuse(&error).status(), 404);
        }
    }
}

#[test]
fn an_unknown_error_is_served_again_whatever_its_code() {
    let body = r#"{"message":"m"}"#;
    let error = GetBackendAuth::read_error(&response(500, Some("Schrägstrich"), body));
    assert_eq!(error.code(), Some("Schrägstrich"));
    let sent = GetBackendAuth::error_response(error).unwrap();
    assert!(!sent.headers().contains_key("x-amzn-errortype"));
    assert_eq!(
        (sent.status().as_u16(), &sent.body()[..]),
        (500, body.as_bytes())
    );
    let body = r#"{"code":"Schrägstrich","message":"m"}"#;
    let error = GetBackendAuth::read_error(&response(500, None, body));
    let sent = GetBackendAuth::error_response(error.clone()).unwrap();
    assert_eq!(GetBackendAuth::read_error(&sent), error);
}

#[test]
fn a_refusal_names_what_is_missing_and_nothing_that_was_sent() {
    let request = |body: &'static str| {
        let request = Request::post("/backend/a/auth/b/details");
        request
            .header(CONTENT_TYPE, "application/json")
            .body(body)
            .unwrap()
    };
    let error = GetBackendAuth::read_request(&request(r#"{"secret":1}"#)).unwrap_err();
    assert_eq!(error.missing(), Some("resourceName"));
    let refusal = GetBackendAuth::refuse(&error);
    let text = std::str::from_utf8(refusal.body()).unwrap();
    assert_eq!(
        text,
        r#"{"message":"the body lacks `resourceName`, at line 1 column 12"}"#
    );
    let full = r#"{"appId": "a", "backendEnvironmentName": "b", "resourceConfig": {}}"#;
    let error = GetBackendAuthResponse::try_from(Response::new(full)).unwrap_err();
    let Err(error) = error.into_operation() else {
        panic!()
    };
    assert_eq!(error.missing(), Some("authResources"));
    // What was sent may look like the words for it.
    for body in [
        r#"{"resourceName": 1, "x": "missing field `hunter2` at line 1"}"#,
        r#"{"resourceName": ["missing field `hunter2` at line 1"]}"#,
        r#""missing field `hunter2` at line 1""#,
        r#"{"resourceName": "a", "missing field `hunter2` at line 1""#,
        "missing field `hunter2` at line 1",
    ] {
        let error = GetBackendAuth::read_request(&request(body)).unwrap_err();
        assert_eq!(error.missing(), None, "{body}");
        assert!(!error.to_string().contains("hunter2"), "{body}");
    }
}

#[test]
fn a_host_prefix_is_filled_from_the_input() {
    let input = VisitInput::new("d1-Example", Zone::East);
    let prefix = Visit::host_prefix(&input);
    assert_eq!(prefix, Ok(Some("d1-Example.data-east.".to_owned())));
    // What is in the host is in the body as well.
    let request = Visit::request(input).unwrap();
    assert_eq!(request.body(), br#"{"account":"d1-Example","zone":"east"}"#);
    for value in ["", "a.b", "evil.example/", "a@b", "-a", "ü"] {
        let input = VisitInput::new(value, Zone::East);
        let error = Visit::host_prefix(&input).unwrap_err();
        assert_eq!(
            (error.kind(), error.name()),
            (WriteErrorKind::HostLabel, "account"),
            "{value}"
        );
    }
    let input = GetBackendAuthRequest::new("a", "b", "c");
    assert_eq!(GetBackendAuth::host_prefix(&input), Ok(None));
}

#[test]
fn what_no_operation_answers_is_an_error_that_pages_can_read() {
    let router = Router::new().with::<Tag>(()).with::<GetBackendAuth>(());
    let path = "/backend/a/auth/b/details";
    for (method, path, status, code, allow, origin) in [
        (
            "POST",
            "/nowhere",
            404,
            "UnknownOperationException",
            None,
            Some("*"),
        ),
        (
            "GET",
            path,
            405,
            "MethodNotAllowedException",
            Some("POST"),
            Some("*"),
        ),
        (
            "POST",
            "/tags/a?fixed=a+b&flag",
            405,
            "MethodNotAllowedException",
            Some("PUT"),
            None,
        ),
    ] {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .body(())
            .unwrap();
        let answer = router.find(&request).unwrap_err();
        let header = |name: &str| Some(answer.headers().get(name)?.to_str().unwrap());
        assert_eq!(answer.status(), status);
        assert_eq!(header("x-amzn-errortype"), Some(code));
        assert_eq!(header("content-type"), Some("application/json"));
        assert_eq!(header("allow"), allow);
        assert_eq!(header("access-control-allow-origin"), origin);
        let Err(ResponseError::Operation(error)) = GetBackendAuth::read_response(&answer) else {
            panic!("{path}");
        };
        assert!(error.message().is_some(), "{error}");
    }
    let answer = Router::<()>::new().find(&Request::new(())).unwrap_err();
    assert_eq!(answer.status(), 404);
}

#[test]
fn both_flavours_have_the_same_rows() {
    fn known<E: OperationError>() -> Vec<(&'static [&'static str], Option<&'static str>)> {
        E::KNOWN.iter().map(|it| (it.codes, it.message)).collect()
    }
    assert_eq!(known::<TagError>(), known::<derive::TagError>());
    assert_eq!(
        known::<<Echo as Operation>::Error>(),
        [
            (&["Bad"][..], Some("message")),
            (&["Worse"][..], Some("message"))
        ]
    );
}
