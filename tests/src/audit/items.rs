//! The items of generated code, counted against the model.

use std::collections::BTreeSet;

use tinsmith_codegen::lower::wire::{self, Body};
use tinsmith_codegen::model::{Kind, Member, Model, Streaming};
use tinsmith_codegen::rust::Flavour;

/// Files that hold impls alone.
const WITHOUT_TYPES: [&str; 5] = [
    "lib.rs",
    "wire.rs",
    "json_schema.rs",
    "http.rs",
    "member_names.rs",
];

/// The types of each file with the number of their fields or variants, in the order written.
#[derive(Debug, Default)]
pub(super) struct Found {
    types: Vec<(String, usize)>,
    unions: Vec<(String, usize)>,
    enums: Vec<(String, usize)>,
    errors: Vec<(String, usize)>,
    operations: Vec<(String, usize)>,
    unknown: Vec<(String, usize)>,
}

impl Found {
    pub(super) fn add(&mut self, name: &str, file: &syn::File, fault: &mut impl FnMut(String)) {
        let list = match name {
            "types.rs" => &mut self.types,
            "unions.rs" => &mut self.unions,
            "enums.rs" => &mut self.enums,
            "errors.rs" => &mut self.errors,
            "operations.rs" => &mut self.operations,
            "unknown.rs" => &mut self.unknown,
            _ => &mut Vec::new(),
        };
        for item in &file.items {
            let (name, visibility, size) = match item {
                syn::Item::Struct(item) => (&item.ident, &item.vis, item.fields.len()),
                syn::Item::Enum(item) => (&item.ident, &item.vis, item.variants.len()),
                _ => continue,
            };
            if matches!(visibility, syn::Visibility::Public(_)) {
                list.push((name.to_string(), size));
            }
        }
        if list.is_empty() && !WITHOUT_TYPES.contains(&name) {
            fault("it has no type".to_owned());
        }
    }

    /// Says where the items differ from what the model accounts for.
    pub(super) fn compare(&self, model: &Model, flavour: Flavour, fault: &mut impl FnMut(String)) {
        let expected = Expected::new(model);
        let lists = [
            ("structures", &self.types, expected.structures),
            ("unions", &self.unions, expected.unions),
            ("enums", &self.enums, expected.enums),
            ("errors of operations", &self.errors, expected.errors),
            ("operations", &self.operations, expected.operations),
        ];
        for (what, found, expected) in lists {
            let sizes: Vec<usize> = found.iter().map(|(_, size)| *size).collect();
            if sizes != expected {
                fault(format!(
                    "{what} in {flavour:?}: the model has {expected:?}, the code {found:?}"
                ));
            }
        }
        if self.unknown.len() > 3 {
            fault(format!("types of unknown values: {:?}", self.unknown));
        }
        let all = [
            &self.types,
            &self.unions,
            &self.enums,
            &self.errors,
            &self.operations,
            &self.unknown,
        ];
        let mut names = BTreeSet::new();
        for (name, _) in all.into_iter().flatten() {
            if !names.insert(name) {
                fault(format!("two types are called {name}"));
            }
        }
    }
}

/// How many fields or variants each type should have.
#[derive(Default)]
struct Expected {
    structures: Vec<usize>,
    unions: Vec<usize>,
    enums: Vec<usize>,
    errors: Vec<usize>,
    operations: Vec<usize>,
}

impl Expected {
    fn new(model: &Model) -> Self {
        let mut expected = Self::default();
        let messages: BTreeSet<_> = model
            .operations
            .iter()
            .flat_map(|o| o.input.iter().chain(&o.output).chain(&o.errors))
            .collect();
        for (id, shape) in &model.shapes {
            match &shape.kind {
                Kind::Structure(structure) => {
                    expected
                        .structures
                        .push(fields(model, structure.members.iter()));
                    if let Body::Part { members, .. } = wire::body(model, Some(id))
                        && messages.contains(id)
                    {
                        expected.structures.push(fields(model, members.into_iter()));
                    }
                }
                Kind::Union(union) => expected.unions.push(union.members.len() + 1),
                Kind::Enum(values) => expected.enums.push(values.values.len() + 1),
                Kind::IntEnum(values) => expected.enums.push(values.values.len() + 1),
                Kind::Unit | Kind::Simple(_) | Kind::List(_) | Kind::Map(_) => {}
            }
        }
        for operation in &model.operations {
            expected.errors.push(operation.errors.len() + 1);
            expected.operations.push(0);
        }
        expected
    }
}

/// Members that have a field: all but streams of events.
fn fields<'m>(model: &Model, members: impl Iterator<Item = &'m Member>) -> usize {
    let is_field = |member: &&Member| {
        let target = model.shape(&member.target);
        !(matches!(target.kind, Kind::Union(_)) && target.traits.streaming == Streaming::Stream)
    };
    members.filter(is_field).count()
}
