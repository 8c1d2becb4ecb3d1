//! Standalone crates and where their runtime is: their own, or one for several.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::sandbox::{Sandbox, argument, has_line};

const README: &str = include_str!("../../../README.md");

/// The API that the README has a crate made of.
const MY_API: &str = r#"{
    "smithy": "2.0",
    "shapes": {
        "my#Api": {
            "type": "service",
            "operations": [{ "target": "my#GetThing" }],
            "traits": { "aws.protocols#restJson1": {} }
        },
        "my#GetThing": {
            "type": "operation",
            "input": { "target": "my#GetThingInput" },
            "output": { "target": "my#GetThingOutput" },
            "traits": { "smithy.api#http": { "method": "GET", "uri": "/things/{Name}", "code": 200 } }
        },
        "my#GetThingInput": {
            "type": "structure",
            "members": {
                "Name": {
                    "target": "smithy.api#String",
                    "traits": { "smithy.api#required": {}, "smithy.api#httpLabel": {} }
                }
            }
        },
        "my#GetThingOutput": {
            "type": "structure",
            "members": {
                "Size": {
                    "target": "smithy.api#Integer",
                    "traits": { "smithy.api#jsonName": "size" }
                }
            }
        }
    }
}
"#;

/// One function for the operations of two crates, twice: of two that were generated, which have
/// the first one's runtime, and of one and the models, which have this repository's.
const TOGETHER: &str = r#"
use my_api::tinsmith_runtime::http as ours;
use tinsmith_models::tinsmith_runtime::http as models;

fn of_ours<O: ours::HttpOperation>(input: O::Input) -> String {
    O::request(input).unwrap().uri().to_string()
}

fn of_models<O: models::HttpOperation>(input: O::Input) -> String {
    O::request(input).unwrap().uri().to_string()
}

fn main() {
    assert_eq!(of_ours::<my_api::GetThing>(my_api::GetThingInput::new("a b")), "/things/a%20b");
    assert_eq!(of_ours::<mini::Get>(()), "/get");
    let input = tinsmith_models::amplifybackend::GetBackendAuthRequest::new("a", "b", "c");
    let uri = of_models::<tinsmith_models::amplifybackend::GetBackendAuth>(input);
    assert_eq!(uri, "/backend/a/auth/b/details");
    assert_eq!(of_models::<beside::Get>(()), "/get");
}
"#;

/// One function for the operations of two crates that have two runtimes.
const APART: &str = r"
fn name<O: my_api::tinsmith_runtime::Operation>() -> &'static str {
    O::NAME
}

fn main() {
    name::<my_api::GetThing>();
    name::<beside::Get>();
}
";

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Generates a crate of the small API beside the sandbox's repository.
fn mini(sandbox: &Sandbox, out: &str, more: &[&str]) -> crate::sandbox::Run {
    let out = format!("../{out}");
    let command = ["codegen", "--spec", "spec/mini.json", "--out", &out];
    sandbox.run(&[&command, more].concat())
}

/// The first block of a kind in the README's section on crates of one's own.
fn block(kind: &str) -> &'static str {
    let (_, section) = README.split_once("\n## Your own API\n").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let (_, block) = section.split_once(&format!("\n```{kind}\n")).unwrap();
    block.split_once("```\n").unwrap().0
}

/// Runs cargo on the crate that uses the others. What does not change from run to run is
/// compiled once.
fn cargo(sandbox: &Sandbox, arguments: &[&str]) -> Output {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("runtime");
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(sandbox.path("user"))
        .args(arguments)
        .arg("--target-dir")
        .arg(target)
        .output()
        .unwrap()
}

