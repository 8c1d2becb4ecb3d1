//! What is written reads back as the same model.
#![allow(
    clippy::too_many_lines,
    clippy::type_complexity,
    reason = "one model and one table of cases, each best read whole"
)]

use serde_json::{Value, json};

use super::{enum_names, write};
use crate::model::{Enum, EnumValue, Format, Kind, Model, Protocol, Traits};
use crate::report::Code;
use crate::smithy::{self, Selection};
use crate::{botocore, report};

fn read(text: &str) -> Model {
    let (model, _) = smithy::read(text, &Selection::default()).expect("a valid model");
    model
}

fn smithy_model(shapes: &Value) -> Model {
    read(&json!({ "smithy": "2.0", "shapes": shapes }).to_string())
}

fn botocore_model(document: &Value) -> Model {
    let read = botocore::read(&document.to_string(), &Selection::default());
    read.expect("a valid model").0
}

fn written(model: &Model) -> Value {
    let text = write(model).expect("a model that Smithy has words for");
    serde_json::from_str(&text).expect("valid JSON")
}

/// Everything a model can say, most of it once.
fn everything() -> Value {
    json!({
        "a.b#Service": {
            "type": "service",
            "version": "1",
            "operations": [{ "target": "a.b#Put" }],
            "traits": {
                "aws.protocols#restJson1": {},
                "smithy.api#cors": { "additionalExposedHeaders": ["x"] },
                "smithy.api#title": "A service",
                "smithy.api#documentation": "Serves.",
                "smithy.api#externalDocumentation": { "Page": "https://example.com/" },
            },
        },
        "a.b#Put": {
            "type": "operation",
            "input": { "target": "a.b#Input" },
            "errors": [{ "target": "a.b#Oops" }],
            "traits": {
                "smithy.api#http": {
                    "method": "PUT", "uri": "/put/{id}/{rest+}?x=y&z", "code": 201,
                },
                "smithy.api#idempotent": {},
                "smithy.api#endpoint": { "hostPrefix": "{id}.api." },
                "smithy.api#deprecated": { "message": "Gone.", "since": "2020" },
                "smithy.api#examples": [
                    {
                        "title": "An error",
                        "documentation": "Shows one.",
                        "input": { "id": "1", "rest": "2" },
                        "error": { "shapeId": "a.b#Oops", "content": { "message": "m" } },
                    },
                    { "title": "None", "input": { "id": "1", "rest": "2" } },
                ],
            },
        },
        "a.b#Input": {
            "type": "structure",
            "members": {
                "id": {
                    "target": "smithy.api#String",
                    "traits": {
                        "smithy.api#required": {},
                        "smithy.api#httpLabel": {},
                        "smithy.api#hostLabel": {},
                    },
                },
                "rest": {
                    "target": "smithy.api#String",
                    "traits": { "smithy.api#required": {}, "smithy.api#httpLabel": {} },
                },
                "query": {
                    "target": "smithy.api#String",
                    "traits": { "smithy.api#httpQuery": "q", "smithy.api#idempotencyToken": {} },
                },
                "header": {
                    "target": "a.b#Time",
                    "traits": {
                        "smithy.api#httpHeader": "x-time",
                        "smithy.api#timestampFormat": "date-time",
                    },
                },
                "params": { "target": "a.b#Map", "traits": { "smithy.api#httpQueryParams": {} } },
                "prefixed": {
                    "target": "a.b#Map", "traits": { "smithy.api#httpPrefixHeaders": "x-m-" },
                },
                "zed": { "target": "a.b#Choice", "traits": { "smithy.api#jsonName": "Zed" } },
                "all": { "target": "a.b#All", "traits": { "smithy.api#clientOptional": {}, "smithy.api#required": {} } },
            },
            "traits": { "tinsmith.api#aliases": ["PutInput"] },
        },
        "a.b#All": {
            "type": "structure",
            "members": {
                "defaulted": {
                    "target": "smithy.api#Integer",
                    "traits": { "smithy.api#default": 7, "smithy.api#required": {} },
                },
                "primitive": {
                    "target": "smithy.api#PrimitiveLong", "traits": { "smithy.api#default": 0 },
                },
                "cleared": {
                    "target": "smithy.api#PrimitiveBoolean", "traits": { "smithy.api#default": null },
                },
                "number": { "target": "a.b#Number" },
                "document": { "target": "smithy.api#Document" },
                "values": { "target": "a.b#Values" },
                "numbers": { "target": "a.b#Numbers" },
                "text": { "target": "a.b#Text" },
                "bytes": { "target": "smithy.api#Blob" },
                "list": { "target": "a.b#List" },
            },
        },
        "a.b#Oops": {
            "type": "structure",
            "members": { "message": { "target": "smithy.api#String" } },
            "traits": {
                "smithy.api#error": "server",
                "smithy.api#httpError": 503,
                "smithy.api#retryable": {},
            },
        },
        "a.b#Choice": {
            "type": "union",
            "members": {
                "nothing": { "target": "smithy.api#Unit" },
                "time": { "target": "a.b#Time", "traits": { "smithy.api#documentation": "When." } },
            },
        },
        "a.b#Time": { "type": "timestamp", "traits": { "smithy.api#since": "1.2" } },
        "a.b#Number": {
            "type": "double", "traits": { "smithy.api#range": { "min": -1.5, "max": 10 } },
        },
        "a.b#Text": {
            "type": "string",
            "traits": {
                "smithy.api#length": { "max": 5 },
                "smithy.api#pattern": "^a",
                "smithy.api#mediaType": "text/plain",
                "smithy.api#sensitive": {},
            },
        },
        "a.b#List": {
            "type": "list",
            "member": { "target": "a.b#All" },
            "traits": { "smithy.api#sparse": {} },
        },
        "a.b#Map": {
            "type": "map",
            "key": { "target": "smithy.api#String" },
            "value": { "target": "smithy.api#String" },
        },
        "a.b#Values": {
            "type": "enum",
            "members": {
                "B": {
                    "target": "smithy.api#Unit",
                    "traits": { "smithy.api#enumValue": "b c", "smithy.api#deprecated": {} },
                },
                "A": { "target": "smithy.api#Unit" },
            },
        },
        "a.b#Numbers": {
            "type": "intEnum",
            "members": {
                "TWO": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": 2 } },
            },
        },
        "tinsmith.api#aliases": {
            "type": "list",
            "member": { "target": "smithy.api#String" },
            "traits": { "smithy.api#trait": {} },
        },
    })
}

