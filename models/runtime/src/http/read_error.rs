use std::fmt;

use super::__http::StatusCode;

/// Why a request or a response is not what the model says.
///
/// It keeps the body. Neither `Display` nor `Debug` shows anything of what was sent, which may
/// be secret; [`detail`](Self::detail) and [`body`](Self::body) do, for whoever may see it.
#[derive(Clone, PartialEq, Eq)]
pub struct ReadError {
    kind: ReadErrorKind,
    detail: String,
    /// What the body lacks.
    missing: Option<String>,
    status: Option<StatusCode>,
    body: Vec<u8>,
}

/// The kinds of [`ReadError`]s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// The request has another method.
    Method,
    /// The request has another path, or an empty or undecodable label.
    Path,
    /// The request is for another operation, by its header `x-amz-target`.
    Target,
    /// The request has a body of another media type.
    ContentType,
    /// The query is not UTF-8.
    QueryString,
    /// The query lacks what it always has for this operation.
    Constant,
    /// The label of this name does not fit.
    Label(&'static str),
    /// The query parameter of this name does not fit or is missing.
    Query(&'static str),
    /// The header of this name, or one with this prefix, does not fit or is missing.
    Header(&'static str),
    /// The status does not fit.
    Status,
    /// The body is not UTF-8.
    Encoding,
    /// The body is not JSON, or not the model's; where the first problem is.
    Body {
        /// The line, from 1.
        line: usize,
        /// The column, from 1, in bytes; 0 before a line's first.
        column: usize,
    },
    /// The body is missing.
    NoBody,
    /// The service's messages are not JSON.
    Protocol,
}

impl ReadError {
    pub(super) fn new(kind: ReadErrorKind, detail: impl fmt::Display) -> Self {
        Self {
            kind,
            detail: detail.to_string(),
            missing: None,
            status: None,
            body: Vec::new(),
        }
    }

    pub(super) fn of_json(error: &serde_json::Error) -> Self {
        let kind = ReadErrorKind::Body {
            line: error.line(),
            column: error.column(),
        };
        Self {
            missing: missing_field(error),
            ..Self::new(kind, error)
        }
    }

    pub(super) fn with_message(mut self, status: Option<StatusCode>, body: &[u8]) -> Self {
        self.status = status;
        body.clone_into(&mut self.body);
        self
    }

    /// The kind.
    pub const fn kind(&self) -> ReadErrorKind {
        self.kind
    }

    /// What exactly is wrong. It may quote what was sent.
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// The required member that the body lacks, by its name in JSON, if that is what is wrong.
    /// It is the model's name and so no secret.
    pub fn missing(&self) -> Option<&str> {
        self.missing.as_deref()
    }

    /// The status of the response; `None` if it was a request.
    pub const fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// The body, as it came.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body, owned.
    pub fn into_body(self) -> Vec<u8> {
        self.body
    }

    /// What a server answers to such a request: a status, and the code that Smithy's servers
    /// name it by.
    pub(super) const fn refusal(&self) -> (StatusCode, &'static str) {
        match self.kind {
            ReadErrorKind::Method => (StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowedException"),
            ReadErrorKind::Path | ReadErrorKind::Constant | ReadErrorKind::Target => {
                (StatusCode::NOT_FOUND, "UnknownOperationException")
            }
            ReadErrorKind::ContentType => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "UnsupportedMediaTypeException",
            ),
            _ => (StatusCode::BAD_REQUEST, "SerializationException"),
        }
    }
}

/// The name of the missing member that an error is about.
///
/// serde says it in words only. Nothing that was sent can look like them: where a message quotes
/// a value, it begins with words of its own, here and in serde.
fn missing_field(error: &serde_json::Error) -> Option<String> {
    let text = error.to_string();
    let rest = text.strip_prefix("missing field `")?;
    let (name, _) = rest.rsplit_once("` at line ")?;
    Some(name.to_owned())
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            ReadErrorKind::Method => f.write_str("the operation has another method"),
            ReadErrorKind::Path => f.write_str("the path is not the operation's"),
            ReadErrorKind::Target => {
                f.write_str("the header `x-amz-target` names another operation")
            }
            ReadErrorKind::ContentType => f.write_str("the body has another media type"),
            ReadErrorKind::QueryString => f.write_str("the query is not UTF-8"),
            ReadErrorKind::Constant => f.write_str("the query is not the operation's"),
            ReadErrorKind::Label(name) => write!(f, "the label `{name}` of the path does not fit"),
            ReadErrorKind::Query(name) => {
                write!(f, "the query parameter `{name}` does not fit or is missing")
            }
            ReadErrorKind::Header(name) => {
                write!(f, "the header `{name}` does not fit or is missing")
            }
            ReadErrorKind::Status => f.write_str("the status does not fit"),
            ReadErrorKind::Encoding => f.write_str("the body is not UTF-8"),
            ReadErrorKind::Body { line, column } => {
                match &self.missing {
                    Some(name) => write!(f, "the body lacks `{name}`")?,
                    None => f.write_str("the body is not what the model says")?,
                }
                write!(f, ", at line {line} column {column}")
            }
            ReadErrorKind::NoBody => f.write_str("there is no body"),
            ReadErrorKind::Protocol => f.write_str("the service's messages are not JSON"),
        }
    }
}

impl fmt::Debug for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("ReadError");
        debug.field("kind", &self.kind);
        if let Some(status) = &self.status {
            debug.field("status", status);
        }
        debug.finish_non_exhaustive()
    }
}

impl std::error::Error for ReadError {}

/// What a response can be other than the operation's output.
#[derive(Clone, Debug, PartialEq)]
pub enum ResponseError<E> {
    /// One of the operation's errors, or one that the model does not know.
    Operation(E),
    /// The status says that it is a success, but the rest is not what the model says.
    Unreadable(ReadError),
}

impl<E> ResponseError<E> {
    /// The operation's error, if it is one.
    pub fn into_operation(self) -> Result<E, ReadError> {
        match self {
            Self::Operation(error) => Ok(error),
            Self::Unreadable(error) => Err(error),
        }
    }
}

impl<E: fmt::Display> fmt::Display for ResponseError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operation(error) => error.fmt(f),
            Self::Unreadable(error) => write!(f, "a success that cannot be read: {error}"),
        }
    }
}

impl<E: std::error::Error> std::error::Error for ResponseError<E> {}
