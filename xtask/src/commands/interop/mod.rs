//! `interop`: what is published here, against programs that others wrote.
//!
//! - [`install`]: how those programs get here, for every part;
//! - [`clients`]: AWS's clients against the mock server;
//! - [`openapi`]: validators of the OpenAPI documents, and the mock server held to them;
//! - [`schemas`]: validators and generators of code on the published schemas.

mod clients;
mod install;
mod openapi;
mod schemas;

use super::Outcome;
use crate::cli::{Interop, InteropPart};
use crate::failure::Failure;
use crate::repo::Repo;
use crate::ui::Ui;

/// Runs a part.
pub(super) fn run(arguments: Interop, ui: Ui) -> Result<Outcome, Failure> {
    let repo = Repo::find()?;
    match arguments
        .part
        .unwrap_or(InteropPart::Clients(arguments.clients))
    {
        InteropPart::Clients(arguments) => clients::run(&repo, &arguments.clients, ui),
        InteropPart::Openapi(arguments) => openapi::run(&repo, &arguments, ui),
        InteropPart::Schemas { all } => {
            let consumers = if all {
                schemas::Consumers::All
            } else {
                schemas::Consumers::Quick
            };
            schemas::run(&repo, consumers, ui)
        }
    }
}
