//! Runs that change much at once, to be cut short at every point.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;
use tinsmith_codegen::file::File;

use super::file;
use crate::tree::journal::WORK;
use crate::tree::{Error, Ownership, Plan, Recovered, TEMPORARY_PREFIX, Target, lock, recover};

/// A tree and what becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scenario {
    /// The models crate, with files that come, change, go and change the case of their names.
    Models,
    /// The models crate for the first time.
    FirstModels,
    /// A crate of its own, likewise.
    Crate,
    /// A crate of its own for the first time.
    FirstCrate,
    /// A crate whose folders are shared with files of the user.
    SharedCrate,
}

pub(super) const ALL: [Scenario; 5] = [
    Scenario::Models,
    Scenario::FirstModels,
    Scenario::Crate,
    Scenario::FirstCrate,
    Scenario::SharedCrate,
];

/// Every file and folder by its path from the target; folders have no contents.
pub(super) type Tree = BTreeMap<PathBuf, Option<String>>;

const OLD: [(&str, u32); 8] = [
    ("schemas/api/Changed.json.rs", 1),
    ("schemas/api/Gone.rs", 1),
    ("schemas/api/Same.rs", 1),
    ("schemas/api/aCase.rs", 1),
    ("src/generated/api/types.rs", 1),
    ("src/generated/gone/deep/mod.rs", 1),
    ("src/generated/mod.rs", 1),
    ("src/generated/same.rs", 1),
];

const NEW: [(&str, u32); 8] = [
    ("schemas/api/ACase.rs", 2),
    ("schemas/api/Changed.json.rs", 2),
    ("schemas/api/Same.rs", 1),
    ("schemas/new/New.rs", 2),
    ("src/generated/api/types.rs", 2),
    ("src/generated/mod.rs", 2),
    ("src/generated/new/deep/mod.rs", 2),
    ("src/generated/same.rs", 1),
];

/// Files that stay as they are.
const SAME: [&str; 2] = ["schemas/api/Same.rs", "src/generated/same.rs"];

/// Files of the user.
const OTHERS: [&str; 3] = ["README.md", "src/generated/mine.rs", "schemas/mine.txt"];

impl Scenario {
    fn is_crate(self) -> bool {
        !matches!(self, Self::Models | Self::FirstModels)
    }

    fn is_first(self) -> bool {
        matches!(self, Self::FirstModels | Self::FirstCrate)
    }

    /// Whether folders are swapped whole.
    pub(super) fn is_swapped(self) -> bool {
        self != Self::SharedCrate
    }

    pub(super) fn target(self, base: &Path) -> Target {
        Target {
            base: base.to_owned(),
            folders: vec!["src/generated", "schemas"],
            ownership: if self.is_crate() {
                Ownership::Shared
            } else {
                Ownership::Exclusive
            },
        }
    }

    fn files(self, files: &[(&str, u32)], manifest: u32) -> Vec<File> {
        let mut files: Vec<File> = files.iter().map(|(path, n)| file(path, *n)).collect();
        if self.is_crate() {
            files.push(file("Cargo.toml", manifest));
        }
        files
    }

    fn old(self) -> Vec<File> {
        if self.is_first() {
            return Vec::new();
        }
        self.files(&OLD, 1)
    }

    pub(super) fn new_files(self) -> Vec<File> {
        self.files(&NEW, 2)
    }

