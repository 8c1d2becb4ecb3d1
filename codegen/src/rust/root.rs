//! The module's root: its documentation, its files and what it exports.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Options, Part, Place, docs};
use crate::docs::{escaped_line, rustdoc};
use crate::model::{Model, Protocol};

/// The root.
///
/// Deprecated items are used in it, to be read, written and set, and only users get warnings of
/// that. Other people's lints are about code that is edited; this is not.
pub(super) fn generate(model: &Model, options: &Options, parts: &[Part<'_>]) -> TokenStream {
    let mut doc = documentation(model);
    let runtime = (options.place == Place::Root).then(|| {
        docs::push_paragraph(&mut doc, runtime(parts));
        quote!(
            pub use tinsmith_runtime;
        )
    });
    // Inner attributes: the lines become `//!`.
    let doc: TokenStream = inner(docs::lines(doc));
    let modules = parts.iter().map(|part| {
        let name = format_ident!("{}", part.name);
        let condition = feature(part.name).map(|feature| quote!(#[cfg(feature = #feature)]));
        quote!(#condition mod #name;)
    });
    let public = parts
        .iter()
        .filter(|part| part.is_public)
        .map(|part| format_ident!("{}", part.name));
    quote! {
        #doc
        #![allow(
            deprecated, missing_docs, unreachable_pub, unused_imports, clippy::all, clippy::pedantic
        )]
        #(#modules)*
        #(pub use self::#public::*;)*
        #runtime
    }
}

/// The feature that a file is behind.
fn feature(part: &str) -> Option<&'static str> {
    match part {
        "json_schema" => Some("schemars"),
        "http" => Some("http"),
        "member_names" => Some("member-names"),
        _ => None,
    }
}

/// The documentation of the module: the service's, and what its protocol means for JSON.
fn documentation(model: &Model) -> Vec<String> {
    let service = &model.service;
    let title = service.title.as_deref().unwrap_or(service.id.name());
    let version = match &*service.version {
        "" => String::new(),
        version => format!(", version {}", docs::code(version)),
    };
    let mut text = vec![format!("Types of {}{version}.", escaped_line(title))];
    if let Some(deprecated) = &service.traits.deprecated {
        let message = deprecated.message.as_deref().unwrap_or_default();
        let note = match message {
            "" => "**Deprecated.**".to_owned(),
            message => format!("**Deprecated:** {message}"),
        };
        docs::push_paragraph(&mut text, rustdoc(&note));
    }
    docs::push_paragraph(&mut text, docs::of(&service.traits));
    if let Protocol::NotJson(protocol) = &service.protocol {
        let note = format!(
            "The service speaks {}, which is not JSON: serde reads and writes these types by \
             member names, which is not what travels.",
            docs::code(protocol),
        );
        docs::push_paragraph(&mut text, [note]);
    }
    docs::push_paragraph(&mut text, EQUALITY.map(str::to_owned));
    text
}

/// What can be compared, and why not more: a trait that a type has today must not be lost to a
/// member that the API gets tomorrow.
const EQUALITY: [&str; 3] = [
    "All types are `PartialEq`; enums are `Eq`, `Ord` and `Hash` as well. Structures and unions are not:",
    "any of them may get a member, such as a number with a fraction, that is neither, and a trait",
    "taken back would break its users.",
];

/// Where users of a crate find the rest of what they need, as far as the crate has it.
fn runtime(parts: &[Part<'_>]) -> Vec<String> {
    let has = |name: &str| parts.iter().any(|part| part.name == name);
    let mut text = RUNTIME.to_vec();
    if has("http") {
        text.extend(HTTP);
    }
    if has("member_names") {
        text.extend(MEMBER_NAMES);
    }
    text.into_iter().map(str::to_owned).collect()
}

const RUNTIME: [&str; 2] = [
    "The runtime that the types lean on is here as [`tinsmith_runtime`], so that its names need no",
    "dependency of their own.",
];

const HTTP: [&str; 2] = [
    "With the feature `http`, its `http::HttpOperation` makes requests and responses of operations,",
    "and reads them.",
];

const MEMBER_NAMES: [&str; 2] = [
    "With the feature `member-names`, its `member_names::MemberNames` reads and writes a type by the",
    "names of its members, as boto3 and the AWS CLI show it.",
];

/// Turns `#[..]` attributes into `#![..]`.
fn inner(attributes: TokenStream) -> TokenStream {
    use proc_macro2::TokenTree;
    let with_bang = attributes.into_iter().flat_map(|token| {
        let is_hash = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '#');
        let bang = is_hash
            .then(|| TokenTree::from(proc_macro2::Punct::new('!', proc_macro2::Spacing::Alone)));
        std::iter::once(token).chain(bang)
    });
    with_bang.collect()
}
