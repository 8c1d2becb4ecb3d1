//! Every service of a botocore distribution, through the whole generator.
//!
//! [`services`] finds the models; [`service`] generates from one and checks what came out, with
//! documents that [`documents`] makes up from the model and [`text`] fills in, and [`patterns`]
//! rewritten for the validator; [`compile`] has the crates compiled and the documents read and
//! written by the types, in batches whose results [`results`] remembers; [`table`] sums up;
//! [`operations`] makes crates of single operations; [`peer`] compares times; [`extras`] makes what
//! is published beside Rust and schemas.

pub mod compile;
pub mod documents;
pub mod extras;
pub mod operations;
pub mod patterns;
pub mod peer;
pub mod results;
pub mod service;
pub mod services;
pub mod table;
pub mod text;

use rayon::prelude::*;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use compile::Compiler;
use service::Service;
use table::Row;

/// What to run.
#[derive(Clone, Debug)]
pub struct Options {
    /// The distribution's folder of models.
    pub data: PathBuf,
    /// Where crates and results go.
    pub out: PathBuf,
    /// The runtime's folder.
    pub runtime: PathBuf,
    /// The workspace's lock file, whose versions the crates use.
    pub lock: PathBuf,
    /// A peer's program, to compare times with.
    pub peer: Option<PathBuf>,
    /// Only these services; all if empty.
    pub services: Vec<String>,
    /// Which crates to compile.
    pub compile: Compile,
    /// For how many operations, chosen at random but always the same, to make crates of their own.
    pub operations: usize,
    /// The command line that makes them.
    pub generator: PathBuf,
}

impl Options {
    fn compiles(&self, service: &str) -> bool {
        match self.compile {
            Compile::None => false,
            Compile::Sample => services::SAMPLE.contains(&service),
            Compile::All => true,
        }
    }
}

/// Which crates to compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compile {
    /// None.
    None,
    /// [`services::SAMPLE`].
    Sample,
    /// All.
    All,
}

impl std::str::FromStr for Compile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "none" => Ok(Self::None),
            "sample" => Ok(Self::Sample),
            "all" => Ok(Self::All),
            other => Err(format!("cannot compile {other}")),
        }
    }
}

/// Runs, prints progress to stderr and the table to stdout, and says whether all was well.
///
/// # Errors
///
/// If files cannot be read or written or cargo cannot be run.
pub fn run(options: &Options) -> io::Result<bool> {
    let found = services::newest(&options.data)?;
    let found = services::chosen(found, &options.services).map_err(io::Error::other)?;
    let mut compiler = Compiler::new(options)?;
    let (mut rows, wall) = check(&found, options);
    let names = found.iter().map(|it| it.name.as_str());
    let chosen: Vec<&str> = names.filter(|name| options.compiles(name)).collect();
    compiler.compile(&chosen, &mut rows)?;
    print!("{}", table::text(&rows, wall));
    print!("{}", table::extras(&extras::cost(&found)));
    std::fs::write(options.out.join("table.md"), table::markdown(&rows))?;
    let largest = rows.iter().max_by_key(|row| row.shapes);
    let largest = largest.and_then(|row| found.iter().find(|it| it.name == row.name));
    if let (Some(peer), Some(largest)) = (&options.peer, largest) {
        print!("{}", peer::compare(largest, peer, &options.out)?);
    }
    let failures = match options.operations {
        0 => Vec::new(),
        count => operations::check(&found, options, count)?,
    };
    if options.operations > 0 {
        println!("{}", table::operations(options.operations, &failures));
    }
    Ok(failures.is_empty() && rows.iter().all(|row| row.failures.is_empty()))
}

/// Generates from all services, each on one thread, and checks what came out. Also the time
/// that passed while generating, by a second run that does nothing else.
fn check(found: &[services::Found], options: &Options) -> (Vec<Row>, Duration) {
    let done = AtomicUsize::new(0);
    let mut rows: Vec<Row> = found
        .par_iter()
        .map(|it| {
            let crates = options
                .compiles(&it.name)
                .then(|| options.out.join("crates"));
            let row = Service::check(it, crates.as_deref());
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            if done.is_multiple_of(20) || done == found.len() {
                eprintln!("     Checked {done} of {} services", found.len());
            }
            row
        })
        .collect();
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    let start = Instant::now();
    found.par_iter().for_each(|it| {
        let _ = Service::generate(it);
    });
    (rows, start.elapsed())
}
