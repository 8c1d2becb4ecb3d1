//! Unions, under both contracts.

use super::{Contract, Row, definition, documented, id, model, prelude, required, shape};
use crate::model::{Kind, Member, Shape, Union};
use serde_json::json;

fn pet(members: Vec<Member>) -> Shape {
    shape("Pet", Kind::Union(Union { members }))
}

fn members() -> Vec<Member> {
    vec![
        Member {
            json_name: Some("Cat".to_owned()),
            traits: documented("It meows."),
            ..Member::new("cat", prelude("String"))
        },
        Member::new("fish", prelude("Unit")),
        Member::new("other", prelude("Document")),
    ]
}

fn row(shape: Shape) -> Row {
    Row {
        member: required("value", id("Pet")),
        shapes: vec![shape],
        ..Row::same("String", json!({"$ref": "#/$defs/Pet"}))
    }
}

#[test]
fn a_written_union_is_one_of_its_members() {
    let schema = definition(
        &model(vec![pet(members())]),
        &id("Pet"),
        Contract::Serialize,
    );
    let choice = |name: &str, schema| {
        json!({
            "type": "object",
            "properties": {name: schema},
            "required": [name],
            "additionalProperties": false,
        })
    };
    let expected = json!({"oneOf": [
        choice("Cat", json!({"description": "It meows.", "type": "string"})),
        choice("fish", json!({"type": "object"})),
        choice("other", json!({"not": {"type": "null"}})),
    ]});
    assert_eq!(super::pretty(&schema), super::pretty(&expected));
}

#[test]
fn a_read_union_ignores_null_and_type_and_knows_that_there_may_be_more_members() {
    Row {
        good: vec![
            json!({"Cat": "Tom"}),
            json!({"fish": {}}),
            json!({"fish": {"any": 1}}),
            json!({"other": [null]}),
        ],
        lenient: vec![
            json!({"Cat": "Tom", "fish": null}),
            json!({"Cat": "Tom", "__type": "Cat"}),
            json!({"Cat": "Tom", "__type": null, "fish": null, "dog": null}),
            json!({"dog": 1}),
            json!({"dog": 1, "__type": "Dog"}),
            json!({"dog": 1, "cow": null}),
            json!({"dog": 1, "__type": 1, "Cat": null}),
            json!({"cat": "by its member name, it is unknown"}),
        ],
        bad: vec![
            json!({}),
            json!(null),
            json!("Cat"),
            json!([]),
            json!({"Cat": null}),
            json!({"dog": null}),
            json!({"__type": "Cat"}),
            json!({"Cat": 1}),
            json!({"fish": []}),
            json!({"Cat": "Tom", "fish": {}}),
            json!({"Cat": "Tom", "dog": 1}),
            json!({"Cat": 1, "dog": 1}),
            json!({"dog": 1, "cow": 2}),
            json!({"dog": 1, "cow": 2, "__type": "Dog"}),
            json!({"other": null}),
        ],
        ..row(pet(members()))
    }
    .check();
}

#[test]
fn type_can_be_a_member_like_others() {
    Row {
        good: vec![json!({"__type": "a"})],
        lenient: vec![json!({"dog": 1}), json!({"dog": 1, "__type": null})],
        bad: vec![
            json!({"__type": 1}),
            json!({"__type": "a", "dog": 1}),
            json!({"__type": null}),
        ],
        ..row(pet(vec![Member::new("__type", prelude("String"))]))
    }
    .check();
}

#[test]
fn a_union_without_members_cannot_be_written() {
    Row {
        lenient: vec![json!({"dog": 1})],
        bad: vec![json!({}), json!({"dog": null})],
        ..row(pet(Vec::new()))
    }
    .check();
}
