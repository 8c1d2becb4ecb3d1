//! Results of compiling, remembered by what was compiled.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder of results, a file for each service.
#[derive(Debug)]
pub struct Results {
    folder: PathBuf,
    /// What all results depend on: the compiler, the runtime, the versions of dependencies.
    common: u64,
}

impl Results {
    /// The results in this folder, for these common inputs.
    ///
    /// # Errors
    ///
    /// If the folder cannot be made or an input cannot be read.
    pub fn open(folder: &Path, runtime: &Path, lock: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let mut hasher = DefaultHasher::new();
        Command::new("rustc")
            .arg("-vV")
            .output()?
            .stdout
            .hash(&mut hasher);
        hash_tree(&runtime.join("src"), &mut hasher)?;
        fs::read(runtime.join("Cargo.toml"))?.hash(&mut hasher);
        fs::read(lock)?.hash(&mut hasher);
        Ok(Self {
            folder: folder.to_owned(),
            common: hasher.finish(),
        })
    }

    /// The key of a crate in this folder.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn key(&self, package: &Path) -> io::Result<String> {
        let mut hasher = DefaultHasher::new();
        self.common.hash(&mut hasher);
        hash_tree(package, &mut hasher)?;
        Ok(format!("{:016x}", hasher.finish()))
    }

    /// Whether a service's crate with this key has passed.
    pub fn has_passed(&self, service: &str, key: &str) -> bool {
        fs::read_to_string(self.folder.join(service)).is_ok_and(|text| text == key)
    }

    /// Remembers that it has.
    ///
    /// # Errors
    ///
    /// If that cannot be written.
    pub fn pass(&self, service: &str, key: &str) -> io::Result<()> {
        fs::write(self.folder.join(service), key)
    }
}

fn hash_tree(folder: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            hash_tree(&path, hasher)?;
        } else {
            entry.file_name().hash(hasher);
            fs::read(path)?.hash(hasher);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_counts_for_the_same_files_only() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        for path in [
            "runtime/src/lib.rs",
            "runtime/Cargo.toml",
            "lock",
            "a/src/lib.rs",
        ] {
            fs::create_dir_all(at(path).parent().unwrap()).unwrap();
            fs::write(at(path), path).unwrap();
        }
        let open = || Results::open(&at("results"), &at("runtime"), &at("lock")).unwrap();
        let key = open().key(&at("a")).unwrap();
        assert!(!open().has_passed("a", &key));
        open().pass("a", &key).unwrap();
        assert!(open().has_passed("a", &key));
        assert_eq!(open().key(&at("a")).unwrap(), key);
        fs::write(at("a/src/lib.rs"), "changed").unwrap();
        assert_ne!(open().key(&at("a")).unwrap(), key);
        fs::write(at("a/src/lib.rs"), "a/src/lib.rs").unwrap();
        fs::write(at("runtime/src/lib.rs"), "changed").unwrap();
        assert_ne!(open().key(&at("a")).unwrap(), key);
    }
}
