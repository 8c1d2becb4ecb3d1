//! Writes what is new, but not in its place yet.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::error::IoError;
use super::journal::{Step, WORK};
use super::plan::{Change, Plan};
use super::{TEMPORARY_PREFIX, disk, path};

/// Whether folders may be swapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Swaps {
    /// Where that can be done.
    Allowed,
    /// The file system could not do it.
    Avoided,
}

/// Writes the new files of a plan and returns the steps that put them in their places.
pub(super) fn stage(plan: &Plan, swaps: Swaps) -> Result<Vec<Step>, IoError> {
    let mut stager = Stager {
        plan,
        made: BTreeSet::new(),
        folders: Vec::new(),
        steps: Vec::new(),
        files: Vec::new(),
        synced: BTreeSet::new(),
    };
    let staged = stager.write(swaps).and_then(|()| stager.sync());
    if staged.is_err() {
        for file in &stager.files {
            // Some may not have been written; those that stay are removed by the next run.
            let _ = fs::remove_file(file);
        }
    }
    staged?;
    let mut steps = stager.folders;
    steps.extend(stager.steps);
    Ok(steps)
}
struct Stager<'a> {
    plan: &'a Plan,
    /// Folders that are to be made.
    made: BTreeSet<String>,
    /// The steps that make them.
    folders: Vec<Step>,
    /// The others.
    steps: Vec<Step>,
    /// New files.
    files: Vec<PathBuf>,
    /// Folders with new files in them.
    synced: BTreeSet<PathBuf>,
}

