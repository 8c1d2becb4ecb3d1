//! `GetBackendAuthError` from what a response says, under both documents' names.

use serde_json::json;
use tinsmith_models::amplifybackend::{GetBackendAuthError, NotFoundException};
use tinsmith_runtime::{ErrorBody, Value};

fn value(json: &serde_json::Value) -> Value {
    serde_json::from_value(json.clone()).unwrap()
}

/// Status, boto3's name and the REST reference's name of each error.
const ERRORS: [(u16, &str, &str); 4] = [
    (400, "BadRequestException", "BadRequestException"),
    (404, "NotFoundException", "NotFoundException"),
    (429, "TooManyRequestsException", "LimitExceededException"),
    (504, "GatewayTimeoutException", "InternalServiceException"),
];

#[test]
fn each_error_is_found_by_code_by_status_and_by_both() {
    for (status, boto3, rest) in ERRORS {
        let body = value(&json!({ "message": "no" }));
        for (status_given, code) in [
            (Some(status), Some(boto3)),
            (Some(status), Some(rest)),
            (None, Some(boto3)),
            (None, Some(rest)),
            (Some(status), None),
            // The code counts for more than the status.
            (Some(500), Some(rest)),
        ] {
            let error = GetBackendAuthError::from_parts(status_given, code, body.clone());
            assert_eq!(error.code(), Some(boto3), "{status_given:?} {code:?}");
            assert_eq!(error.status(), Some(status));
            assert_eq!(error.message(), Some("no"));
            assert!(!matches!(error, GetBackendAuthError::Unknown(_)));
            assert_eq!(error.to_string(), format!("{boto3}: no"));
        }
    }
}

#[test]
fn codes_come_with_namespaces_and_addresses_and_in_bodies() {
    for code in [
        "NotFoundException",
        "com.amazonaws.amplifybackend#NotFoundException",
        "NotFoundException:http://internal.amazon.com/coral/com.amazonaws.amplifybackend/",
        "aws#NotFoundException:https://x/#y",
    ] {
        let by_header = GetBackendAuthError::from_parts(Some(404), Some(code), ());
        assert!(
            matches!(by_header, GetBackendAuthError::NotFoundException(_)),
            "{code}"
        );
        for key in ["code", "__type"] {
            let body = value(&json!({ key: code, "message": "gone", "resourceType": "app" }));
            let by_body = GetBackendAuthError::from_parts(None, None, body);
            let GetBackendAuthError::NotFoundException(NotFoundException {
                message,
                resource_type,
                ..
            }) = by_body
            else {
                panic!("{key} {code}");
            };
            assert_eq!(message.as_deref(), Some("gone"));
            assert_eq!(resource_type.as_deref(), Some("app"));
        }
    }
}

#[test]
fn unknown_errors_keep_what_was_given() {
    let body = value(&json!({ "message": "why", "more": [1, null] }));
    let error =
        GetBackendAuthError::from_parts(Some(404), Some("SomethingNewException"), body.clone());
    let GetBackendAuthError::Unknown(unknown) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(unknown.code(), Some("SomethingNewException"));
    assert_eq!(unknown.status(), Some(404));
    assert_eq!(unknown.message(), Some("why"));
    assert_eq!(unknown.body(), &ErrorBody::Value(body));
    assert!(
        error.to_string().contains("SomethingNewException"),
        "{error}"
    );

    let html = b"<html>502 Bad Gateway</html>";
    let error = GetBackendAuthError::from_parts(Some(502), None, &html[..]);
    let GetBackendAuthError::Unknown(unknown) = &error else {
        panic!("{error:?}")
    };
    assert_eq!((unknown.status(), unknown.code()), (Some(502), None));
    assert_eq!(unknown.body(), &ErrorBody::Bytes(html.to_vec()));
}

#[test]
fn a_body_that_does_not_fit_its_error_is_kept_whole() {
    let body = value(&json!({ "message": 5 }));
    let error = GetBackendAuthError::from_parts(Some(404), Some("NotFoundException"), body.clone());
    let GetBackendAuthError::Unknown(unknown) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(unknown.code(), Some("NotFoundException"));
    assert_eq!(unknown.body(), &ErrorBody::Value(body));
}

#[test]
fn an_error_without_a_body_is_found_by_its_code_only() {
    let code = Some("LimitExceededException");
    let error = GetBackendAuthError::from_parts(Some(429), code, ());
    assert!(
        matches!(error, GetBackendAuthError::TooManyRequestsException(_)),
        "{error:?}"
    );
    let nothing = GetBackendAuthError::from_parts(None, None, ());
    assert!(
        matches!(nothing, GetBackendAuthError::Unknown(_)),
        "{nothing:?}"
    );
}
