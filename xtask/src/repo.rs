//! Finds the repository and what is in it.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::names;
use crate::spec::Files;
use crate::text::InputFile;
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
    /// The file and its overlay. Messages call them by paths relative to the repository, with
    /// `/` between parts.
    pub(crate) files: Files,
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

    /// The specs, sorted by name: every `spec/*.json`, with `spec/*.overlay.json` beside it.
    ///
    /// # Errors
    ///
    /// If there is none, since generating nothing would remove everything, if one cannot name a
    /// module, or if a file would be ignored in silence that was surely not meant to be: an overlay
    /// without a spec, a spec of another format.
    pub(crate) fn specs(&self) -> Result<Vec<Spec>, Failure> {
        let folder = self.root.join("spec");
        let list = |error| {
            Failure::new("cannot list the specs").cause(IoError::new("list", &folder)(error))
        };
        let (mut files, mut overlays) = (BTreeMap::new(), BTreeMap::new());
        for entry in fs::read_dir(&folder).map_err(list)? {
            let path = entry.map_err(list)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let file = InputFile {
                label: format!("spec/{name}"),
                path: path.clone(),
            };
            if names::is_overlay(&path) {
                overlays.insert(path.clone(), file);
            } else if let Some(stem) = name.strip_suffix(".json") {
                files.insert(stem.to_owned(), file);
            } else if let Some(help) = names::unread_spec(&path) {
                return Err(Failure::new(format!("`{}` is not read", file.label)).help(help));
            }
        }
        let specs = files.into_iter().map(|(name, spec)| {
            let overlay = overlays.remove(&names::overlay_of(&spec.path));
            let files = Files { spec, overlay };
            Spec { name, files }
        });
        let specs: Vec<Spec> = specs.collect();
        if let Some(overlay) = overlays.into_values().next() {
            let spec = overlay.label.replace(".overlay.json", ".json");
            return Err(
                Failure::new(format!("`{}` is applied to nothing", overlay.label))
                    .cause(format!("there is no `{spec}`"))
                    .help("name an overlay after its spec, or delete it"),
            );
        }
        if specs.is_empty() {
            return Err(Failure::new("there is no spec/*.json to generate from"));
        }
        let fault = |spec: &Spec| {
            Some((
                spec.files.spec.label.clone(),
                names::module_fault(&spec.name)?,
            ))
        };
        match specs.iter().find_map(fault) {
            Some((label, fault)) => {
                let failure = Failure::new(format!("`{label}` cannot name a module"));
                Err(failure.cause(fault).help("give the file another name"))
            }
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
        let labels: Vec<&str> = specs.iter().map(|spec| &*spec.files.spec.label).collect();
        assert_eq!(labels, ["spec/a.json", "spec/b.json"]);
        assert_eq!(specs[0].name, "a");
    }

    #[test]
    fn overlays_go_with_their_specs() {
        let (_folder, repo) = repo(&["a.json", "a.overlay.json", "b.json"]);
        let specs = repo.specs().unwrap();
        let overlays = specs.iter().map(|spec| spec.files.overlay.as_ref());
        let labels: Vec<Option<&str>> = overlays
            .map(|overlay| overlay.map(|file| &*file.label))
            .collect();
        assert_eq!(labels, [Some("spec/a.overlay.json"), None]);
    }

    #[test]
    fn an_overlay_without_a_spec_is_not_ignored_in_silence() {
        let (_folder, repo) = repo(&["a.json", "b.overlay.json"]);
        let failure = repo.specs().unwrap_err();
        assert_eq!(
            failure.message,
            "`spec/b.overlay.json` is applied to nothing"
        );
        assert_eq!(failure.causes, ["there is no `spec/b.json`"]);
    }

    #[test]
    fn no_spec_is_ignored_for_its_ending() {
        for name in ["b.JSON", "b.json.gz", "b.smithy", "b.yaml", "b.yml"] {
            let (_folder, repo) = repo(&["a.json", name]);
            let failure = repo.specs().unwrap_err();
            assert_eq!(failure.message, format!("`spec/{name}` is not read"));
            assert!(failure.help.is_some(), "{name}");
        }
        let (_folder, repo) = repo(&["a.json", "a.smithy", "notes.txt"]);
        assert_eq!(repo.specs().unwrap().len(), 1);
    }

    #[test]
    fn no_spec_and_unusable_names_are_errors() {
        assert!(repo(&[]).1.specs().is_err());
        for name in ["type.json", "My-API.json", "1.json", "con.json"] {
            let (_folder, repo) = repo(&[name, "a.json"]);
            let failure = repo.specs().unwrap_err();
            assert_eq!(
                failure.message,
                format!("`spec/{name}` cannot name a module")
            );
        }
    }
}
