//! Clients that others wrote, against the mock server.
//!
//! - [`driver`]: a client as a process that answers JSON lines; `tests/interop/README.md` says
//!   what is in them.

pub mod driver;
