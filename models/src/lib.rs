//! Serde-native types of AWS APIs: plain structs and open enums that read and write exactly
//! what travels, typed errors, and compiler warnings where the API is deprecated.
//!
//! Each API is a module. There is no HTTP client here; bring your own, and any serde format. The
//! runtime that the types lean on is here as [`tinsmith_runtime`], so that its names need no
//! dependency of their own.
//!
//! # Reading a response
//!
//! ```
//! use tinsmith_models::amplifybackend::{DeliveryMethod, GetBackendAuthResponse, MfaMode};
//!
//! let body = r#"{
//!     "appId": "d1example",
//!     "backendEnvironmentName": "staging",
//!     "resourceConfig": {
//!         "authResources": "USER_POOL_ONLY",
//!         "service": "COGNITO",
//!         "userPoolConfigs": {
//!             "mfa": { "MFAMode": "OPTIONAL" },
//!             "requiredSignUpAttributes": ["EMAIL", "SHOE_SIZE"],
//!             "signInMethod": "USERNAME",
//!             "userPoolName": "pool"
//!         }
//!     }
//! }"#;
//! let response: GetBackendAuthResponse = serde_json::from_str(body)?;
//! let pool = response.resource_config.unwrap().user_pool_configs;
//! assert_eq!(pool.mfa.unwrap().mfa_mode, MfaMode::Optional);
//! // Values that the model doesn't know are kept, not lost.
//! assert_eq!(pool.required_sign_up_attributes[1].as_str(), "SHOE_SIZE");
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Writing a request
//!
//! ```
//! use tinsmith_models::amplifybackend::{GetBackendAuth, GetBackendAuthRequest, GetBackendAuthRequestBody};
//!
//! let request = GetBackendAuthRequest::new("d1example", "staging", "garden");
//! // The app and the environment travel in the path, the rest in the body.
//! assert_eq!(GetBackendAuth::URI, "/backend/{AppId}/auth/{BackendEnvironmentName}/details");
//! let body = GetBackendAuthRequestBody::from(request);
//! assert_eq!(serde_json::to_string(&body)?, r#"{"resourceName":"garden"}"#);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Telling errors apart
//!
//! ```
//! use tinsmith_models::amplifybackend::GetBackendAuthError;
//! use tinsmith_models::tinsmith_runtime::Value;
//!
//! let body: Value = serde_json::from_str(r#"{"message": "no such app", "resourceType": "app"}"#)?;
//! match GetBackendAuthError::from_parts(Some(404), Some("NotFoundException"), body) {
//!     GetBackendAuthError::NotFoundException(error) => {
//!         assert_eq!(error.resource_type.as_deref(), Some("app"));
//!     }
//!     other => panic!("{other}"),
//! }
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Names as boto3 and the AWS CLI print them
//!
//! With the feature `member-names`:
//!
//! ```
//! # #[cfg(feature = "member-names")]
//! # fn main() -> Result<(), serde_json::Error> {
//! use tinsmith_models::amplifybackend::GetBackendAuthResponse;
//! use tinsmith_models::tinsmith_runtime::member_names::MemberNames;
//!
//! // What `aws amplifybackend get-backend-auth` prints.
//! let output = r#"{"AppId": "d1example", "BackendEnvironmentName": "staging"}"#;
//! let MemberNames(response): MemberNames<GetBackendAuthResponse> = serde_json::from_str(output)?;
//! // The same as it travels.
//! let body = serde_json::to_string(&response)?;
//! assert_eq!(body, r#"{"appId":"d1example","backendEnvironmentName":"staging"}"#);
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "member-names"))]
//! # fn main() {}
//! ```
//!
//! # Features
//!
//! - `http`: makes requests and responses of operations, and reads them.
//! - `member-names`: every type can also be read and written by member names, with
//!   [`mod@tinsmith_runtime::member_names`].
//! - `schemars`: implements `schemars::JsonSchema` for every type.
#![cfg_attr(feature = "http", doc = "\n", doc = include_str!("http.md"))]

// Generated files are formatted by the generator.
#[rustfmt::skip]
mod generated;

pub use generated::*;
pub use tinsmith_runtime;
