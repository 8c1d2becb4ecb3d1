//! What a run is about to write before anything of it is in its place, written down first, so that
//! the next run removes just that if this one is killed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::error::{IoError, Refusal};
use super::journal::WORK;
use super::{TEMPORARY_PREFIX, disk, mark, path, scan};

/// The version of the format.
const VERSION: i64 = 1;

/// What the names of temporary files end in: new files, old ones, and copies that are not whole yet.
pub(super) const EXTENSIONS: [&str; 3] = ["new", "old", "part"];

/// New files, by their paths from the target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    /// Where they are written, which is not their place.
    pub(super) written: BTreeSet<String>,
}

impl Draft {
    pub(super) fn render(&self) -> String {
        let written = self.written.iter().cloned().map(Value::String);
        let mut table = Table::new();
        table.insert("version".to_owned(), Value::Integer(VERSION));
        table.insert("written".to_owned(), Value::Array(written.collect()));
        format!("# What a run of `cargo xtask` is writing; run it again if it is gone.\n{table}")
    }

    /// Reads what [`render`](Self::render) wrote; `None` if it is something else, or would lead out
    /// of the target.
    pub(super) fn parse(text: &str, base: &Path) -> Option<Self> {
        let table: Table = text.parse().ok()?;
        if table.get("version")?.as_integer()? != VERSION {
            return None;
        }
        let written = table.get("written")?.as_array()?.iter();
        let written: Option<BTreeSet<String>> = written
            .map(|path| Some(path.as_str()?.to_owned()))
            .collect();
        let draft = Self { written: written? };
        let mut paths = draft.written.iter();
        let is_known = |path: &String| is_temporary(path) && scan::parents_are_folders(base, path);
        paths.all(is_known).then_some(draft)
    }

    /// Removes the new files, and `folder` with them, which is that of the run. `own` are the names of its
    /// other files, the one that goes last at the end.
    ///
    /// What else is in the folder must say that it was generated; if something does not, nothing
    /// is removed, and it is told of.
    pub(super) fn discard(
        &self,
        base: &Path,
        folder: &Path,
        own: &[&str],
    ) -> Result<Vec<Refusal>, IoError> {
        let mut found = Found::default();
        self.look(folder, WORK, own, &mut found)?;
        if !found.refusals.is_empty() {
            return Ok(found.refusals);
        }
        let beside = self.written.iter().filter(|path| !path::is_in(path, WORK));
        for file in beside.map(|path| path::on_disk(base, path)) {
            if disk::exists(&file) {
                disk::remove_file(&file)?;
            }
        }
        for file in &found.files {
            disk::remove_file(file)?;
        }
        for folder in &found.folders {
            disk::remove_folder(folder)?;
        }
        for file in own.iter().map(|name| folder.join(name)) {
            if disk::exists(&file) {
                disk::remove_file(&file)?;
            }
        }
        disk::remove_folder(folder)?;
        Ok(Vec::new())
    }

    fn look(
        &self,
        folder: &Path,
        relative: &str,
        own: &[&str],
        found: &mut Found,
    ) -> Result<(), IoError> {
        for entry in scan::entries(folder)? {
            let full = entry.path();
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let path = format!("{relative}/{name}");
            let kind = entry.file_type().map_err(IoError::new("look at", &full))?;
            if kind.is_dir() {
                self.look(&full, &path, &[], found)?;
                found.folders.push(full);
            } else if !kind.is_file() {
                found.refusals.push(Refusal::NotPlain { path });
            } else if self.written.contains(&path) || mark::is_marked(&path, &full)? {
                found.files.push(full);
            } else if !own.contains(&&*name) {
                found.refusals.push(Refusal::HandWritten { path });
            }
        }
        Ok(())
    }
}

/// What is in the folder of a run.
#[derive(Default)]
struct Found {
    files: Vec<PathBuf>,
    /// The innermost first.
    folders: Vec<PathBuf>,
    refusals: Vec<Refusal>,
}

/// Whether a path can be that of a temporary file: one in a numbered folder of [`WORK`], or one
/// that is beside generated files and has a number for a name.
pub(super) fn is_temporary(path: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain =
        |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0']);
    let parts: Vec<&str> = path.split('/').collect();
    if !parts.iter().all(|part| is_plain(part)) {
        return false;
    }
    match parts.as_slice() {
        [WORK, number, ..] => is_number(number),
        [.., name] => name
            .strip_prefix(TEMPORARY_PREFIX)
            .and_then(|name| name.split_once('.'))
            .is_some_and(|(number, kind)| is_number(number) && EXTENSIONS.contains(&kind)),
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let base = tempfile::tempdir().unwrap();
        let written = ["src/.tinsmith-0.new", ".tinsmith-work/1/a/b.rs"];
        let draft = Draft {
            written: written.map(str::to_owned).into(),
        };
        let text = draft.render();
        assert_eq!(Draft::parse(&text, base.path()), Some(draft));
        let later = text.replace("version = 1", "version = 2");
        assert_eq!(Draft::parse(&later, base.path()), None);
        for path in [
            "src/lib.rs",
            "/etc/passwd",
            "../.tinsmith-0.new",
            ".tinsmith-work/1/../../x",
            ".tinsmith-work/mine.txt",
            ".tinsmith-notes.md",
            ".tinsmith-.new",
            "",
        ] {
            let draft = Draft {
                written: [path.to_owned()].into(),
            };
            assert_eq!(Draft::parse(&draft.render(), base.path()), None, "{path}");
        }
    }
}
