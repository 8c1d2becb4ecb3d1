//! What definitions and files are called.

use super::Warning;
use super::render::is_named;
use crate::lower::wire::{self, Body};
use crate::model::{Model, ShapeId};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Names that Windows keeps for devices, whatever the extension.
const DEVICES: &str = "con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 \
                       lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9";

/// What a file or definition is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// A shape.
    Shape(ShapeId),
    /// The members of a structure that travel in the body.
    Body(ShapeId),
}

impl Subject {
    /// The shape, or the structure.
    pub(super) fn id(&self) -> &ShapeId {
        match self {
            Self::Shape(id) | Self::Body(id) => id,
        }
    }
}

/// The keys of `$defs`, in order. Each has a number: its position.
#[derive(Debug)]
pub(super) struct Names {
    names: Vec<(String, Subject)>,
    numbers: BTreeMap<Subject, usize>,
}

impl Names {
    /// Names everything that has a definition, and says which names could not be kept.
    ///
    /// Where two namespaces use one name, the service's own namespace keeps it, and the other
    /// shape gets its namespace with it; no shape's name has a dot, so that is never taken.
    pub(super) fn new(model: &Model) -> (Self, Vec<Warning>) {
        let mut warnings = Vec::new();
        let mut taken = BTreeMap::new();
        for subject in subjects(model) {
            let id = subject.id();
            let (wanted, other) = match &subject {
                Subject::Shape(_) => (id.name().to_owned(), qualified(id)),
                Subject::Body(_) => (wire::body_name(id), format!("{}.Body", qualified(id))),
            };
            if taken.contains_key(&wanted) {
                warnings.push(renamed(id, &wanted, &other));
                taken.insert(other, subject);
            } else {
                taken.insert(wanted, subject);
            }
        }
        let names: Vec<_> = taken.into_iter().collect();
        let subjects = names.iter().map(|(_, subject)| subject.clone());
        let numbers = subjects.zip(0..).collect();
        (Self { names, numbers }, warnings)
    }

    /// The number of a subject, if it has a definition.
    pub(super) fn number(&self, subject: &Subject) -> Option<usize> {
        self.numbers.get(subject).copied()
    }

    /// All names and subjects, by number.
    pub(super) fn all(&self) -> &[(String, Subject)] {
        &self.names
    }
}

fn qualified(id: &ShapeId) -> String {
    format!("{}.{}", id.namespace(), id.name())
}

fn renamed(shape: &ShapeId, taken: &str, used: &str) -> Warning {
    Warning::Renamed {
        shape: shape.clone(),
        taken: taken.to_owned(),
        used: used.to_owned(),
    }
}

/// Everything that has a definition, in the order in which names are given away: the service's
/// own shapes, those of other namespaces, bodies.
fn subjects(model: &Model) -> impl Iterator<Item = Subject> {
    let home = model.service.id.namespace();
    let defined = model.shapes.keys().filter(|id| is_named(model, id));
    let (own, foreign): (Vec<_>, Vec<_>) = defined.partition(|id| id.namespace() == home);
    let shapes = own.into_iter().chain(foreign).cloned().map(Subject::Shape);
    shapes.chain(
        partial_bodies(model)
            .into_iter()
            .cloned()
            .map(Subject::Body),
    )
}

/// The inputs, outputs and errors of which only a part travels in the body.
fn partial_bodies(model: &Model) -> BTreeSet<&ShapeId> {
    let messages = model.operations.iter().flat_map(|operation| {
        let (input, output) = (operation.input.as_ref(), operation.output.as_ref());
        input.into_iter().chain(output).chain(&operation.errors)
    });
    messages
        .filter(|id| matches!(wire::body(model, Some(id)), Body::Part { .. }))
        .collect()
}

/// Names of files without their extension, each used once even where case makes no difference.
#[derive(Debug)]
pub(crate) struct FileNames {
    taken: BTreeSet<String>,
}

impl FileNames {
    /// `reserved` is taken from the start.
    pub(crate) fn new(reserved: &str) -> Self {
        let devices = DEVICES.split(' ').map(str::to_owned);
        Self {
            taken: devices.chain([reserved.to_ascii_lowercase()]).collect(),
        }
    }

    /// The name, with a number after it if it is taken; then there is a warning.
    pub(crate) fn choose(&mut self, shape: &ShapeId, wanted: &str) -> (String, Option<Warning>) {
        let mut used = wanted.to_owned();
        let mut number = 1;
        while !self.taken.insert(used.to_ascii_lowercase()) {
            number += 1;
            used = format!("{wanted}_{number}");
        }
        let warning = (used != wanted).then(|| renamed(shape, wanted, &used));
        (used, warning)
    }
}

/// Text as a part of a URI: anything but unreserved characters is escaped (RFC 3986, section
/// 2.3).
pub(super) fn uri_component(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(byte.into());
        } else {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}
