//! Errors whose names are not those that travel: the service renames them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::model::{Format, Kind, Model, ShapeId};

/// The IDs that shapes have in the document, and what the service calls them.
pub(super) type Renames = BTreeMap<ShapeId, String>;

/// The model as it was before its service renamed errors, and the renames that give it again.
///
/// Only errors need it: no other shape's name travels.
pub(super) fn undone(model: &Model) -> (Cow<'_, Model>, Renames) {
    let old = old_ids(model);
    if old.is_empty() {
        return (Cow::Borrowed(model), Renames::new());
    }
    let mut before = model.clone();
    let change = |id: &mut ShapeId| {
        if let Some(old) = old.get(id) {
            id.clone_from(old);
        }
    };
    for operation in &mut before.operations {
        let messages = operation.input.iter_mut().chain(&mut operation.output);
        messages.chain(&mut operation.errors).for_each(change);
        let examples = operation.examples.iter_mut();
        let errors = examples.filter_map(|it| it.error.as_mut());
        errors.for_each(|error| change(&mut error.shape));
    }
    let shapes = std::mem::take(&mut before.shapes).into_values();
    let shapes = shapes.map(|mut shape| {
        if let (true, Kind::Structure(structure)) = (old.contains_key(&shape.id), &mut shape.kind)
            && let Some(error) = &mut structure.error
        {
            error.code = None;
        }
        change(&mut shape.id);
        targets(&mut shape.kind).for_each(change);
        (shape.id.clone(), shape)
    });
    before.shapes = shapes.collect();
    let renames = old.into_iter();
    let renames = renames.map(|(new, old)| (old, new.name().to_owned()));
    (Cow::Owned(before), renames.collect())
}

/// The old ID of each error that has a code other than its name, by its ID.
fn old_ids(model: &Model) -> BTreeMap<ShapeId, ShapeId> {
    let is_taken = |id: &ShapeId| {
        let is_operation = model.operations.iter().any(|it| it.id == *id);
        is_operation || model.service.id == *id || model.shapes.contains_key(id)
    };
    if model.format != Format::Smithy || super::traits::has_error_codes(&model.service.protocol) {
        return BTreeMap::new();
    }
    let renamed = model.shapes.values().filter_map(|shape| {
        let Kind::Structure(structure) = &shape.kind else {
            return None;
        };
        let code = structure.error.as_ref()?.code.as_ref()?;
        let old = ShapeId::parse(&format!("{}#{code}", shape.id.namespace()))?;
        (!is_taken(&old)).then(|| (shape.id.clone(), old))
    });
    renamed.collect()
}

fn targets(kind: &mut Kind) -> impl Iterator<Item = &mut ShapeId> {
    let members: Vec<_> = match kind {
        Kind::List(list) => vec![&mut list.member],
        Kind::Map(map) => vec![&mut map.key, &mut map.value],
        Kind::Structure(structure) => structure.members.iter_mut().collect(),
        Kind::Union(union) => union.members.iter_mut().collect(),
        Kind::Unit | Kind::Simple(_) | Kind::Enum(_) | Kind::IntEnum(_) => Vec::new(),
    };
    members.into_iter().map(|member| &mut member.target)
}
