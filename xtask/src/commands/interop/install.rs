//! Installs what the runs need from where others publish it, at pinned versions.
//!
//! Everything goes into `target/interop`, a folder for each environment. The folder remembers
//! what it was made from: as long as that is the same, nothing is installed again.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::super::programs::{cargo, finish};
use crate::failure::Failure;
use crate::repo::Repo;
use crate::tree::IoError;
use crate::ui::Ui;

/// What an environment remembers of what it was made from.
const STAMP: &str = ".installed";

/// Said when Python cannot do its part.
const PYTHON: &str = "Python 3.10 or newer with venv and pip is needed";

/// Said when Node.js cannot do its part.
const NODE: &str = "Node.js 20 or newer with npm is needed";

/// Where environments are made from and where they go.
pub(super) struct Installer<'a> {
    repo: &'a Repo,
    ui: Ui,
    /// Held while this lives, so that two runs do not install into the same folder.
    _lock: File,
}

impl<'a> Installer<'a> {
    /// Waits until no other run installs.
    pub(super) fn new(repo: &'a Repo, ui: Ui) -> Result<Self, Failure> {
        let folder = repo.root().join("target/interop");
        fs::create_dir_all(&folder).map_err(io_failure("create", &folder))?;
        let path = folder.join(".lock");
        let lock = File::create(&path).map_err(io_failure("create", &path))?;
        lock.lock().map_err(io_failure("lock", &path))?;
        Ok(Self {
            repo,
            ui,
            _lock: lock,
        })
    }

    /// The folder of the sources of an environment, `tests/interop/NAME`.
    pub(super) fn sources(&self, name: &str) -> PathBuf {
        self.repo.root().join("tests/interop").join(name)
    }

    /// The folder of an environment, `target/interop/NAME`.
    pub(super) fn folder(&self, name: &str) -> PathBuf {
        self.repo.root().join("target/interop").join(name)
    }

    /// A virtual environment of Python with what `tests/interop/NAME/requirements.txt` lists;
    /// `pip-compile --generate-hashes` makes such a list. The result is its interpreter.
    pub(super) fn python(&self, name: &str) -> Result<PathBuf, Failure> {
        let requirements = self.sources(name).join("requirements.txt");
        let stamp = self.stamp("python3", PYTHON, &[&requirements])?;
        let folder = self.folder(name);
        let python = folder.join("bin/python");
        self.unless_installed(name, &stamp, || {
            let mut venv = Command::new("python3");
            venv.args(["-m", "venv"]).arg(&folder);
            install(name, venv, PYTHON)?;
            let mut pip = Command::new(&python);
            pip.args(["-m", "pip", "--disable-pip-version-check", "install"])
                .args(["--quiet", "--no-deps", "--require-hashes", "--requirement"])
                .arg(&requirements);
            install(name, pip, PYTHON)
        })?;
        Ok(python)
    }

    /// A folder of Node.js with what `tests/interop/NAME/package-lock.json` lists. The result is
    /// that folder. The scripts beside the list are there too, since Node.js looks for
    /// packages where the script is.
    pub(super) fn node(&self, name: &str) -> Result<PathBuf, Failure> {
        let sources = self.sources(name);
        let lists = ["package.json", "package-lock.json"].map(|file| sources.join(file));
        let stamp = self.stamp("node", NODE, &[&lists[0], &lists[1]])?;
        let folder = self.folder(name);
        self.unless_installed(name, &stamp, || {
            fs::create_dir_all(&folder).map_err(io_failure("create", &folder))?;
            copy_files(&sources, &folder)?;
            let mut npm = Command::new("npm");
            npm.current_dir(&folder).args(["ci", "--ignore-scripts"]);
            npm.args(["--no-audit", "--no-fund"]);
            install(name, npm, NODE)
        })?;
        copy_files(&sources, &folder)?;
        Ok(folder)
    }

    /// The program that the workspace `tests/interop/NAME` compiles to, by its `Cargo.lock`.
    /// Cargo itself knows whether it has to compile again.
    pub(super) fn cargo(&self, name: &str, program: &str) -> Result<PathBuf, Failure> {
        self.ui
            .progress("Compiling", &format!("tests/interop/{name}"));
        let target = self.folder(name);
        let mut build = cargo(&self.sources(name));
        build
            .args(["build", "--quiet", "--locked", "--bin", program])
            .arg("--target-dir")
            .arg(&target);
        install(name, build, "cargo is needed")?;
        Ok(target.join("debug").join(program))
    }

    /// What an environment is made from: the interpreter's version and these files.
    fn stamp(&self, program: &str, help: &'static str, files: &[&Path]) -> Result<String, Failure> {
        let mut version = Command::new(program);
        version.arg("--version").current_dir(self.repo.root());
        let output = finish(version, help)
            .map_err(|error| error.under(Failure::new(format!("cannot run {program}"))))?;
        let mut stamp = String::from_utf8_lossy(&output.stdout).into_owned();
        for file in files {
            stamp += &fs::read_to_string(file).map_err(io_failure("read", file))?;
        }
        Ok(stamp)
    }

    /// Makes an environment anew, unless it was made from the same.
    fn unless_installed(
        &self,
        name: &str,
        stamp: &str,
        make: impl FnOnce() -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let folder = self.folder(name);
        let remembered = folder.join(STAMP);
        if fs::read_to_string(&remembered).is_ok_and(|it| it == stamp) {
            return Ok(());
        }
        self.ui
            .progress("Installing", &format!("tests/interop/{name}"));
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(io_failure("remove", &folder)(error));
            }
            _ => make()?,
        }
        // Last, so that what is half made counts as not made.
        fs::write(&remembered, stamp).map_err(io_failure("write", &remembered))
    }
}

fn install(name: &str, command: Command, help: &'static str) -> Result<(), Failure> {
    let failure = || Failure::new(format!("cannot install tests/interop/{name}"));
    finish(command, help)
        .map(drop)
        .map_err(|error| error.under(failure()))
}

/// Copies the files of a folder, but not folders in it.
fn copy_files(from: &Path, to: &Path) -> Result<(), Failure> {
    for entry in fs::read_dir(from).map_err(io_failure("list", from))? {
        let path = entry.map_err(io_failure("list", from))?.path();
        if path.is_file() {
            let to = to.join(path.file_name().unwrap_or_default());
            fs::copy(&path, to).map_err(io_failure("copy", &path))?;
        }
    }
    Ok(())
}

fn io_failure(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Failure {
    let path = path.to_owned();
    move |error| Failure::new("cannot prepare the run").cause(IoError::new(verb, &path)(error))
}
