//! References between shapes: operations, resources, services, mixins.

use super::Reader;
use crate::json::{At, Node};
use crate::report::{Code, Problem, quoted};
use crate::smithy::expect::{self, Entries};
use crate::smithy::kind::ShapeType;
use crate::smithy::path::{Home, Path};
use crate::smithy::raw::{Item, Reading, Reference, Relations};

/// The keys of a resource that hold one operation each (Smithy 2.0, "Resource lifecycle").
const LIFECYCLE: [&str; 6] = ["create", "put", "read", "update", "delete", "list"];

impl<'n> Reader<'n, '_> {
    /// What a service, resource or operation refers to.
    pub(super) fn relations(
        &mut self,
        home: Home<'n>,
        kind: ShapeType,
        entries: Entries<'n>,
    ) -> Relations<'n> {
        match kind {
            ShapeType::Operation => self.operation(home, entries),
            ShapeType::Resource => self.resource(home, entries),
            ShapeType::Service => self.service(home, entries),
            _ => Relations::None,
        }
    }

    fn operation(&mut self, home: Home<'n>, entries: Entries<'n>) -> Relations<'n> {
        let (mut input, mut output, mut errors) = (None, None, Vec::new());
        let mut reading = Reading::Whole;
        for (key, value) in entries {
            let is_read = match key.as_ref() {
                "input" => {
                    input = self.reference(home, key, Item::Itself, value);
                    input.is_some()
                }
                "output" => {
                    output = self.reference(home, key, Item::Itself, value);
                    output.is_some()
                }
                "errors" => {
                    errors = self.references(home, key, value);
                    matches!(value, Node::Array(items) if items.len() == errors.len())
                }
                // An unknown key may be meant as one of them.
                "type" | "traits" | "mixins" => true,
                _ => false,
            };
            if !is_read {
                reading = Reading::Partial;
            }
        }
        Relations::Operation {
            input,
            output,
            errors,
            reading,
        }
    }

    fn resource(&mut self, home: Home<'n>, entries: Entries<'n>) -> Relations<'n> {
        let (mut identifiers, mut properties) = (Vec::new(), Vec::new());
        let (mut operations, mut resources) = (Vec::new(), Vec::new());
        for (key, value) in entries {
            match key.as_ref() {
                "identifiers" => identifiers = self.reference_map(home, key, value),
                "properties" => properties = self.reference_map(home, key, value),
                "resources" => resources = self.references(home, key, value),
                "operations" | "collectionOperations" => {
                    operations.extend(self.references(home, key, value));
                }
                key if LIFECYCLE.contains(&key) => {
                    operations.extend(self.reference(home, key, Item::Itself, value));
                }
                _ => {}
            }
        }
        Relations::Resource {
            identifiers,
            properties,
            operations,
            resources,
        }
    }

    fn service(&mut self, home: Home<'n>, entries: Entries<'n>) -> Relations<'n> {
        let path = home.path();
        let (mut version, mut rename) = (None, Vec::new());
        let (mut operations, mut resources, mut errors) = (Vec::new(), Vec::new(), Vec::new());
        for (key, value) in entries {
            match key.as_ref() {
                "version" => {
                    version = expect::text(self.problems, value, &path.key(key), "`version`");
                }
                "operations" => operations = self.references(home, key, value),
                "resources" => resources = self.references(home, key, value),
                "errors" => errors = self.references(home, key, value),
                "rename" => rename = self.rename(&path.key(key), value),
                _ => {}
            }
        }
        Relations::Service {
            version,
            operations,
            resources,
            errors,
            rename,
        }
    }

    fn rename(&mut self, path: &Path<'_>, value: &'n Node<'n>) -> Vec<(&'n str, &'n str)> {
        let entries = expect::object(self.problems, value, path, "`rename`").unwrap_or_default();
        let mut rename = Vec::new();
        for (id, name) in entries {
            let place = path.key(id);
            if let Some(name) = expect::text(self.problems, name, &place, "a new name") {
                rename.push((id.as_ref(), name));
            }
        }
        rename
    }

    /// An array of references.
    pub(super) fn references(
        &mut self,
        home: Home<'n>,
        key: &'n str,
        value: &'n Node<'n>,
    ) -> Vec<Reference<'n>> {
        let path = home.path();
        let items = expect::array(self.problems, value, &path.key(key), &quoted(key));
        let items = items.unwrap_or_default().iter().enumerate();
        items
            .filter_map(|(index, item)| self.reference(home, key, Item::Index(index), item))
            .collect()
    }

    /// An object of references.
    fn reference_map(
        &mut self,
        home: Home<'n>,
        key: &'n str,
        value: &'n Node<'n>,
    ) -> Vec<Reference<'n>> {
        let path = home.path();
        let entries = expect::object(self.problems, value, &path.key(key), &quoted(key));
        let entries = entries.unwrap_or_default().iter();
        entries
            .filter_map(|(name, item)| self.reference(home, key, Item::Key(name), item))
            .collect()
    }

    /// A reference: an object with nothing but a `target`.
    fn reference(
        &mut self,
        home: Home<'n>,
        key: &'n str,
        item: Item<'n>,
        value: &'n Node<'n>,
    ) -> Option<Reference<'n>> {
        let path = home.path();
        let under = path.key(key);
        let place = match item {
            Item::Itself => under,
            Item::Index(index) => under.index(index),
            Item::Key(name) => under.key(name),
        };
        if let Node::String(id) = value {
            expect::target_alone(self.problems, &place, "a reference", id);
            return None;
        }
        let entries = expect::object(self.problems, value, &place, "a reference")?;
        for (key, _) in entries.iter().filter(|(key, _)| key != "target") {
            expect::unknown_key(self.problems, &place, key, "a reference", &["target"]);
        }
        let Some(target) = value.get("target") else {
            self.problems.push(
                Problem::new(
                    Code::MissingTarget,
                    place.place(),
                    At::Value,
                    "a reference has no target",
                )
                .label("has no key `target`"),
            );
            return None;
        };
        let target_path = place.key("target");
        let target = expect::text(self.problems, target, &target_path, "a target")?;
        Some(Reference {
            target,
            shape: home.shape,
            key,
            item,
        })
    }
}
