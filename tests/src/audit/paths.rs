//! The paths of generated files.

use std::collections::BTreeMap;

/// The files in `src`, whatever the model.
const SOURCES: [&str; 11] = [
    "lib",
    "types",
    "enums",
    "unions",
    "errors",
    "operations",
    "unknown",
    "wire",
    "json_schema",
    "http",
    "member_names",
];

/// A path is one of a few, or that of a schema or page, whose names are all that comes from a spec.
pub(super) fn check(path: &str, fault: &mut impl FnMut(String)) {
    let source = |rest: &str| {
        let name = rest.strip_suffix(".rs");
        name.is_some_and(|name| SOURCES.contains(&name))
    };
    let is_known = match path.split_once('/') {
        None => path == "Cargo.toml",
        Some(("src", rest)) => source(rest),
        Some(("schemas", rest)) => {
            let parts: Vec<&str> = rest.split('/').collect();
            match parts.as_slice() {
                ["README.md"] => true,
                [folder, "openapi.json"] => is_plain(folder),
                [folder, name] => {
                    let name = name.strip_suffix(".schema.json");
                    let name = name.map(|name| name.strip_suffix(".deserialize").unwrap_or(name));
                    is_plain(folder) && name.is_some_and(is_plain)
                }
                _ => false,
            }
        }
        Some(("reference", rest)) => is_page(rest),
        Some(_) => false,
    };
    if !is_known {
        fault("no file of a generated crate has this path".to_owned());
    }
}

/// A page has a plain name in the folder of its API.
pub(super) fn check_page(path: &str, fault: &mut impl FnMut(String)) {
    if !is_page(path) {
        fault("no reference page has this path".to_owned());
    }
}

fn is_page(path: &str) -> bool {
    path.split_once('/').is_some_and(|(folder, name)| {
        is_plain(folder) && name.strip_suffix(".md").is_some_and(is_plain)
    })
}

/// Whether every file system takes a name as it is.
fn is_plain(name: &str) -> bool {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    let lower = name
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let is_device = ["con", "prn", "aux", "nul"].contains(&&*lower)
        || (lower.len() == 4
            && ["com", "lpt"].iter().any(|stem| lower.starts_with(stem))
            && lower.ends_with(|c: char| c.is_ascii_digit()));
    let has_empty_part = name.split('.').any(str::is_empty);
    !has_empty_part && name.len() < 200 && name.chars().all(is_allowed) && !is_device
}

/// No two paths are one where case does not count.
pub(super) fn check_all<'a>(paths: impl Iterator<Item = &'a str>, fault: &mut impl FnMut(String)) {
    let mut seen = BTreeMap::new();
    for path in paths {
        if let Some(other) = seen.insert(path.to_ascii_lowercase(), path) {
            fault(format!("{other} and {path} are one file on some systems"));
        }
    }
}
