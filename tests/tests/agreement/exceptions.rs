//! What JSON Schema cannot say: each exception is one, which an example shows.

use tinsmith_codegen::schema::Form;
use tinsmith_tests::contracts::exceptions::Exception;
use tinsmith_tests::contracts::node::Node;
use tinsmith_tests::contracts::run::canonical;
use tinsmith_tests::contracts::subject::{Expected, Outcome};
use tinsmith_tests::contracts::types::api;

fn outcome(case: &'static str, name: &str, document: &Node) -> Outcome {
    let api = api(case);
    let subject = api.subject(Form::Wire, name);
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
    let api = api("scalars");
    let subject = api.subject(Form::Wire, "Scalars");
    let mut document = canonical(subject.view, &subject.root).remove(0);
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
    let api = api("unions");
    let subject = api.subject(Form::Wire, "HiddenUnion");
    assert!((subject.reader)(&nested(120)).is_ok());
    assert!((subject.reader)(&nested(130)).is_err());
}
