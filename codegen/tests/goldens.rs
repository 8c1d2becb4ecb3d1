//! Each folder of `tests/cases` holds a small model and what it becomes, in both flavours.
//!
//! The expected Rust is compiled and used by the `tinsmith-tests` package. To accept a change,
//! run with `TINSMITH_BLESS=1` and read the diff.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tinsmith_codegen::file::File;
use tinsmith_codegen::openapi;
use tinsmith_codegen::reference;
use tinsmith_codegen::rust::{self, Flavour, MemberNames, Place};
use tinsmith_codegen::schema::{self, Bundles};
use tinsmith_codegen::smithy::{self, Selection};

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases")
}

/// What the model of a case becomes, by path below `expected`.
fn generate(name: &str, text: &str) -> BTreeMap<String, String> {
    let (model, _warnings) = smithy::read(text, &Selection::default())
        .unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
    let mut files = BTreeMap::new();
    let mut add = |folder: &str, generated: Vec<File>| {
        files.extend(
            generated
                .into_iter()
                .map(|f| (format!("{folder}/{}", f.path), f.contents)),
        );
    };
    let flavours = [
        ("explicit", Flavour::Explicit),
        ("derive", Flavour::Derive { json_schema: false }),
    ];
    for (folder, flavour) in flavours {
        let options = rust::Options {
            flavour,
            bundles: Some(Bundles::new("../schemas", name)),
            member_names: MemberNames::Emit,
            // As a crate of its own has it, which is more than a module has.
            place: Place::Root,
        };
        let module = rust::module(&model, &options).unwrap_or_else(|e| panic!("{name}: {e}"));
        add(folder, module.files);
    }
    add("reference", reference::pages(&model));
    let document = openapi::document(&model).map(|contents| File {
        path: format!("{name}/openapi.json"),
        contents,
    });
    add("schemas", document.into_iter().collect());
    let published = schema::files(&model, &schema::Options::new(&model, name));
    files.extend(
        published
            .files
            .into_iter()
            .map(|(path, text)| (format!("schemas/{path}"), text)),
    );
    files
}

/// The files below a folder, by relative path with `/`.
fn read_tree(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder_now) = pending.pop() {
        let Ok(entries) = fs::read_dir(&folder_now) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
                continue;
            }
            let relative = path.strip_prefix(folder).unwrap();
            let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
            files.insert(parts.join("/"), fs::read_to_string(&path).unwrap());
        }
    }
    files
}

fn bless(folder: &Path, generated: &BTreeMap<String, String>) {
    let _ = fs::remove_dir_all(folder);
    for (path, contents) in generated {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }
}

#[test]
fn every_case_becomes_what_is_expected() {
    let bless_wanted = std::env::var_os("TINSMITH_BLESS").is_some();
    let mut names: Vec<PathBuf> = fs::read_dir(cases())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    names.sort();
    assert!(names.len() >= 12, "the cases are all there");
    let mut different = Vec::new();
    for case in names {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(case.join("model.json")).unwrap();
        let generated = generate(&name, &text);
        assert_eq!(
            generated,
            generate(&name, &text),
            "{name}: a second run gives the same"
        );
        let folder = case.join("expected");
        if bless_wanted {
            bless(&folder, &generated);
        }
        let expected = read_tree(&folder);
        let paths = generated.keys().chain(expected.keys());
        different.extend(
            paths
                .filter(|path| generated.get(*path) != expected.get(*path))
                .map(|path| format!("{name}/expected/{path}")),
        );
    }
    different.sort();
    different.dedup();
    assert!(
        different.is_empty(),
        "these differ; run with TINSMITH_BLESS=1 and read the diff:\n{}",
        different.join("\n"),
    );
}

/// The rows of the table of hazards: what, case, and a line of what is expected.
fn hazards(readme: &str) -> Vec<[String; 3]> {
    const ESCAPED: &str = "\u{0}";
    let rows = readme.lines().filter(|line| line.starts_with("| "));
    rows.skip(2)
        .map(|row| {
            let row = row.replace("\\|", ESCAPED);
            let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
            let [hazard, case, line] = cells.as_slice() else {
                panic!("three cells: {row}");
            };
            let line = line.trim();
            let fence = line.len() - line.trim_start_matches('`').len();
            let line = line[fence..line.len() - fence].trim();
            [hazard.trim(), case.trim(), line].map(|cell| cell.replace(ESCAPED, "|"))
        })
        .collect()
}

#[test]
fn every_hazard_has_a_case() {
    let readme = fs::read_to_string(cases().join("README.md")).unwrap();
    let hazards = hazards(&readme);
    assert!(hazards.len() > 50);
    for [hazard, case, line] in hazards {
        let expected = read_tree(&cases().join(&case).join("expected/explicit"));
        let has = |text: &String| text.lines().any(|found| found.trim() == line);
        let found = expected.values().any(has);
        assert!(found, "{hazard}: {case} has no line {line}");
    }
}
