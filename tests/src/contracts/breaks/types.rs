//! Values of other types.

use super::{Maker, NEITHER, READ};
use crate::contracts::node::Node;
use crate::contracts::places::Place;
use crate::contracts::subject::Expected;
use tinsmith_codegen::model::{Kind, Simple, TimestampFormat};

impl Maker<'_, '_> {
    pub(super) fn types(&mut self, place: &Place<'_>) {
        let values = [
            Node::Bool(true),
            Node::number("1"),
            Node::number("1.5"),
            Node::text("text"),
            Node::Array(Vec::new()),
            Node::Object(Vec::new()),
        ];
        let formats = self.view.formats(place.member);
        for value in values {
            let expected = match is_of_type(&place.shape.kind, formats, &value) {
                Some(true) => READ,
                Some(false) => NEITHER,
                None => Expected::default(),
            };
            self.change(place, &format!("{value}"), expected, |node| *node = value);
        }
    }
}

/// Whether a plain value is one of the shape, if that is known.
fn is_of_type(kind: &Kind, formats: &[TimestampFormat], value: &Node) -> Option<bool> {
    let is_integer = *value == Node::number("1");
    Some(match kind {
        Kind::Unit => matches!(value, Node::Object(_)),
        Kind::Structure(it) => match value {
            // Depends on what is required.
            Node::Object(_) if !it.members.is_empty() => return None,
            value => matches!(value, Node::Object(_)),
        },
        Kind::Union(_) => false,
        Kind::List(_) => matches!(value, Node::Array(_)),
        Kind::Map(_) => matches!(value, Node::Object(_)),
        Kind::Enum(_) => matches!(value, Node::Text(_)),
        Kind::IntEnum(_) => is_integer,
        Kind::Simple(simple) => match simple {
            // "text" happens to be base64.
            Simple::Blob | Simple::String => matches!(value, Node::Text(_)),
            Simple::Boolean => matches!(value, Node::Bool(_)),
            Simple::Byte | Simple::Short | Simple::Integer | Simple::Long | Simple::BigInteger => {
                is_integer
            }
            Simple::Float | Simple::Double | Simple::BigDecimal => {
                matches!(value, Node::Number(_))
            }
            Simple::Timestamp => {
                let is_number = formats.contains(&TimestampFormat::EpochSeconds);
                is_number && matches!(value, Node::Number(_))
            }
            Simple::Document => true,
        },
    })
}
