//! Documentation in generated code, as rustdoc would read it.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use syn::visit::{self, Visit};

/// What stands between lines while code is made; none may be left.
const LINE_END: char = '\u{e000}';

/// No documentation is a test, HTML, a link to anything but a page or an item, or holds a
/// character that an editor would hide.
pub(super) fn check(file: &syn::File, fault: &mut impl FnMut(String)) {
    let mut texts = Texts::default();
    texts.visit_file(file);
    for text in texts.0 {
        check_text(&text, fault);
    }
}

/// The documentation of each item, its lines joined.
#[derive(Default)]
struct Texts(Vec<String>);

impl Texts {
    fn of(&mut self, attributes: &[syn::Attribute]) {
        let lines: Vec<String> = attributes.iter().filter_map(line).collect();
        if !lines.is_empty() {
            self.0.push(lines.join("\n"));
        }
    }
}

fn line(attribute: &syn::Attribute) -> Option<String> {
    let syn::Meta::NameValue(meta) = &attribute.meta else {
        return None;
    };
    let syn::Expr::Lit(syn::ExprLit {
        lit: syn::Lit::Str(text),
        ..
    }) = &meta.value
    else {
        return None;
    };
    // rustdoc takes the space after `///` away, as it is there on every line.
    let text = text.value();
    let line = text.strip_prefix(' ').unwrap_or(&text).to_owned();
    meta.path.is_ident("doc").then_some(line)
}

impl<'ast> Visit<'ast> for Texts {
    fn visit_file(&mut self, file: &'ast syn::File) {
        self.of(&file.attrs);
        visit::visit_file(self, file);
    }

    fn visit_item(&mut self, item: &'ast syn::Item) {
        self.of(match item {
            syn::Item::Const(item) => &item.attrs,
            syn::Item::Enum(item) => &item.attrs,
            syn::Item::Fn(item) => &item.attrs,
            syn::Item::Impl(item) => &item.attrs,
            syn::Item::Macro(item) => &item.attrs,
            syn::Item::Mod(item) => &item.attrs,
            syn::Item::Static(item) => &item.attrs,
            syn::Item::Struct(item) => &item.attrs,
            syn::Item::Type(item) => &item.attrs,
            syn::Item::Use(item) => &item.attrs,
            // No other kind of item passes.
            _ => &[],
        });
        visit::visit_item(self, item);
    }

    fn visit_variant(&mut self, variant: &'ast syn::Variant) {
        self.of(&variant.attrs);
        visit::visit_variant(self, variant);
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        self.of(&field.attrs);
        visit::visit_field(self, field);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.of(&function.attrs);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_impl_item_type(&mut self, ty: &'ast syn::ImplItemType) {
        self.of(&ty.attrs);
        visit::visit_impl_item_type(self, ty);
    }

    fn visit_impl_item_const(&mut self, constant: &'ast syn::ImplItemConst) {
        self.of(&constant.attrs);
        visit::visit_impl_item_const(self, constant);
    }
}

fn check_text(text: &str, fault: &mut impl FnMut(String)) {
    if let Some(found) = text
        .chars()
        .find(|c| *c != '\n' && (super::is_hidden(*c) || *c == LINE_END))
    {
        fault(format!("{found:?} in the documentation {text:?}"));
    }
    // With a broken link taken for one, as rustdoc does for those that name an item.
    let mut item =
        |link: pulldown_cmark::BrokenLink<'_>| Some((link.reference.to_string().into(), "".into()));
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let events = Parser::new_with_broken_link_callback(text, options, Some(&mut item));
    for event in events {
        let what = match event {
            Event::Html(html) | Event::InlineHtml(html) => format!("HTML {html:?}"),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == "text" => {
                continue;
            }
            Event::Start(Tag::CodeBlock(kind)) => format!("a code block {kind:?}"),
            Event::Start(Tag::Image { dest_url, .. }) => format!("an image {dest_url}"),
            Event::Start(Tag::Link { dest_url, .. }) if !is_safe(&dest_url) => {
                format!("a link to {dest_url}")
            }
            _ => continue,
        };
        fault(format!("{what} in the documentation {text:?}"));
    }
}

/// Pages, and items by path.
fn is_safe(target: &str) -> bool {
    let path = target.trim_matches('`');
    let is_item = path
        .chars()
        .all(|c| c.is_alphanumeric() || "_:#".contains(c))
        && !path.is_empty();
    is_page(target) || is_item
}

/// Whether a link leads to a page, or an address for mail.
pub(super) fn is_page(target: &str) -> bool {
    let lower = target.to_ascii_lowercase();
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme))
}
