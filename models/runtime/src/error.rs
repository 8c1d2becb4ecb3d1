//! Errors as they arrive: a status, a code somewhere, a body.

use std::fmt;

use serde_core::de::DeserializeOwned;

use crate::{KnownError, Object, Value};

/// The name of an error in what a service calls its code: without the namespace before a `#`
/// and without the URI after a `:` (Smithy restJson1 and awsJson1, "Operation error
/// serialization").
///
/// ```
/// use tinsmith_runtime::error_code;
///
/// assert_eq!(error_code("smithy.example#FooError:http://example.com/#x"), "FooError");
/// assert_eq!(error_code("FooError"), "FooError");
/// ```
pub fn error_code(raw: &str) -> &str {
    let name = raw.split_once(':').map_or(raw, |(name, _)| name);
    let name = name.split_once('#').map_or(name, |(_, name)| name);
    name.trim()
}

/// What services call an error's message for people.
const SPELLINGS: [&str; 2] = ["message", "Message"];

/// The body of an error response.
///
/// `Debug` does not show what is in it: it may hold secrets.
#[derive(Clone, PartialEq)]
pub enum ErrorBody {
    /// A body that could be parsed.
    Value(Value),
    /// Any other body, as it came.
    Bytes(Vec<u8>),
}

impl ErrorBody {
    /// The body, if it could be parsed.
    pub const fn as_value(&self) -> Option<&Value> {
        match self {
            Self::Value(value) => Some(value),
            Self::Bytes(_) => None,
        }
    }

    /// Whether there is nothing in it. Some services send errors without a body.
    fn is_empty(&self) -> bool {
        match self {
            Self::Value(value) => value.is_null(),
            Self::Bytes(bytes) => bytes.is_empty(),
        }
    }

    /// The text of the first of these members that is a text.
    fn text(&self, names: &[&str]) -> Option<&str> {
        let body = self.as_value()?;
        names.iter().find_map(|name| body.get(name)?.as_str())
    }
}

impl fmt::Debug for ErrorBody {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Value(_) => "Value(..)",
            Self::Bytes(_) => "Bytes(..)",
        })
    }
}

impl From<Value> for ErrorBody {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}

impl From<Vec<u8>> for ErrorBody {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<&[u8]> for ErrorBody {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl From<()> for ErrorBody {
    /// No body.
    fn from((): ()) -> Self {
        Self::Bytes(Vec::new())
    }
}

/// An error response on its way to becoming one of an operation's errors.
///
/// ```
/// use serde::Deserialize;
/// use tinsmith_runtime::{ErrorBody, ErrorHead, KnownError, UnknownError, Value};
///
/// #[derive(Debug, Deserialize)]
/// struct NotFound {
///     message: Option<String>,
/// }
///
/// #[derive(Debug)]
/// enum GetError {
///     NotFound(NotFound),
///     Unknown(UnknownError),
/// }
///
/// impl GetError {
///     const KNOWN: &[KnownError] = &[KnownError::new(&["NotFound"], Some(404))];
///
///     fn from_parts(status: Option<u16>, code: Option<&str>, body: impl Into<ErrorBody>) -> Self {
///         let mut head = ErrorHead::new(status, code, body);
///         match head.recognize(Self::KNOWN) {
///             Some(0) => head.read(Self::NotFound, Self::Unknown),
///             _ => Self::Unknown(head.into_unknown()),
///         }
///     }
/// }
///
/// let error = GetError::from_parts(Some(404), Some("ns#NotFound"), ());
/// assert!(matches!(error, GetError::NotFound(_)));
///
/// let body: Value = serde_json::from_str(r#"{"__type": "Busy", "message": "Come back later"}"#)?;
/// let GetError::Unknown(error) = GetError::from_parts(Some(404), None, body) else { panic!() };
/// assert_eq!(error.to_string(), "Busy (status 404): Come back later");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct ErrorHead {
    error: UnknownError,
    /// The error that it was recognized as.
    known: Option<&'static KnownError>,
}

impl ErrorHead {
    /// An error response: its HTTP status, its `x-amzn-errortype` header, its body.
    ///
    /// The code is the header's or else the body's: `__type`, then `code`. The protocols leave
    /// the order open; `__type` goes first because `code` may well be a member that an error
    /// has for purposes of its own. (`Code` belongs to the XML protocols.)
    pub fn new(status: Option<u16>, code: Option<&str>, body: impl Into<ErrorBody>) -> Self {
        let body = body.into();
        let code = [code, body.text(&["__type"]), body.text(&["code"])]
            .into_iter()
            .flatten()
            .map(error_code)
            .find(|code| !code.is_empty())
            .map(str::to_owned);
        Self {
            error: UnknownError {
                status,
                code,
                body,
                reason: Reason::NotInTheModel,
            },
            known: None,
        }
    }