#[test]
fn everything_reads_back() {
    let model = smithy_model(&everything());
    let text = write(&model).expect("a model from Smithy");
    assert_eq!(read(&text), model);
    assert_eq!(write(&read(&text)).as_ref(), Ok(&text));
}

#[test]
fn the_text_is_canonical() {
    let text = write(&smithy_model(&everything())).expect("a model from Smithy");
    assert!(text.starts_with("{\n  \"smithy\": \"2.0\",\n  \"shapes\": {\n"));
    assert!(text.ends_with("\n  }\n}\n"));

    let document: Value = serde_json::from_str(&text).expect("valid JSON");
    let sorted = |keys: Vec<&String>| keys.is_sorted();
    let shapes = document["shapes"].as_object().expect("shapes");
    assert!(sorted(shapes.keys().collect()));
    let traits = document["shapes"]["a.b#Put"]["traits"].as_object();
    assert!(sorted(traits.expect("traits").keys().collect()));
    let members = document["shapes"]["a.b#Values"]["members"].as_object();
    let members: Vec<&String> = members.expect("members").keys().collect();
    assert_eq!(members, ["B", "A"]);
}

#[test]
fn only_what_is_reached_is_written() {
    let mut shapes = everything();
    shapes["a.b#Orphan"] = json!({ "type": "string" });
    let document = written(&smithy_model(&shapes));
    let shapes = document["shapes"].as_object().expect("shapes");
    assert!(!shapes.contains_key("a.b#Orphan"));
    assert!(shapes.keys().all(|id| !id.starts_with("smithy.api#")));
}

#[test]
fn aliases_are_defined_only_if_used() {
    let mut shapes = everything();
    assert!(written(&smithy_model(&shapes))["shapes"]["tinsmith.api#aliases"].is_object());
    shapes["a.b#Input"]["traits"] = json!({});
    assert!(written(&smithy_model(&shapes))["shapes"]["tinsmith.api#aliases"].is_null());
}

