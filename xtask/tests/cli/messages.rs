use std::fs;

use serde_json::{Value, json};

use crate::sandbox::{Run, SPEC, Sandbox};

/// The objects on stdout, one a line.
fn objects(run: &Run) -> Vec<Value> {
    let lines = run.stdout.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

/// What the last object of a run says.
fn finished(success: bool, errors: usize, warnings: usize) -> Value {
    json!({ "reason": "finished", "success": success, "errors": errors, "warnings": warnings })
}

#[test]
fn json_has_an_object_for_each_problem() {
    let sandbox = Sandbox::new();
    let wrong = SPEC.replace("mini#Thing\" }", "mini#Thnig\" }").replace(
        r#""aws.protocols#restJson1": {}"#,
        r#""aws.protocols#restJson1": {}, "smithy.api#notATrait": {}"#,
    );
    sandbox.write("repo/spec/mini.json", &wrong);
    let run = sandbox.run(&["codegen", "--message-format", "json"]);
    assert_eq!(run.code, 2);
    let [warning, error, failure, end] = objects(&run).try_into().unwrap();
    assert_eq!(
        [&warning["code"], &warning["severity"], &warning["file"]],
        ["W001", "warning", "spec/mini.json"]
    );
    assert_eq!(
        [
            &error["reason"],
            &error["code"],
            &error["pointer"],
            &error["help"]
        ],
        [
            "problem",
            "E012",
            "/shapes/mini#Get/output/target",
            "did you mean `mini#Thing`?"
        ]
    );
    let span = |key: &str| usize::try_from(error[key].as_u64().unwrap()).unwrap();
    assert_eq!(
        &wrong[span("byte_start")..span("byte_end")],
        "\"mini#Thnig\""
    );
    assert_eq!(
        wrong
            .lines()
            .nth(span("line") - 1)
            .unwrap()
            .find("\"mini#Thnig\""),
        Some(span("column") - 1)
    );
    assert!(error["rendered"].as_str().unwrap().contains("E012"));
    assert_eq!(
        failure,
        json!({
            "reason": "failure",
            "message": "`spec/mini.json` has 1 error",
            "causes": [],
            "help": null,
            "codes": ["E012"],
        })
    );
    assert_eq!(end, finished(false, 1, 1));
    // People still see how it went, but not each problem twice.
    assert!(run.stderr.contains("has 1 error"), "{}", run.stderr);
    assert!(!run.stderr.contains("error[E012]"), "{}", run.stderr);
}

#[test]
fn json_ends_with_how_it_went() {
    let sandbox = Sandbox::generated();
    let run = sandbox.run(&["codegen", "--message-format", "json"]);
    assert_eq!((run.code, objects(&run)), (0, vec![finished(true, 0, 0)]));

    fs::remove_file(sandbox.path("repo/models/src/generated/mod.rs")).unwrap();
    let run = sandbox.run(&["codegen", "--check", "--message-format", "json"]);
    let file = json!({
        "reason": "file",
        "file": "models/src/generated/mod.rs",
        "state": "missing",
    });
    assert_eq!(
        (run.code, objects(&run)),
        (1, vec![file, finished(true, 0, 0)])
    );

    let arguments = [
        "codegen",
        "--spec",
        "none.json",
        "--out",
        "x",
        "--message-format=json",
    ];
    let run = sandbox.run(&arguments);
    let objects = objects(&run);
    assert_eq!((run.code, objects.len()), (2, 2));
    assert_eq!(objects[0]["reason"], "failure");
    assert_eq!(objects[1], finished(false, 1, 0));
}

#[test]
fn json_tells_of_wrong_usage_too() {
    let sandbox = Sandbox::new();
    for (arguments, message) in [
        (
            &["codegen", "--message-format", "json", "--chekc"][..],
            "unexpected argument '--chekc' found",
        ),
        (
            &["codegen", "--message-format=json", "--spec", "x.json"],
            "the following required arguments were not provided:",
        ),
    ] {
        let run = sandbox.run(arguments);
        assert_eq!(run.code, 2);
        let [failure, end] = objects(&run).try_into().unwrap();
        assert_eq!(
            [&failure["reason"], &failure["message"]],
            ["failure", message]
        );
        assert_eq!(end, finished(false, 1, 0));
        assert!(run.stderr.contains("Usage: "), "{}", run.stderr);
    }
    let run = sandbox.run(&["codegen", "--message-format=json", "--help"]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.contains("Usage: "), "{}", run.stdout);
}

#[test]
fn json_and_a_spec_do_not_share_stdout() {
    let sandbox = Sandbox::new();
    let to_stdout = ["import", "spec/mini.json", "--message-format", "json"];
    let run = sandbox.run(&to_stdout);
    assert_eq!(run.code, 2);
    assert_eq!(objects(&run).last(), Some(&finished(false, 1, 0)));
    assert!(run.stderr.contains("--out"), "{}", run.stderr);
    let to_file = [&to_stdout[..], &["--out", "new.json"]].concat();
    let run = sandbox.run(&to_file);
    assert_eq!((run.code, objects(&run)), (0, vec![finished(true, 0, 0)]));
}

#[test]
fn notices_are_placed_in_the_spec_and_count() {
    let sandbox = Sandbox::new();
    let odd = SPEC.replace(
        r#""Size": { "target": "smithy.api#Integer" }"#,
        r#""Size": {
                "target": "smithy.api#Integer",
                "traits": { "smithy.api#documentation": "(DEPRECATED) How large." }
            },
            "FooBar": { "target": "smithy.api#String" },
            "foo_bar": { "target": "smithy.api#String" }"#,
    );
    sandbox.write("repo/spec/mini.json", &odd);
    let run = sandbox.run(&["codegen", "--deny", "warnings"]);
    assert_eq!(run.code, 2);
    for expected in [
        "warning[W008]: ",
        "note[N001]: `mini#Thing$FooBar` is `foo_bar_2` in Rust",
        " --> spec/mini.json:26:",
        "error: 1 warning denied by `--deny warnings`",
    ] {
        assert!(run.stderr.contains(expected), "{expected}: {}", run.stderr);
    }
    let quiet = sandbox.run(&["codegen", "--quiet"]);
    assert!(quiet.stderr.contains("W008"), "{}", quiet.stderr);
    assert!(!quiet.stderr.contains("N001"), "{}", quiet.stderr);

    let import = ["import", "spec/mini.json", "--deny", "warnings"];
    assert_eq!(sandbox.run(&import).code, 2);
    let promoting = [&import[..], &["--promote-deprecated"]].concat();
    assert_eq!(sandbox.run(&promoting).code, 0);
}

