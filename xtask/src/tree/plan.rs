//! Decides what is to be done, and whether it may be.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use tinsmith_codegen::file::File;

use super::error::{Error, IoError, Refusal};
use super::journal::WORK;
use super::scan::{Place, Scan};
use super::{disk, mark, path, scan};

/// Where generated files go.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// The folder that their paths are relative to.
    pub(crate) base: PathBuf,
    /// Folders in it, `/` between parts, in which files that are no longer generated are removed.
    pub(crate) folders: Vec<&'static str>,
    /// Whether other files may be in those folders.
    pub(crate) ownership: Ownership,
}

impl Target {
    /// Whether a path is in one of the folders.
    pub(super) fn owns(&self, path: &str) -> bool {
        path::parents(path).any(|parent| self.folders.contains(&parent))
    }
}

/// Whether folders of generated files may hold other files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ownership {
    /// Generated files only, and no generated file elsewhere.
    Exclusive,
    /// Others may put files beside the generated ones, and generated files may be elsewhere.
    Shared,
}

/// What is to be done to one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// A new file.
    Create {
        /// Its contents.
        new: String,
    },
    /// Other contents.
    Update {
        /// What is on disk.
        old: Vec<u8>,
        /// What will be.
        new: String,
    },
    /// No longer generated.
    Remove {
        /// What is on disk.
        old: Vec<u8>,
    },
}

/// What is to be done to a target.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(super) base: PathBuf,
    pub(super) folders: Vec<&'static str>,
    /// What changes, by path.
    pub(super) changes: BTreeMap<String, Change>,
    /// Files that stay as they are.
    pub(super) unchanged: BTreeSet<String>,
    /// Those of the folders in which nothing else is.
    pub(super) whole: Vec<&'static str>,
    /// Whether a run was cut short, and nothing has put that right yet.
    is_interrupted: bool,
}

impl Plan {
    /// Compares generated files with the disk.
    ///
    /// # Errors
    ///
    /// If something would have to be touched that does not bear the mark, or a file cannot be
    /// read; everything that is refused is in the error at once.
    pub(crate) fn make(target: &Target, files: Vec<File>) -> Result<Self, Error> {
        let refusals = check_generated(target, &files);
        if !refusals.is_empty() {
            return Err(Error::Refused(refusals));
        }
        let scan = Scan::of(&target.base, &target.folders)?;
        let mut planner = Planner {
            target,
            changes: BTreeMap::new(),
            unchanged: BTreeSet::new(),
            strangers: Vec::new(),
            refusals: Vec::new(),
        };
        let spellings: BTreeMap<String, String> = files
            .iter()
            .map(|file| (file.path.to_ascii_lowercase(), file.path.clone()))
            .collect();
        for file in files {
            planner.generated(file, &scan)?;
        }
        for path in &scan.files {
            match spellings.get(&path.to_ascii_lowercase()) {
                Some(generated) if generated == path => {}
                twin => planner.stray(path, twin)?,
            }
        }
        match target.ownership {
            Ownership::Exclusive => planner.refusals.extend(scan.not_plain),
            Ownership::Shared => {
                let special = scan.not_plain.into_iter();
                let special = special.filter_map(|refusal| match refusal {
                    Refusal::NotPlain { path } => Some(path),
                    _ => None,
                });
                planner.strangers.extend(special.chain(scan.empty));
            }
        }
        planner.finish()
    }

    /// What changes, by path.
    pub(crate) fn changes(&self) -> &BTreeMap<String, Change> {
        &self.changes
    }

    /// How many files stay as they are.
    pub(crate) fn unchanged(&self) -> usize {
        self.unchanged.len()
    }

    /// Whether an earlier run was cut short and left something to put right.
    pub(crate) fn is_interrupted(&self) -> bool {
        self.is_interrupted
    }

