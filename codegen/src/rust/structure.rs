//! Structures.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::{Flavour, REDACTED, docs, serde};
use crate::lower::{Field, Presence, Role, Struct};
use crate::model::{Fault, Member, Model, Sensitivity};

/// The `struct` and its inherent and std impls.
pub(super) fn generate(model: &Model, structure: &Struct<'_>, flavour: Flavour) -> TokenStream {
    let definition = definition(model, structure, flavour);
    let constructors = constructors(structure);
    let debug = debug(structure);
    let error = error(model, structure);
    let conversion = from_whole(structure);
    quote!(#definition #constructors #conversion #debug #error)
}

fn definition(model: &Model, structure: &Struct<'_>, flavour: Flavour) -> TokenStream {
    let ident = &structure.ident;
    let doc = docs::lines(documentation(structure));
    let aliases = docs::aliases(ident.as_str(), &[&structure.spec_name], structure.traits);
    let deprecated = docs::deprecated(structure.traits);
    let derives = derives(structure, flavour);
    let fields = structure.fields.iter().map(|field| {
        let Field {
            ident, ty, member, ..
        } = field;
        let doc = docs::lines(docs::of_member(model, member));
        let deprecated = docs::deprecated(&member.traits);
        let aliases = docs::field_aliases(
            ident.as_str(),
            &[&member.name, field.wire_name],
            &member.traits,
        );
        let serde = match flavour {
            Flavour::Explicit => TokenStream::new(),
            Flavour::Derive { .. } => serde::derive::field_attribute(field, flavour),
        };
        quote!(#doc #aliases #deprecated #serde pub #ident: #ty)
    });
    quote! {
        #doc
        #aliases
        #deprecated
        #derives
        #[non_exhaustive]
        pub struct #ident {
            #(#fields,)*
        }
    }
}

fn documentation(structure: &Struct<'_>) -> Vec<String> {
    let mut text = match &structure.role {
        Role::Shape => docs::of(structure.traits),
        Role::BodyOf(whole) => vec![format!(
            "The members of [`{whole}`] that travel in the body."
        )],
    };
    for stream in &structure.streams {
        let note = format!(
            "{} is a stream of events; they travel one by one and have no field here.",
            docs::code(&stream.name),
        );
        docs::push_paragraph(&mut text, [note]);
    }
    text
}

fn derives(structure: &Struct<'_>, flavour: Flavour) -> TokenStream {
    let mut derives = vec![quote!(Clone), quote!(PartialEq)];
    if !hides_something(structure) {
        derives.push(quote!(Debug));
    }
    if required(structure).next().is_none() {
        derives.push(quote!(Default));
    }
    let serde = match flavour {
        Flavour::Explicit => TokenStream::new(),
        Flavour::Derive { .. } => serde::derive::container(flavour, &mut derives),
    };
    quote!(#[derive(#(#derives),*)] #serde)
}

fn required<'a, 'm>(structure: &'a Struct<'m>) -> impl Iterator<Item = &'a Field<'m>> {
    structure
        .fields
        .iter()
        .filter(|field| field.presence == Presence::Required)
}

/// `new` with the required members, and a setter for each member.
fn constructors(structure: &Struct<'_>) -> TokenStream {
    let ident = &structure.ident;
    let parameters = required(structure).map(|field| {
        let Field { ident, ty, .. } = field;
        quote!(#ident: impl Into<#ty>)
    });
    let values = structure.fields.iter().map(|field| {
        let ident = &field.ident;
        match field.presence {
            Presence::Required => quote!(#ident: #ident.into()),
            Presence::Optional => quote!(#ident: None),
        }
    });
    let doc = match required(structure).count() {
        0 => "Creates the structure without any member.",
        1 => "Creates the structure from its required member.",
        _ => "Creates the structure from its required members.",
    };
    let doc = docs::lines([doc]);
    let setters = structure.fields.iter().map(setter);
    quote! {
        impl #ident {
            #doc
            #[must_use]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#values),* }
            }
            #(#setters)*
        }
    }
}

fn setter(field: &Field<'_>) -> TokenStream {
    let ident = &field.ident;
    let name = ident.as_str();
    let setter = format_ident!("with_{name}");
    let doc = docs::lines([format!("Sets `{name}`.")]);
    let deprecated = docs::deprecated(&field.member.traits);
    let (ty, value) = match (&field.presence, &field.ty) {
        (Presence::Optional, crate::lower::Type::Option(inner)) => {
            (&**inner, quote!(Some(#ident.into())))
        }
        (_, ty) => (ty, quote!(#ident.into())),
    };
    quote! {
        #doc
        #deprecated
        #[must_use]
        pub fn #setter(mut self, #ident: impl Into<#ty>) -> Self {
            self.#ident = #value;
            self
        }
    }
}

/// The body of a message is a part of it.
fn from_whole(structure: &Struct<'_>) -> TokenStream {
    let Role::BodyOf(whole) = &structure.role else {
        return TokenStream::new();
    };
    let ident = &structure.ident;
    let fields: Vec<_> = structure.fields.iter().map(|field| &field.ident).collect();
    quote! {
        impl From<#whole> for #ident {
            fn from(whole: #whole) -> Self {
                Self { #(#fields: whole.#fields),* }
            }
        }
    }
}

fn hides_something(structure: &Struct<'_>) -> bool {
    structure.traits.sensitivity == Sensitivity::Sensitive
        || structure
            .fields
            .iter()
            .any(|field| field.sensitivity == Sensitivity::Sensitive)
}

/// `Debug` by hand where something is sensitive; derived otherwise.
fn debug(structure: &Struct<'_>) -> TokenStream {
    if !hides_something(structure) {
        return TokenStream::new();
    }
    let ident = &structure.ident;
    let name = ident.as_str();
    let body = if structure.traits.sensitivity == Sensitivity::Sensitive {
        quote!(f.write_str(#REDACTED))
    } else {
        let fields = structure.fields.iter().map(|field| {
            let ident = &field.ident;
            let name = ident.as_str();
            match (field.sensitivity, field.presence) {
                (Sensitivity::Open, _) => quote!(.field(#name, &self.#ident)),
                (Sensitivity::Sensitive, Presence::Required) => {
                    quote!(.field(#name, &format_args!(#REDACTED)))
                }
                (Sensitivity::Sensitive, Presence::Optional) => {
                    quote!(.field(#name, &self.#ident.as_ref().map(|_| format_args!(#REDACTED))))
                }
            }
        });
        quote!(f.debug_struct(#name)#(#fields)*.finish())
    };
    quote! {
        impl fmt::Debug for #ident {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                #body
            }
        }
    }
}

/// `Display` and `Error` of error structures.
fn error(model: &Model, structure: &Struct<'_>) -> TokenStream {
    let Some(info) = structure.error else {
        return TokenStream::new();
    };
    let ident = &structure.ident;
    let name = &structure.spec_name;
    let hidden = structure.traits.sensitivity == Sensitivity::Sensitive;
    let with_message = format!("{}: {{}}", name.replace('{', "{{").replace('}', "}}"));
    let message = message_field(model, structure).filter(|_| !hidden);
    let (message_value, display) = match message {
        None => (quote!(None), quote!(f.write_str(#name))),
        Some(Field {
            ident,
            presence: Presence::Required,
            ..
        }) => (
            quote!(Some(&self.#ident)),
            quote!(write!(f, #with_message, self.#ident)),
        ),
        Some(Field {
            ident,
            presence: Presence::Optional,
            ..
        }) => (
            quote!(self.#ident.as_deref()),
            quote! {
                match &self.#ident {
                    Some(message) => write!(f, #with_message, message),
                    None => f.write_str(#name),
                }
            },
        ),
    };
    let status = Literal::u16_unsuffixed(info.status);
    let fault = match info.fault {
        Fault::Client => "a client",
        Fault::Server => "a server",
    };
    let status_doc = docs::lines([format!("The HTTP status of this error, {fault} error.")]);
    let code = info.code.as_deref().unwrap_or(name);
    let retryable = info.retryable;
    quote! {
        impl #ident {
            #status_doc
            pub const STATUS: u16 = #status;
            /// The code that names this error on the wire.
            pub const CODE: &'static str = #code;
            /// Whether the model says that trying again can help.
            pub const RETRYABLE: bool = #retryable;
            /// What the service says went wrong.
            pub fn error_message(&self) -> Option<&str> {
                #message_value
            }
        }
        impl fmt::Display for #ident {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                #display
            }
        }
        impl std::error::Error for #ident {}
    }
}

/// The member that holds an error's message, by the name all services use.
fn message_field<'a, 'm>(model: &Model, structure: &'a Struct<'m>) -> Option<&'a Field<'m>> {
    let is_string = |member: &Member| {
        matches!(
            model.shape(&member.target).kind,
            crate::model::Kind::Simple(crate::model::Simple::String)
        )
    };
    structure.fields.iter().find(|field| {
        field.member.name.eq_ignore_ascii_case("message")
            && is_string(field.member)
            && field.sensitivity == Sensitivity::Open
    })
}