    /// Which of these errors it is: the one with its code; without a code, the only one with
    /// its status, if the body has a text as `message` or `Message`.
    ///
    /// Any other body may be that of a gateway, a proxy or another service, which use the same
    /// statuses for what has nothing to do with the operation.
    pub fn recognize(&mut self, known: &'static [KnownError]) -> Option<usize> {
        let position = match (self.code(), self.error.message()) {
            (Some(code), _) => known.iter().position(|it| it.codes.contains(&code)),
            (None, Some(_)) => {
                let has_status =
                    |it: &KnownError| it.status.is_some() && it.status == self.status();
                known.iter().position(has_status)
            }
            (None, None) => None,
        };
        self.known = position.map(|position| &known[position]);
        position
    }

    /// The error's code, without namespace and URI.
    pub fn code(&self) -> Option<&str> {
        self.error.code()
    }

    /// The HTTP status.
    pub const fn status(&self) -> Option<u16> {
        self.error.status
    }

    /// Reads the body as the structure `T` and wraps it; an empty body counts as `{}`, and the
    /// message of a [recognized](Self::recognize) error may have either spelling.
    ///
    /// A body that does not fit is no reason to lose it: the error is then an unknown one, with
    /// its code, status and body.
    pub fn read<T, E>(
        self,
        known: impl FnOnce(T) -> E,
        unknown: impl FnOnce(UnknownError) -> E,
    ) -> E
    where
        T: DeserializeOwned,
    {
        let structure = match self.error.body() {
            body if body.is_empty() => T::deserialize(Value::Object(Object::new())).ok(),
            ErrorBody::Value(value) => match self.respelt(value) {
                Some(value) => T::deserialize(value).ok(),
                None => T::deserialize(value).ok(),
            },
            ErrorBody::Bytes(_) => None,
        };
        match structure {
            Some(structure) => known(structure),
            None => unknown(self.into_unfit()),
        }
    }

    /// The body with its message by the type's spelling as well, if it has only the other.
    fn respelt(&self, body: &Value) -> Option<Value> {
        let (own, message) = self.other_message()?;
        let mut object = body.as_object()?.clone();
        object.push(own, message);
        Some(Value::Object(object))
    }

    /// As [`respelt`](Self::respelt), for a body of JSON, of which nothing else changes: a
    /// [`Value`] does not keep every digit.
    #[cfg(feature = "http")]
    pub(crate) fn respelt_json(&self, json: &[u8]) -> Option<Vec<u8>> {
        let (own, message) = self.other_message()?;
        let object = json.trim_ascii().strip_prefix(b"{")?;
        let message = serde_json::to_string(message).ok()?;
        Some([format!("{{\"{own}\":{message},").as_bytes(), object].concat())
    }

    /// What the type calls a message that the body has by the other spelling alone, and that.
    fn other_message(&self) -> Option<(&'static str, &str)> {
        let own = self.known?.message?;
        let other = SPELLINGS.into_iter().find(|name| *name != own)?;
        let body = self.error.body().as_value()?;
        match body.get(own) {
            None => Some((own, body.get(other)?.as_str()?)),
            Some(_) => None,
        }
    }

    /// The response as an error that is known but does not fit.
    pub fn into_unfit(self) -> UnknownError {
        UnknownError {
            reason: Reason::BodyDoesNotFit,
            ..self.error
        }
    }

    /// The response as an error that is not known.
    pub fn into_unknown(self) -> UnknownError {
        self.error
    }
}

/// An error that the model does not know, or whose body is not what the model says.
///
/// `Debug` shows nothing of the body. `Display` shows the message of an error that the model does
/// not know, since there is nothing else to go by; of one that it knows it shows none, since the
/// model may say that this error's message is sensitive. [`message`](Self::message) and
/// [`body`](Self::body) have both, for whoever may see them.
#[derive(Clone, PartialEq)]
pub struct UnknownError {
    status: Option<u16>,
    code: Option<String>,
    body: ErrorBody,
    reason: Reason,
}

/// Why an error is an unknown one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reason {
    NotInTheModel,
    BodyDoesNotFit,
}

impl UnknownError {
    /// The HTTP status.
    pub const fn status(&self) -> Option<u16> {
        self.status
    }

    /// The error's code, without namespace and URI.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The message for people that the body has as `message` or `Message`.
    pub fn message(&self) -> Option<&str> {
        self.body.text(&SPELLINGS)
    }

    /// The body.
    pub const fn body(&self) -> &ErrorBody {
        &self.body
    }

    /// The body, owned.
    pub fn into_body(self) -> ErrorBody {
        self.body
    }
}

impl fmt::Debug for UnknownError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("UnknownError")
            .field("status", &self.status)
            .field("code", &self.code)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for UnknownError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code().unwrap_or("unknown error"))?;
        if let Some(status) = self.status {
            write!(formatter, " (status {status})")?;
        }
        match (self.reason, self.message()) {
            (Reason::NotInTheModel, Some(message)) => write!(formatter, ": {message}"),
            (Reason::NotInTheModel, None) => Ok(()),
            (Reason::BodyDoesNotFit, _) => {
                formatter.write_str(" with a body that is not what the model says")
            }
        }
    }
}

impl std::error::Error for UnknownError {}
