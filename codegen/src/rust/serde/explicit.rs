//! Serde impls without procedural macros.
//!
//! Each structure brings a table of its wire names and a `match` on the position in it; the
//! visitor that reads any structure is the runtime's, and exists once.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::lower::{
    Codec, Field, OpenEnum, Presence, Struct, Union, UnionVariant, UnknownTypes, Values,
};

/// `Serialize`, `Deserialize` and `Structure` of a structure.
pub(in crate::rust) fn structure(structure: &Struct<'_>) -> TokenStream {
    let ident = &structure.ident;
    let name = ident.as_str();
    let wire_names = structure.fields.iter().map(|field| field.wire_name);
    let read = read(structure);
    let write = write(structure);
    quote! {
        impl rt::Structure for #ident {
            const NAME: &'static str = #name;
            const MEMBERS: &'static [&'static str] = &[#(#wire_names),*];

            #read
        }

        impl<'de> de::Deserialize<'de> for #ident {
            fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                rt::read_structure(deserializer)
            }
        }

        impl ser::Serialize for #ident {
            fn serialize<S: ser::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #write
            }
        }
    }
}

/// Reads members into slots named like the fields. What else is in scope ends in an underscore,
/// which no field's name does.
fn read(structure: &Struct<'_>) -> TokenStream {
    if structure.fields.is_empty() {
        return quote! {
            fn read<'de, A: de::MapAccess<'de>>(members_: &mut rt::Members<'de, A>) -> Result<Self, A::Error> {
                while members_.next()?.is_some() {}
                Ok(Self {})
            }
        };
    }
    let slots = structure.fields.iter().map(|field| {
        let ident = &field.ident;
        quote!(let mut #ident = None;)
    });
    let last = structure.fields.len() - 1;
    let arms = structure.fields.iter().enumerate().map(|(index, field)| {
        let Field { ident, codec, .. } = field;
        let pattern = position(index, last);
        match codec {
            Codec::Plain => quote!(#pattern => members_.value(&mut #ident)?),
            codec => quote!(#pattern => members_.value_as::<#codec, _>(&mut #ident)?),
        }
    });
    let values = structure.fields.iter().enumerate().map(|(index, field)| {
        let ident = &field.ident;
        let index = Literal::usize_unsuffixed(index);
        match field.presence {
            Presence::Required => quote!(#ident: members_.required(#ident, #index)?),
            Presence::Optional => quote!(#ident: #ident.flatten()),
        }
    });
    quote! {
        fn read<'de, A: de::MapAccess<'de>>(members_: &mut rt::Members<'de, A>) -> Result<Self, A::Error> {
            #(#slots)*
            while let Some(member_) = members_.next()? {
                match member_ {
                    #(#arms,)*
                }
            }
            Ok(Self { #(#values),* })
        }
    }
}

/// The pattern of a position in a table; the last one takes the rest, for `match` to be
/// exhaustive.
fn position(index: usize, last: usize) -> TokenStream {
    if index == last {
        quote!(_)
    } else {
        let index = Literal::usize_unsuffixed(index);
        quote!(#index)
    }
}

fn write(structure: &Struct<'_>) -> TokenStream {
    let name = structure.ident.as_str();
    let is_optional = |field: &&Field<'_>| field.presence == Presence::Optional;
    let required = structure
        .fields
        .iter()
        .filter(|field| !is_optional(field))
        .count();
    let required = Literal::usize_unsuffixed(required);
    let optional = structure.fields.iter().filter(is_optional).map(|field| {
        let ident = &field.ident;
        quote!(self.#ident.is_some())
    });
    if structure.fields.is_empty() {
        return quote!(rt::StructureWriter::new(serializer, #name, 0, &[])?.end());
    }
    let members = structure.fields.iter().map(|field| {
        let Field {
            ident,
            wire_name,
            codec,
            presence,
            ..
        } = field;
        match (presence, codec) {
            (Presence::Required, Codec::Plain) => {
                quote!(writer.required(#wire_name, &self.#ident)?;)
            }
            (Presence::Optional, Codec::Plain) => {
                quote!(writer.optional(#wire_name, &self.#ident)?;)
            }
            (Presence::Required, codec) => {
                quote!(writer.required_as::<#codec, _>(#wire_name, &self.#ident)?;)
            }
            (Presence::Optional, codec) => {
                quote!(writer.optional_as::<#codec, _>(#wire_name, &self.#ident)?;)
            }
        }
    });
    quote! {
        let optional = [#(#optional),*];
        let mut writer = rt::StructureWriter::new(serializer, #name, #required, &optional)?;
        #(#members)*
        writer.end()
    }
}

/// `Serialize` and `Deserialize` of an enum.
pub(in crate::rust) fn enumeration(enumeration: &OpenEnum<'_>) -> TokenStream {
    let ident = &enumeration.ident;
    // The runtime says what was expected in serde_derive's words for a string or `i32`.
    let (read, write) = match &enumeration.values {
        Values::Strings(_) => (
            quote!(rt::read_enum(deserializer, "a string")),
            quote!(serializer.serialize_str(self.as_str())),
        ),
        Values::Ints(_) => (
            quote!(rt::read_int_enum(deserializer, "i32")),
            quote!(serializer.serialize_i32(self.value())),
        ),
    };
    quote! {
        impl<'de> de::Deserialize<'de> for #ident {
            fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #read
            }
        }

        impl ser::Serialize for #ident {
            fn serialize<S: ser::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #write
            }
        }
    }
}

/// `Serialize`, `Deserialize` and `Union` of a union.
pub(in crate::rust) fn union(union: &Union<'_>, unknown: &UnknownTypes) -> TokenStream {
    let ident = &union.ident;
    let name = ident.as_str();
    let payload = &unknown.member;
    let wire_names = union.variants.iter().map(|variant| variant.wire_name);
    let last = union.variants.len().saturating_sub(1);
    let reads = union.variants.iter().enumerate().map(|(index, variant)| {
        let ident = &variant.ident;
        let pattern = position(index, last);
        match &variant.payload {
            None => quote!(#pattern => member.unit()?.map(|()| Self::#ident)),
            Some((_, Codec::Plain)) => quote!(#pattern => member.value()?.map(Self::#ident)),
            Some((_, codec)) => {
                quote!(#pattern => member.value_as::<#codec, _>()?.map(Self::#ident))
            }
        }
    });
    let read = if union.variants.is_empty() {
        quote!(Ok(None))
    } else {
        quote!(Ok(match index { #(#reads,)* }))
    };
    let writes = union.variants.iter().map(|variant| {
        let UnionVariant {
            ident,
            wire_name,
            payload,
            ..
        } = variant;
        match payload {
            None => quote!(Self::#ident => rt::write_union_unit(serializer, #wire_name)),
            Some((_, Codec::Plain)) => {
                quote!(Self::#ident(value) => rt::write_union(serializer, #wire_name, value))
            }
            Some((_, codec)) => quote! {
                Self::#ident(value) => {
                    rt::write_union_as::<#codec, _, _>(serializer, #wire_name, value)
                }
            },
        }
    });
    quote! {
        impl rt::Union for #ident {
            const NAME: &'static str = #name;
            const MEMBERS: &'static [&'static str] = &[#(#wire_names),*];

            fn read<'de, A: de::MapAccess<'de>>(
                index: usize,
                member: rt::MemberValue<'_, A>,
            ) -> Result<Option<Self>, A::Error> {
                #read
            }

            fn unknown(tag: String, value: rt::Value) -> Self {
                Self::Unknown(#payload { tag, value })
            }
        }

        impl<'de> de::Deserialize<'de> for #ident {
            fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                rt::read_union(deserializer)
            }
        }

        impl ser::Serialize for #ident {
            fn serialize<S: ser::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    #(#writes,)*
                    Self::Unknown(member) => {
                        rt::write_union(serializer, &member.tag, &member.value)
                    }
                }
            }
        }
    }
}
