//! Reads a Smithy model and writes Rust types and JSON Schemas.

pub mod json;
pub mod lower;
pub mod model;
pub mod report;
pub mod smithy;
