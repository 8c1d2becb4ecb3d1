//! Writes what is new, but not in its place yet.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::draft::{Draft, EXTENSIONS};
use super::error::IoError;
use super::journal::{Step, WORK, Work};
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
///
/// What is going to be written is put down first; if it cannot be written, it is removed.
pub(super) fn stage(plan: &Plan, work: &Work, swaps: Swaps) -> Result<Vec<Step>, IoError> {
    let mut stager = Stager {
        plan,
        made: BTreeSet::new(),
        folders: Vec::new(),
        steps: Vec::new(),
        number: 0,
        writes: Vec::new(),
        draft: Draft::default(),
    };
    stager.arrange(swaps);
    let written = work.announce(&stager.draft).and_then(|()| stager.write());
    written.and_then(|()| stager.identified()).inspect_err(|_| {
        // What cannot be removed now is removed by the next run.
        let _ = work.discard(&stager.draft);
    })
}

/// Something that is made before the first step.
enum Write<'a> {
    /// A folder, with the permissions of the one in whose place it will be.
    Folder { path: PathBuf, like: PathBuf },
    /// A second name for a file that stays as it is.
    Link { from: PathBuf, to: PathBuf },
    /// A new file.
    File { path: PathBuf, contents: &'a str },
}

struct Stager<'a> {
    plan: &'a Plan,
    /// Folders that are to be made.
    made: BTreeSet<String>,
    /// The steps that make them.
    folders: Vec<Step>,
    /// The others.
    steps: Vec<Step>,
    /// The number in the next temporary name.
    number: usize,
    /// What is written before any step is taken.
    writes: Vec<Write<'a>>,
    /// The new files among that.
    draft: Draft,
}

impl<'a> Stager<'a> {
    /// Decides what is written where, and the steps.
    fn arrange(&mut self, swaps: Swaps) {
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
            self.create(path, new);
        }
        for (path, new) in updates {
            self.update(path, new);
        }
        for folder in &whole {
            self.swap(folder);
        }
        for path in orphans {
            self.remove(path);
        }
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

    /// Has a copy of a folder made, with all changes to it.
    fn swap(&mut self, folder: &str) {
        self.make_parents(folder);
        let plan = self.plan;
        let staged = format!("{WORK}/{}", self.number);
        self.number += 1;
        let mut made = BTreeSet::new();
        self.make_like(&staged, folder, &mut made);
        for path in plan.unchanged_in(folder) {
            let to = format!("{staged}{}", &path[folder.len()..]);
            self.make_parents_like(&to, path, &mut made);
            let (from, to) = (self.on_disk(path), self.on_disk(&to));
            self.writes.push(Write::Link { from, to });
        }
        for (path, change) in plan.changes_in(folder) {
            let (Change::Create { new } | Change::Update { new, .. }) = change else {
                continue;
            };
            let to = format!("{staged}{}", &path[folder.len()..]);
            self.make_parents_like(&to, path, &mut made);
            self.write_new(to, new);
        }
        self.steps.push(Step::Swap {
            path: folder.to_owned(),
            staged,
            // Known once it is made.
            new: 0,
            old: disk::identity(&self.on_disk(folder)),
        });
    }

    /// Has a folder made like the one in whose place it will be, unless it is made already.
    fn make_like(&mut self, staged: &str, place: &str, made: &mut BTreeSet<String>) {
        if made.insert(staged.to_owned()) {
            let (path, like) = (self.on_disk(staged), self.on_disk(place));
            self.writes.push(Write::Folder { path, like });
        }
    }

    /// The same for the folders above a file in the copy of a folder, but for the copy itself.
    fn make_parents_like(&mut self, staged: &str, place: &str, made: &mut BTreeSet<String>) {
        let is_work = |end: &usize| staged[..*end] == *WORK;
        let ends = staged.match_indices('/').map(|(end, _)| end);
        for end in ends.filter(|end| !is_work(end)) {
            let in_place = place.len() - (staged.len() - end);
            self.make_like(&staged[..end], &place[..in_place], made);
        }
    }

    fn create(&mut self, path: &str, new: &'a str) {
        self.make_parents(path);
        let staged = self.beside(path, "new");
        self.write_new(staged.clone(), new);
        self.step(|path| Step::Create { path, staged }, path);
    }

    fn update(&mut self, path: &str, new: &'a str) {
        let (staged, backup) = (self.beside(path, "new"), self.beside(path, "old"));
        self.write_new(staged.clone(), new);
        let step = |path| Step::Update {
            path,
            staged,
            backup,
        };
        self.step(step, path);
    }

    fn remove(&mut self, path: &str) {
        let backup = self.beside(path, "old");
        self.step(|path| Step::Remove { path, backup }, path);
    }

    fn step(&mut self, step: impl FnOnce(String) -> Step, path: &str) {
        self.steps.push(step(path.to_owned()));
        self.number += 1;
    }

    fn write_new(&mut self, staged: String, contents: &'a str) {
        let path = self.on_disk(&staged);
        self.writes.push(Write::File { path, contents });
        self.draft.written.insert(staged);
    }

    /// A temporary name for the next step, in the closest folder of a path that is there: so it
    /// is on the same disk.
    fn beside(&mut self, path: &str, extension: &str) -> String {
        let parents = path::parents(path).filter(|parent| !self.made.contains(*parent));
        let folder = parents.last().map(|folder| format!("{folder}/"));
        let folder = folder.unwrap_or_default();
        loop {
            let name = |extension| {
                let number = self.number;
                format!("{folder}{TEMPORARY_PREFIX}{number}.{extension}")
            };
            let mut names = EXTENSIONS.map(name).into_iter();
            // Others may have such names too.
            if !names.any(|name| disk::exists(&self.on_disk(&name))) {
                return name(extension);
            }
            self.number += 1;
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

    /// Writes everything, and waits until it is on the disk.
    fn write(&self) -> Result<(), IoError> {
        for write in &self.writes {
            match write {
                Write::Folder { path, like } => create_like(path, like)?,
                Write::Link { from, to } => disk::link(from, to)?,
                Write::File { path, contents } => disk::write_new(path, contents.as_bytes())?,
            }
        }
        // Once all is written, most of this waiting is done by the first file.
        let mut folders = BTreeSet::new();
        for write in &self.writes {
            match write {
                Write::Folder { path, .. } => {
                    folders.insert(&**path);
                }
                Write::Link { .. } => {}
                Write::File { path, .. } => {
                    disk::sync_file(path)?;
                    folders.extend(path.parent());
                }
            }
        }
        folders.into_iter().try_for_each(disk::sync_folder)
    }

    /// The steps, with the identities of the folders that were made.
    fn identified(&mut self) -> Result<Vec<Step>, IoError> {
        let mut steps = std::mem::take(&mut self.folders);
        for mut step in std::mem::take(&mut self.steps) {
            if let Step::Swap { staged, new, .. } = &mut step {
                let full = self.on_disk(staged);
                // Without an identity there would be no telling the old folder from the new one.
                let unknown = || IoError::new("look at", &full)(io::ErrorKind::Unsupported.into());
                *new = disk::identity(&full).ok_or_else(unknown)?;
            }
            steps.push(step);
        }
        Ok(steps)
    }
}

/// Makes a folder with the permissions of another one, if that is there.
fn create_like(path: &Path, like: &Path) -> Result<(), IoError> {
    disk::create_folder(path)?;
    match fs::metadata(like) {
        Ok(metadata) => fs::set_permissions(path, metadata.permissions())
            .map_err(IoError::new("set the permissions of", path)),
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
