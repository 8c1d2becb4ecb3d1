//! Structures: objects with known members.
//!
//! In formats for people (JSON above all) a structure is what `serde_derive` makes of a struct:
//! the same bytes, the same verdicts, the same messages, with one difference: an array is not a
//! structure. `serde_derive` also reads `["a", 1]` as a struct, by position; in an API's body
//! that could only be a mistake, and the published schemas say `object`.
//!
//! In binary formats (`is_human_readable()` is false) a structure is a map. `serde_derive` with
//! `skip_serializing_if` loses data there: postcard, bincode and compact `MessagePack` write a
//! struct's fields by position, and a field left out shifts all that follow. A map keeps
//! the names beside the values, so that members can be absent in every format.

mod read;
mod write;

pub use read::{Members, Structure, read_structure};
pub use write::StructureWriter;
