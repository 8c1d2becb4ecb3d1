//! Timestamps, against chrono and jiff.

use std::time::{Duration, SystemTime};

use chrono::{DateTime as ChronoDateTime, Utc};
use proptest::prelude::*;
use tinsmith_runtime::{As, EpochSeconds, HttpDate, Timestamp, TimestampError};

fn timestamp() -> impl Strategy<Value = Timestamp> {
    let seconds = prop_oneof![
        4 => Timestamp::MIN.seconds()..=Timestamp::MAX.seconds(),
        1 => -2..=2_i64,
        1 => Timestamp::MIN.seconds()..=Timestamp::MIN.seconds() + 86_400,
        1 => Timestamp::MAX.seconds() - 86_400..=Timestamp::MAX.seconds(),
    ];
    let nanos = prop_oneof![
        0..1_000_000_000_u32,
        (0..1_000_u32).prop_map(|millis| millis * 1_000_000),
        Just(0),
    ];
    (seconds, nanos).prop_map(|(seconds, nanos)| Timestamp::new(seconds, nanos).unwrap())
}

fn chrono(timestamp: Timestamp) -> ChronoDateTime<Utc> {
    ChronoDateTime::from_timestamp(timestamp.seconds(), timestamp.subsec_nanos()).unwrap()
}

fn epoch_seconds(timestamp: Timestamp) -> String {
    let mut written = Vec::new();
    As::<EpochSeconds>::serialize(&timestamp, &mut serde_json::Serializer::new(&mut written))
        .unwrap();
    String::from_utf8(written).unwrap()
}

