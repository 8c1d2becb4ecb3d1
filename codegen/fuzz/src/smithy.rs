//! Changes that mean something to Smithy's JSON AST, most of which leave a valid model valid.

use fastrand::Rng;

use crate::moves::{self, any_entry, reference, valued};
use crate::mutate::Move;
use crate::tree::Json;
use crate::words::{self, Words, one_of};

const MOVES: &[Move] = &[
    add_member,
    add_member,
    add_member,
    add_trait,
    add_trait,
    add_trait,
    add_shape,
    add_shape,
    rename_shape,
    rename_member,
    retarget,
    document,
    mix_in,
    add_operation,
    apply,
];

/// The changes.
pub fn moves(_: &Json) -> &'static [Move] {
    MOVES
}

/// Words of the format.
pub fn words() -> Words {
    Words::new(include_str!("../dictionaries/smithy.dict"))
}

/// Traits, each with a value it takes.
const TRAITS: &[(&str, &str)] = &[
    ("required", "{}"),
    ("clientOptional", "{}"),
    ("input", "{}"),
    ("output", "{}"),
    ("default", "null"),
    ("default", "0"),
    ("default", "\"\""),
    ("default", "\"*/\""),
    ("default", "[]"),
    ("default", "{}"),
    ("default", "true"),
    ("default", "1.5"),
    ("addedDefault", "{}"),
    ("deprecated", "{}"),
    ("deprecated", "{\"message\":\"a\\\"#]\",\"since\":\"1.0\"}"),
    (
        "deprecated",
        "{\"message\":\"*/ ```\\n}\",\"since\":\"*/\"}",
    ),
    ("documentation", "\"text\""),
    (
        "externalDocumentation",
        "{\"A [b]\":\"https://example.com/\"}",
    ),
    ("jsonName", "\"\""),
    ("jsonName", "\"a b\""),
    ("jsonName", "\"type\""),
    ("jsonName", "\"__type\""),
    ("jsonName", "\"\\\"}; {\\u0000\""),
    ("sensitive", "{}"),
    ("sparse", "{}"),
    ("uniqueItems", "{}"),
    ("error", "\"client\""),
    ("error", "\"server\""),
    ("httpError", "418"),
    ("retryable", "{\"throttling\":true}"),
    ("httpLabel", "{}"),
    ("httpQuery", "\"q\""),
    ("httpQueryParams", "{}"),
    ("httpHeader", "\"X-H\""),
    ("httpPrefixHeaders", "\"X-\""),
    ("httpPayload", "{}"),
    ("httpResponseCode", "{}"),
    ("http", "{\"method\":\"POST\",\"uri\":\"/a\",\"code\":200}"),
    ("http", "{\"method\":\"GET\",\"uri\":\"/{a}/{b+}?c=d\"}"),
    ("readonly", "{}"),
    ("idempotent", "{}"),
    ("idempotencyToken", "{}"),
    ("hostLabel", "{}"),
    ("endpoint", "{\"hostPrefix\":\"{a}.b.\"}"),
    ("streaming", "{}"),
    ("requiresLength", "{}"),
    ("eventHeader", "{}"),
    ("eventPayload", "{}"),
    ("mediaType", "\"application/json\""),
    ("timestampFormat", "\"epoch-seconds\""),
    ("timestampFormat", "\"date-time\""),
    ("timestampFormat", "\"http-date\""),
    ("length", "{\"min\":1,\"max\":2}"),
    ("length", "{\"max\":0}"),
    ("range", "{\"min\":-1.5,\"max\":1e3}"),
    ("range", "{\"min\":0}"),
    ("pattern", "\"^[a-z]+$\""),
    ("pattern", "\"(a|a)*\\\\p{L}(?<x>y)\""),
    (
        "pattern",
        "\"((((((((((a{1,9}){1,9}){1,9}){1,9}){1,9}){1,9}))))))\"",
    ),
    (
        "enum",
        "[{\"value\":\"a\",\"name\":\"A\"},{\"value\":\"b\",\"name\":\"B\"}]",
    ),
    ("enum", "[{\"value\":\"*/\"},{\"value\":\"\"}]"),
    ("enumValue", "\"\\n\""),
    ("enumValue", "7"),
    ("trait", "{}"),
    ("mixin", "{}"),
    ("internal", "{}"),
    ("since", "\"2020\""),
    ("tags", "[\"a\"]"),
    ("title", "\"T */ <b> [x]\""),
    ("box", "{}"),
    ("private", "{}"),
    ("recommended", "{\"reason\":\"x\"}"),
    (
        "examples",
        "[{\"title\":\"t\",\"input\":{\"a\":1},\"output\":{}}]",
    ),
    ("paginated", "{\"inputToken\":\"a\",\"outputToken\":\"b\"}"),
    ("cors", "{\"origin\":\"*\"}"),
    ("xmlName", "\"x\""),
    ("unstable", "{}"),
    ("nestedProperties", "{}"),
    ("references", "[]"),
];