    /// A target as it is before the run, in memory where the system has a folder for that: it is
    /// written thousands of times.
    pub(super) fn set_up(self) -> TempDir {
        let folder = ["/dev/shm", "/tmp"]
            .iter()
            .find_map(|parent| tempfile::tempdir_in(parent).ok())
            .unwrap_or_else(|| tempfile::tempdir().unwrap());
        let old = self
            .old()
            .into_iter()
            .map(|file| (file.path, file.contents));
        let others = OTHERS.map(|path| (path.to_owned(), "mine\n".to_owned()));
        let others = (self == Self::SharedCrate).then_some(others);
        for (path, contents) in old.chain(others.into_iter().flatten()) {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, contents).unwrap();
            let time = SystemTime::now() - Duration::from_secs(3600);
            let file = fs::File::options().write(true).open(&path).unwrap();
            file.set_modified(time).unwrap();
        }
        folder
    }

    /// What a command does: everything that one run does to a target.
    pub(super) fn run(self, base: &Path) -> Result<Recovered, Error> {
        let target = self.target(base);
        let _guard = lock(base, || {})?;
        let recovered = recover(&target)?;
        Plan::make(&target, self.new_files())?.apply()?;
        Ok(recovered)
    }

    /// The tree before.
    pub(super) fn before(self) -> Tree {
        tree(self.set_up().path())
    }

    /// The tree after a run that nothing cut short.
    pub(super) fn after(self) -> Tree {
        let folder = self.set_up();
        self.run(folder.path()).unwrap();
        tree(folder.path())
    }

    /// What `--check` sees, which must not change anything. Returns whether it says that a run
    /// was cut short.
    pub(super) fn check(self, base: &Path) -> bool {
        let before = tree(base);
        let plan = Plan::make(&self.target(base), self.new_files()).unwrap();
        assert_eq!(tree(base), before, "a check changed something");
        plan.is_interrupted()
    }

    /// Looks at a tree whose run was cut short: every folder must be the old or the new one, and
    /// the user's files must be there. Returns how many are new.
    pub(super) fn look(self, base: &Path, before: &Tree, after: &Tree, when: &str) -> usize {
        let now = visible(&tree(base));
        for path in OTHERS.map(PathBuf::from) {
            assert_eq!(now.get(&path), before.get(&path), "{when}: {path:?}");
        }
        let folders = self.target(base).folders;
        let is_new = |folder: &&&str| {
            let [now, before, after] = [&now, before, after].map(|tree| below(tree, folder));
            if self.is_swapped() {
                assert!(now == before || now == after, "{when}: {folder}: {now:#?}");
            } else {
                // Each file is the old or the new one.
                for (path, contents) in &now {
                    let contents = Some(contents);
                    let known = contents == before.get(path) || contents == after.get(path);
                    assert!(known, "{when}: {path:?}");
                }
            }
            now == after
        };
        folders.iter().filter(is_new).count()
    }

    /// Runs again, after which the tree must be the new one, with nothing left over.
    pub(super) fn mend(self, base: &Path, after: &Tree, when: &str) {
        self.run(base)
            .unwrap_or_else(|error| panic!("{when}: {error:?}"));
        assert_trees_eq(&tree(base), after, when);
        assert!(!self.check(base), "{when}");
    }
}

/// How often the files that stay were written, as far as their times tell.
pub(super) fn kept(base: &Path) -> Vec<SystemTime> {
    let time = |path: &&str| fs::metadata(base.join(path)).unwrap().modified().unwrap();
    SAME.iter().map(time).collect()
}

/// Compares trees, and shows only what differs.
pub(super) fn assert_trees_eq(now: &Tree, expected: &Tree, when: &str) {
    let differs = |a: &Tree, b: &Tree| -> Vec<PathBuf> {
        let paths = a
            .iter()
            .filter(|(path, contents)| b.get(*path) != Some(contents));
        paths.map(|(path, _)| path.clone()).collect()
    };
    let (more, less) = (differs(now, expected), differs(expected, now));
    assert!(now == expected, "{when}: {more:?} instead of {less:?}");
}

pub(super) fn tree(base: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut folders = vec![base.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_folder = fs::symlink_metadata(&path).unwrap().is_dir();
            let name = path.strip_prefix(base).unwrap().to_owned();
            if is_folder {
                tree.insert(name, None);
                folders.push(path);
            } else {
                tree.insert(name, Some(fs::read_to_string(&path).unwrap_or_default()));
            }
        }
    }
    tree
}

/// A tree without what is temporary.
pub(super) fn visible(tree: &Tree) -> Tree {
    let is_temporary = |path: &PathBuf| {
        path.iter()
            .any(|part| part.to_string_lossy().starts_with(TEMPORARY_PREFIX))
    };
    assert!(is_temporary(&PathBuf::from(WORK)));
    let entries = tree.iter().filter(|(path, _)| !is_temporary(path));
    entries
        .map(|(path, contents)| (path.clone(), contents.clone()))
        .collect()
}

/// What is in a folder.
pub(super) fn below(tree: &Tree, folder: &str) -> Tree {
    let entries = tree.iter().filter(|(path, _)| path.starts_with(folder));
    entries
        .map(|(path, contents)| (path.clone(), contents.clone()))
        .collect()
}
