//! String and integer enums, open to values the model doesn't know.

use proc_macro2::TokenStream;
use quote::quote;

use super::table::{Table, literal};
use super::{Flavour, docs, serde};
use crate::lower::{OpenEnum, UnknownTypes, Values, Variant};
use crate::model::{Sensitivity, Shape};

/// The `enum`.
pub(super) fn generate(
    enumeration: &OpenEnum<'_>,
    unknown: &UnknownTypes,
    flavour: Flavour,
) -> TokenStream {
    let definition = definition(enumeration, unknown, flavour);
    let debug = debug(enumeration);
    quote!(#definition #debug)
}

/// Its values and what can be done with it.
pub(super) fn values(enumeration: &OpenEnum<'_>, unknown: &UnknownTypes) -> Table {
    let (name, unknown, rows): (_, _, Vec<_>) = match &enumeration.values {
        Values::Strings(variants) => {
            let rows = variants
                .iter()
                .map(|it| format!("{} => {}", literal(it.value), it.ident.code()));
            ("rt::string_enum", &unknown.value, rows.collect())
        }
        Values::Ints(variants) => {
            let rows = variants
                .iter()
                .map(|it| format!("{} => {}", it.value, it.ident.code()));
            ("rt::int_enum", &unknown.int_value, rows.collect())
        }
    };
    Table {
        name,
        head: Some(format!("{}({})", enumeration.ident.code(), unknown.code())),
        rows,
    }
}

fn definition(enumeration: &OpenEnum<'_>, unknown: &UnknownTypes, flavour: Flavour) -> TokenStream {
    let OpenEnum {
        ident,
        shape,
        values,
    } = enumeration;
    let doc = docs::lines(docs::of(&shape.traits));
    let aliases = docs::aliases(ident.as_str(), &[shape.id.name()], &shape.traits);
    let deprecated = docs::deprecated(&shape.traits);
    let mut derives = vec![
        quote!(Clone),
        quote!(PartialEq),
        quote!(Eq),
        quote!(PartialOrd),
        quote!(Ord),
        quote!(Hash),
    ];
    if is_open(shape) {
        derives.push(quote!(Debug));
    }
    let (variants, payload, wire_type): (Vec<_>, _, _) = match values {
        Values::Strings(variants) => (
            variants.iter().map(string_variant).collect(),
            &unknown.value,
            "String",
        ),
        Values::Ints(variants) => (
            variants.iter().map(int_variant).collect(),
            &unknown.int_value,
            "i32",
        ),
    };
    let serde = match flavour {
        Flavour::Explicit => TokenStream::new(),
        Flavour::Derive { .. } => serde::derive::enumeration(flavour, &mut derives, wire_type),
    };
    quote! {
        #doc
        #aliases
        #deprecated
        #[derive(#(#derives),*)]
        #serde
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
            /// A value that this version of the model doesn't know.
            Unknown(#payload),
        }
    }
}

fn string_variant(variant: &Variant<'_, &str>) -> TokenStream {
    variant_with(variant, docs::code(variant.value), variant.value)
}

fn int_variant(variant: &Variant<'_, i32>) -> TokenStream {
    variant_with(variant, docs::code(&variant.value.to_string()), "")
}

fn variant_with<T>(variant: &Variant<'_, T>, value: String, alias: &str) -> TokenStream {
    let Variant {
        ident,
        spec_name,
        traits,
        ..
    } = variant;
    let mut text = docs::of(traits);
    if text.is_empty() {
        text.push(value);
    }
    let doc = docs::lines(text);
    let aliases = docs::field_aliases(ident.as_str(), &[spec_name, alias], traits);
    let deprecated = docs::deprecated(traits);
    quote!(#doc #aliases #deprecated #ident)
}

fn is_open(shape: &Shape) -> bool {
    shape.traits.sensitivity == Sensitivity::Open
}

fn debug(enumeration: &OpenEnum<'_>) -> TokenStream {
    if is_open(enumeration.shape) {
        return TokenStream::new();
    }
    super::redacted_debug(&enumeration.ident)
}
