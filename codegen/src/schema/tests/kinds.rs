//! Every kind of shape, under both contracts.

use super::{Row, id, prelude, required, shape, with_traits};
use crate::model::{
    Density, Deprecated, Enum, EnumValue, IntEnum, IntEnumValue, Kind, List, Map, Member, Shape,
    Simple, Traits,
};
use serde_json::{Value, json};

#[test]
fn strings_and_booleans_are_themselves() {
    Row {
        good: vec![json!(""), json!("é")],
        bad: vec![json!(1), json!(null), json!([]), json!({})],
        ..Row::same("String", json!({"type": "string"}))
    }
    .check();
    Row {
        good: vec![json!(true)],
        bad: vec![json!(0), json!("true"), json!(null)],
        ..Row::same("Boolean", json!({"type": "boolean"}))
    }
    .check();
}

#[test]
fn integers_have_the_limits_of_their_types() {
    for (target, min, max) in [
        ("Byte", i64::from(i8::MIN), i64::from(i8::MAX)),
        ("Short", i16::MIN.into(), i16::MAX.into()),
        ("Integer", i32::MIN.into(), i32::MAX.into()),
    ] {
        Row {
            good: vec![json!(min), json!(0), json!(max)],
            bad: vec![json!(min - 1), json!(max + 1), json!(0.5), json!("0")],
            ..Row::same(
                target,
                json!({"type": "integer", "minimum": min, "maximum": max}),
            )
        }
        .check();
    }
    Row {
        good: vec![json!(i64::MIN), json!(i64::MAX)],
        bad: vec![json!(u64::MAX), json!(1e30)],
        ..Row::same(
            "Long",
            json!({"type": "integer", "minimum": i64::MIN, "maximum": i64::MAX}),
        )
    }
    .check();
}

#[test]
fn big_numbers_have_no_limits() {
    Row {
        good: vec![json!(0), json!(u64::MAX), json!(1e30)],
        bad: vec![json!(0.5), json!("1")],
        ..Row::same("BigInteger", json!({"type": "integer"}))
    }
    .check();
    Row {
        good: vec![json!(0), json!(0.5)],
        bad: vec![json!("1"), json!("NaN")],
        ..Row::same("BigDecimal", json!({"type": "number"}))
    }
    .check();
}

#[test]
fn floats_have_three_values_that_are_strings() {
    for target in ["Float", "Double"] {
        Row {
            good: vec![
                json!(1),
                json!(-0.5),
                json!("NaN"),
                json!("Infinity"),
                json!("-Infinity"),
            ],
            bad: vec![json!("nan"), json!("1"), json!("+Infinity"), json!(null)],
            ..Row::same(
                target,
                json!({"anyOf": [
                    {"type": "number"},
                    {"enum": ["NaN", "Infinity", "-Infinity"]},
                ]}),
            )
        }
        .check();
    }
}

#[test]
fn documents_are_anything() {
    Row {
        good: vec![json!(null), json!(1), json!([{"a": null}])],
        ..Row::same("Document", json!(true))
    }
    .check();
}

/// A blob.
pub(super) fn blob() -> Value {
    let pattern = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";
    json!({"type": "string", "pattern": pattern, "contentEncoding": "base64"})
}

#[test]
fn blobs_are_base64() {
    Row {
        good: vec![
            json!(""),
            json!("AA=="),
            json!("AAA="),
            json!("AAAA"),
            json!("+/+/AA=="),
        ],
        bad: vec![json!(1), json!([0]), json!("AA"), json!("-_-_")],
        ..Row::same("Blob", blob())
    }
    .check();
}

#[test]
fn media_types_of_strings_and_blobs_are_named() {
    let text = with_traits(
        "Text",
        Kind::Simple(Simple::String),
        Traits {
            media_type: Some("application/json".to_owned()),
            ..Traits::default()
        },
    );
    let schema = json!({"type": "string", "contentMediaType": "application/json"});
    Row {
        member: required("value", id("Text")),
        shapes: vec![text],
        ..Row::same("String", schema)
    }
    .check();
}

/// An enum whose values show all that there is to show.
fn color() -> Shape {
    let value = |name: Option<&str>, value: &str, traits| EnumValue {
        name: name.map(str::to_owned),
        value: value.to_owned(),
        traits,
    };
    let deprecated = Traits {
        documentation: Some("Like grass.".to_owned()),
        deprecated: Some(Deprecated {
            message: Some("Use RED.".to_owned()),
            since: Some("2021".to_owned()),
        }),
        ..Traits::default()
    };
    let values = vec![
        value(Some("RED"), "RED", super::documented("Like blood.")),
        value(Some("GREEN"), "green", deprecated),
        value(None, "sky blue", Traits::default()),
        value(Some("ALSO_RED"), "RED", Traits::default()),
    ];
    shape("Color", Kind::Enum(Enum { values }))
}

fn colors() -> Vec<Value> {
    vec![
        json!({"description": "Like blood.", "const": "RED"}),
        json!({
            "title": "GREEN",
            "description": "Like grass.\n\nDeprecated since 2021: Use RED.",
            "deprecated": true,
            "const": "green",
        }),
        json!({"const": "sky blue"}),
    ]
}

