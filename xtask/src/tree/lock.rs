//! Keeps two runs from writing one folder at once.

use std::env;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{self, Path, PathBuf};

use super::disk::CreatedFolders;
use super::error::IoError;

/// Waits until no other run writes a folder, and keeps others out until the guard is dropped.
///
/// The folder is made if it is not there, and removed with the guard if it is empty then.
///
/// The lock is on the folder itself, which needs no file: one among the generated files would
/// dirty the repository, and deleting it would be a race. Where folders cannot be locked it is on
/// a file in the system's folder for temporary files, named after the folder, that stays. The
/// system frees either itself when a run is killed.
///
/// `on_wait` is called if another run holds it.
pub(crate) fn lock(folder: &Path, on_wait: impl FnOnce()) -> Result<Guard, IoError> {
    let mut on_wait = Some(on_wait);
    loop {
        let created = CreatedFolders::create(folder)?;
        let file = match lock_folder(folder, &mut on_wait) {
            Ok(file) => file,
            Err(_) => lock_file(folder, &mut on_wait)?,
        };
        // The run before may have removed a folder that it had made for nothing.
        if folder.is_dir() && is_current(&file, folder) {
            return Ok(Guard {
                _created: created,
                _file: file,
            });
        }
    }
}

/// Whether another run is writing a folder now.
pub(crate) fn is_locked(folder: &Path) -> bool {
    let by_folder = File::open(folder).map(|file| file.try_lock());
    let by_file = temporary_file(folder).and_then(|path| Ok(File::open(path)?.try_lock()));
    [by_folder, by_file]
        .iter()
        .any(|locked| matches!(locked, Ok(Err(TryLockError::WouldBlock))))
}

/// Keeps other runs out until it is dropped.
#[derive(Debug)]
pub(crate) struct Guard {
    // Dropped in this order: an empty folder is removed while others still wait for it.
    _created: CreatedFolders,
    _file: File,
}

fn lock_folder(folder: &Path, on_wait: &mut Option<impl FnOnce()>) -> io::Result<File> {
    let file = File::open(folder)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            on_wait.take().into_iter().for_each(|on_wait| on_wait());
            file.lock()?;
        }
        Err(TryLockError::Error(error)) => return Err(error),
    }
    Ok(file)
}

fn lock_file(folder: &Path, on_wait: &mut Option<impl FnOnce()>) -> Result<File, IoError> {
    let path = temporary_file(folder).map_err(IoError::new("find", folder))?;
    let file = open(&path).map_err(IoError::new("open the lock file", &path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            on_wait.take().into_iter().for_each(|on_wait| on_wait());
            file.lock().map_err(IoError::new("lock", &path))?;
        }
        // A file system without locks should not keep anyone from working.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
        Err(TryLockError::Error(error)) => return Err(IoError::new("lock", &path)(error)),
    }
    Ok(file)
}

/// Whether a lock on a folder is on the one that is there now.
#[cfg(unix)]
fn is_current(file: &File, folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(folder)) {
        (Ok(locked), Ok(now)) if locked.is_dir() => {
            (locked.dev(), locked.ino()) == (now.dev(), now.ino())
        }
        (Ok(_), Ok(_)) => true,
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_current(_: &File, _: &Path) -> bool {
    true
}

/// The lock file of a folder that cannot be locked itself.
fn temporary_file(folder: &Path) -> io::Result<PathBuf> {
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
    fn a_folder_is_locked_until_the_guard_is_dropped_and_no_file_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let waited = Cell::new(false);
        let first = lock(folder.path(), || waited.set(true)).unwrap();
        assert!(!waited.get());
        assert!(is_locked(folder.path()));
        drop(first);
        assert!(!is_locked(folder.path()));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_second_run_waits_for_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let first = lock(folder.path(), || {}).unwrap();
        let (send, waits) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            let second = scope.spawn(|| lock(folder.path(), move || send.send(()).unwrap()));
            waits.recv().unwrap();
            drop(first);
            second.join().unwrap().unwrap();
        });
    }

    #[test]
    fn a_folder_that_was_made_for_nothing_goes() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("a/b");
        let guard = lock(&folder, || {}).unwrap();
        assert!(folder.is_dir());
        // Who waited for it makes it again.
        let (send, waits) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            let second = scope.spawn(|| lock(&folder, move || send.send(()).unwrap()));
            waits.recv().unwrap();
            drop(guard);
            let second = second.join().unwrap().unwrap();
            assert!(folder.is_dir() && is_locked(&folder));
            drop(second);
        });
        assert!(!parent.path().join("a").exists());
    }

    #[test]
    fn lock_files_are_one_for_each_folder_however_it_is_spelled() {
        let parent = tempfile::tempdir().unwrap();
        let a = parent.path().join("a");
        fs::create_dir(&a).unwrap();
        let path = temporary_file(&a).unwrap();
        assert_eq!(path, temporary_file(&a.join("../a")).unwrap());
        assert_ne!(path, temporary_file(parent.path()).unwrap());
        assert!(!path.starts_with(parent.path()));
        let mut on_wait = None::<fn()>;
        let first = lock_file(&a, &mut on_wait).unwrap();
        assert!(is_locked(&a));
        drop(first);
        assert!(!is_locked(&a));
        fs::remove_file(path).unwrap();
    }
}
