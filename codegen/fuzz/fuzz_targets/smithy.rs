//! Smithy models are read or refused, and what is read survives being written.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::{fuzz_crossover, fuzz_mutator, fuzz_target, fuzzer_mutate};
use tinsmith_fuzz::words::Words;
use tinsmith_fuzz::{checks, mutate, smithy};

static WORDS: LazyLock<Words> = LazyLock::new(smithy::words);

fuzz_target!(init: tinsmith_fuzz::init(), |data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data) {
        checks::smithy(text);
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate::mutate(
        &mut data[..max_size],
        size,
        seed,
        &WORDS,
        smithy::MOVES,
        fuzzer_mutate,
    )
});

fuzz_crossover!(|a: &[u8], b: &[u8], out: &mut [u8], seed: u32| {
    mutate::cross_over(a, b, out, seed)
});
