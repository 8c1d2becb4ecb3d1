//! The wire forms of timestamps (Smithy 2.0, `timestampFormat` trait).

use std::fmt;

use serde_core::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde_core::ser::{Serialize, Serializer};

use super::{Timestamp, TimestampError};
use crate::codec::Codec;

/// `epoch-seconds`: a number of seconds since 1970, with or without a fraction.
///
/// What is written is an integer if there is no fraction, and else the shortest number that
/// stands for the nearest `f64`. Binary formats, which have no protocol to follow, hold seconds
/// and nanoseconds as a pair, so that nothing is lost.
#[derive(Clone, Copy, Debug)]
pub enum EpochSeconds {}

impl Codec<Timestamp> for EpochSeconds {
    fn write<S: Serializer>(value: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            (value.seconds, value.nanoseconds).serialize(serializer)
        } else if value.nanoseconds == 0 {
            serializer.serialize_i64(value.seconds)
        } else {
            serializer.serialize_f64(value.to_epoch_seconds())
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        if deserializer.is_human_readable() {
            return deserializer.deserialize_f64(EpochSecondsVisitor);
        }
        let (seconds, nanoseconds) = Deserialize::deserialize(deserializer)?;
        Timestamp::new(seconds, nanoseconds).map_err(D::Error::custom)
    }
}

struct EpochSecondsVisitor;

impl Visitor<'_> for EpochSecondsVisitor {
    type Value = Timestamp;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("seconds since 1970, in the years 0000 to 9999")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Timestamp, E> {
        Timestamp::from_seconds(value)
            .map_err(|_| E::invalid_value(Unexpected::Signed(value), &self))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Timestamp, E> {
        let seconds = i64::try_from(value).ok();
        seconds
            .and_then(|seconds| Timestamp::from_seconds(seconds).ok())
            .ok_or_else(|| E::invalid_value(Unexpected::Unsigned(value), &self))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Timestamp, E> {
        Timestamp::from_epoch_seconds(value)
            .map_err(|_| E::invalid_value(Unexpected::Float(value), &self))
    }
}

/// `date-time`: RFC 3339 section 5.6, written in UTC. See [`Timestamp::parse_date_time`].
#[derive(Clone, Copy, Debug)]
pub enum DateTime {}

impl Codec<Timestamp> for DateTime {
    fn write<S: Serializer>(value: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        deserializer.deserialize_str(TextVisitor {
            parse: Timestamp::parse_date_time,
            expecting: "a date-time (RFC 3339)",
        })
    }
}

/// `http-date`: an IMF-fixdate (RFC 9110 section 5.6.7). See [`Timestamp::parse_http_date`].
///
/// Fractions of a second are dropped when it is written, in binary formats too.
#[derive(Clone, Copy, Debug)]
pub enum HttpDate {}

impl Codec<Timestamp> for HttpDate {
    fn write<S: Serializer>(value: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&value.to_http_date())
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        deserializer.deserialize_str(TextVisitor {
            parse: Timestamp::parse_http_date,
            expecting: "an http-date (IMF-fixdate)",
        })
    }
}

struct TextVisitor {
    parse: fn(&str) -> Result<Timestamp, TimestampError>,
    expecting: &'static str,
}

impl Visitor<'_> for TextVisitor {
    type Value = Timestamp;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.expecting)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Timestamp, E> {
        (self.parse)(text).map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// As [`DateTime`].
impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        DateTime::write(self, serializer)
    }
}

/// As [`DateTime`].
impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        DateTime::read(deserializer)
    }
}
