//! Shape IDs for names.

use std::collections::{BTreeMap, BTreeSet};

use crate::json::At;
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
            let problem = Problem::new(Code::InvalidId, cursor.pointer(), At::Key, message).help(
                "names are letters, digits and underscores, and start with a letter".to_owned(),
            );
            cursor.report(problem);
        }
        id
    }
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
        .filter_map(|key| metadata.text(key))
        .find(|text| text.contains(|c: char| c.is_ascii_alphanumeric()));
    if id.is_none() {
        let message = "the service has no `serviceId` that could be a name";
        metadata.problem(Code::InvalidId, message);
    }
    id
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
    let mut name: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.insert(0, '_');
    }
    name
}
