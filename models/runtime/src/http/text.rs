//! Values as the texts that labels, queries and headers hold.
//!
//! Both directions go through serde, so that a value has the wire form there that its codec
//! gives it in JSON: numbers, the special floats, the forms of timestamps, enums.

use std::collections::BTreeMap;

use serde_core::Deserializer;
use serde_core::de::value::{MapDeserializer, SeqDeserializer};
use serde_core::de::{Error, IntoDeserializer, Unexpected, Visitor};
use serde_core::forward_to_deserialize_any;
use serde_json::value::RawValue;

use crate::big_number::RAW_TOKEN;
use crate::{Codec, ValueError};

/// A value outside of a body.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Texts {
    /// Nothing.
    Absent,
    /// A scalar.
    One(String),
    /// A list.
    Many(Vec<String>),
    /// A list of which the first counts if a scalar is wanted.
    First(Vec<String>),
    /// A map.
    Map(BTreeMap<String, Texts>),
}

impl Texts {
    /// The texts that a value becomes.
    pub(super) fn of<C: Codec<T>, T>(value: &T) -> Result<Self, serde_json::Error> {
        let mut json = Vec::new();
        C::write(value, &mut serde_json::Serializer::new(&mut json))?;
        // serde_json writes UTF-8.
        Self::of_json(&String::from_utf8_lossy(&json))
    }

    fn of_json(json: &str) -> Result<Self, serde_json::Error> {
        Ok(match json.as_bytes().first() {
            Some(b'n') => Self::Absent,
            Some(b'"') => Self::One(serde_json::from_str(json)?),
            Some(b'[') => {
                let elements: Vec<&RawValue> = serde_json::from_str(json)?;
                let texts = elements.iter().map(|it| Self::of_json(it.get()));
                let texts = texts.collect::<Result<Vec<_>, _>>()?;
                Self::Many(texts.into_iter().filter_map(Self::one).collect())
            }
            Some(b'{') => {
                let entries: BTreeMap<String, &RawValue> = serde_json::from_str(json)?;
                let entries = entries.into_iter();
                let texts = entries.map(|(key, value)| Ok((key, Self::of_json(value.get())?)));
                Self::Map(texts.collect::<Result<_, serde_json::Error>>()?)
            }
            _ => Self::One(json.to_owned()),
        })
    }

    fn one(self) -> Option<String> {
        match self {
            Self::One(text) => Some(text),
            _ => None,
        }
    }

    /// The value that the texts stand for.
    pub(super) fn read<C: Codec<T>, T>(self) -> Result<T, ValueError> {
        C::read(self)
    }

    /// The only text.
    fn scalar(self) -> Result<String, ValueError> {
        match self {
            Self::One(text) => Ok(text),
            Self::Absent => Err(ValueError::custom("it is missing")),
            Self::First(texts) => {
                let first = texts.into_iter().next();
                first.ok_or_else(|| ValueError::custom("it is missing"))
            }
            Self::Many(texts) => {
                let [text] = <[String; 1]>::try_from(texts)
                    .map_err(|_| ValueError::custom("it is there more than once"))?;
                Ok(text)
            }
            Self::Map(_) => Err(ValueError::invalid_type(Unexpected::Map, &"a text")),
        }
    }
}

/// Shows a text as a number if it looks like one in JSON, and else as it is.
fn visit_number<'de, V: Visitor<'de>>(text: String, visitor: V) -> Result<V::Value, ValueError> {
    let digits = text.strip_prefix('-').unwrap_or(&text);
    if digits.starts_with(|it: char| it.is_ascii_digit()) {
        if let Ok(value) = text.parse() {
            return visitor.visit_u64(value);
        }
        if let Ok(value) = text.parse() {
            return visitor.visit_i64(value);
        }
        if let Ok(value) = text.parse() {
            return visitor.visit_f64(value);
        }
    }
    visitor.visit_string(text)
}

macro_rules! deserialize_numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
            visit_number(self.scalar()?, visitor)
        }
    )*};
}

