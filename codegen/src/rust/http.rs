//! Operations as HTTP requests and responses: tables of which member travels where, of which the
//! runtime's macros (see its module `http`) make the rest.

use std::collections::{BTreeMap, BTreeSet};

use super::serde::explicit::form;
use super::table::{Table, literal};
use crate::lower::wire::{self, Body};
use crate::lower::{Api, Codec, Field, Name, Op, Presence, Role, Struct, bound_codec};
use crate::model::{Binding, Kind, Model, Protocol, ShapeId, Simple, TimestampFormat};

/// The tables of an API; none if its messages are not JSON.
pub(super) fn tables(model: &Model, api: &Api<'_>) -> Vec<Table> {
    if matches!(model.service.protocol, Protocol::NotJson(_)) || api.operations.is_empty() {
        return Vec::new();
    }
    let messages = Messages::of(model, api);
    let (whole, others): (Vec<_>, Vec<_>) = messages
        .structs
        .iter()
        .map(|message| messages.table(message))
        .partition(|table| table.rows.is_empty() && is_whole(table));
    let mut tables = Vec::new();
    if !whole.is_empty() {
        let names = whole.into_iter().filter_map(|table| table.head);
        tables.push(Table {
            name: "rt::http_bodies",
            head: None,
            rows: names.map(|head| head.replace("(whole)", "")).collect(),
        });
    }
    tables.extend(others);
    tables.extend(api.operations.iter().map(errors));
    tables.push(conversions(api));
    tables
}

fn is_whole(table: &Table) -> bool {
    table
        .head
        .as_ref()
        .is_some_and(|head| head.ends_with("(whole)"))
}

/// The inputs, outputs and errors of operations.
struct Messages<'a, 'm> {
    model: &'m Model,
    structs: Vec<&'a Struct<'m>>,
    /// The types that hold what of a structure travels in the body.
    parts: BTreeMap<&'m ShapeId, &'a Struct<'m>>,
}

impl<'a, 'm> Messages<'a, 'm> {
    fn of(model: &'m Model, api: &'a Api<'m>) -> Self {
        let ids: BTreeSet<&ShapeId> = model
            .operations
            .iter()
            .flat_map(|it| it.input.iter().chain(&it.output).chain(&it.errors))
            .collect();
        let structs = api.structs.iter().filter(|it| ids.contains(it.id));
        let (structs, parts): (Vec<_>, Vec<_>) =
            structs.partition(|it| matches!(it.role, Role::Shape));
        Self {
            model,
            structs,
            parts: parts.into_iter().map(|part| (part.id, part)).collect(),
        }
    }

    /// Where the members of a message travel.
    fn table(&self, message: &Struct<'m>) -> Table {
        let part = self.parts.get(message.id);
        let body = match (wire::body(self.model, Some(message.id)), part) {
            (Body::Part { .. }, Some(part)) => format!("part {}", part.ident.code()),
            (Body::Payload(_), _) => "payload".to_owned(),
            (Body::Whole(_), _) if !self.is_nothing(message) => "whole".to_owned(),
            _ => "empty".to_owned(),
        };
        let rows = match &*body {
            "whole" => Vec::new(),
            _ => message
                .fields
                .iter()
                .map(|field| self.row(field, part.copied()))
                .collect(),
        };
        let token = message.fields.iter().find(|it| is_token(self.model, it));
        let token = token.map(|it| format!(", token {}", it.ident.code()));
        let hosts = message.fields.iter().filter(|it| it.member.host_label);
        let hosts = hosts.map(|it| {
            let name = literal(&it.member.name);
            format!(", host {} {name}", it.ident.code())
        });
        Table {
            name: "rt::http_message",
            head: Some(format!(
                "{}({body}{}{})",
                message.ident.code(),
                token.unwrap_or_default(),
                hosts.collect::<String>()
            )),
            rows,
        }
    }

    /// Whether a structure has no members and its protocol leaves out such a body.
    fn is_nothing(&self, message: &Struct<'m>) -> bool {
        let protocol = &self.model.service.protocol;
        message.fields.is_empty() && matches!(protocol, Protocol::RestJson1 | Protocol::Unspecified)
    }

