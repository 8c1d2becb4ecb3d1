//! Generates the crate that runs botocore's protocol tests; see `tinsmith_tests::protocol`.
//!
//! Arguments: the folder of the suites, the crate's folder and the runtime's folder.

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use tinsmith_tests::protocol::package;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [suites, out, runtime] = arguments.as_slice() else {
        eprintln!("usage: protocol-tests SUITES OUT RUNTIME");
        return ExitCode::from(2);
    };
    match package::generate(suites, out, runtime) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            eprintln!("{problems}");
            ExitCode::from(2)
        }
    }
}
