//! The model as pages to look things up in: one for each operation, in Markdown.
//!
//! A page holds what API references show: URI, methods, parameters, status codes, the bodies in
//! outline, examples as they travel, the syntax of boto3, a diagram of the shapes, and for each
//! shape a table of its properties or values. All of it comes from the model, so it cannot drift from the types.
//!
//! Pages are for code-hosting sites: tables and Mermaid diagrams, no HTML, links within the page
//! by the slugs that those sites make of headings. `headings` gives every shape a heading whose
//! slug is unique; `page` puts sections together; `http`, `sketch` (with `javascript` and
//! `python`), `examples` (with `exchange` and `outside`), `diagram` and `shapes` write them; `types`
//! says what values are; `markdown` and `json` know the syntax.

mod diagram;
mod examples;
mod exchange;
mod headings;
mod http;
mod javascript;
mod json;
mod markdown;
mod outside;
mod page;
mod python;
mod reach;
mod shapes;
mod sketch;
mod types;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::file::File;
use crate::model::{Model, Operation, ShapeId};
use crate::schema::FileNames;
use headings::Headings;

/// Renders a page for each operation; paths are relative to the API's folder.
pub fn pages(model: &Model) -> Vec<File> {
    let book = Book::new(model);
    let mut names = FileNames::new("");
    let named: Vec<(String, &Operation)> = model
        .operations
        .iter()
        .map(|operation| {
            let (name, _) = names.choose(&operation.id, operation.id.name());
            (name, operation)
        })
        .collect();
    let pages = named.into_par_iter().map(|(name, operation)| File {
        path: format!("{name}.md"),
        contents: page::write(&book, operation),
    });
    pages.collect()
}

/// What all pages of a model share.
struct Book<'m> {
    model: &'m Model,
    headings: Headings<'m>,
    /// The section of each shape that has one. Many pages have the same ones.
    sections: BTreeMap<&'m ShapeId, String>,
}

impl<'m> Book<'m> {
    fn new(model: &'m Model) -> Self {
        let headings = Headings::new(model);
        let sections = headings.shapes().collect::<Vec<_>>().into_par_iter();
        let sections = sections
            .map(|id| (id, shapes::section(model, &headings, id)))
            .collect();
        Self {
            model,
            headings,
            sections,
        }
    }
}