/// Shapes, as text; `T` is a target.
const SHAPES: &[&str] = &[
    "{\"type\":\"structure\",\"members\":{\"a\":{\"target\":\"T\"}}}",
    "{\"type\":\"structure\",\"members\":{\"a\":{\"target\":\"T\",\"traits\":{\"smithy.api#required\":{}}}}}",
    "{\"type\":\"structure\",\"members\":{\"message\":{\"target\":\"smithy.api#String\"}},\"traits\":{\"smithy.api#error\":\"client\"}}",
    "{\"type\":\"structure\",\"traits\":{\"smithy.api#mixin\":{}},\"members\":{\"m\":{\"target\":\"T\"}}}",
    "{\"type\":\"union\",\"members\":{\"a\":{\"target\":\"T\"},\"b\":{\"target\":\"smithy.api#Unit\"}}}",
    "{\"type\":\"list\",\"member\":{\"target\":\"T\"}}",
    "{\"type\":\"set\",\"member\":{\"target\":\"T\"}}",
    "{\"type\":\"map\",\"key\":{\"target\":\"smithy.api#String\"},\"value\":{\"target\":\"T\"}}",
    "{\"type\":\"enum\",\"members\":{\"A\":{\"target\":\"smithy.api#Unit\",\"traits\":{\"smithy.api#enumValue\":\"a\"}},\"B\":{\"target\":\"smithy.api#Unit\"}}}",
    "{\"type\":\"intEnum\",\"members\":{\"A\":{\"target\":\"smithy.api#Unit\",\"traits\":{\"smithy.api#enumValue\":1}},\"B\":{\"target\":\"smithy.api#Unit\",\"traits\":{\"smithy.api#enumValue\":2}}}}",
    "{\"type\":\"string\"}",
    "{\"type\":\"string\",\"traits\":{\"smithy.api#enum\":[{\"value\":\"x y\"},{\"value\":\"Z\"}]}}",
    "{\"type\":\"document\"}",
    "{\"type\":\"timestamp\"}",
    "{\"type\":\"bigDecimal\"}",
    "{\"type\":\"blob\"}",
    "{\"type\":\"resource\",\"identifiers\":{\"id\":{\"target\":\"smithy.api#String\"}}}",
];

/// Prelude shapes.
const PRELUDE: &[&str] = &[
    "String",
    "Blob",
    "Boolean",
    "Byte",
    "Short",
    "Integer",
    "Long",
    "Float",
    "Double",
    "BigInteger",
    "BigDecimal",
    "Timestamp",
    "Document",
    "Unit",
    "PrimitiveInteger",
];

fn shapes(document: &mut Json) -> Option<&mut Vec<(String, Json)>> {
    document.get_mut("shapes")?.entries_mut()
}

/// A shape, and its ID.
fn any_shape<'d>(document: &'d mut Json, rng: &mut Rng) -> Option<&'d mut (String, Json)> {
    any_entry(document, "shapes", rng)
}

fn any_target(document: &Json, rng: &mut Rng) -> String {
    match moves::any_shape_name(document, rng) {
        Some(id) if rng.u8(..4) != 0 => id,
        _ => format!("smithy.api#{}", one_of(rng, PRELUDE).unwrap_or(&"String")),
    }
}

fn namespace(document: &Json) -> String {
    let shapes = document.get("shapes").map_or(&[][..], Json::entries);
    let first = shapes.first().and_then(|(id, _)| id.split_once('#'));
    first.map_or("a", |(namespace, _)| namespace).to_owned()
}

/// A trait, with a value.
pub(crate) fn a_trait(rng: &mut Rng, words: &Words) -> (String, Json) {
    let (name, value) = valued(TRAITS, rng, words);
    (format!("smithy.api#{name}"), value)
}

fn add_member(document: &mut Json, rng: &mut Rng, words: &Words) -> bool {
    let target = any_target(document, rng);
    let name = words::name(rng);
    let Some((_, shape)) = any_shape(document, rng) else {
        return false;
    };
    let mut member = reference("target", &target);
    for _ in 0..rng.usize(..3) {
        let (key, value) = a_trait(rng, words);
        if let Some(traits) = member.get_or_insert("traits") {
            traits.set(&key, value);
        }
    }
    let is_aggregate = matches!(
        shape.get("type").and_then(Json::as_str),
        Some("structure" | "union" | "enum" | "intEnum")
    );
    if !is_aggregate {
        return false;
    }
    shape.get_or_insert("members").is_some_and(|members| {
        members.set(&name, member);
        true
    })
}

