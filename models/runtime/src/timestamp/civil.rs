//! The proleptic Gregorian calendar.

use super::{Timestamp, TimestampError};

const SECONDS_PER_DAY: i64 = 86_400;
/// The calendar repeats after 400 years.
const DAYS_PER_ERA: i64 = 146_097;
/// From 0000-03-01 to 1970-01-01.
const DAYS_BEFORE_EPOCH: i64 = 719_468;

/// A date and time in UTC, to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Civil {
    pub(super) year: i64,
    /// From 1.
    pub(super) month: i64,
    /// From 1.
    pub(super) day: i64,
    pub(super) hour: i64,
    pub(super) minute: i64,
    pub(super) second: i64,
}

impl Civil {
    pub(super) fn of(timestamp: Timestamp) -> Self {
        let days = timestamp.seconds.div_euclid(SECONDS_PER_DAY);
        let time = timestamp.seconds.rem_euclid(SECONDS_PER_DAY);
        // Years begin in March here, so that a leap day is a year's last.
        let shifted = days + DAYS_BEFORE_EPOCH;
        let era = shifted.div_euclid(DAYS_PER_ERA);
        let day_of_era = shifted.rem_euclid(DAYS_PER_ERA);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - days_before_year(year_of_era);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let month = (month_from_march + 2) % 12 + 1;
        Self {
            year: era * 400 + year_of_era + i64::from(month <= 2),
            month,
            day: day_of_year - days_before_month(month_from_march) + 1,
            hour: time / 3_600,
            minute: time / 60 % 60,
            second: time % 60,
        }
    }

    /// The instant, `offset` seconds east of UTC. `None` if there is no such date or time; a
    /// 60th second is left to the caller to judge.
    pub(super) fn instant(
        self,
        offset: i64,
        nanoseconds: u32,
    ) -> Option<Result<Timestamp, TimestampError>> {
        let valid = (1..=12).contains(&self.month)
            && (1..=days_in_month(self.year, self.month)).contains(&self.day)
            && (0..24).contains(&self.hour)
            && (0..60).contains(&self.minute)
            && (0..=60).contains(&self.second);
        if !valid {
            return None;
        }
        let time = self.hour * 3_600 + self.minute * 60 + self.second;
        let seconds = self.days_since_epoch() * SECONDS_PER_DAY + time - offset;
        Some(Timestamp::new(seconds, nanoseconds))
    }

    /// From 0 for Sunday.
    pub(super) fn weekday(self) -> i64 {
        // 1970 began on a Thursday.
        (self.days_since_epoch() + 4).rem_euclid(7)
    }

    fn days_since_epoch(self) -> i64 {
        let year = self.year - i64::from(self.month <= 2);
        let year_of_era = year.rem_euclid(400);
        let month_from_march = (self.month + 9) % 12;
        let day_of_era =
            days_before_year(year_of_era) + days_before_month(month_from_march) + self.day - 1;
        year.div_euclid(400) * DAYS_PER_ERA + day_of_era - DAYS_BEFORE_EPOCH
    }
}

/// Days from the start of an era to the start of one of its years.
fn days_before_year(year_of_era: i64) -> i64 {
    365 * year_of_era + year_of_era / 4 - year_of_era / 100
}

/// Days from 1 March to the start of a month that is so many months later.
fn days_before_month(month_from_march: i64) -> i64 {
    (153 * month_from_march + 2) / 5
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Takes apart texts of fixed layout.
pub(super) struct Scanner<'a>(pub(super) &'a [u8]);

impl<'a> Scanner<'a> {
    /// Exactly so many decimal digits.
    pub(super) fn digits(&mut self, count: usize) -> Option<i64> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        let value = digits.iter().try_fold(0, |value, digit| {
            digit
                .is_ascii_digit()
                .then(|| value * 10 + i64::from(digit - b'0'))
        })?;
        self.0 = rest;
        Some(value)
    }

    /// As many decimal digits as there are.
    pub(super) fn all_digits(&mut self) -> &'a [u8] {
        let digits = self.0.iter().take_while(|byte| byte.is_ascii_digit());
        let (digits, rest) = self.0.split_at(digits.count());
        self.0 = rest;
        digits
    }

    /// This byte, in capital or small form if it is a letter.
    pub(super) fn either_case(&mut self, byte: u8) -> Option<()> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        first.eq_ignore_ascii_case(&byte).then_some(())
    }

    /// Exactly this text.
    pub(super) fn literal(&mut self, text: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(text.as_bytes())?;
        Some(())
    }

    /// One of these names; its position.
    pub(super) fn one_of(&mut self, names: &[&str]) -> Option<i64> {
        let found = names.iter().position(|name| self.literal(name).is_some())?;
        i64::try_from(found).ok()
    }
}
