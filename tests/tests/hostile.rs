//! Specs that try to get out of the places where their texts belong: what comes of them compiles,
//! tests nothing, and holds what the model accounts for and nothing else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tinsmith_codegen::file::File;
use tinsmith_codegen::input::{self, Input};
use tinsmith_codegen::model::Model;
use tinsmith_codegen::output::{self, Api, CrateOptions, Runtime};
use tinsmith_codegen::report::{Problem, Severity};
use tinsmith_codegen::rust::{Flavour, MemberNames};
use tinsmith_codegen::smithy::Selection;
use tinsmith_tests::{audit, hostile};

const FLAVOURS: [(&str, Flavour); 2] = [
    ("explicit", Flavour::Explicit),
    ("derive", Flavour::Derive { json_schema: false }),
];

fn model(spec: &str) -> Model {
    let input = Input {
        spec,
        overlay: None,
    };
    match input::read(input, &Selection::default()) {
        Ok((model, _warnings)) => model,
        Err(problems) => {
            let is_error = |problem: &&Problem| problem.severity() == Severity::Error;
            let errors: Vec<_> = problems.iter().filter(is_error).take(5).collect();
            panic!("{errors:#?}");
        }
    }
}

fn specs() -> [(&'static str, String); 2] {
    [
        ("smithy", hostile::smithy()),
        ("botocore", hostile::botocore()),
    ]
}

fn generate(model: &Model, flavour: Flavour) -> Vec<File> {
    let options = CrateOptions {
        name: "hostile".to_owned(),
        flavour,
        member_names: MemberNames::Emit,
        runtime: Runtime::Own,
    };
    let generated = output::standalone(model, &options);
    generated.unwrap_or_else(|error| panic!("{error}")).files
}

#[test]
fn nothing_is_there_that_the_model_does_not_account_for() {
    for (format, spec) in specs() {
        let model = model(&spec);
        for (name, flavour) in FLAVOURS {
            let faults = audit::faults(&model, &generate(&model, flavour), flavour);
            assert!(faults.is_empty(), "{format}, {name}: {faults:#?}");
        }
    }
}

#[test]
fn each_text_of_an_operation_stays_a_text() {
    for spec in hostile::operations() {
        let model = model(&spec);
        let files = generate(&model, Flavour::Explicit);
        let has_openapi = |file: &File| file.path.ends_with("openapi.json");
        assert!(files.iter().any(has_openapi), "{spec}");
        let faults = audit::faults(&model, &files, Flavour::Explicit);
        assert!(faults.is_empty(), "{faults:#?}\n{spec}");
        no_fault_in_pages(&spec);
    }
}

#[test]
fn reference_pages_are_tables_and_text() {
    for (_, spec) in specs() {
        no_fault_in_pages(&spec);
    }
}

fn no_fault_in_pages(spec: &str) {
    let api = Api {
        name: "hostile".to_owned(),
        model: model(spec),
    };
    let generated = output::models(&[api]).unwrap_or_else(|error| panic!("{error}"));
    let (pages, faults) = audit::pages(&generated.files);
    assert!(pages > 0, "{spec}");
    assert!(faults.is_empty(), "{faults:#?}\n{spec}");
}

/// The audit itself sees what it is there for.
#[test]
fn what_is_smuggled_in_is_found() {
    let model = model(&hostile::botocore());
    let files = generate(&model, Flavour::Explicit);
    for (smuggled, path) in [
        ("pub fn smuggled() {}", "src/types.rs"),
        ("pub struct Smuggled;", "src/types.rs"),
        ("macro_rules! m { () => {} }", "src/enums.rs"),
        ("const X: &str = env!(\"HOME\");", "src/errors.rs"),
        ("mod smuggled { }", "src/lib.rs"),
        ("#[path = \"/etc/passwd\"] mod types;", "src/lib.rs"),
        (
            "/// ```\n/// panic!()\n/// ```\nimpl X { pub fn x() {} }",
            "src/types.rs",
        ),
        (
            "impl X {\n    /// ```\n    /// panic!()\n    /// ```\n    pub fn x() {} }",
            "src/wire.rs",
        ),
        ("impl X { /// <b>x\n    fn x() {} }", "src/types.rs"),
        ("extern \"C\" { fn x(); }", "src/wire.rs"),
        (
            "rt::structure! { X { 0 => { unsafe { x() } } } }",
            "src/wire.rs",
        ),
    ] {
        let mut files = files.clone();
        let file = files.iter_mut().find(|file| file.path == path);
        let file = file.unwrap_or_else(|| panic!("there is a file {path}"));
        file.contents.push_str(smuggled);
        let faults = audit::faults(&model, &files, Flavour::Explicit);
        assert!(!faults.is_empty(), "{smuggled} in {path}");
    }
    for path in [
        "src/../x.rs",
        "/etc/passwd",
        "schemas/hostile/nul.schema.json",
        "src/build.rs",
    ] {
        let mut files = files.clone();
        files[0].path = path.to_owned();
        let faults = audit::faults(&model, &files, Flavour::Explicit);
        assert!(!faults.is_empty(), "{path}");
    }
}

/// The same for what JSON documents say to people.
#[test]
fn markup_in_annotations_is_found() {
    let spec = &hostile::operations()[0];
    let model = model(spec);
    let files = generate(&model, Flavour::Explicit);
    for (keyword, text) in [
        ("description", "Deprecated: <script>alert(1)</script>"),
        ("description", "[x](javascript:alert(1))"),
        ("description", "[x]: javascript:alert(1)\n\n[x]"),
        ("description", "![x](https://example.com/x.png)"),
        ("title", "<b>"),
        ("title", "a\nb"),
        ("$comment", "\u{202e}"),
        ("summary", "<javascript:x>"),
    ] {
        for path in [
            "schemas/hostile/openapi.json",
            "schemas/hostile/hostile.schema.json",
        ] {
            let mut files = files.clone();
            let file = files.iter_mut().find(|file| file.path == path).unwrap();
            let entry = serde_json::to_string(&serde_json::json!({ keyword: text })).unwrap();
            let entry = entry.trim_matches(['{', '}']);
            file.contents = file.contents.replacen('{', &format!("{{{entry},"), 1);
            // The last of two keys counts; here that would be the original.
            let original = format!("\n  \"{keyword}\":");
            file.contents = file.contents.replace(&original, "\n  \"x-original\":");
            let faults = audit::faults(&model, &files, Flavour::Explicit);
            assert!(!faults.is_empty(), "{keyword} {text} in {path}");
        }
    }
}

/// Where crates are compiled; what is the same from run to run is compiled once.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile")
}