impl Stager<'_> {
    /// Writes everything.
    fn write(&mut self, swaps: Swaps) -> Result<(), IoError> {
        // The first folder is the one that is compiled, so it goes last: what it includes is there.
        let plan = self.plan;
        let whole: Vec<&str> = plan
            .whole
            .iter()
            .rev()
            .copied()
            .filter(|folder| swaps == Swaps::Allowed && self.can_swap(folder))
            .collect();
        let is_swapped = |path: &str| whole.iter().any(|folder| path::is_in(path, folder));
        let (mut creates, mut updates, mut twins, mut orphans) = (vec![], vec![], vec![], vec![]);
        for (path, change) in &plan.changes {
            match change {
                _ if is_swapped(path) => {}
                Change::Create { new } => creates.push((path, new)),
                Change::Update { new, .. } => updates.push((path, new)),
                // A file whose path differs from a new one in case only is the same file on some
                // systems, so it has to go first.
                Change::Remove { .. } if self.is_twin(path) => twins.push(path),
                Change::Remove { .. } => orphans.push(path),
            }
        }
        for path in twins {
            self.remove(path);
        }
        for (path, new) in creates {
            self.create(path, new)?;
        }
        for (path, new) in updates {
            self.update(path, new)?;
        }
        for folder in &whole {
            self.swap(folder)?;
        }
        for path in orphans {
            self.remove(path);
        }
        Ok(())
    }

    /// Whether a path differs from that of a new file in case only.
    fn is_twin(&self, path: &str) -> bool {
        self.plan.changes.iter().any(|(other, change)| {
            matches!(change, Change::Create { .. }) && other.eq_ignore_ascii_case(path)
        })
    }

    fn on_disk(&self, path: &str) -> PathBuf {
        path::on_disk(&self.plan.base, path)
    }

    /// Whether everything in a folder can be replaced at once, without taking away what cannot be
    /// put back or deleted.
    fn can_swap(&self, folder: &str) -> bool {
        let mut changes = self.plan.changes_in(folder).peekable();
        if !disk::CAN_EXCHANGE || changes.peek().is_none() {
            return false;
        }
        let full = self.on_disk(folder);
        if !disk::exists(&full) {
            return true;
        }
        let probe = self.on_disk(&format!("{WORK}/probe"));
        // What cannot be linked cannot be deleted either, or is on another disk.
        let is_loose = |path: &str| {
            let linked = fs::hard_link(self.on_disk(path), &probe).is_ok();
            fs::remove_file(&probe).is_ok() && linked
        };
        are_free_to_move(&full)
            && changes
                .all(|(path, change)| matches!(change, Change::Create { .. }) || is_loose(path))
            && self.plan.unchanged_in(folder).next().is_none_or(is_loose)
    }

    /// Makes a copy of a folder with all changes to it.
    fn swap(&mut self, folder: &str) -> Result<(), IoError> {
        self.make_parents(folder);
        let place = self.on_disk(folder);
        let staged = format!("{WORK}/{}", self.steps.len());
        let full = self.on_disk(&staged);
        let mut made = BTreeSet::new();
        make_like(&full, &place, &mut made)?;
        let within = |path: &str| path[folder.len() + 1..].to_owned();
        for path in self.plan.unchanged_in(folder) {
            let to = path::on_disk(&full, &within(path));
            make_parents_like(&full, &place, &within(path), &mut made)?;
            disk::link(&self.on_disk(path), &to)?;
        }
        for (path, change) in self.plan.changes_in(folder) {
            let (Change::Create { new } | Change::Update { new, .. }) = change else {
                continue;
            };
            let to = path::on_disk(&full, &within(path));
            make_parents_like(&full, &place, &within(path), &mut made)?;
            self.files.push(to.clone());
            disk::write_new(&to, new.as_bytes())?;
        }
        self.synced.extend(made);
        // Without an identity there would be no telling the old folder from the new one.
        let new = disk::identity(&full).ok_or_else(|| {
            IoError::new("look at", &full)(std::io::ErrorKind::Unsupported.into())
        })?;
        self.steps.push(Step::Swap {
            path: folder.to_owned(),
            staged,
            new,
            old: disk::identity(&place),
        });
        Ok(())
    }

    fn create(&mut self, path: &str, new: &str) -> Result<(), IoError> {
        self.make_parents(path);
        let staged = self.write_beside(path, new)?;
        let path = path.to_owned();
        self.steps.push(Step::Create { path, staged });
        Ok(())
    }

    fn update(&mut self, path: &str, new: &str) -> Result<(), IoError> {
        let staged = self.write_beside(path, new)?;
        let backup = self.beside(path, "old");
        let path = path.to_owned();
        self.steps.push(Step::Update {
            path,
            staged,
            backup,
        });
        Ok(())
    }

    fn remove(&mut self, path: &str) {
        let backup = self.beside(path, "old");
        let path = path.to_owned();
        self.steps.push(Step::Remove { path, backup });
    }

    fn write_beside(&mut self, path: &str, new: &str) -> Result<String, IoError> {
        let staged = self.beside(path, "new");
        let full = self.on_disk(&staged);
        self.synced.extend(full.parent().map(Path::to_owned));
        self.files.push(full.clone());
        disk::write_new(&full, new.as_bytes())?;
        Ok(staged)
    }

    /// A temporary name for the next step, in the closest folder of a path that is there: so it
    /// is on the same disk.
    fn beside(&self, path: &str, extension: &str) -> String {
        let number = self.steps.len();
        let name = format!("{TEMPORARY_PREFIX}{number}.{extension}");
        let parents = path::parents(path).filter(|parent| !self.made.contains(*parent));
        match parents.last() {
            Some(folder) => format!("{folder}/{name}"),
            None => name,
        }
    }

    /// Has the folders above a path made, if they are not there.
    fn make_parents(&mut self, path: &str) {
        for parent in path::parents(path) {
            if !self.made.contains(parent) && !disk::exists(&self.on_disk(parent)) {
                self.made.insert(parent.to_owned());
                let path = parent.to_owned();
                self.folders.push(Step::Folder { path });
            }
        }
    }

    /// Waits until everything is on the disk.
    fn sync(&self) -> Result<(), IoError> {
        // Once all is written, most of this waiting is done by the first file.
        for file in &self.files {
            disk::sync_file(file)?;
        }
        for folder in &self.synced {
            disk::sync_folder(folder)?;
        }
        Ok(())
    }
}

/// Makes the folders above a path, as [`make_like`] does.
fn make_parents_like(
    full: &Path,
    place: &Path,
    relative: &str,
    made: &mut BTreeSet<PathBuf>,
) -> Result<(), IoError> {
    for parent in path::parents(relative) {
        let (full, place) = (path::on_disk(full, parent), path::on_disk(place, parent));
        make_like(&full, &place, made)?;
    }
    Ok(())
}

/// Makes a folder, once, with the permissions of the one in whose place it will be.
fn make_like(full: &Path, place: &Path, made: &mut BTreeSet<PathBuf>) -> Result<(), IoError> {
    if !made.insert(full.to_owned()) {
        return Ok(());
    }
    disk::create_folder(full)?;
    match fs::metadata(place) {
        Ok(metadata) => fs::set_permissions(full, metadata.permissions())
            .map_err(IoError::new("set the permissions of", full)),
        Err(_) => Ok(()),
    }
}

/// Whether a folder and those in it can be renamed and emptied.
fn are_free_to_move(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    disk::is_free_to_move(folder)
        && entries.into_iter().all(|entry| {
            entry.is_ok_and(|entry| match entry.file_type() {
                Ok(kind) if kind.is_dir() => are_free_to_move(&entry.path()),
                kind => kind.is_ok(),
            })
        })
}