/// A botocore document with one operation, `Get`, and the given protocol and shapes.
#[test]
fn renamed_errors_keep_the_name_that_travels() {
    let error =
        json!({ "type": "structure", "members": {}, "traits": { "smithy.api#error": "client" } });
    let model = smithy_model(&json!({
        "a.b#Service": {
            "type": "service",
            "operations": [{ "target": "a.b#Get" }],
            "rename": { "a.other#Bad": "Worse" },
            "traits": { "aws.protocols#restJson1": {} },
        },
        "a.b#Get": {
            "type": "operation",
            "output": { "target": "a.b#Output" },
            "errors": [{ "target": "a.b#Bad" }, { "target": "a.other#Bad" }],
            "traits": {
                "smithy.api#http": { "method": "GET", "uri": "/" },
                "smithy.api#examples": [
                    { "title": "t", "error": { "shapeId": "a.other#Bad", "content": {} } },
                ],
            },
        },
        "a.b#Output": { "type": "structure", "members": { "why": { "target": "a.other#Bad" } } },
        "a.b#Bad": error,
        "a.other#Bad": error,
    }));
    let codes = model.shapes.values().filter_map(|shape| match &shape.kind {
        Kind::Structure(structure) => {
            Some((shape.id.name(), structure.error.as_ref()?.code.as_deref()))
        }
        _ => None,
    });
    assert_eq!(
        codes.collect::<Vec<_>>(),
        [("Bad", None), ("Worse", Some("Bad"))]
    );
    let document = written(&model);
    let shapes = &document["shapes"];
    assert_eq!(
        shapes["a.b#Service"]["rename"],
        json!({ "a.other#Bad": "Worse" })
    );
    assert_eq!(
        shapes["a.b#Output"]["members"]["why"]["target"],
        "a.other#Bad"
    );
    assert_eq!(read(&document.to_string()), model);
}

fn botocore_document(protocol: &str, shapes: &Value) -> Value {
    json!({
        "metadata": { "serviceId": "Thing", "protocol": protocol, "apiVersion": "1" },
        "operations": {
            "Get": {
                "http": { "method": "GET", "requestUri": "/{the-id}" },
                "input": { "shape": "Input" },
                "errors": [{ "shape": "Oops" }],
            },
        },
        "shapes": shapes,
    })
}

fn botocore_shapes() -> Value {
    json!({
        "Input": {
            "type": "structure",
            "members": {
                "the-id": { "shape": "S", "location": "uri", "locationName": "the-id" },
                "x.y": { "shape": "E" },
                "x_y": { "shape": "S" },
                "1st": { "shape": "S", "locationName": "first" },
            },
        },
        "S": { "type": "string" },
        "E": { "type": "string", "enum": ["a b", "A-B", "*"] },
        "Oops": {
            "type": "structure", "members": {}, "exception": true, "error": { "code": "Whoops" },
        },
    })
}

#[test]
fn names_that_are_no_identifiers_are_replaced() {
    let model = botocore_model(&botocore_document("rest-json", &botocore_shapes()));
    let document = written(&model);
    let shapes = &document["shapes"];
    let input = &shapes["com.amazonaws.thing#Input"]["members"];
    let json_name = |name: &str| &input[name]["traits"]["smithy.api#jsonName"];
    assert_eq!(json_name("x_y_2"), "x.y");
    assert_eq!(json_name("x_y"), &Value::Null);
    assert_eq!(json_name("_1st"), "first");
    let http = &shapes["com.amazonaws.thing#Get"]["traits"]["smithy.api#http"];
    assert_eq!(http["uri"], "/{the_id}");
    assert!(input["the_id"]["traits"]["smithy.api#httpLabel"].is_object());
}

#[test]
fn a_botocore_model_reads_back_up_to_its_format() {
    let mut shapes = botocore_shapes();
    let members = shapes["Input"]["members"].as_object_mut().expect("members");
    members.retain(|name, _| name == "x_y");
    members["x_y"]["shape"] = json!("E");
    let mut document = botocore_document("query", &shapes);
    document["operations"]["Get"]["http"]["requestUri"] = json!("/");

    let mut model = botocore_model(&document);
    let text = write(&model).expect("nothing that Smithy lacks");
    model.format = Format::Smithy;
    for shape in model.shapes.values_mut() {
        if let Kind::Enum(values) = &mut shape.kind {
            let names = enum_names(values);
            for (value, name) in values.values.iter_mut().zip(names) {
                value.name = Some(name);
            }
        }
    }
    assert_eq!(read(&text), model);
}

