//! Makes the inputs that the targets begin with, and those of a short run in the folder that
//! `MUTANTS` names, if it does; `-runs=0` ends it then. It is written as a target because what is
//! built with their instrumentation links with nothing else.
#![no_main]

use std::io;
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use tinsmith_fuzz::{mutants, seeds};

fn make() -> io::Result<()> {
    let made = seeds::make()?;
    match std::env::var_os("MUTANTS") {
        Some(folder) => mutants::write(&made, Path::new(&folder)),
        None => seeds::write(&made),
    }
}

fuzz_target!(
    init: make().expect("the specs are there and the folder is writable"),
    |_data: &[u8]| {}
);
