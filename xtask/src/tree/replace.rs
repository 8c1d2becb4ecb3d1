//! Writes one file that is no part of a tree.

use std::fs;
use std::path::Path;

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
    let exists = fs::metadata(folder).map_err(IoError::new("write into", folder));
    exists?;
    let _guard = lock(folder, || {})?;
    // Always the same name, so that one which a killed run left is found by the next.
    let mut name = std::ffi::OsString::from(TEMPORARY_PREFIX);
    name.push(path.file_name().unwrap_or_default());
    let temporary = folder.join(name);
    if disk::exists(&temporary) {
        disk::remove_file(&temporary)?;
    }
    let written = write_and_rename(&temporary, path, contents);
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
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
