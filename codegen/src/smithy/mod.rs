//! Smithy JSON AST 2.0.

pub mod write;

/// Stand-in.
#[derive(Debug, Default)]
pub struct Selection {
    /// Operations.
    pub operations: Vec<String>,
}
