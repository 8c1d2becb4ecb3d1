//! What can be in the way of a run: nothing is lost, and the error says what it is.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::Path;
use std::process::Command;

use super::scenario::{Scenario, assert_trees_eq, kept, tree};
use super::{file, hand_written, refused};
use crate::tree::fault::inject::{self, Fault};
use crate::tree::journal::WORK;
use crate::tree::{Error, Plan, Recovered, Refusal};

/// Cuts a run short once its journal is written and all but the last step are taken.
fn interrupt(scenario: Scenario, base: &Path) {
    // The folders are new where both swaps were taken.
    let after = scenario.after();
    let before = scenario.before();
    for point in 0.. {
        let folder = scenario.set_up();
        inject::after(point, Fault::FailsFromThen);
        let _ = scenario.run(folder.path());
        assert!(inject::clear(), "no point is between the folders");
        if scenario.look(folder.path(), &before, &after, "") == 1 {
            inject::after(point, Fault::FailsFromThen);
            let result = scenario.run(base);
            assert!(
                matches!(result, Err(Error::NotRestored { .. })),
                "{result:?}"
            );
            inject::clear();
            return;
        }
    }
}

#[test]
fn an_interrupted_run_is_undone_and_said_so() {
    let folder = Scenario::Models.set_up();
    interrupt(Scenario::Models, folder.path());
    assert!(Scenario::Models.check(folder.path()));
    let recovered = Scenario::Models.run(folder.path()).unwrap();
    assert_eq!(recovered, Recovered::Undone);
    assert_trees_eq(&tree(folder.path()), &Scenario::Models.after(), "");
}

#[test]
fn what_the_user_wrote_after_an_interruption_is_kept() {
    let folder = Scenario::Models.set_up();
    let base = folder.path();
    interrupt(Scenario::Models, base);
    // One folder is the new one by now, and one is the old one.
    for path in ["schemas/mine.rs", "src/generated/mine.rs"] {
        fs::write(base.join(path), "// mine\n").unwrap();
    }
    for _ in 0..2 {
        let Err(Error::NotRecovered(error)) = Scenario::Models.run(base) else {
            panic!("it must be refused");
        };
        // It was swapped out with the new folder, which is not deleted now.
        let kept = refused(Err(*error));
        assert_eq!(kept.len(), 1, "{kept:?}");
        let Refusal::HandWritten { path } = &kept[0] else {
            panic!("{kept:?}");
        };
        assert!(path.starts_with(WORK), "{path}");
        assert_eq!(fs::read_to_string(base.join(path)).unwrap(), "// mine\n");
    }
    for path in tree(base).keys().filter(|path| path.ends_with("mine.rs")) {
        fs::remove_file(base.join(path)).unwrap();
    }
    Scenario::Models.mend(base, &Scenario::Models.after(), "");
}

#[test]
fn a_folder_that_was_put_back_by_hand_after_an_interruption_stays() {
    let folder = Scenario::Models.set_up();
    let base = folder.path();
    interrupt(Scenario::Models, base);
    // As `rm -r` and `git checkout` do.
    for path in ["schemas", "src"] {
        let old = Scenario::Models.set_up();
        fs::remove_dir_all(base.join(path)).unwrap();
        fs::rename(old.path().join(path), base.join(path)).unwrap();
    }
    Scenario::Models.mend(base, &Scenario::Models.after(), "");
}

#[test]
fn a_journal_of_someone_else_does_nothing() {
    let folder = Scenario::Models.set_up();
    let base = folder.path();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("x.rs"), file("", 1).contents).unwrap();
    fs::create_dir(base.join(WORK)).unwrap();
    let up = "../".repeat(20);
    let victim = format!("{up}{}/x.rs", outside.path().display());
    for journal in [
        format!("version = 1\n[[step]]\ncreate = {victim:?}\nstaged = \".tinsmith-0.new\"\n"),
        format!(
            "version = 1\n[[step]]\nupdate = \"schemas/x.rs\"\nstaged = {victim:?}\nbackup = {victim:?}\n"
        ),
        "version = 1\n[[step]]\nswap = \"src\"\nstaged = \".tinsmith-work/0\"\nnew = \"1\"\n"
            .to_owned(),
        "version = 99\n".to_owned(),
        "not a journal".to_owned(),
    ] {
        fs::write(base.join(WORK).join("journal"), journal).unwrap();
        let before = tree(base);
        let Err(Error::NotRecovered(error)) = Scenario::Models.run(base) else {
            panic!("it must be refused");
        };
        let refusals = refused(Err(*error));
        assert!(matches!(&*refusals, [Refusal::BadJournal { .. }]));
        assert_trees_eq(&tree(base), &before, "");
        assert!(outside.path().join("x.rs").exists());
    }
    // The way out that the error names.
    fs::remove_dir_all(base.join(WORK)).unwrap();
    Scenario::Models.mend(base, &Scenario::Models.after(), "");
}

