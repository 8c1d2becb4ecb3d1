use crate::big_number::is_number;

/// A number of a [`Value`](super::Value): an integer of 64 bits, signed or not, or an `f64`.
///
/// `1` and `1.0` are different numbers here, as they are in what gets written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ValueNumber(Repr);

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Repr {
    /// Zero and above.
    Unsigned(u64),
    /// Below zero only, so that there is one form for each integer.
    Negative(i64),
    Float(f64),
}

impl ValueNumber {
    /// The number, if it is an integer that an `i64` holds.
    pub fn as_i64(self) -> Option<i64> {
        match self.0 {
            Repr::Unsigned(value) => i64::try_from(value).ok(),
            Repr::Negative(value) => Some(value),
            Repr::Float(_) => None,
        }
    }

    /// The number, if it is an integer that a `u64` holds.
    pub const fn as_u64(self) -> Option<u64> {
        match self.0 {
            Repr::Unsigned(value) => Some(value),
            Repr::Negative(_) | Repr::Float(_) => None,
        }
    }

    /// The number as the nearest `f64`.
    #[expect(
        clippy::cast_precision_loss,
        reason = "the nearest is what is asked for"
    )]
    pub const fn as_f64(self) -> f64 {
        match self.0 {
            Repr::Unsigned(value) => value as f64,
            Repr::Negative(value) => value as f64,
            Repr::Float(value) => value,
        }
    }

    /// Whether the number is an `f64`, be it with or without a fraction.
    pub const fn is_f64(self) -> bool {
        matches!(self.0, Repr::Float(_))
    }

    /// The number that JSON text stands for, as `serde_json` would read it; infinite if it is
    /// beyond what an `f64` holds.
    pub(super) fn from_digits(digits: &str) -> Option<Self> {
        // Rust also parses `inf`, `nan` and `+1`, which no reader of JSON takes for numbers.
        if !is_number(digits) {
            return None;
        }
        if let Ok(value) = digits.parse::<u64>() {
            return Some(value.into());
        }
        match digits.parse::<i64>() {
            // JSON's -0 is the negative zero, which only an `f64` holds.
            Ok(value) if value != 0 => Some(value.into()),
            _ => digits.parse::<f64>().ok().map(Self::from),
        }
    }

    pub(super) const fn repr(self) -> Repr {
        self.0
    }
}

impl From<u64> for ValueNumber {
    fn from(value: u64) -> Self {
        Self(Repr::Unsigned(value))
    }
}

impl From<i64> for ValueNumber {
    fn from(value: i64) -> Self {
        Self(u64::try_from(value).map_or(Repr::Negative(value), Repr::Unsigned))
    }
}

impl From<f64> for ValueNumber {
    fn from(value: f64) -> Self {
        Self(Repr::Float(value))
    }
}
