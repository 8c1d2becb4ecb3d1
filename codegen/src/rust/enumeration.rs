//! String and integer enums, open to values the model doesn't know.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Flavour, docs, serde};
use crate::lower::{OpenEnum, UnknownTypes, Values, Variant};
use crate::model::{Sensitivity, Shape};

/// The `enum` and its inherent and std impls.
pub(super) fn generate(
    enumeration: &OpenEnum<'_>,
    unknown: &UnknownTypes,
    flavour: Flavour,
) -> TokenStream {
    let definition = definition(enumeration, unknown, flavour);
    let debug = debug(enumeration);
    let conversions = match &enumeration.values {
        Values::Strings(variants) => strings(enumeration, variants, unknown),
        Values::Ints(variants) => ints(enumeration, variants, unknown),
    };
    quote!(#definition #conversions #debug)
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

fn strings(
    enumeration: &OpenEnum<'_>,
    variants: &[Variant<'_, &str>],
    unknown: &UnknownTypes,
) -> TokenStream {
    let ident = &enumeration.ident;
    let payload = &unknown.value;
    let idents: Vec<_> = variants.iter().map(|variant| &variant.ident).collect();
    let values: Vec<_> = variants.iter().map(|variant| variant.value).collect();
    quote! {
        impl #ident {
            /// The values that this version of the model knows, as they travel.
            pub const VALUES: &'static [&'static str] = &[#(#values),*];

            /// The value as it travels.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#idents => #values,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }

        impl From<&str> for #ident {
            fn from(value: &str) -> Self {
                match value {
                    #(#values => Self::#idents,)*
                    _ => Self::Unknown(#payload(value.into())),
                }
            }
        }

        impl From<String> for #ident {
            fn from(value: String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl From<#ident> for String {
            fn from(value: #ident) -> Self {
                value.as_str().to_owned()
            }
        }

        impl FromStr for #ident {
            type Err = Infallible;

            fn from_str(value: &str) -> Result<Self, Infallible> {
                Ok(Self::from(value))
            }
        }

        impl AsRef<str> for #ident {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl fmt::Display for #ident {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    }
}

fn ints(
    enumeration: &OpenEnum<'_>,
    variants: &[Variant<'_, i32>],
    unknown: &UnknownTypes,
) -> TokenStream {
    let ident = &enumeration.ident;
    let payload = &unknown.int_value;
    let idents: Vec<_> = variants.iter().map(|variant| &variant.ident).collect();
    let values: Vec<_> = variants
        .iter()
        .map(|variant| Literal::i32_unsuffixed(variant.value))
        .collect();
    quote! {
        impl #ident {
            /// The values that this version of the model knows, as they travel.
            pub const VALUES: &'static [i32] = &[#(#values),*];

            /// The value as it travels.
            pub fn value(&self) -> i32 {
                match self {
                    #(Self::#idents => #values,)*
                    Self::Unknown(value) => value.get(),
                }
            }
        }

        impl From<i32> for #ident {
            fn from(value: i32) -> Self {
                match value {
                    #(#values => Self::#idents,)*
                    _ => Self::Unknown(#payload(value)),
                }
            }
        }

        impl From<#ident> for i32 {
            fn from(value: #ident) -> Self {
                value.value()
            }
        }

        impl fmt::Display for #ident {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.value(), f)
            }
        }
    }
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
