//! Documents of either format, each with the changes of its own.

use crate::mutate::Move;
use crate::tree::Json;
use crate::words::Words;
use crate::{botocore, smithy};

/// The changes of the format that a document is in.
pub fn moves(document: &Json) -> &'static [Move] {
    match document.get("metadata") {
        Some(_) if document.get("smithy").is_none() => botocore::moves(document),
        _ => smithy::moves(document),
    }
}

/// Words of both.
pub fn words() -> Words {
    smithy::words().and(botocore::words())
}