#[test]
fn codes_without_a_trait_are_aliases() {
    let traits = |protocol: &str| {
        let mut document = botocore_document(protocol, &botocore_shapes());
        document["shapes"]["Input"]["members"] = json!({});
        document["operations"]["Get"]["http"]["requestUri"] = json!("/");
        let document = written(&botocore_model(&document));
        document["shapes"]["com.amazonaws.thing#Oops"]["traits"].clone()
    };
    assert_eq!(
        traits("rest-json")["tinsmith.api#aliases"],
        json!(["Whoops"])
    );
    let query = traits("query");
    assert_eq!(query["aws.protocols#awsQueryError"]["code"], "Whoops");
    assert_eq!(query["tinsmith.api#aliases"], Value::Null);
}

fn problems(model: &Model) -> Vec<(Code, String)> {
    let problems: Vec<report::Problem> = write(model).expect_err("something unwritable");
    problems.into_iter().map(|p| (p.code, p.pointer)).collect()
}

#[test]
fn what_smithy_cannot_say_is_reported() {
    let at = |pointer: &str| (Code::Unwritable, pointer.to_owned());
    let mut model = botocore_model(&botocore_document("json", &botocore_shapes()));
    assert_eq!(
        problems(&model),
        [
            at("/shapes/Input/members/the-id"),
            at("/shapes/Input/members/x.y"),
            at("/shapes/Input/members/1st"),
        ]
    );
    model.shapes.clear();
    model.operations.clear();
    model.service.protocol = Protocol::NotJson("carrier-pigeon".to_owned());
    assert_eq!(problems(&model), [at("/metadata/protocol")]);
}

#[test]
fn operations_with_one_uri_are_reported() {
    let mut document = botocore_document("rest-json", &botocore_shapes());
    document["operations"]["Got"] = document["operations"]["Get"].clone();
    let model = botocore_model(&document);
    let expected = [(Code::Unwritable, "/operations/Got".to_owned())];
    assert_eq!(problems(&model), expected);

    document["operations"]["Got"]["http"]["requestUri"] = json!("/{the-id}?mode=got");
    assert!(write(&botocore_model(&document)).is_ok());
}

#[test]
fn members_beside_a_payload_are_reported() {
    let mut shapes = botocore_shapes();
    shapes["Input"]["members"]["Photo"] = json!({ "shape": "Photo" });
    shapes["Input"]["members"]["Debug"] = json!({ "shape": "Photo" });
    shapes["Input"]["payload"] = json!("Photo");
    shapes["Photo"] = json!({ "type": "blob" });
    let found = problems(&botocore_model(&botocore_document("rest-json", &shapes)));
    let place = "/shapes/Input/members/Debug".to_owned();
    assert!(found.contains(&(Code::Unwritable, place)), "{found:?}");
}

#[test]
fn enum_values_get_names() {
    let table: &[(&[(Option<&str>, &str)], &[&str])] = &[
        (
            &[(None, "m5.large"), (None, "AWS::Glue::MLTransform")],
            &["M5_LARGE", "AWS_GLUE_ML_TRANSFORM"],
        ),
        (
            &[(None, "IN_USE"), (None, "in_use"), (None, "InUse")],
            &["IN_USE", "IN_USE_2", "IN_USE_3"],
        ),
        (
            &[(None, "a"), (Some("A"), "b"), (Some("free"), "c")],
            &["A_2", "A", "free"],
        ),
        (
            &[(None, "0.5"), (None, "*"), (None, "<="), (None, "")],
            &["_0_5", "CHAR_2A", "CHAR_3C_3D", "CHAR"],
        ),
        (&[(None, "Küche ☕")], &["K_CHE"]),
    ];
    for (values, expected) in table {
        let values = values.iter().map(|(name, value)| EnumValue {
            name: name.map(str::to_owned),
            value: (*value).to_owned(),
            traits: Traits::default(),
        });
        let values = Enum {
            values: values.collect(),
        };
        assert_eq!(enum_names(&values), *expected);
    }
}
