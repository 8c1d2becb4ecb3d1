//! Each feature of the format in a document of its own.
#![allow(
    clippy::needless_pass_by_value,
    reason = "a helper that `json!` values go into reads better without `&`"
)]

mod errors;
mod members;
mod names;
mod shapes;

use serde_json::{Value, json};

use super::read;
use crate::model::{
    Binding, Deprecated, ErrorInfo, Fault, Format, Kind, Member, Model, Operation, Protocol, Shape,
    ShapeId, UriSegment,
};
use crate::report::{Code, Problem};
use crate::smithy::Selection;

/// A document with one operation, `GetThing`, whose input is the shape `Input`.
fn document(shapes: Value) -> Value {
    let mut shapes = shapes;
    if shapes.get("Input").is_none() {
        shapes["Input"] = structure(json!({}));
    }
    json!({
        "metadata": {
            "apiVersion": "2020-01-02",
            "endpointPrefix": "things",
            "protocol": "rest-json",
            "serviceFullName": "AWS Thing Service",
            "serviceId": "Thing Service",
        },
        "operations": {
            "GetThing": {
                "name": "GetThing",
                "http": { "method": "GET", "requestUri": "/things" },
                "input": { "shape": "Input" },
            },
        },
        "shapes": shapes,
    })
}

fn structure(members: Value) -> Value {
    json!({ "type": "structure", "members": members })
}

fn read_all(document: &Value) -> Result<(Model, Vec<Problem>), Vec<Problem>> {
    read(&document.to_string(), &Selection::default())
}

/// The model of a document without problems.
fn model(document: &Value) -> Model {
    let (model, warnings) = read_all(document).expect("a valid document");
    assert_eq!(warnings, []);
    model
}

/// The code and place of every problem in a document.
fn problems(document: &Value) -> Vec<(Code, String)> {
    let problems = read_all(document).map_or_else(|problems| problems, |(_, warnings)| warnings);
    problems.into_iter().map(|p| (p.code, p.pointer)).collect()
}

fn id(name: &str) -> ShapeId {
    ShapeId::parse(&format!("com.amazonaws.thingservice#{name}")).expect("a valid name")
}

fn shape<'m>(model: &'m Model, name: &str) -> &'m Shape {
    model.shape(&id(name))
}

fn members<'m>(model: &'m Model, name: &str) -> &'m [Member] {
    match &shape(model, name).kind {
        Kind::Structure(structure) => &structure.members,
        Kind::Union(union) => &union.members,
        other => panic!("{name} has no members: {other:?}"),
    }
}

fn member<'m>(model: &'m Model, shape: &str, name: &str) -> &'m Member {
    let member = members(model, shape).iter().find(|m| m.name == name);
    member.unwrap_or_else(|| panic!("{shape} has no {name}"))
}

fn operation(model: &Model) -> &Operation {
    &model.operations[0]
}

#[test]
fn the_service_comes_from_the_metadata() {
    let mut document = document(json!({}));
    document["documentation"] = json!("<p>Things.</p>");
    document["deprecated"] = json!(true);
    document["deprecatedMessage"] = json!("Go away.");
    let model = model(&document);
    assert_eq!(model.format, Format::Botocore);
    let service = &model.service;
    assert_eq!(service.id, id("ThingService"));
    assert_eq!(service.version, "2020-01-02");
    assert_eq!(service.title.as_deref(), Some("AWS Thing Service"));
    assert_eq!(service.protocol, Protocol::RestJson1);
    assert_eq!(
        service.traits.documentation.as_deref(),
        Some("<p>Things.</p>")
    );
    assert_eq!(
        service.traits.deprecated,
        Some(Deprecated {
            message: Some("Go away.".to_owned()),
            since: None,
        })
    );
}

