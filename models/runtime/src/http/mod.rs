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
//!   them, stages such as `/prod` included, and the operation's [host prefix] if it has one;
//!   [`strip_prefix`] takes a path prefix off on the server's side, if the framework has not.
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
//! - A label that is empty or has a segment `.` or `..` is an error before anything is sent.
//! - A header value with control characters or beyond ASCII is an error, so that nothing can
//!   smuggle another header in. Reading takes UTF-8.
//! - A server reads a JSON body only if the request says that it is one.
//!
//! No `Accept` is written: the protocols have one form for each response.
//!
//! [host prefix]: crate::Operation::HOST_PREFIX

mod cors;
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
