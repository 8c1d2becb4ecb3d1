//! Reads Smithy's JSON AST, 1.0 and 2.0, into the model.
//!
//! The stages, each a module: the document as written (`ast`), what is written apart (`apply`),
//! what is shared (`mixins`), what is referred to (`targets`), the rules of traits (`traits`, `bounds`, `exclusive`,
//! `references`, `streams`),
//! then the model's shapes (`build`, `members`, `enums`, `defaults`), service and operations
//! (`service`, `protocol`, `operations`, `http`), and what of all that is wanted (`select`). Problems do not
//! stop a stage: all of them are reported at once.

mod apply;
mod ast;
mod bounds;
mod build;
mod defaults;
mod enums;
mod exclusive;
mod expect;
mod http;
mod ids;
mod kind;
mod meant;
mod members;
mod mixins;
mod operations;
mod path;
mod prelude;
mod protocol;
mod raw;
mod recursion;
mod references;
mod resolve;
mod select;
mod service;
mod streams;
mod targets;
mod texts;
mod traits;
pub mod write;

#[cfg(test)]
mod tests;

pub(crate) use select::unknown_operation;

use std::cell::OnceCell;

use crate::model::Model;
use crate::report::{self, Problem, Problems, Source};

/// Which part of a model is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The service, by name or shape ID; `None` for the only one.
    pub service: Option<String>,
    /// The operations, by name or shape ID; none for all.
    pub operations: Vec<String>,
}

/// Reads a model.
///
/// Returns the model and warnings. The whole document is checked, but only what the selected
/// operations reach is in the model: inputs, outputs, errors (the service's included) and the
/// shapes that these hold. A model without a service has a stand-in for one and all operations;
/// one without operations, or whose service has none, has all shapes of data.
///
/// # Errors
///
/// All problems of the document, warnings included, if any of them is an error.
pub fn read(text: &str, selection: &Selection) -> Result<(Model, Vec<Problem>), Vec<Problem>> {
    read_documents(text, None, selection)
}

/// Reads a model and applies an overlay to it: a document that holds `apply` statements only.
///
/// A statement must hit something, contradict nothing, and change something: an overlay that is
/// no longer needed is an error. [`Problem::source`] says in which of the two documents a problem
/// is.
///
/// # Errors
///
/// All problems of both documents, warnings included, if any of them is an error.
pub fn read_with_overlay(
    text: &str,
    overlay: &str,
    selection: &Selection,
) -> Result<(Model, Vec<Problem>), Vec<Problem>> {
    read_documents(text, Some(overlay), selection)
}

/// The problems of an overlay by itself, whatever it is applied to.
pub(crate) fn check_overlay(overlay: &str) -> Vec<Problem> {
    let mut problems = Problems::default();
    let mended = OnceCell::new();
    if let Some(root) = report::parse(Source::Overlay, overlay, &mended, &mut problems) {
        ast::read_overlay(&root, &mut problems);
    }
    problems.into_vec()
}

fn read_documents(
    text: &str,
    overlay: Option<&str>,
    selection: &Selection,
) -> Result<(Model, Vec<Problem>), Vec<Problem>> {
    let mut problems = Problems::default();
    let (mended, mended_overlay) = (OnceCell::new(), OnceCell::new());
    let root = report::parse(Source::Spec, text, &mended, &mut problems);
    let overlay = overlay
        .and_then(|text| report::parse(Source::Overlay, text, &mended_overlay, &mut problems));
    let statements = overlay
        .as_ref()
        .map(|root| ast::read_overlay(root, &mut problems));
    let model = root.as_ref().and_then(|root| {
        let mut document = ast::read(root, &mut problems)?;
        document.applies.extend(statements.into_iter().flatten());
        resolve::resolve(document, selection, &mut problems)
    });
    if let Some(model) = model.as_ref().filter(|_| !problems.any_error()) {
        report::refuse_excess(model, &mut problems);
    }
    match model {
        Some(model) if !problems.any_error() => Ok((model, problems.into_vec())),
        _ => Err(problems.into_vec()),
    }
}
