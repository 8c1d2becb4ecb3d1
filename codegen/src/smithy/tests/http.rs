use super::problems;
use crate::report::Code;

/// A service with one operation `Op` at this URI, and these members of its input and output.
fn operation(uri: &str, input: &str, output: &str) -> String {
    super::v2(&format!(
        r#""a#S": {{"type": "service", "operations": [{{"target": "a#Op"}}]}},
           "a#Op": {{"type": "operation", "input": {{"target": "a#In"}}, "output": {{"target": "a#Out"}},
             "traits": {{"smithy.api#http": {{"method": "POST", "uri": "{uri}"}}}}}},
           "a#In": {{"type": "structure", "members": {{{input}}}}},
           "a#Map": {{"type": "map", "key": {{"target": "smithy.api#String"}}, "value": {{"target": "smithy.api#String"}}}},
           "a#Out": {{"type": "structure", "members": {{{output}}}}}"#
    ))
}

/// A member of this name and target with one trait.
fn member(name: &str, target: &str, traits: &str) -> String {
    format!(r#""{name}": {{"target": "{target}", "traits": {{{traits}}}}}"#)
}

fn text(name: &str, traits: &str) -> String {
    member(name, "smithy.api#String", traits)
}

const LABEL: &str = r#""smithy.api#required": {}, "smithy.api#httpLabel": {}"#;
const URI: &str = "/shapes/a#Op/traits/smithy.api#http/uri";

fn check(uri: &str, input: &[String], output: &[String], expected: &[(Code, &str)]) {
    let document = operation(uri, &input.join(", "), &output.join(", "));
    let found = problems(&document);
    let found: Vec<(Code, &str)> = found.iter().map(|(c, p)| (*c, p.as_str())).collect();
    assert_eq!(found, expected, "{document}");
}

#[test]
fn uris_and_labels() {
    check("/{a}/b", &[text("a", LABEL)], &[], &[]);
    check("no-slash", &[], &[], &[(Code::UriPattern, URI)]);
    check("/{a}/b", &[], &[], &[(Code::UriLabel, URI)]);
    check("/{a}/b", &[text("a", "")], &[], &[(Code::UriLabel, URI)]);
    let place = "/shapes/a#In/members/a/traits/smithy.api#httpLabel";
    check("/b", &[text("a", LABEL)], &[], &[(Code::UriLabel, place)]);
    check(
        "/{a+}",
        &[member("a", "smithy.api#Integer", LABEL)],
        &[],
        &[(Code::UriLabel, place)],
    );
    check("/{a+}", &[text("a", LABEL)], &[], &[]);
    let optional = r#""smithy.api#httpLabel": {}"#;
    check(
        "/{a}",
        &[text("a", optional)],
        &[],
        &[(Code::TraitPlace, place)],
    );
}

#[test]
fn a_label_needs_an_input() {
    let document = super::v2(
        r#""a#Op": {"type": "operation", "input": {"target": "smithy.api#Unit"}, "traits": {
            "smithy.api#http": {"method": "GET", "uri": "/{a}"}}}"#,
    );
    assert_eq!(problems(&document), [(Code::UriLabel, URI.to_owned())]);
}

