//! Conversions to and from other types of instants.
//!
//! They are `TryFrom` in both directions, also where a type's range happens to include ours:
//! that is the other crate's choice, and may change.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::{Timestamp, TimestampError};

impl TryFrom<SystemTime> for Timestamp {
    type Error = TimestampError;

    fn try_from(time: SystemTime) -> Result<Self, TimestampError> {
        let nanos = |duration: Duration| {
            i128::try_from(duration.as_nanos()).map_err(|_| TimestampError::OutOfRange)
        };
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => Self::from_nanos(nanos(after)?),
            Err(before) => Self::from_nanos(-nanos(before.duration())?),
        }
    }
}

impl TryFrom<Timestamp> for SystemTime {
    type Error = TimestampError;

    fn try_from(timestamp: Timestamp) -> Result<Self, TimestampError> {
        let whole = Duration::from_secs(timestamp.seconds.unsigned_abs());
        let start = if timestamp.seconds < 0 {
            UNIX_EPOCH.checked_sub(whole)
        } else {
            UNIX_EPOCH.checked_add(whole)
        };
        start
            .and_then(|start| start.checked_add(Duration::from_nanos(timestamp.nanoseconds.into())))
            .ok_or(TimestampError::OutOfRange)
    }
}

#[cfg(feature = "jiff")]
impl TryFrom<jiff::Timestamp> for Timestamp {
    type Error = TimestampError;

    fn try_from(timestamp: jiff::Timestamp) -> Result<Self, TimestampError> {
        Self::from_nanos(timestamp.as_nanosecond())
    }
}

#[cfg(feature = "jiff")]
impl TryFrom<Timestamp> for jiff::Timestamp {
    type Error = TimestampError;

    /// The last 26 hours of the year 9999 are out of jiff's range.
    fn try_from(timestamp: Timestamp) -> Result<Self, TimestampError> {
        Self::from_nanosecond(timestamp.as_nanos()).map_err(|_| TimestampError::OutOfRange)
    }
}

#[cfg(feature = "chrono")]
impl TryFrom<chrono::DateTime<chrono::Utc>> for Timestamp {
    type Error = TimestampError;

    /// A leap second is the second after it.
    fn try_from(time: chrono::DateTime<chrono::Utc>) -> Result<Self, TimestampError> {
        Self::new(time.timestamp(), time.timestamp_subsec_nanos())
    }
}

#[cfg(feature = "chrono")]
impl TryFrom<Timestamp> for chrono::DateTime<chrono::Utc> {
    type Error = TimestampError;

    fn try_from(timestamp: Timestamp) -> Result<Self, TimestampError> {
        Self::from_timestamp(timestamp.seconds, timestamp.nanoseconds)
            .ok_or(TimestampError::OutOfRange)
    }
}

#[cfg(feature = "time")]
impl TryFrom<time::OffsetDateTime> for Timestamp {
    type Error = TimestampError;

    fn try_from(time: time::OffsetDateTime) -> Result<Self, TimestampError> {
        Self::from_nanos(time.unix_timestamp_nanos())
    }
}

#[cfg(feature = "time")]
impl TryFrom<Timestamp> for time::OffsetDateTime {
    type Error = TimestampError;

    fn try_from(timestamp: Timestamp) -> Result<Self, TimestampError> {
        Self::from_unix_timestamp_nanos(timestamp.as_nanos())
            .map_err(|_| TimestampError::OutOfRange)
    }
}
