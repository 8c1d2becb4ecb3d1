//! The schema of one shape, and of one use of a shape.

use super::constraints::Bounds;
use super::patterns::Patterns;
use super::text::{Annotations, Texts};
use super::{Contract, Form, simple, timestamp};
use crate::limits::CONTAINER_LEVELS;
use crate::lower::wire::{self, Body};
use crate::model::{
    Density, Kind, List, Map as MapShape, Member, Model, Shape, ShapeId, Simple, Structure, Traits,
};
use serde_json::{Map, Value, json};

/// A schema without its annotations.
pub(super) enum Core {
    /// Anything at all.
    Any,
    /// The schema of a named shape.
    Ref(String),
    /// Keywords. Either `type` is among them, with one type, or an `anyOf` that null can join.
    Schema(Map<String, Value>),
}

impl Core {
    /// From a `json!` object.
    pub(super) fn schema(value: Value) -> Self {
        match value {
            Value::Object(keywords) => Self::Schema(keywords),
            _ => Self::Any,
        }
    }

    /// The same, or null.
    fn or_null(self) -> Self {
        let mut keywords = match self {
            Self::Any => return Self::Any,
            Self::Ref(target) => {
                return Self::schema(json!({"anyOf": [{"$ref": target}, {"type": "null"}]}));
            }
            Self::Schema(keywords) => keywords,
        };
        if let Some(kind) = keywords.get_mut("type") {
            *kind = json!([kind.take(), "null"]);
        } else if let Some(Value::Array(choices)) = keywords.get_mut("anyOf") {
            choices.push(json!({"type": "null"}));
        }
        Self::Schema(keywords)
    }

    /// The same, but not null.
    fn but_null(self) -> Self {
        match self {
            Self::Any => Self::schema(json!({"not": {"type": "null"}})),
            other => other,
        }
    }

    /// The schema with its annotations before it. Beside a reference they need an `allOf`,
    /// because many tools still overlook what stands beside `$ref`.
    pub(super) fn annotated(self, annotations: Annotations) -> Value {
        if annotations.is_empty() {
            return match self {
                Self::Any => Value::Bool(true),
                Self::Ref(target) => json!({"$ref": target}),
                Self::Schema(keywords) => Value::Object(keywords),
            };
        }
        let mut schema = annotations.into_keywords();
        match self {
            Self::Any => {}
            Self::Ref(target) => {
                schema.insert("allOf".to_owned(), json!([{"$ref": target}]));
            }
            Self::Schema(keywords) => schema.extend(keywords),
        }
        Value::Object(schema)
    }
}

/// What null means where a shape is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Null {
    /// A value like others, or absence.
    Accepted,
    /// An error, unless the shape itself has null among its values (documents do).
    AsTarget,
    /// Never a value, not even of a document.
    Rejected,
}

impl From<Density> for Null {
    fn from(density: Density) -> Self {
        match density {
            Density::Dense => Self::AsTarget,
            Density::Sparse => Self::Accepted,
        }
    }
}

/// Whether a shape has a definition of its own instead of being written where it is used.
pub(super) fn is_named(model: &Model, id: &ShapeId) -> bool {
    let has_members = |id| {
        let kind = &model.shape(id).kind;
        matches!(
            kind,
            Kind::Structure(_) | Kind::Union(_) | Kind::Enum(_) | Kind::IntEnum(_)
        )
    };
    has_members(id) || elements(model, id).nth(CONTAINER_LEVELS).is_some()
}

/// What a list or map holds, and what that holds if it is one too, and so on; without end if a
/// list holds itself.
fn elements<'m>(model: &'m Model, id: &'m ShapeId) -> impl Iterator<Item = &'m ShapeId> {
    let element = |id: &&'m ShapeId| match &model.shape(id).kind {
        Kind::List(list) => Some(&list.member.target),
        Kind::Map(map) => Some(&map.value.target),
        _ => None,
    };
    std::iter::successors(Some(id), element).skip(1)
}

