//! Carries a plan out, all of it or nothing.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempPath};

use super::error::{Error, IoError};
use super::plan::{Change, Plan};
use super::{TEMPORARY_PREFIX, path};

impl Plan {
    /// Carries the plan out.
    ///
    /// # Errors
    ///
    /// If the system refuses a step; everything is as it was then, except for what the error
    /// says could not be put back.
    pub(crate) fn apply(&self) -> Result<(), Error> {
        for leftover in &self.leftovers {
            fs::remove_file(leftover).map_err(IoError::new("remove", leftover))?;
        }
        let staged = Staged::write(self)?;
        let mut journal = Journal::default();
        match self.commit(staged, &mut journal) {
            Ok(()) => {
                drop(journal);
                self.remove_empty_folders();
                Ok(())
            }
            Err(cause) => Err(match journal.undo() {
                left if left.is_empty() => Error::Io(cause),
                left => Error::NotRestored { cause, left },
            }),
        }
    }

    fn commit(&self, staged: Staged, journal: &mut Journal) -> Result<(), IoError> {
        let Staged { files, folders } = staged;
        journal.folders = folders;
        // A file whose path differs from a new one in case only is the same file on some
        // systems, so it has to go first.
        let (twins, orphans): (Vec<&str>, Vec<&str>) = self.removed().partition(|path| {
            files
                .iter()
                .any(|file| file.path.eq_ignore_ascii_case(path))
        });
        for path in twins {
            journal.remove(path::on_disk(&self.base, path))?;
        }
        for StagedFile {
            path,
            place,
            temporary,
        } in files
        {
            let path = path::on_disk(&self.base, path);
            match place {
                Place::Free => journal.create(temporary, path)?,
                Place::Taken => journal.replace(temporary, path)?,
            }
        }
        for path in orphans {
            journal.remove(path::on_disk(&self.base, path))?;
        }
        Ok(())
    }

    fn removed(&self) -> impl Iterator<Item = &str> {
        self.changes
            .iter()
            .filter_map(|(path, change)| matches!(change, Change::Remove { .. }).then_some(&**path))
    }

    /// Removes folders that nothing is in any more, but never an owned folder itself.
    fn remove_empty_folders(&self) {
        for removed in self.removed() {
            let mut parents: Vec<&str> = path::parents(removed).collect();
            while let Some(parent) = parents.pop()
                && !self.folders.contains(&parent)
            {
                // It fails for folders that are not empty, and they are to stay.
                if fs::remove_dir(path::on_disk(&self.base, parent)).is_err() {
                    break;
                }
            }
        }
    }
}

/// New files, written in full but not in their places. Dropping this removes them.
struct Staged<'a> {
    // Fields are dropped in this order, and only empty folders can be removed.
    files: Vec<StagedFile<'a>>,
    folders: CreatedFolders,
}

struct StagedFile<'a> {
    path: &'a str,
    place: Place,
    temporary: TempPath,
}

/// Whether the plan found a file to replace.
#[derive(Clone, Copy)]
enum Place {
    Free,
    Taken,
}

impl<'a> Staged<'a> {
    fn write(plan: &'a Plan) -> Result<Self, IoError> {
        let mut staged = Self {
            files: Vec::new(),
            folders: CreatedFolders::default(),
        };
        for (path, change) in &plan.changes {
            let (place, new) = match change {
                Change::Create { new } => (Place::Free, new),
                Change::Update { new, .. } => (Place::Taken, new),
                Change::Remove { .. } => continue,
            };
            let full = path::on_disk(&plan.base, path);
            let folder = folder_of(&full);
            staged.folders.create(folder)?;
            let temporary = write_temporary(folder, new.as_bytes())
                .map_err(IoError::new("write into", folder))?;
            staged.files.push(StagedFile {
                path,
                place,
                temporary,
            });
        }
        // Once all is written, most of this waiting is done by the first file.
        for StagedFile { temporary, .. } in &staged.files {
            sync(temporary).map_err(IoError::new("write", temporary))?;
        }
        Ok(staged)
    }
}

/// Writes a file with the permissions that any new file gets, which `tempfile`'s own do not have.
fn write_temporary(folder: &Path, contents: &[u8]) -> io::Result<TempPath> {
    let mut file = temporary().make_in(folder, |path| {
        OpenOptions::new().write(true).create_new(true).open(path)
    })?;
    file.as_file_mut().write_all(contents)?;
    Ok(file.into_temp_path())
}

