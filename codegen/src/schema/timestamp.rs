//! Instants in their three forms.

use super::Contract;
use super::render::Core;
use super::text::Annotations;
use crate::model::TimestampFormat;
use serde_json::json;

/// The form where neither member nor shape names one.
pub(super) const DEFAULT: TimestampFormat = TimestampFormat::EpochSeconds;

/// 0000-01-01T00:00:00Z, the first instant that the Rust types have.
const FIRST_SECOND: i64 = -62_167_219_200;

/// 10000-01-01T00:00:00Z, the end of what they have.
const END: i64 = 253_402_300_800;

pub(super) fn core(format: TimestampFormat, contract: Contract) -> Core {
    Core::schema(match (format, contract) {
        (TimestampFormat::EpochSeconds, _) => {
            json!({"type": "number", "minimum": FIRST_SECOND, "exclusiveMaximum": END})
        }
        (TimestampFormat::DateTime, Contract::Serialize) => {
            json!({"type": "string", "format": "date-time"})
        }
        (TimestampFormat::DateTime, Contract::Deserialize) => {
            json!({"type": "string", "pattern": date_time()})
        }
        (TimestampFormat::HttpDate, _) => json!({"type": "string", "pattern": http_date()}),
    })
}

/// A timestamp by member names: a date-time, but read from any form.
pub(super) fn by_member_name(contract: Contract) -> Core {
    let forms = [
        TimestampFormat::DateTime,
        TimestampFormat::HttpDate,
        TimestampFormat::EpochSeconds,
    ];
    match contract {
        Contract::Serialize => core(TimestampFormat::DateTime, contract),
        Contract::Deserialize => {
            let forms = forms.map(|form| core(form, contract).annotated(Annotations::default()));
            Core::schema(json!({"anyOf": forms}))
        }
    }
}

/// Years that have a 29 February, in four digits.
const LEAP_YEAR: &str =
    "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";

/// Hours, minutes and seconds, leap seconds excepted.
const TIME: &str = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]";

/// The one time at which a day can have a leap second, in UTC.
const LEAP_SECOND: &str = "23:59:60";

/// What the Rust types read as `date-time`: RFC 3339, section 5.6. `format` would leave it to the
/// validator how much of that it checks, or whether it checks anything.
fn date_time() -> String {
    let day = "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])\
               |(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)\
               |02-(?:0[1-9]|1[0-9]|2[0-8]))";
    let date = format!("(?:[0-9]{{4}}-{day}|{LEAP_YEAR}-02-29)");
    let fraction = "(?:\\.[0-9]+)?";
    let offset = "(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])";
    let utc = "(?:[Zz]|[+-]00:00)";
    format!("^{date}[Tt](?:{TIME}{fraction}{offset}|{LEAP_SECOND}{fraction}{utc})$")
}

/// RFC 9110's `IMF-fixdate`, for which there is no `format`.
fn http_date() -> String {
    let weekday = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
    let day = "(?:(?:0[1-9]|[12][0-9]|3[01]) (?:Jan|Mar|May|Jul|Aug|Oct|Dec)\
               |(?:0[1-9]|[12][0-9]|30) (?:Apr|Jun|Sep|Nov)\
               |(?:0[1-9]|1[0-9]|2[0-8]) Feb)";
    let date = format!("(?:{day} [0-9]{{4}}|29 Feb {LEAP_YEAR})");
    format!("^{weekday}, {date} (?:{TIME}|{LEAP_SECOND}) GMT$")
}
