//! Runs clients through the cases of `tinsmith_tests::interop` and prints the table.
//!
//! Arguments: the programs `mock_server` and `replay`; then for each client its name, its program
//! and its script, `-` for none.

use std::env;
use std::process::ExitCode;

use tinsmith_tests::interop::driver::Start;
use tinsmith_tests::interop::{Programs, run, table};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [server, replay, clients @ ..] = arguments.as_slice() else {
        return usage();
    };
    let (clients, []) = clients.as_chunks::<3>() else {
        return usage();
    };
    let programs = Programs {
        server: server.into(),
        replay: replay.into(),
    };
    let starts: Vec<Start<'_>> = clients.iter().map(Start::of).collect();
    match run(&programs, &starts) {
        Ok(columns) => {
            print!("{}", table::render(&columns));
            if table::is_fine(&columns) {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: interop SERVER REPLAY (NAME PROGRAM SCRIPT)...");
    ExitCode::from(2)
}
