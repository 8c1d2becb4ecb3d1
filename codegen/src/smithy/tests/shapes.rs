use super::super::{Selection, read};
use super::check;
use crate::report::Code;

#[test]
fn lists_and_maps() {
    check(&[
        (
            r#""a#B": {"type": "list"}"#,
            &[(Code::MissingMember, "/shapes/a#B")],
        ),
        (
            r#""a#B": {"type": "set"}"#,
            &[(Code::MissingMember, "/shapes/a#B")],
        ),
        (
            r#""a#B": {"type": "map"}"#,
            &[
                (Code::MissingMember, "/shapes/a#B"),
                (Code::MissingMember, "/shapes/a#B"),
            ],
        ),
        (
            r#""a#B": {"type": "map", "key": {"target": "smithy.api#String"}}"#,
            &[(Code::MissingMember, "/shapes/a#B")],
        ),
        (
            r#""a#B": {"type": "map", "key": {"target": "smithy.api#Integer"}, "value": {"target": "smithy.api#String"}}"#,
            &[(Code::MapKey, "/shapes/a#B/key/target")],
        ),
        (
            r#""a#E": {"type": "enum", "members": {"X": {"target": "smithy.api#Unit"}}},
               "a#B": {"type": "map", "key": {"target": "a#E"}, "value": {"target": "smithy.api#String"}}"#,
            &[],
        ),
        (
            r#""a#B": {"type": "list", "member": {"target": "smithy.api#Unit"}}"#,
            &[(Code::TargetKind, "/shapes/a#B/member/target")],
        ),
        (
            r#""a#B": {"type": "list", "member": {"target": "a#S"}}, "a#S": {"type": "service"}"#,
            &[(Code::TargetKind, "/shapes/a#B/member/target")],
        ),
    ]);
}

#[test]
fn names_of_members() {
    check(&[
        (
            r#""a#B": {"type": "structure", "members": {"cd": {"target": "smithy.api#String"}, "CD": {"target": "smithy.api#String"}}}"#,
            &[(Code::DuplicateMember, "/shapes/a#B/members/CD")],
        ),
        (
            r#""a#B": {"type": "union", "members": {"c": {"target": "smithy.api#String"}, "c": {"target": "smithy.api#Blob"}}}"#,
            &[(Code::DuplicateKey, "/shapes/a#B/members/c")],
        ),
        (
            r#""a#B": {"type": "union"}"#,
            &[(Code::MissingMember, "/shapes/a#B")],
        ),
        (r#""a#B": {"type": "structure"}"#, &[]),
    ]);
}

#[test]
fn names_in_json() {
    check(&[
        (
            r#""a#B": {"type": "structure", "members": {
                "c": {"target": "smithy.api#String"},
                "d": {"target": "smithy.api#String", "traits": {"smithy.api#jsonName": "c"}}}}"#,
            &[(
                Code::JsonName,
                "/shapes/a#B/members/d/traits/smithy.api#jsonName",
            )],
        ),
        (
            r#""a#B": {"type": "union", "members": {
                "d": {"target": "smithy.api#String", "traits": {"smithy.api#jsonName": "c"}},
                "c": {"target": "smithy.api#String"}}}"#,
            &[(Code::JsonName, "/shapes/a#B/members/c")],
        ),
        (
            r#""a#B": {"type": "structure", "members": {
                "c": {"target": "smithy.api#String", "traits": {"smithy.api#jsonName": "d"}},
                "d": {"target": "smithy.api#String", "traits": {"smithy.api#jsonName": "c"}}}}"#,
            &[],
        ),
    ]);
}

