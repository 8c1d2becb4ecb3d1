//! aws-sdk-amplifybackend, driven by JSON lines as `tests/interop/README.md` describes.

#![forbid(unsafe_code)]

mod output;

use std::io::{self, BufRead};
use std::time::Duration;

use aws_sdk_amplifybackend::config::retry::RetryConfig;
use aws_sdk_amplifybackend::config::{Builder, Credentials, Region};
use aws_sdk_amplifybackend::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_amplifybackend::operation::get_backend_auth::GetBackendAuthError;
use aws_sdk_amplifybackend::{Client, Config};
use aws_smithy_http_client::Builder as HttpBuilder;
use serde_json::{Map, Value, json};

use output::members;

fn main() -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let version = aws_sdk_amplifybackend::meta::PKG_VERSION;
    println!("{}", json!({ "version": format!("Rust {version}") }));
    for line in io::stdin().lock().lines() {
        let call: Value = serde_json::from_str(&line?)?;
        println!("{}", runtime.block_on(answer(&call)));
    }
    Ok(())
}

fn client(call: &Value) -> Client {
    let attempts = call["attempts"].as_u64().and_then(|it| it.try_into().ok());
    let retries = RetryConfig::standard()
        .with_max_attempts(attempts.unwrap_or(1))
        .with_initial_backoff(Duration::from_millis(10));
    let config: Builder = Config::builder()
        .endpoint_url(text(call, "endpoint"))
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new(
            "example", "example", None, None, "interop",
        ))
        .http_client(HttpBuilder::new().build_http())
        .retry_config(retries);
    Client::from_conf(config.build())
}

async fn answer(call: &Value) -> Value {
    let input = &call["input"];
    let sent = client(call)
        .get_backend_auth()
        .app_id(text(input, "AppId"))
        .backend_environment_name(text(input, "BackendEnvironmentName"))
        .resource_name(text(input, "ResourceName"))
        .send()
        .await;
    match sent {
        Ok(response) => json!({ "output": output::response(&response) }),
        Err(SdkError::ServiceError(error)) => {
            let status = error.raw().status().as_u16();
            json!({ "error": described(error.err(), status) })
        }
        Err(SdkError::ResponseError(error)) => {
            let status = error.raw().status().as_u16();
            json!({ "error": { "status": status } })
        }
        Err(error) => {
            let source = std::error::Error::source(&error).map(ToString::to_string);
            json!({ "refused": format!("{error}: {}", source.unwrap_or_default()) })
        }
    }
}

/// The error's type if the client has one for it, its code, and the members of its shape.
fn described(error: &GetBackendAuthError, status: u16) -> Value {
    use GetBackendAuthError as E;
    let text = |value: &Option<String>| value.clone().map(Value::String);
    let (modelled, members) = match error {
        E::BadRequestException(it) => (
            Some("BadRequestException"),
            members([("Message", text(&it.message))]),
        ),
        E::GatewayTimeoutException(it) => (
            Some("GatewayTimeoutException"),
            members([("Message", text(&it.message))]),
        ),
        E::NotFoundException(it) => (
            Some("NotFoundException"),
            members([
                ("Message", text(&it.message)),
                ("ResourceType", text(&it.resource_type)),
            ]),
        ),
        E::TooManyRequestsException(it) => (
            Some("TooManyRequestsException"),
            members([
                ("LimitType", text(&it.limit_type)),
                ("Message", text(&it.message)),
            ]),
        ),
        _ => (None, Value::Object(Map::new())),
    };
    json!({
        "modelled": modelled,
        "code": error.code(),
        "message": error.message(),
        "status": status,
        "members": members,
    })
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}
