//! JSON as pages show it.

use serde_json::Value;

use crate::docs::visible_json;

/// A value on several lines.
pub(super) fn pretty(value: &Value) -> String {
    visible_json(format!("{value:#}"))
}

/// Writes a name as JSON does.
pub(super) fn push_key(out: &mut String, name: &str) {
    out.push_str(&visible_json(Value::from(name).to_string()));
}
