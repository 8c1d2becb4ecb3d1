//! Reads what the AWS CLI or boto3 showed, and writes it as it travelled.
//!
//! ```console
//! $ aws amplifybackend get-backend-auth --app-id d1example --backend-environment-name staging \
//!     --resource-name garden --output json > shown.json
//! $ cargo run --package tinsmith-models --features member-names --example replay < shown.json
//! ```
//!
//! The CLI goes by the names of members (`AppId`), the wire has names of its own (`appId`).

use std::error::Error;
use std::io;

use tinsmith_models::amplifybackend::GetBackendAuthResponse;
use tinsmith_models::tinsmith_runtime::member_names::MemberNames;

fn main() -> Result<(), Box<dyn Error>> {
    let shown = io::read_to_string(io::stdin())?;
    let MemberNames(response): MemberNames<GetBackendAuthResponse> = serde_json::from_str(&shown)?;
    println!("{}", serde_json::to_string_pretty(&response)?);
    Ok(())
}
