//! What the fuzz targets share.
//!
//! [`tree`] is JSON that can be changed, [`words`] what to put into it, [`mutate`] the changes that
//! mean something to any JSON, [`smithy`] and [`botocore`] those that mean something to a model
//! ([`either`] chooses), of [`moves`] that models of both formats have, [`overlay`] those of what
//! is applied to one; [`targets`] is the body of the targets; [`seeds`] makes the inputs to begin
//! with and [`mutants`] those of a run that is the same each time, [`checks`] says what must hold
//! of whatever comes, and [`wire`] of what generated types read.

#![forbid(unsafe_code)]

pub mod botocore;
pub mod checks;
pub mod either;
pub mod moves;
pub mod mutants;
pub mod mutate;
pub mod overlay;
pub mod seeds;
pub mod smithy;
pub mod targets;
pub mod tree;
pub mod wire;
pub mod words;

/// Prepares a target: everything runs on the fuzzer's own thread, so that one input costs no
/// wake-ups and its findings have the whole stack trace.
///
/// # Panics
///
/// If it is called twice.
pub fn init() {
    rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .use_current_thread()
        .build_global()
        .expect("nothing has used rayon before");
}