#[test]
fn the_service_is_called_as_requests_address_it() {
    let mut document = document(json!({}));
    document["metadata"]["targetPrefix"] = json!("com.amazonaws.Thing_20200102");
    assert_eq!(model(&document).service.id, id("Thing_20200102"));

    // A name that something else has is no name for the service.
    document["metadata"]["targetPrefix"] = json!("input");
    assert_eq!(model(&document).service.id, id("inputService"));
}

#[test]
fn json_protocols_are_preferred() {
    let table = [
        (
            json!({ "protocols": ["smithy-rpc-v2-cbor", "json"], "jsonVersion": "1.0" }),
            Protocol::AwsJson1_0,
        ),
        (
            json!({ "protocols": ["query", "json"], "jsonVersion": "1.1" }),
            Protocol::AwsJson1_1,
        ),
        (
            json!({ "protocols": ["smithy-rpc-v2-cbor"], "protocol": "json" }),
            Protocol::NotJson("smithy.protocols#rpcv2Cbor".to_owned()),
        ),
        (
            json!({ "protocol": "ec2" }),
            Protocol::NotJson("aws.protocols#ec2Query".to_owned()),
        ),
        (
            json!({ "protocol": "rest-xml" }),
            Protocol::NotJson("aws.protocols#restXml".to_owned()),
        ),
        (json!({}), Protocol::Unspecified),
    ];
    for (metadata, expected) in table {
        let mut document = document(json!({}));
        document["metadata"] = metadata.clone();
        document["metadata"]["serviceId"] = json!("Thing Service");
        assert_eq!(model(&document).service.protocol, expected, "{metadata}");
    }
}

#[test]
fn an_unknown_protocol_is_a_warning() {
    let mut document = document(json!({}));
    document["metadata"]["protocol"] = json!("carrier-pigeon");
    let place = "/metadata/protocol".to_owned();
    assert_eq!(problems(&document), [(Code::UnknownProtocol, place)]);
}

#[test]
fn an_operation_keeps_what_it_says() {
    let mut document = document(json!({
        "Input": structure(json!({ "Id": { "shape": "S", "hostLabel": true } })),
        "Output": structure(json!({})),
        "S": { "type": "string" },
        "Late": { "type": "structure", "members": {}, "exception": true },
        "Early": { "type": "structure", "members": {}, "exception": true },
    }));
    let operation = &mut document["operations"]["GetThing"];
    operation["output"] = json!({ "shape": "Output" });
    operation["errors"] = json!([{ "shape": "Late" }, { "shape": "Early" }, { "shape": "Late" }]);
    operation["documentation"] = json!("<p>Gets.</p>");
    operation["deprecated"] = json!(true);
    operation["deprecatedMessage"] = json!("Use something else.");
    operation["deprecatedSince"] = json!("Jan 31 2026");
    operation["readonly"] = json!(true);
    operation["idempotent"] = json!(true);
    operation["endpoint"] = json!({ "hostPrefix": "{Id}." });
    operation["http"]["responseCode"] = json!(202);

    let model = model(&document);
    let operation = self::operation(&model);
    assert_eq!(operation.id, id("GetThing"));
    assert_eq!(operation.input, Some(id("Input")));
    assert_eq!(operation.output, Some(id("Output")));
    assert_eq!(operation.errors, [id("Early"), id("Late")]);
    assert_eq!(
        operation.traits.documentation.as_deref(),
        Some("<p>Gets.</p>")
    );
    let deprecated = operation.traits.deprecated.as_ref().expect("deprecated");
    assert_eq!(deprecated.since.as_deref(), Some("Jan 31 2026"));
    assert!(operation.readonly && operation.idempotent);
    assert_eq!(operation.host_prefix.as_deref(), Some("{Id}."));
    assert!(member(&model, "Input", "Id").host_label);
    assert_eq!(operation.http.as_ref().map(|http| http.code), Some(202));
}

