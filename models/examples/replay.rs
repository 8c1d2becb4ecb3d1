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
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use tinsmith_models::amplifybackend::GetBackendAuthResponse;
use tinsmith_models::tinsmith_runtime::member_names::MemberNames;

fn main() -> ExitCode {
    match replay() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn replay() -> Result<(), Box<dyn Error>> {
    let shown = io::read_to_string(io::stdin())?;
    let MemberNames(response): MemberNames<GetBackendAuthResponse> = serde_json::from_str(&shown)?;
    let travelled = serde_json::to_string_pretty(&response)?;
    match writeln!(io::stdout(), "{travelled}") {
        // Whoever reads it has seen enough, as `head` has after some lines.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}
