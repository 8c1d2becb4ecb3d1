//! Reads a Smithy model and writes Rust types and JSON Schemas.

pub mod lower;
pub mod model;
pub mod schema;