/// Writes a crate as it was generated, but for the runtime, which is this repository's.
fn write_crate(name: &str, files: &[File]) {
    let folder = folder().join(name);
    let _ = fs::remove_dir_all(&folder);
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/runtime");
    let runtime = format!("path = '{}'", runtime.display());
    for file in files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let contents = if file.path == "Cargo.toml" {
            let generated = "path = \"runtime\", package = \"hostile-runtime\"";
            assert!(file.contents.contains(generated), "{}", file.contents);
            let manifest = file.contents.replace(generated, &runtime);
            manifest.replace("name = \"hostile\"", &format!("name = \"{name}\""))
        } else {
            file.contents.clone()
        };
        fs::write(path, contents).unwrap();
    }
}

fn cargo(arguments: &[&str]) -> Output {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(folder()).args(arguments);
    // Documentation that names what is not there, or is hidden, would be a warning.
    cargo
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings");
    let output = cargo.output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    output
}

/// What rustdoc made of notes and documentation has no script of the spec's in it.
fn no_script(documentation: &Path) {
    let mut pages = 0;
    let mut pending = vec![documentation.to_owned()];
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            pending.extend(
                fs::read_dir(&path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else if path.extension().is_some_and(|extension| extension == "html")
            // Sources are shown as text.
            && !path.starts_with(documentation.join("src"))
        {
            pages += 1;
            let page = fs::read_to_string(&path).unwrap().to_ascii_lowercase();
            // rustdoc's own buttons.
            let page = page.replace("javascript:void(0)", "");
            for script in [
                "<script>alert",
                "href=\"javascript:",
                "<img src=x",
                "href=\"data:text",
            ] {
                for (at, _) in page.match_indices(script) {
                    // Shown as text, there is a `&lt;` before it instead.
                    let before = page[..at].rfind(['<', '>']);
                    let in_tag =
                        script.starts_with('<') || page[before.unwrap_or(0)..].starts_with('<');
                    assert!(!in_tag, "{script} in {}", path.display());
                }
            }
        }
    }
    assert!(pages > 100, "{pages} pages");
}

#[test]
fn the_crates_compile_and_have_no_doctest() {
    let mut members = Vec::new();
    for (format, spec) in specs() {
        let model = model(&spec);
        for (name, flavour) in FLAVOURS {
            let name = format!("{format}-{name}");
            write_crate(&name, &generate(&model, flavour));
            members.push(name);
        }
    }
    let workspace = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    fs::write(folder().join("Cargo.toml"), workspace).unwrap();
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder().join("Cargo.lock")).unwrap();
    cargo(&[
        "doc",
        "--quiet",
        "--workspace",
        "--no-deps",
        "--all-features",
    ]);
    no_script(&folder().join("target/doc"));
    // `doctest = false` would hide what there is.
    for member in &members {
        let manifest = folder().join(member).join("Cargo.toml");
        let text = fs::read_to_string(&manifest).unwrap();
        assert!(text.contains("doctest = false"), "{text}");
        fs::write(manifest, text.replace("doctest = false", "doctest = true")).unwrap();
    }
    let listed = cargo(&[
        "test",
        "--workspace",
        "--doc",
        "--all-features",
        "--",
        "--list",
    ]);
    let listed = String::from_utf8_lossy(&listed.stdout);
    assert!(!listed.contains(": test"), "{listed}");
    // Each crate was looked at.
    assert_eq!(listed.matches("0 tests").count(), members.len(), "{listed}");
}
