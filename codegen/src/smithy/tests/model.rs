//! What a sound document becomes.

use super::super::{Selection, read};
use super::{members, model, shape, v2};
use crate::model::{
    Binding, Cors, Density, ErrorInfo, Fault, Http, Kind, Protocol, Requirement, Sensitivity,
    ShapeId, Simple, UriSegment,
};
use serde_json::json;

#[test]
fn a_service_and_its_operation() {
    let model = model(&v2(
        r#""a.b#Api": {"type": "service", "version": "2020-01-01", "errors": [{"target": "a.b#Z"}],
             "operations": [{"target": "a.b#Get"}], "traits": {
               "aws.protocols#restJson1": {}, "aws.protocols#awsJson1_0": {}, "aws.api#service": {"sdkId": "My Api"},
               "smithy.api#cors": {"maxAge": -1, "additionalExposedHeaders": ["X"]},
               "smithy.api#documentation": "Docs."}},
           "a.b#Get": {"type": "operation", "input": {"target": "a.b#In"}, "output": {"target": "smithy.api#Unit"},
             "errors": [{"target": "a.b#Z"}, {"target": "a.b#E"}], "traits": {
               "smithy.api#http": {"method": "GET", "uri": "/x/{id}?k=v", "code": 201},
               "smithy.api#readonly": {}, "smithy.api#endpoint": {"hostPrefix": "data."},
               "smithy.api#examples": [{"title": "One", "input": {"id": "1"}}]}},
           "a.b#In": {"type": "structure", "members": {
             "id": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}}},
             "q": {"target": "smithy.api#Integer", "traits": {"smithy.api#httpQuery": "Q"}},
             "h": {"target": "smithy.api#String", "traits": {"smithy.api#httpHeader": "X-H"}},
             "t": {"target": "smithy.api#String", "traits": {"smithy.api#idempotencyToken": {}, "smithy.api#jsonName": "T"}}}},
           "a.b#E": {"type": "structure", "traits": {"smithy.api#error": "server", "smithy.api#retryable": {}}},
           "a.b#Z": {"type": "structure", "traits": {"smithy.api#error": "client", "smithy.api#httpError": 429}},
           "a.b#Unused": {"type": "structure"}"#,
    ));
    assert_eq!(model.service.id.as_str(), "a.b#Api");
    assert_eq!(model.service.version, "2020-01-01");
    assert_eq!(model.service.title.as_deref(), Some("My Api"));
    assert_eq!(model.service.protocol, Protocol::RestJson1);
    assert_eq!(model.service.traits.documentation.as_deref(), Some("Docs."));
    assert_eq!(
        model.service.cors,
        Some(Cors {
            origin: "*".to_owned(),
            max_age: 0,
            additional_exposed_headers: vec!["X".to_owned()],
            additional_allowed_headers: Vec::new(),
        })
    );
    let [get] = model.operations.as_slice() else {
        panic!("one operation")
    };
    assert_eq!(get.input.as_ref().map(ShapeId::name), Some("In"));
    assert_eq!(get.output, None);
    assert_eq!(
        get.errors.iter().map(ShapeId::name).collect::<Vec<_>>(),
        ["E", "Z"]
    );
    assert_eq!(get.host_prefix.as_deref(), Some("data."));
    assert!(get.readonly && !get.idempotent);
    assert_eq!(get.examples[0].input, json!({"id": "1"}));
    assert_eq!(
        get.http,
        Some(Http {
            method: "GET".to_owned(),
            uri: "/x/{id}?k=v".to_owned(),
            segments: vec![
                UriSegment::Literal("x".to_owned()),
                UriSegment::Label("id".to_owned())
            ],
            query: vec![("k".to_owned(), Some("v".to_owned()))],
            code: 201,
        })
    );
    let input = members(&model, "a.b#In");
    let bindings: Vec<&Binding> = input.iter().map(|m| &m.binding).collect();
    assert_eq!(
        bindings,
        [
            &Binding::Label,
            &Binding::Query("Q".to_owned()),
            &Binding::Header("X-H".to_owned()),
            &Binding::Body
        ]
    );
    assert_eq!(input[0].requirement, Requirement::Required);
    assert!(input[3].idempotency_token);
    assert_eq!(input[3].json_name.as_deref(), Some("T"));
    let ids: Vec<&str> = model.shapes.keys().map(ShapeId::as_str).collect();
    assert_eq!(
        ids,
        [
            "a.b#E",
            "a.b#In",
            "a.b#Z",
            "smithy.api#Integer",
            "smithy.api#String"
        ]
    );
    let Kind::Structure(error) = &shape(&model, "a.b#E").kind else {
        panic!("a structure")
    };
    let expected = ErrorInfo {
        fault: Fault::Server,
        status: 500,
        retryable: true,
        code: None,
    };
    assert_eq!(error.error, Some(expected));
    let Kind::Structure(error) = &shape(&model, "a.b#Z").kind else {
        panic!("a structure")
    };
    assert_eq!(error.error.as_ref().map(|e| e.status), Some(429));
}

