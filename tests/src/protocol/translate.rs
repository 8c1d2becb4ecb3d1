//! Values by member name, as cases give them, into JSON as it travels.
//!
//! The rules are the protocols', applied to the botocore document: `locationName` counts in
//! rest-json alone, timestamps are seconds unless `timestampFormat` says otherwise, and blobs,
//! which cases give as text, are base64.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// Translates values of one service description.
#[derive(Debug)]
pub struct Translator<'a> {
    service: &'a Value,
}

impl<'a> Translator<'a> {
    /// A translator for a `service-2.json`.
    pub fn new(service: &'a Value) -> Self {
        Self { service }
    }

    /// The wire form of a value of a shape. Members that travel outside the body are in it by
    /// their own names, as in the types of whole messages.
    ///
    /// # Errors
    ///
    /// If the value is not one of the shape.
    pub fn shape(&self, name: &str, value: &Value) -> Result<Value, String> {
        self.value(&json!({ "shape": name }), value)
    }

    /// The wire form of a value of what a reference points to.
    fn value(&self, reference: &Value, value: &Value) -> Result<Value, String> {
        let shape = self.target(reference)?;
        let mismatch = || format!("{value} is not a {}", shape["type"]);
        // A null is left to the types: absent, or an element of a sparse list.
        if value.is_null() || shape["document"] == json!(true) {
            return Ok(value.clone());
        }
        match shape["type"].as_str().unwrap_or_default() {
            "structure" => {
                let value = value.as_object().ok_or_else(mismatch)?;
                self.structure(shape, value)
            }
            "list" => {
                let elements = value.as_array().ok_or_else(mismatch)?.iter();
                elements
                    .map(|element| self.value(&shape["member"], element))
                    .collect()
            }
            "map" => {
                let entries = value.as_object().ok_or_else(mismatch)?.iter();
                entries
                    .map(|(key, entry)| Ok((key.clone(), self.value(&shape["value"], entry)?)))
                    .collect()
            }
            "blob" => Ok(json!(STANDARD.encode(value.as_str().ok_or_else(mismatch)?))),
            "timestamp" => {
                let own = reference["timestampFormat"].as_str();
                timestamp(own.or(shape["timestampFormat"].as_str()), value)
            }
            _ => Ok(value.clone()),
        }
    }

    fn structure(&self, shape: &Value, value: &Map<String, Value>) -> Result<Value, String> {
        let mut object = Map::new();
        for (name, value) in value {
            let member = shape["members"]
                .get(name)
                .ok_or_else(|| format!("there is no member {name}"))?;
            let wire = self.wire_name(name, member);
            object.insert(wire.to_owned(), self.value(member, value)?);
        }
        Ok(Value::Object(object))
    }

    fn wire_name<'n>(&self, name: &'n str, member: &'n Value) -> &'n str {
        let counts = self.service["metadata"]["protocol"] == json!("rest-json")
            && member.get("location").is_none();
        let wire = member["locationName"].as_str().filter(|_| counts);
        wire.unwrap_or(name)
    }

    fn target(&self, reference: &Value) -> Result<&'a Value, String> {
        let name = reference["shape"].as_str().unwrap_or_default();
        let shape = self.service["shapes"].get(name);
        shape.ok_or_else(|| format!("there is no shape {name}"))
    }
}

/// The wire form of a timestamp, which cases give as seconds.
fn timestamp(format: Option<&str>, value: &Value) -> Result<Value, String> {
    let seconds = value
        .as_f64()
        .ok_or_else(|| format!("{value} is not a number of seconds"))?;
    let time = || {
        // Cases have milliseconds at most, and a double has no more to offer for such times.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "years are far from the limits"
        )]
        let milliseconds = (seconds * 1000.0).round() as i64;
        Timestamp::from_millisecond(milliseconds).map_err(|error| error.to_string())
    };
    Ok(match format {
        None | Some("unixTimestamp") => value.clone(),
        Some("iso8601") => json!(time()?.to_string()),
        Some("rfc822") => json!(time()?.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()),
        Some(other) => return Err(format!("the timestamp format {other} is unknown")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(protocol: &str) -> Value {
        json!({
            "metadata": { "protocol": protocol },
            "shapes": {
                "S": { "type": "structure", "members": {
                    "a": { "shape": "B", "locationName": "A" },
                    "h": { "shape": "B", "location": "header", "locationName": "X-H" },
                    "d": { "shape": "D" },
                    "l": { "shape": "L" },
                    "t": { "shape": "T", "timestampFormat": "rfc822" },
                } },
                "B": { "type": "blob" },
                "D": { "type": "structure", "document": true, "members": {} },
                "L": { "type": "list", "member": { "shape": "T" } },
                "T": { "type": "timestamp", "timestampFormat": "iso8601" },
            },
        })
    }

    #[test]
    fn names_and_values_get_their_wire_form() {
        let value = json!({
            "a": "foo", "h": "foo", "d": { "x": [null] }, "l": [0, 1.5, null], "t": 1_398_796_238,
        });
        let expected = json!({
            "A": "Zm9v", "h": "Zm9v", "d": { "x": [null] },
            "l": ["1970-01-01T00:00:00Z", "1970-01-01T00:00:01.5Z", null],
            "t": "Tue, 29 Apr 2014 18:30:38 GMT",
        });
        let rest = service("rest-json");
        assert_eq!(Translator::new(&rest).shape("S", &value), Ok(expected));
        let json = service("json");
        let translated = Translator::new(&json).shape("S", &json!({ "a": "foo" }));
        assert_eq!(translated, Ok(json!({ "a": "Zm9v" })));
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        let service = service("json");
        let translator = Translator::new(&service);
        for (shape, value) in [
            ("S", json!([])),
            ("S", json!({ "z": 1 })),
            ("L", json!({})),
            ("T", json!("now")),
            ("Z", json!(1)),
        ] {
            assert!(translator.shape(shape, &value).is_err(), "{shape} {value}");
        }
    }
}
