//! Reading and writing big numbers; the module's words say what is kept.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde_core::ser::{self, Serialize, Serializer};

use super::{BigDecimal, BigInteger, BigNumber, digits};

/// The name by which `serde_json`'s reader knows that digits are wanted as they are.
pub(crate) const RAW_TOKEN: &str = "$serde_json::private::RawValue";

/// The key under which `serde_json`'s reader shows digits if `arbitrary_precision` is on.
pub(crate) const NUMBER_TOKEN: &str = "$serde_json::private::Number";

/// The digits that `serde_json` shows as an object with one marked key.
///
/// # Errors
///
/// If this is any other object. What `visitor` expects goes into the message.
pub(crate) fn digits_in_map<'de, A, V>(mut access: A, visitor: &V) -> Result<String, A::Error>
where
    A: MapAccess<'de>,
    V: Visitor<'de>,
{
    match access.next_key::<String>()? {
        Some(key) if key == RAW_TOKEN || key == NUMBER_TOKEN => access.next_value(),
        _ => Err(A::Error::invalid_type(Unexpected::Map, visitor)),
    }
}

fn read<'de, N: BigNumber, D: Deserializer<'de>>(deserializer: D) -> Result<N, D::Error> {
    if deserializer.is_human_readable() {
        deserializer.deserialize_newtype_struct(RAW_TOKEN, NumberVisitor(PhantomData))
    } else {
        deserializer.deserialize_str(StringVisitor(PhantomData))
    }
}

impl<'de> Deserialize<'de> for BigInteger {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl<'de> Deserialize<'de> for BigDecimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

struct NumberVisitor<N>(PhantomData<fn() -> N>);

impl<N: BigNumber> NumberVisitor<N> {
    fn parse<E: Error>(digits: &str, unexpected: Unexpected<'_>) -> Result<N, E> {
        N::from_digits(digits).ok_or_else(|| E::invalid_value(unexpected, &N::EXPECTED))
    }
}

impl<'de, N: BigNumber> Visitor<'de> for NumberVisitor<N> {
    type Value = N;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(N::EXPECTED)
    }

    /// The reader does not know the name.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<N, D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<N, E> {
        Self::parse(&value.to_string(), Unexpected::Signed(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<N, E> {
        Self::parse(&value.to_string(), Unexpected::Unsigned(value))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<N, E> {
        Self::parse(&value.to_string(), Unexpected::Other("integer"))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<N, E> {
        Self::parse(&value.to_string(), Unexpected::Other("integer"))
    }

    /// A `BigInteger` is never read from an `f64`: its digits may be lost already.
    fn visit_f64<E: Error>(self, value: f64) -> Result<N, E> {
        Self::parse(&format!("{value:?}"), Unexpected::Float(value))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<N, A::Error> {
        let digits = digits_in_map(access, &self)?;
        Self::parse(&digits, Unexpected::Other("other JSON"))
    }
}

struct StringVisitor<N>(PhantomData<fn() -> N>);

impl<N: BigNumber> Visitor<'_> for StringVisitor<N> {
    type Value = N;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the digits of {}", N::EXPECTED)
    }

    fn visit_str<E: Error>(self, digits: &str) -> Result<N, E> {
        N::from_digits(digits).ok_or_else(|| E::invalid_value(Unexpected::Str(digits), &self))
    }
}

impl Serialize for BigInteger {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(&self.0, serializer)
    }
}

impl Serialize for BigDecimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(&self.0, serializer)
    }
}

fn write<S: Serializer>(digits: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if !serializer.is_human_readable() {
        return serializer.serialize_str(digits);
    }
    if digits::is_integer(digits) {
        if let Ok(value) = digits.parse() {
            return serializer.serialize_i64(value);
        }
        if let Ok(value) = digits.parse() {
            return serializer.serialize_u64(value);
        }
        if let Ok(value) = digits.parse() {
            return serializer.serialize_i128(value);
        }
        if let Ok(value) = digits.parse() {
            return serializer.serialize_u128(value);
        }
    }
    match digits.parse::<f64>() {
        // Writers agree on how a number looks as long as it needs no exponent.
        Ok(value) if !digits.contains('e') && format!("{value:?}") == digits => {
            serializer.serialize_f64(value)
        }
        nearest => write_exactly(digits, nearest.unwrap_or(f64::NAN), serializer),
    }
}

#[cfg(feature = "exact-numbers")]
fn write_exactly<S: Serializer>(
    digits: &str,
    _nearest: f64,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let number = serde_json::value::RawValue::from_string(digits.to_owned());
    number.map_err(ser::Error::custom)?.serialize(serializer)
}

/// Without `serde_json`'s help: as an `f64`, if that is the same number in another notation.
#[cfg(not(feature = "exact-numbers"))]
fn write_exactly<S: Serializer>(
    digits: &str,
    nearest: f64,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if nearest.is_finite() && digits::same_value(&format!("{nearest:?}"), digits) {
        return serializer.serialize_f64(nearest);
    }
    Err(ser::Error::custom(
        "a number with more digits than an f64 holds can be written only with the feature \
         `exact-numbers` of tinsmith-runtime",
    ))
}
