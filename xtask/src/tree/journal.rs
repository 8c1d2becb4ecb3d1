//! What a run is about to change, written down so that the next one can undo or finish it.
//!
//! Everything of a run that is not in its place yet is in the folder [`WORK`] of the target, and
//! what else is there says how far the run came:
//!
//! | file | the run was | the next run |
//! | --- | --- | --- |
//! | none | about to write new files | deletes the folder |
//! | [`DRAFT`] | writing new files; none is in its place | deletes them |
//! | [`BEGUN`] | putting new files in their places | undoes that |
//! | [`DONE`] | tidying up; all files are in their places | finishes that |

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::draft::{Draft, is_temporary};
use super::error::{Error, IoError, Refusal};
use super::plan::{Ownership, Target};
use super::{disk, path, scan};

/// The folder of a run, in the target.
pub(super) const WORK: &str = ".tinsmith-work";

/// The file, in [`WORK`], that says which new files are being written.
const DRAFT: &str = "draft";

/// What [`DRAFT`] is called until all of it is written.
const DRAFT_PART: &str = "draft.part";

/// The file, in [`WORK`], that says what is to be undone.
const BEGUN: &str = "journal";

/// What [`BEGUN`] is called until all of it is written.
const PART: &str = "journal.part";

/// What [`BEGUN`] is renamed to when nothing needs to be undone any more.
const DONE: &str = "done";

/// The version of the format; a run that is undone by a later version is told by it.
const VERSION: i64 = 1;

/// One change. Paths are relative to the target, with `/` between parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Makes a folder.
    Folder {
        /// Where.
        path: String,
    },
    /// Puts a file where none is.
    Create {
        /// Where.
        path: String,
        /// The new file.
        staged: String,
    },
    /// Replaces a file.
    Update {
        /// Which.
        path: String,
        /// The new file.
        staged: String,
        /// A second name for the old file.
        backup: String,
    },
    /// Removes a file.
    Remove {
        /// Which.
        path: String,
        /// Where it stays meanwhile.
        backup: String,
    },
    /// Puts a folder where none is, or has it change places with the one that is there.
    Swap {
        /// Where.
        path: String,
        /// The new folder at first, and the old one afterwards.
        staged: String,
        /// The new folder's identity.
        new: u64,
        /// The old folder's.
        old: Option<u64>,
    },
}

/// How far a run came that left its folder behind.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// Nothing is in its place.
    Staging(Draft),
    /// Some of these steps were taken.
    Begun(Vec<Step>),
    /// All of these steps were taken.
    Done(Vec<Step>),
}

/// The folder of the run that has the lock.
#[derive(Debug)]
pub(super) struct Work {
    base: PathBuf,
    folder: PathBuf,
}

impl Work {
    /// Makes the folder, which must not be there.
    pub(super) fn create(base: &Path) -> Result<Self, IoError> {
        let work = Self::of(base);
        disk::create_folder(&work.folder)?;
        Ok(work)
    }

    fn of(base: &Path) -> Self {
        Self {
            base: base.to_owned(),
            folder: base.join(WORK),
        }
    }

    /// Finds what another run left behind.
    pub(super) fn left_in(target: &Target) -> Result<Option<(Self, Progress)>, Error> {
        let work = Self::of(&target.base);
        match fs::symlink_metadata(&work.folder) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => {
                let path = WORK.to_owned();
                return Err(Error::Refused(vec![Refusal::NotPlain { path }]));
            }
            Err(_) => return Ok(None),
        }
        let progress = if disk::exists(&work.file(BEGUN)) {
            Progress::Begun(work.steps(BEGUN, target)?)
        } else if disk::exists(&work.file(DONE)) {
            Progress::Done(work.steps(DONE, target)?)
        } else if disk::exists(&work.file(DRAFT)) {
            let draft = Draft::parse(&work.text(DRAFT)?, &target.base);
            Progress::Staging(draft.ok_or_else(|| bad_journal(DRAFT))?)
        } else {
            Progress::Staging(Draft::default())
        };
        Ok(Some((work, progress)))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Writes down which new files are about to be written.
    pub(super) fn announce(&self, draft: &Draft) -> Result<(), IoError> {
        self.write(DRAFT_PART, DRAFT, &draft.render())
    }

    /// Writes down what is about to be done; from here on, it is undone if the run is cut short.
    pub(super) fn begin(&self, steps: &[Step]) -> Result<(), IoError> {
        self.write(PART, BEGUN, &render(steps))
    }

    /// Puts a file on the disk, which has its name only once it is whole.
    fn write(&self, part: &str, name: &str, text: &str) -> Result<(), IoError> {
        let part = self.file(part);
        disk::write_new(&part, text.as_bytes())?;
        disk::sync_file(&part)?;
        disk::rename(&part, &self.file(name))?;
        disk::sync_folder(&self.folder)?;
        disk::sync_folder(&self.base)
    }

    /// Writes down that all was done; from here on, nothing is undone.
    pub(super) fn finish(&self) -> Result<(), IoError> {
        disk::rename(&self.file(BEGUN), &self.file(DONE))?;
        disk::sync_folder(&self.folder)
    }

    /// Removes the folder, in which nothing is but the journal.
    pub(super) fn remove(&self) -> Result<(), IoError> {
        for name in [DRAFT_PART, DRAFT, PART, BEGUN, DONE] {
            let file = self.file(name);
            if disk::exists(&file) {
                disk::remove_file(&file)?;
            }
        }
        disk::remove_folder(&self.folder)
    }

