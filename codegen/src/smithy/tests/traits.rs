use super::check;
use crate::report::Code;

/// A structure with one member, with these traits on the member.
fn on_member(target: &str, traits: &str) -> String {
    super::v2(&format!(
        r#""a#L": {{"type": "list", "member": {{"target": "smithy.api#String"}}}},
           "a#N": {{"type": "structure"}},
           "a#B": {{"type": "structure", "members": {{"c": {{"target": "{target}", "traits": {{{traits}}}}}}}}}"#
    ))
}

/// One problem with a trait on a member of that target.
fn check_member(cases: &[(&str, &str, Option<Code>)]) {
    for (target, traits, expected) in cases {
        let found = super::problems(&on_member(target, traits));
        let name = traits.split('"').nth(1).expect("a trait");
        let pointer = format!("/shapes/a#B/members/c/traits/{name}");
        let is_inside =
            |(code, p): &(Code, String)| Some(*code) == *expected && p.starts_with(&pointer);
        match expected {
            None => assert_eq!(found, [], "{traits} on {target}"),
            Some(_) => assert!(
                found.len() == 1 && is_inside(&found[0]),
                "{traits} on {target}: {found:?}"
            ),
        }
    }
}

#[test]
fn values() {
    const VALUE: Option<Code> = Some(Code::TraitValue);
    check_member(&[
        ("smithy.api#String", r#""smithy.api#required": {}"#, None),
        ("smithy.api#String", r#""smithy.api#required": true"#, VALUE),
        ("smithy.api#String", r#""smithy.api#required": null"#, VALUE),
        (
            "smithy.api#String",
            r#""smithy.api#required": {"a": 1}"#,
            Some(Code::UnknownTraitKey),
        ),
        (
            "smithy.api#String",
            r#""smithy.api#documentation": 1"#,
            VALUE,
        ),
        ("smithy.api#String", r#""smithy.api#jsonName": {}"#, VALUE),
        (
            "smithy.api#String",
            r#""smithy.api#deprecated": {"message": "m", "since": "1"}"#,
            None,
        ),
        (
            "smithy.api#String",
            r#""smithy.api#deprecated": "yes""#,
            VALUE,
        ),
        (
            "smithy.api#String",
            r#""smithy.api#deprecated": {"message": 1}"#,
            VALUE,
        ),
        (
            "smithy.api#String",
            r#""smithy.api#deprecated": {"mesage": "m"}"#,
            Some(Code::UnknownTraitKey),
        ),
    ]);
}

#[test]
fn bounds_and_others() {
    const VALUE: Option<Code> = Some(Code::TraitValue);
    check_member(&[
        (
            "smithy.api#String",
            r#""smithy.api#length": {"min": 1, "max": 1}"#,
            None,
        ),
        (
            "smithy.api#String",
            r#""smithy.api#length": {"min": -1}"#,
            VALUE,
        ),
        (
            "smithy.api#String",
            r#""smithy.api#length": {"max": 1.5}"#,
            VALUE,
        ),
        ("smithy.api#String", r#""smithy.api#length": {}"#, VALUE),
        (
            "smithy.api#String",
            r#""smithy.api#length": {"min": 2, "max": 1}"#,
            Some(Code::EmptyBounds),
        ),
        (
            "smithy.api#Long",
            r#""smithy.api#range": {"min": 9007199254740993, "max": 9007199254740992}"#,
            Some(Code::EmptyBounds),
        ),
        (
            "smithy.api#Double",
            r#""smithy.api#range": {"min": 0.5, "max": 0.25}"#,
            Some(Code::EmptyBounds),
        ),
        (
            "smithy.api#Double",
            r#""smithy.api#range": {"min": "1"}"#,
            VALUE,
        ),
        (
            "smithy.api#Integer",
            r#""smithy.api#range": {"min": 0.5, "max": 2.0}"#,
            VALUE,
        ),
        (
            "smithy.api#Integer",
            r#""smithy.api#range": {"min": 1.0}"#,
            None,
        ),
        (
            "smithy.api#Timestamp",
            r#""smithy.api#timestampFormat": "date-time""#,
            None,
        ),
        (
            "smithy.api#Timestamp",
            r#""smithy.api#timestampFormat": "datetime""#,
            VALUE,
        ),
        (
            "smithy.api#String",
            r#""tinsmith.api#aliases": ["x"]"#,
            None,
        ),
        ("smithy.api#String", r#""tinsmith.api#aliases": "x""#, VALUE),
        ("smithy.api#String", r#""tinsmith.api#aliases": [1]"#, VALUE),
        (
            "smithy.api#String",
            r#""other.ns#anything": [1, {"x": null}]"#,
            Some(Code::UnknownTrait),
        ),
        (
            "smithy.api#String",
            r#""smithy.api#requierd": {}"#,
            Some(Code::UnknownTrait),
        ),
        (
            "smithy.api#String",
            r#""smithy.api#pattern": "(unclosed""#,
            None,
        ),
    ]);
}

#[test]
fn places_of_members() {
    const PLACE: Option<Code> = Some(Code::TraitPlace);
    check_member(&[
        ("smithy.api#String", r#""smithy.api#sparse": {}"#, PLACE),
        ("a#L", r#""smithy.api#sparse": {}"#, PLACE),
        ("smithy.api#String", r#""smithy.api#sensitive": {}"#, PLACE),
        (
            "smithy.api#String",
            r#""smithy.api#error": "client""#,
            PLACE,
        ),
        (
            "smithy.api#Integer",
            r#""smithy.api#length": {"min": 1}"#,
            PLACE,
        ),
        ("a#L", r#""smithy.api#length": {"min": 1}"#, None),
        (
            "smithy.api#String",
            r#""smithy.api#range": {"min": 1}"#,
            PLACE,
        ),
        ("smithy.api#Integer", r#""smithy.api#pattern": "x""#, PLACE),
        (
            "smithy.api#String",
            r#""smithy.api#timestampFormat": "date-time""#,
            PLACE,
        ),
        ("smithy.api#String", r#""smithy.api#enumValue": "x""#, PLACE),
        ("smithy.api#String", r#""smithy.api#httpLabel": {}"#, PLACE),
        ("smithy.api#String", r#""smithy.api#hostLabel": {}"#, PLACE),
        ("a#N", r#""smithy.api#httpQuery": "q""#, PLACE),
        ("a#N", r#""smithy.api#httpHeader": "h""#, PLACE),
        (
            "smithy.api#String",
            r#""smithy.api#httpPrefixHeaders": "h""#,
            PLACE,
        ),
        (
            "smithy.api#String",
            r#""smithy.api#httpResponseCode": {}"#,
            PLACE,
        ),
        (
            "smithy.api#Integer",
            r#""smithy.api#idempotencyToken": {}"#,
            PLACE,
        ),
        ("a#N", r#""smithy.api#default": {}"#, PLACE),
        (
            "smithy.api#String",
            r#""smithy.api#addedDefault": {}"#,
            PLACE,
        ),
        (
            "smithy.api#String",
            r#""smithy.api#http": {"method": "GET", "uri": "/"}"#,
            PLACE,
        ),
    ]);
}

#[test]
fn places_of_shapes() {
    check(&[
        (
            r#""a#B": {"type": "structure", "traits": {"smithy.api#sparse": {}}}"#,
            &[(Code::TraitPlace, "/shapes/a#B/traits/smithy.api#sparse")],
        ),
        (
            r#""a#B": {"type": "structure", "traits": {"smithy.api#jsonName": "b"}}"#,
            &[(Code::TraitPlace, "/shapes/a#B/traits/smithy.api#jsonName")],
        ),
        (
            r#""a#B": {"type": "string", "traits": {"smithy.api#required": {}}}"#,
            &[(Code::TraitPlace, "/shapes/a#B/traits/smithy.api#required")],
        ),
        (
            r#""a#B": {"type": "union", "members": {"c": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}}}}"#,
            &[(
                Code::TraitPlace,
                "/shapes/a#B/members/c/traits/smithy.api#required",
            )],
        ),
        (
            r#""a#B": {"type": "list", "member": {"target": "smithy.api#String", "traits": {"smithy.api#jsonName": "x"}}}"#,
            &[(
                Code::TraitPlace,
                "/shapes/a#B/member/traits/smithy.api#jsonName",
            )],
        ),
        (
            r#""a#B": {"type": "structure", "traits": {"smithy.api#httpError": 404}}"#,
            &[(Code::TraitPlace, "/shapes/a#B/traits/smithy.api#httpError")],
        ),
        (
            r#""a#B": {"type": "structure", "traits": {"smithy.api#error": "customer"}}"#,
            &[(Code::TraitValue, "/shapes/a#B/traits/smithy.api#error")],
        ),
        (
            r#""a#B": {"type": "structure", "traits": {"smithy.api#error": "client", "smithy.api#httpError": 42}}"#,
            &[(Code::TraitValue, "/shapes/a#B/traits/smithy.api#httpError")],
        ),
        (
            r#""a#B": {"type": "enum", "members": {"C": {"target": "smithy.api#Unit"}}, "traits": {"smithy.api#enum": [{"value": "x"}]}}"#,
            &[(Code::TraitPlace, "/shapes/a#B/traits/smithy.api#enum")],
        ),
        (
            r#""a#B": {"type": "structure", "traits": {"smithy.api#input": {}, "smithy.api#output": {}}}"#,
            &[(Code::TraitConflict, "/shapes/a#B/traits/smithy.api#output")],
        ),
        (
            r#""a#B": {"type": "service", "traits": {"smithy.api#cors": {"maxAge": "x"}, "aws.api#service": {"sdkId": "B"}}}"#,
            &[(
                Code::TraitValue,
                "/shapes/a#B/traits/smithy.api#cors/maxAge",
            )],
        ),
        (
            r#""a#B": {"type": "service", "traits": {"smithy.api#cors": {"origin": "a", "origins": {"b": "c"}}}}"#,
            &[(
                Code::TraitConflict,
                "/shapes/a#B/traits/smithy.api#cors/origins",
            )],
        ),
    ]);
}

#[test]
fn defaults() {
    const BAD: Option<Code> = Some(Code::DefaultValue);
    check_member(&[
        ("smithy.api#String", r#""smithy.api#default": "x""#, None),
        ("smithy.api#String", r#""smithy.api#default": null"#, None),
        ("smithy.api#String", r#""smithy.api#default": 1"#, BAD),
        ("smithy.api#Boolean", r#""smithy.api#default": false"#, None),
        ("smithy.api#Boolean", r#""smithy.api#default": 0"#, BAD),
        ("smithy.api#Byte", r#""smithy.api#default": 127"#, None),
        ("smithy.api#Byte", r#""smithy.api#default": 128"#, BAD),
        ("smithy.api#Integer", r#""smithy.api#default": 1.5"#, BAD),
        (
            "smithy.api#Integer",
            r#""smithy.api#default": -2147483649"#,
            BAD,
        ),
        (
            "smithy.api#Long",
            r#""smithy.api#default": 9223372036854775807"#,
            None,
        ),
        (
            "smithy.api#Long",
            r#""smithy.api#default": 9223372036854775808"#,
            BAD,
        ),
        ("smithy.api#Double", r#""smithy.api#default": 1.5"#, None),
        ("smithy.api#Double", r#""smithy.api#default": "1.5""#, BAD),
        (
            "smithy.api#Timestamp",
            r#""smithy.api#default": "2000-01-01T00:00:00Z""#,
            None,
        ),
        ("smithy.api#Timestamp", r#""smithy.api#default": true"#, BAD),
        ("smithy.api#Blob", r#""smithy.api#default": [1]"#, BAD),
        ("smithy.api#Document", r#""smithy.api#default": {}"#, None),
        (
            "smithy.api#Document",
            r#""smithy.api#default": {"a": 1}"#,
            BAD,
        ),
        ("a#L", r#""smithy.api#default": []"#, None),
        ("a#L", r#""smithy.api#default": ["x"]"#, BAD),
        (
            "smithy.api#PrimitiveInteger",
            r#""smithy.api#default": 0"#,
            None,
        ),
        (
            "smithy.api#PrimitiveInteger",
            r#""smithy.api#default": 1"#,
            BAD,
        ),
        (
            "smithy.api#PrimitiveInteger",
            r#""smithy.api#default": null"#,
            None,
        ),
        (
            "smithy.api#Integer",
            r#""smithy.api#default": 0, "smithy.api#range": {"min": 1}"#,
            Some(Code::DefaultOutOfBounds),
        ),
    ]);
    check(&[
        (
            r#""a#E": {"type": "enum", "members": {"X": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "x"}}}},
               "a#B": {"type": "structure", "members": {
                "c": {"target": "a#E", "traits": {"smithy.api#default": "x"}},
                "d": {"target": "a#E", "traits": {"smithy.api#default": "X"}}}}"#,
            &[(
                Code::DefaultValue,
                "/shapes/a#B/members/d/traits/smithy.api#default",
            )],
        ),
        (
            r#""a#B": {"type": "structure", "members": {"c": {"target": "smithy.api#PrimitiveInteger"}}}"#,
            &[(Code::DefaultValue, "/shapes/a#B/members/c")],
        ),
        (
            r#""a#I": {"type": "integer", "traits": {"smithy.api#default": 7}},
               "a#B": {"type": "structure", "members": {
                "c": {"target": "a#I"},
                "d": {"target": "a#I", "traits": {"smithy.api#default": 7}},
                "e": {"target": "a#I", "traits": {"smithy.api#default": 8}}}}"#,
            &[
                (Code::DefaultValue, "/shapes/a#B/members/c"),
                (
                    Code::DefaultValue,
                    "/shapes/a#B/members/e/traits/smithy.api#default",
                ),
            ],
        ),
        (
            r#""a#I": {"type": "integer", "traits": {"smithy.api#default": null}}"#,
            &[(Code::DefaultValue, "/shapes/a#I/traits/smithy.api#default")],
        ),
    ]);
}

#[test]
fn bounds_by_other_names_bound_nothing() {
    for name in ["length", "range"] {
        let target = if name == "length" {
            "String"
        } else {
            "Integer"
        };
        let bounds = format!(r#""smithy.api#{name}": {{"minimum": 1}}"#);
        let found = super::problems(&on_member(target, &bounds));
        assert!(
            found.iter().any(|(code, _)| *code == Code::TraitValue),
            "{found:?}"
        );
    }
}
