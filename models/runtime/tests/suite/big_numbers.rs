//! Big numbers: digits are kept, or there is an error; they are never quietly lost by us.

use proptest::prelude::*;
use serde::Deserialize;
use tinsmith_runtime::{BigDecimal, BigInteger, Value};

fn integer(digits: &str) -> BigInteger {
    digits.parse().unwrap()
}

fn decimal(digits: &str) -> BigDecimal {
    digits.parse().unwrap()
}

proptest! {
    #[test]
    fn integers_of_64_bits_survive(value in prop_oneof![any::<i64>().prop_map(i128::from), any::<u64>().prop_map(i128::from)]) {
        let big = BigInteger::from(value);
        let json = serde_json::to_string(&big).unwrap();
        prop_assert_eq!(&json, &value.to_string());
        prop_assert_eq!(&serde_json::from_str::<BigInteger>(&json).unwrap(), &big);
        let through_value: Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(BigInteger::deserialize(&through_value).unwrap(), big);
    }

    #[test]
    fn integers_of_128_bits_are_written(value in any::<i128>()) {
        prop_assert_eq!(serde_json::to_string(&BigInteger::from(value)).unwrap(), value.to_string());
    }

    #[test]
    fn decimals_of_few_digits_survive(digits in "-?(0|[1-9][0-9]{0,6})\\.[0-9]{0,6}[1-9]") {
        let big = decimal(&digits);
        let json = serde_json::to_string(&big).unwrap();
        let back: BigDecimal = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(back.as_str().parse::<f64>(), digits.parse::<f64>());
        prop_assert_eq!(json.parse::<f64>(), digits.parse::<f64>());
    }
}

#[test]
fn only_numbers_are_numbers() {
    for json in [
        r#""1""#,
        "null",
        "true",
        "[]",
        "{}",
        r#"{"a": "1"}"#,
        r#"["1"]"#,
    ] {
        assert!(serde_json::from_str::<BigInteger>(json).is_err(), "{json}");
        assert!(serde_json::from_str::<BigDecimal>(json).is_err(), "{json}");
    }
    for json in ["1.5", "1.0", "1e2", "-0"] {
        let error = serde_json::from_str::<BigInteger>(json)
            .unwrap_err()
            .to_string();
        assert!(error.contains("expected an integer"), "{json}: {error}");
    }
    assert_eq!(
        "+1".parse::<BigInteger>().unwrap_err().to_string(),
        "not an integer"
    );
    assert_eq!(
        "1.".parse::<BigDecimal>().unwrap_err().to_string(),
        "not a number"
    );
}

#[test]
fn null_is_absent() {
    assert_eq!(
        serde_json::from_str::<Option<BigInteger>>("null").unwrap(),
        None
    );
    assert_eq!(
        serde_json::from_str::<Option<BigDecimal>>("1").unwrap(),
        Some(decimal("1"))
    );
}

/// What `serde_json` makes of a number if any crate in the build wants `arbitrary_precision`.
#[test]
fn digits_are_read_with_arbitrary_precision() {
    let digits = "-1234567890.12345678901234567890";
    // A reader that shows the object as it is, whatever features `serde_json` has.
    let members = [("$serde_json::private::Number", digits)];
    let value = Value::Object(members.into_iter().collect());
    assert_eq!(BigDecimal::deserialize(value).unwrap().as_str(), digits);
}

#[cfg(feature = "exact-numbers")]
mod exact {
    use super::*;

    proptest! {
        #[test]
        fn every_notation_survives(
            digits in "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?",
        ) {
            let json = serde_json::to_string(&decimal(&digits)).unwrap();
            prop_assert_eq!(&json, &digits);
            let back: BigDecimal = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(back.as_str(), digits);
        }
    }

    #[test]
    fn every_digit_survives() {
        let long = "123456789012345678901234567890123456789012345678901234567890";
        for digits in [long.to_owned(), format!("-{long}")] {
            let json = serde_json::to_string(&integer(&digits)).unwrap();
            assert_eq!(json, digits);
            assert_eq!(
                serde_json::from_str::<BigInteger>(&json).unwrap(),
                integer(&digits)
            );
        }
        for digits in [
            format!("{long}.{long}"),
            "1.50".to_owned(),
            "1e1000".to_owned(),
            "1E+2".to_owned(),
            "-0".to_owned(),
            "0.1000000000000000055511151231257827".to_owned(),
        ] {
            let json = serde_json::to_string(&[decimal(&digits)]).unwrap();
            assert_eq!(json, format!("[{digits}]"));
            assert_eq!(
                serde_json::from_str::<[BigDecimal; 1]>(&json).unwrap(),
                [decimal(&digits)]
            );
        }
    }
}

#[cfg(not(feature = "exact-numbers"))]
mod inexact {
    use super::*;

    #[test]
    fn what_cannot_be_exact_is_an_error() {
        let error = serde_json::from_str::<BigInteger>("18446744073709551616").unwrap_err();
        assert!(error.to_string().contains("expected an integer"), "{error}");
        for digits in [
            "0.1000000000000000055511151231257827",
            "1e1000",
            "1e99999999999999999999",
        ] {
            let error = serde_json::to_string(&decimal(digits))
                .unwrap_err()
                .to_string();
            assert!(error.contains("`exact-numbers`"), "{error}");
        }
        let beyond = format!("1{}", u128::MAX);
        assert!(serde_json::to_string(&integer(&beyond)).is_err());
    }

    #[test]
    fn notation_may_change_but_not_the_value() {
        for (digits, json) in [
            ("1.50", "1.5"),
            ("1E+2", "100.0"),
            ("-0", "-0.0"),
            ("1e400", ""),
        ] {
            match serde_json::to_string(&decimal(digits)) {
                Ok(written) => assert_eq!(written, json),
                Err(_) => assert_eq!("", json, "{digits}"),
            }
        }
    }
}