#[test]
fn labels_become_the_names_of_members() {
    let location = |name: &str| json!({ "shape": "S", "location": "uri", "locationName": name });
    let mut document = document(json!({
        "Input": structure(json!({ "ThingId": location("thing-id"), "Rest": location("rest") })),
        "S": { "type": "string" },
    }));
    let uri = "/things/{thing-id}/parts/{rest+}?mode=all&quick";
    document["operations"]["GetThing"]["http"]["requestUri"] = json!(uri);
    let model = model(&document);
    let http = operation(&model).http.as_ref().expect("a REST operation");
    assert_eq!(http.uri, "/things/{ThingId}/parts/{Rest+}?mode=all&quick");
    assert_eq!(
        http.segments,
        [
            UriSegment::Literal("things".to_owned()),
            UriSegment::Label("ThingId".to_owned()),
            UriSegment::Literal("parts".to_owned()),
            UriSegment::GreedyLabel("Rest".to_owned()),
        ]
    );
    assert_eq!(
        http.query,
        [
            ("mode".to_owned(), Some("all".to_owned())),
            ("quick".to_owned(), None)
        ]
    );
    assert_eq!(http.code, 200);
    assert_eq!(member(&model, "Input", "ThingId").binding, Binding::Label);
}

#[test]
fn only_rest_protocols_have_uris() {
    let mut document = document(json!({}));
    document["metadata"]["protocol"] = json!("json");
    assert_eq!(operation(&model(&document)).http, None);
    document["metadata"]["protocol"] = json!("rest-xml");
    let model = model(&document);
    let http = operation(&model).http.as_ref();
    assert_eq!(http.map(|http| http.uri.as_str()), Some("/things"));
}

#[test]
fn a_selection_keeps_what_it_reaches() {
    let mut document = document(json!({
        "Input": structure(json!({ "L": { "shape": "List" } })),
        "List": { "type": "list", "member": { "shape": "S" } },
        "S": { "type": "string" },
        "Orphan": { "type": "no such type" },
        "Other": structure(json!({ "O": { "shape": "Orphan" } })),
    }));
    document["operations"]["PutThing"] = json!({
        "http": { "method": "PUT", "requestUri": "/things" },
        "input": { "shape": "Other" },
    });
    for name in ["GetThing", "com.amazonaws.thingservice#GetThing"] {
        let selection = Selection {
            operations: vec![name.to_owned()],
            ..Selection::default()
        };
        let (model, _) = read(&document.to_string(), &selection).expect("what is read is valid");
        assert_eq!(operation(&model).id, id("GetThing"));
        let shapes: Vec<&str> = model.shapes.keys().map(ShapeId::name).collect();
        assert_eq!(shapes, ["Input", "List", "S"]);
    }
    let place = "/shapes/Orphan/type".to_owned();
    assert_eq!(problems(&document), [(Code::UnknownShapeType, place)]);
}

#[test]
fn a_document_without_operations_is_read_whole() {
    let mut document = document(json!({ "S": { "type": "string" } }));
    document["operations"] = json!({});
    let model = model(&document);
    assert!(model.operations.is_empty());
    let shapes: Vec<&str> = model.shapes.keys().map(ShapeId::name).collect();
    assert_eq!(shapes, ["Input", "S"]);
}

#[test]
fn what_a_selection_misses_is_reported() {
    let selection = Selection {
        service: Some("Thing".to_owned()),
        operations: vec!["GetThin".to_owned()],
    };
    let problems = read(&document(json!({})).to_string(), &selection).expect_err("nothing fits");
    let found: Vec<_> = problems
        .iter()
        .map(|p| (p.code, p.help.as_deref()))
        .collect();
    assert_eq!(
        found,
        [
            (
                Code::ServiceChoice,
                Some("the service is called `ThingService`")
            ),
            (Code::UnknownOperation, Some("did you mean `GetThing`?")),
        ]
    );
}

