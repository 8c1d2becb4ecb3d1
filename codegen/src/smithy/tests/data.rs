//! What shapes of data become.

use super::{members, model, shape, v1, v2};
use crate::model::{Deprecated, EnumValue, Kind, Requirement, Streaming, TimestampFormat};
use serde_json::json;

#[test]
fn enums_of_both_kinds() {
    let model = model(&v2(r#""a#E": {"type": "enum", "members": {
             "A": {"target": "smithy.api#Unit"},
             "B": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "b", "smithy.api#deprecated": {"message": "m", "since": "1"}}}}},
           "a#I": {"type": "intEnum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": -1}}}},
           "a#O": {"type": "string", "traits": {"smithy.api#enum": [{"value": "x y"}, {"value": "z", "deprecated": true, "documentation": "d"}]}}"#));
    let Kind::Enum(e) = &shape(&model, "a#E").kind else {
        panic!("an enum")
    };
    let pairs = |values: &[EnumValue]| -> Vec<(Option<String>, String)> {
        values
            .iter()
            .map(|v| (v.name.clone(), v.value.clone()))
            .collect()
    };
    let named = |name: &str, value: &str| (Some(name.to_owned()), value.to_owned());
    assert_eq!(pairs(&e.values), [named("A", "A"), named("B", "b")]);
    let deprecated = Deprecated {
        message: Some("m".to_owned()),
        since: Some("1".to_owned()),
    };
    assert_eq!(e.values[1].traits.deprecated, Some(deprecated));
    let Kind::IntEnum(i) = &shape(&model, "a#I").kind else {
        panic!("an intEnum")
    };
    assert_eq!(i.values[0].value, -1);
    let Kind::Enum(o) = &shape(&model, "a#O").kind else {
        panic!("an enum")
    };
    assert_eq!(
        pairs(&o.values),
        [(None, "x y".to_owned()), (None, "z".to_owned())]
    );
    assert_eq!(o.values[1].traits.deprecated, Some(Deprecated::default()));
    assert_eq!(o.values[1].traits.documentation.as_deref(), Some("d"));
}

#[test]
fn presence_and_defaults() {
    let shapes = r#""a#I": {"type": "integer"}, "a#Boxed": {"type": "integer", "traits": {"smithy.api#box": {}}},
        "a#Positive": {"type": "integer", "traits": {"smithy.api#range": {"min": 1}}},
        "a#S": {"type": "structure", "members": {
          "a": {"target": "smithy.api#Integer"}, "b": {"target": "a#I"}, "c": {"target": "a#Boxed"},
          "d": {"target": "a#Positive"}, "e": {"target": "a#I", "traits": {"smithy.api#box": {}}},
          "f": {"target": "a#I", "traits": {"smithy.api#required": {}}}, "g": {"target": "smithy.api#PrimitiveBoolean"}}}"#;
    let old = model(&v1(shapes));
    let defaults: Vec<Option<serde_json::Value>> = members(&old, "a#S")
        .iter()
        .map(|m| m.default.clone())
        .collect();
    let (none, zero) = (None, Some(json!(0)));
    assert_eq!(
        defaults,
        [
            none.clone(),
            zero,
            none.clone(),
            none.clone(),
            none.clone(),
            none,
            Some(json!(false))
        ]
    );
    assert_eq!(members(&old, "a#S")[5].requirement, Requirement::Required);

    let new = model(&v2(r#""a#S": {"type": "structure", "members": {
          "a": {"target": "smithy.api#Integer", "traits": {"smithy.api#required": {}}},
          "b": {"target": "smithy.api#Integer", "traits": {"smithy.api#required": {}, "smithy.api#clientOptional": {}}},
          "c": {"target": "smithy.api#Integer", "traits": {"smithy.api#required": {}, "smithy.api#default": 1}},
          "d": {"target": "smithy.api#Integer", "traits": {"smithy.api#required": {}, "smithy.api#default": null}},
          "e": {"target": "smithy.api#Integer", "traits": {"smithy.api#default": 2, "smithy.api#addedDefault": {}}},
          "f": {"target": "smithy.api#Integer", "traits": {"smithy.api#clientOptional": {}}}}}"#));
    let found: Vec<(Requirement, Option<serde_json::Value>)> = members(&new, "a#S")
        .iter()
        .map(|m| (m.requirement, m.default.clone()))
        .collect();
    assert_eq!(
        found,
        [
            (Requirement::Required, None),
            (Requirement::ClientOptional, None),
            (Requirement::ClientOptional, Some(json!(1))),
            (Requirement::Required, None),
            (Requirement::Optional, Some(json!(2))),
            (Requirement::Optional, None),
        ]
    );
}

#[test]
fn traits_of_all_kinds() {
    let model = model(&v2(r#""a#S": {"type": "structure", "members": {
             "t": {"target": "smithy.api#Timestamp", "traits": {"smithy.api#timestampFormat": "http-date"}},
             "s": {"target": "a#Str"}, "b": {"target": "a#Stream"}, "l": {"target": "a#Set"}, "r": {"target": "a#Num"}}},
           "a#Str": {"type": "string", "traits": {"smithy.api#length": {"min": 1, "max": 5}, "smithy.api#pattern": "^a$",
             "smithy.api#mediaType": "text/x", "smithy.api#externalDocumentation": {"A": "https://a.example"},
             "tinsmith.api#aliases": ["Text"]}},
           "a#Stream": {"type": "blob", "traits": {"smithy.api#streaming": {}}},
           "a#Set": {"type": "set", "member": {"target": "smithy.api#String"}},
           "a#Num": {"type": "double", "traits": {"smithy.api#range": {"min": 0.5, "max": 10}}}"#));
    let member = &members(&model, "a#S")[0];
    assert_eq!(
        member.traits.timestamp_format,
        Some(TimestampFormat::HttpDate)
    );
    let text = &shape(&model, "a#Str").traits;
    assert_eq!(
        text.constraints.length.map(|l| (l.min, l.max)),
        Some((Some(1), Some(5)))
    );
    assert_eq!(text.constraints.pattern.as_deref(), Some("^a$"));
    assert_eq!(text.media_type.as_deref(), Some("text/x"));
    assert_eq!(
        text.external_documentation,
        [("A".to_owned(), "https://a.example".to_owned())]
    );
    assert_eq!(text.aliases, ["Text"]);
    assert_eq!(
        shape(&model, "a#Stream").traits.streaming,
        Streaming::Stream
    );
    assert!(shape(&model, "a#Set").traits.constraints.unique_items);
    let range = shape(&model, "a#Num")
        .traits
        .constraints
        .range
        .clone()
        .expect("a range");
    assert_eq!(range.min.map(|n| n.to_string()).as_deref(), Some("0.5"));
    assert_eq!(range.max.map(|n| n.to_string()).as_deref(), Some("10"));
}
