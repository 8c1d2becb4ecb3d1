//! Brings the files on disk in line with what was generated, all of them or none.
//!
//! 1. [`Plan::make`] compares the generated files with the disk and refuses whatever it must not
//!    touch; nothing is written;
//! 2. [`Plan::apply`] writes each new file beside its place under a temporary name, then renames
//!    them all, then removes what is no longer generated. If any of it fails, what was done is
//!    undone.
//!
//! [`lock()`] keeps two runs from doing that to one folder at once.

mod apply;
mod error;
mod lock;
mod mark;
mod path;
mod plan;
mod scan;

pub(crate) use apply::replace;
pub(crate) use error::{Error, IoError, Refusal};
pub(crate) use lock::{Guard, lock};
pub(crate) use plan::{Change, Ownership, Plan, Target};

/// What the names of temporary files begin with. Whatever bears such a name is left over from a
/// run that was killed, and the next run removes it.
const TEMPORARY_PREFIX: &str = ".tinsmith-";

#[cfg(test)]
mod tests;
