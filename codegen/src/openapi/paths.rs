//! Paths, and which operation has which.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::components::Components;
use super::{cors, operation};
use crate::lower::parameters;
use crate::model::{Http, Operation, UriSegment};

/// The operations with one path.
struct Item<'m> {
    path: String,
    /// By method, in lower case.
    operations: BTreeMap<String, &'m Operation>,
}

/// All paths, sorted.
pub(super) fn write<'m>(components: &Components<'m>, operations: &[&'m Operation]) -> Value {
    let mut items: BTreeMap<String, Item<'m>> = BTreeMap::new();
    for operation in operations {
        let Some(http) = &operation.http else {
            continue;
        };
        let path = parameters::path(components.model, operation, http);
        let method = http.method.to_ascii_lowercase();
        // Paths that differ in the names of their parameters alone are one path.
        let pattern = pattern(http);
        let clashes = items
            .get(&pattern)
            .is_some_and(|item| item.path != path || item.operations.contains_key(&method));
        let (key, path) = if clashes {
            let name = operation.id.name();
            (format!("{pattern}#{name}"), format!("{path}#{name}"))
        } else {
            (pattern, path)
        };
        let item = items.entry(key).or_insert_with(|| Item {
            path,
            operations: BTreeMap::new(),
        });
        item.operations.insert(method, operation);
    }
    let mut items: Vec<Item<'m>> = items.into_values().collect();
    items.sort_by(|a, b| a.path.cmp(&b.path));
    let written = items.into_iter().map(|item| {
        let mut methods = Map::new();
        for (method, operation) in &item.operations {
            methods.insert(method.clone(), operation::write(components, operation));
        }
        if let Some(options) = cors::options(components, &item.operations) {
            methods.insert("options".to_owned(), options);
        }
        (item.path, methods.into())
    });
    written.collect::<Map<_, _>>().into()
}

/// The path without the names of its parameters.
fn pattern(http: &Http) -> String {
    let segments = http.segments.iter().map(|segment| match segment {
        UriSegment::Literal(text) => format!("/{text}"),
        UriSegment::Label(_) | UriSegment::GreedyLabel(_) => "/{}".to_owned(),
    });
    segments.collect::<Vec<_>>().concat()
}
