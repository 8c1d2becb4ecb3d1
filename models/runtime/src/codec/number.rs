use std::fmt;

use serde_core::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde_core::ser::Serializer;

use super::Codec;
use crate::big_number::{digits_in_map, is_number};

/// Floating-point numbers as the AWS JSON protocols have them: a number, or one of the strings
/// `NaN`, `Infinity` and `-Infinity`, for which JSON has no number.
///
/// Binary formats hold all of them as numbers.
#[derive(Clone, Copy, Debug)]
pub enum Number {}

impl Codec<f64> for Number {
    fn write<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
        match non_finite(*value) {
            Some(word) if serializer.is_human_readable() => serializer.serialize_str(word),
            _ => serializer.serialize_f64(*value),
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(NumberVisitor)
        } else {
            deserializer.deserialize_f64(NumberVisitor)
        }
    }
}

impl Codec<f32> for Number {
    fn write<S: Serializer>(value: &f32, serializer: S) -> Result<S::Ok, S::Error> {
        match non_finite(f64::from(*value)) {
            Some(word) if serializer.is_human_readable() => serializer.serialize_str(word),
            _ => serializer.serialize_f32(*value),
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f32, D::Error> {
        let value = if deserializer.is_human_readable() {
            deserializer.deserialize_any(NumberVisitor)?
        } else {
            deserializer.deserialize_f32(NumberVisitor)?
        };
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the nearest f32 is what serde's own impl gives"
        )]
        Ok(value as f32)
    }
}

/// The word for a value that is not finite.
fn non_finite(value: f64) -> Option<&'static str> {
    if value.is_nan() {
        Some("NaN")
    } else if value == f64::INFINITY {
        Some("Infinity")
    } else if value == f64::NEG_INFINITY {
        Some("-Infinity")
    } else {
        None
    }
}

struct NumberVisitor;

impl<'de> Visitor<'de> for NumberVisitor {
    type Value = f64;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(r#"a number, "NaN", "Infinity" or "-Infinity""#)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<f64, E> {
        Ok(value)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "the nearest f64 is what serde's own impl gives"
    )]
    fn visit_i64<E: Error>(self, value: i64) -> Result<f64, E> {
        Ok(value as f64)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "the nearest f64 is what serde's own impl gives"
    )]
    fn visit_u64<E: Error>(self, value: u64) -> Result<f64, E> {
        Ok(value as f64)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<f64, E> {
        match value {
            "NaN" => Ok(f64::NAN),
            "Infinity" => Ok(f64::INFINITY),
            "-Infinity" => Ok(f64::NEG_INFINITY),
            _ => Err(E::invalid_value(Unexpected::Str(value), &self)),
        }
    }

    /// `serde_json` with `arbitrary_precision`, which any crate in a build may switch on.
    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<f64, A::Error> {
        let digits = digits_in_map(access, &self)?;
        let number: Option<f64> = is_number(&digits).then(|| digits.parse().ok()).flatten();
        // Rust parses what JSON does not call a number, and makes an infinity of what is too large.
        let number = number.filter(|number| number.is_finite());
        number.ok_or_else(|| A::Error::invalid_value(Unexpected::Str(&digits), &self))
    }
}
