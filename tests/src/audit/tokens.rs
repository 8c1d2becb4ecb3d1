//! What code may consist of.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::visit::{self, Visit};

/// Attributes of generated code.
const ATTRIBUTES: [&str; 10] = [
    "doc",
    "derive",
    "non_exhaustive",
    "deprecated",
    "serde",
    "schemars",
    "must_use",
    "allow",
    "default",
    "cfg",
];

/// Traits that are derived.
const DERIVES: [&str; 11] = [
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "PartialEq",
    "Eq",
    "PartialOrd",
    "Ord",
    "Hash",
    "serde::Serialize",
    "serde::Deserialize",
];

/// Tables of the runtime, whose tokens come from names of the spec.
const TABLES: [&str; 13] = [
    "rt::structure",
    "rt::union",
    "rt::string_enum",
    "rt::int_enum",
    "rt::serde_string_enum",
    "rt::serde_int_enum",
    "rt::operation_error",
    "rt::http_bodies",
    "rt::http_conversions",
    "rt::http_error",
    "rt::http_message",
    "rt::member_names",
    "types",
];

/// Macros of std, whose tokens do not.
const MACROS: [&str; 9] = [
    "concat",
    "stringify",
    "write",
    "format_args",
    "format",
    "include_str",
    "module_path",
    "schemars::json_schema",
    "matches",
];

/// The file whose functions and macros are the same for every model, but for names in a table.
const SUPPORT: &str = "json_schema.rs";

/// No attribute, macro, item or expression of a kind that generated code has no use for.
pub(super) fn check(name: &str, file: &syn::File, fault: &mut impl FnMut(String)) {
    let mut checker = Checker {
        name,
        faults: Vec::new(),
    };
    checker.visit_file(file);
    checker.faults.into_iter().for_each(fault);
}

struct Checker<'a> {
    name: &'a str,
    faults: Vec<String>,
}

impl Checker<'_> {
    fn fault(&mut self, text: impl Into<String>) {
        self.faults.push(text.into());
    }
}

fn path(path: &syn::Path) -> String {
    let parts = path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string());
    parts.collect::<Vec<_>>().join("::")
}

impl<'ast> Visit<'ast> for Checker<'_> {
    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        let name = path(attribute.path());
        if !ATTRIBUTES.contains(&&*name) {
            self.fault(format!("the attribute {name}"));
        }
        if name == "derive" {
            let derives = attribute.parse_args_with(
                syn::punctuated::Punctuated::<syn::Path, syn::Token![,]>::parse_terminated,
            );
            for derived in derives.into_iter().flatten() {
                let derived = path(&derived);
                if !DERIVES.contains(&&*derived) && derived != "schemars::JsonSchema" {
                    self.fault(format!("{derived} is derived"));
                }
            }
        }
        visit::visit_attribute(self, attribute);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let name = path(&call.path);
        if TABLES.contains(&&*name) {
            if !is_table(call.tokens.clone()) {
                self.fault(format!("{name}! holds more than names and literals"));
            }
        } else if !MACROS.contains(&&*name) && self.name != SUPPORT {
            self.fault(format!("the macro {name}"));
        }
        visit::visit_macro(self, call);
    }

    fn visit_item(&mut self, item: &'ast syn::Item) {
        let is_expected = match item {
            syn::Item::Struct(_) | syn::Item::Enum(_) | syn::Item::Impl(_) | syn::Item::Use(_) => {
                true
            }
            syn::Item::Macro(item) => item.ident.is_none() || self.name == SUPPORT,
            syn::Item::Const(item) if self.name == "operations.rs" => item.ident == "SERVICE",
            syn::Item::Mod(module) => self.name == "lib.rs" && module.content.is_none(),
            syn::Item::Fn(_) | syn::Item::Static(_) | syn::Item::Type(_) | syn::Item::Const(_) => {
                self.name == SUPPORT
            }
            _ => false,
        };
        if !is_expected {
            self.fault("an item of an unexpected kind");
        }
        visit::visit_item(self, item);
    }

    fn visit_expr_unsafe(&mut self, _: &'ast syn::ExprUnsafe) {
        self.fault("unsafe code");
    }

    fn visit_abi(&mut self, _: &'ast syn::Abi) {
        self.fault("extern");
    }
}

/// Whether tokens are names, literals, types and the punctuation of a table.
fn is_table(tokens: TokenStream) -> bool {
    tokens.into_iter().all(|token| match token {
        TokenTree::Ident(ident) => ident != "unsafe",
        TokenTree::Literal(_) => true,
        TokenTree::Punct(punct) => "=>,|:<-$;'&".contains(punct.as_char()),
        TokenTree::Group(group) => group.delimiter() != Delimiter::None && is_table(group.stream()),
    })
}
