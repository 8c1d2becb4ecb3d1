//! The schemas that operations refer to.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::lower::parameters;
use crate::model::{Binding, Kind, Member, Model, ShapeId, Traits};
use crate::schema::{Contract, Definitions, Schemas};

const CONTRACT: Contract = Contract::Serialize;

/// Renders schemas, and keeps account of those that are referred to.
pub(super) struct Components<'m> {
    pub(super) model: &'m Model,
    schemas: Schemas<'m>,
    names: Definitions,
    /// What was referred to.
    reached: RefCell<BTreeSet<Subject>>,
}

/// What a component is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Shape(ShapeId),
    /// The members of a structure that travel in the body.
    Body(ShapeId),
}

/// What a member holds: a schema, and apart from it what OpenAPI says beside schemas.
pub(super) struct Usage {
    pub(super) schema: Value,
    pub(super) description: Option<Value>,
    /// Whether the member is deprecated, or what it holds.
    pub(super) deprecated: bool,
}

impl<'m> Components<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        Self {
            model,
            schemas: Schemas::new(model),
            names: Definitions::new(model),
            reached: RefCell::default(),
        }
    }

    /// What documentation and deprecation say, and whether there is a deprecation.
    pub(super) fn description(&self, traits: &Traits) -> (Option<String>, bool) {
        self.schemas.description(traits)
    }

    /// A reference to a structure, union or enum.
    pub(super) fn shape(&self, id: &ShapeId) -> Value {
        json!({"$ref": self.reference(id)})
    }

    /// A reference to the members of a structure that travel in the body.
    pub(super) fn body(&self, structure: &ShapeId) -> Value {
        self.reach(Subject::Body(structure.clone()));
        json!({"$ref": path(self.names.of_body(structure))})
    }

    /// What a member holds, as it looks where the member travels.
    pub(super) fn member(&self, member: &Member) -> Usage {
        let mut member = member.clone();
        let format = parameters::timestamp_format(self.model, &member);
        member.traits.timestamp_format = format.or(member.traits.timestamp_format);
        let mut schema = self.usage(&member);
        let Some(keywords) = schema.as_object_mut() else {
            // The same as `true`, for tools that take only objects for schemas.
            return Usage {
                schema: json!({}),
                description: None,
                deprecated: false,
            };
        };
        let description = keywords.shift_remove("description");
        // A reference says nothing of what it leads to.
        let target = &self.model.shape(&member.target).traits;
        let deprecated =
            keywords.shift_remove("deprecated") == Some(true.into()) || target.deprecated.is_some();
        // Nothing may stand beside the reference any more.
        let alone = match keywords.get("allOf") {
            Some(Value::Array(all)) if keywords.len() == 1 => all.first().cloned(),
            _ => None,
        };
        Usage {
            schema: alone.unwrap_or(schema),
            description,
            deprecated,
        }
    }

    fn usage(&self, member: &Member) -> Value {
        let schema = |member: &Member| {
            let reference = |id: &ShapeId| self.reference(id);
            self.schemas.member(member, CONTRACT, &reference)
        };
        let mut usage = schema(member);
        // The elements of a list travel where the list does.
        if let Kind::List(list) = &self.model.shape(&member.target).kind
            && member.binding != Binding::Body
        {
            let mut element = list.member.clone();
            element.binding = member.binding.clone();
            let format = parameters::timestamp_format(self.model, &element);
            element.traits.timestamp_format = format.or(element.traits.timestamp_format);
            if let Some(items) = usage.get_mut("items") {
                *items = schema(&element);
            }
        }
        usage
    }

    fn reference(&self, id: &ShapeId) -> String {
        self.reach(Subject::Shape(id.clone()));
        path(self.names.of_shape(id))
    }

    fn reach(&self, subject: Subject) {
        self.reached.borrow_mut().insert(subject);
    }

    /// Every schema that was referred to, and what those refer to, by name.
    pub(super) fn schemas(&self) -> Value {
        let mut done = BTreeSet::new();
        let mut schemas = std::collections::BTreeMap::new();
        loop {
            let pending: Vec<Subject> = self.reached.borrow().difference(&done).cloned().collect();
            if pending.is_empty() {
                break;
            }
            for subject in pending {
                let reference = |id: &ShapeId| self.reference(id);
                let (name, schema) = match &subject {
                    Subject::Shape(id) => (
                        self.names.of_shape(id),
                        self.schemas.shape(id, CONTRACT, &reference),
                    ),
                    Subject::Body(id) => (
                        self.names.of_body(id),
                        self.schemas.body(id, CONTRACT, &reference),
                    ),
                };
                schemas.insert(name.to_owned(), schema);
                done.insert(subject);
            }
        }
        schemas.into_iter().collect::<Map<_, _>>().into()
    }
}

fn path(name: &str) -> String {
    format!("#/components/schemas/{name}")
}
