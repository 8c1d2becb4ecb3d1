//! Lists in headers (RFC 9110 section 5.6.1; Smithy 2.0, "httpHeader trait").

/// The elements as one header value. Those that would not come back as they are get quotes:
/// with commas or quotes in them, or spaces around them, or nothing in them.
pub(super) fn join(elements: &[String]) -> String {
    let quoted = elements.iter().map(|element| {
        let is_plain = !element.is_empty()
            && !element.contains(['"', ','])
            && element.trim_matches([' ', '\t']) == element;
        if is_plain {
            return element.clone();
        }
        format!("\"{}\"", element.replace('\\', "\\\\").replace('"', "\\\""))
    });
    quoted.collect::<Vec<_>>().join(", ")
}

/// The elements of http-dates, which have a comma of their own and no quotes.
pub(super) fn join_dates(elements: &[String]) -> String {
    elements.join(", ")
}

/// The elements of a header value. Empty ones that have no quotes are left out, as RFC 9110
/// wants of readers; `None` if quotes are not closed.
pub(super) fn split(value: &str) -> Option<Vec<String>> {
    let mut elements = Vec::new();
    let mut rest = value;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        if let Some(quoted) = rest.strip_prefix('"') {
            let (element, after) = unquote(quoted)?;
            elements.push(element);
            rest = after.trim_start_matches([' ', '\t']);
            match rest.strip_prefix(',') {
                Some(next) => rest = next,
                None if rest.is_empty() => return Some(elements),
                None => return None,
            }
            continue;
        }
        let (element, next) = match rest.split_once(',') {
            Some((element, next)) => (element, Some(next)),
            None => (rest, None),
        };
        let element = element.trim_end_matches([' ', '\t']);
        if !element.is_empty() {
            elements.push(element.to_owned());
        }
        match next {
            Some(next) => rest = next,
            None => return Some(elements),
        }
    }
}

/// The text up to the closing quote, and what comes after that.
fn unquote(text: &str) -> Option<(String, &str)> {
    let mut element = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((element, &text[at + 1..])),
            '\\' => element.push(characters.next()?.1),
            other => element.push(other),
        }
    }
    None
}

/// The http-dates of a header value: each ends before every second comma.
pub(super) fn split_dates(value: &str) -> Vec<String> {
    let parts: Vec<&str> = value.split(',').map(str::trim).collect();
    let dates = parts.chunks(2).map(|pair| pair.join(", "));
    dates.filter(|date| !date.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(elements: &[&str]) -> Vec<String> {
        elements.iter().map(|it| (*it).to_owned()).collect()
    }

    #[test]
    fn elements_come_back() {
        for (elements, value) in [
            (&["a", "b", "c"][..], "a, b, c"),
            (&["b,c", "\"def\"", "a"], r#""b,c", "\"def\"", a"#),
            (&["a\\b", "\\,"], r#"a\b, "\\,""#),
            (&[" a ", "", "b c"], r#"" a ", "", b c"#),
            (&[], ""),
        ] {
            assert_eq!(join(&owned(elements)), value);
            assert_eq!(split(value), Some(owned(elements)), "{value}");
        }
    }

    #[test]
    fn what_others_write_is_read() {
        assert_eq!(split("a,b , ,c,"), Some(owned(&["a", "b", "c"])));
        assert_eq!(split(r#"a"b, c"#), Some(owned(&[r#"a"b"#, "c"])));
        assert_eq!(split(r#""a"#), None);
        assert_eq!(split(r#""a\"#), None);
        assert_eq!(split(r#""a" b"#), None);
    }

    #[test]
    fn dates_keep_their_commas() {
        let date = "Mon, 16 Dec 2019 23:48:18 GMT";
        let dates = owned(&[date, date]);
        assert_eq!(split_dates(&join_dates(&dates)), dates);
        assert_eq!(split_dates(date), owned(&[date]));
        assert!(split_dates("").is_empty());
    }
}
