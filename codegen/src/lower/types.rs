//! What a member's value is in Rust, and which codec carries it on the wire.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use std::collections::BTreeMap;
use std::fmt;

use super::idents::Name;
use super::wire;
use crate::model::{
    Binding, Density, Kind, Member, Model, Shape, ShapeId, Simple, TimestampFormat,
};

/// A Rust type, as the generated code spells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Bool,
    I8,
    I16,
    I32,
    I64,
    F32,
    F64,
    String,
    Blob,
    Timestamp,
    BigInteger,
    BigDecimal,
    Document,
    /// A structure, union or enum of the model.
    Named(Name),
    Vec(Box<Type>),
    /// A map with string keys.
    Map(Box<Type>),
    Option(Box<Type>),
    Box(Box<Type>),
}

impl ToTokens for Type {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Bool => quote!(bool),
            Self::I8 => quote!(i8),
            Self::I16 => quote!(i16),
            Self::I32 => quote!(i32),
            Self::I64 => quote!(i64),
            Self::F32 => quote!(f32),
            Self::F64 => quote!(f64),
            Self::String => quote!(String),
            Self::Blob => quote!(rt::Blob),
            Self::Timestamp => quote!(rt::Timestamp),
            Self::BigInteger => quote!(rt::BigInteger),
            Self::BigDecimal => quote!(rt::BigDecimal),
            Self::Document => quote!(serde_json::Value),
            Self::Named(name) => quote!(#name),
            Self::Vec(element) => quote!(Vec<#element>),
            Self::Map(value) => quote!(BTreeMap<String, #value>),
            Self::Option(value) => quote!(Option<#value>),
            Self::Box(value) => quote!(Box<#value>),
        });
    }
}

/// How a value is written and read, as a type-level combination of the runtime's codecs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Codec {
    /// The type's own serde impls.
    Plain,
    /// Floats with the three special values as strings.
    Number,
    Timestamp(TimestampFormat),
    /// A text with a media type, in a header.
    Base64,
    Vec(Box<Codec>),
    Map(Box<Codec>),
    Option(Box<Codec>),
    Box(Box<Codec>),
}

impl Codec {
    /// Whether serde's own impls do.
    pub(crate) fn is_plain(&self) -> bool {
        *self == Self::Plain
    }

    /// Wraps a codec, staying plain if nothing inside needs help.
    pub(crate) fn wrap(self, wrapper: fn(Box<Self>) -> Self) -> Self {
        if self.is_plain() {
            self
        } else {
            wrapper(Box::new(self))
        }
    }
}

impl fmt::Display for Codec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain => f.write_str("rt::Plain"),
            Self::Number => f.write_str("rt::Number"),
            Self::Timestamp(TimestampFormat::EpochSeconds) => f.write_str("rt::EpochSeconds"),
            Self::Timestamp(TimestampFormat::DateTime) => f.write_str("rt::DateTime"),
            Self::Timestamp(TimestampFormat::HttpDate) => f.write_str("rt::HttpDate"),
            Self::Base64 => f.write_str("rt::Base64"),
            Self::Vec(element) => write!(f, "Vec<{element}>"),
            Self::Map(value) => write!(f, "BTreeMap<rt::Plain, {value}>"),
            Self::Option(value) => write!(f, "Option<{value}>"),
            Self::Box(value) => write!(f, "Box<{value}>"),
        }
    }
}

/// Looks types up by shape.
pub(crate) struct Types<'m> {
    pub(crate) model: &'m Model,
    /// The Rust names of structures, unions and enums.
    pub(crate) names: BTreeMap<ShapeId, Name>,
}