macro_rules! deserialize_texts {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
            visitor.visit_string(self.scalar()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Texts {
    type Error = ValueError;

    deserialize_numbers! {
        deserialize_any deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32
        deserialize_f64
    }

    deserialize_texts! {
        deserialize_str deserialize_string deserialize_char deserialize_identifier
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match &*self.scalar()? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            other => Err(ValueError::invalid_value(
                Unexpected::Str(other),
                &"true or false",
            )),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self {
            Self::Absent => visitor.visit_none(),
            there => visitor.visit_some(there),
        }
    }

    /// Numbers of any size ask for their digits by a name.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        if name != RAW_TOKEN {
            return visitor.visit_newtype_struct(self);
        }
        let digits = std::iter::once((RAW_TOKEN, self.scalar()?));
        visitor.visit_map(MapDeserializer::new(digits))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        let texts = match self {
            Self::Many(texts) | Self::First(texts) => texts,
            other => vec![other.scalar()?],
        };
        visitor.visit_seq(SeqDeserializer::new(texts.into_iter().map(Self::One)))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self {
            Self::Map(entries) => visitor.visit_map(MapDeserializer::new(entries.into_iter())),
            other => visit_number(other.scalar()?, visitor),
        }
    }

    forward_to_deserialize_any! {
        i128 u128 bytes byte_buf unit unit_struct tuple tuple_struct struct enum ignored_any
    }
}

impl IntoDeserializer<'_, ValueError> for Texts {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{BigDecimal, DateTime, EpochSeconds, HttpDate, Number, Plain, Timestamp};
    use std::fmt::Debug;

    fn round<C: Codec<T>, T: Debug + PartialEq>(value: &T, texts: &Texts) {
        assert_eq!(Texts::of::<C, T>(value).unwrap(), *texts);
        assert_eq!(texts.clone().read::<C, T>().as_ref(), Ok(value));
    }

    fn one(text: &str) -> Texts {
        Texts::One(text.to_owned())
    }

    #[test]
    fn scalars_have_the_form_of_their_codecs() {
        round::<Plain, _>(&"12".to_owned(), &one("12"));
        round::<Plain, _>(&true, &one("true"));
        round::<Plain, _>(&-7_i8, &one("-7"));
        round::<Plain, _>(&i64::MIN, &one("-9223372036854775808"));
        round::<Number, _>(&1.1_f32, &one("1.1"));
        round::<Number, _>(&f64::NEG_INFINITY, &one("-Infinity"));
        round::<Option<Number>, _>(&Some(1e300), &one("1e+300"));
        round::<Option<Number>, Option<f32>>(&None, &Texts::Absent);
        let digits: BigDecimal = "3.1415926535897932384626433".parse().unwrap();
        round::<Plain, _>(&digits, &one("3.1415926535897932384626433"));
    }

    #[test]
    fn timestamps_have_three_forms() {
        let time = Timestamp::from_seconds(1_576_540_098).unwrap();
        round::<EpochSeconds, _>(&time, &one("1576540098"));
        round::<DateTime, _>(&time, &one("2019-12-16T23:48:18Z"));
        round::<HttpDate, _>(&time, &one("Mon, 16 Dec 2019 23:48:18 GMT"));
    }

    #[test]
    fn lists_and_maps_hold_texts() {
        let many = |texts: &[&str]| Texts::Many(texts.iter().map(|it| (*it).to_owned()).collect());
        round::<Plain, _>(&vec![1, 2], &many(&["1", "2"]));
        round::<Vec<Number>, _>(&vec![0.5], &many(&["0.5"]));
        round::<Plain, Vec<String>>(&vec![], &many(&[]));
        let map = BTreeMap::from([("a".to_owned(), vec!["b".to_owned(), "1".to_owned()])]);
        round::<Plain, _>(
            &map,
            &Texts::Map([("a".to_owned(), many(&["b", "1"]))].into()),
        );
    }

    #[test]
    fn what_is_no_such_value_is_an_error() {
        for text in ["", "+1", "1.5", "0x1", " 1", "one", "99999999999"] {
            assert!(one(text).read::<Plain, i32>().is_err(), "{text}");
        }
        for text in ["inf", "nan", "NAN", "1,5", ""] {
            assert!(one(text).read::<Number, f64>().is_err(), "{text}");
        }
        assert!(one("True").read::<Plain, bool>().is_err());
        assert!(Texts::Absent.read::<Plain, String>().is_err());
        let two = vec!["1".to_owned(), "2".to_owned()];
        assert!(Texts::Many(two.clone()).read::<Plain, i32>().is_err());
        assert_eq!(Texts::First(two).read::<Plain, i32>(), Ok(1));
    }
}
