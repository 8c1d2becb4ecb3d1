//! Debug output shows no secrets.

use tinsmith_models::amplifybackend::{GetBackendAuthResponse, SocialProviderSettings};
use tinsmith_tests::cases::enums::explicit::HiddenEnum;
use tinsmith_tests::cases::structures::explicit::Everything;
use tinsmith_tests::cases::unions::explicit::{HiddenUnion, Shape};

#[test]
fn a_full_response_shows_no_text_of_its_sensitive_shapes() {
    let folder = tinsmith_tests::fixtures::folder("amplifybackend");
    let text = std::fs::read_to_string(folder.join("valid/response_full.json")).unwrap();
    let response: GetBackendAuthResponse = serde_json::from_str(&text).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let pool = &json["resourceConfig"]["userPoolConfigs"];
    let providers = &pool["oAuth"]["socialProviderSettings"];
    let hidden = [
        &pool["forgotPassword"]["emailSettings"],
        &pool["forgotPassword"]["smsSettings"],
        &pool["verificationMessage"]["emailSettings"],
        &pool["verificationMessage"]["smsSettings"],
        &providers["Facebook"],
        &providers["Google"],
        &providers["LoginWithAmazon"],
        &providers["SignInWithApple"],
    ];
    for shown in [format!("{response:?}"), format!("{response:#?}")] {
        for structure in hidden {
            let members = structure.as_object().expect("the full response fills it");
            for (name, value) in members {
                let value = value.as_str().unwrap();
                assert!(!shown.contains(value), "{name} is shown");
                // Nor in pieces: no line of a long text.
                for line in value.lines().filter(|line| line.len() > 8) {
                    assert!(!shown.contains(line), "{name} is shown in part");
                }
            }
        }
        assert_eq!(
            shown.matches("** redacted **").count(),
            hidden.len(),
            "{shown}"
        );
        assert!(
            shown.contains(json["appId"].as_str().unwrap()),
            "the rest is shown"
        );
    }
    let none = format!("{:?}", SocialProviderSettings::new());
    assert!(
        none.contains("facebook: None"),
        "what is absent is no secret: {none}"
    );
}

#[test]
fn sensitive_scalars_and_their_containers_are_hidden() {
    let everything = Everything::new("id", "older")
        .with_secret("abc")
        .with_secrets(vec!["def".to_owned()]);
    let shown = format!("{everything:?}");
    assert!(!shown.contains("abc") && !shown.contains("def"), "{shown}");
    assert!(shown.contains("secret: Some(** redacted **)"), "{shown}");

    assert_eq!(format!("{:?}", HiddenEnum::Yes), "** redacted **");
    assert_eq!(
        format!("{:?}", HiddenUnion::A("x".to_owned())),
        "** redacted **"
    );
    assert_eq!(
        format!("{:?}", Shape::Secret("x".to_owned())),
        "Secret(** redacted **)"
    );
}
