//! Takes every service of a botocore distribution through the generator; see
//! `tinsmith_tests::corpus`.
//!
//! `check` takes: the distribution's folder of models, a folder to work in, the runtime's folder,
//! the lock file, which crates to compile (`none`, `sample`, `all`), a peer's program or `-`,
//! of how many operations to make crates, the command line that makes them, and the services, if
//! not all. `generate`, for the comparison with the peer, takes: a service's
//! name, its model, a folder, and `rust` or `all`. `openapi` takes: the folder of models, a folder for
//! documents, and which services: `sample`, `all`, or `these` and their names.

use std::env;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use tinsmith_tests::corpus::extras::{Wanted, write_openapi};
use tinsmith_tests::corpus::peer::{self, Part};
use tinsmith_tests::corpus::services::Found;
use tinsmith_tests::corpus::{self, Options};

/// The allocator of the command that generates, for the times to be its.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["check", rest @ ..] => check(rest),
        ["generate", name, model, out, part] => {
            let found = Found {
                name: (*name).to_owned(),
                path: model.into(),
            };
            let part = if *part == "rust" {
                Part::Rust
            } else {
                Part::All
            };
            peer::generate(&found, Path::new(out), part).map(|()| true)
        }
        ["openapi", data, out, which, ..] => {
            let wanted = match *which {
                "sample" => Wanted::Sample,
                "all" => Wanted::All,
                _ => Wanted::These(&arguments[4..]),
            };
            write_openapi(data.as_ref(), out.as_ref(), wanted).map(|_| true)
        }
        _ => Err(io::Error::other("usage: corpus check|generate|openapi …")),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn check(arguments: &[&str]) -> io::Result<bool> {
    let [
        data,
        out,
        runtime,
        lock,
        compile,
        peer,
        operations,
        generator,
        services @ ..,
    ] = arguments
    else {
        return Err(io::Error::other(
            "usage: corpus check DATA OUT RUNTIME LOCK COMPILE PEER OPERATIONS GENERATOR [SERVICE]...",
        ));
    };
    corpus::run(&Options {
        data: data.into(),
        out: out.into(),
        runtime: runtime.into(),
        lock: lock.into(),
        peer: (*peer != "-").then(|| peer.into()),
        services: services.iter().map(|&it| it.to_owned()).collect(),
        compile: compile.parse().map_err(io::Error::other)?,
        operations: operations.parse().map_err(io::Error::other)?,
        generator: generator.into(),
    })
}
