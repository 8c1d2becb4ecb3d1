//! What OpenAPI makes hard, in small models.

use crate::smithy::{self, Selection};
use serde_json::{Map, Value, json};

fn text(protocol: &str, shapes: &Value) -> Option<String> {
    let operations: Vec<Value> = shapes
        .as_object()
        .unwrap()
        .iter()
        .filter(|(_, shape)| shape["type"] == "operation")
        .map(|(id, _)| json!({"target": id}))
        .collect();
    let mut all = json!({"t#S": {
        "type": "service",
        "version": "1",
        "operations": operations,
        "traits": {format!("aws.protocols#{protocol}"): {}, "smithy.api#cors": {}},
    }});
    all.as_object_mut()
        .unwrap()
        .extend(shapes.as_object().unwrap().clone());
    let text = json!({"smithy": "2.0", "shapes": all}).to_string();
    let (model, _warnings) = smithy::read(&text, &Selection::default()).expect("a valid model");
    super::document(&model)
}

fn document(shapes: &Value) -> Value {
    serde_json::from_str(&text("restJson1", shapes).expect("a document")).unwrap()
}

fn operation(method: &str, uri: &str, others: &Value) -> Value {
    let mut operation = json!({
        "type": "operation",
        "input": {"target": "smithy.api#Unit"},
        "output": {"target": "smithy.api#Unit"},
        "traits": {"smithy.api#http": {"method": method, "uri": uri, "code": 200}},
    });
    let object = operation.as_object_mut().unwrap();
    for (key, value) in others.as_object().unwrap() {
        match object.get_mut(key).and_then(Value::as_object_mut) {
            Some(known) if key == "traits" => known.extend(value.as_object().unwrap().clone()),
            _ => drop(object.insert(key.clone(), value.clone())),
        }
    }
    operation
}

#[test]
fn only_protocols_with_paths_have_a_document() {
    let shapes = json!({"t#Do": operation("POST", "/", &json!({}))});
    assert!(text("restJson1", &shapes).is_some());
    for protocol in ["awsJson1_0", "awsJson1_1", "restXml"] {
        assert_eq!(text(protocol, &shapes), None, "{protocol}");
    }
    let odd = json!({"t#Do": operation("BREW", "/", &json!({}))});
    assert_eq!(text("restJson1", &odd), None);
}

/// A structure with members in the path.
fn labels(names: &[&str]) -> Value {
    let member = json!({
        "target": "smithy.api#String",
        "traits": {"smithy.api#httpLabel": {}, "smithy.api#required": {}},
    });
    let members = names
        .iter()
        .map(|name| ((*name).to_owned(), member.clone()));
    json!({"type": "structure", "members": members.collect::<Map<_, _>>()})
}

#[test]
fn operations_with_one_path_share_it_and_only_methods_clash() {
    let document = document(&json!({
        "t#A": operation("GET", "/x/{a}/y/{b}", &json!({"input": {"target": "t#InA"}})),
        "t#B": operation("PUT", "/x/{b}/y/{c+}", &json!({"input": {"target": "t#InB"}})),
        "t#C": operation("DELETE", "/x/{a}/y/{b}", &json!({"input": {"target": "t#InA"}})),
        "t#D": operation("GET", "/z?one", &json!({})),
        "t#E": operation("GET", "/z?two=2", &json!({})),
        "t#InA": labels(&["a", "b"]),
        "t#InB": labels(&["b", "c"]),
    }));
    let paths = document["paths"].as_object().unwrap();
    let found = paths.iter().map(|(path, item)| {
        let methods: Vec<&String> = item.as_object().unwrap().keys().collect();
        format!("{path} {methods:?}")
    });
    assert_eq!(
        found.collect::<Vec<_>>(),
        [
            r#"/x/{a}/y/{b} ["delete", "get", "put", "options"]"#,
            r#"/z ["get", "options"]"#,
            r#"/z#E ["get", "options"]"#,
        ]
    );
    let item = &paths["/x/{a}/y/{b}"];
    for method in ["delete", "get", "put", "options"] {
        let parameters = item[method]["parameters"].as_array().unwrap();
        let names: Vec<&Value> = parameters.iter().map(|it| &it["name"]).collect();
        assert_eq!(names, ["a", "b"], "{method}");
    }
    let put = &item["put"]["parameters"];
    assert_eq!(put[0]["description"], "Elsewhere it is called `b`.");
    let second = "Elsewhere it is called `c`.\n\nIt may hold slashes.";
    assert_eq!(put[1]["description"], second);
    let query = &paths["/z#E"]["get"]["parameters"][0];
    assert_eq!(
        (&query["name"], &query["schema"]["const"]),
        (&json!("two"), &json!("2"))
    );
}

