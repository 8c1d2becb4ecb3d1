//! Schemas against types: a document is valid under the deserialize contract if and only if the
//! Rust type reads it, and keeps to the serialize contract if and only if the type reads it and
//! nothing in it is for readers alone.
//!
//! Documents are [`node`]s, which keep the spelling. [`breaks`] takes a right document and breaks
//! each thing in it once; [`random`] makes up others and [`mutate`] changes them. [`subject`]
//! judges: the type, both schemas, and the model ([`strict`]) have to agree, but for the
//! [`exceptions`]. [`faults`] puts faults into schemas to show that they are found, [`types`]
//! and [`services`] list the types to try, and [`run`] does it all, in each form of a model
//! ([`views`]).

pub mod breaks;
pub mod exceptions;
pub mod faults;
pub mod mutate;
pub mod node;
pub mod places;
pub mod pools;
pub mod random;
pub mod run;
pub mod services;
pub mod strict;
pub mod subject;
pub mod types;
pub mod views;
