//! Timestamps in their three forms, under both contracts.

use super::{Row, id, prelude, required, structure, with_traits};
use crate::model::{Kind, Member, Simple, TimestampFormat, Traits};
use serde_json::{Value, json};

fn timestamp(format: TimestampFormat) -> Member {
    Member {
        traits: Traits {
            timestamp_format: Some(format),
            ..Traits::default()
        },
        ..required("value", prelude("Timestamp"))
    }
}

#[test]
fn epoch_seconds_are_numbers_and_the_default() {
    for member in [
        required("value", prelude("Timestamp")),
        timestamp(TimestampFormat::EpochSeconds),
    ] {
        Row {
            member,
            good: vec![json!(0), json!(-1.5), json!(253_402_300_799.5)],
            bad: vec![
                json!("2020-01-01T00:00:00Z"),
                json!("0"),
                json!(253_402_300_800_i64),
                json!(-62_167_219_201_i64),
            ],
            ..Row::same("Timestamp", epoch_seconds())
        }
        .check();
    }
}

fn epoch_seconds() -> Value {
    json!({
        "type": "number",
        "minimum": -62_167_219_200_i64,
        "exclusiveMaximum": 253_402_300_800_i64,
    })
}

fn pattern(format: TimestampFormat) -> String {
    let model = super::model(vec![structure("S", vec![timestamp(format)])]);
    let schema = super::definition(&model, &id("S"), super::Contract::Deserialize);
    schema["properties"]["value"]["pattern"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn date_times_are_checked_to_the_day_where_they_are_read() {
    let read = json!({"type": "string", "pattern": pattern(TimestampFormat::DateTime)});
    Row {
        member: timestamp(TimestampFormat::DateTime),
        read,
        good: vec![
            json!("2020-02-29T23:59:59Z"),
            json!("2000-02-29T00:00:00.123456789Z"),
            json!("2020-12-31T00:00:00+14:00"),
            json!("2016-12-31t23:59:60.5z"),
        ],
        bad: vec![json!(0)],
        ..Row::same(
            "Timestamp",
            json!({"type": "string", "format": "date-time"}),
        )
    }
    .check();
    let read = regress::Regex::with_flags(&pattern(TimestampFormat::DateTime), "u").unwrap();
    for wrong in [
        "",
        "2020-01-01",
        "2020-01-01T00:00:00",
        "2021-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2020-04-31T00:00:00Z",
        "2020-13-01T00:00:00Z",
        "2020-01-01T24:00:00Z",
        "2020-01-01T00:60:00Z",
        "2020-01-01T00:00:00.Z",
        "2020-01-01T00:00:00+24:00",
        "02020-01-01T00:00:00Z",
        "2020-01-01T12:00:60Z",
    ] {
        assert!(read.find(wrong).is_none(), "{wrong}");
    }
}

#[test]
fn http_dates_are_described_by_a_pattern() {
    let schema = json!({"type": "string", "pattern": pattern(TimestampFormat::HttpDate)});
    Row {
        member: timestamp(TimestampFormat::HttpDate),
        good: vec![
            json!("Tue, 29 Apr 2014 18:30:38 GMT"),
            json!("Tue, 29 Feb 2000 23:59:60 GMT"),
        ],
        bad: vec![
            json!("Tue, 31 Apr 2014 18:30:38 GMT"),
            json!("Tue, 29 Feb 1900 18:30:38 GMT"),
            json!("29 Apr 2014 18:30:38 GMT"),
            json!("Tue, 29 Apr 2014 18:30:38.5 GMT"),
            json!("2014-04-29T18:30:38Z"),
            json!(0),
        ],
        ..Row::same("Timestamp", schema)
    }
    .check();
}

#[test]
fn a_timestamp_has_the_form_of_its_shape_unless_it_has_its_own() {
    let dated = with_traits(
        "Dated",
        Kind::Simple(Simple::Timestamp),
        timestamp(TimestampFormat::HttpDate).traits,
    );
    let http_date = json!({"type": "string", "pattern": pattern(TimestampFormat::HttpDate)});
    Row {
        member: required("value", id("Dated")),
        shapes: vec![dated.clone()],
        ..Row::same("Timestamp", http_date)
    }
    .check();
    Row {
        member: Member {
            target: id("Dated"),
            ..timestamp(TimestampFormat::EpochSeconds)
        },
        shapes: vec![dated],
        ..Row::same("Timestamp", epoch_seconds())
    }
    .check();
}
