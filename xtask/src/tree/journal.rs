//! What a run is about to change, written down so that the next one can undo or finish it.
//!
//! Everything of a run that is not in its place yet is in the folder [`WORK`] of the target, and
//! what else is there says how far the run came:
//!
//! | file | the run was | the next run |
//! | --- | --- | --- |
//! | none | writing new files; none is in its place | deletes them |
//! | [`BEGUN`] | putting new files in their places | undoes that |
//! | [`DONE`] | tidying up; all files are in their places | finishes that |

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::disk;
use super::error::{Error, IoError, Refusal};
use super::plan::{Ownership, Target};
use super::{TEMPORARY_PREFIX, path, scan};

/// The folder of a run, in the target.
pub(super) const WORK: &str = ".tinsmith-work";

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
    Staging,
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
            Progress::Begun(work.read(BEGUN, target)?)
        } else if disk::exists(&work.file(DONE)) {
            Progress::Done(work.read(DONE, target)?)
        } else {
            Progress::Staging
        };
        Ok(Some((work, progress)))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Writes down what is about to be done; from here on, it is undone if the run is cut short.
    pub(super) fn begin(&self, steps: &[Step]) -> Result<(), IoError> {
        let part = self.file(PART);
        disk::write_new(&part, render(steps).as_bytes())?;
        disk::sync_file(&part)?;
        disk::rename(&part, &self.file(BEGUN))?;
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
        for name in [PART, BEGUN, DONE] {
            let file = self.file(name);
            if disk::exists(&file) {
                disk::remove_file(&file)?;
            }
        }
        disk::remove_folder(&self.folder)
    }

    /// Removes the folder and whatever new files are in it.
    ///
    /// Only while nothing is in its place: later, what was replaced is in it.
    pub(super) fn discard(&self) -> Result<(), IoError> {
        super::fault::point()
            .and_then(|()| fs::remove_dir_all(&self.folder))
            .map_err(IoError::new("remove", &self.folder))
    }

    fn read(&self, name: &str, target: &Target) -> Result<Vec<Step>, Error> {
        let file = self.file(name);
        let text = fs::read_to_string(&file).map_err(IoError::new("read", &file))?;
        parse(&text)
            .filter(|steps| steps.iter().all(|step| step.is_within(target)))
            .ok_or_else(|| {
                Error::Refused(vec![Refusal::BadJournal {
                    path: format!("{WORK}/{name}"),
                }])
            })
    }
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
        let is_ours = |path: &str| {
            let mut parts = path.split('/');
            parts.any(|part| part.starts_with(TEMPORARY_PREFIX))
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
            && others.iter().all(|path| is_ours(path))
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
mod tests {
    use super::*;

    fn steps() -> Vec<Step> {
        let text = str::to_owned;
        vec![
            Step::Folder {
                path: text("src/a"),
            },
            Step::Create {
                path: text("src/a/x.rs"),
                staged: text("src/.tinsmith-1.new"),
            },
            Step::Update {
                path: text("src/\"q\n\".rs"),
                staged: text("src/.tinsmith-2.new"),
                backup: text("src/.tinsmith-2.old"),
            },
            Step::Remove {
                path: text("src/z.rs"),
                backup: text("src/.tinsmith-3.old"),
            },
            Step::Swap {
                path: text("schemas"),
                staged: format!("{WORK}/4"),
                new: u64::MAX,
                old: Some(7),
            },
            Step::Swap {
                path: text("src"),
                staged: format!("{WORK}/5"),
                new: 1,
                old: None,
            },
        ]
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(parse(&render(&steps())), Some(steps()));
        assert_eq!(parse(""), None);
        let other = render(&steps()).replace("version = 1", "version = 2");
        assert_eq!(parse(&other), None);
    }

    #[test]
    fn a_journal_leads_nowhere_else() {
        let base = tempfile::tempdir().unwrap();
        let target = Target {
            base: base.path().to_owned(),
            folders: vec!["src", "schemas"],
            ownership: Ownership::Exclusive,
        };
        assert!(steps().iter().all(|step| step.is_within(&target)));
        let staged = || ".tinsmith-1.new".to_owned();
        for path in ["../x", "src/../../x", "/etc/x", "src//x", "Cargo.toml", ""] {
            let path = path.to_owned();
            let step = Step::Create {
                path,
                staged: staged(),
            };
            assert!(!step.is_within(&target), "{step:?}");
        }
        let from_elsewhere = Step::Create {
            path: "src/x".to_owned(),
            staged: "Cargo.toml".to_owned(),
        };
        assert!(!from_elsewhere.is_within(&target));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("/", base.path().join("src")).unwrap();
            assert!(!steps()[1].is_within(&target));
        }
    }
}
