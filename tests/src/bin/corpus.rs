//! Takes every service of a botocore distribution through the generator; see
//! `tinsmith_tests::corpus`.
//!
//! Arguments: the distribution's folder of models, a folder to work in, the runtime's folder, the
//! lock file, which crates to compile (`none`, `sample`, `all`), and the services, if not all.

use std::env;
use std::process::ExitCode;

use tinsmith_tests::corpus::{self, Options};

/// The allocator of the command that generates, for the times to be its.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [data, out, runtime, lock, compile, services @ ..] = arguments.as_slice() else {
        eprintln!("usage: corpus DATA OUT RUNTIME LOCK COMPILE [SERVICE]...");
        return ExitCode::from(2);
    };
    let compile = match compile.parse() {
        Ok(compile) => compile,
        Err(problem) => {
            eprintln!("error: {problem}");
            return ExitCode::from(2);
        }
    };
    let options = Options {
        data: data.into(),
        out: out.into(),
        runtime: runtime.into(),
        lock: lock.into(),
        services: services.to_vec(),
        compile,
    };
    match corpus::run(&options) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