    /// What changes in a folder.
    pub(super) fn changes_in(&self, folder: &str) -> impl Iterator<Item = (&str, &Change)> {
        let changes = self.changes.iter();
        changes
            .filter(move |(path, _)| path::is_in(path, folder))
            .map(|(path, change)| (&**path, change))
    }

    /// What stays in a folder.
    pub(super) fn unchanged_in(&self, folder: &str) -> impl Iterator<Item = &str> {
        let unchanged = self.unchanged.iter();
        unchanged
            .filter(move |path| path::is_in(path, folder))
            .map(|path| &**path)
    }
}

/// Refuses generated files that must not be written, whatever is on disk.
fn check_generated(target: &Target, files: &[File]) -> Vec<Refusal> {
    let mut refusals = path::check(files.iter().map(|file| &*file.path));
    for File { path, contents } in files {
        if target.ownership == Ownership::Exclusive && !target.owns(path) {
            refusals.push(Refusal::Outside { path: path.clone() });
        }
        if !mark::is_ours(path, contents.as_bytes()) {
            refusals.push(Refusal::Unmarked { path: path.clone() });
        }
    }
    refusals
}

/// A plan in the making.
struct Planner<'a> {
    target: &'a Target,
    changes: BTreeMap<String, Change>,
    unchanged: BTreeSet<String>,
    /// What others have in the folders.
    strangers: Vec<String>,
    refusals: Vec<Refusal>,
}

impl Planner<'_> {
    fn base(&self) -> &Path {
        &self.target.base
    }

    /// Plans a file that was generated.
    fn generated(&mut self, file: File, scan: &Scan) -> Result<(), IoError> {
        let File {
            path,
            contents: new,
        } = file;
        let change = match scan::place(self.base(), &path)? {
            Place::Free => Change::Create { new },
            // The system takes another spelling for this one; that file is removed first.
            Place::File(_) if self.target.owns(&path) && !scan.files.contains(&path) => {
                Change::Create { new }
            }
            Place::File(old) if old == new.as_bytes() => {
                self.unchanged.insert(path);
                return Ok(());
            }
            Place::File(old) if mark::is_ours(&path, &old) => Change::Update { old, new },
            Place::File(_) => {
                self.refusals.push(Refusal::HandWritten { path });
                return Ok(());
            }
            Place::Blocked(refusal) => {
                self.refusals.push(refusal);
                return Ok(());
            }
        };
        self.changes.insert(path, change);
        Ok(())
    }

    /// Plans a file that was not generated; `twin` is a generated path that differs in case only.
    fn stray(&mut self, path: &str, twin: Option<&String>) -> Result<(), IoError> {
        let full = path::on_disk(self.base(), path);
        let refusal = if mark::is_marked(path, &full)? {
            if let Place::File(old) = scan::place(self.base(), path)? {
                self.changes.insert(path.to_owned(), Change::Remove { old });
            }
            return Ok(());
        } else if let Some(generated) = twin {
            Refusal::SameInOtherCase {
                path: path.to_owned(),
                generated: generated.clone(),
            }
        } else {
            match self.target.ownership {
                Ownership::Shared => {
                    self.strangers.push(path.to_owned());
                    return Ok(());
                }
                Ownership::Exclusive => Refusal::HandWritten {
                    path: path.to_owned(),
                },
            }
        };
        self.refusals.push(refusal);
        Ok(())
    }

    fn finish(self) -> Result<Plan, Error> {
        if !self.refusals.is_empty() {
            return Err(Error::Refused(self.refusals));
        }
        let is_whole = |folder: &&'static str| {
            let mut strangers = self.strangers.iter();
            !strangers.any(|path| path == folder || path::is_in(path, folder))
        };
        let folders = &self.target.folders;
        Ok(Plan {
            is_interrupted: disk::exists(&self.base().join(WORK)),
            whole: folders.iter().copied().filter(is_whole).collect(),
            base: self.target.base.clone(),
            folders: folders.clone(),
            changes: self.changes,
            unchanged: self.unchanged,
        })
    }
}
