//! Clients of `GetBackendAuth`, most of which others wrote, against the mock server.
//!
//! - [`case`]: what a case is, [`cases`]: all of them, [`deviations`]: where a client goes its
//!   own way, and the case expects that instead;
//! - [`client`]: what a client is asked and answers, [`driver`]: one that is a process, of those
//!   in `tests/interop`, [`own`]: one over the feature `http` of the models;
//! - [`server`]: the mock server, as a process; [`replay`]: the program that reads what the AWS
//!   CLI printed;
//! - [`judge`]: whether what happened is what was expected; [`table`]: all of it, to print;
//!   [`readme`]: whether the README says the same.

pub mod case;
pub mod cases;
pub mod client;
pub mod deviations;
pub mod driver;
pub mod judge;
pub mod own;
pub mod readme;
pub mod replay;
pub mod server;
pub mod table;

use std::io;
use std::path::PathBuf;
use std::thread;

use case::Case;
use client::Client;
use driver::{Driver, Start};
use own::Own;
use server::Server;
use table::{Cell, Column};

/// The programs of this repository that take part.
#[derive(Clone, Debug)]
pub struct Programs {
    /// The example `mock_server`.
    pub server: PathBuf,
    /// The example `replay`.
    pub replay: PathBuf,
}

/// Runs each client through all cases, all clients at once.
///
/// # Errors
///
/// If a program cannot be started or ends early.
pub fn run(programs: &Programs, starts: &[Start<'_>]) -> io::Result<Vec<Column>> {
    let cases = cases::all()?;
    thread::scope(|scope| {
        let cases = &cases;
        let runs: Vec<_> = starts
            .iter()
            .map(|start| scope.spawn(move || column(programs, start, cases)))
            .collect();
        runs.into_iter()
            .map(|run| {
                run.join()
                    .unwrap_or_else(|_| Err(io::Error::other("a client's thread panicked")))
            })
            .collect()
    })
}

/// One client, with a server to itself: the server counts requests.
fn column(programs: &Programs, start: &Start<'_>, cases: &[Case]) -> io::Result<Column> {
    let failed = |error: io::Error| io::Error::other(format!("{}: {error}", start.name));
    let server = Server::start(&programs.server).map_err(failed)?;
    let mut client: Box<dyn Client> = if start.name == own::NAME {
        Box::new(Own::new())
    } else {
        Box::new(Driver::start(start).map_err(failed)?)
    };
    let mut cells = Vec::new();
    for case in cases {
        let expected = deviations::expected(start.name, case);
        let seen = judge::play(case, client.as_mut(), &server).map_err(failed)?;
        let verdict = judge::verdict(case, &expected.expectation, &seen, programs);
        cells.push(Cell {
            row: case.row,
            case: case.name,
            notes: expected.notes,
            verdict,
        });
    }
    Ok(Column {
        client: client.version().to_owned(),
        cells,
    })
}
