//! Reads the description of an API and writes Rust types and JSON Schemas.
//!
//! The pipeline, a module each:
//!
//! 1. [`input`] tells the format of a document, which [`smithy`] or [`botocore`] reads, [`json`]
//!    being its syntax and [`report`] what is wrong with it, into
//! 2. [`model`]: the API as data, resolved and free of logic;
//! 3. [`lower`] decides what every emitter shares: names, boxing, wire rules;
//! 4. [`rust`] emits modules of types and serde impls, [`schema`] JSON Schemas, [`openapi`] a
//!    document of operations, [`mod@reference`] pages to look them up, all with the text that [`docs`] makes of documentation;
//! 5. [`mod@file`] formats;
//! 6. [`output`] says which files come out, and where they go, with [`notices`] of what was
//!    decided on the way.
//!
//! [`limits`] says how much of anything a spec may have.
//!
//! A pure library: no file system, no clock, no environment.

pub mod botocore;
pub mod docs;
pub mod file;
mod http;
pub mod input;
pub mod json;
pub mod limits;
pub mod lower;
pub mod model;
pub mod notices;
pub mod openapi;
pub mod output;
pub mod promote;
pub mod reference;
pub mod report;
pub mod rust;
pub mod schema;
pub mod smithy;
