//! The API as data: resolved, documented, free of logic.
//!
//! A reader (`smithy`, `botocore`) builds a [`Model`]; everything after it sees only this.
//! Resolved means: mixins are flattened, `apply` statements are applied, every target exists,
//! members bound through resources are collected, and only what the chosen operations reach
//! is kept. Terms are Smithy's; see the Smithy 2.0 specification.

mod service;
mod shape;
mod shape_id;
mod traits;

pub use service::{Cors, Example, ExampleError, Http, Operation, Protocol, Service, UriSegment};
pub use shape::{
    Enum, EnumValue, ErrorInfo, Fault, IntEnum, IntEnumValue, Kind, List, Map, Member, Shape,
    Simple, Structure, Union,
};
pub use shape_id::ShapeId;
pub(crate) use shape_id::is_identifier;
pub use traits::{
    Binding, Constraints, Density, Deprecated, Length, Range, Requirement, Sensitivity, Streaming,
    TimestampFormat, Traits,
};

use std::collections::BTreeMap;

use crate::limits::CONTAINER_LEVELS;

/// One API: a service, the operations chosen from it and every shape they reach.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The format the model was read from, which decides how JSON pointers into it look.
    pub format: Format,
    /// The service, or a stand-in with the namespace's name if the model defines none.
    pub service: Service,
    /// The operations, sorted by shape ID.
    pub operations: Vec<Operation>,
    /// Every shape that an operation reaches, prelude shapes included.
    pub shapes: BTreeMap<ShapeId, Shape>,
}

/// The format a model was written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Smithy JSON AST, 1.0 or 2.0.
    Smithy,
    /// botocore's `service-2.json`.
    Botocore,
}

impl Model {
    /// The shape a member, list or operation points to.
    ///
    /// # Panics
    ///
    /// If the shape is not in the model; readers only hand out resolved models.
    pub fn shape(&self, id: &ShapeId) -> &Shape {
        self.shapes
            .get(id)
            .unwrap_or_else(|| panic!("the reader resolved {id}"))
    }

    /// The JSON pointer (RFC 6901) of a shape, or of one of its members, in the source document.
    pub fn pointer(&self, shape: &ShapeId, member: Option<&str>) -> String {
        let key = match self.format {
            Format::Smithy => shape.as_str(),
            Format::Botocore => shape.name(),
        };
        let mut pointer = format!("/shapes/{}", escape_pointer(key));
        if let Some(member) = member {
            let has_keys_of_its_own = matches!(
                self.shapes.get(shape).map(|shape| &shape.kind),
                Some(Kind::List(_) | Kind::Map(_))
            );
            let members = if has_keys_of_its_own { "" } else { "/members" };
            pointer.push_str(members);
            pointer.push('/');
            pointer.push_str(&escape_pointer(member));
        }
        pointer
    }
}

impl Model {
    /// The lists and maps that are nested deeper than
    /// [`CONTAINER_LEVELS`], the outermost.
    pub fn too_deep_containers(&self) -> Vec<&ShapeId> {
        let element = |id: &&ShapeId| match &self.shape(id).kind {
            Kind::List(list) => self.shapes.get_key_value(&list.member.target),
            Kind::Map(map) => self.shapes.get_key_value(&map.value.target),
            _ => None,
        };
        let elements = |id| {
            std::iter::successors(Some(id), move |id| element(id).map(|(target, _)| target)).skip(1)
        };
        self.shapes
            .keys()
            .filter(|id| elements(*id).nth(CONTAINER_LEVELS).is_some())
            .collect()
    }
}

/// Escapes one reference token of a JSON pointer (RFC 6901 section 3).
pub fn escape_pointer(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}
