use std::fs;

use crate::sandbox::{Sandbox, has_line};

const WORK: &str = "repo/models/.tinsmith-work";

/// What a run leaves that is killed while it puts files in their places one by one: a new file
/// in its place, and the old one under another name.
fn interrupted() -> Sandbox {
    let sandbox = Sandbox::generated();
    let types = "src/generated/mini/types.rs";
    let backup = "src/generated/mini/.tinsmith-0.old";
    fs::copy(
        sandbox.path(&format!("repo/models/{types}")),
        sandbox.path(&format!("repo/models/{backup}")),
    )
    .unwrap();
    sandbox.edit(&format!("repo/models/{types}"), "pub size:", "pub length:");
    let staged = "src/generated/mini/.tinsmith-0.new";
    sandbox.write(
        &format!("{WORK}/journal"),
        &format!(
            "version = 1\n[[step]]\nupdate = {types:?}\nstaged = {staged:?}\nbackup = {backup:?}\n"
        ),
    );
    sandbox
}

#[test]
fn a_check_says_that_a_run_was_interrupted_and_the_next_run_mends_it() {
    let sandbox = interrupted();
    let before = sandbox.files("repo");
    let check = sandbox.run(&["codegen", "--check"]);
    assert_eq!(check.code, 1);
    assert_eq!(sandbox.files("repo"), before);
    assert!(
        check
            .stderr
            .contains("an earlier run was interrupted; `cargo xtask codegen` puts right"),
        "{}",
        check.stderr
    );

    let run = sandbox.run(&["codegen"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        has_line(
            &run.stderr,
            "Restored models/ as it was before a run that was interrupted"
        ),
        "{}",
        run.stderr
    );
    assert!(run.stderr.ends_with(" unchanged)\n"), "{}", run.stderr);
    assert_eq!(
        sandbox.files("repo/models"),
        Sandbox::generated().files("repo/models")
    );
}

#[test]
fn what_an_interrupted_run_was_still_writing_is_removed() {
    let sandbox = Sandbox::generated();
    sandbox.write(&format!("{WORK}/0/mini/types.rs"), "// half a fi");
    sandbox.write(
        &format!("{WORK}/draft"),
        "version = 1\nwritten = [\".tinsmith-work/0/mini/types.rs\"]\n",
    );
    let before = sandbox.files("repo");
    let check = sandbox.run(&["codegen", "--check"]);
    assert_eq!(check.code, 0);
    assert!(
        check
            .stderr
            .contains("note: an earlier run was interrupted"),
        "{}",
        check.stderr
    );
    assert_eq!(sandbox.files("repo"), before);
    let run = sandbox.run(&["codegen"]);
    assert!(
        has_line(
            &run.stderr,
            "Removed what an interrupted run left in models/"
        ),
        "{}",
        run.stderr
    );
    assert!(!sandbox.path(WORK).exists());
}

#[test]
fn what_cannot_be_put_right_is_said_with_a_way_out() {
    let sandbox = Sandbox::generated();
    sandbox.write(&format!("{WORK}/journal"), "version = 7\n");
    let run = sandbox.run(&["codegen"]);
    assert_eq!(run.code, 2);
    for text in [
        "error: nothing was written: an earlier run was interrupted",
        "`models/.tinsmith-work/journal` was not written by this version",
        "help: delete the folder that it is in",
    ] {
        assert!(run.stderr.contains(text), "{text}: {}", run.stderr);
    }
    fs::remove_dir_all(sandbox.path(WORK)).unwrap();
    assert_eq!(sandbox.run(&["codegen"]).code, 0);
}

#[test]
fn files_of_others_stay_whatever_their_names() {
    let sandbox = Sandbox::generated();
    let mine = [
        "repo/models/.tinsmith-notes.md",
        "repo/models/.tinsmith-0.new",
        "repo/models/src/.tinsmith-local.rs",
    ];
    for path in mine {
        sandbox.write(path, "mine\n");
    }
    sandbox.edit(
        "repo/models/src/generated/mini/types.rs",
        "pub size:",
        "pub length:",
    );
    assert_eq!(sandbox.run(&["codegen"]).code, 0);
    for path in mine {
        assert_eq!(
            fs::read_to_string(sandbox.path(path)).unwrap(),
            "mine\n",
            "{path}"
        );
    }
    let path = format!("{WORK}/mine.txt");
    sandbox.write(&path, "mine\n");
    let run = sandbox.run(&["codegen"]);
    assert_eq!(run.code, 2);
    let kept = "`models/.tinsmith-work/mine.txt` has no `@generated` mark, so it is kept";
    assert!(run.stderr.contains(kept), "{}", run.stderr);
    assert_eq!(fs::read_to_string(sandbox.path(&path)).unwrap(), "mine\n");
}