/// Renders shapes under one contract, with one form of references.
#[derive(Clone, Copy)]
pub(super) struct Renderer<'a> {
    pub(super) model: &'a Model,
    pub(super) patterns: &'a Patterns<'a>,
    pub(super) texts: &'a Texts<'a>,
    pub(super) contract: Contract,
    pub(super) form: Form,
    pub(super) reference: &'a dyn Fn(&ShapeId) -> String,
}

impl Renderer<'_> {
    /// The name of a member in an object.
    pub(super) fn name<'m>(&self, member: &'m Member) -> &'m str {
        match self.form {
            Form::Wire => wire::name(&self.model.service.protocol, member),
            Form::MemberNames => &member.name,
        }
    }

    /// The definition of a shape.
    pub(super) fn shape(&self, id: &ShapeId) -> Value {
        let shape = self.model.shape(id);
        self.definition(shape, &shape.traits)
            .annotated(self.texts.of_shape(&shape.traits))
    }

    /// The definition of the members of a structure that travel in the body.
    pub(super) fn body(&self, structure: &ShapeId) -> Value {
        let Body::Part { members, .. } = wire::body(self.model, Some(structure)) else {
            return self.shape(structure);
        };
        self.members(members.into_iter(), None)
            .annotated(self.texts.of_shape(&self.model.shape(structure).traits))
    }

    /// What stands where a member is used: its own documentation and constraints, and its
    /// target's as far as they are not to be found behind a reference.
    pub(super) fn usage(&self, member: &Member, null: Null) -> Value {
        let shape = self.model.shape(&member.target);
        let (core, inlined) = if is_named(self.model, &member.target) {
            (Core::Ref((self.reference)(&member.target)), None)
        } else {
            (self.definition(shape, &member.traits), Some(&shape.traits))
        };
        let core = match null {
            Null::Accepted => core.or_null(),
            Null::AsTarget => core,
            Null::Rejected => core.but_null(),
        };
        core.annotated(self.texts.of_member(member, inlined))
    }

    /// The keywords of a shape where `traits` (the shape's, or a member's that wins over them)
    /// apply.
    fn definition(&self, shape: &Shape, traits: &Traits) -> Core {
        let bounds = match self.contract {
            Contract::Serialize => Bounds::of(traits, &shape.traits, self.patterns),
            Contract::Deserialize => Bounds::none(),
        };
        match &shape.kind {
            // Only unions give it a form: there it stands for a member that carries no data.
            Kind::Unit => Core::Any,
            Kind::Simple(Simple::Timestamp) if self.form == Form::MemberNames => {
                timestamp::by_member_name(self.contract)
            }
            Kind::Simple(kind) => {
                simple::core(*kind, self.contract, traits, &shape.traits, &bounds)
            }
            Kind::Enum(shape) => self.string_enum(shape),
            Kind::IntEnum(shape) => self.int_enum(shape),
            Kind::List(list) => self.list(list, &bounds),
            Kind::Map(map) => self.map(map, &bounds),
            Kind::Structure(Structure { members, error }) => {
                self.members(members.iter(), error.as_ref())
            }
            Kind::Union(union) => self.union(union),
        }
    }

    fn list(&self, list: &List, bounds: &Bounds) -> Core {
        let mut keywords = Map::new();
        keywords.insert("type".to_owned(), "array".into());
        let items = self.usage(&list.member, list.density.into());
        keywords.insert("items".to_owned(), items);
        bounds.items(&mut keywords);
        Core::Schema(keywords)
    }

    fn map(&self, map: &MapShape, bounds: &Bounds) -> Core {
        let mut keywords = Map::new();
        keywords.insert("type".to_owned(), "object".into());
        // Every string is a key when read: enums are open, and nothing else narrows strings.
        if self.contract == Contract::Serialize {
            let names = self.usage(&map.key, Null::AsTarget);
            if names != json!({"type": "string"}) {
                keywords.insert("propertyNames".to_owned(), names);
            }
        }
        let values = self.usage(&map.value, map.density.into());
        keywords.insert("additionalProperties".to_owned(), values);
        bounds.properties(&mut keywords);
        Core::Schema(keywords)
    }
}
