//! What is published beside Rust and schemas: OpenAPI documents and reference pages.

use rayon::prelude::*;
use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};
use tinsmith_codegen::model::Model;
use tinsmith_codegen::{openapi, reference};

use super::service::model;
use super::services::{Found, chosen, newest};

/// Services of all that makes OpenAPI documents hard: payloads, streams, headers that share a prefix,
/// greedy labels, paths that differ in their queries or in the names of labels alone, errors that
/// share a status, recursion, documents, hostile names.
pub const OPENAPI_SAMPLE: [&str; 14] = [
    "amplifybackend",
    "apigateway",
    "apigatewaymanagementapi",
    "backup",
    "bedrock-agent-runtime",
    "bedrock-runtime",
    "eks",
    "iot",
    "iot-data",
    "lambda",
    "lexv2-runtime",
    "mediastore-data",
    "polly",
    "qbusiness",
];

/// Which services' documents are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted<'a> {
    /// Those of [`OPENAPI_SAMPLE`].
    Sample,
    /// All that there are.
    All,
    /// Those of these services, each of which must have one.
    These(&'a [String]),
}

/// Writes the OpenAPI documents of services into a folder, `NAME.json` each, and nothing else
/// stays there.
///
/// # Errors
///
/// If a service that was asked for by name has no document, a model cannot be read, or a file
/// cannot be written.
pub fn write_openapi(data: &Path, out: &Path, wanted: Wanted<'_>) -> io::Result<usize> {
    let names: Vec<String> = match wanted {
        Wanted::Sample => OPENAPI_SAMPLE.map(str::to_owned).to_vec(),
        Wanted::All => Vec::new(),
        Wanted::These(names) => names.to_vec(),
    };
    let found = chosen(newest(data)?, &names).map_err(io::Error::other)?;
    match fs::remove_dir_all(out) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => fs::create_dir_all(out)?,
    }
    let written = found.par_iter().map(|it| -> io::Result<usize> {
        let model = model(it).map_err(io::Error::other)?;
        match openapi::document(&model) {
            Some(text) => fs::write(out.join(format!("{}.json", it.name)), text).map(|()| 1),
            None if wanted == Wanted::All => Ok(0),
            None => Err(io::Error::other(format!(
                "{} has no OpenAPI document: its protocol has no paths",
                it.name
            ))),
        }
    });
    written.sum()
}

/// What it takes to make all of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// How many services have a document.
    pub documents: usize,
    /// The size of all documents.
    pub document_bytes: usize,
    /// How long they took, on all cores.
    pub document_time: Duration,
    /// How many reference pages there are.
    pub pages: usize,
    /// The size of all pages.
    pub page_bytes: usize,
    /// How long they took, on all cores.
    pub page_time: Duration,
}

/// Makes the documents and pages of all services that can be read, and nothing else meanwhile.
pub fn cost(found: &[Found]) -> Cost {
    let models: Vec<Model> = found.par_iter().filter_map(|it| model(it).ok()).collect();
    let start = Instant::now();
    let documents: Vec<usize> = models
        .par_iter()
        .filter_map(|model| openapi::document(model).map(|text| text.len()))
        .collect();
    let document_time = start.elapsed();
    let start = Instant::now();
    let pages: Vec<usize> = models
        .par_iter()
        .flat_map_iter(reference::pages)
        .map(|page| page.contents.len())
        .collect();
    Cost {
        documents: documents.len(),
        document_bytes: documents.iter().sum(),
        document_time,
        pages: pages.len(),
        page_bytes: pages.iter().sum(),
        page_time: start.elapsed(),
    }
}
