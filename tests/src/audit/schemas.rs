//! Published schemas.

use serde_json::Value;

use super::annotations;

/// It is JSON, valid under the metaschema, every reference in it leads somewhere, and what it says
/// to people is text.
pub(super) fn check(text: &str, fault: &mut impl FnMut(String)) {
    let schema: Value = match serde_json::from_str(text) {
        Ok(schema) => schema,
        Err(error) => return fault(format!("not JSON: {error}")),
    };
    if let Err(error) = jsonschema::meta::validate(&schema) {
        fault(format!(
            "not valid 2020-12 at {}: {error}",
            error.instance_path()
        ));
    }
    annotations::check(&schema, fault);
    check_references(&schema, fault);
}

/// The same of an OpenAPI document, but for the metaschema.
pub(super) fn check_openapi(text: &str, fault: &mut impl FnMut(String)) {
    match serde_json::from_str(text) {
        Ok(document) => {
            annotations::check(&document, fault);
            check_references(&document, fault);
        }
        Err(error) => fault(format!("not JSON: {error}")),
    }
}

fn check_references(document: &Value, fault: &mut impl FnMut(String)) {
    references(document, &mut |reference| {
        let pointer = reference.strip_prefix('#').map(percent_decoded);
        if pointer
            .and_then(|pointer| document.pointer(&pointer))
            .is_none()
        {
            fault(format!("{reference} leads nowhere"));
        }
    });
}

fn references(schema: &Value, found: &mut impl FnMut(&str)) {
    match schema {
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Object(keywords) => {
            for (keyword, value) in keywords {
                match (keyword.as_str(), value) {
                    ("$ref", Value::String(reference)) => found(reference),
                    // Values, not schemas.
                    ("const" | "enum" | "default" | "examples", _) => {}
                    // Names, then schemas.
                    ("properties" | "$defs", Value::Object(named)) => {
                        named.values().for_each(|schema| references(schema, found));
                    }
                    _ => references(value, found),
                }
            }
        }
        _ => {}
    }
}

/// A fragment as a JSON pointer (RFC 6901 section 6).
fn percent_decoded(fragment: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = fragment.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| *first == b'%');
        let code = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
