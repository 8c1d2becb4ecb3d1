use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::sandbox::{SPEC, Sandbox, has_line, run};

/// A small description in botocore's format.
const KETTLE: &str = r#"{
  "version": "2.0",
  "metadata": {
    "apiVersion": "2020-01-01",
    "endpointPrefix": "kettle",
    "protocol": "rest-json",
    "serviceFullName": "Kettle",
    "serviceId": "Kettle",
    "uid": "kettle-2020-01-01"
  },
  "operations": {
    "Boil": {
      "name": "Boil",
      "http": { "method": "POST", "requestUri": "/boil" },
      "input": { "shape": "BoilRequest" },
      "documentation": "<p>Heats water.</p>"
    },
    "Pour": {
      "name": "Pour",
      "http": { "method": "POST", "requestUri": "/pour" },
      "input": { "shape": "PourRequest" }
    }
  },
  "shapes": {
    "BoilRequest": {
      "type": "structure",
      "members": {
        "Litres": { "shape": "Volume", "locationName": "litres" },
        "Pints": {
          "shape": "Volume",
          "documentation": "<p>(DEPRECATED) How much. Use <code>Litres</code> instead.</p>"
        }
      }
    },
    "PourRequest": { "type": "structure", "members": { "Cup": { "shape": "Cup" } } },
    "Cup": { "type": "string", "enum": ["mug", "tea-glass"] },
    "Volume": { "type": "double" }
  }
}
"#;

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("kettle.json", KETTLE);
    sandbox
}

#[test]
fn botocore_becomes_a_spec_that_is_generated_from() {
    let sandbox = sandbox();
    let run = sandbox.run(&["import", "../kettle.json", "--out", "spec/kettle.json"]);
    assert_eq!((run.code, &*run.stdout), (0, ""), "{}", run.stderr);
    for line in [
        "Imported service com.amazonaws.kettle#Kettle from botocore, protocol restJson1",
        "Taken 2 of 2 operations, 4 of 4 shapes",
        "Created spec/kettle.json",
    ] {
        assert!(has_line(&run.stderr, line), "{line}: {}", run.stderr);
    }
    assert_eq!(sandbox.run(&["codegen"]).code, 0);
    let enums = sandbox.read("repo/models/src/generated/kettle/enums.rs");
    assert!(enums.contains("TeaGlass"));

    let times = sandbox.age("repo/spec");
    let again = sandbox.run(&["import", "../kettle.json", "--out", "spec/kettle.json"]);
    assert!(
        has_line(&again.stderr, "Unchanged spec/kettle.json"),
        "{}",
        again.stderr
    );
    assert_eq!(sandbox.times("repo/spec"), times);
}

