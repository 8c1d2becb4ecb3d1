//! Serde code, in two flavours: written out over the runtime's generic visitors, or derived.

pub(super) mod derive;
pub(super) mod explicit;
