use std::fmt;

/// Why a value cannot be a request or a response: nothing was sent.
///
/// The message names the member or header, never its value, which may be secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteError {
    kind: WriteErrorKind,
    name: String,
}

/// The kinds of [`WriteError`]s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WriteErrorKind {
    /// A label of the path is empty: the path would be another operation's.
    EmptyLabel,
    /// A label has a segment `.` or `..`: URL libraries and proxies take it, even encoded, for a
    /// step along the path.
    DotSegment,
    /// A key of a map makes no header name.
    HeaderName,
    /// A value has characters that a header cannot hold: line breaks and other control
    /// characters, or what is not ASCII.
    HeaderValue,
    /// The status is not one between 100 and 999.
    Status,
    /// The method or the URI is malformed or too long.
    Uri,
    /// The value has no JSON form.
    Json,
    /// The service's messages are not JSON.
    Protocol,
}

impl WriteError {
    pub(super) fn new(kind: WriteErrorKind, name: &str) -> Self {
        Self {
            kind,
            name: name.to_owned(),
        }
    }

    pub(super) fn empty_label(name: &str) -> Self {
        Self::new(WriteErrorKind::EmptyLabel, name)
    }

    pub(super) fn dot_segment(name: &str) -> Self {
        Self::new(WriteErrorKind::DotSegment, name)
    }

    /// The kind.
    pub const fn kind(&self) -> WriteErrorKind {
        self.kind
    }

    /// The label's member, the header, or the URI pattern it is about.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.name;
        match self.kind {
            WriteErrorKind::EmptyLabel => write!(f, "`{name}` is part of the path and empty"),
            WriteErrorKind::DotSegment => {
                write!(
                    f,
                    "`{name}` is part of the path and has a segment `.` or `..`"
                )
            }
            WriteErrorKind::HeaderName => write!(f, "a key of `{name}` makes no header name"),
            WriteErrorKind::HeaderValue => {
                write!(
                    f,
                    "the header `{name}` cannot hold the value: control characters or not ASCII"
                )
            }
            WriteErrorKind::Status => write!(f, "the status is not between 100 and 999"),
            WriteErrorKind::Uri => write!(
                f,
                "the method or URI made of `{name}` is malformed or too long"
            ),
            WriteErrorKind::Json => write!(f, "`{name}` has no JSON form"),
            WriteErrorKind::Protocol => write!(f, "the messages of {name} are not JSON"),
        }
    }
}

impl std::error::Error for WriteError {}
