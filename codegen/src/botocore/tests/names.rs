//! Names that cannot stay as they are.

use serde_json::json;

use super::{document, id, member, model, shape, structure};
use crate::model::{Kind, ShapeId};

#[test]
fn names_that_differ_in_case_only_are_told_apart() {
    let document = document(json!({
        "Input": structure(json!({
            "A": { "shape": "Thing" }, "B": { "shape": "thing" },
            "C": { "shape": "S" }, "D": { "shape": "s" },
        })),
        "Thing": { "type": "structure", "members": {} },
        "thing": { "type": "string" },
        // Scalars may have such names.
        "S": { "type": "string" },
        "s": { "type": "string" },
    }));
    let model = model(&document);
    let names: Vec<&str> = model.shapes.keys().map(ShapeId::name).collect();
    assert_eq!(names, ["Input", "S", "Thing", "s", "thing2"]);
    assert_eq!(member(&model, "Input", "B").target, id("thing2"));
}

#[test]
fn an_error_of_another_name_keeps_its_code() {
    let mut document = document(json!({
        "GetThing": { "type": "structure", "members": {}, "exception": true },
    }));
    document["operations"]["GetThing"]["errors"] = json!([{ "shape": "GetThing" }]);
    let model = model(&document);
    let Kind::Structure(structure) = &shape(&model, "GetThingShape").kind else {
        panic!("a structure");
    };
    let error = structure.error.as_ref().expect("an error");
    assert_eq!(error.code.as_deref(), Some("GetThing"));
}

#[test]
fn a_label_yields_its_json_name_to_the_body() {
    let mut document = document(json!({
        "Input": structure(json!({
            "method": { "shape": "S", "location": "uri", "locationName": "http_method" },
            "innerMethod": { "shape": "S", "locationName": "method" },
        })),
        "S": { "type": "string" },
    }));
    document["operations"]["GetThing"]["http"]["requestUri"] = json!("/{http_method}");
    let model = model(&document);
    let json_name = |name| member(&model, "Input", name).json_name.as_deref();
    assert_eq!(json_name("method"), Some("methodLabel"));
    assert_eq!(json_name("innerMethod"), Some("method"));
}

#[test]
fn values_that_a_member_lists_are_an_enum() {
    let document = document(json!({
        "Input": structure(json!({
            "color": { "shape": "S", "enum": ["red"], "locationName": "c" },
            "known": { "shape": "E", "enum": ["a"] },
            "other": { "shape": "S" },
        })),
        "S": { "type": "string" },
        "E": { "type": "string", "enum": ["a", "b"] },
        "inputcolor": { "type": "string" },
    }));
    let model = model(&document);
    let values = |name: &str| match &shape(&model, name).kind {
        Kind::Enum(values) => values.values.iter().map(|v| v.value.clone()).collect(),
        _ => Vec::new(),
    };
    assert_eq!(values("InputColor2"), ["red"]);
    assert_eq!(values("E"), ["a", "b"]);
    let color = member(&model, "Input", "color");
    assert_eq!(
        (&color.target, color.json_name.as_deref()),
        (&id("InputColor2"), Some("c"))
    );
    assert_eq!(member(&model, "Input", "known").target, id("E"));
    assert_eq!(member(&model, "Input", "other").target, id("S"));
}
