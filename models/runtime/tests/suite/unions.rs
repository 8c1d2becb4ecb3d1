//! Unions: exactly one member counts.

use serde_core::de::{Deserialize, Deserializer, MapAccess};
use serde_core::ser::{Serialize, Serializer};
use tinsmith_runtime::{
    EpochSeconds, MemberValue, Timestamp, Union, Value, read_union, write_union, write_union_as,
    write_union_unit,
};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    Text(String),
    Time(Timestamp),
    Nothing,
    Unknown(String, Value),
}

impl Union for Shape {
    const NAME: &str = "Shape";
    const MEMBERS: &[&str] = &["text", "time", "nothing"];

    fn read<'de, A: MapAccess<'de>>(
        index: usize,
        value: MemberValue<'_, A>,
    ) -> Result<Option<Self>, A::Error> {
        Ok(match index {
            0 => value.value()?.map(Self::Text),
            1 => value.value_as::<EpochSeconds, _>()?.map(Self::Time),
            _ => value.unit()?.map(|()| Self::Nothing),
        })
    }

    fn unknown(tag: String, value: Value) -> Self {
        Self::Unknown(tag, value)
    }
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_union(deserializer)
    }
}

impl Serialize for Shape {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(value) => write_union(serializer, "text", value),
            Self::Time(value) => write_union_as::<EpochSeconds, _, _>(serializer, "time", value),
            Self::Nothing => write_union_unit(serializer, "nothing"),
            Self::Unknown(tag, value) => write_union(serializer, tag, value),
        }
    }
}

#[test]
fn one_member_is_read_and_written() {
    for (text, written) in [
        (r#"{"text": "a"}"#, r#"{"text":"a"}"#),
        (r#"{"time": 1.5}"#, r#"{"time":1.5}"#),
        (r#"{"nothing": {"any": ["thing"]}}"#, r#"{"nothing":{}}"#),
        (
            r#"{"text": null, "nothing": {}, "time": null}"#,
            r#"{"nothing":{}}"#,
        ),
        (r#"{"__type": "x#Shape", "text": "a"}"#, r#"{"text":"a"}"#),
        (
            r#"{"text": "a", "__type": null, "__type": 1, "other": null}"#,
            r#"{"text":"a"}"#,
        ),
        (
            r#"{"other": {"b": [1, "\u00e9"], "a": 0.5}}"#,
            r#"{"other":{"b":[1,"é"],"a":0.5}}"#,
        ),
        (
            r#"{"other": null, "other": 1, "text": null}"#,
            r#"{"other":1}"#,
        ),
    ] {
        let shape: Shape = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&shape).unwrap(), written, "{text}");
    }
}

#[test]
fn anything_else_is_an_error() {
    let none = "union Shape has no member, but needs one";
    let both = |one, other| format!("union Shape has more than one member: `{one}` and `{other}`");
    for (text, message) in [
        ("{}", none.to_owned()),
        (r#"{"text": null}"#, none.to_owned()),
        (r#"{"__type": "Shape"}"#, none.to_owned()),
        (r#"{"other": null}"#, none.to_owned()),
        (r#"{"text": "a", "time": 1}"#, both("text", "time")),
        (r#"{"text": "a", "other": 1}"#, both("text", "other")),
        (r#"{"other": 1, "nothing": {}}"#, both("other", "nothing")),
        (r#"{"other": 1, "other": 1}"#, both("other", "other")),
        (
            r#"{"text": "a", "text": "a"}"#,
            "duplicate field `text`".to_owned(),
        ),
        (
            r#"{"text": "a", "text": null}"#,
            "duplicate field `text`".to_owned(),
        ),
        (
            r#"{"text": null, "text": "a"}"#,
            "duplicate field `text`".to_owned(),
        ),
        (
            r#""text""#,
            r#"invalid type: string "text", expected union Shape"#.to_owned(),
        ),
        (
            r#"["text"]"#,
            "invalid type: sequence, expected union Shape".to_owned(),
        ),
        (
            "null",
            "invalid type: null, expected union Shape".to_owned(),
        ),
        (
            r#"{"nothing": true}"#,
            "invalid type: boolean `true`, expected an object".to_owned(),
        ),
        (
            r#"{"nothing": []}"#,
            "invalid type: sequence, expected an object".to_owned(),
        ),
        (
            r#"{"text": 1}"#,
            "invalid type: integer `1`, expected a string".to_owned(),
        ),
    ] {
        let error = serde_json::from_str::<Shape>(text).unwrap_err().to_string();
        let (error, _position) = error.split_once(" at line ").unwrap();
        assert_eq!(error, message, "{text}");
    }
}
