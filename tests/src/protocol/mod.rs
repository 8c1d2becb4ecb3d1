//! botocore's own test cases of the JSON protocols, run against generated code.
//!
//! The cases come from `tests/unit/protocols` of a botocore source distribution. Who does what:
//!
//! - `cargo xtask protocol-tests` fetches the suites, calls the binary of this package and runs
//!   the crate that comes out; it knows nothing of what is in a suite;
//! - the binary `protocol-tests` calls [`package::generate`]: every element of a suite is a
//!   service of its own, so each becomes a module of one crate, which is compiled once;
//! - [`suite`] is the suites' format, [`plan`] says how a case goes through the feature `http`
//!   in both directions, and [`translate`] turns values by member name into wire JSON. It looks
//!   at the botocore document alone, not at the model that the code is generated from, so that
//!   it does not repeat the generator's mistakes;
//! - [`runner`] is the main part of the crate: it is compiled here as well, so that it is
//!   linted and tested, and copied there;
//! - [`excluded`] is the list of cases that are not run, or known to fail, with the reasons. A
//!   listed case that passes is a failure, so the list gets shorter by itself.

pub mod excluded;
pub mod package;
pub mod plan;
pub mod runner;
pub mod suite;
pub mod translate;
