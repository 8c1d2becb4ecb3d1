//! What the targets that read models look like.

/// A target that gives whatever text comes to a check, and changes documents by a format's words and
/// moves.
///
/// libFuzzer looks for functions by their names, so each target has its own from here.
#[macro_export]
macro_rules! model_target {
    ($format:ident, $check:expr) => {
        static WORDS: std::sync::LazyLock<$crate::words::Words> =
            std::sync::LazyLock::new($crate::$format::words);

        libfuzzer_sys::fuzz_target!(init: $crate::init(), |data: &[u8]| {
            if let Ok(text) = std::str::from_utf8(data) {
                $check(text);
            }
        });

        libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
            $crate::mutate::mutate(
                &mut data[..max_size],
                size,
                seed,
                &WORDS,
                $crate::$format::MOVES,
                libfuzzer_sys::fuzzer_mutate,
            )
        });

        libfuzzer_sys::fuzz_crossover!(|a: &[u8], b: &[u8], out: &mut [u8], seed: u32| {
            $crate::mutate::cross_over(a, b, out, seed)
        });
    };
}
