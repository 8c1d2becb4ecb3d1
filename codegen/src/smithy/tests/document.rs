use super::super::{Selection, read};
use super::{check, problems};
use crate::report::Code;

#[test]
fn documents() {
    let cases: &[(&str, &[(Code, &str)])] = &[
        ("", &[(Code::Syntax, "")]),
        ("{\"smithy\": }", &[(Code::Syntax, "")]),
        ("[]", &[(Code::WrongType, "")]),
        ("{}", &[(Code::Version, "")]),
        (r#"{"smithy": "3.0"}"#, &[(Code::Version, "/smithy")]),
        (r#"{"smithy": 2.0}"#, &[(Code::WrongType, "/smithy")]),
        (r#"{"smithy": "2", "metadata": {"x": [1]}}"#, &[]),
        (r#"{"smithy": "1"}"#, &[]),
        ("\u{feff}{\"smithy\": \"1.0\"}", &[]),
        (
            r#"{"smithy": "2.0", "metadata": 1}"#,
            &[(Code::WrongType, "/metadata")],
        ),
        (
            r#"{"smithy": "2.0", "shapes": []}"#,
            &[(Code::WrongType, "/shapes")],
        ),
        (
            r#"{"smithy": "2.0", "shape": {}}"#,
            &[(Code::UnknownKey, "/shape")],
        ),
        (
            r#"{"smithy": "2.0", "smithy": "2.0", "metadata": {"a": [{"b": 1, "b": 2}]}}"#,
            &[
                (Code::DuplicateKey, "/metadata/a/0/b"),
                (Code::DuplicateKey, "/smithy"),
            ],
        ),
    ];
    for (text, expected) in cases {
        let found = problems(text);
        let found: Vec<(Code, &str)> = found.iter().map(|(c, p)| (*c, p.as_str())).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn shapes_as_written() {
    check(&[
        (r#""a#B": 1"#, &[(Code::WrongType, "/shapes/a#B")]),
        (r#""a#B": {}"#, &[(Code::UnknownShapeType, "/shapes/a#B")]),
        (
            r#""a#B": {"type": 1}"#,
            &[(Code::WrongType, "/shapes/a#B/type")],
        ),
        (
            r#""a#B": {"type": "strng"}"#,
            &[(Code::UnknownShapeType, "/shapes/a#B/type")],
        ),
        (
            r#""B": {"type": "string"}"#,
            &[(Code::InvalidId, "/shapes/B")],
        ),
        (
            r#""a#9": {"type": "string"}"#,
            &[(Code::InvalidId, "/shapes/a#9")],
        ),
        (
            r#""a#B$c": {"type": "string"}"#,
            &[(Code::InvalidId, "/shapes/a#B$c")],
        ),
        (
            r#""a#B": {"type": "string"}, "a#B": {"type": "blob"}"#,
            &[(Code::DuplicateKey, "/shapes/a#B")],
        ),
        (
            r#""a#B": {"type": "string", "traits": []}"#,
            &[(Code::WrongType, "/shapes/a#B/traits")],
        ),
        (
            r#""a#B": {"type": "string", "trait": {}}"#,
            &[(Code::UnknownKey, "/shapes/a#B/trait")],
        ),
        (
            r#""a#B": {"type": "string", "members": {}}"#,
            &[(Code::UnexpectedMembers, "/shapes/a#B/members")],
        ),
        (
            r#""a#B": {"type": "structure", "member": {"target": "smithy.api#String"}}"#,
            &[(Code::UnexpectedMembers, "/shapes/a#B/member")],
        ),
        (
            r#""a#B": {"type": "structure", "members": {"c": {"target": "smithy.api#String", "x": 1}}}"#,
            &[(Code::UnknownKey, "/shapes/a#B/members/c/x")],
        ),
        (
            r#""a#B": {"type": "structure", "members": {"c d": {"target": "smithy.api#String"}}}"#,
            &[(Code::InvalidId, "/shapes/a#B/members/c d")],
        ),
        (
            r#""a#B": {"type": "structure", "members": {"c": "smithy.api#String"}}"#,
            &[(Code::WrongType, "/shapes/a#B/members/c")],
        ),
        (
            r#""a#B": {"type": "structure", "members": {"c": {}}}"#,
            &[(Code::MissingTarget, "/shapes/a#B/members/c")],
        ),
        (
            r#""a#B": {"type": "structure", "members": {"c": {"target": 1}}}"#,
            &[(Code::WrongType, "/shapes/a#B/members/c/target")],
        ),
        (
            r#""a#B": {"type": "structure", "members": {"c": {"target": "String"}}}"#,
            &[(Code::InvalidId, "/shapes/a#B/members/c/target")],
        ),
        (
            r#""a#B": {"type": "structure", "members": {"c": {"target": "a#C"}}}"#,
            &[(Code::UnknownTarget, "/shapes/a#B/members/c/target")],
        ),
        (
            r#""a#B": {"type": "string", "traits": {"documentation": "x"}}"#,
            &[(Code::InvalidId, "/shapes/a#B/traits/documentation")],
        ),
    ]);
}

#[test]
fn every_problem_is_reported_at_once() {
    let text = r#"{"smithy": "9", "x": 1, "shapes": {
        "a#B": {"type": "list"},
        "a#C": {"type": "structure", "members": {"d": {"target": "a#E"}, "D": {"target": "a#B"}}},
        "a#F": {"type": "what"}
    }}"#;
    let codes: Vec<Code> = problems(text).into_iter().map(|(code, _)| code).collect();
    for code in [
        Code::Version,
        Code::UnknownKey,
        Code::MissingMember,
        Code::UnknownTarget,
        Code::DuplicateMember,
        Code::UnknownShapeType,
    ] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
}

#[test]
fn targets_get_suggestions() {
    let help = |target: &str| {
        let text = super::v2(&format!(
            r#""a#Colour": {{"type": "string"}}, "a#B": {{"type": "structure", "members": {{"c": {{"target": "{target}"}}}}}}"#
        ));
        let problems = read(&text, &Selection::default()).expect_err("an unknown target");
        problems[0].help.clone().unwrap_or_default()
    };
    assert_eq!(help("a#Color"), "did you mean `a#Colour`?");
    assert_eq!(
        help("smithy.api#Strin"),
        "did you mean `smithy.api#String`?"
    );
    assert_eq!(
        help("b.c#Colour"),
        "a shape of that name exists in another namespace: `a#Colour`"
    );
    assert_eq!(
        help("a#String"),
        "a shape of that name exists in another namespace: `smithy.api#String`"
    );
    assert_eq!(help("a#SomethingElse"), Code::UnknownTarget.advice());
}

#[test]
fn hostile_depth_and_width_end() {
    let deep = format!(r#"{{"smithy": "2.0", "metadata": {}"#, "[".repeat(100_000));
    assert_eq!(problems(&deep), [(Code::TooLarge, String::new())]);

    // A chain of structures and one of mixins, longer than any stack of calls.
    let chain: Vec<String> = (0..20_000)
        .map(|i| {
            let next = i + 1;
            format!(r#""a#B{i}": {{"type": "structure", "members": {{"n": {{"target": "a#B{next}"}}}}}}"#)
        })
        .collect();
    let chain = super::v2(&format!(
        r#"{}, "a#B20000": {{"type": "structure"}}"#,
        chain.join(",")
    ));
    assert_eq!(problems(&chain), []);

    let mixins: Vec<String> = (0..1_000)
        .map(|i| {
            let next = i + 1;
            format!(r#""a#B{i}": {{"type": "structure", "traits": {{"smithy.api#mixin": {{}}}}, "mixins": [{{"target": "a#B{next}"}}]}}"#)
        })
        .collect();
    let last = r#""a#B1000": {"type": "structure", "traits": {"smithy.api#mixin": {}}}"#;
    let found = problems(&super::v2(&format!("{}, {last}", mixins.join(","))));
    assert!(
        found.iter().all(|(code, _)| *code == Code::TooLarge),
        "{found:?}"
    );
    assert!(!found.is_empty());
}

#[test]
fn what_mixins_copy_is_bounded() {
    let members: Vec<String> = (0..3_000)
        .map(|i| format!(r#""m{i}": {{"target": "smithy.api#String"}}"#))
        .collect();
    let users: Vec<String> = (0..3_000)
        .map(|i| format!(r#""a#U{i}": {{"type": "structure", "mixins": [{{"target": "a#M"}}]}}"#))
        .collect();
    let found = problems(&super::v2(&format!(
        r#""a#M": {{"type": "structure", "traits": {{"smithy.api#mixin": {{}}}}, "members": {{{}}}}}, {}"#,
        members.join(","),
        users.join(",")
    )));
    assert!(found.iter().any(|(code, _)| *code == Code::TooLarge));
}
