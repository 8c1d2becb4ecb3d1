//! Small models, each hostile with one text wherever a service and its operations have any.

use serde_json::{Value, json};

use super::ATTACKS;

/// A Smithy model for each of [`ATTACKS`].
pub fn operations() -> Vec<String> {
    ATTACKS
        .iter()
        .map(|attack| model(attack).to_string())
        .collect()
}

fn model(attack: &str) -> Value {
    json!({
        "smithy": "2.0",
        "shapes": {
            "evil.nul#Service": service(attack),
            "evil.nul#Send": operation(attack),
            "evil.nul#Input": input(attack),
            "evil.nul#Output": output(attack),
            "evil.nul#Oops": error(attack),
            "evil.nul#Bytes": {
                "type": "blob",
                "traits": {
                    "smithy.api#mediaType": media_type(attack),
                    "smithy.api#documentation": attack,
                },
            },
            "evil.nul#Headers": {
                "type": "map",
                "key": { "target": "smithy.api#String" },
                "value": { "target": "smithy.api#String" },
            },
        },
    })
}

/// As much of a text as a header's value can be; with other characters it is refused.
fn printable(attack: &str) -> String {
    attack.chars().filter(|c| matches!(c, ' '..='~')).collect()
}

/// A media type with a text as its parameter.
fn media_type(attack: &str) -> String {
    let escaped = printable(attack).replace('\\', "\\\\").replace('"', "\\\"");
    format!("text/plain; x=\"{escaped}\"")
}

/// As much of a text as a header's name can be (RFC 9110, section 5.6.2).
fn header(attack: &str) -> String {
    let is_of_token = |c: &char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(*c);
    let token: String = attack.chars().filter(is_of_token).collect();
    format!("x-{token}")
}

fn service(attack: &str) -> Value {
    let mut traits = texts(attack);
    let own = json!({
        "aws.protocols#restJson1": {},
        "aws.api#service": { "sdkId": attack, "arnNamespace": "x" },
        "smithy.api#title": attack,
        "smithy.api#cors": {
            "origin": format!("x {}!", printable(attack)),
            "additionalAllowedHeaders": [header(attack)],
            "additionalExposedHeaders": [header(attack)],
        },
    });
    extend(&mut traits, own);
    json!({
        "type": "service",
        "version": attack,
        "operations": [{ "target": "evil.nul#Send" }],
        "traits": traits,
    })
}

fn operation(attack: &str) -> Value {
    let mut traits = texts(attack);
    let own = json!({
        "smithy.api#http": { "method": "POST", "uri": "/{label+}?constant=*/", "code": 201 },
        "smithy.api#endpoint": { "hostPrefix": "x." },
        "smithy.api#examples": [{
            "title": attack,
            "documentation": attack,
            "input": { "label": "x", "query": attack, "body": attack },
            "error": { "shapeId": "evil.nul#Oops", "content": { "text": attack } },
        }],
    });
    extend(&mut traits, own);
    json!({
        "type": "operation",
        "input": { "target": "evil.nul#Input" },
        "output": { "target": "evil.nul#Output" },
        "errors": [{ "target": "evil.nul#Oops" }],
        "traits": traits,
    })
}

fn input(attack: &str) -> Value {
    let mut members = json!({
        "label": member("String", attack, json!({
            "smithy.api#httpLabel": {},
            "smithy.api#required": {},
        })),
        "query": member("String", attack, json!({ "smithy.api#httpQuery": format!("{attack}?") })),
        "header": member("String", attack, json!({ "smithy.api#httpHeader": "X-`Evil`" })),
        "body": member("String", attack, json!({ "smithy.api#jsonName": attack })),
    });
    members["prefixed"] = json!({
        "target": "evil.nul#Headers",
        "traits": { "smithy.api#httpPrefixHeaders": "X-``Evil" },
    });
    json!({ "type": "structure", "members": members, "traits": texts(attack) })
}

fn output(attack: &str) -> Value {
    let mut payload = member("Blob", attack, json!({ "smithy.api#httpPayload": {} }));
    payload["target"] = "evil.nul#Bytes".into();
    let header = member(
        "String",
        attack,
        json!({ "smithy.api#httpHeader": "X-Evil" }),
    );
    let members = json!({ "payload": payload, "header": header });
    json!({ "type": "structure", "members": members, "traits": texts(attack) })
}

fn error(attack: &str) -> Value {
    let mut traits = texts(attack);
    let own = json!({ "smithy.api#error": "client", "smithy.api#httpError": 418 });
    extend(&mut traits, own);
    let text = member("String", attack, json!({}));
    json!({ "type": "structure", "members": { "text": text }, "traits": traits })
}

fn member(target: &str, attack: &str, own: Value) -> Value {
    let mut traits = texts(attack);
    extend(&mut traits, own);
    json!({ "target": format!("smithy.api#{target}"), "traits": traits })
}

/// What can be said of anything. The version is one that changes what the message is, if both
/// are taken for Markdown.
fn texts(attack: &str) -> Value {
    json!({
        "smithy.api#documentation": attack,
        "smithy.api#deprecated": { "message": attack, "since": "`" },
        "smithy.api#externalDocumentation": { attack: "https://example.com/?*/)](javascript:x)" },
        "smithy.api#since": attack,
        "tinsmith.api#aliases": [attack],
    })
}

fn extend(traits: &mut Value, more: Value) {
    if let (Value::Object(traits), Value::Object(more)) = (traits, more) {
        traits.extend(more);
    }
}
