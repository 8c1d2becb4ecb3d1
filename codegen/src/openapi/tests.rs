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

#[test]
fn no_two_operations_share_a_path_and_method() {
    let label = |name: &str| {
        json!({"type": "structure", "members": {name: {
            "target": "smithy.api#String",
            "traits": {"smithy.api#httpLabel": {}, "smithy.api#required": {}},
        }}})
    };
    let document = document(&json!({
        "t#A": operation("GET", "/x/{a}", &json!({"input": {"target": "t#InA"}})),
        "t#B": operation("PUT", "/x/{b}", &json!({"input": {"target": "t#InB"}})),
        "t#C": operation("DELETE", "/x/{a}", &json!({"input": {"target": "t#InA"}})),
        "t#D": operation("GET", "/y?one", &json!({})),
        "t#E": operation("GET", "/y?two=2", &json!({})),
        "t#InA": label("a"),
        "t#InB": label("b"),
    }));
    let found: Vec<(String, Vec<&String>)> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(path, item)| (path.clone(), item.as_object().unwrap().keys().collect()))
        .collect();
    let found: Vec<String> = found
        .iter()
        .map(|(path, methods)| format!("{path} {methods:?}"))
        .collect();
    assert_eq!(
        found,
        [
            r#"/x/{a} ["delete", "get", "options"]"#,
            r#"/x/{b}#B ["put", "options"]"#,
            r#"/y ["get", "options"]"#,
            r#"/y#E ["get", "options"]"#,
        ]
    );
    let query = &document["paths"]["/y#E"]["get"]["parameters"][0];
    assert_eq!(
        (&query["name"], &query["schema"]["const"]),
        (&json!("two"), &json!("2"))
    );
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
