//! Decisions between the model and the output that every emitter shares.

pub mod wire;
