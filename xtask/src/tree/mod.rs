//! Brings the files on disk in line with what was generated, all of them or none.
//!
//! 1. [`lock()`] keeps two runs from writing one folder at once;
//! 2. [`recover`] undoes or finishes what an earlier run left when it was killed;
//! 3. [`Plan::make`] compares the generated files with the disk and refuses whatever it must not
//!    touch; nothing is written;
//! 4. [`Plan::apply`] writes down in the folder `.tinsmith-work` of the target which files it is
//!    going to write, writes everything that is new there, or beside its place, and has it put on
//!    the disk, writes down what it will do in a journal, puts everything in its place, has that
//!    put on the disk, marks the journal as done, and removes what was replaced.
//!
//! # How things are put in their places
//!
//! **A folder that holds generated files only is swapped whole**: beside it a new one is made, in
//! which the files that stay are hard links (so they keep their times, and cargo does not build
//! again because of them), and the two change places in one step of the file system
//! (`RENAME_EXCHANGE`; Linux and macOS). Nobody ever sees a mixture of old and new files in it. The
//! folders of a target are swapped one right after the other, the one with Rust code last.
//!
//! **Elsewhere it goes file by file**: each file is old or new, and which of them are new can be
//! seen while the run goes on. That is so for folders with files of the user in them, which are
//! not to be moved about; for folders that are mounted, or of which a part cannot be renamed or
//! deleted; and for file systems that cannot swap or link. New files come first, then changes, and
//! removals last.
//!
//! # What is promised when a run is killed, or the power fails
//!
//! - Before the first step, everything is old; after the last, everything is new.
//! - Between the swaps of two folders, which is the time of a system call, each folder is all old or
//!   all new, but one is new and the next one old: no file system swaps two pairs at once. File by
//!   file, there are as many such moments as files.
//! - The journal is on the disk before the first step. The next run undoes the steps that were
//!   taken, so the tree is old, and then does its own work. [`Plan::is_interrupted`] tells those who
//!   only look.
//! - Nothing is lost. A file without the `@generated` mark is never replaced or deleted, unless it
//!   is one that a run has written down as its own and was killed before it had written it whole;
//!   its name was free then. That goes for files that appear while the run goes on: what was
//!   swapped out is looked through before it is deleted, and swapped in again if there is such a
//!   file.
//!
//! An error is undone at once, in the same way. What cannot be undone stays in the journal for the
//! next run.

mod apply;
mod disk;
mod draft;
mod error;
mod fault;
mod journal;
mod lock;
mod mark;
mod path;
mod plan;
mod replace;
mod run;
mod scan;
mod stage;

pub(crate) use error::{Error, IoError, Refusal};
pub(crate) use lock::{Guard, is_locked, lock};
pub(crate) use path::is_reserved;
pub(crate) use plan::{Change, Ownership, Plan, Target};
pub(crate) use replace::replace;
pub(crate) use run::{Recovered, recover};

/// What the names of temporary files and folders begin with. A file of that name need not be ours:
/// which ones a run makes is in its journal.
const TEMPORARY_PREFIX: &str = ".tinsmith-";

#[cfg(test)]
mod tests;
