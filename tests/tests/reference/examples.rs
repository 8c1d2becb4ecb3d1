//! The messages of a page's examples are those that the generated types write.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use http::HeaderMap;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tinsmith_codegen::model::Model;
use tinsmith_codegen::smithy::{self, Selection};
use tinsmith_models::amplifybackend::{GetBackendAuth, GetBackendAuthError};
use tinsmith_runtime::http::HttpOperation;
use tinsmith_runtime::member_names::{MemberNamed, MemberNames};
use tinsmith_tests::cases::bindings::explicit as bindings;

/// A message, its headers in lower case.
#[derive(Debug, PartialEq)]
struct Message {
    start: String,
    headers: BTreeMap<String, String>,
    body: Value,
}

impl Message {
    fn new(start: String, headers: BTreeMap<String, String>, body: &str) -> Self {
        let is_json = headers
            .get("content-type")
            .is_some_and(|it| it.ends_with("json"));
        let body = if is_json {
            serde_json::from_str(body).unwrap()
        } else {
            body.into()
        };
        Self {
            start,
            headers,
            body,
        }
    }

    fn written(start: String, headers: &HeaderMap, body: &[u8]) -> Self {
        let headers = headers.iter().map(|(name, value)| {
            let value = value.to_str().unwrap();
            (name.as_str().to_owned(), value.to_owned())
        });
        Self::new(start, headers.collect(), std::str::from_utf8(body).unwrap())
    }

    fn parse(text: &str) -> Self {
        let text = text.strip_suffix('\n').unwrap();
        let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
        let mut lines = head.lines();
        let start = lines.next().unwrap().to_owned();
        let headers = lines.map(|line| {
            let (name, value) = line.split_once(": ").unwrap();
            (name.to_ascii_lowercase(), value.to_owned())
        });
        Self::new(start, headers.collect(), body)
    }
}

/// The blocks of code in a language on a page.
fn code(page: &str, language: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    for event in Parser::new(page) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(it))) if &*it == language => {
                inside = true;
                found.push(String::new());
            }
            Event::End(_) => inside = false,
            Event::Text(text) if inside => found.last_mut().unwrap().push_str(&text),
            _ => {}
        }
    }
    found
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn model(path: &str) -> Model {
    smithy::read(&read(path), &Selection::default()).unwrap().0
}

fn by_member_names<T: DeserializeOwned + MemberNamed>(value: &Value) -> T {
    let MemberNames(value) = serde_json::from_value(value.clone()).unwrap();
    value
}

/// Compares the page of an operation with what its type writes; how many messages there are.
fn check<O>(
    model: &Model,
    pages: &str,
    output: impl Fn(&Value) -> O::Output,
    error: impl Fn(&Value) -> O::Error,
) -> usize
where
    O: HttpOperation,
    O::Input: DeserializeOwned + MemberNamed,
{
    let mut operations = model.operations.iter();
    let operation = operations.find(|it| it.id.name() == O::NAME).unwrap();
    let mut wanted = Vec::new();
    let mut values = Vec::new();
    for example in &operation.examples {
        let request = O::request(by_member_names(&example.input)).unwrap();
        let start = format!("{} {} HTTP/1.1", request.method(), request.uri());
        wanted.push(Message::written(start, request.headers(), request.body()));
        values.push(example.input.clone());
        let success = example.output.as_ref();
        let success = success.map(|it| (it, O::response(output(it)).unwrap()));
        let failure = example.error.as_ref().map(|it| &it.content);
        let failure = failure.map(|it| (it, O::error_response(error(it)).unwrap()));
        for (value, response) in success.into_iter().chain(failure) {
            let start = format!("HTTP/1.1 {}", response.status().as_u16());
            wanted.push(Message::written(start, response.headers(), response.body()));
            values.push(value.clone());
        }
    }
    let page = read(&format!("{pages}/{}.md", O::NAME));
    let found: Vec<_> = code(&page, "http")
        .iter()
        .map(|it| Message::parse(it))
        .collect();
    assert_eq!(found, wanted, "{}", O::NAME);
    let found: Vec<Value> = code(&page, "json")
        .iter()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    assert_eq!(found, values, "{}", O::NAME);
    wanted.len()
}

fn none<T>(_: &Value) -> T {
    panic!("no example has one")
}

#[test]
fn messages_are_as_the_types_write_them() {
    let pages = "../models/reference/amplifybackend";
    let model_of_auth = model("../spec/amplifybackend.json");
    let missing = |value: &Value| GetBackendAuthError::NotFoundException(by_member_names(value));
    let count = check::<GetBackendAuth>(&model_of_auth, pages, by_member_names, missing);
    assert_eq!(count, 4);

    let pages = "cases/bindings/expected/reference";
    let model = &model("cases/bindings/model.json");
    let busy = |value: &Value| bindings::PutThingError::Busy(by_member_names(value));
    assert_eq!(
        check::<bindings::PutThing>(model, pages, by_member_names, busy),
        4
    );
    assert_eq!(
        check::<bindings::PutNote>(model, pages, by_member_names, none),
        2
    );
    assert_eq!(
        check::<bindings::PutChoice>(model, pages, by_member_names, none),
        2
    );
    assert_eq!(
        check::<bindings::PutDetail>(model, pages, by_member_names, none),
        2
    );
    let busy = |value: &Value| bindings::NudgeError::Busy(by_member_names(value));
    assert_eq!(check::<bindings::Nudge>(model, pages, none, busy), 3);
}

/// It is left out whole, rather than shown with something else in its place.
#[test]
fn a_message_with_bytes_is_not_shown() {
    let page = read("cases/bindings/expected/reference/PutBlob.md");
    assert_eq!(code(&page, "http"), Vec::<String>::new());
    assert_eq!(code(&page, "json").len(), 1);
}
