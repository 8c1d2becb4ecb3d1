//! Enums: strings and integers with known values that stay open for others.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserializer, Error, Unexpected, Visitor};

/// Reads an open string enum (Smithy 2.0, "Enum"): `From<&str>` decides what a value becomes,
/// without a copy of a known one.
///
/// `expecting` is what a message says was expected, such as `a string`.
///
/// # Errors
///
/// If the value is not a string.
pub fn read_enum<'de, T, D>(deserializer: D, expecting: &'static str) -> Result<T, D::Error>
where
    T: for<'a> From<&'a str>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_str(EnumVisitor {
        expecting,
        marker: PhantomData,
    })
}

struct EnumVisitor<T> {
    expecting: &'static str,
    marker: PhantomData<fn() -> T>,
}

impl<T: for<'a> From<&'a str>> Visitor<'_> for EnumVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.expecting)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        Ok(T::from(value))
    }
}

/// Reads an open integer enum (Smithy 2.0, "IntEnum"): `From<i32>` decides what a value becomes.
///
/// `expecting` is what a message says was expected, such as `i32`.
///
/// # Errors
///
/// If the value is not an integer of 32 bits.
pub fn read_int_enum<'de, T, D>(deserializer: D, expecting: &'static str) -> Result<T, D::Error>
where
    T: From<i32>,
    D: Deserializer<'de>,
{
    deserializer
        .deserialize_i32(IntEnumVisitor { expecting })
        .map(T::from)
}

struct IntEnumVisitor {
    expecting: &'static str,
}

impl Visitor<'_> for IntEnumVisitor {
    type Value = i32;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.expecting)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<i32, E> {
        i32::try_from(value).map_err(|_| E::invalid_value(Unexpected::Signed(value), &self))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<i32, E> {
        i32::try_from(value).map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
    }
}
