//! Instants, and their three wire forms.

mod civil;
mod codec;
mod convert;
mod date_time;
mod http_date;

use std::fmt;
use std::str::FromStr;

pub use codec::{DateTime, EpochSeconds, HttpDate};

const NANOS_PER_SECOND: u32 = 1_000_000_000;

/// An instant (Smithy 2.0, "Timestamp"): seconds and nanoseconds since 1970-01-01T00:00:00Z,
/// leap seconds not counted.
///
/// It lies in the years 0000 to 9999, for which every wire form exists. Smithy's specification
/// wants readers to reject what lies outside, so the type does: whatever was read can be
/// written. (Smithy's range begins with the year 0001, RFC 3339's with 0000.)
///
/// Smithy promises milliseconds; this type keeps nanoseconds, and date-times write as many
/// digits as there are. Epoch seconds hold as much of them as an `f64` does (microseconds, near
/// the present); http-dates hold whole seconds and drop the rest.
///
/// Its own serde form is [`DateTime`]'s.
///
/// ```
/// use tinsmith_runtime::Timestamp;
///
/// let timestamp: Timestamp = "2024-02-29T12:00:00.5+01:00".parse()?;
/// assert_eq!(timestamp, Timestamp::new(1_709_204_400, 500_000_000)?);
/// assert_eq!(timestamp.to_string(), "2024-02-29T11:00:00.5Z");
/// # Ok::<(), tinsmith_runtime::TimestampError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    seconds: i64,
    nanoseconds: u32,
}

impl Timestamp {
    /// 0000-01-01T00:00:00Z.
    pub const MIN: Self = Self {
        seconds: -62_167_219_200,
        nanoseconds: 0,
    };

    /// 9999-12-31T23:59:59.999999999Z.
    pub const MAX: Self = Self {
        seconds: 253_402_300_799,
        nanoseconds: NANOS_PER_SECOND - 1,
    };

    /// 1970-01-01T00:00:00Z.
    pub const UNIX_EPOCH: Self = Self {
        seconds: 0,
        nanoseconds: 0,
    };

    /// The instant so many seconds, which may be negative, and nanoseconds after 1970. A
    /// thousand million nanoseconds and more are carried over.
    ///
    /// # Errors
    ///
    /// If the instant is before [`MIN`](Self::MIN) or after [`MAX`](Self::MAX).
    pub const fn new(seconds: i64, nanoseconds: u32) -> Result<Self, TimestampError> {
        // At most 4, and it does not overflow: that would be far out of range anyway.
        let carried = (nanoseconds / NANOS_PER_SECOND) as i64;
        let seconds = seconds.saturating_add(carried);
        if seconds < Self::MIN.seconds || seconds > Self::MAX.seconds {
            return Err(TimestampError::OutOfRange);
        }
        Ok(Self {
            seconds,
            nanoseconds: nanoseconds % NANOS_PER_SECOND,
        })
    }

    /// The instant so many whole seconds after 1970.
    ///
    /// # Errors
    ///
    /// As for [`new`](Self::new).
    pub const fn from_seconds(seconds: i64) -> Result<Self, TimestampError> {
        Self::new(seconds, 0)
    }

    /// The instant so many milliseconds after 1970.
    ///
    /// # Errors
    ///
    /// As for [`new`](Self::new).
    pub const fn from_millis(milliseconds: i64) -> Result<Self, TimestampError> {
        let rest = milliseconds.rem_euclid(1000).unsigned_abs();
        #[expect(clippy::cast_possible_truncation, reason = "it is below 1000")]
        Self::new(milliseconds.div_euclid(1000), rest as u32 * 1_000_000)
    }

    /// The instant so many seconds after 1970 as an `f64` has it: the shortest decimal number
    /// that stands for it, cut after nine decimals. `1515531081.123` is thus 123 milliseconds,
    /// though no `f64` is exactly that.
    ///
    /// # Errors
    ///
    /// As for [`new`](Self::new), and for what is not finite.
    pub fn from_epoch_seconds(seconds: f64) -> Result<Self, TimestampError> {
        // Also keeps the text short.
        if !(-1e12..=1e12).contains(&seconds) {
            return Err(TimestampError::OutOfRange);
        }
        let text = seconds.abs().to_string();
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let digits = decimals.bytes().chain(std::iter::repeat(b'0')).take(9);
        let nanos = digits.fold(0, |nanos, digit| nanos * 10 + i128::from(digit - b'0'));
        let whole: i128 = whole.parse().map_err(|_| TimestampError::OutOfRange)?;
        let magnitude = whole * i128::from(NANOS_PER_SECOND) + nanos;
        Self::from_nanos(if seconds < 0.0 { -magnitude } else { magnitude })
    }