#[test]
fn enums_are_closed_where_written_and_open_where_read() {
    let model = super::model(vec![color()]);
    let written = super::definition(&model, &id("Color"), super::Contract::Serialize);
    assert_eq!(
        super::pretty(&written),
        super::pretty(&json!({"oneOf": colors()})),
    );
    let read = super::definition(&model, &id("Color"), super::Contract::Deserialize);
    let known = colors().into_iter().chain([json!({"type": "string"})]);
    assert_eq!(
        super::pretty(&read),
        super::pretty(&json!({"anyOf": known.collect::<Vec<_>>()})),
    );
    Row {
        member: required("value", id("Color")),
        shapes: vec![color()],
        good: vec![json!("RED"), json!("green"), json!("sky blue")],
        lenient: vec![json!("GREEN"), json!("")],
        bad: vec![json!(null), json!(1), json!({"RED": null})],
        ..Row::same("String", json!({"$ref": "#/$defs/Color"}))
    }
    .check();
}

#[test]
fn int_enums_are_closed_where_written_and_open_where_read() {
    let level = shape(
        "Level",
        Kind::IntEnum(IntEnum {
            values: vec![IntEnumValue {
                name: "LOW".to_owned(),
                value: -1,
                traits: Traits::default(),
            }],
        }),
    );
    let model = super::model(vec![level.clone()]);
    let written = super::definition(&model, &id("Level"), super::Contract::Serialize);
    let low = json!({"title": "LOW", "const": -1});
    assert_eq!(written, json!({"oneOf": [low]}));
    Row {
        member: required("value", id("Level")),
        shapes: vec![level],
        good: vec![json!(-1)],
        lenient: vec![json!(0), json!(i32::MAX)],
        bad: vec![json!("LOW"), json!(i64::MAX), json!(0.5), json!(null)],
        ..Row::same("Integer", json!({"$ref": "#/$defs/Level"}))
    }
    .check();
}

#[test]
fn an_enum_without_values_is_any_value() {
    let empty = shape("Empty", Kind::Enum(Enum { values: Vec::new() }));
    Row {
        member: required("value", id("Empty")),
        shapes: vec![empty],
        good: vec![json!("a")],
        bad: vec![json!(1)],
        ..Row::same("String", json!({"$ref": "#/$defs/Empty"}))
    }
    .check();
}

fn list(density: Density, target: &str) -> Shape {
    let member = Member::new("member", prelude(target));
    shape("Things", Kind::List(Box::new(List { member, density })))
}

#[test]
fn lists_hold_null_only_if_they_are_sparse() {
    let things = |density, target| Row {
        member: required("value", id("Things")),
        shapes: vec![list(density, target)],
        ..Row::same("String", json!(null))
    };
    let schema = json!({"type": "array", "items": {"type": "boolean"}});
    Row {
        written: schema.clone(),
        read: schema,
        good: vec![json!([]), json!([true, false])],
        bad: vec![json!([null]), json!([1]), json!({}), json!(null)],
        ..things(Density::Dense, "Boolean")
    }
    .check();
    let schema = json!({"type": "array", "items": {"type": ["boolean", "null"]}});
    Row {
        written: schema.clone(),
        read: schema,
        good: vec![json!([null, true])],
        bad: vec![json!([1]), json!(null)],
        ..things(Density::Sparse, "Boolean")
    }
    .check();
    let schema = json!({"type": "array", "items": {"anyOf": [
        {"type": "number"},
        {"enum": ["NaN", "Infinity", "-Infinity"]},
        {"type": "null"},
    ]}});
    Row {
        written: schema.clone(),
        read: schema,
        good: vec![json!([null, 1, "NaN"])],
        bad: vec![json!(["null"])],
        ..things(Density::Sparse, "Double")
    }
    .check();
}

#[test]
fn maps_hold_null_only_if_they_are_sparse() {
    let map = |density| {
        let (key, value) = ("key", "value");
        Row {
            member: required("value", id("Things")),
            shapes: vec![shape(
                "Things",
                Kind::Map(Box::new(Map {
                    key: Member::new(key, prelude("String")),
                    value: Member::new(value, prelude("Boolean")),
                    density,
                })),
            )],
            ..Row::same("String", json!(null))
        }
    };
    let schema = json!({"type": "object", "additionalProperties": {"type": "boolean"}});
    Row {
        written: schema.clone(),
        read: schema,
        good: vec![json!({}), json!({"a": true, "": false})],
        bad: vec![json!({"a": null}), json!([]), json!(null)],
        ..map(Density::Dense)
    }
    .check();
    let schema = json!({"type": "object", "additionalProperties": {"type": ["boolean", "null"]}});
    Row {
        written: schema.clone(),
        read: schema,
        good: vec![json!({"a": null})],
        bad: vec![json!({"a": 1})],
        ..map(Density::Sparse)
    }
    .check();
}

#[test]
fn keys_that_are_an_enum_are_closed_where_written_and_open_where_read() {
    let votes = shape(
        "Votes",
        Kind::Map(Box::new(Map {
            key: Member::new("key", id("Color")),
            value: Member::new("value", id("Color")),
            density: Density::Dense,
        })),
    );
    let reference = json!({"$ref": "#/$defs/Color"});
    Row {
        member: required("value", id("Votes")),
        shapes: vec![votes, color()],
        written: json!({
            "type": "object",
            "propertyNames": reference,
            "additionalProperties": reference,
        }),
        read: json!({"type": "object", "additionalProperties": reference}),
        good: vec![json!({"RED": "green"})],
        lenient: vec![json!({"other": "green"}), json!({"RED": "other"})],
        bad: vec![json!({"RED": 1})],
    }
    .check();
}
