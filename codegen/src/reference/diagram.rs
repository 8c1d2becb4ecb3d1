//! A diagram of the shapes in Mermaid, which code-hosting sites draw.
//!
//! Only numbers, names of shapes and fixed text reach it: nothing in it could be taken for
//! directives.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::Book;
use super::reach::{closure, leads_to, members};
use crate::limits::DIAGRAM_SHAPES;
use crate::model::{Kind, Operation, ShapeId};

/// Closer together than by default, so that what is deep stays legible.
const LAYOUT: &str =
    r#"%%{init: {"flowchart": {"nodeSpacing": 15, "rankSpacing": 25, "padding": 6}}}%%"#;

/// A diagram, and how much of what there is it shows.
pub(super) struct Diagram {
    /// The code.
    pub(super) code: String,
    /// How many shapes it shows.
    pub(super) shown: usize,
    /// How many there are.
    pub(super) all: usize,
}

/// The diagram of what an operation's input, output and errors hold; none if they hold no shapes.
pub(super) fn write<'m>(book: &Book<'m>, operation: &'m Operation) -> Option<Diagram> {
    let messages = operation.input.iter().chain(&operation.output);
    // An error is a message of its own; without shapes in it there is nothing to draw.
    let errors = operation.errors.iter().filter(|id| {
        let mut members = members(book.model, id).into_iter();
        members.any(|member| !leads_to(book, member).is_empty())
    });
    let reached = closure(book, messages.chain(errors));
    let numbers: BTreeMap<&ShapeId, usize> = reached
        .iter()
        .take(DIAGRAM_SHAPES)
        .copied()
        .zip(0..)
        .collect();
    let mut edges = Vec::new();
    for (id, number) in &numbers {
        let targets: BTreeSet<usize> = members(book.model, id)
            .into_iter()
            .flat_map(|member| leads_to(book, member))
            .filter_map(|target| numbers.get(target).copied())
            .collect();
        edges.extend(targets.into_iter().map(|target| (*number, target)));
    }
    if edges.is_empty() {
        return None;
    }
    edges.sort_unstable();
    Some(Diagram {
        code: code(book, &reached[..numbers.len()], &edges),
        shown: numbers.len(),
        all: reached.len(),
    })
}

fn code(book: &Book<'_>, shapes: &[&ShapeId], edges: &[(usize, usize)]) -> String {
    let mut code = format!("{LAYOUT}\nflowchart LR");
    let mut deprecated = Vec::new();
    for (number, id) in shapes.iter().enumerate() {
        let shape = book.model.shape(id);
        let (open, close) = match &shape.kind {
            Kind::Enum(_) | Kind::IntEnum(_) => ("([", "])"),
            Kind::Union(_) => ("{{", "}}"),
            _ => ("[", "]"),
        };
        let name = book.headings.of(id).map_or(id.name(), |it| &*it.text);
        // Writing to a string cannot fail.
        let _ = write!(code, "\n    s{number}{open}\"{name}\"{close}");
        if shape.traits.deprecated.is_some() {
            deprecated.push(format!("s{number}"));
        }
    }
    for (from, to) in edges {
        let _ = write!(code, "\n    s{from} --> s{to}");
    }
    if !deprecated.is_empty() {
        let names = deprecated.join(",");
        let _ = write!(
            code,
            "\n    classDef deprecated stroke-dasharray: 5 5\n    class {names} deprecated"
        );
    }
    code
}
