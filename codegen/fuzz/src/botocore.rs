//! Changes that mean something to botocore's `service-2.json`.

use fastrand::Rng;

use crate::moves::{self, any_entry, reference, valued};
use crate::mutate::Move;
use crate::tree::Json;
use crate::words::{self, Words};

const MOVES: &[Move] = &[
    add_member,
    add_member,
    add_shape,
    add_property,
    add_property,
    rename_shape,
    retarget,
    add_operation,
];

/// The changes.
pub fn moves(_: &Json) -> &'static [Move] {
    MOVES
}

/// Words of the format.
pub fn words() -> Words {
    Words::new(include_str!("../dictionaries/botocore.dict"))
}

/// Properties of shapes, members and operations, each with a value it takes.
const PROPERTIES: &[(&str, &str)] = &[
    ("documentation", "\"<p>x</p>\""),
    ("deprecated", "true"),
    ("deprecatedMessage", "\"*/ \\\"#\""),
    ("deprecatedSince", "\"2024\""),
    ("sensitive", "true"),
    ("box", "true"),
    ("streaming", "true"),
    ("eventstream", "true"),
    ("event", "true"),
    ("eventpayload", "true"),
    ("eventheader", "true"),
    ("idempotencyToken", "true"),
    ("jsonvalue", "true"),
    ("hostLabel", "true"),
    ("location", "\"header\""),
    ("location", "\"headers\""),
    ("location", "\"querystring\""),
    ("location", "\"uri\""),
    ("location", "\"statusCode\""),
    ("locationName", "\"a-b\""),
    ("locationName", "\"\""),
    ("queryName", "\"Q\""),
    ("payload", "\"a\""),
    ("required", "[\"a\"]"),
    ("enum", "[\"a\",\"*/\",\"\"]"),
    ("document", "true"),
    ("union", "true"),
    ("exception", "true"),
    ("fault", "true"),
    (
        "error",
        "{\"httpStatusCode\":404,\"code\":\"C\",\"senderFault\":true}",
    ),
    ("retryable", "{\"throttling\":true}"),
    ("min", "1"),
    ("max", "1e3"),
    ("pattern", "\"^(a|b)*$\""),
    ("timestampFormat", "\"iso8601\""),
    ("timestampFormat", "\"unixTimestamp\""),
    ("timestampFormat", "\"rfc822\""),
    ("flattened", "true"),
    ("wrapper", "true"),
    ("synthetic", "true"),
    ("sparse", "true"),
    ("xmlName", "\"x\""),
    ("idempotent", "true"),
    ("readonly", "true"),
    ("endpoint", "{\"hostPrefix\":\"{a}.\"}"),
    ("http", "{\"method\":\"POST\",\"requestUri\":\"/{a+}?b\"}"),
];

/// Shapes, as text; `T` is a target.
const SHAPES: &[&str] = &[
    "{\"type\":\"structure\",\"members\":{\"a\":{\"shape\":\"T\"}}}",
    "{\"type\":\"structure\",\"required\":[\"a\"],\"members\":{\"a\":{\"shape\":\"T\"}}}",
    "{\"type\":\"structure\",\"union\":true,\"members\":{\"a\":{\"shape\":\"T\"}}}",
    "{\"type\":\"structure\",\"exception\":true,\"error\":{\"httpStatusCode\":404},\"members\":{}}",
    "{\"type\":\"list\",\"member\":{\"shape\":\"T\"}}",
    "{\"type\":\"map\",\"key\":{\"shape\":\"T\"},\"value\":{\"shape\":\"T\"}}",
    "{\"type\":\"string\",\"enum\":[\"A\",\"b c\"]}",
    "{\"type\":\"string\"}",
    "{\"type\":\"integer\",\"box\":true}",
    "{\"type\":\"double\"}",
    "{\"type\":\"blob\"}",
    "{\"type\":\"timestamp\"}",
    "{\"type\":\"boolean\"}",
    "{\"type\":\"structure\",\"document\":true,\"members\":{}}",
];

fn any_target(document: &Json, rng: &mut Rng) -> String {
    moves::any_shape_name(document, rng).unwrap_or_else(|| "String".to_owned())
}

fn add_member(document: &mut Json, rng: &mut Rng, words: &Words) -> bool {
    let mut member = reference("shape", &any_target(document, rng));
    for _ in 0..rng.usize(..3) {
        let (key, value) = valued(PROPERTIES, rng, words);
        member.set(key, value);
    }
    let members = any_entry(document, "shapes", rng).and_then(|(_, s)| s.get_mut("members"));
    members.is_some_and(|members| {
        members.set(&words::name(rng), member);
        true
    })
}

fn add_shape(document: &mut Json, rng: &mut Rng, _: &Words) -> bool {
    let target = any_target(document, rng);
    let (name, member) = (words::name(rng), words::name(rng));
    let Some(shape) = moves::shape(SHAPES, &target, rng) else {
        return false;
    };
    moves::define(document, (&name, shape), ("shape", &member), rng);
    true
}

fn add_property(document: &mut Json, rng: &mut Rng, words: &Words) -> bool {
    let (key, value) = valued(PROPERTIES, rng, words);
    let section = if rng.u8(..4) == 0 {
        "operations"
    } else {
        "shapes"
    };
    let Some((_, place)) = any_entry(document, section, rng) else {
        return false;
    };
    if rng.bool()
        && let Some(members) = place.get_mut("members").and_then(Json::entries_mut)
        && !members.is_empty()
    {
        let at = rng.usize(..members.len());
        members[at].1.set(key, value);
    } else {
        place.set(key, value);
    }
    true
}

fn rename_shape(document: &mut Json, rng: &mut Rng, _: &Words) -> bool {
    let Some((old, _)) = any_entry(document, "shapes", rng) else {
        return false;
    };
    let old = old.clone();
    let new = words::name(rng);
    document.for_each_text(&mut |text| {
        if *text == old {
            text.clone_from(&new);
        }
    });
    true
}

fn retarget(document: &mut Json, rng: &mut Rng, _: &Words) -> bool {
    let target = any_target(document, rng);
    moves::retarget(document, "shape", &target, rng)
}

fn add_operation(document: &mut Json, rng: &mut Rng, _: &Words) -> bool {
    let name = words::name(rng);
    let mut operation = Json::pair("name", Json::string(name.clone()));
    let mut http = Json::pair("method", Json::string("POST"));
    http.set("requestUri", Json::string(format!("/{}", rng.u8(..))));
    operation.set("http", http);
    let messages = [(); 3].map(|()| any_target(document, rng));
    moves::add_messages(
        &mut operation,
        "shape",
        messages.each_ref().map(String::as_str),
    );
    document
        .get_or_insert("operations")
        .is_some_and(|operations| {
            operations.set(&name, operation);
            true
        })
}
