//! What shapes are used for, which botocore says at the place of use and Smithy at the shape.

use std::collections::{BTreeMap, BTreeSet};

use crate::json::Node;

use super::cursor::Cursor;
use super::keys;

/// What a member says of the value it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// `jsonvalue`: a string that holds JSON.
    Json,
    /// `streaming`: a blob of any size.
    Stream,
}

impl Mark {
    /// The mark of a member with this target, if it is of a kind that can bear it.
    pub(super) fn of(member: &Cursor<'_>, target: &Cursor<'_>) -> Option<Self> {
        match target.node.get("type")?.as_str()? {
            "string" if member.flag("jsonvalue") => Some(Self::Json),
            "blob" if member.flag("streaming") => Some(Self::Stream),
            _ => None,
        }
    }

    /// What the name of a marked copy starts with, as in AWS's Smithy models.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::Json => "SynthesizedJson",
            Self::Stream => "Streaming",
        }
    }
}

/// A shape, or the copy of it that bears a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target<'n> {
    /// Its name in the document.
    pub(super) name: &'n str,
    /// Set for the copy.
    pub(super) copy: Option<Mark>,
}

/// The uses of all shapes in the document. Operations that aren't selected count too, so that
/// a selection never changes what a shape is.
#[derive(Default)]
pub(super) struct Uses<'n> {
    /// By name, the marks of the members that target a shape; `None` for a use without one.
    marks: BTreeMap<&'n str, BTreeSet<Option<Mark>>>,
    /// The inputs, outputs and errors.
    messages: BTreeSet<&'n str>,
    /// The inputs.
    inputs: BTreeSet<&'n str>,
    /// The first entry for every error in an operation's `errors`.
    errors: BTreeMap<&'n str, Cursor<'n>>,
}

impl<'n> Uses<'n> {
    pub(super) fn new(
        shapes: &BTreeMap<&'n str, Cursor<'n>>,
        operations: &[(&'n str, Cursor<'n>)],
    ) -> Self {
        let mut uses = Self::default();
        for (name, shape) in shapes {
            for member in parts(shape) {
                uses.note_mark(&member, shapes);
            }
            // Where there are operations, these say what is an error of theirs.
            if operations.is_empty() && shape.flag("exception") {
                uses.messages.insert(name);
            }
        }
        for (_, operation) in operations {
            let message = |key| operation.object(key)?.text("shape");
            let (input, output) = (message("input"), message("output"));
            uses.messages.extend(input.into_iter().chain(output));
            uses.inputs.extend(input);
            for error in operation.items("errors") {
                if let Some(name) = error.text("shape") {
                    uses.messages.insert(name);
                    uses.errors.entry(name).or_insert(error);
                }
            }
        }
        uses
    }

    /// What a member with this mark points to, by the name of its shape.
    pub(super) fn target(&self, name: &'n str, mark: Option<Mark>) -> Target<'n> {
        let copy = mark.filter(|_| self.mark_of(name).is_none());
        Target { name, copy }
    }

    /// The mark that all uses of a shape agree on.
    pub(super) fn mark_of(&self, name: &str) -> Option<Mark> {
        let marks = self.marks.get(name)?;
        marks
            .first()
            .copied()
            .flatten()
            .filter(|_| marks.len() == 1)
    }

    /// The marked copies that the document needs.
    pub(super) fn copies(&self) -> impl Iterator<Item = (&'n str, Mark)> {
        let mixed = self.marks.iter().filter(|(_, marks)| marks.len() > 1);
        mixed.flat_map(|(name, marks)| marks.iter().flatten().map(|mark| (*name, *mark)))
    }

    /// Whether a shape is an input, output or error, so that HTTP bindings in it count.
    pub(super) fn is_message(&self, name: &str) -> bool {
        self.messages.contains(name)
    }

    /// Whether a shape is an input, so that bindings to the URI count.
    pub(super) fn is_input(&self, name: &str) -> bool {
        self.inputs.contains(name)
    }

    /// The first entry for the error in an operation's `errors`.
    pub(super) fn error(&self, name: &str) -> Option<&Cursor<'n>> {
        self.errors.get(name)
    }

    fn note_mark(&mut self, member: &Cursor<'n>, shapes: &BTreeMap<&'n str, Cursor<'n>>) {
        if let Some((name, target)) = member.text("shape").and_then(|n| shapes.get_key_value(n)) {
            let mark = Mark::of(member, target);
            self.marks.entry(name).or_default().insert(mark);
        }
    }
}

/// Everything in a shape that has a target: a structure's members, a list's member, a map's key and
/// value.
pub(super) fn parts<'n>(shape: &Cursor<'n>) -> Vec<Cursor<'n>> {
    let kind = shape.node.get("type").and_then(Node::as_str);
    let keys = keys::of_parts(kind.unwrap_or_default()).iter();
    keys.flat_map(|key| match *key {
        "members" => {
            let members = shape.entries(key).into_iter();
            members.map(|(_, member)| member).collect()
        }
        _ => Vec::from_iter(shape.object(key)),
    })
    .collect()
}
