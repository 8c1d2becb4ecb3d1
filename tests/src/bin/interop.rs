//! Runs clients through the cases of `tinsmith_tests::interop`, prints the table and compares it
//! with the one in the README.
//!
//! Arguments: the README; the programs `mock_server` and `replay`; then for each client its name,
//! its program and its script, `-` for none.

use std::env;
use std::fs;
use std::io;
use std::process::ExitCode;

use tinsmith_tests::interop::driver::Start;
use tinsmith_tests::interop::{Programs, readme, run, table};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [page, server, replay, clients @ ..] = arguments.as_slice() else {
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
    match play(page, &programs, &starts) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether nothing failed, and the README says so.
fn play(page: &str, programs: &Programs, starts: &[Start<'_>]) -> io::Result<bool> {
    let page = fs::read_to_string(page)?;
    let columns = run(programs, starts)?;
    print!("{}", table::render(&columns));
    let differences = readme::differences(&page, &columns);
    if !differences.is_empty() {
        println!("\nThe README says otherwise:");
    }
    for difference in &differences {
        println!("- {difference}");
    }
    Ok(differences.is_empty() && table::is_fine(&columns))
}

fn usage() -> ExitCode {
    eprintln!("usage: interop README SERVER REPLAY (NAME PROGRAM SCRIPT)...");
    ExitCode::from(2)
}
