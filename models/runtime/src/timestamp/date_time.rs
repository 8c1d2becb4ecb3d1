//! Date-times: RFC 3339 section 5.6.

use std::fmt;

use super::civil::{Civil, Scanner};
use super::{Timestamp, TimestampError};

pub(super) fn parse(text: &str) -> Result<Timestamp, TimestampError> {
    scan(&mut Scanner(text.as_bytes())).unwrap_or(Err(TimestampError::NotDateTime))
}

/// `None` if the text is not of this form.
fn scan(text: &mut Scanner<'_>) -> Option<Result<Timestamp, TimestampError>> {
    let year = text.digits(4)?;
    text.literal("-")?;
    let month = text.digits(2)?;
    text.literal("-")?;
    let day = text.digits(2)?;
    text.either_case(b'T')?;
    let hour = text.digits(2)?;
    text.literal(":")?;
    let minute = text.digits(2)?;
    text.literal(":")?;
    let second = text.digits(2)?;
    let nanoseconds = if text.literal(".").is_some() {
        fraction(text.all_digits())?
    } else {
        0
    };
    let offset = offset(text)?;
    if !text.0.is_empty() {
        return None;
    }
    if second == 60 && (hour * 3_600 + minute * 60 - offset).rem_euclid(86_400) != 86_340 {
        // Leap seconds come last in a day, in UTC.
        return None;
    }
    let civil = Civil {
        year,
        month,
        day,
        hour,
        minute,
        second,
    };
    civil.instant(offset, nanoseconds)
}

/// Nanoseconds, of which digits after the ninth are no part.
fn fraction(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() {
        return None;
    }
    let digits = digits.iter().copied().chain(std::iter::repeat(b'0'));
    Some(
        digits
            .take(9)
            .fold(0, |nanos, digit| nanos * 10 + u32::from(digit - b'0')),
    )
}

/// `Z`, or hours and minutes, as seconds.
fn offset(text: &mut Scanner<'_>) -> Option<i64> {
    let sign = if text.literal("+").is_some() {
        1
    } else if text.literal("-").is_some() {
        -1
    } else {
        text.either_case(b'Z')?;
        return Some(0);
    };
    let hours = text.digits(2)?;
    text.literal(":")?;
    let minutes = text.digits(2)?;
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3_600 + minutes * 60))
}

pub(super) fn write(timestamp: Timestamp, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    let Civil {
        year,
        month,
        day,
        hour,
        minute,
        second,
    } = Civil::of(timestamp);
    write!(
        out,
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
    )?;
    if timestamp.nanoseconds != 0 {
        let decimals = format!("{:09}", timestamp.nanoseconds);
        write!(out, ".{}", decimals.trim_end_matches('0'))?;
    }
    out.write_str("Z")
}
