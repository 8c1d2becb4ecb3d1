//! Operations and their errors.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

use super::docs;
use crate::lower::{Name, Op, OpError};

/// The unit type of an operation.
pub(super) fn unit_type(op: &Op<'_>) -> TokenStream {
    let Op {
        ident,
        error_ident,
        operation,
        input,
        output,
        ..
    } = op;
    let name = operation.id.name();
    let mut text = docs::of(&operation.traits);
    let takes = input.as_ref().map(|input| format!("Takes a [`{input}`]"));
    let returns = output
        .as_ref()
        .map(|output| format!("returns a [`{output}`]"));
    let sentence = [takes, returns]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
    let ending = format!("fails with a [`{error_ident}`].");
    let sentence = if sentence.is_empty() {
        format!("It {ending}")
    } else {
        format!("{sentence}, {ending}")
    };
    docs::push_paragraph(&mut text, [sentence]);
    let doc = docs::lines(text);
    let aliases = docs::aliases(ident.as_str(), &[name], &operation.traits);
    let deprecated = docs::deprecated(&operation.traits);
    let (method, uri, status) = match &operation.http {
        Some(http) => (
            &*http.method,
            &*http.uri,
            Literal::u16_unsuffixed(http.code),
        ),
        // Protocols without HTTP bindings post everything to the root.
        None => ("POST", "/", Literal::u16_unsuffixed(200)),
    };
    let input = input
        .as_ref()
        .map_or_else(|| quote!(()), |input| quote!(#input));
    let output = output
        .as_ref()
        .map_or_else(|| quote!(()), |output| quote!(#output));
    quote! {
        #doc
        #aliases
        #deprecated
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct #ident;

        impl #ident {
            /// The operation's name in the model.
            pub const NAME: &'static str = #name;
            /// The HTTP method.
            pub const METHOD: &'static str = #method;
            /// The URI pattern; labels stand in braces.
            pub const URI: &'static str = #uri;
            /// The HTTP status of a success.
            pub const STATUS: u16 = #status;
        }

        impl rt::Operation for #ident {
            const NAME: &'static str = Self::NAME;
            const METHOD: &'static str = Self::METHOD;
            const URI: &'static str = Self::URI;
            const STATUS: u16 = Self::STATUS;
            type Input = #input;
            type Output = #output;
            type Error = #error_ident;
        }
    }
}

/// The error type of an operation.
pub(super) fn error_type(op: &Op<'_>) -> TokenStream {
    let Op {
        ident: operation,
        error_ident: ident,
        errors,
        ..
    } = op;
    let doc = docs::lines([format!("What can go wrong in [`{operation}`].")]);
    let types: Vec<_> = errors.iter().map(|error| &error.ident).collect();
    let names: Vec<_> = errors.iter().map(|error| &error.variant).collect();
    let variants = errors.iter().map(|error| {
        let OpError {
            ident: ty,
            variant,
            shape,
            ..
        } = error;
        let doc = docs::lines(docs::of(&shape.traits));
        let deprecated = docs::deprecated(&shape.traits);
        let aliases = docs::aliases(variant.as_str(), &[shape.id.name()], &shape.traits);
        quote!(#doc #aliases #deprecated #variant(#ty))
    });
    let from_parts = from_parts(errors);
    let accessors = accessors(&names, &types);
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
            /// An error that this version of the model doesn't know, or whose body doesn't fit.
            Unknown(rt::UnknownError),
        }

        impl #ident {
            #from_parts
            #accessors
        }

        impl fmt::Display for #ident {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    #(Self::#names(error) => fmt::Display::fmt(error, f),)*
                    Self::Unknown(error) => fmt::Display::fmt(error, f),
                }
            }
        }

        impl std::error::Error for #ident {}

        #(
            impl From<#types> for #ident {
                fn from(error: #types) -> Self {
                    Self::#names(error)
                }
            }
        )*
    }
}

fn from_parts(errors: &[OpError<'_>]) -> TokenStream {
    let by_code = errors.iter().map(|error| {
        let name = &error.variant;
        let mut codes = vec![error.info.code.as_deref().unwrap_or(error.shape.id.name())];
        let others = std::iter::once(error.shape.id.name())
            .chain(error.shape.traits.aliases.iter().map(String::as_str));
        for code in others {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        quote!(Some(#(#codes)|*) => head.read(Self::#name, Self::Unknown))
    });
    // A status says which error it is only if it is one error's alone.
    let mut statuses: BTreeMap<u16, Vec<&OpError<'_>>> = BTreeMap::new();
    for error in errors {
        statuses.entry(error.info.status).or_default().push(error);
    }
    let by_status = statuses.iter().filter_map(|(status, errors)| {
        let [error] = errors.as_slice() else {
            return None;
        };
        let name = &error.variant;
        let status = Literal::u16_unsuffixed(*status);
        Some(quote!(Some(#status) => head.read(Self::#name, Self::Unknown)))
    });
    quote! {
        /// Builds the error from what a response says.
        ///
        /// `code` is the `x-amzn-errortype` header, as it comes; without one, the body's `__type`
        /// or `code` counts, and without those the status, if it means one error only. What
        /// is not in the model, or whose body doesn't fit it, becomes `Unknown` with all that
        /// was given, so this never fails.
        ///
        /// `body` is the parsed body, any serde format's; bytes stand for a body that could not
        /// be parsed, and an error with such a body is `Unknown`.
        pub fn from_parts(
            status: Option<u16>,
            code: Option<&str>,
            body: impl Into<rt::ErrorBody>,
        ) -> Self {
            let head = rt::ErrorHead::new(status, code, body.into());
            match head.code() {
                #(#by_code,)*
                Some(_) => Self::Unknown(head.into_unknown()),
                None => match head.status() {
                    #(#by_status,)*
                    _ => Self::Unknown(head.into_unknown()),
                },
            }
        }
    }
}

fn accessors(names: &[&Name], types: &[&Name]) -> TokenStream {
    quote! {
        /// The model's code for the error, or the one an unknown error came with.
        pub fn code(&self) -> Option<&str> {
            match self {
                #(Self::#names(_) => Some(#types::CODE),)*
                Self::Unknown(error) => error.code(),
            }
        }

        /// The HTTP status: the model's, or the one an unknown error came with.
        pub fn status(&self) -> Option<u16> {
            match self {
                #(Self::#names(_) => Some(#types::STATUS),)*
                Self::Unknown(error) => error.status(),
            }
        }

        /// What the service says went wrong.
        pub fn message(&self) -> Option<&str> {
            match self {
                #(Self::#names(error) => error.error_message(),)*
                Self::Unknown(error) => error.message(),
            }
        }
    }
}
