//! Each folder of `tests/errors` holds a small spec with one mistake and exactly what is said of
//! it.
//!
//! A case is `model.json`, perhaps `overlay.json`, and perhaps `arguments.txt` with what would be
//! written on the command line: `--service NAME`, `--operation NAME`, `import`. To accept a change,
//! run with `TINSMITH_BLESS=1` and read the diff.

mod diagnose;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use diagnose::{Case, diagnose};
use tinsmith_codegen::report::{Code, Color, Report, Severity, Source};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/errors")
}

/// The cases, by name.
fn cases() -> Vec<(String, Case)> {
    let folders = fs::read_dir(folder()).unwrap();
    let folders = folders.map(|entry| entry.unwrap().path());
    let mut cases: Vec<(String, Case)> = folders
        .filter(|path| path.is_dir())
        .map(|path| {
            let read = |name: &str| fs::read_to_string(path.join(name)).ok();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let arguments = read("arguments.txt").unwrap_or_default();
            let model = read("model.json").unwrap_or_else(|| panic!("{name} has a model"));
            let case = Case::new(model, read("overlay.json"), &arguments);
            (name, case)
        })
        .collect();
    cases.sort_by(|(a, _), (b, _)| a.cmp(b));
    cases
}

/// What is printed of a case.
fn render(case: &Case) -> String {
    let (in_spec, in_overlay): (Vec<_>, Vec<_>) = diagnose(case)
        .into_iter()
        .partition(|problem| problem.source == Source::Spec);
    let spec = Report::new(&case.spec, in_spec).render("model.json", &case.spec, Color::Plain);
    let overlay = case.overlay.as_deref().unwrap_or_default();
    spec + &Report::new(overlay, in_overlay).render("overlay.json", overlay, Color::Plain)
}

#[test]
fn every_case_says_what_is_expected() {
    let bless_wanted = std::env::var_os("TINSMITH_BLESS").is_some();
    let mut different = Vec::new();
    for (name, case) in cases() {
        let rendered = render(&case);
        let path = folder().join(&name).join("expected.txt");
        if bless_wanted {
            fs::write(&path, &rendered).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if rendered != expected {
            different.push(format!("{name}:\n{rendered}"));
        }
    }
    assert!(
        different.is_empty(),
        "these differ; run with TINSMITH_BLESS=1 and read the diff:\n{}",
        different.join("\n"),
    );
}

#[test]
fn every_code_has_a_case_and_every_case_one_mistake() {
    let mut seen = BTreeSet::new();
    let mut odd = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 190, "the cases are all there");
    for (name, case) in &cases {
        let codes: Vec<Code> = diagnose(case).iter().map(|p| p.code).collect();
        if (codes.len() == 1) == name.starts_with("several-") {
            odd.push(format!("{name}: {codes:?}"));
        }
        seen.extend(codes);
    }
    assert!(odd.is_empty(), "{odd:#?}");
    let missing: Vec<_> = Code::ALL
        .iter()
        .filter(|code| !seen.contains(code))
        .collect();
    assert!(missing.is_empty(), "no case has {missing:?}");
}

#[test]
fn every_problem_says_where_and_what() {
    let mut odd = Vec::new();
    for (name, case) in cases() {
        for problem in diagnose(&case) {
            let has_label = !problem.label.is_empty();
            let has_help = problem.help.is_some() || problem.severity() != Severity::Error;
            let is_sentence = problem.message.is_empty() || problem.message.ends_with('.');
            if !has_label || !has_help || is_sentence {
                odd.push(format!("{name}: {problem:?}"));
            }
        }
    }
    assert!(odd.is_empty(), "{odd:#?}");
}
