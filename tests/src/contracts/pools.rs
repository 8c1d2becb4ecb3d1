//! Values at the edges of what types and schemas take.

use super::node::Node;
use super::random::Random;
use tinsmith_codegen::model::{Simple, TimestampFormat};

/// Numbers, as literals.
pub const NUMBERS: [&str; 43] = [
    "0",
    "-0",
    "0.0",
    "-0.0",
    "1",
    "-1",
    "1.0",
    "1e0",
    "1E+0",
    "10e-1",
    "1e3",
    "1.5",
    "-0.25",
    "127",
    "128",
    "-128",
    "-129",
    "32767",
    "32768",
    "-32768",
    "-32769",
    "2147483647",
    "2147483648",
    "-2147483648",
    "-2147483649",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "123456789012345678901234567890",
    "1e39",
    "1e300",
    "1e400",
    "-1e400",
    "1e-400",
    "-62167219200",
    "-62167219200.5",
    "253402300799",
    "253402300799.999",
    "253402300800",
];

/// Words for numbers, some of which are right.
pub const WORDS: [&str; 12] = [
    "NaN",
    "Infinity",
    "-Infinity",
    "nan",
    "NAN",
    "inf",
    "+Infinity",
    "infinity",
    "1",
    "1.5",
    "",
    " NaN",
];

/// Date-times that are right, wrong, or at an edge.
pub const DATE_TIMES: [&str; 40] = [
    "1970-01-01T00:00:00Z",
    "2024-02-29T23:59:59.123Z",
    "2024-02-29T23:59:59+01:30",
    "2024-02-29t23:59:59z",
    "2016-12-31T23:59:60Z",
    "2016-12-31T23:59:60.5+00:00",
    "2016-12-31T23:59:60-00:00",
    "2016-12-31T22:59:60-01:00",
    "2017-01-01T00:59:60+01:00",
    "2016-12-31T12:00:60Z",
    "0000-01-01T00:00:00Z",
    "0000-01-01T00:00:00+00:01",
    "0000-01-01T00:00:00-00:01",
    "9999-12-31T23:59:59.999999999Z",
    "9999-12-31T23:59:59-00:01",
    "9999-12-31T23:59:60Z",
    "10000-01-01T00:00:00Z",
    "2023-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2000-02-29T00:00:00Z",
    "2024-04-31T00:00:00Z",
    "2024-13-01T00:00:00Z",
    "2024-00-01T00:00:00Z",
    "2024-01-00T00:00:00Z",
    "2024-01-01T24:00:00Z",
    "2024-01-01T00:60:00Z",
    "2024-01-01T00:00:61Z",
    "2024-01-01T00:00:00",
    "2024-01-01T00:00:00+24:00",
    "2024-01-01T00:00:00+00:60",
    "2024-01-01T00:00:00+0000",
    "2024-01-01T00:00:00.Z",
    "2024-01-01T00:00:00,5Z",
    "2024-01-01T00:00:00.0000000000000000000001Z",
    "2024-01-01 00:00:00Z",
    "2024-01-01",
    "2024-01-01T00:00Z",
    " 2024-01-01T00:00:00Z",
    "2024-01-01T00:00:00Z\n",
    "2024-01-01T00:00:00\u{660}Z",
];

/// HTTP dates that are right, wrong, or at an edge.
pub const HTTP_DATES: [&str; 18] = [
    "Tue, 29 Apr 2014 18:30:38 GMT",
    "Mon, 29 Apr 2014 18:30:38 GMT",
    "Tue, 29 Feb 2000 23:59:60 GMT",
    "Tue, 29 Feb 1900 00:00:00 GMT",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Fri, 31 Dec 9999 23:59:60 GMT",
    "Sat, 01 Jan 0000 00:00:00 GMT",
    "Tue, 31 Apr 2014 18:30:38 GMT",
    "Tue, 29 Apr 2014 18:30:38.5 GMT",
    "Tue, 29 Apr 2014 24:30:38 GMT",
    "Tue, 29 Apr 2014 18:30:38 UTC",
    "Tue, 29 apr 2014 18:30:38 GMT",
    "tue, 29 Apr 2014 18:30:38 gmt",
    "Tuesday, 29-Apr-14 18:30:38 GMT",
    "Tue Apr 29 18:30:38 2014",
    "29 Apr 2014 18:30:38 GMT",
    "Tue, 9 Apr 2014 18:30:38 GMT",
    "Tue, 29 Apr 2014 18:30:38 GMT ",
];

