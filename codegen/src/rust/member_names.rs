//! Member names: what the runtime's `member_names` exchanges for the names that travel.
//!
//! A table for each structure and union, in a module of its own behind a feature, so that nobody
//! compiles what nobody asked for.

use std::collections::BTreeSet;

use super::table::{Table, literal};
use crate::lower::{Api, Codec, Name, Struct, Type, Union};
use crate::model::Member;

/// Which types have names to exchange: structures and unions, but not enums.
pub(super) struct Named<'a>(BTreeSet<&'a str>);

impl<'a> Named<'a> {
    pub(super) fn of(api: &'a Api<'_>) -> Self {
        let structs = api.structs.iter().map(|it| it.ident.as_str());
        let unions = api.unions.iter().map(|it| it.ident.as_str());
        Self(structs.chain(unions).collect())
    }

    /// The table of a structure.
    pub(super) fn structure(&self, structure: &Struct<'_>) -> Table {
        let fields = structure.fields.iter();
        let rows = fields.map(|it| self.row(it.wire_name, it.member, Some((&it.ty, &it.codec))));
        table("structure", &structure.ident, rows.collect())
    }

    /// The table of a union.
    pub(super) fn union(&self, union: &Union<'_>) -> Table {
        let rows = union.variants.iter().map(|it| {
            let payload = it.payload.as_ref().map(|(ty, codec)| (ty, codec));
            self.row(it.wire_name, it.member, payload)
        });
        table("union", &union.ident, rows.collect())
    }

    fn row(&self, wire: &str, member: &Member, value: Option<(&Type, &Codec)>) -> String {
        let form = value.and_then(|(ty, codec)| self.form(ty, codec));
        let form = form.map_or_else(String::new, |form| format!(" as {form}"));
        format!("{} => {}{form}", literal(wire), literal(&member.name))
    }

    /// The type or codec in whose values there is something to exchange, if there is.
    fn form(&self, ty: &Type, codec: &Codec) -> Option<String> {
        let inner = match codec {
            Codec::Vec(inner) | Codec::Map(inner) | Codec::Option(inner) | Codec::Box(inner) => {
                inner
            }
            Codec::Plain | Codec::Number | Codec::Timestamp(_) | Codec::Base64 => codec,
        };
        match ty {
            Type::Timestamp => Some(codec.to_string()),
            Type::Named(name) => self
                .0
                .contains(name.as_str())
                .then(|| name.code().to_string()),
            Type::Vec(element) => Some(format!("Vec<{}>", self.form(element, inner)?)),
            Type::Map(value) => {
                let value = self.form(value, inner)?;
                Some(format!("BTreeMap<rt::Plain, {value}>"))
            }
            Type::Option(value) | Type::Box(value) => self.form(value, inner),
            _ => None,
        }
    }
}

fn table(kind: &str, ident: &Name, rows: Vec<String>) -> Table {
    Table {
        name: "rt::member_names",
        head: Some(format!("{kind} {}", ident.code())),
        rows,
    }
}
