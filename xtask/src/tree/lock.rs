//! Keeps two runs from writing one folder at once.

use std::env;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{self, Path, PathBuf};

use super::error::IoError;

/// Waits until no other run writes a folder, and keeps others out until the guard is dropped.
///
/// The lock is on a file in the system's folder for temporary files, named after the folder it
/// protects: a lock file among the generated files would dirty the repository, and deleting one
/// is a race. The file is empty and stays; the system frees the lock itself when a run is killed.
/// `on_wait` is called if another run holds it.
pub(crate) fn lock(folder: &Path, on_wait: impl FnOnce()) -> Result<Guard, IoError> {
    let path = lock_file(folder).map_err(IoError::new("find", folder))?;
    let file = open(&path).map_err(IoError::new("open the lock file", &path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            on_wait();
            file.lock().map_err(IoError::new("lock", &path))?;
        }
        // A file system without locks should not keep anyone from working.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
        Err(TryLockError::Error(error)) => return Err(IoError::new("lock", &path)(error)),
    }
    Ok(Guard { _file: file })
}

/// Keeps other runs out until it is dropped.
#[derive(Debug)]
pub(crate) struct Guard {
    _file: File,
}

/// The lock file of a folder, which need not exist.
fn lock_file(folder: &Path) -> io::Result<PathBuf> {
    let folder = fs::canonicalize(folder).or_else(|_| path::absolute(folder))?;
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    Ok(env::temp_dir().join(format!("tinsmith-{:016x}.lock", hasher.finish())))
}

fn open(path: &Path) -> io::Result<File> {
    let created = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path);
    match created {
        // It is another user's; to lock it, reading is enough.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => File::open(path),
        opened => opened,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_second_run_waits_for_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let waited = Cell::new(false);
        let first = lock(folder.path(), || waited.set(true)).unwrap();
        assert!(!waited.get());
        let path = lock_file(folder.path()).unwrap();
        let second = open(&path).unwrap();
        assert!(matches!(second.try_lock(), Err(TryLockError::WouldBlock)));
        drop(first);
        second.try_lock().unwrap();
        fs::remove_file(path).unwrap();
    }

    #[test]
    fn folders_have_locks_of_their_own_however_they_are_spelled() {
        let parent = tempfile::tempdir().unwrap();
        let a = parent.path().join("a");
        fs::create_dir(&a).unwrap();
        let path = lock_file(&a).unwrap();
        assert_eq!(path, lock_file(&a.join("../a")).unwrap());
        assert_ne!(path, lock_file(parent.path()).unwrap());
        assert!(!path.starts_with(parent.path()));
    }
}