    /// Removes the folder and the new files, in it or elsewhere.
    ///
    /// Only while nothing is in its place: later, what was replaced is in it.
    pub(super) fn discard(&self, draft: &Draft) -> Result<(), Error> {
        let own = [DRAFT_PART, PART, DRAFT];
        let refusals = draft.discard(&self.base, &self.folder, &own)?;
        if refusals.is_empty() {
            Ok(())
        } else {
            Err(Error::Refused(refusals))
        }
    }

    fn text(&self, name: &str) -> Result<String, IoError> {
        let file = self.file(name);
        fs::read_to_string(&file).map_err(IoError::new("read", &file))
    }

    fn steps(&self, name: &str, target: &Target) -> Result<Vec<Step>, Error> {
        parse(&self.text(name)?)
            .filter(|steps| steps.iter().all(|step| step.is_within(target)))
            .ok_or_else(|| bad_journal(name))
    }
}

fn bad_journal(name: &str) -> Error {
    let path = format!("{WORK}/{name}");
    Error::Refused(vec![Refusal::BadJournal { path }])
}

impl Step {
    fn paths(&self) -> Vec<&str> {
        match self {
            Self::Folder { path } => vec![path],
            Self::Create { path, staged } | Self::Swap { path, staged, .. } => vec![path, staged],
            Self::Update {
                path,
                staged,
                backup,
            } => vec![path, staged, backup],
            Self::Remove { path, backup } => vec![path, backup],
        }
    }

    /// The folders, relative to the target, whose names a step changes.
    pub(super) fn folders(&self) -> BTreeSet<&str> {
        let parent = |path| path::parents(path).last().unwrap_or_default();
        self.paths().into_iter().map(parent).collect()
    }

    /// Whether a step can be one of this target's: a journal may have come with the files of
    /// someone else, so it is not to lead anywhere.
    fn is_within(&self, target: &Target) -> bool {
        let is_plain = |path: &&str| {
            path.split('/')
                .all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0']))
        };
        let paths = self.paths();
        let [path, others @ ..] = &*paths else {
            return false;
        };
        let is_place = match self {
            Self::Folder { .. } => true,
            Self::Swap { .. } => target.folders.contains(path),
            _ => target.ownership == Ownership::Shared || target.owns(path),
        };
        let is_reached = |path: &&str| scan::parents_are_folders(&target.base, path);
        is_place
            && paths.iter().all(is_plain)
            && others.iter().all(|path| is_temporary(path))
            && paths.iter().all(is_reached)
    }
}

fn render(steps: &[Step]) -> String {
    let steps = steps.iter().map(|step| {
        let entries: Vec<(&str, String)> = match step {
            Step::Folder { path } => vec![("folder", path.clone())],
            Step::Create { path, staged } => {
                vec![("create", path.clone()), ("staged", staged.clone())]
            }
            Step::Update {
                path,
                staged,
                backup,
            } => vec![
                ("update", path.clone()),
                ("staged", staged.clone()),
                ("backup", backup.clone()),
            ],
            Step::Remove { path, backup } => {
                vec![("remove", path.clone()), ("backup", backup.clone())]
            }
            Step::Swap {
                path,
                staged,
                new,
                old,
            } => {
                let old = old.map(|old| ("old", old.to_string()));
                let entries = vec![
                    ("swap", path.clone()),
                    ("staged", staged.clone()),
                    ("new", new.to_string()),
                ];
                entries.into_iter().chain(old).collect()
            }
        };
        let entries = entries.into_iter();
        Value::Table(
            entries
                .map(|(key, value)| (key.to_owned(), Value::String(value)))
                .collect(),
        )
    });
    let mut table = Table::new();
    table.insert("version".to_owned(), Value::Integer(VERSION));
    table.insert("step".to_owned(), Value::Array(steps.collect()));
    format!("# What a run of `cargo xtask` is doing; run it again if it is gone.\n{table}")
}

fn parse(text: &str) -> Option<Vec<Step>> {
    let table: Table = text.parse().ok()?;
    if table.get("version")?.as_integer()? != VERSION {
        return None;
    }
    let steps = table.get("step")?.as_array()?;
    steps.iter().map(parse_step).collect()
}

fn parse_step(step: &Value) -> Option<Step> {
    let text = |key: &str| step.get(key)?.as_str().map(str::to_owned);
    let number = |key: &str| text(key)?.parse().ok();
    if let Some(path) = text("folder") {
        Some(Step::Folder { path })
    } else if let Some(path) = text("create") {
        let staged = text("staged")?;
        Some(Step::Create { path, staged })
    } else if let Some(path) = text("update") {
        Some(Step::Update {
            path,
            staged: text("staged")?,
            backup: text("backup")?,
        })
    } else if let Some(path) = text("remove") {
        let backup = text("backup")?;
        Some(Step::Remove { path, backup })
    } else {
        Some(Step::Swap {
            path: text("swap")?,
            staged: text("staged")?,
            new: number("new")?,
            old: step
                .get("old")
                .map(|_| number("old"))
                .map_or(Some(None), |old| old.map(Some))?,
        })
    }
}

#[cfg(test)]
#[path = "tests/journal.rs"]
mod tests;
