//! Whether a text is of a form that values travel in.

/// Whether it is base64 with its padding (RFC 4648, section 4).
pub(super) fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    text.len().is_multiple_of(4) && padding <= 2 && digits.bytes().all(is_digit)
}

/// Whether it is a date and time with an offset (RFC 3339, section 5.6).
pub(super) fn is_date_time(text: &str) -> bool {
    let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default();
    let number = |range, most: u32| {
        let digits: &str = part(range);
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number && digits.parse().is_ok_and(|n: u32| n <= most)
    };
    let marks = [(4, "-"), (7, "-"), (13, ":"), (16, ":")];
    let is_marked = marks.iter().all(|(at, mark)| part(*at..at + 1) == *mark);
    let numbers = [
        (0..4, 9999),
        (5..7, 12),
        (8..10, 31),
        (11..13, 23),
        (14..16, 59),
        (17..19, 60),
    ];
    let is_filled = numbers.into_iter().all(|(range, most)| number(range, most));
    let is_day = part(5..7) != "00" && part(8..10) != "00";
    let rest = part(19..text.len());
    let fraction = rest.strip_prefix('.').map_or(0, |digits| {
        1 + digits.bytes().take_while(u8::is_ascii_digit).count()
    });
    let offset = &rest[fraction..];
    let is_offset = offset.eq_ignore_ascii_case("z")
        || (offset.len() == 6
            && offset.starts_with(['+', '-'])
            && offset.as_bytes()[3] == b':'
            && offset[1..].bytes().all(|b| b.is_ascii_digit() || b == b':'));
    let separator = part(10..11);
    is_marked
        && is_filled
        && is_day
        && fraction != 1
        && is_offset
        && matches!(separator, "T" | "t" | " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_other_texts() {
        for text in [
            "1985-04-12T23:20:50Z",
            "1985-04-12T23:20:50.52Z",
            "1990-12-31T15:59:60-08:00",
        ] {
            assert!(is_date_time(text), "{text}");
        }
        for text in [
            "",
            "yesterday",
            "1985-04-12",
            "1985-13-12T23:20:50Z",
            "1985-04-12T23:20:50",
            "1985-04-12T23:20:50.Z",
            "1985-04-12T+3:20:50Z",
            "1985-04-12T23:20:50+0800",
            "1985-04-12T23:20:50\u{e4}\u{e4}\u{e4}",
        ] {
            assert!(!is_date_time(text), "{text}");
        }
    }

    #[test]
    fn base64_is_told_from_other_texts() {
        for text in ["", "YQ==", "YWI=", "YWJj", "+/+/"] {
            assert!(is_base64(text), "{text}");
        }
        for text in ["***", "YQ", "YQ=", "=", "YQ===", "Y Q=", "\u{e4}\u{e4}"] {
            assert!(!is_base64(text), "{text}");
        }
    }
}
