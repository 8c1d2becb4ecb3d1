//! Serde impls without procedural macros.
//!
//! Each type brings a table of its wire names; the runtime's macros (see its module `tables`)
//! make impls of it, and the visitors that these use exist once.

use crate::lower::{Api, Codec, Field, Presence, Struct, Union, UnknownTypes, Values};
use crate::rust::table::{Table, literal};

/// `Serialize`, `Deserialize` and `Structure` of a structure.
pub(in crate::rust) fn structure(structure: &Struct<'_>) -> Table {
    let rows = structure.fields.iter().enumerate().map(|(index, field)| {
        let Field {
            ident,
            wire_name,
            codec,
            presence,
            ..
        } = field;
        let presence = match presence {
            Presence::Required => "required",
            Presence::Optional => "optional",
        };
        let ident = ident.code();
        let name = literal(wire_name);
        format!("{index} => {presence} {ident} {name}{}", form(codec))
    });
    Table {
        name: "rt::structure",
        head: Some(structure.ident.code().to_string()),
        rows: rows.collect(),
    }
}

/// `Serialize`, `Deserialize` and `Union` of a union.
pub(in crate::rust) fn union(union: &Union<'_>, unknown: &UnknownTypes) -> Table {
    let rows = union.variants.iter().enumerate().map(|(index, variant)| {
        let ident = variant.ident.code();
        let name = literal(variant.wire_name);
        match &variant.payload {
            None => format!("{index} => {ident} {name}"),
            Some((_, codec)) => format!("{index} => {ident}(value) {name}{}", form(codec)),
        }
    });
    Table {
        name: "rt::union",
        head: Some(format!("{}({})", union.ident.code(), unknown.member.code())),
        rows: rows.collect(),
    }
}

/// Names the wire form that is not a type's own.
pub(in crate::rust) fn form(codec: &Codec) -> String {
    match codec {
        Codec::Plain => String::new(),
        codec => format!(" as {codec}"),
    }
}

/// `Serialize` and `Deserialize` of all string enums.
pub(in crate::rust) fn string_enums(api: &Api<'_>) -> Table {
    enums(api, "rt::serde_string_enum", |values| {
        matches!(values, Values::Strings(_))
    })
}

/// `Serialize` and `Deserialize` of all integer enums.
pub(in crate::rust) fn int_enums(api: &Api<'_>) -> Table {
    enums(api, "rt::serde_int_enum", |values| {
        matches!(values, Values::Ints(_))
    })
}

fn enums(api: &Api<'_>, name: &'static str, are: fn(&Values<'_>) -> bool) -> Table {
    let enums = api.enums.iter().filter(|it| are(&it.values));
    Table {
        name,
        head: None,
        rows: enums.map(|it| it.ident.code().to_string()).collect(),
    }
}
