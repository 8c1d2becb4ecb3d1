//! Http-dates: IMF-fixdate, RFC 9110 section 5.6.7.

use super::civil::{Civil, Scanner};
use super::{Timestamp, TimestampError};

const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

pub(super) fn parse(text: &str) -> Result<Timestamp, TimestampError> {
    scan(&mut Scanner(text.as_bytes())).unwrap_or(Err(TimestampError::NotHttpDate))
}

/// `None` if the text is not of this form.
fn scan(text: &mut Scanner<'_>) -> Option<Result<Timestamp, TimestampError>> {
    text.one_of(&WEEKDAYS)?;
    text.literal(", ")?;
    let day = text.digits(2)?;
    text.literal(" ")?;
    let month = text.one_of(&MONTHS)? + 1;
    text.literal(" ")?;
    let year = text.digits(4)?;
    text.literal(" ")?;
    let hour = text.digits(2)?;
    text.literal(":")?;
    let minute = text.digits(2)?;
    text.literal(":")?;
    let second = text.digits(2)?;
    text.literal(" GMT")?;
    let leap_second_elsewhere = second == 60 && (hour, minute) != (23, 59);
    if !text.0.is_empty() || leap_second_elsewhere {
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
    civil.instant(0, 0)
}

pub(super) fn format(timestamp: Timestamp) -> String {
    let civil = Civil::of(timestamp);
    let name = |names: &[&'static str], index: i64| {
        usize::try_from(index).map_or("", |index| names[index])
    };
    format!(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
        name(&WEEKDAYS, civil.weekday()),
        civil.day,
        name(&MONTHS, civil.month - 1),
        civil.year,
        civil.hour,
        civil.minute,
        civil.second,
    )
}
