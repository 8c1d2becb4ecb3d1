//! Takes steps, forward and back. Each may have been taken before, in part or in full, by a run
//! that was killed.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::error::{Error, IoError, Refusal};
use super::journal::{Progress, Step, Work};
use super::plan::Target;
use super::{disk, mark, path, scan};

/// What [`recover`] found and put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recovered {
    /// No run was cut short.
    Nothing,
    /// A run was cut short before or after it changed anything that counts.
    Leftovers,
    /// A run was cut short half-way, and what it had done is undone.
    Undone,
}

/// Takes up what an earlier run left unfinished. The caller has the lock.
///
/// # Errors
///
/// If the system refuses, or something that was not generated is among what would be removed.
pub(crate) fn recover(target: &Target) -> Result<Recovered, Error> {
    let not_recovered = |error| Error::NotRecovered(Box::new(error));
    let Some((work, progress)) = Work::left_in(target).map_err(not_recovered)? else {
        return Ok(Recovered::Nothing);
    };
    let run = |steps| Run {
        base: &target.base,
        folders: &target.folders,
        steps,
    };
    match progress {
        Progress::Staging(draft) => {
            work.discard(&draft).map_err(not_recovered)?;
            Ok(Recovered::Leftovers)
        }
        Progress::Done(steps) => {
            run(&steps).tidy(&work, Tidy::Done).map_err(not_recovered)?;
            Ok(Recovered::Leftovers)
        }
        Progress::Begun(steps) => {
            let run = run(&steps);
            if let Some(error) = run.back().into_iter().next() {
                return Err(not_recovered(error.into()));
            }
            run.tidy(&work, Tidy::Undone).map_err(not_recovered)?;
            Ok(Recovered::Undone)
        }
    }
}

/// The steps of a run.
pub(super) struct Run<'a> {
    pub(super) base: &'a Path,
    pub(super) folders: &'a [&'static str],
    pub(super) steps: &'a [Step],
}

/// After what a run is tidied up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tidy {
    /// All steps were taken.
    Done,
    /// All steps were undone.
    Undone,
}

