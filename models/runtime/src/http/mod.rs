//! Operations as HTTP requests and responses, by Smithy's rules (Smithy 2.0, "HTTP bindings",
//! "AWS restJson1", "AWS JSON 1.0" and "1.1"). Behind the feature `http`.
//!
//! [`HttpOperation`] has what clients and servers need: a request from an input and back, a
//! response from an output or an error and back. [`Router`] finds the operation that a request is
//! for, [`preflight`] and [`share`] are for browsers. Requests and responses are those of the crate
//! `http`, with the whole body as bytes. Who sends and receives them is up to you.
//!
//! # What is left to you
//!
//! - **Where requests go.** Their URIs are a path and a query. [`at`] puts a base URL before
//!   them, stages such as `/prod` included; [`strip_prefix`] takes a path prefix off on the
//!   server's side, if the framework has not. What some operations want before the host name is
//!   [`HttpOperation::host_prefix`]; put it into the base URL.
//! - **Signing, retries, time-outs**, and `Content-Length`, which every client and server writes.
//! - **Idempotency tokens**: [`HttpMessage::idempotency_token`] says where one belongs; there is
//!   no source of random numbers here.
//! - **Checksums and compression** (`httpChecksum`, `httpChecksumRequired`,
//!   `requestCompression`): both are of bytes that a client may still change, and need crates
//!   of their own.
//! - **Event streams**: the rest of the message is written and read; events need a connection.
//!
//! # What is stricter than elsewhere
//!
//! - A label that is empty, `.` or `..` is an error before anything is sent, and so is a greedy
//!   one with a segment `.` or `..`: they would make another path.
//! - A header value with control characters, beyond ASCII or with spaces around it is an error:
//!   nothing can smuggle another header in, and what is sent is what arrives. Reading takes
//!   UTF-8.
//! - Keys of `httpPrefixHeaders` that differ in case only, and headers of the connection such as
//!   `Content-Length` among them, are errors.
//! - A server reads a JSON body only if the request says that it is one.
//! - A response whose status has no body (204, 205, 304) is written without one, and not at all
//!   if there is something to say in it; nor is one with a member as status that would make an
//!   error of it.
//! - An error without a code is one of the operation's only if its body has a message.
//!
//! No `Accept` is written: the protocols have one form for each response.

mod cors;
mod headers;
mod host;
mod incoming;
mod list;
mod message;
mod operation;
mod outgoing;
mod pattern;
mod percent;
mod read_error;
mod router;
mod text;
mod uri;
mod write_error;

/// For the macros.
#[doc(hidden)]
pub use ::http as __http;
pub use cors::{preflight, share};
/// For the macros.
#[doc(hidden)]
pub use host::host_label as __host_label;
pub use incoming::Incoming;
pub use message::{HttpError, HttpMessage, Payload, write_known_error, write_unknown_error};
pub use operation::HttpOperation;
pub use outgoing::Outgoing;
pub use read_error::{ReadError, ReadErrorKind, ResponseError};
pub use router::{Route, Router};
pub use uri::{BaseError, at, strip_prefix};
pub use write_error::{WriteError, WriteErrorKind};

/// The header with the code of an error.
const ERROR_TYPE: &str = "x-amzn-errortype";

/// The header that says which operation a request of the awsJson protocols is for.
const TARGET: &str = "x-amz-target";
