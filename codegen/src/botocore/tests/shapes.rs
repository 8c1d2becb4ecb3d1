//! Shapes of every type.

use serde_json::json;

use super::{document, id, member, model, operation, read_all, shape, structure};
use crate::model::{
    Constraints, Density, Kind, Length, Range, Requirement, Sensitivity, Simple, Streaming,
    TimestampFormat,
};
use crate::report::Code;

#[test]
fn types_map_to_kinds() {
    let table = [
        ("string", Simple::String),
        ("character", Simple::String),
        ("blob", Simple::Blob),
        ("boolean", Simple::Boolean),
        ("byte", Simple::Byte),
        ("short", Simple::Short),
        ("integer", Simple::Integer),
        ("long", Simple::Long),
        ("float", Simple::Float),
        ("double", Simple::Double),
        ("biginteger", Simple::BigInteger),
        ("bigdecimal", Simple::BigDecimal),
        ("timestamp", Simple::Timestamp),
    ];
    for (name, simple) in table {
        let model = model(&document(json!({
            "Input": structure(json!({ "X": { "shape": "X" } })),
            "X": { "type": name, "box": true },
        })));
        assert_eq!(shape(&model, "X").kind, Kind::Simple(simple), "{name}");
    }
}

#[test]
fn structures_can_be_documents_and_unions() {
    let model = model(&document(json!({
        "Input": structure(json!({
            "D": { "shape": "D" }, "U": { "shape": "U" }, "E": { "shape": "E" },
        })),
        "D": { "type": "structure", "members": {}, "document": true },
        "U": { "type": "structure", "members": { "s": { "shape": "S" } }, "union": true },
        "E": {
            "type": "structure",
            "required": ["s"],
            "members": { "s": { "shape": "Event" } },
            "eventstream": true,
        },
        "Event": { "type": "structure", "members": {}, "event": true },
        "S": { "type": "string" },
    })));
    assert_eq!(shape(&model, "D").kind, Kind::Simple(Simple::Document));
    assert!(matches!(shape(&model, "U").kind, Kind::Union(_)));
    assert_eq!(shape(&model, "U").traits.streaming, Streaming::None);
    assert!(matches!(shape(&model, "E").kind, Kind::Union(_)));
    assert_eq!(shape(&model, "E").traits.streaming, Streaming::Stream);
    let requirement = member(&model, "E", "s").requirement;
    assert_eq!(requirement, Requirement::Optional);
}

#[test]
fn enums_have_values_without_names_each_once() {
    let read = read_all(&document(json!({
        "Input": structure(json!({ "X": { "shape": "X" }, "Y": { "shape": "Y" } })),
        "X": { "type": "string", "enum": ["b", "a", "b", "A"] },
        "Y": { "type": "string", "enum": [] },
    })));
    let (model, warnings) = read.unwrap();
    let places: Vec<_> = warnings
        .iter()
        .map(|w| (w.code, w.pointer.as_str()))
        .collect();
    assert_eq!(places, [(Code::ListedTwice, "/shapes/X/enum/2")]);
    let Kind::Enum(values) = &shape(&model, "X").kind else {
        panic!("an enum");
    };
    let found: Vec<&str> = values.values.iter().map(|v| v.value.as_str()).collect();
    assert_eq!(found, ["b", "a", "A"]);
    assert!(values.values.iter().all(|value| value.name.is_none()));
    assert_eq!(shape(&model, "Y").kind, Kind::Simple(Simple::String));
}

#[test]
fn lists_and_maps_can_be_sparse() {
    let model = model(&document(json!({
        "Input": structure(json!({ "L": { "shape": "L" }, "M": { "shape": "M" } })),
        "L": { "type": "list", "member": { "shape": "S", "locationName": "item" }, "sparse": true },
        "M": {
            "type": "map",
            "key": { "shape": "S" },
            "value": { "shape": "L", "documentation": "Values." },
        },
        "S": { "type": "string" },
    })));
    let Kind::List(list) = &shape(&model, "L").kind else {
        panic!("a list");
    };
    assert_eq!(list.density, Density::Sparse);
    assert_eq!(list.member.json_name, None);
    assert_eq!(list.member.target, id("S"));
    let Kind::Map(map) = &shape(&model, "M").kind else {
        panic!("a map");
    };
    assert_eq!(map.density, Density::Dense);
    assert_eq!((&map.key.target, &map.value.target), (&id("S"), &id("L")));
    assert_eq!(map.value.traits.documentation.as_deref(), Some("Values."));
}

