//! Small models, one rule each.

mod data;
mod document;
mod http;
mod model;
mod operations;
mod shapes;
mod traits;

use super::{Selection, read};
use crate::model::{Kind, Member, Model, Shape, ShapeId, Structure};
use crate::report::Code;

/// What a case expects: codes and JSON pointers, in the order of pointers.
type Expected = &'static [(Code, &'static str)];

/// A 2.0 model with these shapes.
fn v2(shapes: &str) -> String {
    format!(r#"{{"smithy": "2.0", "shapes": {{{shapes}}}}}"#)
}

/// A 1.0 model with these shapes.
fn v1(shapes: &str) -> String {
    format!(r#"{{"smithy": "1.0", "shapes": {{{shapes}}}}}"#)
}

/// The codes and pointers of all problems of a document.
fn problems(text: &str) -> Vec<(Code, String)> {
    let problems = match read(text, &Selection::default()) {
        Ok((_, warnings)) => warnings,
        Err(problems) => problems,
    };
    problems.into_iter().map(|p| (p.code, p.pointer)).collect()
}

/// Checks cases of shapes of 2.0 models.
fn check(cases: &[(&str, Expected)]) {
    for (shapes, expected) in cases {
        let found = problems(&v2(shapes));
        let found: Vec<(Code, &str)> = found.iter().map(|(c, p)| (*c, p.as_str())).collect();
        assert_eq!(found, *expected, "{shapes}");
    }
}

/// The model of a document that must be fine.
fn model(text: &str) -> Model {
    let (model, warnings) = read(text, &Selection::default()).expect(text);
    assert_eq!(warnings, [], "{text}");
    model
}

/// A shape by ID.
fn shape<'m>(model: &'m Model, id: &str) -> &'m Shape {
    model.shape(&ShapeId::parse(id).expect("a shape ID"))
}

/// The members of a structure.
fn members<'m>(model: &'m Model, id: &str) -> &'m [Member] {
    match &shape(model, id).kind {
        Kind::Structure(Structure { members, .. }) => members,
        other => panic!("{id} is a structure, not {other:?}"),
    }
}
