mod faults;
#[cfg(unix)]
mod kills;
#[cfg(unix)]
mod obstacles;
mod scenario;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;
use tinsmith_codegen::file::{File, RUST_HEADER};

use super::{Error, Ownership, Plan, Refusal, TEMPORARY_PREFIX, Target, recover};

/// A target in a temporary folder.
struct Fixture {
    folder: TempDir,
    target: Target,
}

/// Every file and folder, by path; folders have no contents.
type Snapshot = BTreeMap<PathBuf, Option<Vec<u8>>>;

impl Fixture {
    fn new(ownership: Ownership) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let target = Target {
            base: folder.path().to_owned(),
            folders: vec!["src/generated", "schemas"],
            ownership,
        };
        Self { folder, target }
    }

    /// One with three generated files of the version `1`.
    fn written(ownership: Ownership) -> Self {
        let fixture = Self::new(ownership);
        fixture.run(three(1)).unwrap();
        fixture
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, contents: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), contents).unwrap();
    }

    fn plan(&self, files: Vec<File>) -> Result<Plan, Error> {
        Plan::make(&self.target, files)
    }

    fn run(&self, files: Vec<File>) -> Result<Plan, Error> {
        let plan = self.plan(files)?;
        plan.apply()?;
        Ok(plan)
    }

    /// What a run refuses, which must change nothing.
    fn refusals(&self, files: Vec<File>) -> Vec<Refusal> {
        let before = self.snapshot();
        let refusals = refused(self.run(files).map(|_| ()));
        assert_eq!(self.snapshot(), before);
        refusals
    }

    fn snapshot(&self) -> Snapshot {
        let mut snapshot = Snapshot::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let contents = if fs::symlink_metadata(&path).unwrap().is_dir() {
                    folders.push(path.clone());
                    None
                } else {
                    Some(fs::read(&path).unwrap_or_default())
                };
                snapshot.insert(path, contents);
            }
        }
        snapshot
    }
}

fn file(path: &str, version: u32) -> File {
    File {
        path: path.to_owned(),
        contents: format!("{RUST_HEADER}\n\n// {version}\n"),
    }
}

fn three(version: u32) -> Vec<File> {
    let paths = [
        "schemas/x.rs",
        "src/generated/b/mod.rs",
        "src/generated/mod.rs",
    ];
    paths.map(|path| file(path, version)).into()
}

fn refused(result: Result<(), Error>) -> Vec<Refusal> {
    match result {
        Err(Error::Refused(refusals)) => refusals,
        other => panic!("nothing was refused: {other:?}"),
    }
}

fn hand_written(path: &str) -> Refusal {
    Refusal::HandWritten {
        path: path.to_owned(),
    }
}

fn changed(plan: &Plan) -> Vec<&str> {
    plan.changes().keys().map(String::as_str).collect()
}

