//! Shapes.

use std::collections::{BTreeMap, BTreeSet};

use crate::http::unusual_error;
use crate::json::At;
use crate::model::{
    Density, Enum, EnumValue, ErrorInfo, Fault, Format, Kind, List, Map, Requirement, Shape,
    ShapeId, Simple, Structure, Traits, Union,
};
use crate::report::{Code, Problem, closest, quoted};

use super::cursor::Cursor;
use super::keys;
use super::traits;
use super::uses::{Target, parts};
use super::{Codes, Reader};

/// The names that `type` takes.
const TYPES: &[&str] = &[
    "bigdecimal",
    "biginteger",
    "blob",
    "boolean",
    "byte",
    "character",
    "double",
    "float",
    "integer",
    "list",
    "long",
    "map",
    "short",
    "string",
    "structure",
    "timestamp",
];

impl<'n> Reader<'n> {
    /// Every shape that the operations reach.
    pub(super) fn reached_shapes<'o>(
        &self,
        operations: impl Iterator<Item = &'o Cursor<'n>>,
    ) -> BTreeMap<ShapeId, Shape>
    where
        'n: 'o,
    {
        let mut roots: Vec<Target<'n>> = Vec::new();
        for operation in operations {
            let messages = ["input", "output"].into_iter();
            let messages = messages.filter_map(|key| operation.object(key));
            let references = messages.chain(operation.items("errors"));
            roots.extend(references.filter_map(|r| Some(self.resolve(&r)?.0)));
        }
        self.closure(roots)
    }

    /// Every shape of the document.
    pub(super) fn all_shapes(&self) -> BTreeMap<ShapeId, Shape> {
        let names = self.shapes.keys();
        self.closure(names.map(|name| self.uses.target(name, None)).collect())
    }

    fn closure(&self, roots: Vec<Target<'n>>) -> BTreeMap<ShapeId, Shape> {
        let mut waiting = roots;
        let mut reached = BTreeSet::new();
        let mut shapes = BTreeMap::new();
        while let Some(target) = waiting.pop() {
            if !reached.insert(target) {
                continue;
            }
            let cursor = &self.shapes[target.name];
            if let Some(shape) = self.shape(target, cursor) {
                shapes.insert(shape.id.clone(), shape);
            }
            let parts = parts(cursor).into_iter();
            waiting.extend(parts.filter_map(|part| Some(self.resolve(&part)?.0)));
        }
        shapes
    }

    fn shape(&self, target: Target<'n>, cursor: &Cursor<'n>) -> Option<Shape> {
        keys::check(cursor, keys::SHAPE);
        keys::check_parts(cursor);
        for part in parts(cursor) {
            keys::check(&part, keys::MEMBER);
        }
        let mark = target.copy.or_else(|| self.uses.mark_of(target.name));
        Some(Shape {
            id: self.names.shape(target, cursor)?,
            traits: traits::of_shape(cursor, mark),
            kind: self.kind(target.name, cursor)?,
        })
    }

    fn kind(&self, name: &'n str, cursor: &Cursor<'n>) -> Option<Kind> {
        let simple = match type_name(cursor)? {
            "structure" if is_document(cursor) => Simple::Document,
            "structure" => return Some(self.structure(name, cursor)),
            "list" => {
                let member = self.item("member", cursor)?;
                let density = density(cursor);
                return Some(Kind::List(Box::new(List { member, density })));
            }
            "map" => return self.map(cursor),
            "string" | "character" => return Some(string(cursor)),
            "blob" => Simple::Blob,
            "boolean" => Simple::Boolean,
            "byte" => Simple::Byte,
            "short" => Simple::Short,
            "integer" => Simple::Integer,
            "long" => Simple::Long,
            "float" => Simple::Float,
            "double" => Simple::Double,
            "biginteger" => Simple::BigInteger,
            "bigdecimal" => Simple::BigDecimal,
            _ => Simple::Timestamp,
        };
        Some(Kind::Simple(simple))
    }

    fn structure(&self, name: &'n str, cursor: &Cursor<'n>) -> Kind {
        let mut members = self.members(name, cursor);
        if is_union(cursor) {
            // One member is there and the others aren't, whatever `required` says.
            for member in &mut members {
                member.requirement = Requirement::Optional;
            }
            return Kind::Union(Union { members });
        }
        let error = self.error(name, cursor);
        Kind::Structure(Structure { members, error })
    }

    fn map(&self, cursor: &Cursor<'n>) -> Option<Kind> {
        let (key, value) = (self.item("key", cursor), self.item("value", cursor));
        let (key, value) = (key?, value?);
        let place = cursor.object("key")?;
        if self.target_type(&place) != "string" {
            let message = "the key of a map must be a string";
            let place = place.get("shape").unwrap_or(place);
            place.fault(Code::MapKey, message, "not a string");
        }
        let density = density(cursor);
        Some(Kind::Map(Box::new(Map {
            key,
            value,
            density,
        })))
    }

    /// Whether a structure is an error.
    pub(super) fn is_error(&self, name: &str, cursor: &Cursor<'n>) -> bool {
        cursor.flag("exception") || self.uses.error(name).is_some()
    }

    /// What makes a structure an error. Old documents say it where operations list their
    /// errors, and a structure that is listed there is one whatever it says of itself.
    fn error(&self, name: &'n str, cursor: &Cursor<'n>) -> Option<ErrorInfo> {
        if !self.is_error(name, cursor) {
            return None;
        }
        let own = cursor.object("error");
        let listed = || self.uses.error(name)?.object("error");
        let details = own.or_else(listed);
        let status = details.and_then(|d| d.status("httpStatusCode"));
        // The status counts: what comes with 500 and `senderFault`, AWS's Smithy models call `server`.
        let is_server = match &status {
            Some((status, _)) => *status >= 500,
            None => cursor.flag("fault") && !details.is_some_and(|d| d.flag("senderFault")),
        };
        let (fault, default) = if is_server {
            (Fault::Server, 500)
        } else {
            (Fault::Client, 400)
        };
        let status = status.map(|(status, pointer)| {
            cursor.report(unusual_error(status, fault, pointer, Format::Botocore));
            status
        });
        let code = details.and_then(|d| d.string("code"));
        let code = code.filter(|_| self.codes == Codes::Counted);
        Some(ErrorInfo {
            fault,
            status: status.unwrap_or(default),
            retryable: cursor.get("retryable").is_some(),
            // Where there is none, the name is what travels.
            code: if self.names.is_kept(name) {
                code.filter(|code| code != name)
            } else {
                code.or_else(|| Some(name.to_owned()))
            },
        })
    }
}

