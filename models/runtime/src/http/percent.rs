//! Percent-encoding (RFC 3986 section 2.1).

/// Whether a byte stands for itself everywhere: the unreserved characters, which are the only
/// ones that Smithy wants in labels and queries as they are.
const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// Appends the text, encoded but for the unreserved characters and those that `keep` names.
pub(super) fn encode(text: &str, keep: &[u8], to: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if is_unreserved(byte) || keep.contains(&byte) {
            to.push(byte.into());
        } else {
            to.push('%');
            to.push(DIGITS[usize::from(byte >> 4)].into());
            to.push(DIGITS[usize::from(byte & 15)].into());
        }
    }
}

/// The text that was encoded; `None` if it is not UTF-8. A percent sign without two digits after
/// it stands for itself.
pub(super) fn decode(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16);
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let octet = match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => u8::try_from(high << 4 | low).ok(),
            _ => None,
        };
        decoded.push(octet.unwrap_or(byte));
        at += if octet.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).ok()
}

/// A part of a query, in which a plus sign is a space: browsers' forms write it so. Who follows
/// Smithy writes `%20`, and `%2B` for a plus sign.
fn decode_query(text: &str) -> Option<String> {
    decode(&text.replace('+', " "))
}

/// A parameter of a query, decoded; `None` if it is not UTF-8.
pub(super) fn parameter(text: &str) -> Option<(String, String)> {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    Some((decode_query(name)?, decode_query(value)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str, keep: &[u8]) -> String {
        let mut encoded = String::new();
        encode(text, keep, &mut encoded);
        encoded
    }

    #[test]
    fn all_but_unreserved_characters_are_encoded() {
        let text = " %:/?#[]@!$&'()*+,;=😹";
        let expected = "%20%25%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%F0%9F%98%B9";
        assert_eq!(encoded(text, b""), expected);
        assert_eq!(encoded("aZ0-._~", b""), "aZ0-._~");
        assert_eq!(encoded("a/b c", b"/"), "a/b%20c");
        assert_eq!(decode(expected).as_deref(), Some(text));
    }

    #[test]
    fn what_is_not_encoded_stands_for_itself() {
        assert_eq!(decode("100%").as_deref(), Some("100%"));
        assert_eq!(decode("%zz%4").as_deref(), Some("%zz%4"));
        assert_eq!(decode("%2525").as_deref(), Some("%25"));
        assert_eq!(decode("%FF"), None);
        assert_eq!(decode("a+b").as_deref(), Some("a+b"));
        assert_eq!(decode_query("a+b%2Bc").as_deref(), Some("a b+c"));
    }
}
