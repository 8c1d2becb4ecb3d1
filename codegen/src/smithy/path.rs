//! Places in the document, cheap enough to carry everywhere; text only when a problem needs it.

use crate::model::escape_pointer;
use crate::report::{Place, Source};

/// Which member of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot<'n> {
    /// One under `members`.
    Named(&'n str),
    /// A key of the shape itself: `member`, `key` or `value`.
    Own(&'n str),
}

/// A shape (or an `apply` statement) in the document, or one of its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Home<'n> {
    /// The document.
    pub source: Source,
    /// The key under `shapes`.
    pub shape: &'n str,
    /// The member.
    pub member: Option<Slot<'n>>,
}

impl<'n> Home<'n> {
    /// A shape of the spec.
    pub(super) fn shape(shape: &'n str) -> Self {
        Self::entry(Source::Spec, shape)
    }

    /// A shape or `apply` statement of either document.
    pub(super) fn entry(source: Source, shape: &'n str) -> Self {
        Self {
            source,
            shape,
            member: None,
        }
    }

    /// A member of this shape.
    pub(super) fn member(self, member: Slot<'n>) -> Self {
        Self {
            member: Some(member),
            ..self
        }
    }

    pub(super) fn path(self) -> Path<'n> {
        Path::Home(self)
    }
}

/// A way into the document, from the inside out.
#[derive(Clone, Copy, Debug)]
pub(super) enum Path<'p> {
    /// A document.
    Root(Source),
    /// A shape or member.
    Home(Home<'p>),
    /// A key of an object.
    Key(&'p Path<'p>, &'p str),
    /// An item of an array.
    Index(&'p Path<'p>, usize),
}

impl<'p> Path<'p> {
    pub(super) fn key(&'p self, key: &'p str) -> Path<'p> {
        Path::Key(self, key)
    }

    pub(super) fn index(&'p self, index: usize) -> Path<'p> {
        Path::Index(self, index)
    }

    /// The document and the JSON pointer into it.
    pub(super) fn place(&self) -> Place {
        Place {
            source: self.source(),
            pointer: self.pointer(),
        }
    }

    fn source(&self) -> Source {
        match self {
            Path::Root(source) => *source,
            Path::Home(home) => home.source,
            Path::Key(parent, _) | Path::Index(parent, _) => parent.source(),
        }
    }

    fn pointer(&self) -> String {
        match self {
            Path::Root(_) => String::new(),
            Path::Home(home) => {
                let shape = format!("/shapes/{}", escape_pointer(home.shape));
                match home.member {
                    None => shape,
                    Some(Slot::Named(name)) => format!("{shape}/members/{}", escape_pointer(name)),
                    Some(Slot::Own(key)) => format!("{shape}/{key}"),
                }
            }
            Path::Key(parent, key) => format!("{}/{}", parent.pointer(), escape_pointer(key)),
            Path::Index(parent, index) => format!("{}/{index}", parent.pointer()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers() {
        let member = Home::shape("a#B").member(Slot::Named("c/d")).path();
        let traits = member.key("traits");
        assert_eq!(
            traits.index(3).pointer(),
            "/shapes/a#B/members/c~1d/traits/3"
        );
        assert_eq!(
            Home::shape("a#B").member(Slot::Own("key")).path().pointer(),
            "/shapes/a#B/key"
        );
        let place = Path::Root(Source::Overlay).key("smithy").place();
        assert_eq!(place.pointer, "/smithy");
        assert_eq!(place.source, Source::Overlay);
    }
}
