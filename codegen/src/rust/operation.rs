//! Operations and their errors.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs;
use super::table::{Table, literal};
use crate::lower::{Op, OpError, wire};
use crate::model::{Binding, Cors, Kind, Model, Protocol, Service, Simple};

/// What the operations have in common.
pub(super) fn service(service: &Service) -> TokenStream {
    let name = service.id.name();
    let version = &service.version;
    let protocol = match &service.protocol {
        Protocol::RestJson1 | Protocol::Unspecified => quote!(RestJson1),
        Protocol::AwsJson1_0 => quote!(AwsJson1_0),
        Protocol::AwsJson1_1 => quote!(AwsJson1_1),
        Protocol::NotJson(id) => quote!(NotJson(#id)),
    };
    let cors = service.cors.as_ref().map(|cors| {
        let Cors {
            origin,
            max_age,
            additional_allowed_headers: allowed,
            additional_exposed_headers: exposed,
        } = cors;
        let max_age = Literal::u32_unsuffixed(*max_age);
        quote!(.with_cors(rt::Cors::new(#origin, #max_age, &[#(#allowed),*], &[#(#exposed),*])))
    });
    quote! {
        /// The service that offers the operations.
        pub const SERVICE: rt::Service =
            rt::Service::new(#name, #version, rt::Protocol::#protocol)#cors;
    }
}

/// The unit type of an operation.
pub(super) fn unit_type(op: &Op<'_>) -> TokenStream {
    let Op {
        ident, operation, ..
    } = op;
    let mut text = docs::of(&operation.traits);
    docs::push_paragraph(&mut text, [signature(op)]);
    let doc = docs::lines(text);
    let name = operation.id.name();
    let aliases = docs::aliases(ident.as_str(), &[name], &operation.traits);
    let deprecated = docs::deprecated(&operation.traits);
    let constants = constants(op);
    let implementation = implementation(op);
    quote! {
        #doc
        #aliases
        #deprecated
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct #ident;

        #constants

        #implementation
    }
}

/// What an operation takes, returns and fails with, in a sentence.
fn signature(op: &Op<'_>) -> String {
    let takes = op
        .input
        .as_ref()
        .map(|input| format!("Takes a [`{input}`]"));
    let returns = op.output.as_ref();
    let returns = returns.map(|output| format!("returns a [`{output}`]"));
    let fails = format!("fails with a [`{}`].", op.error_ident);
    match (takes, returns) {
        (None, None) => format!("It {fails}"),
        (None, Some(returns)) => format!("It {returns}, {fails}"),
        (takes, returns) => {
            let parts = takes.into_iter().chain(returns).chain([fails]);
            parts.collect::<Vec<_>>().join(", ")
        }
    }
}

/// The constants that need no trait in scope.
fn constants(op: &Op<'_>) -> TokenStream {
    let ident = &op.ident;
    let name = op.operation.id.name();
    let (method, uri, status) = match &op.operation.http {
        Some(http) => (&*http.method, &*http.uri, http.code),
        // Protocols without HTTP bindings post everything to the root.
        None => ("POST", "/", 200),
    };
    let status = Literal::u16_unsuffixed(status);
    quote! {
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
    }
}

/// The runtime's trait, whose other constants have defaults that fit most operations.
fn implementation(op: &Op<'_>) -> TokenStream {
    let Op {
        ident,
        error_ident,
        operation,
        ..
    } = op;
    let host_prefix = operation.host_prefix.as_ref();
    let host_prefix =
        host_prefix.map(|prefix| quote!(const HOST_PREFIX: Option<&'static str> = Some(#prefix);));
    let readonly = operation.readonly;
    let is_readonly = readonly.then(|| {
        quote!(
            const READONLY: bool = true;
        )
    });
    let is_idempotent = (operation.idempotent && !readonly).then(|| {
        quote!(
            const IDEMPOTENT: bool = true;
        )
    });
    let message = |ident: &Option<_>| match ident {
        Some(ident) => quote!(#ident),
        None => quote!(()),
    };
    let (input, output) = (message(&op.input), message(&op.output));
    quote! {
        impl rt::Operation for #ident {
            const NAME: &'static str = Self::NAME;
            const METHOD: &'static str = Self::METHOD;
            const URI: &'static str = Self::URI;
            const STATUS: u16 = Self::STATUS;
            const SERVICE: &'static rt::Service = &SERVICE;
            #host_prefix
            #is_readonly
            #is_idempotent
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
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
            /// An error that this version of the model doesn't know, or whose body doesn't fit.
            Unknown(rt::UnknownError),
        }
    }
}

/// What tells an operation's errors apart.
pub(super) fn errors(model: &Model, op: &Op<'_>) -> Table {
    let mut with_status: BTreeMap<u16, usize> = BTreeMap::new();
    for error in &op.errors {
        *with_status.entry(error.info.status).or_default() += 1;
    }
    let rows = op.errors.iter().zip(codes(op)).map(|(error, codes)| {
        let codes: Vec<_> = codes
            .into_iter()
            .map(|it| literal(it).to_string())
            .collect();
        // A status says which error it is only if it is one error's alone.
        let status = match with_status.get(&error.info.status) {
            Some(1) => format!(" [{}]", error.info.status),
            _ => String::new(),
        };
        let message = message(model, error).map(|name| format!(" {}", literal(name)));
        let message = message.unwrap_or_default();
        let (variant, ty) = (error.variant.code(), error.ident.code());
        format!("{}{status} => {variant}({ty}){message}", codes.join(" | "))
    });
    Table {
        name: "rt::operation_error",
        head: Some(op.error_ident.code().to_string()),
        rows: rows.collect(),
    }
}

/// What an error's message is called in its body, if services may well call it by the other
/// spelling: it is a text, and no other member has that.
fn message<'m>(model: &'m Model, error: &OpError<'m>) -> Option<&'m str> {
    let Kind::Structure(structure) = &error.shape.kind else {
        return None;
    };
    let mut named = structure.members.iter().filter(|member| {
        let name = wire::name(&model.service.protocol, member);
        matches!(name, "message" | "Message")
    });
    let (Some(member), None) = (named.next(), named.next()) else {
        return None;
    };
    let is_text = matches!(
        model.shape(&member.target).kind,
        Kind::Simple(Simple::String) | Kind::Enum(_)
    );
    let is_in_body = member.binding == Binding::Body;
    (is_text && is_in_body).then(|| wire::name(&model.service.protocol, member))
}

/// The codes that name each error: the one that travels, the shape's name, and what documents
/// call it. A code is one error's alone: that of the shape of this name, or else the first's.
fn codes<'a>(op: &Op<'a>) -> Vec<Vec<&'a str>> {
    let name = |error: &OpError<'a>| error.shape.id.name();
    let mut taken: BTreeSet<&str> = op.errors.iter().map(name).collect();
    let codes = op.errors.iter().map(|error| {
        let name = name(error);
        let travels = error.info.code.as_deref().unwrap_or(name);
        let aliases = error.shape.traits.aliases.iter().map(String::as_str);
        let mut codes = Vec::new();
        for code in [travels, name].into_iter().chain(aliases) {
            let is_free = taken.insert(code) || code == name;
            if is_free && !codes.contains(&code) {
                codes.push(code);
            }
        }
        codes
    });
    codes.collect()
}
