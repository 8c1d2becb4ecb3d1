//! What stands where a member is used: requirement, null, annotations, names.

use super::{
    Contract, Row, compile, definition, documented, id, model, prelude, required, shape, structure,
    validator, with_traits,
};
use crate::model::{
    Binding, Density, Deprecated, ErrorInfo, Fault, Kind, List, Member, Protocol, Requirement,
    Shape, Simple, Streaming, Structure, Traits, Union,
};
use serde_json::{Value, json};

fn point() -> Shape {
    structure("Point", vec![required("x", prelude("Integer"))])
}

#[test]
fn structures_are_open_objects() {
    Row {
        member: required("value", id("Point")),
        shapes: vec![point()],
        good: vec![json!({"x": 1}), json!({"x": 1, "unknown": null})],
        bad: vec![
            json!({}),
            json!([1]),
            json!(null),
            json!({"x": null}),
            json!("x"),
        ],
        ..Row::same("String", json!({"$ref": "#/$defs/Point"}))
    }
    .check();
    let empty = definition(
        &model(vec![structure("E", vec![])]),
        &id("E"),
        Contract::Serialize,
    );
    assert_eq!(empty, json!({"type": "object"}));
}

#[test]
fn what_may_be_absent_may_be_null_where_it_is_read() {
    let optional = |target| Member::new("value", target);
    let point_or_null = json!({"anyOf": [{"$ref": "#/$defs/Point"}, {"type": "null"}]});
    Row {
        member: optional(id("Point")),
        shapes: vec![point()],
        read: point_or_null,
        good: vec![json!({"x": 1})],
        lenient: vec![json!(null)],
        bad: vec![json!(1)],
        ..Row::same("String", json!({"$ref": "#/$defs/Point"}))
    }
    .check();
    Row {
        member: optional(prelude("String")),
        read: json!({"type": ["string", "null"]}),
        lenient: vec![json!(null)],
        bad: vec![json!(1)],
        ..Row::same("String", json!({"type": "string"}))
    }
    .check();
    Row {
        member: optional(prelude("Document")),
        good: vec![json!(null)],
        ..Row::same("Document", json!(true))
    }
    .check();
}

#[test]
fn requirement_depends_on_who_writes() {
    let member = |name: &str, requirement| Member {
        requirement,
        ..Member::new(name, prelude("String"))
    };
    let model = model(vec![structure(
        "S",
        vec![
            member("always", Requirement::Required),
            member("sent", Requirement::ClientOptional),
            member("never", Requirement::Optional),
        ],
    )]);
    let required = |contract| definition(&model, &id("S"), contract)["required"].take();
    assert_eq!(required(Contract::Serialize), json!(["always", "sent"]));
    assert_eq!(required(Contract::Deserialize), json!(["always"]));
    let read = validator(&model, &id("S"), Contract::Deserialize);
    assert!(read.is_valid(&json!({"always": "", "sent": null})));
    assert!(!read.is_valid(&json!({"sent": ""})));
    assert!(!read.is_valid(&json!({"always": null})));
}

#[test]
fn members_of_errors_that_travel_in_headers_are_optional() {
    let header = Member {
        binding: Binding::Header("Retry-After".to_owned()),
        ..required("retryAfter", prelude("String"))
    };
    let members = vec![required("message", prelude("String")), header];
    let error = |error| {
        let members = members.clone();
        let model = model(vec![shape(
            "S",
            Kind::Structure(Structure { members, error }),
        )]);
        definition(&model, &id("S"), Contract::Serialize)["required"].take()
    };
    let info = ErrorInfo {
        fault: Fault::Client,
        status: 400,
        retryable: false,
        code: None,
    };
    assert_eq!(error(Some(info)), json!(["message"]));
    assert_eq!(error(None), json!(["message", "retryAfter"]));
}

#[test]
fn streams_of_events_are_no_members() {
    let events = with_traits(
        "Events",
        Kind::Union(Union {
            members: vec![Member::new("event", id("Point"))],
        }),
        Traits {
            streaming: Streaming::Stream,
            ..Traits::default()
        },
    );
    let all = structure("S", vec![required("events", id("Events"))]);
    let model = model(vec![events, point(), all]);
    for contract in [Contract::Serialize, Contract::Deserialize] {
        let schema = definition(&model, &id("S"), contract);
        assert_eq!(schema, json!({"type": "object"}));
    }
}

#[test]
fn names_are_the_protocols() {
    let member = Member {
        json_name: Some("wire".to_owned()),
        ..Member::new("model", prelude("String"))
    };
    let mut model = model(vec![structure("S", vec![member])]);
    let name = |model: &_| {
        let schema = definition(model, &id("S"), Contract::Serialize);
        schema["properties"]
            .as_object()
            .unwrap()
            .keys()
            .next()
            .cloned()
    };
    assert_eq!(name(&model).as_deref(), Some("wire"));
    model.service.protocol = Protocol::AwsJson1_1;
    assert_eq!(name(&model).as_deref(), Some("model"));
}

