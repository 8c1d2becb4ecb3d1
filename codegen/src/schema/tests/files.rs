//! The published set: which files there are, and that each stands alone.

use super::{compile, documented, id, model, prelude, required, shape, structure};
use crate::model::{
    Binding, Constraints, Density, ErrorInfo, Fault, Kind, List, Member, Model, Operation, Shape,
    ShapeId, Structure, Traits,
};
use crate::schema::{Contract, Options, Warning, files};
use serde_json::{Value, json};

fn operation(name: &str, input: &str, output: &str) -> Operation {
    Operation {
        id: id(name),
        traits: Traits::default(),
        input: Some(id(input)),
        output: Some(id(output)),
        errors: vec![id("NotFound")],
        http: None,
        host_prefix: None,
        readonly: false,
        idempotent: false,
        examples: Vec::new(),
    }
}

fn error(name: &str) -> Shape {
    let members = vec![Member::new("message", prelude("String"))];
    let error = Some(ErrorInfo {
        fault: Fault::Client,
        status: 404,
        retryable: false,
        code: None,
    });
    shape(name, Kind::Structure(Structure { members, error }))
}

fn bound(name: &str, target: ShapeId, binding: Binding) -> Member {
    Member {
        binding,
        ..required(name, target)
    }
}

/// An API with one operation of each form: part of the input in the path, a recursive payload,
/// an output whose members all travel in headers.
fn api() -> Model {
    let nodes = List {
        member: Member::new("member", id("Node")),
        density: Density::Dense,
    };
    let mut model = model(vec![
        structure(
            "GetRequest",
            vec![
                bound("id", prelude("String"), Binding::Label),
                Member::new("node", id("Node")),
            ],
        ),
        structure("GetResponse", vec![Member::new("name", prelude("String"))]),
        structure(
            "PutRequest",
            vec![
                bound("id", prelude("String"), Binding::Label),
                bound("node", id("Node"), Binding::Payload),
            ],
        ),
        structure(
            "PutResponse",
            vec![bound(
                "etag",
                prelude("String"),
                Binding::Header("ETag".to_owned()),
            )],
        ),
        structure(
            "Node",
            vec![
                Member::new("nodes", id("Nodes")),
                Member::new("leaf", id("Leaf")),
            ],
        ),
        structure("Leaf", vec![Member::new("parent", id("Node"))]),
        shape("Nodes", Kind::List(Box::new(nodes))),
        error("NotFound"),
    ]);
    model.operations = vec![
        operation("Get", "GetRequest", "GetResponse"),
        operation("Put", "PutRequest", "PutResponse"),
    ];
    model.service.traits = documented("Gets and puts.");
    model
}

fn published(model: &Model) -> Vec<(String, Value)> {
    let files = files(model, &Options::new(model, "api")).files;
    let parse = |(path, text): (String, String)| {
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(text, super::pretty(&value) + "\n", "{path}");
        (path, value)
    };
    files.into_iter().map(parse).collect()
}

fn file(model: &Model, path: &str) -> Value {
    let files = published(model);
    let found = files.into_iter().find(|(other, _)| other == path);
    found.unwrap_or_else(|| panic!("no {path}")).1
}

#[test]
fn there_is_a_file_for_each_body_input_and_error_and_a_bundle() {
    let paths: Vec<String> = published(&api())
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    let stems = [
        "GetRequest",
        "GetRequestBody",
        "GetResponse",
        "Node",
        "NotFound",
        "PutRequest",
        "api",
    ];
    let expected: Vec<String> = stems
        .iter()
        .flat_map(|stem| {
            [
                format!("api/{stem}.deserialize.schema.json"),
                format!("api/{stem}.schema.json"),
            ]
        })
        .collect();
    assert_eq!(paths, expected);
}

#[test]
fn every_file_compiles_alone_and_says_what_it_is() {
    for (path, schema) in published(&api()) {
        compile(&schema);
        let keys: Vec<&str> = schema
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(keys[..4], ["$schema", "$id", "$comment", "title"], "{path}");
        assert_eq!(
            schema["$schema"],
            "https://json-schema.org/draft/2020-12/schema"
        );
        let name = path.strip_prefix("api/").unwrap();
        assert_eq!(schema["$id"], format!("urn:tinsmith:api:2020-08-11:{name}"));
        assert!(schema["$comment"].as_str().unwrap().contains("@generated"));
    }
}

#[test]
fn a_file_has_the_definitions_that_it_needs_and_no_others() {
    let model = api();
    let body = file(&model, "api/GetRequestBody.schema.json");
    assert_eq!(
        body["properties"],
        json!({"node": {"$ref": "#/$defs/Node"}})
    );
    let definitions: Vec<&String> = body["$defs"].as_object().unwrap().keys().collect();
    assert_eq!(definitions, ["Leaf", "Node"]);
    let input = file(&model, "api/GetRequest.schema.json");
    assert_eq!(input["required"], json!(["id"]));
    let response = file(&model, "api/GetResponse.schema.json");
    assert!(response.get("$defs").is_none());
}

