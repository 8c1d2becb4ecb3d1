//! Runs clients through the cases of `tinsmith_tests::interop` and prints the table.
//!
//! Arguments: for each client its name, its program and its script, `-` for none.

use std::env;
use std::process::ExitCode;

use tinsmith_tests::interop::driver::{Driver, Start};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (starts, rest) = arguments.as_chunks::<3>();
    if starts.is_empty() || !rest.is_empty() {
        eprintln!("usage: interop (NAME PROGRAM SCRIPT)...");
        return ExitCode::from(2);
    }
    for start in starts.iter().map(Start::of) {
        match Driver::start(&start) {
            Ok(driver) => println!("{}", driver.version()),
            Err(error) => {
                eprintln!("error: {}: {error}", start.name);
                return ExitCode::from(2);
            }
        }
    }
    ExitCode::SUCCESS
}
