//! Specs that try to get out of the places where their texts belong.

mod botocore;
mod operations;
mod smithy;
mod words;

pub use botocore::botocore;
pub use operations::operations;
pub use smithy::smithy;
pub use words::{ATTACKS, FRAGMENTS, NAMES};