impl Run<'_> {
    fn on_disk(&self, path: &str) -> PathBuf {
        path::on_disk(self.base, path)
    }

    /// Takes all steps, with nothing that takes time between them.
    pub(super) fn forward(&self) -> Result<(), Error> {
        for step in self.steps {
            self.take(step)?;
        }
        let refusals = self.strangers()?;
        if !refusals.is_empty() {
            return Err(Error::Refused(refusals));
        }
        Ok(self.sync()?)
    }

    fn take(&self, step: &Step) -> Result<(), Error> {
        match step {
            Step::Folder { path } => disk::create_folder(&self.on_disk(path))?,
            Step::Create { path, staged } => {
                disk::rename_to_free(&self.on_disk(staged), &self.on_disk(path))?;
            }
            Step::Update {
                path,
                staged,
                backup,
            } => {
                let (place, backup) = (self.on_disk(path), self.on_disk(backup));
                disk::back_up(&place, &backup)?;
                if !mark::is_marked(path, &backup)? {
                    disk::remove_file(&backup)?;
                    return Err(hand_written(path));
                }
                disk::rename(&self.on_disk(staged), &place)?;
            }
            Step::Remove { path, backup } => {
                let backup = self.on_disk(backup);
                disk::rename_to_free(&self.on_disk(path), &backup)?;
                if !mark::is_marked(path, &backup)? {
                    return Err(hand_written(path));
                }
            }
            Step::Swap {
                path, staged, old, ..
            } => {
                let (place, staged) = (self.on_disk(path), self.on_disk(staged));
                match old {
                    None => disk::move_folder(&staged, &place)?,
                    Some(_) => disk::exchange(&staged, &place)?,
                }
            }
        }
        Ok(())
    }

    /// What came into a folder after the plan was made, and is now where the old folder is.
    fn strangers(&self) -> Result<Vec<Refusal>, IoError> {
        let mut strangers = Vec::new();
        for step in self.steps {
            if let Step::Swap {
                path,
                staged,
                old: Some(_),
                ..
            } = step
            {
                scan::strangers(&self.on_disk(staged), path, &mut strangers)?;
            }
        }
        Ok(strangers)
    }

    /// Waits until every change of a name is on the disk.
    fn sync(&self) -> Result<(), IoError> {
        let folders: BTreeSet<&str> = self.steps.iter().flat_map(Step::folders).collect();
        for folder in folders {
            let folder = match folder {
                "" => self.base.to_owned(),
                folder => self.on_disk(folder),
            };
            if folder.is_dir() {
                disk::sync_folder(&folder)?;
            }
        }
        Ok(())
    }

    /// Undoes all steps, the last one first, and says what could not be undone.
    pub(super) fn back(&self) -> Vec<IoError> {
        let steps = self.steps.iter().rev();
        let mut left: Vec<IoError> = steps.filter_map(|step| self.undo(step).err()).collect();
        left.extend(self.sync().err());
        left
    }

    fn undo(&self, step: &Step) -> Result<(), IoError> {
        match step {
            Step::Folder { path } => {
                // One that is not empty, or that is not there, is nothing to undo.
                let _ = fs::remove_dir(self.on_disk(path));
                Ok(())
            }
            Step::Create { path, staged } => {
                let (place, staged) = (self.on_disk(path), self.on_disk(staged));
                let is_placed = !disk::exists(&staged) || is_same(&place, &staged);
                if is_placed && is_ours(path, &place)? {
                    disk::remove_file(&place)?;
                }
                Ok(())
            }
            Step::Update {
                path,
                staged,
                backup,
            } => {
                let (place, backup) = (self.on_disk(path), self.on_disk(backup));
                if !disk::exists(&backup) || disk::exists(&self.on_disk(staged)) {
                    return Ok(());
                }
                if is_same(&place, &backup) {
                    return disk::remove_file(&backup);
                }
                // Someone may have written there since.
                if !disk::exists(&place) || is_ours(path, &place)? {
                    disk::rename(&backup, &place)?;
                }
                Ok(())
            }
            Step::Remove { path, backup } => {
                let (place, backup) = (self.on_disk(path), self.on_disk(backup));
                if disk::exists(&backup) && !disk::exists(&place) {
                    disk::rename_to_free(&backup, &place)?;
                }
                Ok(())
            }
            Step::Swap {
                path,
                staged,
                new,
                old,
            } => {
                let (place, staged) = (self.on_disk(path), self.on_disk(staged));
                if disk::identity(&place) != Some(*new) {
                    return Ok(());
                }
                match old {
                    None => disk::move_folder(&place, &staged),
                    Some(_) if disk::identity(&staged) == *old => disk::exchange(&staged, &place),
                    // The old one is gone.
                    Some(_) => Ok(()),
                }
            }
        }
    }

    /// Removes what is not needed any more, and the journal last.
    pub(super) fn tidy(&self, work: &Work, after: Tidy) -> Result<(), Error> {
        let mut refusals = Vec::new();
        for step in self.steps {
            match step {
                Step::Folder { .. } => {}
                Step::Create { staged, .. } => self.remove_staged(staged)?,
                Step::Update { staged, backup, .. } => {
                    // Without its backup there is nothing to undo, so that goes first.
                    self.remove_backup(backup, &mut refusals)?;
                    self.remove_staged(staged)?;
                    remove_file(&disk::part_of(self.on_disk(backup)))?;
                }
                Step::Remove { path, backup } => {
                    self.remove_backup(backup, &mut refusals)?;
                    if after == Tidy::Done {
                        self.remove_empty_folders(path)?;
                    }
                }
                Step::Swap { staged, .. } => {
                    let full = self.on_disk(staged);
                    if disk::exists(&full) {
                        remove_generated(&full, staged, &mut refusals)?;
                    }
                }
            }
        }
        if refusals.is_empty() {
            Ok(work.remove()?)
        } else {
            Err(Error::Refused(refusals))
        }
    }

    fn remove_staged(&self, staged: &str) -> Result<(), IoError> {
        remove_file(&self.on_disk(staged))
    }

    fn remove_backup(&self, backup: &str, refusals: &mut Vec<Refusal>) -> Result<(), IoError> {
        let full = self.on_disk(backup);
        if !disk::exists(&full) {
            return Ok(());
        }
        if mark::is_marked(backup, &full)? {
            return disk::remove_file(&full);
        }
        let path = backup.to_owned();
        refusals.push(Refusal::HandWritten { path });
        Ok(())
    }

    /// Removes folders that nothing is in any more, but never an owned folder itself.
    fn remove_empty_folders(&self, removed: &str) -> Result<(), IoError> {
        let mut parents: Vec<&str> = path::parents(removed).collect();
        while let Some(parent) = parents.pop()
            && !self.folders.contains(&parent)
        {
            if let Err(error) = disk::remove_folder(&self.on_disk(parent)) {
                match error.kind() {
                    // By a run that was cut short.
                    ErrorKind::NotFound => {}
                    ErrorKind::DirectoryNotEmpty | ErrorKind::AlreadyExists => break,
                    // An empty folder that has to stay does no harm.
                    ErrorKind::PermissionDenied | ErrorKind::ResourceBusy => break,
                    _ => return Err(error),
                }
            }
        }
        Ok(())
    }
}

fn hand_written(path: &str) -> Error {
    let path = path.to_owned();
    Error::Refused(vec![Refusal::HandWritten { path }])
}

/// Whether two names are of one file.
fn is_same(a: &Path, b: &Path) -> bool {
    let identity = disk::identity(a);
    identity.is_some() && identity == disk::identity(b)
}

/// Whether a plain file is there that says that it was generated.
fn is_ours(path: &str, full: &Path) -> Result<bool, IoError> {
    match fs::symlink_metadata(full) {
        Ok(metadata) if metadata.is_file() => mark::is_marked(path, full),
        _ => Ok(false),
    }
}

/// Removes a file, if it is there.
fn remove_file(full: &Path) -> Result<(), IoError> {
    if disk::exists(full) {
        disk::remove_file(full)?;
    }
    Ok(())
}

/// Removes a folder and the generated files in it; whatever else is there stays and is refused.
fn remove_generated(
    folder: &Path,
    relative: &str,
    refusals: &mut Vec<Refusal>,
) -> Result<(), IoError> {
    let refused = refusals.len();
    for entry in scan::entries(folder)? {
        let full = entry.path();
        let path = format!("{relative}/{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type().map_err(IoError::new("look at", &full))?;
        if kind.is_dir() {
            remove_generated(&full, &path, refusals)?;
        } else if kind.is_file() && mark::is_marked(&path, &full)? {
            disk::remove_file(&full)?;
        } else {
            refusals.push(Refusal::HandWritten { path });
        }
    }
    if refusals.len() == refused {
        disk::remove_folder(folder)?;
    }
    Ok(())
}