impl Types<'_> {
    /// The type and codec of a member's value, before `Option` and `Box`.
    pub(crate) fn of(&self, member: &Member) -> (Type, Codec) {
        let shape = self.model.shape(&member.target);
        match &shape.kind {
            Kind::Simple(simple) => {
                let codec = match (simple, wire::timestamp_format(self.model, member)) {
                    (_, Some(format)) => Codec::Timestamp(format),
                    (Simple::Float | Simple::Double, None) => Codec::Number,
                    _ => Codec::Plain,
                };
                (simple_type(*simple), codec)
            }
            Kind::List(list) => {
                let (element, codec) = self.element(&list.member, list.density);
                (Type::Vec(Box::new(element)), codec.wrap(Codec::Vec))
            }
            Kind::Map(map) => {
                let (value, codec) = self.element(&map.value, map.density);
                (Type::Map(Box::new(value)), codec.wrap(Codec::Map))
            }
            // A unit member has no value of its own; where one is asked for, any JSON will do.
            Kind::Unit => (Type::Document, Codec::Plain),
            Kind::Enum(_) | Kind::IntEnum(_) | Kind::Structure(_) | Kind::Union(_) => {
                (Type::Named(self.names[&shape.id].clone()), Codec::Plain)
            }
        }
    }

    fn element(&self, member: &Member, density: Density) -> (Type, Codec) {
        let (ty, codec) = self.of(member);
        match density {
            Density::Dense => (ty, codec),
            Density::Sparse => (Type::Option(Box::new(ty)), codec.wrap(Codec::Option)),
        }
    }

    /// The type and codec of a structure's field.
    pub(crate) fn of_field(&self, member: &Member, boxed: bool, optional: bool) -> (Type, Codec) {
        let (mut ty, mut codec) = self.of(member);
        if boxed {
            (ty, codec) = (Type::Box(Box::new(ty)), codec.wrap(Codec::Box));
        }
        if optional {
            (ty, codec) = (Type::Option(Box::new(ty)), codec.wrap(Codec::Option));
        }
        (ty, codec)
    }
}

/// The codec of a member's value that travels outside the body, before `Option`.
///
/// Timestamps have other defaults there than in JSON: http-dates in headers, date-times in labels
/// and queries (Smithy 2.0, "timestampFormat trait").
pub(crate) fn bound_codec(model: &Model, member: &Member) -> Codec {
    let is_header = matches!(
        member.binding,
        Binding::Header(_) | Binding::PrefixHeaders(_)
    );
    text_codec(model, member, is_header)
}

fn text_codec(model: &Model, member: &Member, is_header: bool) -> Codec {
    let shape = model.shape(&member.target);
    let element = |member: &Member, density: Density| {
        let codec = text_codec(model, member, is_header);
        match density {
            Density::Dense => codec,
            Density::Sparse => codec.wrap(Codec::Option),
        }
    };
    match &shape.kind {
        Kind::Simple(Simple::Timestamp) => {
            let explicit = member
                .traits
                .timestamp_format
                .or(shape.traits.timestamp_format);
            let default = if is_header {
                TimestampFormat::HttpDate
            } else {
                TimestampFormat::DateTime
            };
            Codec::Timestamp(explicit.unwrap_or(default))
        }
        Kind::Simple(Simple::Float | Simple::Double) => Codec::Number,
        Kind::Simple(Simple::String) if is_header && has_media_type(shape, member) => Codec::Base64,
        Kind::List(list) => element(&list.member, list.density).wrap(Codec::Vec),
        Kind::Map(map) => element(&map.value, map.density).wrap(Codec::Map),
        _ => Codec::Plain,
    }
}

fn has_media_type(shape: &Shape, member: &Member) -> bool {
    shape.traits.media_type.is_some() || member.traits.media_type.is_some()
}

fn simple_type(simple: Simple) -> Type {
    match simple {
        Simple::Blob => Type::Blob,
        Simple::Boolean => Type::Bool,
        Simple::String => Type::String,
        Simple::Byte => Type::I8,
        Simple::Short => Type::I16,
        Simple::Integer => Type::I32,
        Simple::Long => Type::I64,
        Simple::Float => Type::F32,
        Simple::Double => Type::F64,
        Simple::BigInteger => Type::BigInteger,
        Simple::BigDecimal => Type::BigDecimal,
        Simple::Timestamp => Type::Timestamp,
        Simple::Document => Type::Document,
    }
}
