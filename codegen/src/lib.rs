//! Reads a Smithy model and writes Rust types and JSON Schemas.
//!
//! The pipeline, a module each:
//!
//! 1. [`model`]: the API as data, resolved and free of logic;
//! 2. [`lower`]: decisions that every emitter shares: names, boxing, wire rules;
//! 3. [`rust`] emits modules of types and serde impls;
//! 4. [`file`]: formatting;
//! 5. [`output`]: which files come out, and where they go.
//!
//! A pure library: no file system, no clock, no environment.

pub mod botocore;
pub mod docs;
pub mod file;
pub mod json;
pub mod lower;
pub mod model;
pub mod output;
pub mod promote;
pub mod report;
pub mod rust;
pub mod smithy;