fn set_old(path: &Path) -> SystemTime {
    let old = SystemTime::now() - Duration::from_secs(3600);
    fs::File::open(path).unwrap().set_modified(old).unwrap();
    modified(path)
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

#[test]
fn files_are_created_with_their_folders_and_nothing_else() {
    let fixture = Fixture::new(Ownership::Exclusive);
    let plan = fixture.run(three(1)).unwrap();
    assert_eq!(plan.changes().len(), 3);
    let expected: Snapshot = [
        ("schemas", None),
        ("schemas/x.rs", Some(1)),
        ("src", None),
        ("src/generated", None),
        ("src/generated/b", None),
        ("src/generated/b/mod.rs", Some(1)),
        ("src/generated/mod.rs", Some(1)),
    ]
    .map(|(path, version)| {
        let contents = version.map(|version| file("", version).contents.into_bytes());
        (fixture.path(path), contents)
    })
    .into();
    assert_eq!(fixture.snapshot(), expected);
}

#[test]
fn unchanged_files_keep_their_time_and_others_are_updated() {
    let fixture = Fixture::written(Ownership::Exclusive);
    let same = fixture.path("schemas/x.rs");
    let before = set_old(&same);
    let mut files = three(2);
    files[0] = file("schemas/x.rs", 1);
    let plan = fixture.run(files).unwrap();
    assert_eq!(
        changed(&plan),
        ["src/generated/b/mod.rs", "src/generated/mod.rs"]
    );
    assert_eq!(plan.unchanged(), 1);
    assert_eq!(modified(&same), before);
    let updated = fs::read_to_string(fixture.path("src/generated/mod.rs")).unwrap();
    assert_eq!(updated, file("", 2).contents);
    assert!(fixture.plan(three(2)).unwrap().changes().len() == 1);
}

#[cfg(unix)]
#[test]
fn new_files_have_the_permissions_of_any_other() {
    use std::os::unix::fs::PermissionsExt;
    let fixture = Fixture::written(Ownership::Exclusive);
    fixture.write("other", "");
    let mode = |path| {
        fs::metadata(fixture.path(path))
            .unwrap()
            .permissions()
            .mode()
    };
    assert_eq!(mode("schemas/x.rs"), mode("other"));
}

#[test]
fn orphans_go_and_so_do_folders_that_they_leave_empty() {
    let fixture = Fixture::written(Ownership::Exclusive);
    let plan = fixture.run(vec![file("src/generated/mod.rs", 1)]).unwrap();
    assert_eq!(changed(&plan), ["schemas/x.rs", "src/generated/b/mod.rs"]);
    assert!(!fixture.path("src/generated/b").exists());
    assert!(
        fixture.path("schemas").is_dir(),
        "an owned folder itself stays"
    );
    assert!(fixture.path("src/generated/mod.rs").exists());
}

#[test]
fn hand_written_files_in_owned_folders_are_refused() {
    let fixture = Fixture::written(Ownership::Exclusive);
    fixture.write("schemas/x.rs", "// mine\n");
    fixture.write(
        "src/generated/b/extra.rs",
        "// @generated by another tool\n",
    );
    let expected = ["schemas/x.rs", "src/generated/b/extra.rs"].map(hand_written);
    assert_eq!(fixture.refusals(three(2)), expected);
}

#[test]
fn hand_written_files_in_shared_folders_stay_unless_they_are_in_the_way() {
    let fixture = Fixture::written(Ownership::Shared);
    fixture.write("schemas/mine.rs", "// mine\n");
    fixture.write("Cargo.toml", "[package]\n");
    fixture.run(vec![file("src/generated/mod.rs", 1)]).unwrap();
    assert!(fixture.path("schemas/mine.rs").exists());
    assert!(!fixture.path("schemas/x.rs").exists());
    let files = vec![file("Cargo.toml", 1)];
    assert_eq!(fixture.refusals(files), [hand_written("Cargo.toml")]);
}

#[test]
fn generated_files_must_be_marked_and_in_their_folders() {
    let fixture = Fixture::written(Ownership::Exclusive);
    let mut unmarked = file("schemas/y.rs", 1);
    unmarked.contents = "// something\n".to_owned();
    let files = vec![
        file("Cargo.toml", 1),
        file("schemas/../../x.rs", 1),
        file("schemasx/y.rs", 1),
        unmarked,
    ];
    let paths: Vec<String> = fixture
        .refusals(files)
        .iter()
        .map(|refusal| refusal.describe("out/"))
        .collect();
    assert_eq!(paths.len(), 4, "{paths:#?}");
    assert!(paths[0].contains("schemas/../../x.rs"));
    assert!(paths[1].starts_with("`out/Cargo.toml` would be generated outside"));
    assert!(paths[2].starts_with("`out/schemasx/y.rs` would be generated outside"));
    assert!(paths[3].starts_with("`out/schemas/y.rs` would be generated without"));
}

#[test]
fn files_whose_paths_differ_in_case_only_are_told_apart() {
    let fixture = Fixture::written(Ownership::Shared);
    fixture.write("schemas/Y.rs", "// mine\n");
    let refusal = Refusal::SameInOtherCase {
        path: "schemas/Y.rs".to_owned(),
        generated: "schemas/y.rs".to_owned(),
    };
    assert_eq!(fixture.refusals(vec![file("schemas/y.rs", 1)]), [refusal]);
    // A generated one is replaced, in this order: on some systems they are the same file.
    fixture.run(vec![file("schemas/X.rs", 2)]).unwrap();
    let names: Vec<_> = fs::read_dir(fixture.path("schemas"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(names.contains(&"X.rs".into()) && !names.contains(&"x.rs".into()));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    for (link, folders) in [
        ("schemas", 1),
        ("src/generated/b", 1),
        ("schemas/x.rs", 1),
        ("schemas/other", 1),
    ] {
        let fixture = Fixture::new(Ownership::Exclusive);
        fs::create_dir_all(fixture.path(link).parent().unwrap()).unwrap();
        symlink(elsewhere.path(), fixture.path(link)).unwrap();
        let refusals = fixture.refusals(three(1));
        let path = link.to_owned();
        assert!(
            refusals.contains(&Refusal::NotPlain { path }),
            "{link}: {refusals:?}"
        );
        assert!(refusals.len() >= folders);
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }
}

#[test]
fn a_folder_in_the_place_of_a_file_is_refused() {
    let fixture = Fixture::new(Ownership::Exclusive);
    fs::create_dir_all(fixture.path("schemas/x.rs")).unwrap();
    fs::create_dir_all(fixture.path("src")).unwrap();
    fixture.write("src/generated", "a file");
    let wrong = |path: &str| Refusal::WrongKind {
        path: path.to_owned(),
    };
    let expected = [
        wrong("schemas/x.rs"),
        wrong("src/generated"),
        wrong("src/generated"),
    ];
    assert_eq!(fixture.refusals(three(1)), expected);
}

#[test]
fn files_with_names_like_temporary_ones_stay() {
    let names = ["notes.md", "0.new", "0.old", "0.part", "1.new"];
    for ownership in [Ownership::Shared, Ownership::Exclusive] {
        let fixture = Fixture::written(ownership);
        // Where every file has a file of the user beside it, they go to their places one by one.
        let folders: &[&str] = match ownership {
            Ownership::Shared => &["", "schemas/", "src/generated/b/"],
            Ownership::Exclusive => &[""],
        };
        let mut mine = Vec::new();
        for folder in folders {
            mine.extend(names.map(|name| format!("{folder}{TEMPORARY_PREFIX}{name}")));
        }
        for path in &mine {
            fixture.write(path, "mine\n");
        }
        fixture.run(three(2)).unwrap();
        fixture.run(vec![file("schemas/new.rs", 3)]).unwrap();
        for path in &mine {
            let now = fs::read_to_string(fixture.path(path));
            assert_eq!(now.unwrap(), "mine\n", "{path}");
        }
    }
    let fixture = Fixture::written(Ownership::Exclusive);
    let path = format!("schemas/{TEMPORARY_PREFIX}notes.md");
    fixture.write(&path, "mine\n");
    assert_eq!(fixture.refusals(three(2)), [hand_written(&path)]);
}

#[test]
fn a_folder_of_the_user_with_the_name_of_the_work_folder_stays() {
    let fixture = Fixture::written(Ownership::Shared);
    fixture.write(".tinsmith-work/mine.txt", "mine\n");
    let before = fixture.snapshot();
    let Err(Error::NotRecovered(error)) = recover(&fixture.target) else {
        panic!("it must be refused");
    };
    let kept = hand_written(".tinsmith-work/mine.txt");
    assert_eq!(refused(Err(*error)), [kept]);
    assert_eq!(fixture.snapshot(), before);
}

#[test]
fn what_a_killed_run_replaced_goes_even_if_its_journal_is_lost() {
    let fixture = Fixture::written(Ownership::Exclusive);
    let before = fixture.snapshot();
    let old = format!("{TEMPORARY_PREFIX}7.old");
    let schema = "{\"$comment\": \"@generated by Tinsmith from x\"}";
    fixture.write(&format!("schemas/{old}"), schema);
    fixture.write(&format!("src/generated/{old}"), &file("", 1).contents);
    fixture.run(three(1)).unwrap();
    assert_eq!(fixture.snapshot(), before);
}

#[test]
fn a_failure_while_writing_leaves_the_old_tree() {
    let fixture = Fixture::written(Ownership::Exclusive);
    let mut files = three(2);
    files.push(file("src/generated/new/deep/mod.rs", 2));
    files.push(file("src/generated/z/mod.rs", 2));
    let plan = fixture.plan(files).unwrap();
    // A file takes the place of a folder after the plan was made.
    fixture.write("src/generated/z", "in the way");
    let before = fixture.snapshot();
    assert_eq!(refused(plan.apply()), [hand_written("src/generated/z")]);
    assert_eq!(fixture.snapshot(), before);
}

#[test]
fn a_failure_while_renaming_puts_everything_back() {
    let fixture = Fixture::written(Ownership::Exclusive);
    let kept = fixture.path("schemas/x.rs");
    let time = set_old(&kept);
    let mut files = three(2);
    files.retain(|file| file.path != "src/generated/b/mod.rs");
    files.push(file("src/generated/new/mod.rs", 2));
    files.push(file("src/generated/z.rs", 2));
    let plan = fixture.plan(files).unwrap();
    // It is the last to be renamed, so all others are in their places by then.
    fixture.write("src/generated/z.rs", "appeared since");
    let before = fixture.snapshot();
    assert_eq!(refused(plan.apply()), [hand_written("src/generated/z.rs")]);
    assert_eq!(fixture.snapshot(), before);
    assert_eq!(modified(&kept), time);
}

#[test]
fn a_failure_while_removing_puts_everything_back() {
    let fixture = Fixture::written(Ownership::Exclusive);
    let plan = fixture.plan(vec![file("schemas/new.rs", 1)]).unwrap();
    fs::remove_file(fixture.path("src/generated/mod.rs")).unwrap();
    let before = fixture.snapshot();
    assert!(matches!(plan.apply(), Err(Error::Io(_))));
    assert_eq!(fixture.snapshot(), before);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_changes_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let fixture = Fixture::written(Ownership::Exclusive);
    let folder = fixture.path("src/generated/b");
    let set_mode = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    let before = fixture.snapshot();
    set_mode(0o555);
    // Permissions do not bind the superuser.
    let binds = fs::write(folder.join("probe"), "").is_err();
    let result = fixture.run(three(2));
    set_mode(0o755);
    if binds {
        assert!(matches!(result, Err(Error::Io(_))), "{result:?}");
        assert_eq!(fixture.snapshot(), before);
    }
}
