//! Shapes as the document has them: typed, borrowed, not resolved.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::kind::ShapeType;
use super::path::{Home, Path};
use crate::json::Node;
use crate::model::ShapeId;
use crate::report::Place;

/// The Smithy version of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    V1,
    V2,
}

/// Where a shape comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Document,
    Prelude,
}

/// The index of a shape in [`Shapes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Index(pub(super) usize);

/// A trait on a shape or member.
#[derive(Clone, Copy, Debug)]
pub(super) struct RawTrait<'n> {
    /// Its absolute ID.
    pub name: &'n str,
    pub value: &'n Node<'n>,
    /// What it is written on, which is not always what it applies to (mixins, `apply`).
    pub home: Home<'n>,
}

impl RawTrait<'_> {
    /// Where the value is.
    pub(super) fn place(&self) -> Place {
        self.home.path().key("traits").key(self.name).place()
    }

    /// Calls with the place of the value.
    pub(super) fn at<T>(&self, f: impl FnOnce(&Path<'_>) -> T) -> T {
        f(&self.home.path().key("traits").key(self.name))
    }
}

/// The value of a trait of Smithy's own namespace, by its short name.
pub(super) fn find_trait<'a, 'n>(
    traits: &'a [RawTrait<'n>],
    name: &str,
) -> Option<&'a RawTrait<'n>> {
    traits
        .iter()
        .find(|t| t.name.strip_prefix(PRELUDE) == Some(name))
}

/// Whether a trait of Smithy's own namespace is there.
pub(super) fn has_trait(traits: &[RawTrait<'_>], name: &str) -> bool {
    find_trait(traits, name).is_some()
}

/// The namespace of the prelude, with its `#`.
pub(super) const PRELUDE: &str = "smithy.api#";

/// What a member says about its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target<'n> {
    /// Its ID, as written.
    Id(&'n str),
    /// Nothing: an `apply` statement adds traits to what a mixin brings.
    Inherited,
    /// Nothing usable, which is reported.
    Missing,
}

/// A member of any shape that has members; a list's is called `member`, a map's `key` and `value`.
#[derive(Clone, Debug)]
pub(super) struct RawMember<'n> {
    pub name: &'n str,
    pub target: Target<'n>,
    /// The target, once resolved.
    pub shape: Index,
    pub traits: Vec<RawTrait<'n>>,
    pub home: Home<'n>,
}

/// A reference from a shape to another, `{"target": "…"}`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reference<'n> {
    pub target: &'n str,
    /// The shape it is written on.
    pub shape: &'n str,
    /// The key it is written under.
    pub key: &'n str,
    pub item: Item<'n>,
}

/// Where under its key a reference is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item<'n> {
    /// The key's value is the reference.
    Itself,
    /// It is an item of an array.
    Index(usize),
    /// It is a value of an object.
    Key(&'n str),
}

impl Reference<'_> {
    /// Where the reference's target is.
    pub(super) fn place(&self) -> Place {
        let shape = Home::shape(self.shape).path();
        let key = shape.key(self.key);
        match self.item {
            Item::Itself => key.key("target").place(),
            Item::Index(index) => key.index(index).key("target").place(),
            Item::Key(name) => key.key(name).key("target").place(),
        }
    }
}

/// Whether something could be read; what could not is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Whole,
    Partial,
}

/// What shapes that are not data refer to.
#[derive(Clone, Debug, Default)]
pub(super) enum Relations<'n> {
    /// The shape is data.
    #[default]
    None,
    Operation {
        input: Option<Reference<'n>>,
        output: Option<Reference<'n>>,
        errors: Vec<Reference<'n>>,
        /// Whether all of that could be read, so that nothing else is meant.
        reading: Reading,
    },
    Resource {
        identifiers: Vec<Reference<'n>>,
        properties: Vec<Reference<'n>>,
        /// Lifecycle operations included.
        operations: Vec<Reference<'n>>,
        resources: Vec<Reference<'n>>,
    },
    Service {
        version: Option<&'n str>,
        operations: Vec<Reference<'n>>,
        resources: Vec<Reference<'n>>,
        errors: Vec<Reference<'n>>,
        /// Shape ID to new name.
        rename: Vec<(&'n str, &'n str)>,
    },
}

/// A shape.
#[derive(Clone, Debug)]
pub(super) struct RawShape<'n> {
    pub id: ShapeId,
    pub home: Home<'n>,
    pub origin: Origin,
    pub kind: ShapeType,
    pub traits: Vec<RawTrait<'n>>,
    pub members: Vec<RawMember<'n>>,
    pub mixins: Vec<Reference<'n>>,
    pub relations: Relations<'n>,
}

impl<'n> RawShape<'n> {
    /// The text of its ID, as long-lived as the document.
    pub(super) fn key(&self) -> &'n str {
        self.home.shape
    }

    pub(super) fn has(&self, name: &str) -> bool {
        has_trait(&self.traits, name)
    }
}

/// An `apply` statement.
#[derive(Clone, Debug)]
pub(super) struct Apply<'n> {
    pub shape: &'n str,
    pub member: Option<&'n str>,
    pub traits: Vec<RawTrait<'n>>,
    /// Whether these are all that are written.
    pub reading: Reading,
    pub home: Home<'n>,
}

/// All shapes, the prelude's first, found by ID.
#[derive(Debug)]
pub(super) struct Shapes<'n> {
    list: Vec<RawShape<'n>>,
    /// Looked up for each target and trait; IDs that all begin alike are slow to find in a tree.
    by_id: HashMap<&'n str, Index>,
    /// Those that have an ID, sorted by it, once that was asked for.
    sorted: OnceCell<Vec<Index>>,
}

impl<'n> Shapes<'n> {
    /// A table whose first shape is not found by any ID.
    pub(super) fn with_nameless(shape: RawShape<'n>) -> Self {
        Self {
            list: vec![shape],
            by_id: HashMap::new(),
            sorted: OnceCell::new(),
        }
    }

    /// Adds a shape; of two with the same ID the first one stays (a problem elsewhere).
    pub(super) fn insert(&mut self, shape: RawShape<'n>) -> Index {
        let index = Index(self.list.len());
        let known = *self.by_id.entry(shape.key()).or_insert(index);
        if known == index {
            self.list.push(shape);
            self.sorted.take();
        }
        known
    }

    pub(super) fn find(&self, id: &str) -> Option<Index> {
        self.by_id.get(id).copied()
    }

    pub(super) fn get(&self, index: Index) -> &RawShape<'n> {
        &self.list[index.0]
    }

    pub(super) fn get_mut(&mut self, index: Index) -> &mut RawShape<'n> {
        &mut self.list[index.0]
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn indexes(&self) -> impl Iterator<Item = Index> + use<> {
        (0..self.list.len()).map(Index)
    }

    /// All shapes with their indexes, in the order of the document.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Index, &RawShape<'n>)> {
        self.list
            .iter()
            .enumerate()
            .map(|(i, shape)| (Index(i), shape))
    }

    /// The IDs, sorted.
    pub(super) fn ids(&self) -> impl Iterator<Item = &'n str> + Clone {
        let sorted = self.sorted.get_or_init(|| {
            let mut sorted: Vec<Index> = self.by_id.values().copied().collect();
            sorted.sort_unstable_by_key(|index| self.get(*index).key());
            sorted
        });
        sorted.iter().map(|index| self.get(*index).key())
    }
}
