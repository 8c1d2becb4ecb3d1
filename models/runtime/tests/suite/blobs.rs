//! Blobs, against the base64 crate.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{GeneralPurpose, GeneralPurposeConfig};
use proptest::prelude::*;
use tinsmith_runtime::Blob;

/// Padding is needed, bits that count for nothing may be set.
const ORACLE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true),
);

proptest! {
    #[test]
    fn bytes_become_base64_and_come_back(bytes in any::<Vec<u8>>()) {
        let text = Blob::from(bytes.as_slice()).to_base64();
        prop_assert_eq!(&text, &ORACLE.encode(&bytes));
        prop_assert_eq!(Blob::from_base64(&text).unwrap().into_inner(), bytes);
    }

    #[test]
    fn texts_get_the_oracle_s_verdict(text in "[AQgwz+/=_-]{0,9}|([A-Za-z0-9+/]{4}){0,3}[A-Za-z0-9+/]{0,3}={0,3}") {
        let bytes = Blob::from_base64(&text).ok().map(Blob::into_inner);
        prop_assert_eq!(bytes, ORACLE.decode(&text).ok());
    }
}

/// The cases of Smithy's protocol test `RestJsonBodyMalformedBlobInvalidBase64`.
#[test]
fn what_smithy_calls_malformed_is() {
    for json in [
        r#""xyz""#,
        r#""YmxvYg=""#,
        "[98, 108, 11, 98]",
        r#"["b", "l","o","b"]"#,
        "981081198",
        "true",
        "null",
        r#""-_==""#,
        r#""YmxvYg==\n""#,
        r#""YmxvYg""#,
    ] {
        assert!(serde_json::from_str::<Blob>(json).is_err(), "{json}");
    }
}

#[test]
fn wire_forms() {
    let blob = Blob::new(*b"blob");
    assert_eq!(serde_json::to_string(&blob).unwrap(), r#""YmxvYg==""#);
    assert_eq!(serde_json::from_str::<Blob>(r#""YmxvYg==""#).unwrap(), blob);
    assert_eq!(rmp_serde::to_vec(&blob).unwrap(), b"\xc4\x04blob");
    assert_eq!(
        rmp_serde::from_slice::<Blob>(b"\xc4\x04blob").unwrap(),
        blob
    );
}

#[test]
fn neither_debug_nor_errors_show_the_bytes() {
    assert_eq!(format!("{:?}", Blob::new(*b"secret")), "Blob(6 bytes)");
    let error = serde_json::from_str::<Blob>(r#""secret!""#).unwrap_err();
    assert!(!error.to_string().contains("secret"), "{error}");
}
