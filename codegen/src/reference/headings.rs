//! What sections of shapes are called, and how links reach them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Kind, Model, ShapeId};

/// A heading.
pub(super) struct Heading {
    /// Its text.
    pub(super) text: String,
    /// What code-hosting sites make of that, without `#`.
    slug: String,
}

/// The headings of all shapes that have a section. They are the same on every page.
pub(super) struct Headings<'m> {
    shapes: BTreeMap<&'m ShapeId, Heading>,
}

impl<'m> Headings<'m> {
    /// Each shape's heading is its name, with a number where another has the same slug.
    ///
    /// A page's first heading is its operation's name, so no shape has the slug of one. The slugs
    /// of all other headings have a hyphen, which is in no shape's name, and end in a word.
    pub(super) fn new(model: &'m Model) -> Self {
        let mut taken: BTreeSet<String> = model
            .operations
            .iter()
            .map(|operation| slug(operation.id.name()))
            .collect();
        let home = model.service.id.namespace();
        let shapes = model
            .shapes
            .values()
            .filter(|shape| has_section(&shape.kind));
        let (own, foreign): (Vec<_>, Vec<_>) =
            shapes.partition(|shape| shape.id.namespace() == home);
        let mut headings = BTreeMap::new();
        for shape in own.into_iter().chain(foreign) {
            let name = shape.id.name();
            let mut text = name.to_owned();
            let mut number = 1;
            while !taken.insert(slug(&text)) {
                number += 1;
                text = format!("{name} ({number})");
            }
            let slug = slug(&text);
            headings.insert(&shape.id, Heading { text, slug });
        }
        Self { shapes: headings }
    }

    /// The shapes that have a section.
    pub(super) fn shapes(&self) -> impl Iterator<Item = &'m ShapeId> + '_ {
        self.shapes.keys().copied()
    }

    /// The heading of a shape, if it has a section.
    pub(super) fn of(&self, id: &ShapeId) -> Option<&Heading> {
        self.shapes.get(id)
    }

    /// A link to a shape's section, or just its name.
    pub(super) fn link(&self, id: &ShapeId) -> String {
        match self.of(id) {
            Some(heading) => format!("[{}](#{})", escaped(&heading.text), heading.slug),
            None => escaped(id.name()),
        }
    }
}

/// Whether shapes of a kind have a section; others are described where they are used.
fn has_section(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Structure(_) | Kind::Union(_) | Kind::Enum(_) | Kind::IntEnum(_)
    )
}

/// A name of letters, digits and underscores as Markdown: underscores at its ends would be markup.
pub(super) fn escaped(name: &str) -> String {
    name.replace('_', "\\_")
}

/// The slug of a heading of letters, digits, `_`, spaces, hyphens and brackets.
pub(super) fn slug(text: &str) -> String {
    let kept = text
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
    kept.map(|c| {
        if c == ' ' {
            '-'
        } else {
            c.to_ascii_lowercase()
        }
    })
    .collect()
}
