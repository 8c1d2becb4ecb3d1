//! The payloads of `Unknown` variants.
//!
//! They belong to each generated crate, not to the runtime, because only there can their
//! fields be private: a value that the model knows then never becomes `Unknown`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::lower::{Api, Values};

/// Whether the API has anything open.
pub(super) fn is_needed(api: &Api<'_>) -> bool {
    !(api.enums.is_empty() && api.unions.is_empty())
}

/// The payload types that the API needs.
pub(super) fn generate(api: &Api<'_>) -> TokenStream {
    let has = |is: fn(&Values<'_>) -> bool| api.enums.iter().any(|e| is(&e.values));
    let value = has(|values| matches!(values, Values::Strings(_))).then(|| value(api));
    let int_value = has(|values| matches!(values, Values::Ints(_))).then(|| int_value(api));
    let member = (!api.unions.is_empty()).then(|| member(api));
    quote!(#value #int_value #member)
}

fn value(api: &Api<'_>) -> TokenStream {
    let ident = &api.unknown.value;
    quote! {
        /// An enum value that this version of the model doesn't know, kept as it was read.
        ///
        /// Comes from an enum's `From<&str>`, which never makes one of a known value.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #ident(pub(super) Box<str>);

        impl #ident {
            /// The value as it travels.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for #ident {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl fmt::Display for #ident {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    }
}

fn int_value(api: &Api<'_>) -> TokenStream {
    let ident = &api.unknown.int_value;
    quote! {
        /// An integer enum's value that this version of the model doesn't know.
        ///
        /// Comes from an enum's `From<i32>`, which never makes one of a known value.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #ident(pub(super) i32);

        impl #ident {
            /// The value as it travels.
            pub fn get(self) -> i32 {
                self.0
            }
        }

        impl fmt::Debug for #ident {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    }
}

fn member(api: &Api<'_>) -> TokenStream {
    let ident = &api.unknown.member;
    quote! {
        /// A union's member that this version of the model doesn't know, kept as it was read.
        #[derive(Clone, PartialEq)]
        pub struct #ident {
            pub(super) tag: String,
            pub(super) value: rt::Value,
        }

        impl #ident {
            /// The member's name as it travels.
            pub fn tag(&self) -> &str {
                &self.tag
            }

            /// The member's value.
            pub fn value(&self) -> &rt::Value {
                &self.value
            }
        }

        // The value may be anything, secrets included.
        impl fmt::Debug for #ident {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct("UnknownMember").field("tag", &self.tag).finish_non_exhaustive()
            }
        }
    }
}