/// Base64 that is right, wrong, or at an edge.
pub const BASE64: [&str; 20] = [
    "", "AA==", "AAE=", "AAAA", "+/+/", "AB==", "AAB=", "AA", "AAA", "A", "A===", "AA=", "====",
    "AA==AA==", "-_-_", "AA ==", "AA\n==", "AAAA\n", "AA=A", "Ä===",
];

/// Texts that are hard to keep.
pub const TEXTS: [&str; 12] = [
    "",
    "text",
    "a",
    " ",
    "ü \u{1f980} \"quoted\" \\ \n",
    "\u{0}",
    "\u{7f}\u{2028}",
    "e\u{301}",
    "null",
    "true",
    "0",
    "[]",
];

/// Strings with escapes, some of which only some readers take.
pub const SPELLED: [&str; 8] = [
    r#""\u0061""#,
    r#""\/""#,
    r#""\ud83e\udd80""#,
    r#""\ud800""#,
    r#""\udc00\ud800""#,
    r#""a\ud800b""#,
    r#""\u0000""#,
    r#""\u004EaN""#,
];

const FORMATS: [TimestampFormat; 3] = [
    TimestampFormat::DateTime,
    TimestampFormat::HttpDate,
    TimestampFormat::EpochSeconds,
];

/// Any value, a small one.
pub fn any(random: &mut Random) -> Node {
    match random.below(12) {
        0 | 1 => Node::Null,
        2 => Node::Bool(random.one_in(2)),
        3 | 4 => Node::number(random.pick(&NUMBERS)),
        5 => Node::text(random.pick(&TEXTS)),
        6 => Node::text(random.pick(&WORDS)),
        7 => Node::Spelled(random.pick(&SPELLED).to_owned()),
        8 => Node::Array(vec![Node::Null]),
        9 => Node::Array(Vec::new()),
        10 => Node::Object(Vec::new()),
        _ => Node::Object(vec![("a".to_owned(), Node::Null)]),
    }
}

/// A value that looks like one of this shape.
pub fn like(simple: Simple, format: Option<TimestampFormat>, random: &mut Random) -> Node {
    // Now and then one in another format: some readers take it.
    let format = match format {
        Some(_) if random.one_in(4) => Some(random.pick(&FORMATS)),
        format => format,
    };
    match (simple, format) {
        (Simple::Blob, _) => Node::text(&nearly(random.pick(&BASE64), "Aa0+/=_- \n", random)),
        (Simple::Boolean, _) => Node::Bool(random.one_in(2)),
        (Simple::String | Simple::Document, _) => any(random),
        (Simple::Timestamp, Some(TimestampFormat::DateTime)) => Node::text(&nearly(
            random.pick(&DATE_TIMES),
            "0123569TtZz:+-. ",
            random,
        )),
        (Simple::Timestamp, Some(TimestampFormat::HttpDate)) => Node::text(&nearly(
            random.pick(&HTTP_DATES),
            "0123569MTonGa:, ",
            random,
        )),
        (Simple::Float | Simple::Double, _) if random.one_in(3) => Node::text(random.pick(&WORDS)),
        _ => Node::number(random.pick(&NUMBERS)),
    }
}

/// The same text, or with one character replaced, removed or doubled.
pub fn nearly(text: &str, alphabet: &str, random: &mut Random) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let alphabet: Vec<char> = alphabet.chars().collect();
    if characters.is_empty() || random.one_in(3) {
        return text.to_owned();
    }
    let at = random.below(characters.len());
    match random.below(4) {
        0 => {
            characters.remove(at);
        }
        1 => characters.insert(at, random.pick(&alphabet)),
        _ => characters[at] = random.pick(&alphabet),
    }
    characters.into_iter().collect()
}
