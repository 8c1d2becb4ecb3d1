//! Lists what is in a target's folders.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::error::{IoError, Refusal};
use super::{TEMPORARY_PREFIX, mark, path};

/// What is in a target's folders. Paths are relative to the target, with `/` between parts.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Plain files.
    pub(super) files: BTreeSet<String>,
    /// Temporary files that a killed run left behind.
    pub(super) leftovers: Vec<PathBuf>,
    /// Links and other special files, and files with names that are not Unicode.
    pub(super) not_plain: Vec<Refusal>,
}

impl Scan {
    /// Lists `folders` of `base` and what is in them at any depth; links are not followed.
    pub(super) fn of(base: &Path, folders: &[&str]) -> Result<Self, IoError> {
        let mut scan = Self::default();
        scan.leftovers_of(base)?;
        for folder in folders {
            let full = path::on_disk(base, folder);
            match fs::symlink_metadata(&full) {
                Ok(metadata) if metadata.is_dir() => scan.folder(&full, folder)?,
                // Whatever else is there is found when a file of that folder is planned.
                Ok(_) => {}
                Err(error) if is_absence(&error) => {}
                Err(error) => return Err(IoError::new("look at", &full)(error)),
            }
        }
        Ok(scan)
    }

    fn folder(&mut self, full: &Path, relative: &str) -> Result<(), IoError> {
        for entry in fs::read_dir(full).map_err(IoError::new("list", full))? {
            let entry = entry.map_err(IoError::new("list", full))?;
            let kind = entry
                .file_type()
                .map_err(IoError::new("look at", &entry.path()))?;
            let name = entry.file_name();
            let path = format!("{relative}/{}", name.to_string_lossy());
            if kind.is_dir() {
                self.folder(&entry.path(), &path)?;
            } else if !kind.is_file() || name.to_str().is_none() {
                self.not_plain.push(Refusal::NotPlain { path });
            } else if name.to_string_lossy().starts_with(TEMPORARY_PREFIX) {
                self.leftovers.push(entry.path());
            } else {
                self.files.insert(path);
            }
        }
        Ok(())
    }

    /// Temporary files right in the target, where standalone crates have their `Cargo.toml`.
    fn leftovers_of(&mut self, base: &Path) -> Result<(), IoError> {
        let entries = match fs::read_dir(base) {
            Ok(entries) => entries,
            Err(error) if is_absence(&error) => return Ok(()),
            Err(error) => return Err(IoError::new("list", base)(error)),
        };
        for entry in entries {
            let entry = entry.map_err(IoError::new("list", base))?;
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            let name = entry.file_name();
            if is_file && name.to_string_lossy().starts_with(TEMPORARY_PREFIX) {
                self.leftovers.push(entry.path());
            }
        }
        Ok(())
    }
}

/// What stands at a place where a file is to go.
pub(super) enum Place {
    /// Nothing.
    Free,
    /// A plain file with these contents.
    File(Vec<u8>),
    /// Something that no file can replace.
    Blocked(Refusal),
}

/// Looks at a place and at the folders above it, up to the target.
pub(super) fn place(base: &Path, relative: &str) -> Result<Place, IoError> {
    let blocked = |path: &str, is_link: bool| {
        let path = path.to_owned();
        Ok(Place::Blocked(if is_link {
            Refusal::NotPlain { path }
        } else {
            Refusal::WrongKind { path }
        }))
    };
    for parent in path::parents(relative) {
        let full = path::on_disk(base, parent);
        match fs::symlink_metadata(&full) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(metadata) => return blocked(parent, metadata.is_symlink()),
            Err(error) if is_absence(&error) => return Ok(Place::Free),
            Err(error) => return Err(IoError::new("look at", &full)(error)),
        }
    }
    let full = path::on_disk(base, relative);
    match fs::symlink_metadata(&full) {
        Ok(metadata) if metadata.is_file() => {
            let contents = fs::read(&full).map_err(IoError::new("read", &full))?;
            Ok(Place::File(contents))
        }
        Ok(metadata) => blocked(relative, !metadata.is_dir()),
        Err(error) if is_absence(&error) => Ok(Place::Free),
        Err(error) => Err(IoError::new("look at", &full)(error)),
    }
}

/// Whether a file of the target says that it was generated.
pub(super) fn is_ours(base: &Path, relative: &str) -> Result<bool, IoError> {
    let full = path::on_disk(base, relative);
    let mut head = Vec::new();
    fs::File::open(&full)
        .and_then(|file| file.take(mark::HEAD_BYTES as u64).read_to_end(&mut head))
        .map_err(IoError::new("read", &full))?;
    Ok(mark::is_ours(relative, &head))
}

/// Whether an error says that there is nothing, not that it cannot be seen.
fn is_absence(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}
