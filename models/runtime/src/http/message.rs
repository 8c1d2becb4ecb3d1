use super::__http::header::{CONTENT_TYPE, HeaderValue};
use super::__http::{Response, StatusCode};
use super::ERROR_TYPE;
use super::headers::header_value;
use super::incoming::Incoming;
use super::outgoing::{Outgoing, Role, has_body, json_type};
use super::read_error::ReadError;
use super::write_error::{WriteError, WriteErrorKind};
use crate::{Blob, ErrorBody, ErrorHead, OperationError, Protocol, UnknownError};

/// A structure as a request or response: which members travel where (Smithy 2.0, "HTTP
/// bindings").
///
/// Generated code implements it with [`http_message!`](crate::http_message) for the inputs,
/// outputs and errors of operations.
pub trait HttpMessage: Sized {
    /// The headers that members travel in.
    const HEADERS: &'static [&'static str];

    /// Puts each member in its place.
    ///
    /// # Errors
    ///
    /// If a header cannot hold a value.
    fn write(self, to: &mut Outgoing) -> Result<(), WriteError>;

    /// Takes each member from its place.
    ///
    /// # Errors
    ///
    /// If something required is missing, or something does not fit.
    fn read(from: &Incoming<'_>) -> Result<Self, ReadError>;

    /// The member with `idempotencyToken`, if there is one: services tell from it whether a
    /// request is a repeated one. Who sends requests should fill in something random, such as a
    /// UUID, where it is `None`, and keep it when trying again.
    fn idempotency_token(&mut self) -> Option<&mut Option<String>> {
        None
    }

    /// The text of the member with `hostLabel` of this name in the model, if there is one; see
    /// [`HttpOperation::host_prefix`](super::HttpOperation::host_prefix).
    fn host_label(&self, name: &str) -> Option<String> {
        let _ = name;
        None
    }
}

/// No input or output: a request whose body is empty or, in awsJson, an empty object; and a
/// response whose body does not matter.
impl HttpMessage for () {
    const HEADERS: &'static [&'static str] = &[];

    fn write(self, to: &mut Outgoing) -> Result<(), WriteError> {
        to.unit();
        Ok(())
    }

    fn read(_: &Incoming<'_>) -> Result<Self, ReadError> {
        Ok(())
    }
}

/// The errors of an operation as responses.
///
/// Generated code implements it with [`http_error!`](crate::http_error).
pub trait HttpError: OperationError {
    /// The headers that members of errors travel in, by error.
    const HEADERS: &'static [&'static [&'static str]];

    /// Reads the error at this position of [`OperationError::KNOWN`]; one that does not fit is
    /// an unknown one.
    fn read(position: usize, head: ErrorHead, from: &Incoming<'_>) -> Self;

    /// The response that says this error: of a known one by the rules of the protocol, of an
    /// unknown one with the status, code and body it came with.
    ///
    /// # Errors
    ///
    /// As [`HttpMessage::write`].
    fn write(self, protocol: Protocol) -> Result<Response<Vec<u8>>, WriteError>;
}

/// The response that says an error of the model.
///
/// # Errors
///
/// As [`HttpMessage::write`].
pub fn write_known_error<T: HttpMessage>(
    error: T,
    code: &'static str,
    status: u16,
    protocol: Protocol,
) -> Result<Response<Vec<u8>>, WriteError> {
    let mut to = Outgoing::new(protocol, Role::Error(code));
    error.write(&mut to)?;
    to.into_response(status)
}

/// The response that says an error that the model does not know; without a status, 500.
///
/// A code that a header cannot hold is left to the body.
///
/// # Errors
///
/// If the status is none, or one whose responses have no body and there is one.
pub fn write_unknown_error(
    error: UnknownError,
    protocol: Protocol,
) -> Result<Response<Vec<u8>>, WriteError> {
    let status = StatusCode::from_u16(error.status().unwrap_or(500))
        .map_err(|_| WriteError::new(WriteErrorKind::Status, "status"))?;
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    let code = error.code().map(|code| header_value(ERROR_TYPE, code));
    if let Some(Ok(code)) = code {
        response.headers_mut().insert(ERROR_TYPE, code);
    }
    *response.body_mut() = match error.into_body() {
        ErrorBody::Bytes(bytes) => bytes,
        ErrorBody::Value(value) => {
            let json = HeaderValue::from_static(json_type(protocol));
            response.headers_mut().insert(CONTENT_TYPE, json);
            serde_json::to_vec(&value).map_err(|_| WriteError::new(WriteErrorKind::Json, "body"))?
        }
    };
    if has_body(status) || response.body().is_empty() {
        Ok(response)
    } else {
        Err(WriteError::new(WriteErrorKind::Body, "body"))
    }
}

/// A blob that is a body, required or not.
pub trait Payload: Sized {
    /// The bytes; `None` if there are none to send.
    fn into_bytes(self) -> Option<Vec<u8>>;

    /// What these bytes are.
    fn from_bytes(bytes: &[u8]) -> Self;
}

impl Payload for Blob {
    fn into_bytes(self) -> Option<Vec<u8>> {
        Some(self.into_inner())
    }

    fn from_bytes(bytes: &[u8]) -> Self {
        bytes.into()
    }
}

/// A body without a byte is an absent one.
impl Payload for Option<Blob> {
    fn into_bytes(self) -> Option<Vec<u8>> {
        self.map(Blob::into_inner)
    }

    fn from_bytes(bytes: &[u8]) -> Self {
        (!bytes.is_empty()).then(|| bytes.into())
    }
}

/// The response to a request that cannot be read.
pub(super) fn refuse(error: &ReadError, protocol: Protocol) -> Response<Vec<u8>> {
    let (status, code) = error.refusal();
    refusal(status, code, &error.to_string(), protocol)
}

/// A response of the protocol's that no operation has a part in.
pub(super) fn refusal(
    status: StatusCode,
    code: &'static str,
    message: &str,
    protocol: Protocol,
) -> Response<Vec<u8>> {
    let message = serde_json::to_string(message).unwrap_or_default();
    let body = match protocol {
        Protocol::RestJson1 | Protocol::NotJson(_) => format!("{{\"message\":{message}}}"),
        Protocol::AwsJson1_0 | Protocol::AwsJson1_1 => {
            format!("{{\"__type\":\"{code}\",\"message\":{message}}}")
        }
    };
    let mut response = Response::new(body.into_bytes());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(json_type(protocol)));
    headers.insert(ERROR_TYPE, HeaderValue::from_static(code));
    response
}