    fn row(&self, field: &Field<'m>, part: Option<&Struct<'m>>) -> String {
        let ident = field.ident.code();
        // What errors call a member that has no place with a name of its own.
        let name = &*field.member.name;
        let codec = || form(&outside(self.model, field));
        let (binding, place, codec) = match &field.member.binding {
            Binding::Body => {
                let travels = part.is_some_and(|part| {
                    part.fields
                        .iter()
                        .any(|it| it.member.name == field.member.name)
                });
                if travels {
                    return format!("body {ident}");
                }
                ("nowhere", name, form(&field.codec))
            }
            Binding::Label => ("label", name, codec()),
            Binding::Query(name) => ("query", &**name, codec()),
            Binding::QueryParams => ("query_params", name, codec()),
            Binding::Header(name) => (self.header(field), &**name, codec()),
            Binding::PrefixHeaders(prefix) => ("prefix_headers", &**prefix, codec()),
            Binding::ResponseCode => ("status", name, codec()),
            Binding::Payload => {
                let (binding, media_type) = self.payload(field);
                let codec = match binding {
                    "payload_blob" => String::new(),
                    _ => form(&field.codec),
                };
                (binding, media_type, codec)
            }
        };
        format!("{binding} {ident} {}{codec}", literal(place))
    }

    fn header(&self, field: &Field<'m>) -> &'static str {
        if !matches!(self.model.shape(&field.member.target).kind, Kind::List(_)) {
            return "header";
        }
        match outside(self.model, field) {
            codec if holds_dates(&codec) => "header_dates",
            _ => "header_list",
        }
    }

    /// How a payload is written, and its media type where it is not JSON.
    fn payload(&self, field: &Field<'m>) -> (&'static str, &'m str) {
        let shape = self.model.shape(&field.member.target);
        let given = field.member.traits.media_type.as_deref();
        let media_type = given.or(shape.traits.media_type.as_deref());
        match &shape.kind {
            Kind::Simple(Simple::Blob) => {
                let default = "application/octet-stream";
                ("payload_blob", media_type.unwrap_or(default))
            }
            Kind::Simple(Simple::String) | Kind::Enum(_) => {
                ("payload_text", media_type.unwrap_or("text/plain"))
            }
            Kind::Structure(_) => ("payload_structure", ""),
            _ => ("payload_json", ""),
        }
    }
}

/// The codec of a field that travels outside the body.
fn outside(model: &Model, field: &Field<'_>) -> Codec {
    let codec = bound_codec(model, field.member);
    match field.presence {
        Presence::Required => codec,
        Presence::Optional => codec.wrap(Codec::Option),
    }
}

fn holds_dates(codec: &Codec) -> bool {
    match codec {
        Codec::Timestamp(format) => *format == TimestampFormat::HttpDate,
        Codec::Vec(inner) | Codec::Option(inner) => holds_dates(inner),
        _ => false,
    }
}

/// Whether a client fills a field in when it is absent.
fn is_token(model: &Model, field: &Field<'_>) -> bool {
    let target = &model.shape(&field.member.target).kind;
    field.member.idempotency_token
        && field.presence == Presence::Optional
        && matches!(target, Kind::Simple(Simple::String))
}

/// How the errors of an operation are read and written.
fn errors(op: &Op<'_>) -> Table {
    let rows = op.errors.iter().enumerate().map(|(index, error)| {
        format!(
            "{index} => {}({})",
            error.variant.code(),
            error.ident.code()
        )
    });
    Table {
        name: "rt::http_error",
        head: Some(op.error_ident.code().to_string()),
        rows: rows.collect(),
    }
}

/// The type, if one operation alone has it.
fn sole<'n>(name: Option<&'n Name>, counts: &BTreeMap<&str, usize>) -> Option<&'n Name> {
    name.filter(|name| counts.get(name.as_str()) == Some(&1))
}

/// Conversions where a type belongs to one operation.
fn conversions(api: &Api<'_>) -> Table {
    let mut inputs: BTreeMap<&str, usize> = BTreeMap::new();
    let mut outputs: BTreeMap<&str, usize> = BTreeMap::new();
    for op in &api.operations {
        for (name, counts) in [(&op.input, &mut inputs), (&op.output, &mut outputs)] {
            if let Some(name) = name {
                *counts.entry(name.as_str()).or_default() += 1;
            }
        }
    }
    let mut rows = Vec::new();
    for op in &api.operations {
        let operation = op.ident.code();
        if let Some(input) = sole(op.input.as_ref(), &inputs) {
            rows.push(format!("input {operation} {}", input.code()));
        }
        if let Some(output) = sole(op.output.as_ref(), &outputs) {
            rows.push(format!("output {operation} {}", output.code()));
        }
        rows.push(format!("error {operation} {}", op.error_ident.code()));
    }
    Table {
        name: "rt::http_conversions",
        head: None,
        rows,
    }
}
