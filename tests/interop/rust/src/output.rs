//! The output as JSON, member by member by the names in the model: the SDK's types have no
//! serde impls.

#![allow(deprecated)]

use aws_sdk_amplifybackend::operation::get_backend_auth::GetBackendAuthOutput;
use aws_sdk_amplifybackend::types::{
    BackendAuthAppleProviderConfig, BackendAuthSocialProviderConfig,
    CreateBackendAuthForgotPasswordConfig, CreateBackendAuthIdentityPoolConfig,
    CreateBackendAuthMfaConfig, CreateBackendAuthOAuthConfig,
    CreateBackendAuthPasswordPolicyConfig, CreateBackendAuthResourceConfig,
    CreateBackendAuthUserPoolConfig, CreateBackendAuthVerificationMessageConfig, EmailSettings,
    Settings, SmsSettings, SocialProviderSettings,
};
use serde_json::Value;

/// An object of the members that are there.
pub fn members<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let there = members
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(there.collect())
}

/// The output.
pub fn response(it: &GetBackendAuthOutput) -> Value {
    members([
        ("AppId", text(&it.app_id)),
        ("BackendEnvironmentName", text(&it.backend_environment_name)),
        ("Error", text(&it.error)),
        ("ResourceConfig", it.resource_config.as_ref().map(resource)),
        ("ResourceName", text(&it.resource_name)),
    ])
}

fn resource(it: &CreateBackendAuthResourceConfig) -> Value {
    members([
        ("AuthResources", name(&it.auth_resources)),
        (
            "IdentityPoolConfigs",
            it.identity_pool_configs.as_ref().map(identity_pool),
        ),
        ("Service", name(&it.service)),
        (
            "UserPoolConfigs",
            it.user_pool_configs.as_ref().map(user_pool),
        ),
    ])
}

fn identity_pool(it: &CreateBackendAuthIdentityPoolConfig) -> Value {
    members([
        ("IdentityPoolName", text(&it.identity_pool_name)),
        (
            "UnauthenticatedLogin",
            it.unauthenticated_login.map(Value::from),
        ),
    ])
}

fn user_pool(it: &CreateBackendAuthUserPoolConfig) -> Value {
    members([
        (
            "ForgotPassword",
            it.forgot_password.as_ref().map(forgot_password),
        ),
        ("Mfa", it.mfa.as_ref().map(mfa)),
        ("OAuth", it.o_auth.as_ref().map(oauth)),
        (
            "PasswordPolicy",
            it.password_policy.as_ref().map(password_policy),
        ),
        (
            "RequiredSignUpAttributes",
            names(&it.required_sign_up_attributes),
        ),
        ("SignInMethod", name(&it.sign_in_method)),
        ("UserPoolName", text(&it.user_pool_name)),
        (
            "VerificationMessage",
            it.verification_message.as_ref().map(verification_message),
        ),
    ])
}

fn forgot_password(it: &CreateBackendAuthForgotPasswordConfig) -> Value {
    members([
        ("DeliveryMethod", name(&it.delivery_method)),
        ("EmailSettings", it.email_settings.as_ref().map(email)),
        ("SmsSettings", it.sms_settings.as_ref().map(sms)),
    ])
}

fn verification_message(it: &CreateBackendAuthVerificationMessageConfig) -> Value {
    members([
        ("DeliveryMethod", name(&it.delivery_method)),
        ("EmailSettings", it.email_settings.as_ref().map(email)),
        ("SmsSettings", it.sms_settings.as_ref().map(sms)),
    ])
}

fn email(it: &EmailSettings) -> Value {
    members([
        ("EmailMessage", text(&it.email_message)),
        ("EmailSubject", text(&it.email_subject)),
    ])
}

fn sms(it: &SmsSettings) -> Value {
    members([("SmsMessage", text(&it.sms_message))])
}

fn mfa(it: &CreateBackendAuthMfaConfig) -> Value {
    members([
        ("MFAMode", name(&it.mfa_mode)),
        ("Settings", it.settings.as_ref().map(settings)),
    ])
}

fn settings(it: &Settings) -> Value {
    members([
        ("MfaTypes", names(&it.mfa_types)),
        ("SmsMessage", text(&it.sms_message)),
    ])
}

fn oauth(it: &CreateBackendAuthOAuthConfig) -> Value {
    members([
        ("DomainPrefix", text(&it.domain_prefix)),
        ("OAuthGrantType", name(&it.o_auth_grant_type)),
        ("OAuthScopes", names(&it.o_auth_scopes)),
        ("RedirectSignInURIs", texts(&it.redirect_sign_in_uris)),
        ("RedirectSignOutURIs", texts(&it.redirect_sign_out_uris)),
        (
            "SocialProviderSettings",
            it.social_provider_settings.as_ref().map(social_providers),
        ),
    ])
}

fn social_providers(it: &SocialProviderSettings) -> Value {
    members([
        ("Facebook", it.facebook.as_ref().map(social_provider)),
        ("Google", it.google.as_ref().map(social_provider)),
        (
            "LoginWithAmazon",
            it.login_with_amazon.as_ref().map(social_provider),
        ),
        ("SignInWithApple", it.sign_in_with_apple.as_ref().map(apple)),
    ])
}

fn social_provider(it: &BackendAuthSocialProviderConfig) -> Value {
    members([
        ("ClientId", text(&it.client_id)),
        ("ClientSecret", text(&it.client_secret)),
    ])
}

fn apple(it: &BackendAuthAppleProviderConfig) -> Value {
    members([
        ("ClientId", text(&it.client_id)),
        ("KeyId", text(&it.key_id)),
        ("PrivateKey", text(&it.private_key)),
        ("TeamId", text(&it.team_id)),
    ])
}

fn password_policy(it: &CreateBackendAuthPasswordPolicyConfig) -> Value {
    members([
        ("AdditionalConstraints", names(&it.additional_constraints)),
        ("MinimumLength", it.minimum_length.map(Value::from)),
    ])
}

fn text(it: &Option<String>) -> Option<Value> {
    it.clone().map(Value::String)
}

fn texts(it: &Option<Vec<String>>) -> Option<Value> {
    it.clone().map(Value::from)
}

/// An enum's value as it travelled, which the SDK shows even of values that it does not know.
fn name(it: &Option<impl AsRef<str>>) -> Option<Value> {
    it.as_ref().map(|it| it.as_ref().into())
}

fn names(it: &Option<Vec<impl AsRef<str>>>) -> Option<Value> {
    it.as_ref()
        .map(|list| list.iter().map(AsRef::as_ref).collect())
}