#[test]
fn crates_are_used_as_the_readme_says_and_together_if_they_have_one_runtime() {
    let sandbox = Sandbox::new();
    sandbox.write("repo/my-api.json", MY_API);
    let line = block("console").trim();
    let command = line.strip_prefix("$ cargo xtask ").unwrap().split(' ');
    let command: Vec<&str> = command.chain(["--member-names"]).collect();
    assert_eq!(sandbox.run(&command).code, 0);
    let share = mini(&sandbox, "mini", &["--runtime", "../my-api-types/runtime"]);
    assert_eq!(share.code, 0, "{}", share.stderr);
    let runtime = repository().join("models/runtime");
    let more = ["--runtime", argument(&runtime), "--name", "beside"];
    let share = mini(&sandbox, "beside", &more);
    assert_eq!(share.code, 0, "{}", share.stderr);

    let dependencies = block("toml");
    let models = toml::Value::from(argument(&repository().join("models")));
    sandbox.write(
        "user/Cargo.toml",
        &format!(
            "[package]\nname = \"user\"\nedition = \"2024\"\n\n[workspace]\n\n{dependencies}\
             mini = {{ path = \"../mini\", features = [\"http\"] }}\n\
             beside = {{ path = \"../beside\", features = [\"http\"] }}\n\
             tinsmith-models = {{ path = {models}, features = [\"http\"] }}\n"
        ),
    );
    let lock = std::fs::read_to_string(repository().join("Cargo.lock")).unwrap();
    sandbox.write("user/Cargo.lock", &lock);
    sandbox.write("user/src/bin/readme.rs", block("rust,ignore"));
    sandbox.write("user/src/bin/together.rs", TOGETHER);
    sandbox.write("user/src/bin/apart.rs", APART);
    for bin in ["readme", "together"] {
        let run = cargo(&sandbox, &["run", "--bin", bin]);
        let errors = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{bin}: {errors}");
    }
    let apart = cargo(&sandbox, &["check", "--bin", "apart"]);
    let errors = String::from_utf8_lossy(&apart.stderr);
    assert!(errors.contains("error[E0277]"), "{errors}");
}

#[test]
fn a_crate_has_its_own_runtime_or_anothers() {
    let sandbox = Sandbox::new();
    assert_eq!(mini(&sandbox, "first", &["--name", "first"]).code, 0);
    assert_eq!(mini(&sandbox, "deep/second", &[]).code, 0);
    let other = ["--runtime", "../first/runtime"];
    let shared = mini(&sandbox, "deep/second", &other);
    assert_eq!(shared.code, 0, "{}", shared.stderr);
    assert!(!sandbox.path("deep/second/runtime/src").exists());
    let manifest = sandbox.read("deep/second/Cargo.toml");
    let dependency =
        "tinsmith-runtime = { path = \"../../first/runtime\", package = \"first-runtime\" }";
    assert!(has_line(&manifest, dependency), "{manifest}");
    let again = mini(&sandbox, "deep/second", &other);
    assert_eq!(again.stderr.lines().count(), 1, "{}", again.stderr);

    assert_eq!(mini(&sandbox, "deep/second", &[]).code, 0);
    assert!(sandbox.path("deep/second/runtime/src/lib.rs").exists());
}

#[test]
fn what_is_no_runtime_is_refused() {
    let sandbox = Sandbox::new();
    assert_eq!(mini(&sandbox, "out", &[]).code, 0);
    sandbox.write("odd/Cargo.toml", "[package]\nname = \"odd\"\n");
    let before = sandbox.files("out");
    for (path, because) in [
        ("../nowhere", "cannot read `../nowhere/Cargo.toml`"),
        ("../odd", "its library is `odd`, not `tinsmith_runtime`"),
        ("../out", "its library is `mini`"),
        ("../out/runtime", "this one would be removed"),
    ] {
        let run = mini(&sandbox, "out", &["--runtime", path]);
        assert_eq!(run.code, 2, "{path}: {}", run.stderr);
        assert!(run.stderr.contains(because), "{path}: {}", run.stderr);
        assert!(run.stderr.contains("help: "), "{path}: {}", run.stderr);
        assert_eq!(sandbox.files("out"), before, "{path}");
    }
}

#[test]
fn a_crate_cannot_be_called_as_its_runtime_is() {
    let sandbox = Sandbox::new();
    assert_eq!(mini(&sandbox, "first", &["--name", "first"]).code, 0);
    let more = ["--runtime", "../first/runtime", "--name", "first-runtime"];
    let run = mini(&sandbox, "out", &more);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(
        run.stderr.contains("its runtime is called that"),
        "{}",
        run.stderr
    );
    assert!(!sandbox.path("out").exists());
}

#[test]
fn a_runtime_of_another_version_is_told_of() {
    let sandbox = Sandbox::new();
    assert_eq!(mini(&sandbox, "first", &["--name", "first"]).code, 0);
    sandbox.edit(
        "first/runtime/src/lib.rs",
        "forbid(unsafe_code)",
        "deny(unsafe_code)",
    );
    let other = ["--runtime", "../first/runtime"];
    let run = mini(&sandbox, "out", &other);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("`src/lib.rs` differs"),
        "{}",
        run.stderr
    );
    let denied = mini(
        &sandbox,
        "denied",
        &[&other[..], &["--deny", "warnings"]].concat(),
    );
    assert_eq!(denied.code, 2);
    assert!(!sandbox.path("denied").exists());
}
