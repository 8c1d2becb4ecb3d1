//! The places of a document that its model knows.

use super::node::Node;
use crate::documents::{has_array_for_object, members_have_array};
use serde_json::Value;
use tinsmith_codegen::lower::wire::{self, Body};
use tinsmith_codegen::model::{
    Binding, Density, ErrorInfo, Kind, Member, Model, Requirement, Shape, ShapeId, Streaming,
};

/// What a document is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Root {
    /// A shape.
    Shape(ShapeId),
    /// Those members of a structure that travel in the body.
    Body(ShapeId),
}

/// What a value is to what holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The whole document.
    Root,
    /// A member of a structure.
    Member(Requirement),
    /// The member of a union.
    Choice,
    /// An element of a list or a value of a map.
    Element(Density),
}

/// A value in a document.
#[derive(Clone, Debug)]
pub struct Place<'m> {
    /// The positions that lead to it.
    pub path: Vec<usize>,
    /// The names that lead to it; the same for all elements of a list.
    pub label: String,
    /// Its shape.
    pub shape: &'m Shape,
    /// The member that it is the value of.
    pub member: Option<&'m Member>,
    /// What it is to what holds it.
    pub role: Role,
}

/// A member with what its JSON object needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Field<'m> {
    /// The wire name.
    pub name: &'m str,
    /// The member.
    pub member: &'m Member,
    /// Whether it must be there.
    pub requirement: Requirement,
}

/// The members of a structure that are in its JSON object.
pub fn fields<'m>(
    model: &'m Model,
    members: impl IntoIterator<Item = &'m Member>,
    error: Option<&ErrorInfo>,
) -> Vec<Field<'m>> {
    let is_events = |member: &Member| {
        let target = model.shape(&member.target);
        matches!(target.kind, Kind::Union(_)) && target.traits.streaming == Streaming::Stream
    };
    let members = members.into_iter().filter(|member| !is_events(member));
    let field = |member: &'m Member| Field {
        name: wire::name(&model.service.protocol, member),
        member,
        // An error is read from a body, where members that travel elsewhere are not.
        requirement: match (&member.binding, error) {
            (Binding::Body, _) | (_, None) => member.requirement,
            _ => Requirement::Optional,
        },
    };
    members.map(field).collect()
}

impl Root {
    /// The shape.
    pub fn id(&self) -> &ShapeId {
        match self {
            Self::Shape(id) | Self::Body(id) => id,
        }
    }

    /// The members, if this is a structure.
    pub fn fields<'m>(&self, model: &'m Model) -> Option<Vec<Field<'m>>> {
        let Kind::Structure(structure) = &model.shape(self.id()).kind else {
            return None;
        };
        Some(match self {
            Self::Shape(_) => fields(model, &structure.members, structure.error.as_ref()),
            Self::Body(_) => {
                let (id, _) = model.shapes.get_key_value(self.id())?;
                let Body::Part { members, .. } = wire::body(model, Some(id)) else {
                    return None;
                };
                fields(model, members, None)
            }
        })
    }

    /// Whether a structure or union is an array in the document; see
    /// [`documents`](crate::documents::has_array_for_object).
    pub fn has_array_for_object(&self, model: &Model, document: &Value) -> bool {
        match (self, wire::body(model, Some(self.id())), document) {
            (Self::Body(_), Body::Part { .. }, Value::Array(_)) => true,
            (Self::Body(_), Body::Part { members, .. }, Value::Object(object)) => {
                members_have_array(model, members.into_iter(), object)
            }
            _ => has_array_for_object(model, self.id(), document),
        }
    }
}

/// All places of a document, outer ones first. What is not of its shape has no places inside.
pub fn places<'m>(model: &'m Model, root: &Root, node: &Node) -> Vec<Place<'m>> {
    let shape = model.shape(root.id());
    let mut walk = Walk {
        model,
        places: Vec::new(),
        path: Vec::new(),
    };
    walk.places.push(Place {
        path: Vec::new(),
        label: String::new(),
        shape,
        member: None,
        role: Role::Root,
    });
    match root.fields(model) {
        Some(fields) => walk.fields(&fields, node, ""),
        None => walk.inside(shape, node, ""),
    }
    walk.places
}

struct Walk<'m> {
    model: &'m Model,
    places: Vec<Place<'m>>,
    path: Vec<usize>,
}

impl<'m> Walk<'m> {
    fn place(&mut self, index: usize, label: &str, member: &'m Member, role: Role, node: &Node) {
        let shape = self.model.shape(&member.target);
        self.path.push(index);
        self.places.push(Place {
            path: self.path.clone(),
            label: label.to_owned(),
            shape,
            member: Some(member),
            role,
        });
        self.inside(shape, node, label);
        self.path.pop();
    }

    fn fields(&mut self, fields: &[Field<'m>], node: &Node, label: &str) {
        let Node::Object(members) = node else { return };
        for (index, (key, value)) in members.iter().enumerate() {
            if let Some(field) = fields.iter().find(|field| field.name == key) {
                let role = Role::Member(field.requirement);
                self.place(index, &format!("{label}/{key}"), field.member, role, value);
            }
        }
    }

    fn inside(&mut self, shape: &'m Shape, node: &Node, label: &str) {
        match (&shape.kind, node) {
            (Kind::Structure(it), _) => {
                let fields = fields(self.model, &it.members, it.error.as_ref());
                self.fields(&fields, node, label);
            }
            (Kind::Union(it), Node::Object(members)) => {
                for (index, (key, value)) in members.iter().enumerate() {
                    let name = |member| wire::name(&self.model.service.protocol, member);
                    if let Some(member) = it.members.iter().find(|member| name(member) == key) {
                        let label = format!("{label}/{key}");
                        self.place(index, &label, member, Role::Choice, value);
                    }
                }
            }
            (Kind::List(it), Node::Array(elements)) => {
                for (index, element) in elements.iter().enumerate() {
                    let (label, role) = (format!("{label}/*"), Role::Element(it.density));
                    self.place(index, &label, &it.member, role, element);
                }
            }
            (Kind::Map(it), Node::Object(entries)) => {
                for (index, (_, value)) in entries.iter().enumerate() {
                    let (label, role) = (format!("{label}/*"), Role::Element(it.density));
                    self.place(index, &label, &it.value, role, value);
                }
            }
            _ => {}
        }
    }
}
