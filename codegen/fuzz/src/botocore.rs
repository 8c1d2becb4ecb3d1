//! Changes that mean something to botocore's `service-2.json`.

use fastrand::Rng;

use crate::mutate::{Move, value};
use crate::tree::Json;
use crate::words::{self, Words, one_of};

/// The changes.
pub const MOVES: &[Move] = &[
    add_member,
    add_member,
    add_shape,
    add_property,
    add_property,
    rename_shape,
    retarget,
    add_operation,
];

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

fn any_entry<'d>(
    document: &'d mut Json,
    section: &str,
    rng: &mut Rng,
) -> Option<&'d mut (String, Json)> {
    let entries = document.get_mut(section)?.entries_mut()?;
    let count = entries.len();
    if count == 0 {
        return None;
    }
    entries.get_mut(rng.usize(..count))
}

fn any_target(document: &Json, rng: &mut Rng) -> String {
    let shapes = document.get("shapes").map_or(&[][..], Json::entries);
    one_of(rng, shapes).map_or_else(|| "String".to_owned(), |(name, _)| name.clone())
}

fn a_property(rng: &mut Rng, words: &Words) -> (&'static str, Json) {
    let (name, text) = one_of(rng, PROPERTIES).copied().unwrap_or(("box", "true"));
    if rng.u8(..12) == 0 {
        return (name, value(rng, words));
    }
    (name, Json::parse(text).unwrap_or(Json::Array(Vec::new())))
}

fn add_member(document: &mut Json, rng: &mut Rng, words: &Words) -> bool {
    let mut member = Json::pair("shape", Json::string(any_target(document, rng)));
    for _ in 0..rng.usize(..3) {
        let (key, value) = a_property(rng, words);
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
    let name = words::name(rng);
    let text = one_of(rng, SHAPES).copied().unwrap_or_default();
    let Some(mut shape) = Json::parse(text) else {
        return false;
    };
    shape.for_each_text(&mut |text| {
        if text == "T" {
            text.clone_from(&target);
        }
    });
    if let Some(shapes) = document.get_mut("shapes") {
        shapes.set(&name, shape);
    }
    if let Some((_, user)) = any_entry(document, "shapes", rng)
        && let Some(members) = user.get_mut("members")
    {
        members.set(&words::name(rng), Json::pair("shape", Json::string(name)));
    }
    true
}

fn add_property(document: &mut Json, rng: &mut Rng, words: &Words) -> bool {
    let (key, value) = a_property(rng, words);
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
    let count = document.count();
    for _ in 0..16 {
        let place = document.nth_mut(rng.usize(..count));
        if let Some(place) = place.and_then(|place| place.get_mut("shape")) {
            *place = Json::string(target);
            return true;
        }
    }
    false
}

fn add_operation(document: &mut Json, rng: &mut Rng, _: &Words) -> bool {
    let name = words::name(rng);
    let reference = |target: String| Json::pair("shape", Json::string(target));
    let mut operation = Json::pair("name", Json::string(name.clone()));
    let mut http = Json::pair("method", Json::string("POST"));
    http.set("requestUri", Json::string(format!("/{}", rng.u8(..))));
    operation.set("http", http);
    operation.set("input", reference(any_target(document, rng)));
    operation.set("output", reference(any_target(document, rng)));
    operation.set(
        "errors",
        Json::Array(vec![reference(any_target(document, rng))]),
    );
    document
        .get_or_insert("operations")
        .is_some_and(|operations| {
            operations.set(&name, operation);
            true
        })
}