#[test]
fn protocols_that_ignore_http() {
    let with = |protocol: &str| {
        model(&v2(&format!(
            r#""a#S": {{"type": "service", "operations": [{{"target": "a#Op"}}], "traits": {{"{protocol}": {{}}}}}},
               "a#Op": {{"type": "operation", "input": {{"target": "a#In"}}, "errors": [{{"target": "a#E"}}], "traits": {{
                 "smithy.api#http": {{"method": "GET", "uri": "/{{id}}"}}}}}},
               "a#E": {{"type": "structure", "traits": {{"smithy.api#error": "client",
                 "aws.protocols#awsQueryError": {{"code": "E.Code", "httpResponseCode": 404}}}}}},
               "a#In": {{"type": "structure", "members": {{
                 "id": {{"target": "smithy.api#String", "traits": {{"smithy.api#required": {{}}, "smithy.api#httpLabel": {{}}}}}}}}}}"#
        )))
    };
    let json = with("aws.protocols#awsJson1_1");
    assert_eq!(json.service.protocol, Protocol::AwsJson1_1);
    assert_eq!(json.operations[0].http, None);
    assert_eq!(members(&json, "a#In")[0].binding, Binding::Body);
    let code = |model: &crate::model::Model| match &shape(model, "a#E").kind {
        Kind::Structure(structure) => structure.error.clone().and_then(|e| e.code),
        _ => None,
    };
    assert_eq!(code(&json), None);
    let query = with("aws.protocols#awsQuery");
    assert_eq!(
        query.service.protocol,
        Protocol::NotJson("aws.protocols#awsQuery".to_owned())
    );
    assert_eq!(code(&query).as_deref(), Some("E.Code"));
    let xml = with("aws.protocols#restXml");
    assert_eq!(members(&xml, "a#In")[0].binding, Binding::Label);
}

#[test]
fn a_model_of_data_alone() {
    let model = model(&v2(
        r#""x.y#A": {"type": "structure", "members": {"b": {"target": "x.y#B"}}},
           "x.y#B": {"type": "string", "traits": {"smithy.api#sensitive": {}, "smithy.api#since": "3"}},
           "x.y#mark": {"type": "structure", "members": {"c": {"target": "x.y#OfTrait"}}, "traits": {"smithy.api#trait": {"selector": "*"}}},
           "x.y#OfTrait": {"type": "structure"},
           "x.y#Mixin": {"type": "structure", "traits": {"smithy.api#mixin": {}}}"#,
    ));
    let ids: Vec<&str> = model.shapes.keys().map(ShapeId::as_str).collect();
    assert_eq!(ids, ["x.y#A", "x.y#B"]);
    assert_eq!(model.service.id.as_str(), "x.y#y");
    assert_eq!(model.service.protocol, Protocol::Unspecified);
    assert_eq!(
        shape(&model, "x.y#B").traits.sensitivity,
        Sensitivity::Sensitive
    );
    assert_eq!(shape(&model, "x.y#B").traits.since.as_deref(), Some("3"));
}

#[test]
fn resources_bring_operations() {
    let model = model(&v2(
        r#""a#S": {"type": "service", "resources": [{"target": "a#R"}]},
           "a#R": {"type": "resource", "identifiers": {"id": {"target": "smithy.api#String"}},
             "read": {"target": "a#Read"}, "operations": [{"target": "a#Op"}],
             "collectionOperations": [{"target": "a#All"}], "resources": [{"target": "a#Q"}]},
           "a#Q": {"type": "resource", "list": {"target": "a#List"}},
           "a#Read": {"type": "operation"}, "a#Op": {"type": "operation"},
           "a#All": {"type": "operation"}, "a#List": {"type": "operation"}, "a#Free": {"type": "operation"}"#,
    ));
    let names: Vec<&str> = model.operations.iter().map(|o| o.id.name()).collect();
    assert_eq!(names, ["All", "List", "Op", "Read"]);
}

