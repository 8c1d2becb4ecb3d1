//! Constraints: published where we write, absent where we read.

use super::{Row, id, prelude, required, shape, with_traits};
use crate::model::{
    Constraints, Density, Kind, Length, List, Map, Member, Range, Shape, Simple, Traits,
};
use serde_json::json;

fn constrained(constraints: Constraints) -> Traits {
    Traits {
        constraints,
        ..Traits::default()
    }
}

fn length(min: u64, max: u64) -> Constraints {
    Constraints {
        length: Some(Length {
            min: Some(min),
            max: Some(max),
        }),
        ..Constraints::default()
    }
}

fn range(min: i64, max: i64) -> Constraints {
    Constraints {
        range: Some(Range {
            min: Some(min.into()),
            max: Some(max.into()),
        }),
        ..Constraints::default()
    }
}

fn on_member(target: &str, constraints: Constraints) -> Member {
    Member {
        traits: constrained(constraints),
        ..required("value", prelude(target))
    }
}

#[test]
fn strings_have_lengths_and_patterns() {
    let constraints = Constraints {
        pattern: Some("^[a-z]".to_owned()),
        ..length(1, 3)
    };
    let written = json!({"type": "string", "minLength": 1, "maxLength": 3, "pattern": "^[a-z]"});
    Row {
        member: on_member("String", constraints),
        written,
        good: vec![json!("a"), json!("aéß")],
        lenient: vec![json!(""), json!("aaaa"), json!("A")],
        bad: vec![json!(1)],
        ..Row::same("String", json!({"type": "string"}))
    }
    .check();
}

#[test]
fn a_pattern_that_does_not_compile_is_left_out() {
    for pattern in ["[", "\\-", "(?i)a", &"a|".repeat(100_000)] {
        let constraints = Constraints {
            pattern: Some(pattern.to_owned()),
            ..Constraints::default()
        };
        Row {
            member: on_member("String", constraints),
            ..Row::same("String", json!({"type": "string"}))
        }
        .check();
    }
}

/// Characters that a pattern writes as two surrogates, and properties that never change.
#[test]
fn a_pattern_is_spelled_for_validators_of_other_languages() {
    for (given, published, good, lenient) in [
        (
            r"^[\u0020-\uD7FF\uD800\uDC00-\uDBFF\uDFFF]+$",
            "^[\\u0020-\\uD7FF\u{10000}-\u{10FFFF}]+$",
            "a\u{1F600}",
            "\t",
        ),
        (r"^\p{ASCII}+$", r"^[\x00-\x7F]+$", "a\u{7f}", "\u{80}"),
        (r"^\p{L}+$", r"^\p{L}+$", "\u{e9}", "1"),
    ] {
        let constraints = Constraints {
            pattern: Some(given.to_owned()),
            ..Constraints::default()
        };
        Row {
            member: on_member("String", constraints),
            written: json!({"type": "string", "pattern": published}),
            good: vec![json!(good)],
            lenient: vec![json!(lenient)],
            ..Row::same("String", json!({"type": "string"}))
        }
        .check();
    }
}

#[test]
fn numbers_have_ranges_within_their_types() {
    let int = |min: i64, max: i64| json!({"type": "integer", "minimum": min, "maximum": max});
    Row {
        member: on_member("Byte", range(0, 1000)),
        written: int(0, 127),
        good: vec![json!(0)],
        lenient: vec![json!(-1)],
        bad: vec![json!(128)],
        ..Row::same("Byte", int(-128, 127))
    }
    .check();
    Row {
        member: on_member("Double", range(0, 1)),
        written: json!({"anyOf": [
            {"type": "number", "minimum": 0, "maximum": 1},
            {"enum": ["NaN", "Infinity", "-Infinity"]},
        ]}),
        good: vec![json!(0.5)],
        lenient: vec![json!(2)],
        ..Row::same(
            "Double",
            json!({"anyOf": [
                {"type": "number"},
                {"enum": ["NaN", "Infinity", "-Infinity"]},
            ]}),
        )
    }
    .check();
    Row {
        member: on_member("BigInteger", range(0, i64::MAX)),
        written: int(0, i64::MAX),
        lenient: vec![json!(-1)],
        ..Row::same("BigInteger", json!({"type": "integer"}))
    }
    .check();
}

#[test]
fn lists_have_lengths_and_unique_items() {
    let constraints = Constraints {
        unique_items: true,
        ..length(1, 2)
    };
    let items = json!({"type": "boolean"});
    let list = with_traits(
        "Flags",
        Kind::List(Box::new(List {
            member: Member::new("member", prelude("Boolean")),
            density: Density::Dense,
        })),
        constrained(constraints),
    );
    Row {
        member: required("value", id("Flags")),
        shapes: vec![list],
        written: json!({
            "type": "array",
            "items": items,
            "minItems": 1,
            "maxItems": 2,
            "uniqueItems": true,
        }),
        good: vec![json!([true])],
        lenient: vec![json!([]), json!([true, true]), json!([true, false, true])],
        bad: vec![json!([1])],
        ..Row::same("String", json!({"type": "array", "items": items}))
    }
    .check();
}

#[test]
fn maps_have_lengths_and_their_keys_have_constraints() {
    let map = with_traits(
        "Tags",
        Kind::Map(Box::new(Map {
            key: Member::new("key", id("Key")),
            value: Member::new("value", prelude("Boolean")),
            density: Density::Dense,
        })),
        constrained(length(0, 1)),
    );
    let key = with_traits(
        "Key",
        Kind::Simple(Simple::String),
        constrained(length(1, 2)),
    );
    let values = json!({"type": "boolean"});
    Row {
        member: required("value", id("Tags")),
        shapes: vec![map, key],
        written: json!({
            "type": "object",
            "propertyNames": {"type": "string", "minLength": 1, "maxLength": 2},
            "additionalProperties": values,
            "minProperties": 0,
            "maxProperties": 1,
        }),
        good: vec![json!({"a": true})],
        lenient: vec![json!({"": true}), json!({"a": true, "b": true})],
        bad: vec![json!({"a": 1})],
        ..Row::same(
            "String",
            json!({"type": "object", "additionalProperties": values}),
        )
    }
    .check();
}

#[test]
fn a_members_constraints_win_one_by_one_over_its_targets() {
    let target: Shape = with_traits(
        "Name",
        Kind::Simple(Simple::String),
        constrained(Constraints {
            pattern: Some("a".to_owned()),
            ..length(1, 9)
        }),
    );
    let member = Member {
        target: id("Name"),
        ..on_member("String", length(2, 3))
    };
    Row {
        member,
        shapes: vec![target],
        written: json!({"type": "string", "minLength": 2, "maxLength": 3, "pattern": "a"}),
        ..Row::same("String", json!({"type": "string"}))
    }
    .check();
}

#[test]
fn the_length_of_a_blob_is_not_that_of_its_base64() {
    let blob = shape("Bytes", Kind::Simple(Simple::Blob));
    Row {
        member: Member {
            target: blob.id.clone(),
            ..on_member("Blob", length(1, 2))
        },
        shapes: vec![blob],
        good: vec![json!("AAA=")],
        ..Row::same("Blob", super::kinds::blob())
    }
    .check();
}
