//! A runtime that is there already, for a standalone crate to depend on instead of bringing its
//! own.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use tinsmith_codegen::output::Runtime;
use toml::Table;

use crate::failure::Failure;
use crate::runtime_copy;
use crate::tree::IoError;
use crate::ui;

/// What generated code calls the runtime.
const LIBRARY: &str = "tinsmith_runtime";

/// Finds the runtime in a folder, for a crate that is or will be in another; `owned` are the
/// folders of that crate in which a run removes what it has not generated.
///
/// A runtime that is not this command's own is used all the same, but told of.
///
/// # Errors
///
/// If there is none, or it would be removed.
pub(crate) fn find(folder: &Path, out: &Path, owned: &[&str]) -> Result<Runtime, Failure> {
    let shown = folder.display();
    let package = package(folder).map_err(|cause| {
        Failure::new(format!("`{shown}` is no runtime of Tinsmith"))
            .cause(cause)
            .help(
                "name the folder `models/runtime` of Tinsmith, or the folder `runtime` of a crate \
                 that was generated without `--runtime`",
            )
    })?;
    let path = relative(folder, out)?;
    let first = path.split('/').next().unwrap_or_default();
    // The same folder is no way at all.
    if path.is_empty() || owned.contains(&first) {
        return Err(
            Failure::new(format!("`{shown}` is the crate's that is to be generated"))
                .cause("a crate has its own runtime or another's, so this one would be removed")
                .help("leave `--runtime` away, or name a runtime elsewhere"),
        );
    }
    if let Some(difference) = runtime_copy::difference(folder) {
        ui::warning(&format!(
            "the runtime in `{shown}` is of another version than this command, so that what is \
             generated may not compile with it: {difference}"
        ));
    }
    Ok(Runtime::Shared { path, package })
}

/// The name of the package in a folder, if it is a runtime.
fn package(folder: &Path) -> Result<String, String> {
    let path = folder.join("Cargo.toml");
    let text =
        fs::read_to_string(&path).map_err(|it| IoError::new("read", &path)(it).to_string())?;
    let manifest: Table = text
        .parse()
        .map_err(|error| format!("its Cargo.toml is not TOML: {error}"))?;
    let name_of = |table: &str| manifest.get(table)?.get("name")?.as_str();
    let Some(package) = name_of("package") else {
        return Err("its Cargo.toml names no package".to_owned());
    };
    let library = name_of("lib").map_or_else(|| package.replace('-', "_"), str::to_owned);
    if library == LIBRARY {
        Ok(package.to_owned())
    } else {
        Err(format!("its library is `{library}`, not `{LIBRARY}`"))
    }
}

/// The path from one folder to another as a manifest has it: with `/` between its parts, and not
/// through this machine's root, so that both can be moved together.
fn relative(to: &Path, from: &Path) -> Result<String, Failure> {
    let to = fs::canonicalize(to).map_err(|error| lost(to, error))?;
    let from = resolved(from).map_err(|error| lost(from, error))?;
    // Only Windows has folders between which there is no way: on two drives.
    let path = pathdiff::diff_paths(&to, &from).ok_or_else(|| {
        Failure::new(format!(
            "there is no way from `{}` to `{}`",
            from.display(),
            to.display()
        ))
    })?;
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/")).ok_or_else(|| {
        Failure::new(format!("`{}` is not Unicode", path.display()))
            .cause("a Cargo.toml cannot say it")
    })
}

fn lost(path: &Path, error: io::Error) -> Failure {
    Failure::new("cannot find the way from the crate to its runtime")
        .cause(IoError::new("look up", path)(error))
}

/// The path without links, `.` and `..`, as far as it is there; what is not will be a folder.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let mut resolved = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(resolved.pop()),
            part => resolved.push(part),
        }
        match fs::canonicalize(&resolved) {
            Ok(folder) => resolved = folder,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(resolved)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(manifest: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
        folder
    }

    #[test]
    fn a_runtime_is_known_by_its_library() {
        let name = |manifest| package(folder(manifest).path());
        assert_eq!(
            name("[package]\nname = 'tinsmith-runtime'"),
            Ok("tinsmith-runtime".to_owned())
        );
        let copy = "[package]\nname = 'a-runtime'\n[lib]\nname = 'tinsmith_runtime'";
        assert_eq!(name(copy), Ok("a-runtime".to_owned()));
        for (wrong, because) in [
            ("[package]\nname = 'a-runtime'", "`a_runtime`"),
            (
                "[package]\nname = 'tinsmith-runtime'\n[lib]\nname = 'b'",
                "`b`",
            ),
            ("[workspace]", "names no package"),
            ("package = 1", "names no package"),
            ("{}", "not TOML"),
        ] {
            let error = name(wrong).unwrap_err();
            assert!(error.contains(because), "{wrong}: {error}");
        }
    }

    #[test]
    fn the_way_to_a_runtime_is_relative() {
        let root = tempfile::tempdir().unwrap();
        let at = |path: &str| root.path().join(path);
        fs::create_dir_all(at("a/runtime")).unwrap();
        fs::create_dir_all(at("deep/er")).unwrap();
        let way = |from: &str| relative(&at("a/runtime"), &at(from)).unwrap();
        assert_eq!(way("b"), "../a/runtime");
        assert_eq!(way("a"), "runtime");
        assert_eq!(way("new/er/./b"), "../../../a/runtime");
        assert_eq!(way("deep/er/../../b"), "../a/runtime");
        assert_eq!(way("b/"), "../a/runtime");
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(at("deep/er"), at("link")).unwrap();
            assert_eq!(way("link/b"), "../../../a/runtime");
            assert_eq!(way("link/../b"), "../../a/runtime");
        }
    }
}
