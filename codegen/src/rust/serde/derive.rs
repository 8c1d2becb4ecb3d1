//! Attributes for serde's derive macros, and the little that they cannot express.
//!
//! One difference from the explicit impls remains: a derived structure also reads a JSON array
//! of its members in order, which serde_derive has no attribute to refuse.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::lower::{Codec, Field, Presence, Type, Union, UnionVariant, UnknownTypes};
use crate::model::TimestampFormat;
use crate::rust::Flavour;

/// Adds the derives of a structure, and returns its attributes.
pub(in crate::rust) fn container(flavour: Flavour, derives: &mut Vec<TokenStream>) -> TokenStream {
    derives.extend([quote!(serde::Serialize), quote!(serde::Deserialize)]);
    if flavour == (Flavour::Derive { json_schema: true }) {
        derives.push(quote!(schemars::JsonSchema));
    }
    TokenStream::new()
}

/// The `#[serde]` attribute of a structure's field, and what schemars takes it for.
pub(in crate::rust) fn field_attribute(field: &Field<'_>, flavour: Flavour) -> TokenStream {
    let name = field.wire_name;
    let mut items = vec![quote!(rename = #name)];
    if field.presence == Presence::Optional {
        items.push(quote!(default));
        items.push(quote!(skip_serializing_if = "Option::is_none"));
    }
    items.extend(with(&field.codec));
    let stand_in = schemars_attribute(flavour, &field.ty, &field.codec);
    quote!(#[serde(#(#items),*)] #stand_in)
}

/// Tells schemars to take the wire form of a type that it doesn't know, or that `with` changes.
fn schemars_attribute(flavour: Flavour, ty: &Type, codec: &Codec) -> Option<TokenStream> {
    if flavour != (Flavour::Derive { json_schema: true }) {
        return None;
    }
    let form = wire_form(ty, codec);
    (form != *ty || !codec.is_plain()).then(|| {
        let form = quote!(#form).to_string().replace(' ', "");
        quote!(#[schemars(with = #form)])
    })
}

/// The type of what travels, of types that schemars knows.
fn wire_form(ty: &Type, codec: &Codec) -> Type {
    let inner = |codec: &Codec| match codec {
        Codec::Vec(codec) | Codec::Map(codec) | Codec::Option(codec) | Codec::Box(codec) => {
            (**codec).clone()
        }
        Codec::Plain | Codec::Number | Codec::Timestamp(_) | Codec::Base64 => Codec::Plain,
    };
    let wrapped = |ty: &Type| Box::new(wire_form(ty, &inner(codec)));
    match ty {
        Type::Blob => Type::String,
        Type::Timestamp if *codec == Codec::Timestamp(TimestampFormat::EpochSeconds) => Type::F64,
        Type::Timestamp => Type::String,
        Type::BigInteger | Type::BigDecimal => Type::Document,
        Type::Vec(element) => Type::Vec(wrapped(element)),
        Type::Map(value) => Type::Map(wrapped(value)),
        Type::Option(value) => Type::Option(wrapped(value)),
        Type::Box(value) => Type::Box(wrapped(value)),
        other => other.clone(),
    }
}

/// `with` for a value that needs a codec.
fn with(codec: &Codec) -> Option<TokenStream> {
    if codec.is_plain() {
        return None;
    }
    let path = format!("rt::As::<{codec}>");
    Some(quote!(with = #path))
}

/// Adds the derives of an enum, and returns its attributes.
pub(in crate::rust) fn enumeration(
    flavour: Flavour,
    derives: &mut Vec<TokenStream>,
    wire_type: &str,
) -> TokenStream {
    container(flavour, derives);
    quote!(#[serde(from = #wire_type, into = #wire_type)])
}

/// Adds the derives of a union, and returns its attributes and the structure it goes through:
/// serde's own enum forms know neither null members nor `__type`, and have no open variant.
pub(in crate::rust) fn union(
    union: &Union<'_>,
    unknown: &UnknownTypes,
    flavour: Flavour,
    derives: &mut Vec<TokenStream>,
) -> (TokenStream, TokenStream) {
    container(flavour, derives);
    let ident = &union.ident;
    // A name that was taken has an underscore at its end, which rustc wants nowhere else.
    let members = format_ident!("{}Members__", ident.as_str().trim_end_matches('_'));
    let name = members.to_string();
    let attribute = quote!(#[serde(try_from = #name, into = #name)]);
    let slots: Vec<_> = (0..union.variants.len())
        .map(|index| format_ident!("member_{index}"))
        .collect();
    let fields = union
        .variants
        .iter()
        .zip(&slots)
        .map(|(variant, slot)| slot_field(variant, slot, flavour));
    let found = union.variants.iter().zip(&slots).map(|(variant, slot)| {
        let UnionVariant { ident, payload, .. } = variant;
        match payload {
            Some(_) => quote!(found.extend(members.#slot.map(Self::#ident));),
            None => quote!(found.extend(members.#slot.map(|_| Self::#ident));),
        }
    });
    let writes = union.variants.iter().zip(&slots).map(|(variant, slot)| {
        let UnionVariant {
            ident: variant,
            payload,
            ..
        } = variant;
        match payload {
            Some(_) => quote!(#ident::#variant(value) => members.#slot = Some(value)),
            None => quote!(#ident::#variant => members.#slot = Some(BTreeMap::new())),
        }
    });
    let ignored = (!union
        .variants
        .iter()
        .any(|variant| variant.wire_name == "__type"))
    .then(|| quote!(members.unknown.remove("__type");));
    let unknown_member = &unknown.member;
    let with_schema = flavour == (Flavour::Derive { json_schema: true });
    let extra = with_schema.then(|| quote!(, schemars::JsonSchema));
    let open =
        with_schema.then(|| quote!(#[schemars(with = "BTreeMap<String, serde_json::Value>")]));
    let helper = quote! {
        #[derive(Clone, Default, serde::Serialize, serde::Deserialize #extra)]
        struct #members {
            #(#fields,)*
            #[serde(flatten)]
            #open
            unknown: BTreeMap<String, rt::Value>,
        }

        impl TryFrom<#members> for #ident {
            type Error = String;

            fn try_from(mut members: #members) -> Result<Self, String> {
                let mut found = Vec::new();
                #(#found)*
                #ignored
                found.extend(members.unknown.into_iter().filter(|(_, value)| *value != rt::Value::Null).map(
                    |(tag, value)| Self::Unknown(#unknown_member { tag, value }),
                ));
                match (found.pop(), found.is_empty()) {
                    (Some(member), true) => Ok(member),
                    _ => Err(concat!("expected one member of union ", stringify!(#ident)).to_owned()),
                }
            }
        }

        impl From<#ident> for #members {
            fn from(union: #ident) -> Self {
                let mut members = Self::default();
                match union {
                    #(#writes,)*
                    #ident::Unknown(member) => {
                        members.unknown.insert(member.tag, member.value);
                    }
                }
                members
            }
        }
    };
    (attribute, helper)
}

fn slot_field(
    variant: &UnionVariant<'_>,
    slot: &proc_macro2::Ident,
    flavour: Flavour,
) -> TokenStream {
    let name = variant.wire_name;
    let mut items = vec![
        quote!(rename = #name),
        quote!(default),
        quote!(skip_serializing_if = "Option::is_none"),
    ];
    let ty = match &variant.payload {
        Some((ty, codec)) => {
            if !codec.is_plain() {
                items.extend(with(&Codec::Option(Box::new(codec.clone()))));
            }
            quote!(Option<#ty>)
        }
        // A unit member is an empty object, in which unknown members are ignored.
        None => quote!(Option<BTreeMap<String, rt::Value>>),
    };
    let with_schema = flavour == (Flavour::Derive { json_schema: true });
    let stand_in = match &variant.payload {
        Some((ty, codec)) => {
            let form = wire_form(ty, codec);
            (with_schema && (form != *ty || !codec.is_plain())).then(|| quote!(Option<#form>))
        }
        None => with_schema.then(|| quote!(Option<BTreeMap<String, serde_json::Value>>)),
    };
    let stand_in = stand_in.map(|form| {
        let form = form.to_string().replace(' ', "");
        quote!(#[schemars(with = #form)])
    });
    quote!(#[serde(#(#items),*)] #stand_in #slot: #ty)
}