#[test]
fn selected_operations_keep_what_they_reach() {
    let text = v2(
        r#""a#A": {"type": "operation", "input": {"target": "a#In"}},
           "a#B": {"type": "operation", "input": {"target": "a#Other"}},
           "a#In": {"type": "structure", "members": {"l": {"target": "a#L"}, "u": {"target": "a#U"}}},
           "a#L": {"type": "list", "member": {"target": "a#In"}, "traits": {"smithy.api#sparse": {}}},
           "a#U": {"type": "union", "members": {"none": {"target": "smithy.api#Unit"}, "b": {"target": "smithy.api#Blob"}}},
           "a#Other": {"type": "structure"}"#,
    );
    let selection = Selection {
        operations: vec!["A".to_owned()],
        ..Selection::default()
    };
    let (model, _) = read(&text, &selection).expect("valid");
    let ids: Vec<&str> = model.shapes.keys().map(ShapeId::as_str).collect();
    assert_eq!(
        ids,
        ["a#In", "a#L", "a#U", "smithy.api#Blob", "smithy.api#Unit"]
    );
    assert_eq!(shape(&model, "smithy.api#Unit").kind, Kind::Unit);
    assert_eq!(
        shape(&model, "smithy.api#Blob").kind,
        Kind::Simple(Simple::Blob)
    );
    let Kind::List(list) = &shape(&model, "a#L").kind else {
        panic!("a list")
    };
    assert_eq!(
        (list.density, list.member.target.name()),
        (Density::Sparse, "In")
    );
}

#[test]
fn mixins_are_flattened() {
    let model = model(&v2(
        r#""a#S": {"type": "structure", "mixins": [{"target": "a#M"}, {"target": "a#N"}], "members": {
             "own": {"target": "smithy.api#String"}, "n": {"target": "smithy.api#Integer", "traits": {"smithy.api#documentation": "own"}}}},
           "a#S$m": {"type": "apply", "traits": {"smithy.api#documentation": "applied", "smithy.api#required": {}}},
           "a#M": {"type": "structure", "members": {"m": {"target": "smithy.api#String", "traits": {
               "smithy.api#documentation": "mixin", "smithy.api#jsonName": "M"}}},
             "traits": {"smithy.api#mixin": {"localTraits": ["smithy.api#since"]}, "smithy.api#since": "1",
               "smithy.api#documentation": "first", "smithy.api#sensitive": {}}},
           "a#N": {"type": "structure", "mixins": [{"target": "a#O"}], "members": {"n": {"target": "smithy.api#Integer"}},
             "traits": {"smithy.api#mixin": {}, "smithy.api#documentation": "second"}},
           "a#O": {"type": "structure", "members": {"o": {"target": "smithy.api#Blob"}}, "traits": {"smithy.api#mixin": {}}}"#,
    ));
    let members = members(&model, "a#S");
    let names: Vec<&str> = members.iter().map(|m| m.name.as_str()).collect();
    assert_eq!(names, ["m", "o", "n", "own"]);
    assert_eq!(members[0].traits.documentation.as_deref(), Some("applied"));
    assert_eq!(members[0].json_name.as_deref(), Some("M"));
    assert_eq!(members[0].requirement, Requirement::Required);
    assert_eq!(members[2].traits.documentation.as_deref(), Some("own"));
    let traits = &shape(&model, "a#S").traits;
    assert_eq!(traits.documentation.as_deref(), Some("second"));
    assert_eq!(traits.sensitivity, Sensitivity::Sensitive);
    assert_eq!(traits.since, None);
    assert_eq!(model.shapes.keys().filter(|id| !id.is_prelude()).count(), 1);
}

#[test]
fn mixins_of_services_and_operations() {
    let model = model(&v2(
        r#""a#S": {"type": "service", "mixins": [{"target": "a#Base"}], "operations": [{"target": "a#Own"}]},
           "a#Base": {"type": "service", "version": "1", "operations": [{"target": "a#Shared"}], "traits": {"smithy.api#mixin": {}}},
           "a#Own": {"type": "operation", "mixins": [{"target": "a#Checked"}]},
           "a#Shared": {"type": "operation"},
           "a#Checked": {"type": "operation", "errors": [{"target": "a#E"}], "traits": {"smithy.api#mixin": {}}},
           "a#E": {"type": "structure", "traits": {"smithy.api#error": "client"}}"#,
    ));
    assert_eq!(model.service.version, "1");
    let names: Vec<&str> = model.operations.iter().map(|o| o.id.name()).collect();
    assert_eq!(names, ["Own", "Shared"]);
    assert_eq!(
        model.operations[0]
            .errors
            .iter()
            .map(ShapeId::name)
            .collect::<Vec<_>>(),
        ["E"]
    );
}

#[test]
fn renames_change_ids() {
    let model = model(&v2(
        r#""a#S": {"type": "service", "operations": [{"target": "a#Op"}], "rename": {"b#W": "BW"}},
           "a#Op": {"type": "operation", "input": {"target": "a#In"}},
           "a#In": {"type": "structure", "members": {"w": {"target": "b#W"}, "v": {"target": "a#W"}}},
           "a#W": {"type": "string"}, "b#W": {"type": "string"}"#,
    ));
    assert_eq!(members(&model, "a#In")[0].target.as_str(), "b#BW");
    assert_eq!(shape(&model, "b#BW").kind, Kind::Simple(Simple::String));
    assert!(!model.shapes.keys().any(|id| id.as_str() == "b#W"));
}