#[test]
fn a_link_in_the_place_of_the_work_folder_is_not_followed() {
    let folder = Scenario::Models.set_up();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("mine"), "").unwrap();
    symlink(outside.path(), folder.path().join(WORK)).unwrap();
    let result = Scenario::Models.run(folder.path());
    assert!(matches!(result, Err(Error::NotRecovered(_))), "{result:?}");
    assert!(outside.path().join("mine").exists());
}

#[test]
fn files_that_stay_are_the_same_files() {
    let folder = Scenario::Models.set_up();
    let base = folder.path();
    let inode = || {
        fs::metadata(base.join("src/generated/same.rs"))
            .unwrap()
            .ino()
    };
    let before = (inode(), kept(base));
    Scenario::Models.run(base).unwrap();
    assert_eq!((inode(), kept(base)), before);
    // And with nothing to do, nothing is made.
    let folder_before = fs::metadata(base).unwrap().modified().unwrap();
    Scenario::Models.run(base).unwrap();
    assert_eq!(
        fs::metadata(base).unwrap().modified().unwrap(),
        folder_before
    );
}

#[test]
fn the_permissions_of_folders_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Scenario::Models.set_up();
    let path = folder.path().join("src/generated/api");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o2750)).unwrap();
    Scenario::Models.run(folder.path()).unwrap();
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o7777, 0o2750);
}

#[test]
fn a_folder_that_someone_has_open_is_swapped_all_the_same() {
    let folder = Scenario::Models.set_up();
    let base = folder.path();
    let mut other = Command::new("sleep")
        .arg("30")
        .current_dir(base.join("src/generated/gone/deep"))
        .spawn()
        .unwrap();
    let open = fs::File::open(base.join("schemas/api/Gone.rs")).unwrap();
    Scenario::Models.run(base).unwrap();
    assert_trees_eq(&tree(base), &Scenario::Models.after(), "");
    // What was open can still be read.
    let text = std::io::read_to_string(open).unwrap();
    assert_eq!(text, file("", 1).contents);
    other.kill().unwrap();
    other.wait().unwrap();
}

#[test]
fn a_file_that_is_replaced_by_hand_meanwhile_is_refused() {
    for scenario in [Scenario::Models, Scenario::SharedCrate] {
        for path in [
            "schemas/api/Changed.json.rs",
            "src/generated/gone/deep/mod.rs",
        ] {
            let folder = scenario.set_up();
            let base = folder.path();
            let plan = Plan::make(&scenario.target(base), scenario.new_files()).unwrap();
            fs::write(base.join(path), "// mine\n").unwrap();
            let before = tree(base);
            assert_eq!(refused(plan.apply()), [hand_written(path)], "{scenario:?}");
            assert_trees_eq(&tree(base), &before, path);
        }
    }
}

/// Says that something was not tested, even though the output of tests that pass is not shown.
fn not_run(what: &str, why: &str) {
    let _ = writeln!(std::io::stderr(), "NOT RUN: {what}: {why}");
}

