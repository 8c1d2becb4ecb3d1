use super::__http::header::ALLOW;
use super::__http::{HeaderValue, Request, Response, StatusCode};
use super::incoming::Incoming;
use super::message::{HttpError, HttpMessage};
use super::outgoing::{Outgoing, Role};
use super::read_error::{ReadError, ResponseError};
use super::write_error::WriteError;
use super::{ERROR_TYPE, message};
use crate::{ErrorBody, ErrorHead, Operation, OperationError, Value};

/// An operation whose messages can be written and read: every operation of a service with a
/// JSON protocol. Of whichever service: see [`Operation`] for which crates that includes.
///
/// ```
/// use tinsmith_runtime::http::{HttpOperation, ResponseError};
/// # use tinsmith_runtime::http::WriteError;
///
/// /// Calls an operation of any service, over any client.
/// fn call<O: HttpOperation>(
///     input: O::Input,
///     send: impl FnOnce(http::Request<Vec<u8>>) -> http::Response<Vec<u8>>,
/// ) -> Result<Result<O::Output, ResponseError<O::Error>>, WriteError> {
///     let request = O::request(input)?;
///     Ok(O::read_response(&send(request)))
/// }
///
/// /// Answers for an operation of any service.
/// fn serve<O: HttpOperation>(
///     request: &http::Request<Vec<u8>>,
///     handle: impl FnOnce(O::Input) -> Result<O::Output, O::Error>,
/// ) -> Result<http::Response<Vec<u8>>, WriteError> {
///     match O::read_request(request) {
///         Ok(input) => O::answer(handle(input)),
///         Err(error) => Ok(O::refuse(&error)),
///     }
/// }
/// ```
pub trait HttpOperation:
    Operation<Input: HttpMessage, Output: HttpMessage, Error: HttpError> + Sized
{
    /// The request with this input. Its URI is a path and a query; see [`at`](super::at).
    ///
    /// # Errors
    ///
    /// If a label is empty or a header cannot hold a value: see [`WriteErrorKind`].
    ///
    /// [`WriteErrorKind`]: super::WriteErrorKind
    fn request(input: Self::Input) -> Result<Request<Vec<u8>>, WriteError> {
        let mut to = Outgoing::new(Self::SERVICE.protocol, Role::Request);
        input.write(&mut to)?;
        to.into_request::<Self>()
    }

    /// The input of a request. Its path must be the operation's; see
    /// [`strip_prefix`](super::strip_prefix).
    ///
    /// # Errors
    ///
    /// If the method or the path is another operation's, a required member is missing, or
    /// anything does not fit.
    fn read_request<B: AsRef<[u8]>>(request: &Request<B>) -> Result<Self::Input, ReadError> {
        let body = request.body().as_ref();
        let from = Incoming::request::<Self, B>(request);
        from.and_then(|from| Self::Input::read(&from))
            .map_err(|error| error.with_message(None, body))
    }

    /// The response with this output.
    ///
    /// # Errors
    ///
    /// If a header cannot hold a value, or a member with `httpResponseCode` is no status.
    fn response(output: Self::Output) -> Result<Response<Vec<u8>>, WriteError> {
        let mut to = Outgoing::new(Self::SERVICE.protocol, Role::Response);
        output.write(&mut to)?;
        to.into_response(Self::STATUS)
    }

    /// The response with this error.
    ///
    /// # Errors
    ///
    /// If a header cannot hold a value.
    fn error_response(error: Self::Error) -> Result<Response<Vec<u8>>, WriteError> {
        error.write(Self::SERVICE.protocol)
    }

    /// The response with what a handler came to.
    ///
    /// # Errors
    ///
    /// As [`response`](Self::response).
    fn answer(result: Result<Self::Output, Self::Error>) -> Result<Response<Vec<u8>>, WriteError> {
        match result {
            Ok(output) => Self::response(output),
            Err(error) => Self::error_response(error),
        }
    }

    /// The response to a request that could not be read. It says what is wrong, not what was
    /// sent, and which method would have been right (RFC 9110, section 15.5.6).
    fn refuse(error: &ReadError) -> Response<Vec<u8>> {
        let mut response = message::refuse(error, Self::SERVICE.protocol);
        if response.status() == StatusCode::METHOD_NOT_ALLOWED {
            let method = HeaderValue::from_static(Self::METHOD);
            response.headers_mut().insert(ALLOW, method);
        }
        response
    }

    /// The output of a response, or the error that it says.
    ///
    /// A success is a status of 2xx, or the operation's own.
    ///
    /// # Errors
    ///
    /// The operation's error; or, if a success cannot be read, why.
    fn read_response<B: AsRef<[u8]>>(
        response: &Response<B>,
    ) -> Result<Self::Output, ResponseError<Self::Error>> {
        let status = response.status();
        if !status.is_success() && status.as_u16() != Self::STATUS {
            return Err(ResponseError::Operation(Self::read_error(response)));
        }
        let from = Incoming::response(response, Self::SERVICE.protocol);
        Self::Output::read(&from).map_err(|error| {
            ResponseError::Unreadable(error.with_message(Some(status), response.body().as_ref()))
        })
    }

    /// The error that a response says, whatever its status. What the model does not know, and
    /// what is not what the model says, becomes `Unknown` with the status, the code and the
    /// body.
    fn read_error<B: AsRef<[u8]>>(response: &Response<B>) -> Self::Error {
        let code = response.headers().get(ERROR_TYPE);
        let code = code.and_then(|code| std::str::from_utf8(code.as_bytes()).ok());
        let bytes = response.body().as_ref();
        let value = std::str::from_utf8(bytes).ok();
        let value: Option<Value> = value.and_then(|text| serde_json::from_str(text).ok());
        let body = value.map_or_else(|| ErrorBody::Bytes(bytes.to_vec()), ErrorBody::Value);
        let head = ErrorHead::new(Some(response.status().as_u16()), code, body);
        match Self::Error::position(head.code(), head.status()) {
            Some(position) => {
                let from = Incoming::response(response, Self::SERVICE.protocol);
                Self::Error::read(position, head, &from)
            }
            None => Self::Error::from_unknown(head.into_unknown()),
        }
    }
}

impl<O> HttpOperation for O where
    O: Operation<Input: HttpMessage, Output: HttpMessage, Error: HttpError>
{
}