    /// Seconds since 1970, as the nearest `f64`.
    pub fn to_epoch_seconds(self) -> f64 {
        let nanos = self.as_nanos();
        let (magnitude, per_second) = (nanos.unsigned_abs(), u128::from(NANOS_PER_SECOND));
        let text = format!("{}.{:09}", magnitude / per_second, magnitude % per_second);
        // By way of text, because this is the only conversion that rounds once.
        let seconds: f64 = text.parse().unwrap_or(f64::NAN);
        if nanos < 0 { -seconds } else { seconds }
    }

    /// Whole seconds since 1970, rounded down: negative before 1970.
    pub const fn seconds(self) -> i64 {
        self.seconds
    }

    /// Nanoseconds since the last whole second.
    pub const fn subsec_nanos(self) -> u32 {
        self.nanoseconds
    }

    /// Milliseconds since 1970, rounded down.
    pub const fn to_millis(self) -> i64 {
        self.seconds * 1000 + (self.nanoseconds / 1_000_000) as i64
    }

    /// The instant that a date-time (RFC 3339 section 5.6) stands for.
    ///
    /// Any offset is read, as Smithy asks for, and so are the small letters `t` and `z`. Of a
    /// fraction, nine digits count. A leap second is the second after it.
    ///
    /// # Errors
    ///
    /// If the text is no date-time, or if the instant is out of range once the offset is
    /// applied.
    pub fn parse_date_time(text: &str) -> Result<Self, TimestampError> {
        date_time::parse(text)
    }

    /// The date-time (RFC 3339 section 5.6) in UTC, with as many decimals as needed, such as
    /// `1985-04-12T23:20:50.52Z`.
    pub fn to_date_time(self) -> String {
        self.to_string()
    }

    /// The instant that an http-date stands for: an IMF-fixdate (RFC 9110 section 5.6.7), such
    /// as `Tue, 29 Apr 2014 18:30:38 GMT`.
    ///
    /// Fractions are rejected, and so are the two obsolete forms that RFC 9110 mentions: Smithy
    /// asks for the former and does not know the latter. The day of the week may be any.
    ///
    /// # Errors
    ///
    /// If the text is no http-date.
    pub fn parse_http_date(text: &str) -> Result<Self, TimestampError> {
        http_date::parse(text)
    }

    /// The http-date, an IMF-fixdate (RFC 9110 section 5.6.7). Fractions of a second are
    /// dropped.
    pub fn to_http_date(self) -> String {
        http_date::format(self)
    }

    fn from_nanos(nanos: i128) -> Result<Self, TimestampError> {
        let per_second = i128::from(NANOS_PER_SECOND);
        let seconds = i64::try_from(nanos.div_euclid(per_second));
        let rest = u32::try_from(nanos.rem_euclid(per_second));
        match (seconds, rest) {
            (Ok(seconds), Ok(rest)) => Self::new(seconds, rest),
            _ => Err(TimestampError::OutOfRange),
        }
    }

    fn as_nanos(self) -> i128 {
        i128::from(self.seconds) * i128::from(NANOS_PER_SECOND) + i128::from(self.nanoseconds)
    }
}

/// The date-time, as [`Timestamp::to_date_time`].
impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        date_time::write(*self, formatter)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Timestamp({self})")
    }
}

/// A date-time, as [`Timestamp::parse_date_time`].
impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        Self::parse_date_time(text)
    }
}

/// Why there is no such [`Timestamp`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimestampError {
    /// The instant is outside the years 0000 to 9999 (or what another type can hold).
    OutOfRange,
    /// The text is not a date-time.
    NotDateTime,
    /// The text is not an http-date.
    NotHttpDate,
}

impl fmt::Display for TimestampError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::OutOfRange => "timestamp out of range",
            Self::NotDateTime => "not a date-time (RFC 3339), such as 2014-04-29T18:30:38.5Z",
            Self::NotHttpDate => "not an http-date, such as Tue, 29 Apr 2014 18:30:38 GMT",
        })
    }
}

impl std::error::Error for TimestampError {}
