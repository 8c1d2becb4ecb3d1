//! Reads Smithy's JSON AST, 1.0 and 2.0, into the model.
//!
//! The stages, each a module: the document as written (`ast`), what is written apart (`apply`),
//! what is shared (`mixins`), what is referred to (`targets`), the rules of traits (`traits`),
//! then the model's shapes (`build`, `members`, `enums`, `defaults`), service and operations
//! (`service`, `protocol`, `operations`, `http`), and what of all that is wanted (`select`). Problems do not
//! stop a stage: all of them are reported at once.

mod apply;
mod ast;
mod build;
mod defaults;
mod enums;
mod expect;
mod http;
mod ids;
mod kind;
mod members;
mod mixins;
mod operations;
mod path;
mod prelude;
mod protocol;
mod raw;
mod recursion;
mod resolve;
mod select;
mod service;
mod targets;
mod traits;

#[cfg(test)]
mod tests;

use crate::json::{self, At};
use crate::model::Model;
use crate::report::{Code, Problem, Problems};

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
/// one without operations has all shapes of data.
///
/// # Errors
///
/// All problems of the document, warnings included, if any of them is an error.
pub fn read(text: &str, selection: &Selection) -> Result<(Model, Vec<Problem>), Vec<Problem>> {
    let mut problems = Problems::default();
    let root = match json::parse(text) {
        Ok(root) => root,
        Err(error) => {
            let at = At::Byte(error.offset);
            let message = format!("not valid JSON: {}", error.message);
            problems.push(Problem::new(Code::Syntax, "", at, message).label(error.message));
            return Err(problems.into_vec());
        }
    };
    let model = ast::read(&root, &mut problems)
        .and_then(|document| resolve::resolve(document, selection, &mut problems));
    match model {
        Some(model) if !problems.any_error() => Ok((model, problems.into_vec())),
        _ => Err(problems.into_vec()),
    }
}
