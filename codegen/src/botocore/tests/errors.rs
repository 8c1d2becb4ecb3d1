//! What is wrong with a document, all at once and each in its place.

use serde_json::{Value, json};

use super::{document, problems, read_all, structure};
use crate::botocore::read;
use crate::json::{At, locate};
use crate::report::Code;
use crate::smithy::Selection;

fn at(code: Code, pointer: &str) -> (Code, String) {
    (code, pointer.to_owned())
}

/// Reports of text that is no service description.
fn codes(text: &str) -> Vec<Code> {
    let problems = read(text, &Selection::default()).expect_err("no service description");
    problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn the_document_must_be_an_object_with_its_parts() {
    assert_eq!(codes(""), [Code::Syntax]);
    assert_eq!(codes("[]"), [Code::WrongType]);
    assert_eq!(codes("{}"), [Code::WrongType; 3]);
    assert_eq!(
        codes(r#"{"metadata": {"serviceId": "-"}, "operations": {}, "shapes": {}}"#),
        [Code::InvalidId]
    );
    assert_eq!(
        codes(r#"{"metadata": {"serviceId": "A"}, "operations": {}, "shapes": []}"#),
        [Code::WrongType]
    );
}

#[test]
fn all_problems_are_reported_at_once() {
    let document = document(json!({
        "Input": {
            "type": "structure",
            "required": ["Nope", 1],
            "members": {
                "A": { "shape": "Missing" },
                "B": {},
                "C": { "shape": "NoType" },
                "D": { "shape": "Typo" },
                "E": { "shape": "List" },
                "F": { "shape": "Map" },
                "G": { "shape": "Bounds" },
                "H": { "shape": "Time" },
                "I": "text",
            },
        },
        "NoType": {},
        "Typo": { "type": "strin" },
        "List": { "type": "list" },
        "Map": { "type": "map", "key": { "shape": "List" }, "value": { "shape": "Bounds" } },
        "Bounds": { "type": "string", "min": 5, "max": 2, "sensitive": "yes" },
        "Time": { "type": "timestamp", "timestampFormat": "sundial" },
    }));
    assert_eq!(
        problems(&document),
        [
            at(Code::EmptyBounds, "/shapes/Bounds/min"),
            at(Code::WrongType, "/shapes/Bounds/sensitive"),
            at(Code::UnknownTarget, "/shapes/Input/members/A/shape"),
            at(Code::MissingTarget, "/shapes/Input/members/B"),
            at(Code::WrongType, "/shapes/Input/members/I"),
            at(Code::UnknownTarget, "/shapes/Input/required/0"),
            at(Code::WrongType, "/shapes/Input/required/1"),
            at(Code::MissingMember, "/shapes/List"),
            at(Code::MapKey, "/shapes/Map/key/shape"),
            at(Code::UnknownShapeType, "/shapes/NoType"),
            at(Code::TraitValue, "/shapes/Time/timestampFormat"),
            at(Code::UnknownShapeType, "/shapes/Typo/type"),
        ]
    );
}

#[test]
fn repeated_keys_are_errors_at_every_depth() {
    let text = r#"{
  "metadata": {"serviceId": "A", "protocol": "json"},
  "operations": {},
  "shapes": {"S": {"type": "string", "enum": [], "x": [{"y": 1, "y": 2}], "type": "blob"}}
}"#;
    let problems = read(text, &Selection::default()).expect_err("repeated keys");
    let found: Vec<&str> = problems
        .iter()
        .map(|p| &text[locate(text, &p.pointer, p.at)])
        .collect();
    assert_eq!(found, [r#""type""#, r#""y""#]);
    assert!(problems.iter().all(|p| p.at == At::Repeated(1)));
}

#[test]
fn names_must_make_shape_ids() {
    let document = document(json!({
        "Input": structure(json!({ "A": { "shape": "odd name" } })),
        "odd name": { "type": "string" },
    }));
    let expected = [at(Code::InvalidId, "/shapes/odd name")];
    assert_eq!(problems(&document), expected);
}

#[test]
fn uris_must_be_well_formed() {
    let table = [
        ("things", Code::UriPattern),
        ("/things/{id}.json", Code::UriPattern),
        ("/things/{id}", Code::UriLabel),
        ("/thing s", Code::UriPattern),
        ("/things#top", Code::UriPattern),
    ];
    for (uri, code) in table {
        let mut document = document(json!({}));
        document["operations"]["GetThing"]["http"]["requestUri"] = json!(uri);
        let expected = [at(code, "/operations/GetThing/http/requestUri")];
        assert_eq!(problems(&document), expected, "{uri}");
    }
}

#[test]
fn http_must_be_complete() {
    let mut document = document(json!({}));
    document["operations"]["GetThing"]["http"] = json!({ "method": "GET" });
    let expected = [at(Code::UriPattern, "/operations/GetThing/http")];
    assert_eq!(problems(&document), expected);
    let http = json!({ "method": "GET", "requestUri": "/", "responseCode": 20 });
    document["operations"]["GetThing"]["http"] = http;
    let expected = [at(
        Code::TraitValue,
        "/operations/GetThing/http/responseCode",
    )];
    assert_eq!(problems(&document), expected);
}

#[test]
fn messages_must_be_structures() {
    for message in [
        json!({ "type": "string" }),
        json!({ "type": "structure", "members": {}, "document": true }),
        json!({ "type": "structure", "members": {}, "exception": true }),
    ] {
        let found = problems(&document(json!({ "Input": message })));
        assert_eq!(
            found,
            [at(Code::OperationShape, "/operations/GetThing/input/shape")]
        );
    }
}

#[test]
fn shapes_must_have_an_end() {
    let cases: [(Value, Vec<&str>); 4] = [
        (
            json!({ "X": { "type": "list", "member": { "shape": "X" } } }),
            vec!["X"],
        ),
        (
            json!({
                "X": { "type": "structure", "required": ["y"], "members": { "y": { "shape": "Y" } } },
                "Y": { "type": "structure", "union": true, "members": { "x": { "shape": "X" } } },
            }),
            vec!["X", "Y"],
        ),
        (
            json!({
                "X": { "type": "structure", "required": ["y"], "members": { "y": { "shape": "Y" } } },
                "Y": { "type": "list", "member": { "shape": "X" } },
            }),
            vec![],
        ),
        (
            json!({ "X": { "type": "structure", "members": { "x": { "shape": "X" } } } }),
            vec![],
        ),
    ];
    for (shapes, endless) in cases {
        let mut shapes = shapes;
        shapes["Input"] = structure(json!({ "X": { "shape": "X" } }));
        let expected: Vec<_> = endless
            .iter()
            .map(|name| at(Code::Recursion, &format!("/shapes/{name}")))
            .collect();
        assert_eq!(problems(&document(shapes.clone())), expected, "{shapes}");
    }
}

#[test]
fn a_way_out_of_recursion_is_shown() {
    let shapes = json!({
        "Input": structure(json!({ "X": { "shape": "X" }, "L": { "shape": "L" } })),
        "X": {
            "type": "structure",
            "required": ["name", "y"],
            "members": { "name": { "shape": "S" }, "y": { "shape": "Y" } },
        },
        "Y": { "type": "structure", "union": true, "members": { "x": { "shape": "X" } } },
        "L": { "type": "list", "member": { "shape": "L" } },
        "S": { "type": "string" },
    });
    let problems = read_all(&document(shapes)).expect_err("no value ends");
    let help: Vec<&str> = problems.iter().filter_map(|p| p.help.as_deref()).collect();
    let expected = [
        "let it hold a structure, and the list or map be what a member of that holds",
        "take `y` out of `required`",
        "add a member that does not lead back to it",
    ];
    assert_eq!(help, expected);
}

#[test]
fn hostile_documents_are_read_in_time() {
    let count = 20_000;
    let mut shapes = json!({});
    for index in 0..count {
        let next = format!("S{}", (index + 1) % count);
        shapes[format!("S{index}")] = json!({
            "type": "structure",
            "required": ["next"],
            "members": { "next": { "shape": next } },
        });
    }
    shapes["Input"] = structure(json!({ "X": { "shape": "S0" } }));
    let problems = read_all(&document(shapes)).expect_err("no value ends");
    assert!(problems.iter().all(|p| p.code == Code::Recursion));
}

#[test]
fn operations_are_objects() {
    for (value, kind) in [
        (json!([{}]), "an array"),
        (json!("x"), "a string"),
        (json!(null), "null"),
    ] {
        let mut document = document(json!({}));
        document["operations"]["GetThing"] = value;
        let found = read_all(&document).expect_err("no operation");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            (found[0].code, &*found[0].pointer),
            (Code::WrongType, "/operations/GetThing")
        );
        assert!(found[0].message.contains(kind), "{}", found[0].message);
    }
}

#[test]
fn operations_of_rest_protocols_have_uris() {
    for (protocol, missing) in [
        ("rest-json", true),
        ("rest-xml", true),
        ("json", false),
        ("query", false),
    ] {
        let mut document = document(json!({}));
        document["metadata"]["protocol"] = json!(protocol);
        document["operations"]["GetThing"] = json!({ "name": "GetThing" });
        let found = problems(&document);
        let is_missing = found.contains(&at(Code::MissingUri, "/operations/GetThing"));
        assert_eq!(is_missing, missing, "{protocol}: {found:?}");
    }
}
