//! What can be in the way.