#[test]
fn a_failing_run_says_where_to_read_more() {
    let sandbox = Sandbox::new();
    sandbox.edit("repo/spec/mini.json", "mini#Thing\" }", "mini#Thnig\" }");
    let run = sandbox.run(&["codegen"]);
    let end = "For more about this error, try `cargo xtask explain E012`.\n";
    assert!(run.stderr.ends_with(end), "{}", run.stderr);

    sandbox.edit(
        "repo/spec/mini.json",
        "\"type\": \"enum\"",
        "\"type\": \"enumm\"",
    );
    let run = sandbox.run(&["codegen"]);
    let end = "There are pages on these errors: E010, E012.\n\
               For more about one, try `cargo xtask explain E010`.\n";
    assert!(run.stderr.ends_with(end), "{}", run.stderr);
}

#[test]
fn explain_prints_pages() {
    let sandbox = Sandbox::new();
    for code in ["E012", "e012"] {
        let run = sandbox.run(&["explain", code]);
        assert_eq!((run.code, &*run.stderr), (0, ""));
        assert!(run.stdout.starts_with("# E012: "), "{}", run.stdout);
        assert!(run.stdout.contains("\n## Right\n"), "{}", run.stdout);
    }
    let list = sandbox.run(&["explain"]);
    assert_eq!(list.code, 0);
    assert!(list.stdout.contains("\nE012  "), "{}", list.stdout);
    assert!(list.stdout.contains("\nW001  "), "{}", list.stdout);

    let unknown = sandbox.run(&["explain", "EO12"]);
    assert_eq!((unknown.code, &*unknown.stdout), (2, ""));
    assert!(
        unknown.stderr.contains("did you mean `E012`?"),
        "{}",
        unknown.stderr
    );
}
