//! Reads a Smithy model and writes Rust types and JSON Schemas.

pub mod docs;
pub mod lower;
pub mod model;
