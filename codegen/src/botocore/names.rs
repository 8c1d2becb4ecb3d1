//! Shape IDs for names.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::json::{At, Node};
use crate::limits;
use crate::model::ShapeId;
use crate::report::{Code, Problem, quoted};

use super::cursor::Cursor;
use super::uses::{Target, Uses};

/// The shape ID of everything in the document.
pub(super) struct Names<'n> {
    namespace: String,
    pub(super) service: ShapeId,
    /// The names that shapes get instead of their own.
    renamed: BTreeMap<Target<'n>, String>,
}

impl<'n> Names<'n> {
    /// `None` if the service has no name that could be used; that is a problem of its own.
    pub(super) fn new(
        metadata: &Cursor<'n>,
        operations: &[(&'n str, Cursor<'n>)],
        shapes: &BTreeMap<&'n str, Cursor<'n>>,
        uses: &Uses<'n>,
    ) -> Option<Self> {
        let id = service_id(metadata)?;
        let namespace = format!("com.amazonaws.{}", squashed(id).to_ascii_lowercase());
        let operations = operations.iter().map(|(name, _)| *name);
        let mut taken: BTreeSet<String> = shapes
            .keys()
            .copied()
            .chain(operations.clone())
            .map(str::to_ascii_lowercase)
            .collect();
        let mut renamed = BTreeMap::new();
        for name in operations.filter(|name| shapes.contains_key(name)) {
            let target = Target { name, copy: None };
            renamed.insert(target, free(format!("{name}Shape"), "Shape", &mut taken));
        }
        for name in clashing(shapes) {
            let target = Target { name, copy: None };
            if let Entry::Vacant(entry) = renamed.entry(target) {
                entry.insert(free(format!("{name}2"), "2", &mut taken));
            }
        }
        for (name, mark) in uses.copies() {
            let copy = Some(mark);
            let new = format!("{}{name}", mark.prefix());
            renamed.insert(Target { name, copy }, free(new, "Shape", &mut taken));
        }
        let service = free(service_name(metadata, id), "Service", &mut taken);
        let service = ShapeId::parse(&format!("{namespace}#{service}"))?;
        Some(Self {
            namespace,
            service,
            renamed,
        })
    }

    /// The ID of an operation, if its name makes one.
    pub(super) fn operation_id(&self, name: &str) -> Option<ShapeId> {
        ShapeId::parse(&format!("{}#{name}", self.namespace))
    }

    /// The ID of an operation. `cursor` is where to report a name that makes none.
    pub(super) fn operation(&self, name: &str, cursor: &Cursor<'_>) -> Option<ShapeId> {
        self.id(name, cursor)
    }

    /// Whether a shape goes by its own name.
    pub(super) fn is_kept(&self, name: &'n str) -> bool {
        !self.renamed.contains_key(&Target { name, copy: None })
    }

    /// The ID of a shape.
    pub(super) fn shape(&self, target: Target<'n>, cursor: &Cursor<'_>) -> Option<ShapeId> {
        let name = self
            .renamed
            .get(&target)
            .map_or(target.name, String::as_str);
        self.id(name, cursor)
    }

    fn id(&self, name: &str, cursor: &Cursor<'_>) -> Option<ShapeId> {
        let id = ShapeId::parse(&format!("{}#{name}", self.namespace));
        if id.is_none() {
            let message = format!("{} cannot be the name of a shape", quoted(name));
            cursor.fault_of(Code::InvalidId, message, "not an identifier");
        }
        id
    }
}

/// Shapes that Smithy would not tell from another, since case does not count there, and what their
/// names are to be is up to us. Of scalars, and lists of them, several may be called the same
/// (Smithy 2.0, "Service closure"); of other shapes one keeps the name.
fn clashing<'n>(shapes: &BTreeMap<&'n str, Cursor<'n>>) -> Vec<&'n str> {
    let mut same: BTreeMap<String, Vec<(&'n str, bool)>> = BTreeMap::new();
    for (name, shape) in shapes {
        let group = same.entry(name.to_ascii_lowercase()).or_default();
        group.push((name, is_light(shape, shapes)));
    }
    let groups = same.into_values().filter(|group| group.len() > 1);
    groups
        .flat_map(|group| {
            let keeps = group.iter().find(|(_, is_light)| !is_light);
            let keeps = keeps.map(|(name, _)| *name);
            let names = group.into_iter().map(|(name, _)| name);
            names.filter(move |name| keeps.is_some_and(|keeps| keeps != *name))
        })
        .collect()
}

/// Whether a shape is a scalar or a list of scalars.
fn is_light<'n>(shape: &Cursor<'n>, shapes: &BTreeMap<&'n str, Cursor<'n>>) -> bool {
    let is_scalar = |shape: &Cursor<'n>| {
        let kind = shape.node.get("type").and_then(Node::as_str);
        kind.is_some_and(|kind| !matches!(kind, "structure" | "list" | "map"))
            && shape.node.get("enum").is_none()
    };
    let element = shape
        .node
        .get("member")
        .and_then(|member| member.get("shape"));
    let element = element
        .and_then(Node::as_str)
        .and_then(|name| shapes.get(name));
    is_scalar(shape) || element.is_some_and(is_scalar)
}

/// The name, or the name with the suffix as often as it takes to be free. Case does not count,
/// as in Smithy.
fn free(mut name: String, suffix: &str, taken: &mut BTreeSet<String>) -> String {
    while !taken.insert(name.to_ascii_lowercase()) {
        name.push_str(suffix);
    }
    name
}

/// What the service is called: `serviceId`, which older documents lack.
fn service_id<'n>(metadata: &Cursor<'n>) -> Option<&'n str> {
    let keys = [
        "serviceId",
        "endpointPrefix",
        "serviceAbbreviation",
        "serviceFullName",
    ];
    let id = keys
        .into_iter()
        .filter_map(|key| Some((key, metadata.text(key)?)))
        .find(|(_, text)| text.contains(|c: char| c.is_ascii_alphanumeric()));
    if let Some((key, text)) = id
        && text.len() > limits::SERVICE_ID_BYTES
    {
        let most = limits::SERVICE_ID_BYTES;
        let message = format!("the name of the service is longer than {most} bytes");
        let place = metadata.get(key).unwrap_or(*metadata);
        place.fault(Code::TooLarge, message, "the IDs of all shapes hold it");
        return None;
    }
    if id.is_none() {
        let message = "the service has no `serviceId` that could be a name";
        metadata.report(
            Problem::new(Code::InvalidId, metadata.pointer(), At::Key, message)
                .label("nothing to name the service by")
                .help("add a `serviceId` of letters and digits".to_owned()),
        );
    }
    id.map(|(_, text)| text)
}

/// The name of the service shape: the one that requests of JSON protocols are addressed to, as
/// in AWS's Smithy models, else the service ID.
fn service_name(metadata: &Cursor<'_>, id: &str) -> String {
    let prefix = metadata.text("targetPrefix").unwrap_or_default();
    let target = prefix.rsplit('.').next().unwrap_or_default();
    squashed(if squashed(target).len() > 1 {
        target
    } else {
        id
    })
}

/// The text without what identifiers must not hold.
fn squashed(text: &str) -> String {
    let may_stand = |it: &char| it.is_ascii_alphanumeric() || *it == '_';
    let mut name: String = text.chars().filter(may_stand).collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.insert(0, '_');
    }
    name
}