#[test]
fn enums() {
    check(&[
        (
            r#""a#B": {"type": "enum"}"#,
            &[(Code::MissingMember, "/shapes/a#B")],
        ),
        (
            r#""a#B": {"type": "intEnum", "members": {}}"#,
            &[(Code::MissingMember, "/shapes/a#B")],
        ),
        (
            r#""a#B": {"type": "enum", "members": {
                "C": {"target": "smithy.api#Unit"},
                "D": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "C"}}}}"#,
            &[(
                Code::DuplicateEnumValue,
                "/shapes/a#B/members/D/traits/smithy.api#enumValue",
            )],
        ),
        (
            r#""a#B": {"type": "enum", "members": {
                "C": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}},
                "D": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": ""}},
                "E": {"target": "smithy.api#String"}}}"#,
            &[
                (
                    Code::EnumValue,
                    "/shapes/a#B/members/C/traits/smithy.api#enumValue",
                ),
                (
                    Code::EnumValue,
                    "/shapes/a#B/members/D/traits/smithy.api#enumValue",
                ),
                (Code::TargetKind, "/shapes/a#B/members/E/target"),
            ],
        ),
        (
            r#""a#B": {"type": "intEnum", "members": {
                "C": {"target": "smithy.api#Unit"},
                "D": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}},
                "E": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}},
                "F": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1.5}},
                "G": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 3000000000}}}}"#,
            &[
                (Code::EnumValue, "/shapes/a#B/members/C"),
                (
                    Code::DuplicateEnumValue,
                    "/shapes/a#B/members/E/traits/smithy.api#enumValue",
                ),
                (
                    Code::EnumValue,
                    "/shapes/a#B/members/F/traits/smithy.api#enumValue",
                ),
                (
                    Code::EnumValue,
                    "/shapes/a#B/members/G/traits/smithy.api#enumValue",
                ),
            ],
        ),
        (
            r#""a#B": {"type": "string", "traits": {"smithy.api#enum": [{"value": "x"}, {"value": "x"}]}}"#,
            &[(
                Code::DuplicateEnumValue,
                "/shapes/a#B/traits/smithy.api#enum/1/value",
            )],
        ),
        (
            r#""a#B": {"type": "string", "traits": {"smithy.api#enum": [
                {"value": "x", "name": "N"}, {"value": "y", "name": "N"}, {"value": "z"}]}}"#,
            &[
                (Code::EnumValue, "/shapes/a#B/traits/smithy.api#enum"),
                (
                    Code::DuplicateEnumValue,
                    "/shapes/a#B/traits/smithy.api#enum/1/name",
                ),
            ],
        ),
        (
            r#""a#B": {"type": "string", "traits": {"smithy.api#enum": []}}"#,
            &[(Code::MissingMember, "/shapes/a#B/traits/smithy.api#enum")],
        ),
    ]);
}