fn from_epoch_seconds(text: &str) -> Result<Timestamp, serde_json::Error> {
    As::<EpochSeconds>::deserialize(&mut serde_json::Deserializer::from_str(text))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn date_times_are_the_oracles(timestamp in timestamp()) {
        let text = timestamp.to_date_time();
        prop_assert_eq!(Timestamp::parse_date_time(&text), Ok(timestamp));
        let oracle = ChronoDateTime::parse_from_rfc3339(&text).unwrap();
        prop_assert_eq!(oracle.to_utc(), chrono(timestamp));
        if let Ok(jiff) = jiff::Timestamp::new(timestamp.seconds(), timestamp.subsec_nanos().cast_signed()) {
            prop_assert_eq!(text, jiff.to_string());
        }
    }

    #[test]
    fn offsets_are_the_oracle_s(
        timestamp in timestamp(),
        minutes in -1_439..=1_439_i32,
    ) {
        let offset = chrono::FixedOffset::east_opt(minutes * 60).unwrap();
        let local = chrono(timestamp).with_timezone(&offset);
        // What chrono writes for other years is no RFC 3339.
        prop_assume!((0..=9999).contains(&chrono::Datelike::year(&local)));
        let text = local.to_rfc3339();
        prop_assert_eq!(Timestamp::parse_date_time(&text), Ok(timestamp), "{}", text);
        prop_assert_eq!(Timestamp::parse_date_time(&text.to_lowercase()), Ok(timestamp));
    }

    #[test]
    fn http_dates_are_the_oracle_s(timestamp in timestamp()) {
        let text = timestamp.to_http_date();
        prop_assert_eq!(&text, &chrono(timestamp).format("%a, %d %b %Y %H:%M:%S GMT").to_string());
        let whole = Timestamp::from_seconds(timestamp.seconds()).unwrap();
        prop_assert_eq!(Timestamp::parse_http_date(&text), Ok(whole));
    }

    /// chrono is laxer (`+00` alone, a space for `T`), but never stricter.
    #[test]
    fn what_is_read_the_oracle_reads(
        text in "[0-9]{4}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-5][0-9]:[0-6][0-9](\\.[0-9]{0,12})?([Zz]|[+-][0-2][0-9]:[0-6][0-9])?",
    ) {
        let oracle = ChronoDateTime::parse_from_rfc3339(&text).map(|time| time.to_utc());
        let leap_second = text[17..].starts_with("60");
        match Timestamp::parse_date_time(&text) {
            Ok(timestamp) if !leap_second => prop_assert_eq!(oracle, Ok(chrono(timestamp))),
            Ok(_) => prop_assert!(oracle.is_ok(), "{}", text),
            Err(TimestampError::OutOfRange) => prop_assert!(oracle.is_ok(), "{}", text),
            // chrono does not ask when a leap second may be.
            Err(_) => prop_assert!(oracle.is_err() || leap_second || text.contains(' '), "{}", text),
        }
    }

    #[test]
    fn epoch_seconds_keep_milliseconds(timestamp in timestamp()) {
        let millis = Timestamp::from_millis(timestamp.to_millis()).unwrap();
        let text = epoch_seconds(millis);
        prop_assert_eq!(from_epoch_seconds(&text).unwrap(), millis, "{}", text);
        prop_assert_eq!(Timestamp::from_epoch_seconds(millis.to_epoch_seconds()), Ok(millis));
    }

    #[test]
    fn epoch_seconds_are_the_nearest_f64(timestamp in timestamp()) {
        let seconds = timestamp.to_epoch_seconds();
        let distance = |seconds: f64| {
            // In units of 2^-20 nanoseconds, exactly: no f64 in range is finer but near zero.
            let whole = seconds.floor();
            #[expect(clippy::cast_possible_truncation, reason = "the range is known")]
            let (whole, rest) = (whole as i128, ((seconds - whole) * 1e9 * 1_048_576.0) as i128);
            let ours = i128::from(timestamp.seconds()) * 1_000_000_000 + i128::from(timestamp.subsec_nanos());
            (ours * 1_048_576 - whole * 1_000_000_000 * 1_048_576 - rest).abs()
        };
        let slack = 1_048_576;
        prop_assert!(distance(seconds) <= distance(seconds.next_up()) + slack);
        prop_assert!(distance(seconds) <= distance(seconds.next_down()) + slack);
    }

    #[test]
    fn any_f64_is_read_or_refused(seconds in prop::num::f64::ANY) {
        let in_range = seconds > -62_167_219_200.0 - 1e-9 && seconds < 253_402_300_800.0;
        prop_assert_eq!(Timestamp::from_epoch_seconds(seconds).is_ok(), in_range, "{}", seconds);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
        prop_assert!(Timestamp::parse_date_time(&text).is_err());
        prop_assert!(Timestamp::parse_http_date(&text).is_err());
    }

    #[test]
    fn system_times_come_back(timestamp in timestamp()) {
        let time = SystemTime::try_from(timestamp).unwrap();
        prop_assert_eq!(Timestamp::try_from(time), Ok(timestamp));
    }
}

#[test]
fn epoch_seconds_are_as_short_as_can_be() {
    for (seconds, nanos, text) in [
        (0, 0, "0"),
        (1_515_531_081, 0, "1515531081"),
        (1_515_531_081, 123_000_000, "1515531081.123"),
        (1_515_531_081, 123_456_000, "1515531081.123456"),
        (0, 1, "1e-9"),
        (0, 123_456_789, "0.123456789"),
        (-1, 500_000_000, "-0.5"),
        (-1, 999_000_000, "-0.001"),
        (253_402_300_799, 999_000_000, "253402300799.999"),
    ] {
        let timestamp = Timestamp::new(seconds, nanos).unwrap();
        assert_eq!(epoch_seconds(timestamp), text);
        assert_eq!(from_epoch_seconds(text).unwrap(), timestamp, "{text}");
    }
    assert_eq!(
        from_epoch_seconds("1.5e9").unwrap().seconds(),
        1_500_000_000
    );
    assert_eq!(from_epoch_seconds("-0.0").unwrap(), Timestamp::UNIX_EPOCH);
}

