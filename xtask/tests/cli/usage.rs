use std::fs;

use crate::sandbox::{Sandbox, argument, run};

#[test]
fn bad_usage_is_2_and_help_is_0() {
    let sandbox = Sandbox::new();
    for wrong in [
        &[][..],
        &["build"],
        &["codegen", "--spec", "spec/mini.json"],
        &[
            "codegen",
            "--check",
            "--spec",
            "spec/mini.json",
            "--out",
            "x",
        ],
        &[
            "codegen",
            "--spec",
            "spec/mini.json",
            "--out",
            "x",
            "--json-schema",
        ],
        &["codegen", "--color", "sometimes"],
        &["completions", "tcsh"],
    ] {
        let run = sandbox.run(wrong);
        assert_eq!((run.code, &*run.stdout), (2, ""), "{wrong:?}");
        assert!(!run.stderr.is_empty(), "{wrong:?}");
    }
    let help = sandbox.run(&["codegen", "--help"]);
    assert_eq!((help.code, &*help.stderr), (0, ""));
    assert!(help.stdout.contains("Usage: cargo xtask codegen"));
}

#[test]
fn outside_a_repository_there_is_nothing_to_do() {
    let sandbox = Sandbox::new();
    let run = run(sandbox.command("tmp", &["codegen"]));
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("error: "), "{}", run.stderr);
    assert!(
        run.stderr.contains("is not in a workspace"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("\nhelp: "), "{}", run.stderr);
}

#[test]
fn the_repository_is_found_from_below_and_through_cargo() {
    let sandbox = Sandbox::generated();
    assert_eq!(
        run(sandbox.command("repo/models/src", &["codegen", "--check"])).code,
        0
    );

    let mut through_cargo = sandbox.command("tmp", &["codegen", "--check"]);
    let package = sandbox.path("repo/xtask");
    fs::create_dir(&package).unwrap();
    through_cargo
        .env("CARGO_MANIFEST_DIR", argument(&package))
        .env("CARGO_PKG_NAME", "xtask");
    assert_eq!(run(through_cargo).code, 0);

    let mut through_another = sandbox.command("tmp", &["codegen", "--check"]);
    through_another
        .env("CARGO_MANIFEST_DIR", argument(&package))
        .env("CARGO_PKG_NAME", "another");
    assert_eq!(run(through_another).code, 2);
}

#[test]
fn a_repository_without_specs_keeps_what_it_has() {
    let sandbox = Sandbox::generated();
    fs::remove_file(sandbox.path("repo/spec/mini.json")).unwrap();
    let before = sandbox.files("repo");
    let run = sandbox.run(&["codegen"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("there is no spec/*.json"),
        "{}",
        run.stderr
    );
    assert_eq!(sandbox.files("repo"), before);
}

#[test]
fn colour_is_for_terminals_and_those_who_ask() {
    let sandbox = Sandbox::generated();
    let coloured = |arguments: &[&str], no_color: bool| {
        let mut command = sandbox.command("repo", arguments);
        if no_color {
            command.env("NO_COLOR", "1");
        }
        run(command).stderr.contains('\u{1b}')
    };
    assert!(!coloured(&["codegen"], false), "this is no terminal");
    assert!(coloured(&["codegen", "--color", "always"], false));
    assert!(coloured(&["codegen", "--color", "always"], true));
    assert!(!coloured(&["codegen", "--color", "never"], false));

    let mut forced = sandbox.command("repo", &["codegen"]);
    forced.env("CLICOLOR_FORCE", "1");
    assert!(run(forced).stderr.contains('\u{1b}'));
}

#[test]
fn denied_warnings_stop_before_anything_is_written() {
    let sandbox = Sandbox::new();
    let odd = crate::sandbox::SPEC.replace(
        r#""aws.protocols#restJson1": {}"#,
        r#""aws.protocols#restJson1": {}, "smithy.api#notATrait": {}"#,
    );
    sandbox.write("repo/spec/mini.json", &odd);
    let before = sandbox.files("repo/models");
    for command in [
        &["codegen", "--deny", "warnings"][..],
        &[
            "codegen",
            "--spec",
            "spec/mini.json",
            "--out",
            "../out",
            "--deny",
            "warnings",
        ],
        &["import", "spec/mini.json", "--deny", "warnings"],
    ] {
        let run = sandbox.run(command);
        assert_eq!(
            (run.code, &*run.stdout),
            (2, ""),
            "{command:?}: {}",
            run.stderr
        );
        assert!(run.stderr.contains("warning[W001]"), "{}", run.stderr);
        assert!(
            run.stderr
                .contains("error: 1 warning denied by `--deny warnings`"),
            "{}",
            run.stderr
        );
    }
    assert_eq!(sandbox.files("repo/models"), before);
    assert!(!sandbox.path("out").exists());
    assert_eq!(sandbox.run(&["codegen"]).code, 0);
}