#[test]
fn deprecation_and_need_are_kept_outside_of_bodies() {
    let deprecated = json!({"smithy.api#deprecated": {"message": "No more."}});
    let document = document(&json!({
        "t#Do": operation("GET", "/do/{Id}", &json!({
            "input": {"target": "t#In"},
            "output": {"target": "t#Out"},
        })),
        "t#In": {"type": "structure", "members": {
            "Id": {"target": "t#Old", "traits": {
                "smithy.api#httpLabel": {}, "smithy.api#required": {},
            }},
            "Q": {"target": "t#Old", "traits": {"smithy.api#httpQuery": "q"}},
            "K": {"target": "t#OldKind", "traits": {"smithy.api#httpQuery": "k"}},
            "N": {"target": "smithy.api#String", "traits": {
                "smithy.api#httpQuery": "n",
                "smithy.api#required": {},
                "smithy.api#clientOptional": {},
            }},
        }},
        "t#Out": {"type": "structure", "members": {
            "H": {"target": "smithy.api#String", "traits": {
                "smithy.api#httpHeader": "X-H",
                "smithy.api#required": {},
                "smithy.api#deprecated": {},
            }},
            "I": {"target": "smithy.api#Integer", "traits": {"smithy.api#httpHeader": "X-I"}},
        }},
        "t#Old": {"type": "string", "traits": deprecated},
        "t#OldKind": {
            "type": "enum",
            "members": {"A": {"target": "smithy.api#Unit"}},
            "traits": deprecated,
        },
    }));
    let operation = &document["paths"]["/do/{Id}"]["get"];
    let parameters = operation["parameters"].as_array().unwrap();
    let flags = parameters.iter().map(|it| {
        let (required, deprecated) = (&it["required"], &it["deprecated"]);
        json!([it["name"], required, deprecated])
    });
    assert_eq!(
        flags.collect::<Value>(),
        json!([
            ["Id", true, true],
            ["q", null, true],
            ["k", null, true],
            ["n", true, null],
        ])
    );
    let headers = &operation["responses"]["200"]["headers"];
    let (h, i) = (&headers["X-H"], &headers["X-I"]);
    assert_eq!(json!([h["required"], h["deprecated"]]), json!([true, true]));
    assert_eq!(json!([i["required"], i["deprecated"]]), json!([null, null]));
}

/// Errors may be bytes, text or objects, and have the status of a success.
#[test]
fn messages_of_one_status_keep_their_media_types_and_headers() {
    let error = |status: u16, members: Value| {
        json!({
            "type": "structure",
            "members": members,
            "traits": {"smithy.api#error": "client", "smithy.api#httpError": status},
        })
    };
    let member = |target: &str, traits: Value| json!({"target": target, "traits": traits});
    let payload = |target: &str| member(target, json!({"smithy.api#httpPayload": {}}));
    let header = |target: &str, name: &str| {
        let traits = json!({"smithy.api#httpHeader": name, "smithy.api#required": {}});
        member(target, traits)
    };
    let errors = ["t#E1", "t#E2", "t#E3", "t#E4", "t#E5"].map(|id| json!({"target": id}));
    let document = document(&json!({
        "t#Do": operation("GET", "/do", &json!({
            "output": {"target": "t#Out"},
            "errors": errors,
            "traits": {"smithy.api#examples": [{
                "title": "text", "input": {},
                "error": {"shapeId": "t#E3", "content": {"P": "no", "H": "x"}},
            }]},
        })),
        "t#Out": {"type": "structure", "members": {
            "A": {"target": "smithy.api#String"},
            "R": header("smithy.api#String", "X-R"),
        }},
        "t#E1": error(409, json!({"P": payload("smithy.api#Blob")})),
        "t#E2": error(409, json!({
            "P": payload("t#Detail"), "H": header("smithy.api#Integer", "x-h"),
        })),
        "t#E3": error(409, json!({
            "P": payload("smithy.api#String"), "H": header("smithy.api#String", "X-H"),
        })),
        "t#E4": error(409, json!({"Text": {"target": "smithy.api#String"}})),
        "t#E5": error(200, json!({"Text": {"target": "smithy.api#String"}})),
        "t#Detail": {"type": "structure", "members": {}},
    }));
    let responses = &document["paths"]["/do"]["get"]["responses"];
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    assert_eq!(
        responses["409"]["content"],
        json!({
            "application/octet-stream": {},
            "application/json": {"schema": {"anyOf": [reference("Detail"), reference("E4")]}},
            "text/plain": {
                "schema": {"type": "string"},
                "examples": {"example-1": {"summary": "text", "value": "no"}},
            },
        })
    );
    let shared = &responses["409"]["headers"]["x-h"];
    assert_eq!(shared["schema"]["anyOf"].as_array().unwrap().len(), 2);
    assert_eq!(shared["required"], Value::Null);
    let success = &responses["200"];
    assert_eq!(success["description"], "Success\n\nE5");
    let body = &success["content"]["application/json"]["schema"];
    assert_eq!(
        body["anyOf"],
        json!([reference("OutBody"), reference("E5")])
    );
    let headers = &success["headers"];
    assert!(headers["x-amzn-errortype"].is_object());
    // The error has it not.
    assert_eq!(headers["X-R"]["required"], Value::Null);
}

