use std::fs;
use std::process::Stdio;

use crate::sandbox::{Run, SPEC, Sandbox, has_line};

const GENERATED: &str = "repo/models/src/generated";

#[test]
fn the_first_run_creates_and_the_second_changes_nothing() {
    let sandbox = Sandbox::new();
    let first = sandbox.run(&["codegen"]);
    assert_eq!((first.code, &*first.stdout), (0, ""), "{}", first.stderr);
    assert!(has_line(
        &first.stderr,
        "Created models/src/generated/mod.rs"
    ));
    assert!(has_line(
        &first.stderr,
        "Created models/src/generated/mini/types.rs"
    ));
    let last = first.stderr.lines().last().unwrap();
    assert!(last.starts_with("    Finished 1 API, "), "{last}");
    assert!(last.ends_with(" created)"), "{last}");

    let times = sandbox.age("repo/models");
    let second = sandbox.run(&["codegen"]);
    assert_eq!((second.code, &*second.stdout), (0, ""));
    assert_eq!(second.stderr.lines().count(), 1, "{}", second.stderr);
    assert!(
        second.stderr.ends_with(" unchanged)\n"),
        "{}",
        second.stderr
    );
    assert_eq!(sandbox.times("repo/models"), times);
}

#[test]
fn only_what_changed_is_written() {
    let sandbox = Sandbox::generated();
    let times = sandbox.age(GENERATED);
    sandbox.edit("repo/spec/mini.json", "\"Size\"", "\"Weight\"");
    let run = sandbox.run(&["codegen"]);
    assert_eq!(run.code, 0);
    assert!(has_line(
        &run.stderr,
        "Updated models/src/generated/mini/types.rs"
    ));
    assert!(
        sandbox
            .read(&format!("{GENERATED}/mini/types.rs"))
            .contains("weight")
    );
    let now = sandbox.times(GENERATED);
    for (path, is_same) in [
        ("mini/types.rs", false),
        ("mini/enums.rs", true),
        ("mod.rs", true),
    ] {
        let path = format!("{GENERATED}/{path}");
        assert_eq!(now[&path] == times[&path], is_same, "{path}");
    }
}

#[test]
fn an_api_that_is_gone_leaves_nothing_behind() {
    let sandbox = Sandbox::new();
    sandbox.write("repo/spec/other.json", SPEC);
    assert_eq!(sandbox.run(&["codegen"]).code, 0);
    assert!(sandbox.path(&format!("{GENERATED}/other/mod.rs")).exists());
    fs::remove_file(sandbox.path("repo/spec/other.json")).unwrap();
    let run = sandbox.run(&["codegen"]);
    assert!(has_line(
        &run.stderr,
        "Removed models/src/generated/other/mod.rs"
    ));
    assert!(!sandbox.path(&format!("{GENERATED}/other")).exists());
    assert_eq!(
        sandbox.files("repo/models"),
        Sandbox::generated().files("repo/models")
    );
}

/// Checks, which must not change anything.
fn check(sandbox: &Sandbox) -> Run {
    let before = sandbox.files("repo");
    let run = sandbox.run(&["codegen", "--check"]);
    assert_eq!(sandbox.files("repo"), before);
    run
}

#[test]
fn a_check_passes_when_all_is_up_to_date() {
    let run = check(&Sandbox::generated());
    assert_eq!((run.code, &*run.stdout), (0, ""));
    assert!(run.stderr.ends_with("all up to date\n"), "{}", run.stderr);
}

