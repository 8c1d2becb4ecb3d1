//! Names: what is typed in Rust, what travels, and what a search finds.

use serde_json::json;
use std::fs;
use std::path::Path;
use tinsmith_models::amplifybackend::{
    BackendAuthAppleProviderConfig, BackendAuthSocialProviderConfig, CreateBackendAuthMfaConfig,
    CreateBackendAuthOauthConfig, MfaMode, MfaTypesElement, OauthGrantType, OauthScopesElement,
    Settings, SocialProviderSettings,
};

#[test]
fn fields_read_well_and_wire_names_are_exact() {
    let mut oauth = CreateBackendAuthOauthConfig::new(
        OauthGrantType::Code,
        [OauthScopesElement::Openid],
        ["https://in.example".to_owned()],
        ["https://out.example".to_owned()],
    )
    .with_social_provider_settings(
        SocialProviderSettings::new()
            .with_facebook(BackendAuthSocialProviderConfig::new().with_client_id("a"))
            .with_sign_in_with_apple(BackendAuthAppleProviderConfig::new().with_key_id("b")),
    );
    oauth
        .redirect_sign_in_uris
        .push("https://second.example".to_owned());
    oauth.oauth_scopes.push(OauthScopesElement::from("NEW"));
    assert_eq!(
        serde_json::to_value(&oauth).unwrap(),
        json!({
            "oAuthGrantType": "CODE",
            "oAuthScopes": ["OPENID", "NEW"],
            "redirectSignInURIs": ["https://in.example", "https://second.example"],
            "redirectSignOutURIs": ["https://out.example"],
            "socialProviderSettings": {
                "Facebook": { "client_id": "a" },
                "SignInWithApple": { "key_id": "b" },
            },
        }),
    );
    let mut mfa = CreateBackendAuthMfaConfig::new(MfaMode::On)
        .with_settings(Settings::new().with_mfa_types([MfaTypesElement::Totp]));
    mfa.mfa_mode = MfaMode::Off;
    assert_eq!(
        serde_json::to_value(&mfa).unwrap(),
        json!({ "MFAMode": "OFF", "settings": { "mfaTypes": ["TOTP"] } }),
    );
}

#[test]
fn a_known_value_never_becomes_unknown() {
    for value in MfaMode::VALUES {
        let mode = MfaMode::from(*value);
        assert!(!matches!(mode, MfaMode::Unknown(_)), "{value}");
        assert_eq!(mode.as_str(), *value);
        assert_eq!(value.parse::<MfaMode>().unwrap(), mode);
        assert_eq!(mode.to_string(), *value);
    }
    let MfaMode::Unknown(unknown) = MfaMode::from("SOMETIMES") else {
        panic!("it is not known")
    };
    assert_eq!(unknown.as_str(), "SOMETIMES");
}

#[test]
fn a_search_finds_the_names_of_both_documents() {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/src/generated/amplifybackend");
    let mut code = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        code.push_str(&fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    for name in [
        "CreateBackendAuthMFAConfig",
        "LimitExceededException",
        "InternalServiceException",
        "GetBackendAuthReqObj",
        "GetBackendAuthRespObj",
        "MFAMode",
        "OAuthScopesElement",
    ] {
        assert!(
            code.contains(&format!("#[doc(alias = \"{name}\")]")),
            "{name}"
        );
    }
}
