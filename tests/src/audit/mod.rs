//! Whether generated files hold what the model accounts for, and nothing else.
//!
//! The generator is not asked: files are read again, Rust with `syn`, documentation with
//! `pulldown-cmark`, schemas as JSON, and compared with the model. It is how tests of hostile specs
//! and the fuzzer know that nothing was smuggled in and nothing got lost.

mod annotations;
mod docs;
mod items;
mod pages;
mod paths;
mod schemas;
mod tokens;

use tinsmith_codegen::file::File;
use tinsmith_codegen::model::Model;
use tinsmith_codegen::rust::Flavour;

/// What is wrong with the files of a standalone crate, in words; nothing if all is well.
pub fn faults(model: &Model, files: &[File], flavour: Flavour) -> Vec<String> {
    let mut faults = Vec::new();
    let mut found = items::Found::default();
    for File { path, contents } in files {
        let mut fault = |text: String| faults.push(format!("{path}: {text}"));
        paths::check(path, &mut fault);
        check_visible(contents, &mut fault);
        let name = path.strip_prefix("src/");
        if let Some(name) = name.filter(|name| name.strip_suffix(".rs").is_some()) {
            match syn::parse_file(contents) {
                Ok(file) => {
                    tokens::check(name, &file, &mut fault);
                    docs::check(&file, &mut fault);
                    found.add(name, &file, &mut fault);
                }
                Err(error) => fault(format!("not Rust: {error}")),
            }
        } else if path.ends_with("/openapi.json") {
            schemas::check_openapi(contents, &mut fault);
        } else if path == "schemas/README.md" {
            pages::check_text(contents, &mut fault);
        } else if path.starts_with("schemas/") {
            schemas::check(contents, &mut fault);
        } else if path.starts_with("reference/") {
            pages::check(contents, &mut fault);
        }
    }
    paths::check_all(files.iter().map(|file| &*file.path), &mut |text| {
        faults.push(text);
    });
    found.compare(model, flavour, &mut |text| faults.push(text));
    faults
}

/// What is wrong with the reference pages among the files of the models crate, and how many there
/// are.
pub fn pages(files: &[File]) -> (usize, Vec<String>) {
    let mut faults = Vec::new();
    let mut count = 0;
    for File { path, contents } in files {
        let Some(page) = path.strip_prefix("reference/") else {
            continue;
        };
        count += 1;
        let mut fault = |text: String| faults.push(format!("{path}: {text}"));
        paths::check_page(page, &mut fault);
        check_visible(contents, &mut fault);
        pages::check(contents, &mut fault);
    }
    (count, faults)
}

/// Whoever reads a file sees all that is in it, be it text or data.
fn check_visible(contents: &str, fault: &mut impl FnMut(String)) {
    let mut lines = contents.split('\n');
    if let Some(line) = lines.find(|line| line.contains(is_hidden)) {
        fault(format!("a hidden character in {line:?}"));
    }
}

/// Whether editors and terminals show a character as something else than itself.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
                | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}
