//! Members: names on the wire, bindings, requirement.

use serde_json::{Value, json};

use super::{document, member, members, model, problems, structure};
use crate::model::{Binding, Requirement, TimestampFormat};
use crate::report::Code;

/// A document whose input has these members; `S`, `I`, `T`, `L`, `M` and `N` are shapes of the
/// usual types.
fn with_input(members: Value) -> Value {
    document(json!({
        "Input": structure(members),
        "S": { "type": "string" },
        "I": { "type": "integer" },
        "T": { "type": "timestamp" },
        "L": { "type": "list", "member": { "shape": "S" } },
        "M": { "type": "map", "key": { "shape": "S" }, "value": { "shape": "S" } },
        "N": structure(json!({ "X": { "shape": "S" } })),
    }))
}

#[test]
fn members_keep_their_order_and_traits() {
    let mut document = with_input(json!({
        "Z": { "shape": "S", "locationName": "z", "idempotencyToken": true },
        "A": {
            "shape": "T",
            "documentation": "<p>When.</p>",
            "deprecated": true,
            "timestampFormat": "rfc822",
        },
        "Same": { "shape": "S", "locationName": "Same" },
        "odd-name.1": { "shape": "S" },
    }));
    document["shapes"]["Input"]["required"] = json!(["A"]);
    let model = model(&document);
    let names: Vec<&str> = members(&model, "Input").iter().map(|m| &*m.name).collect();
    assert_eq!(names, ["Z", "A", "Same", "odd-name.1"]);
    let z = member(&model, "Input", "Z");
    assert_eq!(z.json_name.as_deref(), Some("z"));
    assert!(z.idempotency_token);
    assert_eq!(z.requirement, Requirement::Optional);
    let a = member(&model, "Input", "A");
    assert_eq!(a.requirement, Requirement::Required);
    assert_eq!(a.traits.documentation.as_deref(), Some("<p>When.</p>"));
    assert!(a.traits.deprecated.is_some());
    assert_eq!(a.traits.timestamp_format, Some(TimestampFormat::HttpDate));
    assert_eq!(member(&model, "Input", "Same").json_name, None);
}

#[test]
fn locations_are_bindings() {
    let mut document = with_input(json!({
        "Label": { "shape": "I", "location": "uri", "locationName": "label" },
        "Query": { "shape": "L", "location": "querystring", "locationName": "q" },
        "Params": { "shape": "M", "location": "querystring" },
        "Header": { "shape": "T", "location": "header", "locationName": "x-when" },
        "Prefixed": { "shape": "M", "location": "headers", "locationName": "x-meta-" },
        "Unnamed": { "shape": "S", "location": "header" },
        "Body": { "shape": "S" },
    }));
    document["operations"]["GetThing"]["http"]["requestUri"] = json!("/{label}");
    let model = model(&document);
    let table = [
        ("Label", Binding::Label),
        ("Query", Binding::Query("q".to_owned())),
        ("Params", Binding::QueryParams),
        ("Header", Binding::Header("x-when".to_owned())),
        ("Prefixed", Binding::PrefixHeaders("x-meta-".to_owned())),
        ("Unnamed", Binding::Header("Unnamed".to_owned())),
        ("Body", Binding::Body),
    ];
    for (name, binding) in table {
        let member = member(&model, "Input", name);
        assert_eq!((&member.binding, &member.json_name), (&binding, &None));
    }
    // A URI without it could not be built.
    let label = member(&model, "Input", "Label");
    assert_eq!(label.requirement, Requirement::Required);
}

#[test]
fn payload_and_status_are_bindings() {
    let mut document = with_input(json!({
        "Rest": { "shape": "S", "location": "header", "locationName": "x" },
        "Content": { "shape": "N", "locationName": "content" },
    }));
    document["shapes"]["Input"]["payload"] = json!("Content");
    document["shapes"]["Output"] =
        structure(json!({ "Status": { "shape": "I", "location": "statusCode" } }));
    document["operations"]["GetThing"]["output"] = json!({ "shape": "Output" });
    let model = model(&document);
    let content = member(&model, "Input", "Content");
    assert_eq!(
        (&content.binding, &content.json_name),
        (&Binding::Payload, &None)
    );
    let status = member(&model, "Output", "Status");
    assert_eq!(status.binding, Binding::ResponseCode);
}

#[test]
fn bindings_below_a_message_have_no_effect() {
    let mut document = with_input(json!({ "N": { "shape": "N" } }));
    document["shapes"]["N"]["members"]["X"]["location"] = json!("header");
    let place = "/shapes/N/members/X/location".to_owned();
    assert_eq!(problems(&document), [(Code::BindingIgnored, place)]);
}

#[test]
fn bindings_must_fit() {
    let input = "/shapes/Input".to_owned();
    let table = [
        (
            json!({ "A": { "shape": "N", "location": "header" } }),
            (Code::TargetKind, format!("{input}/members/A/location")),
        ),
        (
            json!({ "A": { "shape": "S", "location": "headers" } }),
            (Code::TargetKind, format!("{input}/members/A/location")),
        ),
        (
            json!({ "A": { "shape": "S", "location": "moon" } }),
            (Code::TraitValue, format!("{input}/members/A/location")),
        ),
        (
            json!({ "A": { "shape": "S", "locationName": "B" }, "B": { "shape": "S" } }),
            (Code::BindingConflict, format!("{input}/members/B")),
        ),
        (
            json!({
                "A": { "shape": "S", "location": "header", "locationName": "x-a" },
                "B": { "shape": "S", "location": "header", "locationName": "X-A" },
            }),
            (Code::BindingConflict, format!("{input}/members/B")),
        ),
        (
            json!({ "A": { "shape": "S", "location": "uri" } }),
            (
                Code::UriLabel,
                "/operations/GetThing/http/requestUri".to_owned(),
            ),
        ),
    ];
    for (members, expected) in table {
        let found = problems(&with_input(members.clone()));
        assert_eq!(found, [expected], "{members}");
    }
}
