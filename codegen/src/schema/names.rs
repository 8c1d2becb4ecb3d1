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

/// The keys of `$defs`: shape names, and the names of bodies.
#[derive(Debug)]
pub(super) struct Names {
    shapes: BTreeMap<ShapeId, String>,
    bodies: BTreeMap<ShapeId, String>,
    warnings: Vec<Warning>,
}

impl Names {
    /// Names everything that has a definition.
    ///
    /// Where two namespaces use one name, the service's own namespace keeps it, and the other
    /// shape gets its namespace with it; no shape's name has a dot, so that is never taken.
    pub(super) fn new(model: &Model) -> Self {
        let mut names = Self {
            shapes: BTreeMap::new(),
            bodies: BTreeMap::new(),
            warnings: Vec::new(),
        };
        let home = model.service.id.namespace();
        let mut taken = BTreeSet::new();
        let defined = model.shapes.keys().filter(|id| is_named(model, id));
        let (own, foreign): (Vec<_>, Vec<_>) = defined.partition(|id| id.namespace() == home);
        for id in own.into_iter().chain(foreign) {
            let name = names.choose(&mut taken, id, id.name(), || {
                format!("{}.{}", id.namespace(), id.name())
            });
            names.shapes.insert(id.clone(), name);
        }
        for id in partial_bodies(model) {
            let other = format!("{}.Body", names.shape(id));
            let name = names.choose(&mut taken, id, &wire::body_name(id), || other);
            names.bodies.insert(id.clone(), name);
        }
        names
    }

    fn choose(
        &mut self,
        taken: &mut BTreeSet<String>,
        shape: &ShapeId,
        wanted: &str,
        other: impl FnOnce() -> String,
    ) -> String {
        let used = if taken.contains(wanted) {
            other()
        } else {
            wanted.to_owned()
        };
        if used != wanted {
            self.warnings.push(Warning::Renamed {
                shape: shape.clone(),
                taken: wanted.to_owned(),
                used: used.clone(),
            });
        }
        taken.insert(used.clone());
        used
    }

    /// The definition of a shape.
    pub(super) fn shape<'n>(&'n self, id: &'n ShapeId) -> &'n str {
        self.shapes.get(id).map_or(id.name(), String::as_str)
    }

    /// The definition of the members of a structure that travel in the body, if those are not
    /// all of them.
    pub(super) fn body(&self, structure: &ShapeId) -> Option<&str> {
        self.bodies.get(structure).map(String::as_str)
    }

    /// All shapes with a definition.
    pub(super) fn shapes(&self) -> impl Iterator<Item = (&ShapeId, &str)> {
        self.shapes.iter().map(|(id, name)| (id, name.as_str()))
    }

    /// All structures of which only a part travels in the body.
    pub(super) fn bodies(&self) -> impl Iterator<Item = (&ShapeId, &str)> {
        self.bodies.iter().map(|(id, name)| (id, name.as_str()))
    }

    pub(super) fn warnings(&self) -> &[Warning] {
        &self.warnings
    }
}

/// The inputs and outputs of which only a part travels in the body, in order.
fn partial_bodies(model: &Model) -> BTreeSet<&ShapeId> {
    let messages = model.operations.iter().flat_map(|operation| {
        let (input, output) = (operation.input.as_ref(), operation.output.as_ref());
        input.into_iter().chain(output)
    });
    messages
        .filter(|id| matches!(wire::body(model, Some(id)), Body::Part { .. }))
        .collect()
}

/// File names without their extension, each used once even where case makes no difference.
#[derive(Debug)]
pub(super) struct FileNames {
    taken: BTreeSet<String>,
}

impl FileNames {
    /// `reserved` is taken from the start.
    pub(super) fn new(reserved: &str) -> Self {
        let devices = DEVICES.split(' ').map(str::to_owned);
        Self {
            taken: devices.chain([reserved.to_ascii_lowercase()]).collect(),
        }
    }

    /// The name, with a number after it if it is taken.
    pub(super) fn choose(&mut self, wanted: &str) -> String {
        let mut used = wanted.to_owned();
        let mut number = 1;
        while !self.taken.insert(used.to_ascii_lowercase()) {
            number += 1;
            used = format!("{wanted}_{number}");
        }
        used
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
