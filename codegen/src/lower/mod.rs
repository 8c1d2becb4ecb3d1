//! Decisions between the model and the output that every emitter shares.

mod api;
mod build;
pub(crate) mod headers;
mod idents;
mod names;
pub(crate) mod parameters;
mod recursion;
pub(crate) mod rules;
mod types;
pub mod wire;
mod words;

pub(crate) use api::{
    Api, Field, Op, OpError, OpenEnum, Presence, Role, Struct, Union, UnionVariant, Values, Variant,
};
pub(crate) use build::lower;
pub(crate) use idents::Name;
pub(crate) use names::UnknownTypes;
pub use names::{Rename, TypeNames};
pub(crate) use types::{Codec, Type, bound_codec};
