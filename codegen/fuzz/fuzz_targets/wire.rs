//! Both flavours of the generated types make the same of any document. The first byte of an input
//! chooses the type.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use tinsmith_fuzz::words::Words;
use tinsmith_fuzz::{mutate, wire};

static WORDS: LazyLock<Words> = LazyLock::new(wire::words);

fuzz_target!(init: tinsmith_fuzz::init(), |data: &[u8]| {
    wire::check(data);
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    if size < 2 || seed % 32 == 0 {
        return fuzzer_mutate(data, size, max_size);
    }
    let document = &mut data[1..max_size];
    1 + mutate::mutate(document, size - 1, seed, &WORDS, |_| &[], fuzzer_mutate)
});
