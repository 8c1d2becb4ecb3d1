//! Every change to a disk, one small function each.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::error::IoError;
use super::fault;

/// Whether two folders can change places in one step.
pub(super) const CAN_EXCHANGE: bool = cfg!(any(
    target_os = "linux",
    target_os = "android",
    target_vendor = "apple"
));

pub(super) fn create_folder(path: &Path) -> Result<(), IoError> {
    fault::point()
        .and_then(|()| fs::create_dir(path))
        .map_err(IoError::new("create the folder", path))
}

/// Writes a new file, with the permissions that any new file gets.
pub(super) fn write_new(path: &Path, contents: &[u8]) -> Result<(), IoError> {
    let write = || {
        fault::point()?;
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        // A disk gets full at any byte.
        let (first, rest) = contents.split_at(contents.len() / 2);
        file.write_all(first)?;
        fault::point()?;
        file.write_all(rest)
    };
    write().map_err(IoError::new("write", path))
}

/// Waits until the contents of a file are on the disk.
pub(super) fn sync_file(path: &Path) -> Result<(), IoError> {
    fault::point()
        .and_then(|()| OpenOptions::new().write(true).open(path)?.sync_all())
        .map_err(IoError::new("write", path))
}

/// Waits until the names in a folder are on the disk, where the system can say so.
pub(super) fn sync_folder(path: &Path) -> Result<(), IoError> {
    let sync = || match File::open(path)?.sync_all() {
        Err(error) if is_unsupported(&error) => Ok(()),
        synced => synced,
    };
    if cfg!(not(unix)) {
        return Ok(());
    }
    fault::point()
        .and_then(|()| sync())
        .map_err(IoError::new("write", path))
}

fn is_unsupported(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput
    )
}

/// Gives a file a second name.
pub(super) fn link(from: &Path, to: &Path) -> Result<(), IoError> {
    fault::point()
        .and_then(|()| fs::hard_link(from, to))
        .map_err(IoError::new("link", from))
}

/// What a backup is called while it is copied.
pub(super) fn part_of(backup: impl AsRef<Path>) -> PathBuf {
    backup.as_ref().with_extension("part")
}

/// Gives a file a second name, or copies it: not every file system has links.
pub(super) fn back_up(from: &Path, to: &Path) -> Result<(), IoError> {
    let copy = || {
        // A copy that was cut short is no backup, so it gets the name once it is whole.
        let part = part_of(to);
        let time = fs::metadata(from)?.modified()?;
        fs::copy(from, &part)?;
        let file = OpenOptions::new().write(true).open(&part)?;
        file.set_modified(time)?;
        file.sync_all()?;
        fs::rename(&part, to)
    };
    fault::point()
        .and_then(|()| match fs::hard_link(from, to) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(error),
            Err(_) => copy(),
            Ok(()) => Ok(()),
        })
        .map_err(IoError::new("back up", from))
}

/// Renames, over a file if there is one.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), IoError> {
    fault::point()
        .and_then(|()| fs::rename(from, to))
        .map_err(IoError::new("replace", to))
}

/// Renames a file to a name that must be free.
pub(super) fn rename_to_free(from: &Path, to: &Path) -> Result<(), IoError> {
    let rename = || {
        let from = TempPath::try_from_path(from)?;
        from.persist_noclobber(to).map_err(|error| {
            // Dropping it would delete the file.
            let _ = error.path.keep();
            error.error
        })
    };
    fault::point()
        .and_then(|()| rename())
        .map_err(IoError::new("create", to))
}

/// Moves a folder to a place that must be free.
pub(super) fn move_folder(from: &Path, to: &Path) -> Result<(), IoError> {
    let rename = || match fs::symlink_metadata(to) {
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
        // One that appears meanwhile is replaced only if it is an empty folder.
        Err(_) => fs::rename(from, to),
    };
    fault::point()
        .and_then(|()| rename())
        .map_err(IoError::new("create", to))
}

/// Has two folders change places, in one step.
pub(super) fn exchange(a: &Path, b: &Path) -> Result<(), IoError> {
    fault::point()
        .and_then(|()| system::exchange(a, b))
        .map_err(IoError::new("replace", b))
}

pub(super) fn remove_file(path: &Path) -> Result<(), IoError> {
    fault::point()
        .and_then(|()| fs::remove_file(path))
        .map_err(IoError::new("remove", path))
}

/// Removes a folder, which must be empty.
pub(super) fn remove_folder(path: &Path) -> Result<(), IoError> {
    fault::point()
        .and_then(|()| fs::remove_dir(path))
        .map_err(IoError::new("remove", path))
}

/// Whether something is there, be it a link that leads nowhere.
pub(super) fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// What a file or folder keeps when it is renamed, and nothing else beside it has.
///
/// `None` if nothing is there, or the system has no such thing.
pub(super) fn identity(path: &Path) -> Option<u64> {
    fs::symlink_metadata(path)
        .ok()
        .and_then(|metadata| system::identity(&metadata))
}

/// Whether the names in a folder can be changed, and it can be renamed itself.
pub(super) fn is_free_to_move(folder: &Path) -> bool {
    system::is_writable(folder) && !system::is_mount_point(folder)
}

/// Folders that were made for a run; dropping this removes those that are still empty.
#[derive(Debug, Default)]
pub(super) struct CreatedFolders {
    paths: Vec<PathBuf>,
}

impl CreatedFolders {
    /// Makes a folder and those above it, unless they are there.
    pub(super) fn create(folder: &Path) -> Result<Self, IoError> {
        let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.is_dir();
        let missing: Vec<&Path> = folder.ancestors().take_while(is_missing).collect();
        let mut created = Self::default();
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => created.paths.push(folder.to_owned()),
                // Another run was quicker.
                Err(_) if folder.is_dir() => {}
                Err(error) => return Err(IoError::new("create the folder", folder)(error)),
            }
        }
        Ok(created)
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

#[cfg(unix)]
mod system {
    use std::fs::{self, Metadata};
    use std::io;
    use std::os::unix::fs::MetadataExt;
    use std::path::Path;

    use rustix::fs::{Access, access};
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    use rustix::fs::{CWD, RenameFlags, renameat_with};

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<()> {
        Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    #[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
    pub(super) fn identity(metadata: &Metadata) -> Option<u64> {
        Some(metadata.ino())
    }

    pub(super) fn is_writable(path: &Path) -> bool {
        access(path, Access::WRITE_OK | Access::EXEC_OK).is_ok()
    }

    pub(super) fn is_mount_point(path: &Path) -> bool {
        let device = |path: &Path| fs::metadata(path).map(|metadata| metadata.dev()).ok();
        let is_other_device = path
            .parent()
            .is_some_and(|parent| device(parent) != device(path));
        is_other_device || is_mount_root(path)
    }

    /// A folder can be mounted elsewhere on its own device.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    fn is_mount_root(path: &Path) -> bool {
        use rustix::fs::{AtFlags, StatxAttributes, StatxFlags, statx};
        statx(CWD, path, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::empty())
            .is_ok_and(|status| status.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
    }

    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    fn is_mount_root(_: &Path) -> bool {
        false
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs::Metadata;
    use std::io;
    use std::path::Path;

    pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn identity(_: &Metadata) -> Option<u64> {
        None
    }

    pub(super) fn is_writable(_: &Path) -> bool {
        false
    }

    pub(super) fn is_mount_point(_: &Path) -> bool {
        false
    }
}
