//! Lists what is in a target's folders.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::error::{IoError, Refusal};
use super::{mark, path};

/// What is in a target's folders. Paths are relative to the target, with `/` between parts.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Plain files.
    pub(super) files: BTreeSet<String>,
    /// Folders with nothing in them.
    pub(super) empty: Vec<String>,
    /// Links and other special files, and files with names that are not Unicode.
    pub(super) not_plain: Vec<Refusal>,
}

impl Scan {
    /// Lists `folders` of `base` and what is in them at any depth; links are not followed.
    pub(super) fn of(base: &Path, folders: &[&str]) -> Result<Self, IoError> {
        let mut scan = Self::default();
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
        let entries = entries(full)?;
        if entries.is_empty() {
            self.empty.push(relative.to_owned());
        }
        for entry in entries {
            let kind = entry
                .file_type()
                .map_err(IoError::new("look at", &entry.path()))?;
            let name = entry.file_name();
            let path = format!("{relative}/{}", name.to_string_lossy());
            if kind.is_dir() {
                self.folder(&entry.path(), &path)?;
            } else if !kind.is_file() || name.to_str().is_none() {
                self.not_plain.push(Refusal::NotPlain { path });
            } else {
                self.files.insert(path);
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

/// Whether the folders above a path are folders or not there; links lead elsewhere.
pub(super) fn parents_are_folders(base: &Path, relative: &str) -> bool {
    path::parents(relative).all(|parent| {
        let metadata = fs::symlink_metadata(path::on_disk(base, parent));
        match metadata {
            Ok(metadata) => metadata.is_dir(),
            Err(error) => is_absence(&error),
        }
    })
}

/// Everything below a folder that is not a generated file; `relative` is what the folder is
/// called in the tree.
pub(super) fn strangers(
    folder: &Path,
    relative: &str,
    strangers: &mut Vec<Refusal>,
) -> Result<(), IoError> {
    for entry in entries(folder)? {
        let full = entry.path();
        let path = format!("{relative}/{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type().map_err(IoError::new("look at", &full))?;
        if kind.is_dir() {
            self::strangers(&full, &path, strangers)?;
        } else if !kind.is_file() {
            strangers.push(Refusal::NotPlain { path });
        } else if !mark::is_marked(&path, &full)? {
            strangers.push(Refusal::HandWritten { path });
        }
    }
    Ok(())
}

/// What is in a folder, sorted by name.
pub(super) fn entries(folder: &Path) -> Result<Vec<fs::DirEntry>, IoError> {
    let mut entries: Vec<fs::DirEntry> = fs::read_dir(folder)
        .and_then(Iterator::collect)
        .map_err(IoError::new("list", folder))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    Ok(entries)
}

/// Whether an error says that there is nothing, not that it cannot be seen.
fn is_absence(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}