#[test]
fn what_is_imported_is_canonical_and_pruned() {
    let sandbox = sandbox();
    let run = sandbox.run(&["import", "../kettle.json", "--operation", "Pour"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("com.amazonaws.kettle#PourRequest"));
    assert!(!run.stdout.contains("Boil"), "{}", run.stdout);
    let line = "Taken 1 of 2 operations (1 left out), 2 of 4 shapes (2 left out)";
    assert!(has_line(&run.stderr, line), "{}", run.stderr);

    sandbox.write("pour.json", &run.stdout);
    let again = sandbox.run(&["import", "../pour.json", "-q"]);
    assert_eq!(
        (again.code, &*again.stderr, &*again.stdout),
        (0, "", &*run.stdout)
    );
}

#[test]
fn gzip_is_read_by_import_and_codegen() {
    let sandbox = sandbox();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(KETTLE.as_bytes()).unwrap();
    let path = sandbox.path("kettle-2.json.gz");
    fs::write(path, encoder.finish().unwrap()).unwrap();
    let plain = sandbox.run(&["import", "../kettle.json"]);
    let zipped = sandbox.run(&["import", "../kettle-2.json.gz"]);
    assert_eq!((zipped.code, zipped.stdout), (0, plain.stdout));

    let run = sandbox.run(&[
        "codegen",
        "--spec",
        "../kettle-2.json.gz",
        "--out",
        "../out",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let manifest = sandbox.read("out/Cargo.toml");
    assert!(manifest.contains("name = \"kettle-2\""), "{manifest}");
}

#[test]
fn a_dash_is_stdin() {
    let sandbox = sandbox();
    let plain = sandbox.run(&["import", "../kettle.json"]);
    let piped = |arguments: &[&str], text: &str| {
        sandbox.write("input", text);
        let mut command = sandbox.command("repo", arguments);
        command.stdin(fs::File::open(sandbox.path("input")).unwrap());
        run(command)
    };
    let read = piped(&["import", "-"], KETTLE);
    assert_eq!(
        (read.code, read.stdout),
        (0, plain.stdout),
        "{}",
        read.stderr
    );
    let broken = piped(&["import", "-"], "{\"smithy\": ");
    assert_eq!(broken.code, 2);
    assert!(
        broken.stderr.contains("--> <stdin>:1:1"),
        "{}",
        broken.stderr
    );
    let to_crate = ["codegen", "--spec", "-", "--out", "../out", "--name", "pot"];
    let made = piped(&to_crate, KETTLE);
    assert_eq!(made.code, 0, "{}", made.stderr);
    assert!(sandbox.read("out/Cargo.toml").contains("name = \"pot\""));
}

#[test]
fn texts_deprecate_on_request() {
    let sandbox = sandbox();
    let off = sandbox.run(&["import", "../kettle.json"]);
    assert!(!off.stdout.contains("smithy.api#deprecated"));
    let on = sandbox.run(&["import", "../kettle.json", "--promote-deprecated"]);
    assert!(on.stdout.contains("smithy.api#deprecated"));
    let line = "Deprecated com.amazonaws.kettle#BoilRequest$Pints: Use Litres instead.";
    assert!(has_line(&on.stderr, line), "{}", on.stderr);
}

#[test]
fn only_specs_are_replaced() {
    let sandbox = sandbox();
    let import = |out: &str| sandbox.run(&["import", "../kettle.json", "--out", out]);
    assert!(has_line(
        &import("spec/mini.json").stderr,
        "Updated spec/mini.json"
    ));
    sandbox.write("repo/package.json", "{\"name\": \"mine\"}");
    sandbox.write("repo/notes.txt", "mine");
    for out in [
        "package.json",
        "notes.txt",
        "spec",
        "spec/mini.overlay.json",
    ] {
        let before = sandbox.files("repo");
        let run = import(out);
        assert_eq!(run.code, 2, "{out}");
        let message = format!("error: `{out}` is not replaced");
        assert!(run.stderr.starts_with(&message), "{}", run.stderr);
        assert_eq!(sandbox.files("repo"), before);
    }
    let run = import("nowhere/x.json");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("nothing was written"), "{}", run.stderr);
}

#[test]
fn what_cannot_be_imported_is_said_with_its_place() {
    let sandbox = sandbox();
    let import = |text: &str| {
        sandbox.write("bad.json", text);
        sandbox.run(&["import", "../bad.json", "--out", "spec/bad.json"])
    };
    let table = [
        ("{\"openapi\": \"3.1.0\"}", "error[E008]", "OpenAPI"),
        ("{\"a\": }", "error[E001]", "../bad.json:1:7"),
        (
            &KETTLE.replace(
                "\"Cup\": { \"shape\": \"Cup\" }",
                "\"Cup\": { \"shape\": \"Cpu\" }",
            ),
            "error[E012]",
            "Cpu",
        ),
    ];
    for (text, code, words) in table {
        let run = import(text);
        assert_eq!((run.code, &*run.stdout), (2, ""));
        assert!(run.stderr.starts_with(code), "{}", run.stderr);
        assert!(run.stderr.contains(words), "{}", run.stderr);
        assert!(
            has_line(&run.stderr, "error: `../bad.json` has 1 error"),
            "{}",
            run.stderr
        );
    }
    let missing = sandbox.run(&["import", "../kettle.json", "--operation", "Boli"]);
    assert_eq!(missing.code, 2);
    assert!(missing.stderr.contains("Boil"), "{}", missing.stderr);
    let service = sandbox.run(&["import", "../kettle.json", "--service", "Pot"]);
    assert_eq!(service.code, 2);
    assert!(service.stderr.contains("error[E050]"), "{}", service.stderr);
    assert!(!sandbox.path("repo/spec/bad.json").exists());
}

/// Deprecates a member of the small API.
const OVERLAY: &str = r#"{
    "smithy": "2.0",
    "shapes": {
        "mini#Thing$Size": {
            "type": "apply",
            "traits": { "smithy.api#deprecated": { "message": "Sizes are no more." } }
        }
    }
}
"#;

#[test]
fn an_overlay_beside_a_spec_is_applied() {
    let sandbox = Sandbox::generated();
    sandbox.write("repo/spec/mini.overlay.json", OVERLAY);
    assert_eq!(sandbox.run(&["codegen", "--check"]).code, 1);
    let run = sandbox.run(&["codegen"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let types = sandbox.read("repo/models/src/generated/mini/types.rs");
    assert!(types.contains("Sizes are no more."));
}

#[test]
fn an_overlay_expires() {
    let sandbox = Sandbox::new();
    sandbox.write("repo/spec/mini.overlay.json", OVERLAY);
    let out = ["import", "spec/mini.json", "--out", "spec/mini.json"];
    let with = [&out[..], &["--overlay", "spec/mini.overlay.json"]].concat();
    let import = sandbox.run(&with);
    assert_eq!(import.code, 0, "{}", import.stderr);
    assert!(
        import
            .stderr
            .contains("warning: `spec/mini.overlay.json` is part of"),
        "{}",
        import.stderr
    );
    let run = sandbox.run(&["codegen"]);
    assert_eq!(run.code, 2);
    for words in [
        "error[E035]",
        "--> spec/mini.overlay.json:6:25",
        "changes nothing",
        "error: `spec/mini.overlay.json` has 1 error",
    ] {
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }
    fs::remove_file(sandbox.path("repo/spec/mini.overlay.json")).unwrap();
    assert_eq!(sandbox.run(&["codegen"]).code, 0);
}

#[test]
fn a_standalone_crate_takes_an_overlay_that_is_named() {
    let sandbox = Sandbox::new();
    sandbox.write("repo/spec/mini.overlay.json", OVERLAY);
    let command = ["codegen", "--spec", "spec/mini.json", "--out", "../out"];
    let without = sandbox.run(&command);
    assert_eq!(without.code, 0, "{}", without.stderr);
    assert!(
        without
            .stderr
            .contains("`--overlay spec/mini.overlay.json`"),
        "{}",
        without.stderr
    );
    assert!(!sandbox.read("out/src/types.rs").contains("no more"));
    let with = [&command[..], &["--overlay", "spec/mini.overlay.json"]].concat();
    let with = sandbox.run(&with);
    assert_eq!(with.code, 0, "{}", with.stderr);
    assert!(sandbox.read("out/src/types.rs").contains("no more"));
}

#[test]
fn all_broken_specs_are_shown_at_once() {
    let sandbox = Sandbox::new();
    sandbox.edit("repo/spec/mini.json", "smithy.api#Integer", "mini#Gone");
    sandbox.write(
        "repo/spec/other.json",
        &SPEC.replace(
            "{ \"target\": \"mini#Color\" }",
            "{ \"target\": \"mini#Lost\" }",
        ),
    );
    let run = sandbox.run(&["codegen", "--check"]);
    assert_eq!((run.code, &*run.stdout), (2, ""));
    for words in ["mini#Gone", "mini#Lost", "`spec/mini.json` has 1 error"] {
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }
}
