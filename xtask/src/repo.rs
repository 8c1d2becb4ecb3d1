//! Finds the repository and what is in it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::names;
use crate::tree::IoError;

/// The repository that specs are read from and models are written to.
#[derive(Debug)]
pub(crate) struct Repo {
    root: PathBuf,
}

/// A spec of the repository.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Spec {
    /// The API's name, which is the file's stem.
    pub(crate) name: String,
    /// The file.
    pub(crate) path: PathBuf,
    /// The file as messages call it: relative to the repository, with `/` between parts.
    pub(crate) label: String,
}

impl Repo {
    /// Finds the repository.
    ///
    /// Under `cargo xtask` it is the one that this command belongs to, from wherever in it or
    /// with whichever `--manifest-path` it is run; cargo says where that is at run time, so a
    /// binary from a shared target folder or a moved checkout does not write elsewhere. Run by
    /// itself, it is the repository around the current folder.
    pub(crate) fn find() -> Result<Self, Failure> {
        // Cargo sets these for tests and build scripts of other packages too, which may run this.
        let is_this_package =
            env::var_os("CARGO_PKG_NAME").is_some_and(|name| name == env!("CARGO_PKG_NAME"));
        let manifest = env::var_os("CARGO_MANIFEST_DIR").filter(|_| is_this_package);
        let start = match manifest {
            Some(folder) => PathBuf::from(folder),
            None => env::current_dir()
                .map_err(|error| Failure::new("cannot find the current folder").cause(error))?,
        };
        Self::around(&start)
    }

    /// The closest repository that a folder is in.
    fn around(folder: &Path) -> Result<Self, Failure> {
        match folder.ancestors().find(|folder| is_root(folder)) {
            Some(root) => Ok(Self {
                root: root.to_owned(),
            }),
            None => Err(Failure::new(format!(
                "`{}` is not in a workspace with a folder `spec`",
                folder.display()
            ))
            .help(
                "run this in a checkout of Tinsmith, or name a file with `--spec FILE --out DIR`",
            )),
        }
    }

    /// The folder of the repository.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of the models crate.
    pub(crate) fn models(&self) -> PathBuf {
        self.root.join("models")
    }

    /// The specs, sorted by name: every `spec/*.json`.
    ///
    /// # Errors
    ///
    /// If there is none, since generating nothing would remove everything, if one cannot name a
    /// module, or if there is an overlay, which would be ignored in silence otherwise.
    pub(crate) fn specs(&self) -> Result<Vec<Spec>, Failure> {
        let folder = self.root.join("spec");
        let list = |error| {
            Failure::new("cannot list the specs").cause(IoError::new("list", &folder)(error))
        };
        let mut specs = Vec::new();
        for entry in fs::read_dir(&folder).map_err(list)? {
            let path = entry.map_err(list)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let label = format!("spec/{name}");
            if name.ends_with(".overlay.json") {
                return Err(Failure::new(format!("`{label}` would not be applied"))
                    .cause("overlays are not supported")
                    .help("move its `apply` statements into the spec"));
            }
            if let Some(stem) = name.strip_suffix(".json") {
                specs.push(Spec {
                    name: stem.to_owned(),
                    label,
                    path: path.clone(),
                });
            }
        }
        specs.sort_by(|a, b| a.name.cmp(&b.name));
        if specs.is_empty() {
            return Err(Failure::new("there is no spec/*.json to generate from"));
        }
        match specs.iter().find(|spec| !names::is_module(&spec.name)) {
            Some(spec) => Err(
                Failure::new(format!("`{}` cannot name a module", spec.label))
                    .help("use lower-case ASCII letters, digits and `_`, and no keyword"),
            ),
            None => Ok(specs),
        }
    }
}

/// Whether a folder is a workspace with specs.
fn is_root(folder: &Path) -> bool {
    let is_workspace = |manifest: String| {
        manifest
            .lines()
            .any(|line| line.trim_end() == "[workspace]" || line.starts_with("[workspace."))
    };
    folder.join("spec").is_dir()
        && fs::read_to_string(folder.join("Cargo.toml")).is_ok_and(is_workspace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repo(files: &[&str]) -> (tempfile::TempDir, Repo) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("Cargo.toml"), "[workspace]\n").unwrap();
        fs::create_dir_all(folder.path().join("spec/deep/deeper")).unwrap();
        for file in files {
            fs::write(folder.path().join("spec").join(file), "{}").unwrap();
        }
        let repo = Repo::around(&folder.path().join("spec/deep/deeper")).unwrap();
        (folder, repo)
    }

    #[test]
    fn the_root_is_found_from_below() {
        let (folder, repo) = repo(&[]);
        assert_eq!(repo.root, folder.path());
        assert_eq!(repo.models(), folder.path().join("models"));
        fs::remove_file(folder.path().join("Cargo.toml")).unwrap();
        assert!(Repo::around(folder.path()).is_err());
    }

    #[test]
    fn specs_are_the_json_files() {
        let (_folder, repo) = repo(&["b.json", "a.json", "README.md"]);
        let specs = repo.specs().unwrap();
        let labels: Vec<&str> = specs.iter().map(|spec| &*spec.label).collect();
        assert_eq!(labels, ["spec/a.json", "spec/b.json"]);
        assert_eq!(specs[0].name, "a");
    }

    #[test]
    fn an_overlay_is_not_ignored_in_silence() {
        let (_folder, repo) = repo(&["a.json", "a.overlay.json"]);
        let failure = repo.specs().unwrap_err();
        assert_eq!(
            failure.message,
            "`spec/a.overlay.json` would not be applied"
        );
    }

    #[test]
    fn no_spec_and_unusable_names_are_errors() {
        assert!(repo(&[]).1.specs().is_err());
        for name in ["type.json", "My-API.json", "1.json"] {
            let (_folder, repo) = repo(&[name, "a.json"]);
            let failure = repo.specs().unwrap_err();
            assert_eq!(
                failure.message,
                format!("`spec/{name}` cannot name a module")
            );
        }
    }
}