#[test]
fn parameters_say_how_they_are_written() {
    let member = |target: &str, traits: Value| json!({"target": target, "traits": traits});
    let document = document(&json!({
        "t#Do": operation("POST", "/{key+}/do", &json!({"input": {"target": "t#In"}})),
        "t#In": {"type": "structure", "members": {
            "key": member("smithy.api#String", json!({
                "smithy.api#httpLabel": {}, "smithy.api#required": {},
            })),
            "tags": member("t#Strings", json!({"smithy.api#httpQuery": "tag"})),
            "days": member("t#Times", json!({"smithy.api#httpHeader": "X-Days"})),
            "day": member("smithy.api#Timestamp", json!({"smithy.api#httpQuery": "day"})),
            "meta": member("t#Meta", json!({"smithy.api#httpPrefixHeaders": "X-Meta-"})),
            "type": member("smithy.api#String", json!({"smithy.api#httpHeader": "Content-Type"})),
            "bytes": member("smithy.api#Blob", json!({"smithy.api#httpPayload": {}})),
        }},
        "t#Strings": {"type": "list", "member": {"target": "smithy.api#String"}},
        "t#Times": {"type": "list", "member": {"target": "smithy.api#Timestamp"}},
        "t#Meta": {
            "type": "map",
            "key": {"target": "smithy.api#String"},
            "value": {"target": "smithy.api#String"},
        },
    }));
    let operation = &document["paths"]["/{key}/do"]["post"];
    let parameters = operation["parameters"].as_array().unwrap();
    let names: Vec<&Value> = parameters.iter().map(|it| &it["name"]).collect();
    assert_eq!(names, ["key", "tag", "day", "X-Days"]);
    let [key, tag, day, days] = &parameters[..] else {
        panic!("four");
    };
    assert_eq!(key["required"], true);
    assert_eq!(key["description"], "It may hold slashes.");
    assert_eq!(
        (&tag["style"], &tag["explode"]),
        (&json!("form"), &json!(true))
    );
    assert_eq!(day["schema"]["format"], "date-time");
    assert_eq!(
        (&days["style"], &days["explode"]),
        (&json!("simple"), &json!(false))
    );
    let pattern = days["schema"]["items"]["pattern"].as_str().unwrap();
    assert!(pattern.ends_with("GMT$"), "{pattern}");
    assert_eq!(operation["description"], "Headers `X-Meta-*` hold `meta`.");
    let content = &operation["requestBody"]["content"];
    assert_eq!(content, &json!({"application/octet-stream": {}}));
}

#[test]
fn errors_and_examples_are_under_their_status() {
    let error = |status: u16| {
        json!({
            "type": "structure",
            "members": {"Text": {"target": "smithy.api#String", "traits": {"smithy.api#jsonName": "text"}}},
            "traits": {"smithy.api#error": "client", "smithy.api#httpError": status},
        })
    };
    let when = |value: Value| json!({"title": "one", "input": {"Id": "x", "When": value}});
    let document = document(&json!({
        "t#Do": operation("POST", "/do", &json!({
            "input": {"target": "t#In"},
            "errors": [{"target": "t#A"}, {"target": "t#B"}, {"target": "t#C"}],
            "traits": {"smithy.api#examples": [
                when(json!(5)),
                when(json!("1970-01-01T00:00:05Z")),
                {"title": "two", "input": {"Id": "x"}, "error": {"shapeId": "t#B", "content": {"Text": "no"}}},
            ]},
        })),
        "t#In": {"type": "structure", "members": {
            "Id": {"target": "smithy.api#String", "traits": {
                "smithy.api#httpQuery": "id", "smithy.api#required": {},
            }},
            "When": {"target": "smithy.api#Timestamp", "traits": {"smithy.api#jsonName": "when"}},
        }},
        "t#A": error(400),
        "t#B": error(400),
        "t#C": error(404),
    }));
    let operation = &document["paths"]["/do"]["post"];
    let body = &operation["requestBody"]["content"]["application/json"];
    assert_eq!(body["schema"]["$ref"], "#/components/schemas/InBody");
    let values: Map<String, Value> = body["examples"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(key, example)| (key.clone(), example["value"].clone()))
        .collect();
    // The second has the instant in a form that does not travel.
    let wanted = json!({"example-1": {"when": 5}, "example-3": {}});
    assert_eq!(Value::from(values), wanted);
    let responses = operation["responses"].as_object().unwrap();
    assert_eq!(responses.keys().collect::<Vec<_>>(), ["200", "400", "404"]);
    let bad = &responses["400"]["content"]["application/json"];
    assert_eq!(
        bad["schema"]["anyOf"],
        json!([{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}])
    );
    assert_eq!(bad["examples"]["example-3"]["value"], json!({"text": "no"}));
    assert!(responses["404"]["headers"]["x-amzn-errortype"].is_object());
}
