//! Consumers are warned of each deprecated thing they use, and of nothing else.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// A crate that depends on the models as any consumer does; gives the lints that `cargo check`
/// finds in it, as pairs of lint and what the message is about.
fn check(source: &str) -> Vec<(String, String)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("src")).unwrap();
    // Cargo replays the warnings of a package it has seen, whichever folder it is in now; so each
    // has a name of its own.
    let name: String = folder
        .path()
        .file_name()
        .unwrap()
        .to_string_lossy()
        .into_owned();
    let name = name.trim_start_matches('.').to_lowercase();
    let manifest = format!(
        "[package]\nname = \"consumer-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\ntinsmith-models = {{ path = \"{}\" }}\n",
        tests.join("../models").display(),
    );
    std::fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    std::fs::write(folder.path().join("src/lib.rs"), source).unwrap();
    // The same versions as the workspace's, none of which need the network.
    std::fs::copy(
        tests.join("../Cargo.lock"),
        folder.path().join("Cargo.lock"),
    )
    .unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet", "--message-format=json"])
        .current_dir(folder.path())
        .env("CARGO_TARGET_DIR", tests.join("../target/consumer"))
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{errors}\n{}",
        String::from_utf8_lossy(&output.stdout)
    );
    let messages = String::from_utf8(output.stdout).unwrap();
    let lints = messages.lines().filter_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).unwrap();
        let lint = message["message"]["code"]["code"].as_str()?.to_owned();
        Some((lint, message["message"]["message"].as_str()?.to_owned()))
    });
    lints.collect()
}

#[test]
fn every_use_of_something_deprecated_warns() {
    for (what, code) in [
        (
            "field `tinsmith_models::amplifybackend::CreateBackendAuthUserPoolConfig::forgot_password`",
            "let _ = &pool.forgot_password;",
        ),
        (
            "method `tinsmith_models::amplifybackend::CreateBackendAuthUserPoolConfig::with_forgot_password`",
            "let _ = |new: CreateBackendAuthForgotPasswordConfig| pool.clone().with_forgot_password(new);",
        ),
        (
            "struct `tinsmith_models::amplifybackend::CreateBackendAuthForgotPasswordConfig`",
            "let _: Option<CreateBackendAuthForgotPasswordConfig> = None;",
        ),
        (
            "field `tinsmith_models::amplifybackend::CreateBackendAuthForgotPasswordConfig::delivery_method`",
            "let _ = |p: CreateBackendAuthForgotPasswordConfig| p.delivery_method;",
        ),
        (
            "field `tinsmith_models::amplifybackend::CreateBackendAuthForgotPasswordConfig::email_settings`",
            "let _ = |p: CreateBackendAuthForgotPasswordConfig| match p { CreateBackendAuthForgotPasswordConfig { email_settings: Some(_), .. } => 1, _ => 2 };",
        ),
        (
            "field `tinsmith_models::amplifybackend::CreateBackendAuthForgotPasswordConfig::sms_settings`",
            "let _ = |mut p: CreateBackendAuthForgotPasswordConfig| p.sms_settings = None;",
        ),
        (
            "method `tinsmith_models::amplifybackend::CreateBackendAuthForgotPasswordConfig::with_delivery_method`",
            "let _ = |p: CreateBackendAuthForgotPasswordConfig| p.with_delivery_method(DeliveryMethod::Sms);",
        ),
        (
            "method `tinsmith_models::amplifybackend::CreateBackendAuthForgotPasswordConfig::with_email_settings`",
            "let _ = |p: CreateBackendAuthForgotPasswordConfig| p.with_email_settings(EmailSettings::new());",
        ),
        (
            "method `tinsmith_models::amplifybackend::CreateBackendAuthForgotPasswordConfig::with_sms_settings`",
            "let _ = |p: CreateBackendAuthForgotPasswordConfig| p.with_sms_settings(SmsSettings::new());",
        ),
    ] {
        let source = format!(
            "#![allow(unused)]\nuse tinsmith_models::amplifybackend::*;\n\
             pub fn uses(pool: &CreateBackendAuthUserPoolConfig) {{ {code} }}\n",
        );
        let lints = check(&source);
        assert!(
            lints.iter().all(|(lint, _)| lint == "deprecated"),
            "{code}: {lints:?}"
        );
        let found = lints.iter().any(|(_, message)| message.contains(what));
        assert!(found, "{code} does not warn of {what}: {lints:#?}");
        // The message helps: it comes from the spec.
        let helps = lints
            .iter()
            .all(|(_, message)| message.split(": ").count() >= 2);
        assert!(helps, "{lints:#?}");
    }
}

#[test]
fn nothing_warns_where_nothing_deprecated_is_used() {
    let source = "
        //! Uses everything around the deprecated items.
        use tinsmith_models::amplifybackend::*;
        /// Builds, reads and matches.
        pub fn uses(response: GetBackendAuthResponse) -> bool {
            let pool = response.clone().resource_config.map(|config| config.user_pool_configs);
            let message = pool.as_ref().and_then(|pool| pool.verification_message.as_ref());
            let new = CreateBackendAuthUserPoolConfig::new(
                [RequiredSignUpAttributesElement::Email],
                SignInMethod::Username,
                \"pool\",
            )
            .with_verification_message(
                CreateBackendAuthVerificationMessageConfig::new(DeliveryMethod::Email)
                    .with_email_settings(EmailSettings::new().with_email_subject(\"s\")),
            );
            let copy = pool.as_ref() == Some(&new) || format!(\"{response:?}\").is_empty();
            match message.map(|message| &message.delivery_method) {
                Some(DeliveryMethod::Email) => copy,
                _ => false,
            }
        }
    ";
    assert_eq!(check(source), []);
}

#[test]
fn the_messages_are_the_specs() {
    let source = "
        #![allow(unused)]
        use tinsmith_models::amplifybackend::*;
        pub fn uses(pool: &CreateBackendAuthUserPoolConfig) { let _ = &pool.forgot_password; }
    ";
    let messages: BTreeSet<String> = check(source)
        .into_iter()
        .map(|(_, message)| message)
        .collect();
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(
        messages.iter().all(|m| m.contains("verificationMessage")),
        "{messages:?}"
    );
}
