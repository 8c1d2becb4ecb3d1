//! Makes Rust identifiers from the names and values of a model.

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};
use std::collections::BTreeSet;
use std::fmt;

use super::words::words;

/// Names of the standard library that the generated code uses unqualified. A type of the model
/// must not take them, nor would its users want it to; it gets a trailing underscore. Everything
/// else the generated code uses stands behind a module's name, so that a model's `Value`,
/// `Error` or `Serializer` keeps its own.
const TAKEN_TYPES: &[&str] = &[
    "AsRef",
    "BTreeMap",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "Drop",
    "Err",
    "From",
    "FromStr",
    "Infallible",
    "Into",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Result",
    "Self",
    "Some",
    "String",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Vec",
];

/// The keywords of edition 2024, strict and reserved (the Rust Reference, "Keywords"), but for
/// those that cannot be raw. `syn` doesn't know `gen` for one.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// A type's name in the Rust API Guidelines' case: `MFAMode` is `MfaMode`.
pub(crate) fn type_name(name: &str) -> String {
    let name = camel(name, "Shape");
    if TAKEN_TYPES.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// A field's name: `redirectSignInURIs` is `redirect_sign_in_uris`.
pub(crate) fn field_name(name: &str) -> String {
    let joined = spelled(name).join("_").to_snake_case();
    match joined.chars().next() {
        None => "field".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("n{joined}"),
        Some(_) => joined,
    }
}

/// A variant's name, from an enum member's name or, where there is none, from its value.
pub(crate) fn variant_name(name: &str) -> String {
    match camel(name, "Value").as_str() {
        // The open variant has this name in every enum and union.
        "Unknown" => "UnknownValue".to_owned(),
        "Self" => "Self_".to_owned(),
        name => name.to_owned(),
    }
}

/// A Rust name: becomes an identifier token where code is written, raw if it is a keyword, and
/// with an underscore behind it if it is one that cannot be raw.
///
/// Unlike the token it can be shared between threads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name(String);

impl Name {
    /// Takes what the functions of this module made.
    pub(crate) fn new(name: &str) -> Self {
        match name {
            "self" | "super" | "crate" | "Self" => Self(format!("{name}_")),
            _ => Self(name.to_owned()),
        }
    }

    /// The name without `r#`.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The name as it stands in code.
    pub(crate) fn code(&self) -> impl fmt::Display {
        let prefix = if self.is_keyword() { "r#" } else { "" };
        format!("{prefix}{}", self.0)
    }

    fn is_keyword(&self) -> bool {
        KEYWORDS.contains(&self.as_str())
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let ident = if self.is_keyword() {
            Ident::new_raw
        } else {
            Ident::new
        };
        tokens.append(ident(&self.0, Span::call_site()));
    }
}

/// The name's words in camel case, or the fallback if it has none.
fn camel(name: &str, fallback: &str) -> String {
    let mut joined = String::new();
    for word in spelled(name) {
        let camel = word.to_upper_camel_case();
        // `1.21` and `12.1` would meet in `V121`.
        if joined.ends_with(|c: char| c.is_ascii_digit())
            && camel.starts_with(|c: char| c.is_ascii_digit())
        {
            joined.push('_');
        }
        joined.push_str(&camel);
    }
    match joined.chars().next() {
        None => fallback.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("V{joined}"),
        Some(_) => joined,
    }
}

/// The name's words; a name of symbols alone, such as `*` or `>=`, is spelled out.
fn spelled(name: &str) -> Vec<String> {
    let words = words(name);
    if !words.is_empty() {
        return words;
    }
    name.chars().filter_map(symbol).map(str::to_owned).collect()
}

fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        '*' => "asterisk",
        '+' => "plus",
        '-' => "minus",
        '/' => "slash",
        '<' => "less",
        '=' => "equal",
        '>' => "greater",
        '!' => "not",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '#' => "hash",
        '@' => "at",
        '$' => "dollar",
        '^' => "caret",
        '~' => "tilde",
        ' ' => "space",
        '_' => "underscore",
        _ => return None,
    })
}

/// Gives each wanted name away once.
///
/// Who wants a name that is its own spelling gets it first, then the rest in the order given;
/// a name already taken gets the first free number. So the outcome depends on the model alone,
/// never on the order in which a file lists its shapes.
#[derive(Default)]
pub(crate) struct Allocator {
    taken: BTreeSet<String>,
}

impl Allocator {
    /// Names for all of `wanted`, pairs of the model's own spelling and the name asked for.
    pub(crate) fn allocate(&mut self, wanted: &[(&str, String)]) -> Vec<String> {
        let mut names: Vec<Option<String>> = wanted
            .iter()
            .map(|(spelling, name)| (spelling == name).then(|| self.take(name)))
            .collect();
        for (slot, (_, name)) in names.iter_mut().zip(wanted) {
            if slot.is_none() {
                *slot = Some(self.take(name));
            }
        }
        names.into_iter().flatten().collect()
    }

    /// The name itself if it is free, or with a number behind it.
    pub(crate) fn take(&mut self, name: &str) -> String {
        let is_camel = name.starts_with(|c: char| c.is_ascii_uppercase());
        let (stem, separator) = match name.chars().next_back() {
            Some('0'..='9') => (name, "_"),
            // rustc takes `Self_` for camel case, but not `Self_2`.
            _ if is_camel => (name.trim_end_matches('_'), ""),
            _ => (name, "_"),
        };
        let mut free = name.to_owned();
        let mut number = 2;
        while !self.taken.insert(free.clone()) {
            free = format!("{stem}{separator}{number}");
            number += 1;
        }
        free
    }

    /// Whether a name is taken.
    pub(crate) fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_fields_and_variants_follow_the_api_guidelines() {
        assert_eq!(
            type_name("CreateBackendAuthMFAConfig"),
            "CreateBackendAuthMfaConfig"
        );
        assert_eq!(type_name("Option"), "Option_");
        assert_eq!(type_name("__string"), "String_");
        assert_eq!(field_name("redirectSignInURIs"), "redirect_sign_in_uris");
        assert_eq!(field_name("OAuthScopes"), "oauth_scopes");
        assert_eq!(field_name("123"), "n123");
        assert_eq!(
            variant_name("AWS_COGNITO_SIGNIN_USER_ADMIN"),
            "AwsCognitoSigninUserAdmin"
        );
        assert_eq!(variant_name("0.5"), "V0_5");
        assert_eq!(variant_name("5m"), "V5m");
        assert_eq!(variant_name("UNKNOWN"), "UnknownValue");
        assert_eq!(variant_name("*"), "Asterisk");
        assert_eq!(variant_name("日本"), "Value");
        assert_eq!(variant_name(""), "Value");
    }

    #[test]
    fn keywords_become_raw_or_get_an_underscore() {
        let token = |name| Name::new(name).into_token_stream().to_string();
        assert_eq!(token("type"), "r#type");
        assert_eq!(token("gen"), "r#gen");
        assert_eq!(token("self"), "self_");
        assert_eq!(token("name"), "name");
    }

    #[test]
    fn collisions_resolve_alike_in_any_order() {
        let pair = |a: &str, b: &str| {
            let names = Allocator::default().allocate(&[(a, type_name(a)), (b, type_name(b))]);
            names.join(" ")
        };
        assert_eq!(pair("RoleARN", "RoleArn"), "RoleArn2 RoleArn");
        assert_eq!(pair("RoleArn", "RoleARN"), "RoleArn RoleArn2");
        assert_eq!(pair("Option_", "option"), "Option_ Option2");
        assert_eq!(pair("V1", "v1"), "V1 V1_2");
    }
}
