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

        // What is refused is no good to change further: one mistake in a model hides what is wrong
        // behind it, and most changes add another.
        libfuzzer_sys::fuzz_target!(init: $crate::init(), |data: &[u8]| -> libfuzzer_sys::Corpus {
            if std::str::from_utf8(data).is_ok_and($check) {
                libfuzzer_sys::Corpus::Keep
            } else {
                libfuzzer_sys::Corpus::Reject
            }
        });

        libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
            $crate::mutate::mutate(
                &mut data[..max_size],
                size,
                seed,
                &WORDS,
                $crate::$format::moves,
                libfuzzer_sys::fuzzer_mutate,
            )
        });

        libfuzzer_sys::fuzz_crossover!(|a: &[u8], b: &[u8], out: &mut [u8], seed: u32| {
            $crate::mutate::cross_over(a, b, out, seed)
        });
    };
}