#[test]
fn a_file_about_a_shape_that_contains_itself_refers_to_itself() {
    let schema = file(&api(), "api/Node.schema.json");
    assert_eq!(schema["properties"]["nodes"]["items"], json!({"$ref": "#"}));
    assert_eq!(
        schema["$defs"]["Leaf"]["properties"]["parent"],
        json!({"$ref": "#"})
    );
    assert!(schema["$defs"].get("Node").is_none());
    let validator = compile(&schema);
    assert!(validator.is_valid(&json!({"leaf": {"parent": {"nodes": []}}})));
    assert!(!validator.is_valid(&json!({"leaf": {"parent": {"nodes": [1]}}})));
}

#[test]
fn the_bundle_has_every_shape_and_body() {
    let bundle = file(&api(), "api/api.schema.json");
    assert_eq!(bundle["title"], "Api");
    assert_eq!(bundle["description"], "Gets and puts.");
    let definitions: Vec<&String> = bundle["$defs"].as_object().unwrap().keys().collect();
    assert_eq!(
        definitions,
        [
            "GetRequest",
            "GetRequestBody",
            "GetResponse",
            "Leaf",
            "Node",
            "NotFound",
            "PutRequest",
            "PutResponse",
        ],
    );
}

#[test]
fn only_the_contracts_asked_for_are_published() {
    let model = api();
    let options = Options {
        contracts: vec![Contract::Serialize],
        id_base: "https://example.com/v1/".to_owned(),
        ..Options::new(&model, "api")
    };
    let files = files(&model, &options).files;
    assert_eq!(files.len(), 7);
    assert!(files.iter().all(|(path, _)| !path.contains("deserialize")));
    assert!(
        files[0]
            .1
            .contains(r#""https://example.com/v1/GetRequest.schema.json""#)
    );
}

#[test]
fn an_id_is_a_uri_whatever_the_service_calls_its_version() {
    let mut model = api();
    model.service.version = "v 1/ü".to_owned();
    assert_eq!(
        Options::new(&model, "api").id_base,
        "urn:tinsmith:api:v%201%2F%C3%BC:"
    );
    model.service.version.clear();
    assert_eq!(
        Options::new(&model, "api").id_base,
        "urn:tinsmith:api:unversioned:"
    );
}

#[test]
fn names_that_are_taken_are_replaced_and_reported() {
    let mut model = api();
    let foreign = ShapeId::parse("a.b#Leaf").unwrap();
    let leaf = Shape {
        id: foreign.clone(),
        ..structure("Leaf", vec![Member::new("other", prelude("String"))])
    };
    let taken = structure("GetRequestBody", vec![Member::new("leaf", foreign.clone())]);
    let device = structure("Con", vec![]);
    let bundle = structure("API", vec![Member::new("body", id("GetRequestBody"))]);
    for shape in [leaf, taken, device, bundle] {
        model.shapes.insert(shape.id.clone(), shape);
    }
    model.operations.push(operation("Other", "API", "Con"));
    let renamed = |shape: ShapeId, taken: &str, used: &str| Warning::Renamed {
        shape,
        taken: taken.to_owned(),
        used: used.to_owned(),
    };
    assert_eq!(
        files(&model, &Options::new(&model, "api")).warnings,
        [
            renamed(foreign, "Leaf", "a.b.Leaf"),
            renamed(id("GetRequest"), "GetRequestBody", "test.GetRequest.Body"),
            renamed(id("API"), "API", "API_2"),
            renamed(id("Con"), "Con", "Con_2"),
        ],
    );
    let schema = file(&model, "api/API_2.schema.json");
    let body = &schema["$defs"]["GetRequestBody"];
    assert_eq!(
        body["properties"]["leaf"],
        json!({"$ref": "#/$defs/a.b.Leaf"})
    );
    let other = &schema["$defs"]["a.b.Leaf"]["properties"];
    assert_eq!(*other, json!({"other": {"type": "string"}}));
    compile(&schema);
    assert!(
        file(&model, "api/test.GetRequest.Body.schema.json")["$defs"]
            .get("Leaf")
            .is_some()
    );
}

#[test]
fn patterns_are_reported_once_and_where_they_stand() {
    let mut model = api();
    let pattern = |pattern: &str| Traits {
        constraints: Constraints {
            pattern: Some(pattern.to_owned()),
            ..Constraints::default()
        },
        ..Traits::default()
    };
    let member = Member {
        traits: pattern("\\-"),
        ..Member::new("a", prelude("String"))
    };
    let fine = |name: &str, text: &str| Member {
        traits: pattern(text),
        ..Member::new(name, prelude("String"))
    };
    let others = [
        fine("b", r"^\p{L}+$"),
        fine("c", r"^\p{ASCII}+$"),
        fine("d", r"^\P{L}+$"),
    ];
    let leaf = structure("Leaf", [member].into_iter().chain(others).collect());
    model.shapes.insert(leaf.id.clone(), leaf);
    let warnings = files(&model, &Options::new(&model, "api")).warnings;
    let [
        Warning::DroppedPattern {
            shape,
            member,
            pattern,
            reason,
        },
        properties,
    ] = &warnings[..]
    else {
        panic!("{warnings:?}");
    };
    assert_eq!((shape, member.as_deref()), (&id("Leaf"), Some("a")));
    assert_eq!(pattern, "\\-");
    assert!(!reason.is_empty());
    // One for all of them, at the first.
    let wanted = Warning::Properties {
        shape: id("Leaf"),
        member: Some("b".to_owned()),
        others: 1,
    };
    assert_eq!(*properties, wanted);
}