/// The cases of Smithy's protocol tests `RestJsonBodyTimestamp…Rejects…`, offsets excepted:
/// the specification asks for those to be read.
#[test]
fn what_smithy_calls_malformed_is() {
    for json in [
        r#""1985-04-12T23:20:50.52Z""#,
        r#""1515531081.1234""#,
        r#""1515531081""#,
        "true",
        r#""Infinity""#,
        r#""NaN""#,
        r#""Tue, 29 Apr 2014 18:30:38 GMT""#,
        "null",
        "[]",
        "{}",
        "253402300800",
        "-62167219201",
        "1e300",
        "18446744073709551615",
    ] {
        assert!(from_epoch_seconds(json).is_err(), "{json}");
    }
    for text in [
        "Tue, 29 Apr 2014 18:30:38 GMT",
        "1515531081",
        "1996-12-19T16:39:57+00",
        "1996-12-19T16:39:57+00Z",
        "1996-12-19T16:39:57",
        "1996-12-19T163957",
        "19961219T163957Z",
        "19961219T163957",
        "19961219T16:39:57Z",
        "19961219T16:39:57",
        "1996-12-19T16:39Z",
        "1996-12-19T16:39",
        "1996-12-19T1639",
        "1996-12-19T16Z",
        "1996-12-19T16",
        "1996-12-19 16:39:57Z",
        "2011-12-03T10:15:30+01:00[Europe/Paris]",
        "1996-12-19T16:39:57.Z",
        "1996-12-19T16:39:57,5Z",
        "1996-02-30T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "1996-00-01T00:00:00Z",
        "1996-13-01T00:00:00Z",
        "1996-01-00T00:00:00Z",
        "1996-12-19T24:00:00Z",
        "1996-12-19T16:60:57Z",
        "1996-12-19T16:39:61Z",
        "1996-12-19T16:39:57+24:00",
        "1996-12-19T16:39:57+00:60",
        "+1996-12-19T16:39:57Z",
        "１996-12-19T16:39:57Z",
        "1996-12-19T16:39:57Z ",
        "",
    ] {
        let error = Timestamp::parse_date_time(text).unwrap_err();
        assert_eq!(error, TimestampError::NotDateTime, "{text}");
    }
    for text in [
        "1985-04-12T23:20:50.52Z",
        "1985-04-12T23:20:50Z",
        "1515531081",
        "Tue, 29 Apr 2014 18:30:38.5 GMT",
        "Tue, 29 Apr 2014 18:30:38 UTC",
        "Tue, 29 apr 2014 18:30:38 GMT",
        "Tue,29 Apr 2014 18:30:38 GMT",
        "Tue, 9 Apr 2014 18:30:38 GMT",
        "Tue, 31 Apr 2014 18:30:38 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Tue, 29 Apr 2014 18:30:60 GMT",
    ] {
        let error = Timestamp::parse_http_date(text).unwrap_err();
        assert_eq!(error, TimestampError::NotHttpDate, "{text}");
    }
}

#[test]
fn date_times_at_the_edges() {
    for (text, written) in [
        ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
        (
            "9999-12-31T23:59:59.9999999999Z",
            "9999-12-31T23:59:59.999999999Z",
        ),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
        ("2016-12-31T18:59:60.5-05:00", "2017-01-01T00:00:00.5Z"),
        ("2000-02-29T12:00:00-00:00", "2000-02-29T12:00:00Z"),
        ("1985-04-12t23:20:50.520z", "1985-04-12T23:20:50.52Z"),
        ("1996-12-19T16:39:57-08:00", "1996-12-20T00:39:57Z"),
        (
            "1969-12-31T23:59:59.000000001Z",
            "1969-12-31T23:59:59.000000001Z",
        ),
    ] {
        let timestamp: Timestamp = text.parse().unwrap();
        assert_eq!(timestamp.to_string(), written, "{text}");
    }
    for text in [
        "0000-01-01T00:00:00+00:01",
        "9999-12-31T23:59:00-00:01",
        "9999-12-31T23:59:60Z",
    ] {
        assert_eq!(
            text.parse::<Timestamp>(),
            Err(TimestampError::OutOfRange),
            "{text}"
        );
    }
}

