//! Open enums.

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};
use tinsmith_runtime::{read_enum, read_int_enum};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Method {
    Email,
    Unknown(String),
}

impl From<&str> for Method {
    fn from(value: &str) -> Self {
        match value {
            "EMAIL" => Self::Email,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl<'de> Deserialize<'de> for Method {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_enum(deserializer, "a string")
    }
}

impl Serialize for Method {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Email => "EMAIL",
            Self::Unknown(other) => other,
        })
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Level(pub(crate) i32);

impl From<i32> for Level {
    fn from(value: i32) -> Self {
        Self(value)
    }
}

impl<'de> Deserialize<'de> for Level {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_int_enum(deserializer, "i32")
    }
}

impl Serialize for Level {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i32(self.0)
    }
}

#[test]
fn strings_are_read_whatever_they_are() {
    for (text, method) in [
        (r#""EMAIL""#, Method::Email),
        (r#""E\u004dAIL""#, Method::Email),
        (r#""email""#, Method::Unknown("email".to_owned())),
        (r#""""#, Method::Unknown(String::new())),
    ] {
        assert_eq!(
            serde_json::from_str::<Method>(text).unwrap(),
            method,
            "{text}"
        );
    }
}

#[test]
fn other_values_are_no_enums() {
    for text in ["null", "1", r#"{"EMAIL": null}"#, r#"["EMAIL"]"#] {
        let error = serde_json::from_str::<Method>(text)
            .unwrap_err()
            .to_string();
        let twin = serde_json::from_str::<String>(text)
            .unwrap_err()
            .to_string();
        assert_eq!(error, twin, "{text}");
    }
    for text in [
        "null",
        "1.5",
        "1.0",
        "\"1\"",
        "2147483648",
        "-2147483649",
        "18446744073709551615",
    ] {
        let error = serde_json::from_str::<Level>(text).unwrap_err().to_string();
        let twin = serde_json::from_str::<i32>(text).unwrap_err().to_string();
        assert_eq!(error, twin, "{text}");
    }
}

#[test]
fn integers_are_read_to_their_limits() {
    for value in [i32::MIN, -1, 0, i32::MAX] {
        let level: Level = serde_json::from_str(&value.to_string()).unwrap();
        assert_eq!(level, Level(value));
    }
}
