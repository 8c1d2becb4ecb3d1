//! What JSON Schema cannot say: each exception is one, which an example shows.

use tinsmith_tests::contracts::exceptions::Exception;
use tinsmith_tests::contracts::node::Node;
use tinsmith_tests::contracts::run::Schemas;
use tinsmith_tests::contracts::subject::{Expected, Outcome, Subject};
use tinsmith_tests::contracts::types::apis;

fn outcome(case: &str, name: &str, document: &Node) -> Outcome {
    let api = apis().into_iter().find(|it| it.name == case).unwrap();
    let it = api.types.iter().find(|it| it.name == name).unwrap();
    let contracts = Schemas::of(&api.model, case).contracts(name).unwrap();
    let subject = Subject {
        name: name.to_owned(),
        model: &api.model,
        root: it.root.clone(),
        contracts: &contracts,
        reader: &it.read,
    };
    subject.check(document, Expected::default()).unwrap()
}

fn object(members: &[(&str, Node)]) -> Node {
    let members = members.iter();
    Node::Object(
        members
            .map(|(key, it)| ((*key).to_owned(), it.clone()))
            .collect(),
    )
}

#[test]
fn each_exception_is_one() {
    let number = Node::number;
    let examples = [
        (
            Exception::RepeatedKey,
            "unions",
            "Square",
            object(&[("side", number("1")), ("side", number("2"))]),
        ),
        (
            Exception::SpelledInteger,
            "unions",
            "Square",
            object(&[("side", number("1.0"))]),
        ),
        (
            Exception::NumberRange,
            "unions",
            "Shape",
            object(&[("circle", number("1e400"))]),
        ),
        (
            Exception::RoundedInteger,
            "unions",
            "Square",
            object(&[("side", number("-9223372036854775809"))]),
        ),
        (
            Exception::LoneSurrogate,
            "unions",
            "HiddenUnion",
            object(&[("a", Node::Spelled(r#""\ud800""#.to_owned()))]),
        ),
        (
            Exception::TimestampEdge,
            "unions",
            "Shape",
            object(&[("at", Node::text("9999-12-31T23:59:59-00:01"))]),
        ),
        (
            Exception::UnknownMembers,
            "unions",
            "HiddenUnion",
            object(&[("x", number("1")), ("y", number("1")), ("z", Node::Null)]),
        ),
    ];
    for (exception, case, name, document) in examples {
        let excused = Outcome::Excused([exception].into());
        assert_eq!(outcome(case, name, &document), excused, "{document}");
    }
}

/// Without the runtime's feature `exact-numbers` they would be an exception; `http`, which these
/// tests use, brings it.
#[test]
fn big_integers_are_none_with_exact_numbers() {
    let api = apis().into_iter().find(|it| it.name == "scalars").unwrap();
    let root = &api
        .types
        .iter()
        .find(|it| it.name == "Scalars")
        .unwrap()
        .root;
    let mut document = tinsmith_tests::contracts::run::canonical(&api.model, root).remove(0);
    let Node::Object(members) = &mut document else {
        unreachable!("a structure is an object")
    };
    for (key, value) in members {
        if key == "bigIntegerRequired" {
            *value = Node::number("123456789012345678901234567890");
        }
    }
    assert_eq!(outcome("scalars", "Scalars", &document), Outcome::Read);
}

/// `serde_json` stops there, so that hostile input cannot exhaust the stack; a validator that has
/// its values in memory goes on.
#[test]
fn nesting_ends_at_128_levels() {
    let nested = |depth: usize| format!("{{\"x\":{}1{}}}", "[".repeat(depth), "]".repeat(depth));
    let api = apis().into_iter().find(|it| it.name == "unions").unwrap();
    let it = api
        .types
        .iter()
        .find(|it| it.name == "HiddenUnion")
        .unwrap();
    assert!((it.read)(&nested(120)).is_ok());
    assert!((it.read)(&nested(130)).is_err());
}