#[test]
fn recursion() {
    let structure = |name: &str, target: &str, traits: &str| {
        format!(
            r#""a#{name}": {{"type": "structure", "members": {{"m": {{"target": "a#{target}", "traits": {{{traits}}}}}}}}}"#
        )
    };
    let required = r#""smithy.api#required": {}"#;
    let list = |name: &str, target: &str| {
        format!(r#""a#{name}": {{"type": "list", "member": {{"target": "a#{target}"}}}}"#)
    };
    let union = |name: &str, a: &str, b: &str| {
        format!(
            r#""a#{name}": {{"type": "union", "members": {{"a": {{"target": "a#{a}"}}, "b": {{"target": "{b}"}}}}}}"#
        )
    };
    let cases: Vec<(Vec<String>, Vec<&str>)> = vec![
        (vec![structure("A", "A", required)], vec!["/shapes/a#A/members/m"]),
        (vec![structure("A", "A", "")], vec![]),
        (
            vec![structure("A", "B", required), structure("B", "A", required)],
            vec!["/shapes/a#B/members/m"],
        ),
        (vec![structure("A", "B", required), structure("B", "A", "")], vec![]),
        (vec![structure("A", "L", required), list("L", "A")], vec![]),
        // What leads into a cycle is not part of it.
        (
            vec![structure("X", "A", required), structure("A", "A", required)],
            vec!["/shapes/a#A/members/m"],
        ),
        (vec![structure("A", "U", required), union("U", "A", "smithy.api#String")], vec![]),
        (vec![structure("A", "U", required), union("U", "A", "a#A")], vec!["/shapes/a#U/members/a"]),
        (vec![union("U", "U", "a#U")], vec!["/shapes/a#U/members/a"]),
        (vec![union("U", "U", "smithy.api#Unit")], vec![]),
        (vec![list("L", "L")], vec!["/shapes/a#L/member"]),
        (
            vec![
                list("L", "M"),
                r#""a#M": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "a#L"}}"#
                    .to_owned(),
            ],
            vec!["/shapes/a#M/value"],
        ),
        (vec![list("L", "K"), list("K", "S"), structure("S", "L", "")], vec![]),
    ];
    for (shapes, expected) in cases {
        let shapes = shapes.join(", ");
        let found = super::problems(&super::v2(&shapes));
        let expected: Vec<(Code, String)> = expected
            .into_iter()
            .map(|p| (Code::Recursion, p.to_owned()))
            .collect();
        assert_eq!(found, expected, "{shapes}");
    }
}

#[test]
fn a_way_out_of_recursion_is_shown() {
    let string = "smithy.api#String";
    let structure = |name: &str, target: &str| {
        format!(
            r#""a#{name}": {{"type": "structure", "members": {{"m": {{"target": "{target}", "traits": {{"smithy.api#required": {{}}}}}}}}}}"#
        )
    };
    let union = |name: &str, target: &str| {
        format!(r#""a#{name}": {{"type": "union", "members": {{"m": {{"target": "{target}"}}}}}}"#)
    };
    let list = |name: &str, target: &str| {
        format!(r#""a#{name}": {{"type": "list", "member": {{"target": "{target}"}}}}"#)
    };
    let cases = [
        (
            vec![list("L", "a#L")],
            "let `L` hold a structure, and `L` be the target of a member of that",
        ),
        (
            vec![list("L", "a#K"), list("K", "a#L"), list("X", string)],
            "let `K` hold a structure, and `L` be the target of a member of that",
        ),
        (
            vec![structure("A", "a#A")],
            "take `smithy.api#required` off `A$m`",
        ),
        (
            vec![structure("A", "a#B"), structure("B", "a#A")],
            "take `smithy.api#required` off one of `A$m`, `B$m`",
        ),
        (
            vec![union("U", "a#U")],
            "add a member that does not lead back to `U`",
        ),
        (
            vec![structure("A", "a#U"), union("U", "a#A")],
            "take `smithy.api#required` off `A$m`, or add a member that does not lead back to `U`",
        ),
    ];
    for (shapes, expected) in cases {
        let text = super::v2(&shapes.join(", "));
        let problems = read(&text, &Selection::default()).expect_err("no way out");
        let help: Vec<&str> = problems.iter().filter_map(|p| p.help.as_deref()).collect();
        assert_eq!(help, [expected], "{shapes:?}");
    }
}

#[test]
fn mixins() {
    let mixin = r#""smithy.api#mixin": {}"#;
    let used = |shapes: &str| shapes.replace("MIXIN", mixin);
    let cases: &[(&str, &[(Code, &str)])] = &[
        (
            r#""a#B": {"type": "structure", "mixins": [{"target": "a#M"}]}, "a#M": {"type": "structure"}"#,
            &[(Code::NotAMixin, "/shapes/a#B/mixins/0/target")],
        ),
        (
            r#""a#B": {"type": "structure", "mixins": [{"target": "a#M"}]}, "a#M": {"type": "string", "traits": {MIXIN}}"#,
            &[(Code::NotAMixin, "/shapes/a#B/mixins/0/target")],
        ),
        (
            r#""a#B": {"type": "structure", "mixins": [{"target": "a#N"}, {}]}"#,
            &[
                (Code::UnknownTarget, "/shapes/a#B/mixins/0/target"),
                (Code::MissingTarget, "/shapes/a#B/mixins/1"),
            ],
        ),
        (
            r#""a#M": {"type": "structure", "traits": {MIXIN}, "mixins": [{"target": "a#N"}]},
               "a#N": {"type": "structure", "traits": {MIXIN}, "mixins": [{"target": "a#M"}]}"#,
            &[(Code::MixinCycle, "/shapes/a#N/mixins/0/target")],
        ),
        (
            r#""a#B": {"type": "structure", "members": {"m": {"target": "a#M"}}}, "a#M": {"type": "structure", "traits": {MIXIN}}"#,
            &[(Code::NotAMixin, "/shapes/a#B/members/m/target")],
        ),
        (
            r#""a#B": {"type": "structure", "mixins": [{"target": "a#M"}], "members": {"m": {"target": "smithy.api#Blob"}}},
               "a#M": {"type": "structure", "traits": {MIXIN}, "members": {"m": {"target": "smithy.api#String"}}}"#,
            &[(Code::MixinConflict, "/shapes/a#B/members/m")],
        ),
        (
            r#""a#B": {"type": "structure", "mixins": [{"target": "a#M"}, {"target": "a#N"}]},
               "a#M": {"type": "structure", "traits": {MIXIN}, "members": {"m": {"target": "smithy.api#String"}}},
               "a#N": {"type": "structure", "traits": {MIXIN}, "members": {"m": {"target": "smithy.api#Blob"}}}"#,
            &[(Code::MixinConflict, "/shapes/a#B/mixins/1/target")],
        ),
        (
            r#""a#B": {"type": "structure", "mixins": [{"target": "a#M"}]},
               "a#B$x": {"type": "apply", "traits": {"smithy.api#documentation": "d"}},
               "a#M": {"type": "structure", "traits": {MIXIN}, "members": {"m": {"target": "smithy.api#String"}}}"#,
            &[(Code::ApplyTarget, "/shapes/a#B$x")],
        ),
    ];
    for (shapes, expected) in cases {
        let found = super::problems(&super::v2(&used(shapes)));
        let found: Vec<(Code, &str)> = found.iter().map(|(c, p)| (*c, p.as_str())).collect();
        assert_eq!(found, *expected, "{shapes}");
    }
}

#[test]
fn apply_statements() {
    check(&[
        (
            r#""a#B": {"type": "apply", "traits": {"smithy.api#documentation": "d"}}"#,
            &[(Code::ApplyTarget, "/shapes/a#B")],
        ),
        (
            r#""smithy.api#String": {"type": "apply", "traits": {"smithy.api#documentation": "d"}}"#,
            &[(Code::ApplyTarget, "/shapes/smithy.api#String")],
        ),
        (
            r#""a#B": {"type": "structure"}, "a#B$c": {"type": "apply", "traits": {}}"#,
            &[(Code::ApplyTarget, "/shapes/a#B$c")],
        ),
        (
            r#""a#B": {"type": "structure", "members": {"c": {"target": "smithy.api#String", "traits": {"smithy.api#jsonName": "x"}}}},
               "a#B$c": {"type": "apply", "traits": {"smithy.api#jsonName": "y"}}"#,
            &[(
                Code::ApplyConflict,
                "/shapes/a#B$c/traits/smithy.api#jsonName",
            )],
        ),
        (
            r#""a#B": {"type": "structure", "members": {"c": {"target": "smithy.api#String", "traits": {"smithy.api#jsonName": "x"}}}},
               "a#B$c": {"type": "apply", "traits": {"smithy.api#jsonName": "x", "smithy.api#sparse": {}}}"#,
            &[(Code::TraitPlace, "/shapes/a#B$c/traits/smithy.api#sparse")],
        ),
        (
            r#""a#B": {"type": "structure"}, "a#B$": {"type": "apply"}"#,
            &[(Code::InvalidId, "/shapes/a#B$")],
        ),
        (
            r#""a#B": {"type": "structure", "members": {"c": {"target": "smithy.api#String"}}},
               "a#B$c": {"type": "apply", "target": "x"}"#,
            &[(Code::UnknownKey, "/shapes/a#B$c/target")],
        ),
    ]);
}
