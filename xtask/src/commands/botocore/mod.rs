//! botocore's source distribution, as pinned in `requirements.txt`: the models of all of AWS, and
//! the protocol tests, which wheels do not have in them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::programs::finish;
use crate::failure::Failure;
use crate::repo::Repo;
use crate::tree::IoError;
use crate::ui::Ui;

/// What pip downloads: a version and the hash of its source distribution.
const REQUIREMENTS: &str = include_str!("requirements.txt");

/// The protocol tests in the distribution.
const SUITES: &str = "tests/unit/protocols";

/// The models in the distribution.
const MODELS: &str = "botocore/data";

/// The distribution, unpacked.
pub(super) struct Distribution {
    root: PathBuf,
}

impl Distribution {
    /// The folder of the protocol tests.
    pub(super) fn suites(&self) -> PathBuf {
        self.root.join(SUITES)
    }

    /// The folder of the models, one for each service.
    pub(super) fn models(&self) -> PathBuf {
        self.root.join(MODELS)
    }
}

/// Downloads the distribution into the repository's `target`, unless it is there.
pub(super) fn fetch(repo: &Repo, ui: Ui) -> Result<Distribution, Failure> {
    let folder = &repo.root().join("target/botocore");
    let name = distribution(REQUIREMENTS)
        .ok_or_else(|| Failure::new("requirements.txt pins no version of botocore"))?;
    let there = folder.join(&name);
    if !there.exists() {
        ui.progress("Downloading", &name);
        download(folder, &name, &there)?;
    }
    Ok(Distribution { root: there })
}

/// The distribution's name, which is also that of the folder in its archive.
fn distribution(requirements: &str) -> Option<String> {
    let mut words = requirements.split_whitespace();
    let version = words.find_map(|word| word.strip_prefix("botocore=="))?;
    Some(format!("botocore-{version}"))
}

/// A folder that is there is complete, because it gets its place last.
fn download(folder: &Path, name: &str, to: &Path) -> Result<(), Failure> {
    let failure = || Failure::new(format!("cannot download {name}"));
    fs::create_dir_all(folder)
        .map_err(|error| failure().cause(IoError::new("create", folder)(error)))?;
    let temporary = tempfile::tempdir_in(folder).map_err(|error| failure().cause(error))?;
    let requirements = temporary.path().join("requirements.txt");
    fs::write(&requirements, REQUIREMENTS)
        .map_err(|error| failure().cause(IoError::new("write", &requirements)(error)))?;

    let mut pip = Command::new("python3");
    pip.args([
        "-m",
        "pip",
        "--disable-pip-version-check",
        "download",
        "--quiet",
    ])
    .args(["--no-deps", "--no-binary", "botocore", "--require-hashes"])
    .arg("--requirement")
    .arg(&requirements)
    .arg("--dest")
    .arg(temporary.path());
    finish(pip, "Python 3 with pip is needed").map_err(|error| error.under(failure()))?;

    let mut tar = Command::new("tar");
    tar.arg("-xzf")
        .arg(temporary.path().join(format!("{name}.tar.gz")))
        .arg("-C")
        .arg(temporary.path())
        .args([SUITES, MODELS].map(|part| format!("{name}/{part}")));
    finish(tar, "the program `tar` is needed").map_err(|error| error.under(failure()))?;

    let unpacked = temporary.path().join(name);
    fs::rename(&unpacked, to).map_err(|error| failure().cause(IoError::new("create", to)(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_pinned_with_a_hash() {
        let name = distribution(REQUIREMENTS).unwrap();
        assert!(name.len() > "botocore-".len());
        assert!(REQUIREMENTS.contains("--hash=sha256:"));
        assert_eq!(distribution("# botocore\nrequests==1"), None);
    }
}