#[test]
fn a_check_shows_what_is_stale_missing_or_orphaned_and_how_to_mend_it() {
    let sandbox = Sandbox::generated();
    sandbox.edit(
        &format!("{GENERATED}/mini/types.rs"),
        "pub size:",
        "pub length:",
    );
    let orphan = sandbox.read(&format!("{GENERATED}/mod.rs"));
    sandbox.write(&format!("{GENERATED}/a_orphan.rs"), &orphan);
    fs::remove_file(sandbox.path(&format!("{GENERATED}/mini/enums.rs"))).unwrap();
    let run = check(&sandbox);
    assert_eq!(run.code, 1);
    for line in [
        "+++ models/src/generated/mini/types.rs",
        "--- models/src/generated/a_orphan.rs",
        "+++ models/src/generated/mini/enums.rs",
        "--- /dev/null",
        "+++ /dev/null",
        "-    pub length: Option<i32>,",
        "+    pub size: Option<i32>,",
    ] {
        assert!(has_line(&run.stdout, line), "{line}: {}", run.stdout);
    }
    assert!(
        run.stderr.contains(": 1 stale, 1 missing, 1 orphaned"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.ends_with("help: run `cargo xtask codegen`\n"),
        "{}",
        run.stderr
    );

    assert_eq!(sandbox.run(&["codegen"]).code, 0);
    assert_eq!(check(&sandbox).code, 0);
}

#[test]
fn a_check_of_nothing_generated_is_short() {
    let run = check(&Sandbox::new());
    assert_eq!(run.code, 1);
    assert!(run.stdout.lines().count() <= 61);
    assert!(run.stdout.contains("… and "), "{}", run.stdout);
}

#[test]
fn line_ends_count() {
    let sandbox = Sandbox::generated();
    sandbox.edit(&format!("{GENERATED}/mod.rs"), "\n", "\r\n");
    let run = check(&sandbox);
    assert_eq!(run.code, 1);
    assert!(
        run.stdout.contains("only line ends differ"),
        "{}",
        run.stdout
    );
}

#[test]
fn hand_written_files_are_never_touched() {
    let sandbox = Sandbox::generated();
    sandbox.write(&format!("{GENERATED}/mini/extra.rs"), "// mine\n");
    sandbox.write(&format!("{GENERATED}/mini/types.rs"), "// mine, too\n");
    sandbox.edit("repo/spec/mini.json", "\"Size\"", "\"Weight\"");
    let before = sandbox.files("repo");
    for arguments in [&["codegen"][..], &["codegen", "--check"]] {
        let run = sandbox.run(arguments);
        assert_eq!((run.code, &*run.stdout), (2, ""));
        for name in ["extra", "types"] {
            let line = format!("`models/src/generated/mini/{name}.rs` has no `@generated` mark");
            assert!(run.stderr.contains(&line), "{}", run.stderr);
        }
        assert!(
            run.stderr.contains("\nhelp: move it elsewhere"),
            "{}",
            run.stderr
        );
        assert_eq!(sandbox.files("repo"), before);
    }
}

#[test]
fn a_bad_spec_changes_nothing_and_is_shown_with_its_place() {
    let sandbox = Sandbox::generated();
    sandbox.edit("repo/spec/mini.json", "smithy.api#Integer", "mini#Missing");
    let before = sandbox.files("repo");
    let run = sandbox.run(&["codegen"]);
    assert_eq!((run.code, &*run.stdout), (2, ""));
    assert!(run.stderr.starts_with("error[E"), "{}", run.stderr);
    assert!(run.stderr.contains("spec/mini.json:24:"), "{}", run.stderr);
    assert!(run.stderr.contains("mini#Missing"), "{}", run.stderr);
    assert_eq!(sandbox.files("repo"), before);
}

#[test]
fn a_spec_that_is_no_text_is_a_plain_error() {
    let sandbox = Sandbox::new();
    fs::write(sandbox.path("repo/spec/mini.json"), b"{\n\"a\": \"\xff\"}").unwrap();
    let run = sandbox.run(&["codegen"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("line 2 is not UTF-8"), "{}", run.stderr);
}

#[test]
fn quiet_runs_say_nothing_unless_something_is_wrong() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["codegen", "--quiet"]);
    assert_eq!((run.code, &*run.stdout, &*run.stderr), (0, "", ""));
    let run = sandbox.run(&["-q", "codegen", "--check"]);
    assert_eq!((run.code, &*run.stdout, &*run.stderr), (0, "", ""));
    sandbox.edit("repo/spec/mini.json", "\"Size\"", "\"Weight\"");
    let run = sandbox.run(&["codegen", "--check", "-q"]);
    assert_eq!(run.code, 1);
    assert!(!run.stdout.is_empty() && run.stderr.starts_with("error: "));
}

#[test]
fn runs_at_the_same_time_take_turns() {
    let sandbox = Sandbox::new();
    let start = || {
        let mut command = sandbox.command("repo", &["codegen", "-q"]);
        command.stderr(Stdio::piped()).spawn().unwrap()
    };
    let runs = [start(), start(), start(), start()];
    for run in runs {
        let output = run.wait_with_output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }
    assert_eq!(
        sandbox.files("repo/models"),
        Sandbox::generated().files("repo/models")
    );
}
