//! Which names files may give to modules and packages.

use std::path::{Path, PathBuf};

use tinsmith_codegen::model::Model;

use crate::failure::Failure;
use crate::tree::is_reserved;

/// Words that cannot name a module or a crate, of every edition (The Rust Reference, Keywords).
const KEYWORDS: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Crates that generated code means when it says their names.
const TAKEN: [&str; 11] = [
    "alloc",
    "core",
    "proc_macro",
    "schemars",
    "serde",
    "serde_core",
    "serde_json",
    "std",
    "test",
    "tinsmith_runtime",
    "tinsmith_models",
];

/// Why a name cannot be that of a module and a folder of schemas; `None` if it can.
pub(crate) fn module_fault(name: &str) -> Option<&'static str> {
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if !name.starts_with(|first: char| first.is_ascii_lowercase()) || !name.bytes().all(is_word) {
        Some("it must be lower-case ASCII letters, digits and `_`, and begin with a letter")
    } else if KEYWORDS.contains(&name) {
        Some("it is a keyword of Rust")
    } else if name == "tinsmith_runtime" {
        Some("the models crate exports that of another crate")
    } else if is_reserved(name) {
        Some(RESERVED)
    } else {
        None
    }
}

/// What is said of names of devices.
const RESERVED: &str = "Windows keeps that name for a device, and it would name a folder";

/// The ending of files of `apply` statements.
const OVERLAY: &str = ".overlay.json";

/// Whether a file is an overlay, by its name.
pub(crate) fn is_overlay(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().ends_with(OVERLAY)
}

/// Where the overlay of a spec is, if it has one.
pub(crate) fn overlay_of(spec: &Path) -> PathBuf {
    // Unlike `Path::with_extension` this cannot mistake a part of the name for the ending.
    let name = spec.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix(".json").unwrap_or(&name);
    spec.with_file_name(format!("{stem}{OVERLAY}"))
}

/// What to do with a file beside the specs that is named as if it were one, but is not read; `None` of
/// anything else, such as a README.
pub(crate) fn unread_spec(path: &Path) -> Option<&'static str> {
    let ending = path.extension()?.to_string_lossy();
    match &*ending.to_ascii_lowercase() {
        "gz" => Some("unpack it: specs are checked in as text, whose changes can be read"),
        "json" if ending != "json" => Some("specs are called `*.json`, in small letters"),
        "smithy" if !path.with_extension("json").exists() => {
            Some("`smithy ast` writes it as the JSON that is read here: put that beside it")
        }
        "yaml" | "yml" => Some("specs are JSON: convert it, or keep it elsewhere"),
        _ => None,
    }
}

/// Checks a package name that was asked for.
pub(crate) fn package(name: &str) -> Result<String, Failure> {
    let reason = if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        "it must begin with an ASCII letter"
    } else if !name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    {
        "only ASCII letters, digits, `-` and `_` may be in it"
    } else if name.len() > 64 {
        "it is longer than 64 characters"
    } else if KEYWORDS.contains(&&*name.replace('-', "_")) {
        "it is a keyword"
    } else if is_reserved(name) {
        RESERVED
    } else if TAKEN.contains(&&*name.replace('-', "_")) {
        "generated code uses another crate of that name"
    } else {
        return Ok(name.to_owned());
    };
    Err(Failure::new(format!("`{name}` cannot be a crate's name"))
        .cause(reason)
        .help("choose another with `--name CRATE`"))
}

/// Makes a package name of a spec's file name; `None` if the file is called what every such file
/// is called, or is none.
///
/// # Errors
///
/// If that cannot be a package's name.
pub(crate) fn package_of_file(path: &Path) -> Result<Option<String>, Failure> {
    let stem = match path.extension() {
        Some(extension) if extension == "gz" => Path::new(path.file_stem().unwrap_or_default()),
        _ => path,
    };
    let stem = stem.file_stem().unwrap_or_default().to_string_lossy();
    if stem == "-" || is_botocores(&stem) {
        return Ok(None);
    }
    let words = stem
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_ascii_lowercase).collect();
    package(&words.join("-")).map(Some)
}

/// Whether a file stem is that of all of botocore's models: `service-2`, the number being the
/// version of the format.
fn is_botocores(stem: &str) -> bool {
    stem.strip_prefix("service-")
        .is_some_and(|version| version.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Makes a package name of what a model calls itself: the last part of its namespace, which for
/// AWS's models is the name of the service, such as `cloudwatchlogs`.
///
/// # Errors
///
/// If that cannot be a package's name.
pub(crate) fn package_of_model(model: &Model) -> Result<String, Failure> {
    let namespace = model.service.id.namespace();
    let name = namespace.rsplit('.').next().unwrap_or_default();
    package(&name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_lower_case_identifiers() {
        assert_eq!(module_fault("amplifybackend"), None);
        assert_eq!(module_fault("s3_control2"), None);
        for name in [
            "",
            "1x",
            "_x",
            "X",
            "a-b",
            "a.b",
            "type",
            "é",
            "con",
            "com1",
            "tinsmith_runtime",
        ] {
            assert!(module_fault(name).is_some(), "{name}");
        }
    }

    #[test]
    fn packages_are_named_after_the_file() {
        let name = |path: &str| package_of_file(Path::new(path)).ok().flatten();
        assert_eq!(
            name("a/amplifybackend.json").as_deref(),
            Some("amplifybackend")
        );
        assert_eq!(name("My API (v2).json").as_deref(), Some("my-api-v2"));
        assert_eq!(
            name("ec2.2016-11-15.json").as_deref(),
            Some("ec2-2016-11-15")
        );
        assert_eq!(name("2.json"), None);
        assert_eq!(name("serde.json"), None);
        assert_eq!(name(""), None);
        assert_eq!(name("service-x.json").as_deref(), Some("service-x"));
    }

    #[test]
    fn files_that_are_all_called_the_same_name_nothing() {
        for path in [
            "-",
            "a/service-2.json",
            "service-2.json.gz",
            "service-1.json",
        ] {
            assert_eq!(package_of_file(Path::new(path)), Ok(None), "{path}");
        }
    }

    #[test]
    fn a_package_name_cannot_break_out_of_its_manifest() {
        for name in [
            "",
            "a\"b",
            "a b",
            "-a",
            "a\n",
            "é",
            "type",
            "serde-json",
            "con",
            "LPT1",
            &"x".repeat(65),
        ] {
            assert!(package(name).is_err(), "{name:?}");
        }
        assert_eq!(package("My_crate-2"), Ok("My_crate-2".to_owned()));
    }
}
