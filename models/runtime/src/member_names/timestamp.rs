//! Timestamps: date-times, whatever travels.
//!
//! The codecs of timestamps are shown a format that is not for people, in which they write and
//! read every digit: in epoch seconds, a pair of seconds and nanoseconds.

use std::fmt::{self, Write};

use serde_core::de::value::SeqDeserializer;
use serde_core::de::{Deserializer, Error as _, MapAccess, Unexpected, Visitor};
use serde_core::forward_to_deserialize_any;
use serde_core::ser::{Error as _, Impossible, Serialize, SerializeTuple, Serializer};

use super::form::TimestampForm;
use super::write::Text;
use crate::big_number::digits_in_map;
use crate::timestamp::Timestamp;

/// Writes a timestamp as a date-time.
pub(super) struct TimestampWriter<S> {
    inner: S,
    form: TimestampForm,
}

impl<S> TimestampWriter<S> {
    pub(super) fn new(inner: S, form: TimestampForm) -> Self {
        Self { inner, form }
    }
}

macro_rules! refuse {
    ($($method:ident($($argument:ty),*) -> $ok:ident;)*) => {$(
        fn $method(self, $(_: $argument),*) -> Result<Self::$ok, S::Error> {
            Err(no_timestamp())
        }
    )*};
}

fn no_timestamp<E: serde_core::ser::Error>() -> E {
    E::custom("not a timestamp")
}

impl<S: Serializer> Serializer for TimestampWriter<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Impossible<S::Ok, S::Error>;
    type SerializeTuple = Pair<S>;
    type SerializeTupleStruct = Impossible<S::Ok, S::Error>;
    type SerializeTupleVariant = Impossible<S::Ok, S::Error>;
    type SerializeMap = Impossible<S::Ok, S::Error>;
    type SerializeStruct = Impossible<S::Ok, S::Error>;
    type SerializeStructVariant = Impossible<S::Ok, S::Error>;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_str(self, text: &str) -> Result<S::Ok, S::Error> {
        let timestamp = match self.form {
            TimestampForm::HttpDate => Timestamp::parse_http_date(text),
            TimestampForm::DateTime | TimestampForm::EpochSeconds => {
                Timestamp::parse_date_time(text)
            }
        };
        let timestamp = timestamp.map_err(S::Error::custom)?;
        self.inner.collect_str(&timestamp)
    }

    fn serialize_tuple(self, _: usize) -> Result<Pair<S>, S::Error> {
        Ok(Pair {
            inner: self.inner,
            parts: Vec::with_capacity(2),
        })
    }

    fn serialize_none(self) -> Result<S::Ok, S::Error> {
        self.inner.serialize_none()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<S::Ok, S::Error> {
        Err(no_timestamp())
    }

    refuse! {
        serialize_bool(bool) -> Ok;
        serialize_i8(i8) -> Ok;
        serialize_i16(i16) -> Ok;
        serialize_i32(i32) -> Ok;
        serialize_i64(i64) -> Ok;
        serialize_u8(u8) -> Ok;
        serialize_u16(u16) -> Ok;
        serialize_u32(u32) -> Ok;
        serialize_u64(u64) -> Ok;
        serialize_f32(f32) -> Ok;
        serialize_f64(f64) -> Ok;
        serialize_char(char) -> Ok;
        serialize_bytes(&[u8]) -> Ok;
        serialize_unit() -> Ok;
        serialize_unit_struct(&'static str) -> Ok;
        serialize_unit_variant(&'static str, u32, &'static str) -> Ok;
        serialize_seq(Option<usize>) -> SerializeSeq;
        serialize_tuple_struct(&'static str, usize) -> SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> SerializeTupleVariant;
        serialize_map(Option<usize>) -> SerializeMap;
        serialize_struct(&'static str, usize) -> SerializeStruct;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> SerializeStructVariant;
    }
}

/// Seconds and nanoseconds.
pub(super) struct Pair<S> {
    inner: S,
    parts: Vec<i64>,
}

impl<S: Serializer> SerializeTuple for Pair<S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        let mut digits = String::new();
        write!(digits, "{}", Text(value)).map_err(|_| no_timestamp())?;
        self.parts.push(digits.parse().map_err(S::Error::custom)?);
        Ok(())
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        let [seconds, nanoseconds] = self.parts[..] else {
            return Err(no_timestamp());
        };
        let nanoseconds = u32::try_from(nanoseconds).map_err(S::Error::custom)?;
        let timestamp = Timestamp::new(seconds, nanoseconds).map_err(S::Error::custom)?;
        self.inner.collect_str(&timestamp)
    }
}

/// Reads a timestamp from any of its forms.
pub(super) struct TimestampReader<D> {
    inner: D,
    form: TimestampForm,
}

impl<D> TimestampReader<D> {
    pub(super) fn new(inner: D, form: TimestampForm) -> Self {
        Self { inner, form }
    }
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for TimestampReader<D> {
    type Error = D::Error;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        let timestamp = self.inner.deserialize_any(AnyForm)?;
        match self.form {
            TimestampForm::EpochSeconds => {
                let parts = [timestamp.seconds(), timestamp.subsec_nanos().into()];
                visitor.visit_seq(SeqDeserializer::new(parts.into_iter()))
            }
            TimestampForm::DateTime => visitor.visit_string(timestamp.to_string()),
            TimestampForm::HttpDate => visitor.visit_string(timestamp.to_http_date()),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        let form = self.form;
        self.inner.deserialize_option(Optional { visitor, form })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct Optional<V> {
    visitor: V,
    form: TimestampForm,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Optional<V> {
    type Value = V::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(formatter)
    }

    fn visit_none<E: serde_core::de::Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_none()
    }

    fn visit_unit<E: serde_core::de::Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        let form = self.form;
        self.visitor.visit_some(TimestampReader { inner, form })
    }
}

/// Reads a date-time, an http-date or a number of seconds.
struct AnyForm;

impl<'de> Visitor<'de> for AnyForm {
    type Value = Timestamp;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a date-time, an http-date or seconds since 1970")
    }

    fn visit_str<E: serde_core::de::Error>(self, text: &str) -> Result<Timestamp, E> {
        Timestamp::parse_date_time(text)
            .or_else(|_| Timestamp::parse_http_date(text))
            .map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }

    fn visit_i64<E: serde_core::de::Error>(self, value: i64) -> Result<Timestamp, E> {
        Timestamp::from_seconds(value)
            .map_err(|_| E::invalid_value(Unexpected::Signed(value), &self))
    }

    fn visit_u64<E: serde_core::de::Error>(self, value: u64) -> Result<Timestamp, E> {
        let seconds = i64::try_from(value).ok();
        seconds
            .and_then(|seconds| Timestamp::from_seconds(seconds).ok())
            .ok_or_else(|| E::invalid_value(Unexpected::Unsigned(value), &self))
    }

    fn visit_f64<E: serde_core::de::Error>(self, value: f64) -> Result<Timestamp, E> {
        Timestamp::from_epoch_seconds(value)
            .map_err(|_| E::invalid_value(Unexpected::Float(value), &self))
    }

    /// `serde_json` with `arbitrary_precision`.
    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Timestamp, A::Error> {
        let digits = digits_in_map(access, &self)?;
        if let Ok(seconds) = digits.parse() {
            return self.visit_i64(seconds);
        }
        self.visit_f64(digits.parse().map_err(A::Error::custom)?)
    }
}