fn add_trait(document: &mut Json, rng: &mut Rng, words: &Words) -> bool {
    let Some((_, shape)) = any_shape(document, rng) else {
        return false;
    };
    let place = match shape.get_mut("members").and_then(Json::entries_mut) {
        Some(members) if !members.is_empty() && rng.u8(..3) != 0 => {
            let at = rng.usize(..members.len());
            Some(&mut members[at].1)
        }
        _ => None,
    };
    let place = match place {
        Some(member) => member,
        // Borrowed anew: the members' entries are not wanted.
        None => match any_shape(document, rng) {
            Some((_, shape)) => shape,
            None => return false,
        },
    };
    let (key, value) = a_trait(rng, words);
    place.get_or_insert("traits").is_some_and(|traits| {
        traits.set(&key, value);
        true
    })
}

fn add_shape(document: &mut Json, rng: &mut Rng, _: &Words) -> bool {
    let target = any_target(document, rng);
    let id = format!("{}#{}", namespace(document), words::name(rng));
    let target = if rng.u8(..4) == 0 { &id } else { &target };
    let member = words::name(rng);
    let Some(shape) = moves::shape(SHAPES, target, rng) else {
        return false;
    };
    moves::define(document, (&id, shape), ("target", &member), rng);
    true
}

fn rename_shape(document: &mut Json, rng: &mut Rng, _: &Words) -> bool {
    let Some((old, _)) = any_shape(document, rng) else {
        return false;
    };
    let old = old.clone();
    let namespace = old.split_once('#').map_or("a", |(namespace, _)| namespace);
    let new = format!("{namespace}#{}", words::name(rng));
    document.for_each_text(&mut |text| {
        if *text == old {
            text.clone_from(&new);
        } else if let Some(rest) = text.strip_prefix(&old)
            && rest.starts_with('$')
        {
            *text = format!("{new}{rest}");
        }
    });
    true
}

fn rename_member(document: &mut Json, rng: &mut Rng, _: &Words) -> bool {
    let members = any_shape(document, rng)
        .and_then(|(_, shape)| shape.get_mut("members"))
        .and_then(Json::entries_mut);
    match members {
        Some(members) if !members.is_empty() => {
            let at = rng.usize(..members.len());
            members[at].0 = words::name(rng);
            true
        }
        _ => false,
    }
}

fn retarget(document: &mut Json, rng: &mut Rng, _: &Words) -> bool {
    let target = any_target(document, rng);
    moves::retarget(document, "target", &target, rng)
}

fn document(document: &mut Json, rng: &mut Rng, words: &Words) -> bool {
    let text = words::text(rng, words);
    moves::change_some(document, "traits", rng, |traits| {
        traits.set("smithy.api#documentation", Json::string(text));
    })
}

fn mix_in(document: &mut Json, rng: &mut Rng, _: &Words) -> bool {
    let target = any_target(document, rng);
    if let Some(shapes) = document.get_mut("shapes")
        && let Some(shape) = shapes.get_mut(&target)
        && let Some(traits) = shape.get_or_insert("traits")
    {
        traits.set("smithy.api#mixin", Json::Object(Vec::new()));
    }
    let reference = reference("target", &target);
    let Some((_, shape)) = any_shape(document, rng) else {
        return false;
    };
    match shape.get_mut("mixins") {
        Some(Json::Array(mixins)) => mixins.push(reference),
        _ => shape.set("mixins", Json::Array(vec![reference])),
    }
    true
}

fn add_operation(document: &mut Json, rng: &mut Rng, _: &Words) -> bool {
    let id = format!("{}#{}", namespace(document), words::name(rng));
    let mut operation = Json::pair("type", Json::string("operation"));
    let messages = [(); 3].map(|()| any_target(document, rng));
    moves::add_messages(
        &mut operation,
        "target",
        messages.each_ref().map(String::as_str),
    );
    let uri = format!("/{}", rng.u8(..));
    let mut http = Json::pair("method", Json::string("POST"));
    http.set("uri", Json::string(uri));
    operation.set("traits", Json::pair("smithy.api#http", http));
    let Some(shapes) = shapes(document) else {
        return false;
    };
    for (_, shape) in shapes.iter_mut() {
        if matches!(
            shape.get("type").and_then(Json::as_str),
            Some("service" | "resource")
        ) {
            match shape.get_mut("operations") {
                Some(Json::Array(operations)) => operations.push(reference("target", &id)),
                _ => shape.set("operations", Json::Array(vec![reference("target", &id)])),
            }
        }
    }
    shapes.push((id, operation));
    true
}

fn apply(document: &mut Json, rng: &mut Rng, words: &Words) -> bool {
    let Some((id, shape)) = any_shape(document, rng) else {
        return false;
    };
    let members = shape.get("members").map_or(&[][..], Json::entries);
    let target = match one_of(rng, members) {
        Some((member, _)) if rng.bool() => format!("{id}${member}"),
        _ => id.clone(),
    };
    let (key, value) = a_trait(rng, words);
    let mut statement = Json::pair("type", Json::string("apply"));
    statement.set("traits", Json::pair(key, value));
    if let Some(shapes) = shapes(document) {
        shapes.push((target, statement));
    }
    true
}
