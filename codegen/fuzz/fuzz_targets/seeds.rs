//! Makes the inputs that the targets begin with; `-runs=0` ends it then. It is written as a target
//! because what is built with their instrumentation links with nothing else.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: tinsmith_fuzz::seeds::write().expect("the folder is writable"),
    |_data: &[u8]| {}
);
