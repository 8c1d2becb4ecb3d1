//! A temporary repository to run the command in.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

/// A small API.
pub(crate) const SPEC: &str = r#"{
    "smithy": "2.0",
    "shapes": {
        "mini#Mini": {
            "type": "service",
            "version": "2020-08-11",
            "operations": [{ "target": "mini#Get" }, { "target": "mini#Put" }],
            "traits": { "aws.protocols#restJson1": {} }
        },
        "mini#Get": {
            "type": "operation",
            "input": { "target": "smithy.api#Unit" },
            "output": { "target": "mini#Thing" },
            "traits": { "smithy.api#http": { "method": "GET", "uri": "/get", "code": 200 } }
        },
        "mini#Put": {
            "type": "operation",
            "input": { "target": "mini#PutRequest" },
            "output": { "target": "smithy.api#Unit" },
            "traits": { "smithy.api#http": { "method": "PUT", "uri": "/put", "code": 200 } }
        },
        "mini#Thing": {
            "type": "structure",
            "members": { "Size": { "target": "smithy.api#Integer" } }
        },
        "mini#PutRequest": {
            "type": "structure",
            "members": { "Color": { "target": "mini#Color" } }
        },
        "mini#Color": {
            "type": "enum",
            "members": {
                "RED": {
                    "target": "smithy.api#Unit",
                    "traits": { "smithy.api#enumValue": "RED" }
                }
            }
        }
    }
}
"#;

/// Every file below a folder, by path with `/` between parts.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A temporary repository.
pub(crate) struct Sandbox {
    folder: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Sandbox {
    /// A workspace with the small API as `spec/mini.json` and nothing generated.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sandbox = Self { folder };
        sandbox.write("repo/Cargo.toml", "[workspace]\nmembers = []\n");
        sandbox.write("repo/spec/mini.json", SPEC);
        sandbox.write("repo/spec/README.md", "How to edit.\n");
        sandbox.write("repo/models/Cargo.toml", "[package]\n");
        sandbox.write("tmp/keep", "");
        sandbox
    }

    /// One in which the models are generated.
    pub(crate) fn generated() -> Self {
        let sandbox = Self::new();
        assert_eq!(sandbox.run(&["codegen"]).code, 0);
        sandbox
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, contents: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Replaces text in a file, which must have it.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from));
        self.write(path, &text.replace(from, to));
    }

    pub(crate) fn files(&self, folder: &str) -> Files {
        let mut files = Files::new();
        let mut folders = vec![self.path(folder)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(self.folder.path()).unwrap();
                    let name = name.to_str().unwrap().replace('\\', "/");
                    files.insert(name, fs::read(path).unwrap());
                }
            }
        }
        files
    }

    /// Makes every file below a folder an hour old, so that writing one shows.
    pub(crate) fn age(&self, folder: &str) -> BTreeMap<String, SystemTime> {
        let old = SystemTime::now() - Duration::from_secs(3600);
        for path in self.files(folder).keys() {
            let file = fs::File::options().write(true).open(self.path(path));
            file.unwrap().set_modified(old).unwrap();
        }
        self.times(folder)
    }

    pub(crate) fn times(&self, folder: &str) -> BTreeMap<String, SystemTime> {
        let time = |path: &str| fs::metadata(self.path(path)).unwrap().modified().unwrap();
        let paths = self.files(folder).into_keys();
        paths.map(|path| (path.clone(), time(&path))).collect()
    }

    /// Runs the command in the repository.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        run(self.command("repo", arguments))
    }

    /// The command with its arguments, to be run in a folder of the sandbox.
    pub(crate) fn command(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .args(arguments)
            .current_dir(self.path(folder))
            .stdin(Stdio::null())
            // Where lock files go if folders cannot be locked, on Unix and on Windows.
            .env("TMPDIR", self.path("tmp"))
            .env("TMP", self.path("tmp"));
        // Cargo sets the first two for this test, and they are not about the sandbox.
        for variable in [
            "CARGO_MANIFEST_DIR",
            "CARGO_PKG_NAME",
            "NO_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
        ] {
            command.env_remove(variable);
        }
        command
    }
}

/// Runs a command to its end.
pub(crate) fn run(mut command: Command) -> Run {
    let output = command.output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Whether a text has a line that is this one, spaces around it aside.
pub(crate) fn has_line(text: &str, line: &str) -> bool {
    text.lines().any(|candidate| candidate.trim() == line)
}

/// A folder as an argument.
pub(crate) fn argument(path: &Path) -> &str {
    path.to_str().unwrap()
}
