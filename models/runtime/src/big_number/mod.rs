//! Numbers of any size.
//!
//! serde's data model ends at 128-bit integers and `f64`, and so do most readers of JSON. What
//! can be kept beyond that depends on the format:
//!
//! - Binary formats hold the digits as a string: nothing is ever lost.
//! - Reading JSON: `serde_json` shows integers up to 64 bits exactly and everything else as an
//!   `f64`, unless its feature `raw_value` is on, in which case it hands out the digits
//!   themselves. Asking for them is sound either way: the request is a newtype struct with a
//!   name that only `serde_json` knows, and a reader that does not know it reads what is inside.
//!   Our feature `exact-numbers` switches `raw_value` on. Without it a [`BigInteger`] beyond 64
//!   bits is an error, and a [`BigDecimal`] beyond 15 digits gets the nearest `f64`.
//! - Writing JSON: what an integer of 128 bits or an `f64` holds exactly is written as such.
//!   The rest needs `exact-numbers`, which writes it by way of `serde_json`'s public `RawValue`,
//!   and is an error without it. Naming the private marker of `RawValue` instead would spare
//!   the dependency but is not sound: `serde_json` without `raw_value` would write an
//!   object, and there is no way to ask which it is.

mod digits;
mod serde_impls;

use std::fmt;
use std::str::FromStr;

pub(crate) use digits::is_number;
#[cfg(feature = "http")]
pub(crate) use serde_impls::RAW_TOKEN;
pub(crate) use serde_impls::{NUMBER_TOKEN, digits_in_map};

/// An integer of any size (Smithy 2.0, `bigInteger`), as its decimal digits. In JSON, a number.
///
/// Parsing accepts a JSON number without fraction and exponent, except `-0`, which is no integer
/// to readers of JSON. The crate does no arithmetic: `as_str()` feeds whatever library does.
///
/// JSON beyond 64 bits is read, and beyond 128 bits written, with the feature `exact-numbers`
/// only; without it, it is an error.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BigInteger(String);

/// A decimal number of any size and precision (Smithy 2.0, `bigDecimal`), as its digits. In
/// JSON, a number.
///
/// Parsing accepts JSON's numbers (RFC 8259 section 6). Equality is that of the digits: `1.0`
/// and `1.00` differ. The crate does no arithmetic: `as_str()` feeds whatever library does.
///
/// With the feature `exact-numbers`, JSON keeps every digit. Without it, what is read is the
/// nearest `f64` (about 15 digits are sure), and writing what an `f64` does not hold is an error.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BigDecimal(String);

/// Why a text is not a [`BigInteger`] or [`BigDecimal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BigNumberError {
    expected: &'static str,
}

impl fmt::Display for BigNumberError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "not {}", self.expected)
    }
}

impl std::error::Error for BigNumberError {}

/// What the two types have in common.
pub(crate) trait BigNumber: Sized {
    /// What messages say was expected.
    const EXPECTED: &'static str;

    /// The number with these digits, if the type has it.
    fn from_digits(digits: &str) -> Option<Self>;
}

impl BigNumber for BigInteger {
    const EXPECTED: &'static str = "an integer";

    fn from_digits(digits: &str) -> Option<Self> {
        digits::is_integer(digits).then(|| Self(digits.to_owned()))
    }
}

impl BigNumber for BigDecimal {
    const EXPECTED: &'static str = "a number";

    fn from_digits(digits: &str) -> Option<Self> {
        digits::is_number(digits).then(|| Self(digits.to_owned()))
    }
}

macro_rules! text_impls {
    ($type:ty, $($integer:ty),*) => {
        impl $type {
            /// The digits.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The digits, owned.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl FromStr for $type {
            type Err = BigNumberError;

            fn from_str(digits: &str) -> Result<Self, BigNumberError> {
                let expected = Self::EXPECTED;
                Self::from_digits(digits).ok_or(BigNumberError { expected })
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        $(impl From<$integer> for $type {
            fn from(value: $integer) -> Self {
                Self(value.to_string())
            }
        })*
    };
}

text_impls!(BigInteger, i32, i64, i128, u32, u64, u128);
text_impls!(BigDecimal, i32, i64, i128, u32, u64, u128);