/// Whether a shape of type `structure` is a union.
pub(super) fn is_union(shape: &Cursor<'_>) -> bool {
    shape.flag("union") || shape.flag("eventstream")
}

/// Whether a shape of type `structure` stands for any JSON value.
pub(super) fn is_document(shape: &Cursor<'_>) -> bool {
    shape.flag("document") && shape.entries("members").is_empty()
}

/// The type of a shape, if it is one that there is.
fn type_name<'n>(cursor: &Cursor<'n>) -> Option<&'n str> {
    let Some(name) = cursor.text("type") else {
        if cursor.get("type").is_none() {
            let message = "the key `type` is missing";
            cursor.report(
                Problem::new(Code::UnknownShapeType, cursor.pointer(), At::Key, message)
                    .label("has no key `type`")
                    .help(types()),
            );
        }
        return None;
    };
    if TYPES.contains(&name) {
        return Some(name);
    }
    let place = cursor.get("type")?;
    let message = format!("there is no type {}", quoted(name));
    let meant = closest(name, TYPES.iter().copied());
    let help = meant.map_or_else(types, |meant| format!("did you mean {}?", quoted(meant)));
    place.report(
        Problem::new(Code::UnknownShapeType, place.pointer(), At::Value, message)
            .label("unknown type")
            .help(help),
    );
    None
}

/// The types there are, in a help line.
fn types() -> String {
    format!("types are `{}`", TYPES.join("`, `"))
}

fn density(cursor: &Cursor<'_>) -> Density {
    if cursor.flag("sparse") {
        Density::Sparse
    } else {
        Density::Dense
    }
}

/// A string, or an enum if values are listed. A value that is listed again adds nothing.
fn string(cursor: &Cursor<'_>) -> Kind {
    let mut seen = BTreeSet::new();
    let mut values = Vec::new();
    for item in cursor.items("enum") {
        let Some(value) = item.as_text() else {
            continue;
        };
        if !seen.insert(value) {
            let message = format!("the value {} is listed twice", quoted(value));
            item.fault(Code::ListedTwice, message, "again");
            continue;
        }
        values.push(EnumValue {
            name: None,
            value: value.to_owned(),
            traits: Traits::default(),
        });
    }
    if values.is_empty() {
        Kind::Simple(Simple::String)
    } else {
        Kind::Enum(Enum { values })
    }
}
