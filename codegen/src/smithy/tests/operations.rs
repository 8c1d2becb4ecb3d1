use super::super::{Selection, read};
use super::{check, v2};
use crate::report::{Code, Problem};

#[test]
fn messages_are_structures() {
    check(&[
        (
            r#""a#Op": {"type": "operation", "input": {"target": "a#X"}, "output": {"target": "a#X"}, "errors": [{"target": "a#X"}]},
               "a#X": {"type": "string"}"#,
            &[
                (Code::OperationShape, "/shapes/a#Op/errors/0/target"),
                (Code::OperationShape, "/shapes/a#Op/input/target"),
                (Code::OperationShape, "/shapes/a#Op/output/target"),
            ],
        ),
        (
            r#""a#Op": {"type": "operation", "errors": [{"target": "a#X"}]}, "a#X": {"type": "structure"}"#,
            &[(Code::OperationShape, "/shapes/a#Op/errors/0/target")],
        ),
        (
            r#""a#Op": {"type": "operation", "output": {"target": "a#X"}},
               "a#X": {"type": "structure", "traits": {"smithy.api#error": "client"}}"#,
            &[(Code::OperationShape, "/shapes/a#Op/output/target")],
        ),
        (
            r#""a#S": {"type": "service", "errors": [{"target": "a#X"}]}, "a#X": {"type": "structure"}"#,
            &[(Code::OperationShape, "/shapes/a#S/errors/0/target")],
        ),
        (
            r#""a#Op": {"type": "operation", "input": {"target": "a#M"}}, "a#M": {"type": "structure", "traits": {"smithy.api#mixin": {}}}"#,
            &[(Code::NotAMixin, "/shapes/a#Op/input/target")],
        ),
        (
            r#""a#Op": {"type": "operation", "input": "a#In", "output": {}, "errors": [{"target": "a#No"}]}"#,
            &[
                (Code::UnknownTarget, "/shapes/a#Op/errors/0/target"),
                (Code::WrongType, "/shapes/a#Op/input"),
                (Code::MissingTarget, "/shapes/a#Op/output"),
            ],
        ),
        (
            r#""a#Op": {"type": "operation", "input": {"target": "smithy.api#Unit"}, "outputs": {}}"#,
            &[(Code::UnknownKey, "/shapes/a#Op/outputs")],
        ),
    ]);
}

#[test]
fn services_and_resources() {
    check(&[
        (
            r#""a#S": {"type": "service", "version": 1, "operations": [{"target": "a#R"}], "resources": [{"target": "a#Op"}]},
               "a#R": {"type": "resource"}, "a#Op": {"type": "operation"}"#,
            &[
                (Code::TargetKind, "/shapes/a#S/operations/0/target"),
                (Code::TargetKind, "/shapes/a#S/resources/0/target"),
                (Code::WrongType, "/shapes/a#S/version"),
            ],
        ),
        (
            r#""a#R": {"type": "resource", "identifiers": {"id": {"target": "smithy.api#Integer"}}, "create": {"target": "a#R"}}"#,
            &[
                (Code::TargetKind, "/shapes/a#R/create/target"),
                (Code::TargetKind, "/shapes/a#R/identifiers/id/target"),
            ],
        ),
        (
            r#""a#S": {"type": "service", "resources": [{"target": "a#R"}]},
               "a#R": {"type": "resource", "resources": [{"target": "a#Q"}]},
               "a#Q": {"type": "resource", "resources": [{"target": "a#R"}]}"#,
            &[(Code::ResourceCycle, "/shapes/a#Q/resources/0/target")],
        ),
        (
            r#""a#S": {"type": "service"}, "a#T": {"type": "service"}"#,
            &[(Code::ServiceChoice, "/shapes/a#T")],
        ),
    ]);
}

