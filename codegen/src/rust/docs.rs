//! Documentation, deprecation and search aliases, as attributes.

use heck::ToSnakeCase;
use proc_macro2::TokenStream;
use quote::quote;

use crate::docs;
pub(super) use crate::docs::code;
use crate::file::DOC_LINE_END;
use crate::lower::rules;
use crate::model::{Deprecated, Member, Model, Traits};

/// A `#[doc]` attribute that [`file::format`](crate::file::format) turns into a comment line for
/// each of its lines, so that no line can end the comment it becomes.
pub(super) fn lines<S: AsRef<str>>(lines: impl IntoIterator<Item = S>) -> TokenStream {
    let mut text = String::new();
    for (index, line) in lines.into_iter().enumerate() {
        if index > 0 {
            text.push(DOC_LINE_END);
        }
        let line = line.as_ref();
        if !line.is_empty() {
            text.push(' ');
            if line.contains(DOC_LINE_END) {
                text.push_str(&line.replace(DOC_LINE_END, ""));
            } else {
                text.push_str(line);
            }
        }
    }
    if text.is_empty() {
        return TokenStream::new();
    }
    quote!(#[doc = #text])
}

/// The documentation of a shape, its external links last.
pub(super) fn of(traits: &Traits) -> Vec<String> {
    let mut text = traits
        .documentation
        .as_deref()
        .map(docs::rustdoc)
        .unwrap_or_default();
    let links = traits
        .external_documentation
        .iter()
        .map(|(title, address)| {
            docs::rustdoc(&format!("[{}]({address})", docs::plain_line(title))).join(" ")
        });
    push_paragraph(&mut text, links);
    push_paragraph(
        &mut text,
        traits
            .since
            .iter()
            .map(|since| format!("Since {}.", code(since))),
    );
    text
}

/// The documentation of a member: its own, or its target's, then what its value must be like.
pub(super) fn of_member(model: &Model, member: &Member) -> Vec<String> {
    let target = model.shape(&member.target);
    let documentation = [&member.traits, &target.traits]
        .into_iter()
        .find(|traits| traits.documentation.is_some());
    let mut text = documentation.map(of).unwrap_or_default();
    let rules = rules::of_member(member, &target.traits, &code);
    let rules = rules.iter().map(|rule| format!("- {rule}"));
    push_paragraph(&mut text, rules);
    text
}

/// Adds lines as a paragraph of their own.
pub(super) fn push_paragraph(text: &mut Vec<String>, lines: impl IntoIterator<Item = String>) {
    let mut lines = lines.into_iter().peekable();
    if lines.peek().is_some() && !text.is_empty() {
        text.push(String::new());
    }
    text.extend(lines);
}

/// `#[deprecated]`, with the message as its note.
///
/// `since` goes into the note unless it is a version: models also write dates there, which
/// clippy's `deprecated_semver` denies.
pub(super) fn deprecated(traits: &Traits) -> TokenStream {
    let Some(Deprecated { message, since }) = &traits.deprecated else {
        return TokenStream::new();
    };
    let message = message.as_deref().map(docs::plain_line);
    let since = since.as_deref().map(docs::plain_line);
    let (version, date) = match since {
        Some(since) if is_version(&since) => (Some(since), None),
        since => (None, since),
    };
    let note = match (message, date) {
        (Some(message), Some(date)) => Some(format!("{message} (since {date})")),
        (Some(message), None) => Some(message),
        (None, Some(date)) => Some(format!("since {date}")),
        (None, None) => None,
    };
    let note = note.map(|note| docs::note(&note));
    match (version, note) {
        (Some(version), Some(note)) => quote!(#[deprecated(since = #version, note = #note)]),
        (Some(version), None) => quote!(#[deprecated(since = #version)]),
        (None, Some(note)) => quote!(#[deprecated(note = #note)]),
        (None, None) => quote!(#[deprecated]),
    }
}

/// Whether the text is `MAJOR.MINOR.PATCH`, all of them numbers without leading zeros.
fn is_version(text: &str) -> bool {
    let is_number = |part: &str| {
        part.parse::<u64>()
            .is_ok_and(|number| number.to_string() == part)
    };
    text.split('.').count() == 3 && text.split('.').all(is_number)
}

/// `#[doc(alias)]` for a type, variant or operation, so that a search for the model's own name
/// finds it, and for the other names that documents use.
pub(super) fn aliases(rust_name: &str, spec_names: &[&str], traits: &Traits) -> TokenStream {
    let mut aliases: Vec<&str> = Vec::new();
    for name in spec_names
        .iter()
        .copied()
        .chain(traits.aliases.iter().map(String::as_str))
    {
        if name != rust_name && !aliases.contains(&name) && is_alias(name) {
            aliases.push(name);
        }
    }
    quote!(#(#[doc(alias = #aliases)])*)
}

/// The same for a field. rustdoc's search ignores case and underscores, so only spellings that
/// differ beyond those need an alias.
pub(super) fn field_aliases(rust_name: &str, spec_names: &[&str], traits: &Traits) -> TokenStream {
    let squash = |name: &str| name.to_snake_case().replace('_', "");
    let own = squash(rust_name);
    let different: Vec<&str> = spec_names
        .iter()
        .copied()
        .filter(|name| squash(name) != own)
        .collect();
    aliases(rust_name, &different, traits)
}

/// What rustc takes as an alias: no quotes, no spaces at the ends, nothing invisible.
fn is_alias(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_graphic() && c != '"' && c != '\'')
}