#[test]
fn near_names_of_a_missed_operation_are_shown() {
    let mut document = document(json!({}));
    for name in ["ListThings", "TagResource"] {
        document["operations"][name] = document["operations"]["GetThing"].clone();
        let uri = format!("/{name}/{{id}}");
        document["operations"][name]["http"]["requestUri"] = json!(uri);
    }
    let table = [
        ("GetThings", "did you mean `GetThing`?"),
        ("Thing", "near names: `GetThing`, `ListThings`"),
        ("SharedTagResource", "near names: `TagResource`"),
        (
            "Delete",
            "known operations: `GetThing`, `ListThings`, `TagResource`",
        ),
    ];
    for (wanted, help) in table {
        let selection = Selection {
            service: None,
            operations: vec![wanted.to_owned()],
        };
        let problems = read(&document.to_string(), &selection).expect_err(wanted);
        let found: Vec<_> = problems.iter().map(|p| p.help.as_deref()).collect();
        assert_eq!(found, [Some(help)], "{wanted}");
    }
}

#[test]
fn errors_know_whose_fault_they_are() {
    let error = |extra: Value| {
        let mut error = json!({ "type": "structure", "members": {}, "exception": true });
        for (key, value) in extra.as_object().expect("an object") {
            error[key] = value.clone();
        }
        error
    };
    let info = |fault, status, retryable, code: Option<&str>| ErrorInfo {
        fault,
        status,
        retryable,
        code: code.map(str::to_owned),
    };
    let table = [
        (json!({}), info(Fault::Client, 400, false, None)),
        (
            json!({ "fault": true }),
            info(Fault::Server, 500, false, None),
        ),
        (
            json!({ "error": { "httpStatusCode": 404, "senderFault": true } }),
            info(Fault::Client, 404, false, None),
        ),
        (
            json!({ "error": { "httpStatusCode": 503 }, "retryable": { "throttling": true } }),
            info(Fault::Server, 503, true, None),
        ),
        (
            json!({ "error": { "httpStatusCode": 500, "senderFault": true } }),
            info(Fault::Server, 500, false, None),
        ),
        (
            json!({ "error": { "senderFault": true }, "fault": true }),
            info(Fault::Client, 400, false, None),
        ),
        (
            json!({ "error": { "code": "NoSuchThing", "httpStatusCode": 400 } }),
            info(Fault::Client, 400, false, Some("NoSuchThing")),
        ),
        (
            json!({ "error": { "code": "Oops" } }),
            info(Fault::Client, 400, false, None),
        ),
    ];
    for (extra, expected) in table {
        let mut document = document(json!({ "Oops": error(extra.clone()) }));
        document["operations"]["GetThing"]["errors"] = json!([{ "shape": "Oops" }]);
        let model = model(&document);
        let Kind::Structure(structure) = &shape(&model, "Oops").kind else {
            panic!("a structure");
        };
        assert_eq!(structure.error.as_ref(), Some(&expected), "{extra}");
    }
}

#[test]
fn old_documents_say_it_where_the_error_is_listed() {
    let mut document = document(json!({ "Oops": structure(json!({})) }));
    document["operations"]["GetThing"]["errors"] = json!([
        { "shape": "Oops", "exception": true, "error": { "code": "O", "httpStatusCode": 409 } },
    ]);
    let model = model(&document);
    let Kind::Structure(structure) = &shape(&model, "Oops").kind else {
        panic!("a structure");
    };
    let error = structure.error.as_ref().expect("an error");
    assert_eq!((error.status, error.code.as_deref()), (409, Some("O")));
}

#[test]
fn codes_of_a_protocol_left_behind_are_ignored() {
    let mut document = document(json!({
        "Oops": {
            "type": "structure", "members": {}, "exception": true, "error": { "code": "AWS.Oops" },
        },
    }));
    document["metadata"]["protocol"] = json!("json");
    document["metadata"]["awsQueryCompatible"] = json!({});
    document["operations"]["GetThing"]["errors"] = json!([{ "shape": "Oops" }]);
    let model = model(&document);
    let Kind::Structure(structure) = &shape(&model, "Oops").kind else {
        panic!("a structure");
    };
    assert_eq!(structure.error.as_ref().and_then(|e| e.code.clone()), None);
}