#[test]
fn names_in_a_service() {
    let with = |a: &str, b: &str| {
        super::problems(&v2(&format!(
            r#""a#S": {{"type": "service", "operations": [{{"target": "a#Op"}}]}},
               "a#Op": {{"type": "operation", "input": {{"target": "a#In"}}}},
               "a#In": {{"type": "structure", "members": {{"a": {{"target": "a#Thing"}}, "b": {{"target": "b#thing"}}}}}},
               "a#Thing": {a}, "b#thing": {b}"#
        )))
    };
    let (structure, string) = (r#"{"type": "structure"}"#, r#"{"type": "string"}"#);
    let list = r#"{"type": "list", "member": {"target": "smithy.api#String"}}"#;
    let clash = [(Code::NameClash, "/shapes/b#thing".to_owned())];
    assert_eq!(with(structure, structure), clash);
    assert_eq!(with(structure, string), clash);
    assert_eq!(with(string, string), []);
    assert_eq!(with(list, string), []);
    let own_unit = v2(
        r#""a#S": {"type": "service", "operations": [{"target": "a#Op"}]},
           "a#Op": {"type": "operation", "input": {"target": "a#Unit"}, "output": {"target": "smithy.api#Unit"}},
           "a#Unit": {"type": "enum", "members": {"X": {"target": "smithy.api#Unit"}}}"#,
    );
    let codes: Vec<Code> = super::problems(&own_unit)
        .into_iter()
        .map(|(code, _)| code)
        .collect();
    assert_eq!(codes, [Code::OperationShape]);
}

#[test]
fn rest_operations_have_uris() {
    let with = |protocol: &str| {
        super::problems(&v2(&format!(
            r#""a#S": {{"type": "service", "operations": [{{"target": "a#Op"}}], "traits": {{"{protocol}": {{}}}}}},
               "a#Op": {{"type": "operation"}}"#
        )))
    };
    let missing = [(Code::MissingUri, "/shapes/a#Op".to_owned())];
    assert_eq!(with("aws.protocols#restJson1"), missing);
    assert_eq!(with("aws.protocols#restXml"), missing);
    assert_eq!(with("aws.protocols#awsJson1_1"), []);
    let undefined = [(
        Code::UnknownTrait,
        "/shapes/a#S/traits/a#unknown".to_owned(),
    )];
    assert_eq!(with("a#unknown"), undefined);
}

#[test]
fn renames() {
    let with = |rename: &str| {
        super::problems(&v2(&format!(
            r#""a#S": {{"type": "service", "operations": [{{"target": "a#Op"}}], "rename": {{{rename}}}}},
               "a#Op": {{"type": "operation", "input": {{"target": "a#In"}}}},
               "a#In": {{"type": "structure", "members": {{"w": {{"target": "b#Widget"}}}}}},
               "b#Widget": {{"type": "string"}}, "b#Other": {{"type": "string"}}"#
        )))
    };
    let problem = |id: &str| [(Code::Rename, format!("/shapes/a#S/rename/{id}"))];
    assert_eq!(with(r#""b#Widget": "BWidget""#), []);
    assert_eq!(with(r#""b#Widget": "in""#), problem("b#Widget"));
    assert_eq!(with(r#""b#Widget": "Widget""#), problem("b#Widget"));
    assert_eq!(with(r#""b#Widget": "no!""#), problem("b#Widget"));
    assert_eq!(with(r#""b#Other": "X""#), problem("b#Other"));
    assert_eq!(with(r#""b#None": "X""#), problem("b#None"));
    assert_eq!(with(r#""a#Op": "X""#), problem("a#Op"));
}

#[test]
fn examples() {
    let with = |example: &str| {
        super::problems(&v2(&format!(
            r#""a#Op": {{"type": "operation", "errors": [{{"target": "a#E"}}], "traits": {{"smithy.api#examples": [{example}]}}}},
               "a#E": {{"type": "structure", "traits": {{"smithy.api#error": "client"}}}}"#
        )))
    };
    let place = "/shapes/a#Op/traits/smithy.api#examples/0";
    assert_eq!(
        with(r#"{"title": "t", "input": {"x": 1}, "output": {}}"#),
        []
    );
    assert_eq!(
        with(r#"{"title": "t", "error": {"shapeId": "a#E", "content": {}}}"#),
        []
    );
    assert_eq!(
        with(r#"{"input": {}}"#),
        [(Code::TraitValue, place.to_owned())]
    );
    assert_eq!(
        with(r#"{"title": "t", "error": {"shapeId": "a#Op"}}"#),
        [(Code::ExampleError, format!("{place}/error/shapeId"))]
    );
    assert_eq!(
        with(r#"{"title": "t", "output": {}, "error": {"shapeId": "a#E"}}"#),
        [(Code::ExampleError, place.to_owned())]
    );
}

#[test]
fn unknown_protocols_are_warned_about() {
    check(&[(
        r#""a#S": {"type": "service", "traits": {"a#proto": {}}},
           "a#proto": {"type": "structure", "traits": {"smithy.api#trait": {}, "smithy.api#protocolDefinition": {}}}"#,
        &[(Code::UnknownProtocol, "/shapes/a#S/traits/a#proto")],
    )]);
}

const TWO: &str = r#""a#S": {"type": "service", "operations": [{"target": "a#GetThing"}, {"target": "a#PutThing"}]},
    "a#T": {"type": "service", "operations": [{"target": "a#PutThing"}]},
    "a#GetThing": {"type": "operation"}, "a#PutThing": {"type": "operation"}"#;

fn select(service: Option<&str>, operations: &[&str]) -> Result<Vec<String>, Vec<Problem>> {
    let selection = Selection {
        service: service.map(str::to_owned),
        operations: operations.iter().map(|name| (*name).to_owned()).collect(),
    };
    let (model, _) = read(&v2(TWO), &selection)?;
    Ok(model
        .operations
        .iter()
        .map(|o| o.id.name().to_owned())
        .collect())
}

#[test]
fn selections() {
    let all = ["GetThing", "PutThing"].map(str::to_owned);
    assert_eq!(select(Some("S"), &[]), Ok(all.to_vec()));
    assert_eq!(select(Some("a#T"), &[]), Ok(all[1..].to_vec()));
    assert_eq!(
        select(Some("S"), &["a#PutThing", "PutThing"]),
        Ok(all[1..].to_vec())
    );
    let table: [(Option<&str>, &[&str], Code, &str); 6] = [
        (
            None,
            &[],
            Code::ServiceChoice,
            "name one with `--service NAME`: `a#S`, `a#T`",
        ),
        (Some("U"), &[], Code::ServiceChoice, "did you mean `S`?"),
        (
            Some("S"),
            &["GetThin"],
            Code::UnknownOperation,
            "did you mean `GetThing`?",
        ),
        (
            Some("T"),
            &["a#PutThin"],
            Code::UnknownOperation,
            "did you mean `a#PutThing`?",
        ),
        (
            Some("S"),
            &["Thing"],
            Code::UnknownOperation,
            "near names: `GetThing`, `PutThing`",
        ),
        (
            Some("S"),
            &["Delete"],
            Code::UnknownOperation,
            "known operations: `GetThing`, `PutThing`",
        ),
    ];
    for (service, operations, code, help) in table {
        let problems = select(service, operations).expect_err(help);
        assert_eq!(problems.len(), 1);
        assert_eq!(
            (problems[0].code, problems[0].help.as_deref()),
            (code, Some(help))
        );
    }
}
