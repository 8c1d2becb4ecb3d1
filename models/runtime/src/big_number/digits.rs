//! JSON's grammar of numbers (RFC 8259 section 6).

/// Whether this is an integer: no fraction, no exponent, and not `-0`, which readers of JSON
/// take for the negative zero that only floating-point numbers have.
pub(super) fn is_integer(text: &str) -> bool {
    is_integer_part(text) && text != "-0"
}

fn is_integer_part(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    all_digits(digits) && (digits.len() == 1 || !digits.starts_with('0'))
}

/// Whether this is a number.
pub(crate) fn is_number(text: &str) -> bool {
    let (mantissa, exponent) = split_exponent(text);
    let (integer, fraction) = split_fraction(mantissa);
    let exponent = exponent.map(|exponent| exponent.strip_prefix(['+', '-']).unwrap_or(exponent));
    is_integer_part(integer) && fraction.is_none_or(all_digits) && exponent.is_none_or(all_digits)
}

/// Whether two numbers are equal, however they are written. `false` also if an exponent is too
/// large to tell.
#[cfg(any(test, not(feature = "exact-numbers")))]
pub(super) fn same_value(left: &str, right: &str) -> bool {
    matches!((canonical(left), canonical(right)), (Some(left), Some(right)) if left == right)
}

/// Sign, digits without zeros at either end, and the power of ten of the last digit.
#[cfg(any(test, not(feature = "exact-numbers")))]
fn canonical(text: &str) -> Option<(bool, String, i64)> {
    let (mantissa, exponent) = split_exponent(text);
    let negative = mantissa.starts_with('-');
    let (integer, fraction) = split_fraction(mantissa.trim_start_matches('-'));
    let fraction = fraction.unwrap_or("");
    let digits = format!("{integer}{fraction}");
    let significant = digits.trim_end_matches('0');
    let zeros = i64::try_from(digits.len() - significant.len()).ok()?;
    let decimals = i64::try_from(fraction.len()).ok()?;
    let significant = significant.trim_start_matches('0');
    if significant.is_empty() {
        return Some((negative, String::new(), 0));
    }
    let exponent: i64 = exponent.unwrap_or("0").parse().ok()?;
    let power = exponent.checked_sub(decimals)?.checked_add(zeros)?;
    Some((negative, significant.to_owned(), power))
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn split_exponent(text: &str) -> (&str, Option<&str>) {
    match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    }
}

fn split_fraction(mantissa: &str) -> (&str, Option<&str>) {
    match mantissa.split_once('.') {
        Some((integer, fraction)) => (integer, Some(fraction)),
        None => (mantissa, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_is_json_s() {
        for text in ["0", "10", "-7", "123456789012345678901234567890"] {
            assert!(is_integer(text) && is_number(text), "{text}");
        }
        for text in ["1.5", "-0", "-0.0", "1e5", "1E+5", "10.25e-3"] {
            assert!(!is_integer(text) && is_number(text), "{text}");
        }
        for text in [
            "", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "1.e5", "1e5.0", "--1", "1-",
            " 1", "0x1", "NaN", "1_000", "١",
        ] {
            assert!(!is_integer(text) && !is_number(text), "{text}");
        }
    }

    #[test]
    fn values_are_compared_whatever_their_notation() {
        for (left, right) in [
            ("1.50", "1.5"),
            ("100", "1e2"),
            ("0.001", "1E-3"),
            ("-12.0", "-12"),
            ("0.0", "0e99999999999999999999"),
        ] {
            assert!(same_value(left, right), "{left} {right}");
        }
        for (left, right) in [
            ("1", "-1"),
            ("1", "10"),
            ("0", "-0"),
            ("1e99999999999999999999", "1e99999999999999999999"),
        ] {
            assert!(!same_value(left, right), "{left} {right}");
        }
    }
}