#[test]
fn bounds_are_lengths_or_ranges() {
    let model = model(&document(json!({
        "Input": structure(json!({
            "S": { "shape": "S" }, "L": { "shape": "L" }, "I": { "shape": "I" }, "D": { "shape": "D" },
        })),
        "S": { "type": "string", "min": 1, "max": 5 },
        "L": { "type": "list", "member": { "shape": "S" }, "max": 3 },
        "I": { "type": "integer", "min": -1, "max": 10 },
        "D": { "type": "double", "min": 0.5 },
    })));
    let constraints = |name| &shape(&model, name).traits.constraints;
    let length = |min, max| Constraints {
        length: Some(Length { min, max }),
        ..Constraints::default()
    };
    assert_eq!(constraints("S"), &length(Some(1), Some(5)));
    assert_eq!(constraints("L"), &length(None, Some(3)));
    let range = Range {
        min: Some((-1).into()),
        max: Some(10.into()),
    };
    assert_eq!(constraints("I").range, Some(range));
    let range = Range {
        min: serde_json::Number::from_f64(0.5),
        max: None,
    };
    assert_eq!(constraints("D").range, Some(range));
}

#[test]
fn patterns_get_the_anchors_they_mean() {
    let table = [
        ("[a-z]+", "^[a-z]+$"),
        ("^[a-z]+$", "^[a-z]+$"),
        ("^arn:.*", "^arn:.*"),
        ("a|b$", "a|b$"),
        (".*x", ".*x$"),
        ("x.*", "^x.*"),
        (".*", ".*"),
    ];
    for (written, meant) in table {
        let model = model(&document(json!({
            "Input": structure(json!({ "X": { "shape": "X" } })),
            "X": { "type": "string", "pattern": written },
        })));
        let pattern = &shape(&model, "X").traits.constraints.pattern;
        assert_eq!(pattern.as_deref(), Some(meant), "{written}");
    }
}

#[test]
fn shapes_keep_what_they_say() {
    let model = model(&document(json!({
        "Input": structure(json!({ "X": { "shape": "X" }, "T": { "shape": "T" } })),
        "X": {
            "type": "string",
            "documentation": "<p>X.</p>",
            "sensitive": true,
            "deprecated": true,
        },
        "T": { "type": "timestamp", "timestampFormat": "iso8601", "documentation": "" },
    })));
    let traits = &shape(&model, "X").traits;
    assert_eq!(traits.documentation.as_deref(), Some("<p>X.</p>"));
    assert_eq!(traits.sensitivity, Sensitivity::Sensitive);
    let deprecated = traits.deprecated.clone().expect("deprecated");
    assert_eq!(deprecated.message, None);
    let traits = &shape(&model, "T").traits;
    assert_eq!(traits.timestamp_format, Some(TimestampFormat::DateTime));
    assert_eq!(traits.documentation, None);
}

#[test]
fn a_shape_gives_way_to_an_operation_of_its_name() {
    let mut document = document(json!({
        "Input": structure(json!({ "X": { "shape": "GetThing" } })),
        "GetThing": structure(json!({})),
    }));
    let model = model(&document);
    assert_eq!(operation(&model).id, id("GetThing"));
    assert_eq!(member(&model, "Input", "X").target, id("GetThingShape"));

    document["shapes"]["getthingshape"] = json!({ "type": "string" });
    let model = super::model(&document);
    let target = &member(&model, "Input", "X").target;
    assert_eq!(target, &id("GetThingShapeShape"));
}

#[test]
fn marks_move_from_members_to_shapes() {
    let model = model(&document(json!({
        "Input": structure(json!({
            "A": { "shape": "OnlyJson", "jsonvalue": true },
            "B": { "shape": "Both", "jsonvalue": true },
            "C": { "shape": "Both" },
            "D": { "shape": "Bytes", "streaming": true },
            "E": { "shape": "Bytes" },
            "F": { "shape": "Flagged" },
        })),
        "OnlyJson": { "type": "string" },
        "Both": { "type": "string", "max": 9 },
        "Bytes": { "type": "blob" },
        "Flagged": { "type": "blob", "streaming": true },
    })));
    let media_type = |name| shape(&model, name).traits.media_type.as_deref();
    let streaming = |name| shape(&model, name).traits.streaming;
    let target = |name| member(&model, "Input", name).target.name();
    assert_eq!(media_type(target("A")), Some("application/json"));
    assert_eq!(target("B"), "SynthesizedJsonBoth");
    assert_eq!(media_type("SynthesizedJsonBoth"), Some("application/json"));
    let length = shape(&model, "SynthesizedJsonBoth")
        .traits
        .constraints
        .length;
    assert_eq!(length.and_then(|length| length.max), Some(9));
    assert_eq!((target("C"), media_type("Both")), ("Both", None));
    assert_eq!(target("D"), "StreamingBytes");
    assert_eq!(streaming("StreamingBytes"), Streaming::Stream);
    assert_eq!(streaming(target("E")), Streaming::None);
    assert_eq!(streaming("Flagged"), Streaming::Stream);
}