/// Runs a test of this module as the superuser of a namespace of its own, in which file systems
/// can be mounted. Says so if the system does not allow that.
fn in_namespace(test: &str, script: &str) {
    let probe = ["-Urm", "-m"].into_iter().find(|options| {
        let mount = "mount -t tmpfs tmpfs /mnt";
        let probe = Command::new("unshare")
            .args([options, "sh", "-c", mount])
            .output();
        probe.is_ok_and(|output| output.status.success())
    });
    let Some(options) = probe else {
        not_run(test, "no file system can be mounted here");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let name = format!("{}::{test}", module_path!().split_once("::").unwrap().1);
    let script =
        format!("{script}\nexec \"$TEST\" {name} --exact --ignored --nocapture --test-threads=1");
    let output = Command::new("unshare")
        .args([options, "sh", "-euc", &script])
        .env("TEST", std::env::current_exe().unwrap())
        .env(FOLDER, folder.path())
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(stdout.contains("1 passed"), "{stdout}");
}

/// The folder of a test in a namespace; this is read by tests alone.
const FOLDER: &str = "TINSMITH_TEST_FOLDER";

fn namespace_folder() -> std::path::PathBuf {
    std::env::var_os(FOLDER).unwrap().into()
}

/// Puts a scenario's tree into a folder, parts of which may be mounted.
fn fill(scenario: Scenario, base: &Path) {
    let from = scenario.set_up();
    for (path, contents) in tree(from.path()) {
        match contents {
            None => fs::create_dir_all(base.join(path)).unwrap(),
            Some(contents) => {
                fs::create_dir_all(base.join(&path).parent().unwrap()).unwrap();
                fs::write(base.join(path), contents).unwrap();
            }
        }
    }
}

#[test]
fn a_full_disk_leaves_the_old_tree() {
    in_namespace("on_a_full_disk", "mount -t tmpfs -o size=128k tmpfs .");
}

#[test]
#[ignore = "needs a small file system"]
fn on_a_full_disk() {
    let base = namespace_folder();
    fill(Scenario::Models, &base);
    let before = tree(&base);
    let mut files = Scenario::Models.new_files();
    for number in 0..3 {
        let mut large = file(&format!("schemas/large/{number}.rs"), 1);
        large.contents.push_str(&"x".repeat(50_000));
        files.push(large);
    }
    let plan = Plan::make(&Scenario::Models.target(&base), files).unwrap();
    let Err(Error::Io(error)) = plan.apply() else {
        panic!("there must be no space");
    };
    assert!(error.to_string().contains("No space left"), "{error}");
    assert_trees_eq(&tree(&base), &before, "");
    Scenario::Models.mend(&base, &Scenario::Models.after(), "");
}

#[test]
fn mounted_folders_are_written_file_by_file() {
    for script in [
        "mkdir -p schemas && mount -t tmpfs tmpfs schemas",
        // On the same disk, and further down.
        "mkdir -p src/generated/api elsewhere && mount --bind elsewhere src/generated/api",
        "mkdir -p src/generated elsewhere && mount --bind elsewhere src/generated",
    ] {
        in_namespace("on_a_mounted_folder", script);
    }
}

#[test]
#[ignore = "needs a mounted folder"]
fn on_a_mounted_folder() {
    let base = namespace_folder();
    fill(Scenario::Models, &base);
    let other = tree(&base);
    Scenario::Models.run(&base).unwrap();
    assert_ne!(tree(&base), other);
    let now = tree(&base);
    let after = Scenario::Models.after();
    for folder in ["schemas", "src"] {
        use super::scenario::below;
        assert_trees_eq(&below(&now, folder), &below(&after, folder), folder);
    }
    assert!(!base.join(WORK).exists());
}

#[test]
fn a_disk_that_cannot_be_written_is_an_error() {
    in_namespace("on_a_read_only_disk", "mount -t tmpfs tmpfs .");
}

#[test]
#[ignore = "needs a file system of its own"]
fn on_a_read_only_disk() {
    let base = namespace_folder();
    fill(Scenario::Models, &base);
    let before = tree(&base);
    let remount = |how: &str| {
        let status = Command::new("mount").args(["-o", how]).arg(&base).status();
        assert!(status.unwrap().success());
    };
    remount("remount,ro");
    let Err(Error::Io(error)) = Scenario::Models.run(&base) else {
        panic!("it must fail");
    };
    assert!(error.to_string().contains("Read-only"), "{error}");
    assert!(!Scenario::Models.check(&base));
    assert_trees_eq(&tree(&base), &before, "");
    remount("remount,rw");
    Scenario::Models.mend(&base, &Scenario::Models.after(), "");
}

/// Makes a file or folder one that cannot be changed, even by the superuser, until this is
/// dropped.
struct Immutable<'a>(&'a Path);

impl<'a> Immutable<'a> {
    fn new(path: &'a Path) -> Option<Self> {
        let changed = Command::new("chattr").arg("+i").arg(path).output();
        changed
            .is_ok_and(|output| output.status.success())
            .then_some(Self(path))
    }
}

impl Drop for Immutable<'_> {
    fn drop(&mut self) {
        let _ = Command::new("chattr").arg("-i").arg(self.0).status();
    }
}

#[test]
fn what_cannot_be_changed_is_an_error_and_nothing_else_changes() {
    for path in [
        "schemas/api/Changed.json.rs",
        "schemas/api/Gone.rs",
        "src/generated/gone/deep",
        "src/generated",
    ] {
        // Not every file system knows the attribute.
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path();
        fill(Scenario::Models, base);
        let before = tree(base);
        let full = base.join(path);
        let Some(immutable) = Immutable::new(&full) else {
            not_run(path, "nothing can be made immutable here");
            return;
        };
        let result = Scenario::Models.run(base);
        drop(immutable);
        assert!(matches!(result, Err(Error::Io(_))), "{path}: {result:?}");
        assert_trees_eq(&tree(base), &before, path);
        Scenario::Models.mend(base, &Scenario::Models.after(), path);
    }
    // A file that stays as it is may be one.
    let folder = tempfile::tempdir().unwrap();
    let base = folder.path();
    fill(Scenario::Models, base);
    let full = base.join("schemas/api/Same.rs");
    let immutable = Immutable::new(&full);
    let result = Scenario::Models.run(base);
    drop(immutable);
    result.unwrap();
    assert_trees_eq(&tree(base), &Scenario::Models.after(), "");
}
