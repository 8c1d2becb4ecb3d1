//! Paths, and which operation has which.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::components::Components;
use super::{cors, operation};
use crate::lower::parameters::{self, Place};
use crate::model::Operation;

/// The operations with one path.
struct Item<'m> {
    path: String,
    /// What its parameters are called, in the order of the path.
    labels: Vec<String>,
    /// By method, in lower case.
    operations: BTreeMap<String, &'m Operation>,
}

/// All paths, sorted.
pub(super) fn write<'m>(components: &Components<'m>, operations: &[&'m Operation]) -> Value {
    let mut items: Vec<Item<'m>> = items(components, operations).into_values().collect();
    items.sort_by(|a, b| a.path.cmp(&b.path));
    let written = items.into_iter().map(|item| {
        let mut methods = Map::new();
        for (method, operation) in &item.operations {
            let operation = operation::write(components, operation, &item.labels);
            methods.insert(method.clone(), operation);
        }
        if let Some(options) = cors::options(components, &item.operations, &item.labels) {
            methods.insert("options".to_owned(), options);
        }
        (item.path, methods.into())
    });
    written.collect::<Map<_, _>>().into()
}

/// Operations by what they share. Paths that differ in the names of their parameters alone are
/// one path to OpenAPI, whose parameters are called as by its first operation.
fn items<'m>(
    components: &Components<'m>,
    operations: &[&'m Operation],
) -> BTreeMap<String, Item<'m>> {
    let mut items: BTreeMap<String, Item<'m>> = BTreeMap::new();
    for operation in operations {
        let Some(http) = &operation.http else {
            continue;
        };
        let method = http.method.to_ascii_lowercase();
        let mut key = parameters::pattern(http);
        let mut path = parameters::path(components.model, operation, http);
        let is_taken = |item: &Item<'_>| item.operations.contains_key(&method);
        if items.get(&key).is_some_and(is_taken) {
            let name = operation.id.name();
            key.extend(["#", name]);
            path.extend(["#", name]);
        }
        let given = parameters::of_request(components.model, operation);
        let in_path = given
            .iter()
            .filter(|it| matches!(it.place, Place::Path | Place::GreedyPath));
        let item = items.entry(key).or_insert_with(|| Item {
            path,
            labels: in_path.map(|it| it.name.to_owned()).collect(),
            operations: BTreeMap::new(),
        });
        item.operations.insert(method, operation);
    }
    items
}
