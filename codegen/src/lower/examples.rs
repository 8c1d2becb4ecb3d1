//! The values of the `examples` trait, from member names to what travels.

use serde_json::{Map, Value};

use super::parameters;
use super::wire::{self, Body};
use crate::model::{Kind, Member, Model, ShapeId, Simple, Structure, TimestampFormat};

/// What travels in the body of a message with this content.
pub(crate) fn body(model: &Model, message: &ShapeId, content: &Value) -> Option<Value> {
    match wire::body(model, Some(message)) {
        Body::Empty => None,
        Body::Whole(id) => shape(model, id, content),
        Body::Part { members, .. } => object(model, &members, content),
        Body::Payload(member) => value(model, member, content.get(&member.name)?),
    }
}

/// The value of a member; none if it is in another form than travels.
pub(crate) fn value(model: &Model, member: &Member, content: &Value) -> Option<Value> {
    if let Some(format) = parameters::timestamp_format(model, member) {
        let fits = match format {
            TimestampFormat::EpochSeconds => content.is_number(),
            TimestampFormat::DateTime | TimestampFormat::HttpDate => content.is_string(),
        };
        return fits.then(|| content.clone());
    }
    shape(model, &member.target, content)
}

fn shape(model: &Model, id: &ShapeId, content: &Value) -> Option<Value> {
    match &model.shape(id).kind {
        Kind::Structure(Structure { members, .. }) => {
            object(model, &members.iter().collect::<Vec<_>>(), content)
        }
        Kind::Union(union) => object(model, &union.members.iter().collect::<Vec<_>>(), content),
        Kind::List(list) => {
            let elements = content.as_array()?.iter();
            let elements = elements.map(|it| nullable(model, &list.member, it));
            elements.collect::<Option<Vec<_>>>().map(Value::from)
        }
        Kind::Map(map) => {
            let entries = content.as_object()?.iter();
            let entries =
                entries.map(|(key, it)| Some((key.clone(), nullable(model, &map.value, it)?)));
            entries.collect::<Option<Map<_, _>>>().map(Value::from)
        }
        Kind::Simple(Simple::Timestamp) => content.is_number().then(|| content.clone()),
        Kind::Unit | Kind::Simple(_) | Kind::Enum(_) | Kind::IntEnum(_) => Some(content.clone()),
    }
}

/// An element, which in a sparse list or map may be null.
fn nullable(model: &Model, member: &Member, content: &Value) -> Option<Value> {
    if content.is_null() {
        Some(Value::Null)
    } else {
        value(model, member, content)
    }
}

fn object(model: &Model, members: &[&Member], content: &Value) -> Option<Value> {
    let content = content.as_object()?;
    let mut out = Map::new();
    for member in members {
        if let Some(part) = content.get(&member.name).filter(|it| !it.is_null()) {
            let name = wire::name(&model.service.protocol, member);
            out.insert(name.to_owned(), value(model, member, part)?);
        }
    }
    Some(out.into())
}