#[test]
fn constructors_normalise_and_check() {
    const NOON: Timestamp = match Timestamp::from_seconds(43_200) {
        Ok(timestamp) => timestamp,
        Err(_) => panic!("in range"),
    };
    assert_eq!(NOON.to_string(), "1970-01-01T12:00:00Z");
    assert_eq!(
        Timestamp::new(0, u32::MAX).unwrap(),
        Timestamp::new(4, 294_967_295).unwrap()
    );
    assert_eq!(
        Timestamp::from_millis(-1).unwrap(),
        Timestamp::new(-1, 999_000_000).unwrap()
    );
    assert_eq!(Timestamp::from_millis(-1).unwrap().to_millis(), -1);
    for result in [
        Timestamp::from_seconds(i64::MIN),
        Timestamp::new(i64::MAX, u32::MAX),
        Timestamp::new(Timestamp::MAX.seconds(), 1_000_000_000),
        Timestamp::from_millis(i64::MIN),
        Timestamp::from_epoch_seconds(f64::NAN),
        Timestamp::from_epoch_seconds(f64::NEG_INFINITY),
    ] {
        assert_eq!(result, Err(TimestampError::OutOfRange));
    }
    let far = SystemTime::UNIX_EPOCH + Duration::from_secs(253_402_300_800);
    assert_eq!(Timestamp::try_from(far), Err(TimestampError::OutOfRange));
}

#[test]
fn text_forms_go_through_serde() {
    let json = r#""Sun, 06 Nov 1994 08:49:37 GMT""#;
    let mut reader = serde_json::Deserializer::from_str(json);
    let timestamp: Timestamp = As::<HttpDate>::deserialize(&mut reader).unwrap();
    assert_eq!(
        serde_json::to_string(&timestamp).unwrap(),
        r#""1994-11-06T08:49:37Z""#
    );
    let error = serde_json::from_str::<Timestamp>(json)
        .unwrap_err()
        .to_string();
    assert!(error.contains("expected a date-time (RFC 3339)"), "{error}");
    assert!(serde_json::from_str::<Timestamp>("1").is_err());
}

#[cfg(feature = "jiff")]
#[test]
fn jiff_converts() {
    let ours = Timestamp::new(-1, 5).unwrap();
    let theirs = jiff::Timestamp::try_from(ours).unwrap();
    assert_eq!(theirs.as_nanosecond(), -999_999_995);
    assert_eq!(Timestamp::try_from(theirs), Ok(ours));
    assert_eq!(
        jiff::Timestamp::try_from(Timestamp::MAX),
        Err(TimestampError::OutOfRange)
    );
    assert_eq!(
        Timestamp::try_from(jiff::Timestamp::MIN),
        Err(TimestampError::OutOfRange)
    );
}

#[cfg(feature = "chrono")]
#[test]
fn chrono_converts() {
    for ours in [
        Timestamp::MIN,
        Timestamp::new(-1, 5).unwrap(),
        Timestamp::MAX,
    ] {
        let theirs = ChronoDateTime::<Utc>::try_from(ours).unwrap();
        assert_eq!(theirs, chrono(ours));
        assert_eq!(Timestamp::try_from(theirs), Ok(ours));
    }
    let far = ChronoDateTime::<Utc>::MAX_UTC;
    assert_eq!(Timestamp::try_from(far), Err(TimestampError::OutOfRange));
}

#[cfg(feature = "time")]
#[test]
fn time_converts() {
    for ours in [
        Timestamp::MIN,
        Timestamp::new(-1, 5).unwrap(),
        Timestamp::MAX,
    ] {
        let theirs = time::OffsetDateTime::try_from(ours).unwrap();
        assert_eq!(theirs.unix_timestamp(), ours.seconds());
        assert_eq!(theirs.nanosecond(), ours.subsec_nanos());
        assert_eq!(Timestamp::try_from(theirs), Ok(ours));
    }
}
