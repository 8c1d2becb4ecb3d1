//! Tables that become serde impls.
//!
//! Generated code gives, for each type, its members and their wire names; these macros make of
//! that what [`Structure`](crate::Structure), [`Union`](crate::Union) and the enums' readers
//! need. What they expand to is ordinary code, as the examples of those traits spell it out:
//! there is no procedural macro to build and run.
//!
//! Macros, not generics, because field names are not values; and macros, not text from the
//! generator, because the same forty lines for each of thousands of types would be most of what
//! a crate has to hold, the compiler to parse and a reader to skip.

mod enums;
mod errors;
#[cfg(feature = "http")]
mod http;
mod member_names;
mod structures;
mod unions;
