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
    /// A label is `.` or `..`, or it is greedy and has such a segment: URL libraries and proxies
    /// take that, even encoded, for a step along the path.
    DotSegment,
    /// A label of the host prefix is absent, or no part of a host name.
    HostLabel,
    /// A key of a map makes no header name.
    HeaderName,
    /// A key of a map makes a header that belongs to the connection, such as `Content-Length`.
    ReservedHeader,
    /// Two keys of a map make the same header: they differ in case only.
    SameHeader,
    /// A value is not what a header can hold: it has line breaks or other control characters,
    /// is not ASCII, or has spaces around it.
    HeaderValue,
    /// The status is not one between 100 and 999, or says a success where there is an error or
    /// the other way round.
    Status,
    /// There is a body, but responses with the status have none.
    Body,
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

    /// What it is about: the label's member, the header, the member that is the status, the URI
    /// pattern, or `body` or `status`.
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
            WriteErrorKind::HostLabel => {
                write!(
                    f,
                    "`{name}` is part of the host name and cannot stand there"
                )
            }
            WriteErrorKind::HeaderName => write!(f, "a key of `{name}` makes no header name"),
            WriteErrorKind::ReservedHeader => {
                write!(f, "the header `{name}` belongs to the connection")
            }
            WriteErrorKind::SameHeader => {
                write!(
                    f,
                    "keys of `{name}` differ in case only, which headers do not"
                )
            }
            WriteErrorKind::HeaderValue => {
                write!(
                    f,
                    "the header `{name}` cannot hold the value: control characters, not ASCII, \
                     or spaces around it"
                )
            }
            WriteErrorKind::Status => {
                write!(f, "`{name}` is no status that the response can have")
            }
            WriteErrorKind::Body => {
                f.write_str("there is a body, but responses with the status have none")
            }
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