fn deprecated(message: Option<&str>, since: Option<&str>) -> Traits {
    Traits {
        deprecated: Some(Deprecated {
            message: message.map(str::to_owned),
            since: since.map(str::to_owned),
        }),
        ..Traits::default()
    }
}

#[test]
fn deprecation_stands_beside_a_reference_only_with_all_of() {
    let annotated = json!({
        "description": "Where it is.\n\nDeprecated: Use `y`.",
        "deprecated": true,
        "allOf": [{"$ref": "#/$defs/Point"}],
    });
    Row {
        member: Member {
            traits: Traits {
                documentation: Some("Where it is.".to_owned()),
                ..deprecated(Some("Use `y`."), None)
            },
            ..required("value", id("Point"))
        },
        shapes: vec![point()],
        good: vec![json!({"x": 1})],
        bad: vec![json!({})],
        ..Row::same("String", annotated)
    }
    .check();
}

#[test]
fn the_reason_for_a_deprecation_is_told() {
    for (message, since, text) in [
        (None, None, "Deprecated."),
        (None, Some("2025-09-08"), "Deprecated since 2025-09-08."),
        (Some("Use b."), None, "Deprecated: Use b."),
        (Some("Use b."), Some("1.2"), "Deprecated since 1.2: Use b."),
        (Some("  "), Some(" "), "Deprecated."),
    ] {
        let member = Member {
            traits: deprecated(message, since),
            ..required("value", prelude("String"))
        };
        let schema = json!({"description": text, "deprecated": true, "type": "string"});
        Row {
            member,
            ..Row::same("String", schema)
        }
        .check();
    }
}

#[test]
fn what_is_written_in_place_brings_its_own_documentation() {
    let named = with_traits("Named", Kind::Simple(Simple::String), documented("A name."));
    let own = Member {
        traits: documented("The name."),
        ..required("value", id("Named"))
    };
    for (member, text) in [
        (required("value", id("Named")), "A name."),
        (own, "The name."),
    ] {
        Row {
            member,
            shapes: vec![named.clone()],
            ..Row::same("String", json!({"description": text, "type": "string"}))
        }
        .check();
    }
    let point = Shape {
        traits: documented("A point."),
        ..point()
    };
    let schema = definition(
        &model(vec![point.clone()]),
        &id("Point"),
        Contract::Serialize,
    );
    assert_eq!(schema["description"], "A point.");
    Row {
        member: required("value", id("Point")),
        shapes: vec![point],
        ..Row::same("String", json!({"$ref": "#/$defs/Point"}))
    }
    .check();
}

#[test]
fn defaults_are_annotations() {
    let member = Member {
        default: Some(json!(5)),
        requirement: Requirement::ClientOptional,
        ..Member::new("value", prelude("Byte"))
    };
    let schema = |kind: Value| json!({"default": 5, "type": kind, "minimum": -128, "maximum": 127});
    Row {
        member,
        read: schema(json!(["integer", "null"])),
        lenient: vec![json!(null)],
        ..Row::same("String", schema(json!("integer")))
    }
    .check();
}

#[test]
fn recursion_through_lists_and_maps_ends_in_references() {
    let member = Member::new("member", id("Node"));
    let density = Density::Dense;
    let nodes = shape("Nodes", Kind::List(Box::new(List { member, density })));
    let node = structure("Node", vec![Member::new("nodes", id("Nodes"))]);
    Row {
        member: required("value", id("Node")),
        shapes: vec![node, nodes],
        good: vec![json!({"nodes": [{"nodes": []}]})],
        bad: vec![json!({"nodes": [{"nodes": [1]}]}), json!({"nodes": [null]})],
        ..Row::same("String", json!({"$ref": "#/$defs/Node"}))
    }
    .check();
}

#[test]
fn lists_of_lists_without_end_do_not_hang() {
    let list = |name: &str, target| {
        let member = Member::new("member", target);
        let density = Density::Dense;
        shape(name, Kind::List(Box::new(List { member, density })))
    };
    let mut shapes = vec![list("Loop", id("Loop")), list("List0", prelude("String"))];
    for depth in 1..1_000 {
        shapes.push(list(
            &format!("List{depth}"),
            id(&format!("List{}", depth - 1)),
        ));
    }
    let model = model(shapes);
    for shape in model.shapes.keys() {
        let schema = definition(&model, shape, Contract::Serialize);
        assert!(schema.to_string().len() < 1_000, "{shape}");
    }
    let own = definition(&model, &id("Loop"), Contract::Serialize);
    compile(&json!({"$defs": {"Loop": own.clone()}}));
    assert_eq!(
        own,
        json!({"type": "array", "items": {"$ref": "#/$defs/Loop"}})
    );
}
