//! Errors: where the code comes from, and what becomes of the rest.

use tinsmith_runtime::{ErrorBody, ErrorHead, UnknownError, Value, error_code};

use crate::twins::explicit::Inner;

#[derive(Debug, PartialEq)]
enum Failure {
    Known(Inner),
    Unknown(UnknownError),
}

fn body(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn read(code: Option<&str>, body: impl Into<ErrorBody>) -> Failure {
    let head = ErrorHead::new(Some(404), code, body);
    match head.code() {
        Some("Known") => head.read(Failure::Known, Failure::Unknown),
        _ => Failure::Unknown(head.into_unknown()),
    }
}

/// The list in Smithy's restJson1, "Operation error serialization".
#[test]
fn codes_lose_what_is_around_them() {
    for raw in [
        "FooError",
        "FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/",
        "aws.protocoltests.restjson#FooError",
        "aws.protocoltests.restjson#FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/",
        "ns#FooError:http://example.com/#fragment",
        " FooError ",
    ] {
        assert_eq!(error_code(raw), "FooError", "{raw}");
    }
    for raw in ["", "#", ":x", "ns#:x"] {
        assert_eq!(error_code(raw), "", "{raw}");
    }
}

#[test]
fn the_header_comes_first_then_type_then_code() {
    for (header, text, code) in [
        (Some("A"), r#"{"__type": "B", "code": "C"}"#, Some("A")),
        (Some("n#A:u"), "{}", Some("A")),
        (Some(""), r#"{"__type": "n#B"}"#, Some("B")),
        (None, r#"{"__type": "n#B", "code": "C"}"#, Some("B")),
        (None, r#"{"code": "C:u"}"#, Some("C")),
        (None, r#"{"__type": 1, "code": "C"}"#, Some("C")),
        (None, r#"{"code": 7}"#, None),
        (None, r#"{"Code": "C"}"#, None),
        (None, r#"["__type"]"#, None),
    ] {
        let head = ErrorHead::new(None, header, body(text));
        assert_eq!(head.code(), code, "{header:?} {text}");
    }
}

#[test]
fn a_body_that_fits_is_read() {
    let known = Inner {
        count: 1,
        next: None,
    };
    assert_eq!(
        read(Some("Known"), body(r#"{"count": 1}"#)),
        Failure::Known(known.clone())
    );
    let text = r#"{"__type": "x#Known", "count": 1}"#;
    assert_eq!(read(None, body(text)), Failure::Known(known));
}

#[test]
fn a_body_that_does_not_fit_is_kept() {
    for text in ["{}", r#"{"count": "1"}"#, "[]", "1"] {
        let Failure::Unknown(error) = read(Some("x#Known"), body(text)) else {
            panic!("{text}");
        };
        assert_eq!(error.code(), Some("Known"));
        assert_eq!(error.status(), Some(404));
        assert_eq!(error.body().as_value(), Some(&body(text)));
    }
    let Failure::Unknown(error) = read(Some("Known"), b"<html>".as_slice()) else {
        panic!("bytes are not parsed");
    };
    assert_eq!(error.into_body(), ErrorBody::Bytes(b"<html>".to_vec()));
}

#[test]
fn an_empty_body_is_an_empty_object() {
    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Empty {
        message: Option<String>,
    }
    for body in [().into(), Vec::new().into(), Value::Null.into()] {
        let head = ErrorHead::new(None, Some("Empty"), ErrorBody::clone(&body));
        let read = head.read(Ok, Err);
        assert_eq!(read, Ok(Empty { message: None }), "{body:?}");
    }
    let head = ErrorHead::new(None, None, b" ".as_slice());
    assert!(head.read(Ok::<Empty, _>, Err).is_err());
}

#[test]
fn debug_keeps_secrets_and_display_shows_the_message() {
    let text = r#"{"Message": "No such app", "password": "hunter2"}"#;
    for body in [
        ErrorBody::from(body(text)),
        ErrorBody::from(text.as_bytes()),
    ] {
        let head = ErrorHead::new(Some(404), Some("ns#NotFound"), body.clone());
        for debug in [
            format!("{head:?}"),
            format!("{body:?}"),
            format!("{:?}", head.into_unknown()),
        ] {
            assert!(
                !debug.contains("hunter2") && !debug.contains("No such app"),
                "{debug}"
            );
        }
    }
    let error = ErrorHead::new(Some(404), Some("ns#NotFound"), body(text)).into_unknown();
    assert_eq!(error.to_string(), "NotFound (status 404): No such app");
    assert_eq!(error.message(), Some("No such app"));
    let error: Box<dyn std::error::Error> = ErrorHead::new(None, None, ()).into_unknown().into();
    assert_eq!(error.to_string(), "unknown error");
}

#[test]
fn the_message_of_a_known_error_may_be_sensitive() {
    let text = r#"{"message": "hunter2", "count": "not a number"}"#;
    let Failure::Unknown(error) = read(Some("Known"), body(text)) else {
        panic!("the body does not fit");
    };
    assert_eq!(
        error.to_string(),
        "Known (status 404) with a body that is not what the model says"
    );
    assert_eq!(error.message(), Some("hunter2"));
    let Failure::Unknown(error) = read(Some("Other"), body(text)) else {
        panic!("the model has no such error");
    };
    assert_eq!(error.to_string(), "Other (status 404): hunter2");
}
