//! Writes one file that is no part of a tree.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use super::error::IoError;
use super::lock::lock;
use super::{TEMPORARY_PREFIX, disk};

/// Writes one file that is no part of a tree: whole, or not at all.
///
/// # Errors
///
/// If the system refuses; what was there stays then.
pub(crate) fn replace(path: &Path, contents: &[u8]) -> Result<(), IoError> {
    // What a link leads to is written, and the link stays.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // The lock would make it.
    fs::metadata(folder).map_err(IoError::new("write into", folder))?;
    let _guard = lock(folder, || {})?;
    let temporary = temporary(folder, path.file_name().unwrap_or_default(), contents)?;
    let written = write_and_rename(&temporary, path, contents);
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// A free name beside the file. It is always the same, so that what a killed run left under it is
/// found by the next, and removed if it holds nothing but the beginning of what is written now.
fn temporary(folder: &Path, name: &OsStr, contents: &[u8]) -> Result<PathBuf, IoError> {
    let mut number = 0;
    loop {
        let mut own = OsString::from(TEMPORARY_PREFIX);
        own.push(name);
        if number > 0 {
            own.push(format!(".{number}"));
        }
        let own = folder.join(own);
        if !disk::exists(&own) {
            return Ok(own);
        }
        if is_beginning(&own, contents) {
            disk::remove_file(&own)?;
            return Ok(own);
        }
        number += 1;
    }
}

fn is_beginning(path: &Path, contents: &[u8]) -> bool {
    let is_file = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file());
    is_file && fs::read(path).is_ok_and(|there| contents.starts_with(&there))
}

fn write_and_rename(temporary: &Path, path: &Path, contents: &[u8]) -> Result<(), IoError> {
    disk::write_new(temporary, contents)?;
    if let Ok(metadata) = fs::metadata(path) {
        fs::set_permissions(temporary, metadata.permissions())
            .map_err(IoError::new("set the permissions of", temporary))?;
    }
    disk::sync_file(temporary)?;
    disk::rename(temporary, path)?;
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    disk::sync_folder(folder.unwrap_or(Path::new(".")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::fault::inject::{self, Fault};

    /// The names in a folder.
    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let name = |entry: fs::DirEntry| entry.file_name().into_string().unwrap();
        entries.map(|entry| name(entry.unwrap())).collect()
    }

    #[test]
    fn a_failure_anywhere_leaves_the_old_file_or_the_new_one() {
        for fault in [Fault::FullOnce, Fault::FailsFromThen] {
            for point in 0.. {
                let folder = tempfile::tempdir().unwrap();
                let path = folder.path().join("a.json");
                fs::write(&path, "old").unwrap();
                inject::after(point, fault);
                let result = replace(&path, b"new");
                let was_reached = inject::clear();
                assert_eq!(result.is_err(), was_reached);
                let now = fs::read_to_string(&path).unwrap();
                assert!(now == "old" || now == "new", "{now}");
                // Also if the process was killed while it wrote.
                fs::write(folder.path().join(".tinsmith-a.json"), "ne").unwrap();
                replace(&path, b"new").unwrap();
                assert_eq!(fs::read_to_string(&path).unwrap(), "new");
                assert_eq!(names(folder.path()), ["a.json"]);
                if !was_reached {
                    break;
                }
            }
        }
    }

    #[test]
    fn a_file_that_has_the_name_of_the_temporary_one_stays() {
        let folder = tempfile::tempdir().unwrap();
        let mine = folder.path().join(".tinsmith-a.json");
        fs::write(&mine, "mine").unwrap();
        replace(&folder.path().join("a.json"), b"new").unwrap();
        assert_eq!(fs::read_to_string(&mine).unwrap(), "mine");
        assert_eq!(names(folder.path()).len(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a"), folder.path().join("link"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        symlink("a", &link).unwrap();
        replace(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_folder_that_is_not_there_is_not_made() {
        let folder = tempfile::tempdir().unwrap();
        let error = replace(&folder.path().join("none/a"), b"new").unwrap_err();
        assert!(
            error.to_string().starts_with("cannot write into"),
            "{error}"
        );
        assert!(names(folder.path()).is_empty());
    }
}
