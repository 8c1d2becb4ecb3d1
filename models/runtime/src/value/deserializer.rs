//! Reading types from values.

use serde_core::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer};
use serde_core::de::{Deserializer, Error, IntoDeserializer, Unexpected, Visitor};
use serde_core::forward_to_deserialize_any;

use super::number::Repr;
use super::{Value, ValueError};

impl IntoDeserializer<'_, ValueError> for Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> IntoDeserializer<'de, ValueError> for &'de Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

fn visit_number<'de, V: Visitor<'de>>(number: Repr, visitor: V) -> Result<V::Value, ValueError> {
    match number {
        Repr::Unsigned(value) => visitor.visit_u64(value),
        Repr::Negative(value) => visitor.visit_i64(value),
        Repr::Float(value) => visitor.visit_f64(value),
    }
}

fn visit_array<'de, V, I>(values: I, visitor: V) -> Result<V::Value, ValueError>
where
    V: Visitor<'de>,
    I: Iterator<Item: IntoDeserializer<'de, ValueError>>,
{
    let mut elements = SeqDeserializer::new(values);
    let value = visitor.visit_seq(&mut elements)?;
    elements.end()?;
    Ok(value)
}

fn visit_object<'de, V, I, K, T>(members: I, visitor: V) -> Result<V::Value, ValueError>
where
    V: Visitor<'de>,
    I: Iterator<Item = (K, T)>,
    K: IntoDeserializer<'de, ValueError>,
    T: IntoDeserializer<'de, ValueError>,
{
    let mut members = MapDeserializer::new(members);
    let value = visitor.visit_map(&mut members)?;
    members.end()?;
    Ok(value)
}

/// What an enum of `serde_derive` is read from: a string or an object.
fn not_an_enum(value: &Value) -> ValueError {
    let unexpected = match value {
        Value::Null => Unexpected::Unit,
        Value::Bool(value) => Unexpected::Bool(*value),
        Value::Number(_) => Unexpected::Other("number"),
        Value::Array(_) => Unexpected::Seq,
        Value::String(_) | Value::Object(_) => Unexpected::Enum,
    };
    ValueError::invalid_type(unexpected, &"string or map")
}

impl<'de> Deserializer<'de> for Value {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self {
            Self::Null => visitor.visit_unit(),
            Self::Bool(value) => visitor.visit_bool(value),
            Self::Number(number) => visit_number(number.repr(), visitor),
            Self::String(value) => visitor.visit_string(value),
            Self::Array(values) => visit_array(values.into_iter(), visitor),
            Self::Object(object) => visit_object(object.into_iter(), visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self {
            Self::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        match self {
            Self::String(variant) => visitor.visit_enum(variant.into_deserializer()),
            Self::Object(object) => {
                let members = MapDeserializer::new(object.into_iter());
                visitor.visit_enum(MapAccessDeserializer::new(members))
            }
            _ => Err(not_an_enum(&self)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier
    }
}

impl<'de> Deserializer<'de> for &'de Value {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => visit_number(number.repr(), visitor),
            Value::String(value) => visitor.visit_borrowed_str(value),
            Value::Array(values) => visit_array(values.iter(), visitor),
            Value::Object(object) => visit_object(object.iter(), visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        match self {
            Value::String(variant) => visitor.visit_enum(variant.as_str().into_deserializer()),
            Value::Object(object) => {
                let members = MapDeserializer::new(object.iter());
                visitor.visit_enum(MapAccessDeserializer::new(members))
            }
            _ => Err(not_an_enum(self)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier
    }
}
