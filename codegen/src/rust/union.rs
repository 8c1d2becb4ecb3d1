//! Tagged unions, open to members the model doesn't know.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Flavour, REDACTED, docs, serde};
use crate::lower::{Union, UnionVariant, UnknownTypes};
use crate::model::{Model, Sensitivity};

/// The `enum` and its std impls.
pub(super) fn generate(
    model: &Model,
    union: &Union<'_>,
    unknown: &UnknownTypes,
    flavour: Flavour,
) -> TokenStream {
    let Union {
        ident,
        shape,
        variants,
    } = union;
    let doc = docs::lines(docs::of(&shape.traits));
    let aliases = docs::aliases(ident.as_str(), &[shape.id.name()], &shape.traits);
    let deprecated = docs::deprecated(&shape.traits);
    let payload = &unknown.member;
    let mut derives = vec![quote!(Clone), quote!(PartialEq)];
    let debug = debug(union);
    if debug.is_empty() {
        derives.push(quote!(Debug));
    }
    let (serde, helper) = match flavour {
        Flavour::Explicit => (TokenStream::new(), TokenStream::new()),
        Flavour::Derive { .. } => serde::derive::union(union, unknown, flavour, &mut derives),
    };
    let variants = variants.iter().map(|variant| {
        let UnionVariant {
            ident,
            member,
            wire_name,
            payload,
            ..
        } = variant;
        let doc = docs::lines(docs::of_member(model, member));
        let aliases =
            docs::field_aliases(ident.as_str(), &[&member.name, wire_name], &member.traits);
        let deprecated = docs::deprecated(&member.traits);
        let payload = payload.as_ref().map(|(ty, _)| quote!((#ty)));
        quote!(#doc #aliases #deprecated #ident #payload)
    });
    quote! {
        #doc
        #aliases
        #deprecated
        #[derive(#(#derives),*)]
        #serde
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
            /// A member that this version of the model doesn't know.
            Unknown(#payload),
        }
        #helper
        #debug
    }
}

/// `Debug` by hand where something is sensitive; empty where it can be derived.
fn debug(union: &Union<'_>) -> TokenStream {
    let ident = &union.ident;
    if union.shape.traits.sensitivity == Sensitivity::Sensitive {
        return super::redacted_debug(ident);
    }
    if union
        .variants
        .iter()
        .all(|variant| variant.sensitivity == Sensitivity::Open)
    {
        return TokenStream::new();
    }
    let arms = union.variants.iter().map(|variant| {
        let UnionVariant {
            ident,
            payload,
            sensitivity,
            ..
        } = variant;
        let name = ident.as_str();
        match (payload, sensitivity) {
            (None, _) => quote!(Self::#ident => f.write_str(#name)),
            (Some(_), Sensitivity::Open) => {
                quote!(Self::#ident(value) => f.debug_tuple(#name).field(value).finish())
            }
            (Some(_), Sensitivity::Sensitive) => quote! {
                Self::#ident(_) => f.debug_tuple(#name).field(&format_args!(#REDACTED)).finish()
            },
        }
    });
    quote! {
        impl fmt::Debug for #ident {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    #(#arms,)*
                    Self::Unknown(member) => f.debug_tuple("Unknown").field(member).finish(),
                }
            }
        }
    }
}