#[test]
fn bindings_are_unique() {
    let header = |name: &str| format!(r#""smithy.api#httpHeader": "{name}""#);
    let query = |name: &str| format!(r#""smithy.api#httpQuery": "{name}""#);
    let place = |kind: &str| format!("/shapes/a#In/members/b/traits/smithy.api#{kind}");
    let conflict = |kind: &str, a: String, b: String| {
        check(
            "/",
            &[text("a", &a), text("b", &b)],
            &[],
            &[(Code::BindingConflict, &place(kind))],
        );
    };
    conflict("httpHeader", header("X-A"), header("x-a"));
    conflict("httpQuery", query("q"), query("q"));
    check(
        "/",
        &[text("a", &query("q")), text("b", &query("Q"))],
        &[],
        &[],
    );

    let payload = r#""smithy.api#httpPayload": {}"#;
    conflict("httpPayload", payload.to_owned(), payload.to_owned());
    let body = "/shapes/a#In/members/b";
    check(
        "/",
        &[text("a", payload), text("b", "")],
        &[],
        &[(Code::BindingConflict, body)],
    );
    check("/", &[text("a", payload), text("b", &query("q"))], &[], &[]);

    let in_uri = [text("b", &query("q"))];
    check(
        "/?q=1",
        &in_uri,
        &[],
        &[(Code::BindingConflict, &place("httpQuery"))],
    );

    let prefix = member("p", "a#Map", r#""smithy.api#httpPrefixHeaders": "X-""#);
    let prefixed = [prefix, text("b", &header("x-b"))];
    check(
        "/",
        &prefixed,
        &[],
        &[(Code::BindingConflict, &place("httpHeader"))],
    );
    let odd = [text("b", &header("not a token"))];
    check("/", &odd, &[], &[(Code::TraitValue, &place("httpHeader"))]);

    let params = r#""smithy.api#httpQueryParams": {}"#;
    let both = [member("a", "a#Map", params), member("b", "a#Map", params)];
    check(
        "/",
        &both,
        &[],
        &[(Code::BindingConflict, &place("httpQueryParams"))],
    );
}

#[test]
fn one_binding_a_member() {
    let both = format!(r#"{LABEL}, "smithy.api#httpHeader": "h""#);
    let found = problems(&operation("/{a}", &text("a", &both), ""));
    let place = "/shapes/a#In/members/a/traits/smithy.api#httpHeader".to_owned();
    assert!(found.contains(&(Code::TraitConflict, place)), "{found:?}");
}

#[test]
fn bindings_to_what_is_not_there() {
    let output = |kind: &str| format!("/shapes/a#Out/members/a/traits/smithy.api#{kind}");
    check(
        "/",
        &[],
        &[text("a", LABEL)],
        &[(Code::BindingPlace, &output("httpLabel"))],
    );
    // Legal, and without effect: the member travels in the body.
    let query = r#""smithy.api#httpQuery": "q""#;
    check(
        "/",
        &[],
        &[text("a", query)],
        &[(Code::BindingIgnored, &output("httpQuery"))],
    );
    let status = r#""smithy.api#httpResponseCode": {}"#;
    let place = "/shapes/a#In/members/a/traits/smithy.api#httpResponseCode";
    let code = || [member("a", "smithy.api#Integer", status)];
    check("/", &code(), &[], &[(Code::BindingPlace, place)]);
    check("/", &[], &code(), &[]);
    // A structure that is no message.
    let nested = operation("/", &member("n", "a#N", ""), "");
    let inner = text("a", r#""smithy.api#httpHeader": "h""#);
    let inner = format!(r#", "a#N": {{"type": "structure", "members": {{{inner}}}}}}}}}"#);
    let nested = format!("{}{inner}", nested.trim_end_matches('}').to_owned() + "}}");
    let place = "/shapes/a#N/members/a/traits/smithy.api#httpHeader".to_owned();
    assert_eq!(
        problems(&nested),
        [(Code::BindingIgnored, place)],
        "{nested}"
    );
}

#[test]
fn one_operation_a_uri() {
    let pair = |first: &str, second: &str| {
        let one = |name: &str, http: &str| {
            format!(
                r#""a#{name}": {{"type": "operation", "input": {{"target": "a#In"}}, "traits": {{"smithy.api#http": {http}}}}}"#
            )
        };
        problems(&super::v2(&format!(
            r#"{}, {}, "a#In": {{"type": "structure", "members": {{{}}}}}"#,
            one("A", first),
            one("B", second),
            text("x", LABEL)
        )))
    };
    let conflict = [(
        Code::UriConflict,
        "/shapes/a#B/traits/smithy.api#http/uri".to_owned(),
    )];
    let get = r#"{"method": "GET", "uri": "/a/{x}"}"#;
    assert_eq!(pair(get, get), conflict);
    assert_eq!(pair(get, r#"{"method": "PUT", "uri": "/a/{x}"}"#), []);
    assert_eq!(pair(get, r#"{"method": "GET", "uri": "/a/{x}?b"}"#), []);
    assert_eq!(pair(get, r#"{"method": "GET", "uri": "/a/{x}/"}"#), []);
}

#[test]
fn host_labels() {
    let with = |prefix: &str, traits: &str| {
        problems(&super::v2(&format!(
            r#""a#Op": {{"type": "operation", "input": {{"target": "a#In"}},
                "traits": {{"smithy.api#endpoint": {{"hostPrefix": "{prefix}"}}}}}},
               "a#In": {{"type": "structure", "members": {{"a": {{"target": "smithy.api#String", "traits": {{{traits}}}}}}}}}"#
        )))
    };
    let host = r#""smithy.api#required": {}, "smithy.api#hostLabel": {}"#;
    let place = "/shapes/a#Op/traits/smithy.api#endpoint/hostPrefix".to_owned();
    assert_eq!(with("{a}.data.", host), []);
    assert_eq!(with("{a}.", ""), [(Code::UriLabel, place.clone())]);
    assert_eq!(with("{b}.", host), [(Code::UriLabel, place.clone())]);
    assert_eq!(with("{b.", host), [(Code::UriPattern, place)]);
}

#[test]
fn a_label_and_a_member_of_the_body_may_share_a_json_name() {
    let input = [text("c", LABEL), text("d", r#""smithy.api#jsonName": "c""#)];
    check("/{c}", &input, &[], &[]);
    let document = operation("/{c}", &input.join(", "), "");
    let model = super::model(&document);
    let names: Vec<_> = super::members(&model, "a#In")
        .iter()
        .map(|member| member.json_name.as_deref())
        .collect();
    assert_eq!(names, [Some("cLabel"), Some("c")]);
}