/// Writes one file that is no part of a tree: whole, or not at all.
///
/// # Errors
///
/// If the system refuses; what was there stays then.
pub(crate) fn replace(path: &Path, contents: &[u8]) -> Result<(), IoError> {
    // What a link leads to is written, and the link stays.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = match folder_of(path) {
        folder if folder.as_os_str().is_empty() => Path::new("."),
        folder => folder,
    };
    let temporary =
        write_temporary(folder, contents).map_err(IoError::new("write into", folder))?;
    sync(&temporary).map_err(IoError::new("write", &temporary))?;
    temporary
        .persist(path)
        .map_err(|error| IoError::new("replace", path)(error.error))
}

fn sync(path: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).open(path)?.sync_all()
}

/// Gives a file a second name in the same folder, from which it can be put back as it was.
fn back_up(path: &Path) -> io::Result<TempPath> {
    let backup = temporary().make_in(folder_of(path), |backup| {
        match fs::hard_link(path, backup) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // Not every file system has links.
            Err(_) => fs::copy(path, backup).map(|_| ()),
            Ok(()) => Ok(()),
        }
    })?;
    Ok(backup.into_temp_path())
}

fn temporary() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(TEMPORARY_PREFIX).rand_bytes(12);
    builder
}

fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new("."))
}

/// Folders that were made for new files; dropping this removes those that are still empty.
#[derive(Debug, Default)]
struct CreatedFolders {
    paths: Vec<PathBuf>,
}

impl CreatedFolders {
    fn create(&mut self, folder: &Path) -> Result<(), IoError> {
        let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.is_dir();
        let missing: Vec<&Path> = folder.ancestors().take_while(is_missing).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).map_err(IoError::new("create the folder", folder))?;
            self.paths.push(folder.to_owned());
        }
        Ok(())
    }
}

impl Drop for CreatedFolders {
    fn drop(&mut self) {
        for folder in self.paths.iter().rev() {
            // A folder with something in it is in use.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// What was done, so that it can be undone. Dropping it makes it final.
#[derive(Default)]
struct Journal {
    steps: Vec<Step>,
    folders: CreatedFolders,
}

enum Step {
    /// A file is where none was.
    Created(PathBuf),
    /// A file was replaced or removed; this is what it was.
    Replaced { path: PathBuf, backup: TempPath },
}

impl Journal {
    /// Puts a file where none is; one that appeared since the plan was made is not replaced.
    fn create(&mut self, temporary: TempPath, path: PathBuf) -> Result<(), IoError> {
        temporary
            .persist_noclobber(&path)
            .map_err(|error| IoError::new("create", &path)(error.error))?;
        self.steps.push(Step::Created(path));
        Ok(())
    }

    fn replace(&mut self, temporary: TempPath, path: PathBuf) -> Result<(), IoError> {
        let backup = back_up(&path).map_err(IoError::new("back up", &path))?;
        temporary
            .persist(&path)
            .map_err(|error| IoError::new("replace", &path)(error.error))?;
        self.steps.push(Step::Replaced { path, backup });
        Ok(())
    }

    fn remove(&mut self, path: PathBuf) -> Result<(), IoError> {
        let backup = back_up(&path).map_err(IoError::new("back up", &path))?;
        fs::remove_file(&path).map_err(IoError::new("remove", &path))?;
        self.steps.push(Step::Replaced { path, backup });
        Ok(())
    }

    /// Puts everything back, the last step first, and says what could not be.
    fn undo(self) -> Vec<IoError> {
        let Self { steps, folders } = self;
        let undone = steps.into_iter().rev().filter_map(Step::undo).collect();
        drop(folders);
        undone
    }
}

impl Step {
    fn undo(self) -> Option<IoError> {
        match self {
            Self::Created(path) => fs::remove_file(&path)
                .map_err(IoError::new("remove", &path))
                .err(),
            Self::Replaced { path, backup } => backup
                .persist(&path)
                .map_err(|error| {
                    // Dropping it would delete the only copy.
                    let _ = error.path.keep();
                    IoError::new("put back", &path)(error.error)
                })
                .err(),
        }
    }
}
