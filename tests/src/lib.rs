//! What the tests that cross crates share: the oracle, the goldens as code, fixtures, documents
//! made up from a model, the protocol tests, and the clients that others wrote.

pub mod agreement;
pub mod audit;
pub mod canonical;
pub mod cases;
#[cfg(feature = "member-names")]
pub mod contracts;
pub mod corpus;
pub mod documents;
pub mod exchange;
pub mod fixtures;
pub mod hostile;
#[cfg(all(feature = "http", feature = "member-names"))]
pub mod interop;
pub mod large_model;
pub mod protocol;

/// The checked-in specs and the golden cases in the derive flavour.
#[rustfmt::skip]
#[allow(missing_docs, clippy::all, clippy::pedantic)]
pub mod oracle {
    include!(concat!(env!("OUT_DIR"), "/oracle.rs"));
}

/// The README's code compiles and does what it says.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// So does that of the page beside the schemas.
#[cfg(doctest)]
#[doc = include_str!("../../models/schemas/README.md")]
pub struct SchemasReadme;
