//! Compiling the crates, and running their documents through the types.
//!
//! Several crates at a time, as a workspace, so that all cores have work; what a batch left on
//! the disk is deleted after it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;

use super::Options;
use super::results::Results;
use super::service::{Case, Service, Use};
use super::table::{Compiled, Row};

/// How much generated Rust goes into a batch, in bytes.
const BATCH: usize = 10_000_000;

/// What takes the documents through the types.
const RUNNER: &str = include_str!("../../corpus/runner.rs");

/// Writes a service's crate, its runner and its documents.
///
/// # Errors
///
/// If they cannot be written.
pub fn write(
    name: &str,
    service: &Service,
    cases: &BTreeMap<String, Case>,
    crates: &Path,
) -> io::Result<()> {
    let folder = crates.join(name);
    let library = format!("corpus_{}", name.replace('-', "_"));
    let mut documents = String::new();
    for (number, case) in cases.values().enumerate() {
        for document in &case.documents {
            let _ = writeln!(documents, "{number}\t{document}");
        }
    }
    // Only some services have HTTP.
    let runner = format!(
        "#![allow(dead_code, deprecated)]\n{RUNNER}\n{}",
        checks(&library, cases)
    );
    let manifest = format!(
        "[package]\nname = \"corpus-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         publish = false\n\n[lib]\nname = \"{library}\"\n\n[[bin]]\n\
         name = \"documents-{name}\"\npath = \"documents.rs\"\ndoc = false\n\n[features]\n\
         default = [\"http\", \"member-names\"]\nschemars = []\n\
         http = [\"tinsmith-runtime/http\"]\nmember-names = []\n\n\
         [dependencies]\nhttp.workspace = true\nserde_core.workspace = true\nserde_json.workspace = true\n\
         tinsmith-runtime.workspace = true\n"
    );
    let files = service.rust.iter().map(|file| {
        let path = match &*file.path {
            "mod.rs" => "lib.rs",
            path => path,
        };
        (format!("src/{path}"), file.contents.as_str())
    });
    let others = [
        ("Cargo.toml".to_owned(), manifest.as_str()),
        ("documents.rs".to_owned(), runner.as_str()),
        ("documents.txt".to_owned(), documents.as_str()),
    ];
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("src"))?;
    for (path, contents) in files.chain(others) {
        fs::write(folder.join(path), contents)?;
    }
    Ok(())
}

/// The runner's function that knows which checks a document is for.
fn checks(library: &str, cases: &BTreeMap<String, Case>) -> String {
    let mut text = format!(
        "use {library} as api;\n\nfn run(number: &str) -> &'static [fn(&str) -> Check] {{\n    match number {{\n"
    );
    for (number, (ty, case)) in cases.iter().enumerate() {
        let uses = case.uses.iter().map(|it| match it {
            Use::Request(unit) => format!(", request::<api::{unit}>"),
            Use::Response(unit) => format!(", response::<api::{unit}>"),
            Use::Error(unit) => format!(", error::<api::{unit}, api::{ty}>"),
        });
        let uses: String = uses.collect();
        let _ = writeln!(
            text,
            "        \"{number}\" => &[travels::<api::{ty}>{uses}],"
        );
    }
    text.push_str("        _ => &[],\n    }\n}\n");
    text
}

/// Where crates are compiled.
#[derive(Debug)]
pub struct Compiler<'o> {
    options: &'o Options,
    folder: PathBuf,
    results: Results,
}

impl<'o> Compiler<'o> {
    /// Prepares the folders.
    ///
    /// # Errors
    ///
    /// If they cannot be made.
    pub fn new(options: &'o Options) -> io::Result<Self> {
        let results = options.out.join("results");
        Ok(Self {
            options,
            folder: options.out.join("crates"),
            results: Results::open(&results, &options.runtime, &options.lock)?,
        })
    }

    /// Compiles the crates of these services, unless the same crates have passed before, and
    /// notes the outcome in their rows.
    ///
    /// # Errors
    ///
    /// If files cannot be read or written or cargo cannot be run.
    pub fn compile(&mut self, services: &[&str], rows: &mut [Row]) -> io::Result<()> {
        let mut batch: Vec<(&str, String)> = Vec::new();
        let mut size = 0;
        for (index, &service) in services.iter().enumerate() {
            let row = rows.iter_mut().find(|row| row.name == service);
            let Some(row) = row.filter(|row| row.failures.is_empty()) else {
                continue;
            };
            let key = self.results.key(&self.folder.join(service))?;
            if self.results.has_passed(service, &key) {
                row.compiled = Some(Compiled::Before);
            } else {
                size += row.rust_bytes;
                batch.push((service, key));
            }
            if size >= BATCH || index + 1 == services.len() && !batch.is_empty() {
                self.batch(&batch, rows)?;
                eprintln!("    Compiled {} of {} services", index + 1, services.len());
                batch.clear();
                size = 0;
            }
        }
        if !batch.is_empty() {
            self.batch(&batch, rows)?;
        }
        Ok(())
    }

    fn batch(&self, batch: &[(&str, String)], rows: &mut [Row]) -> io::Result<()> {
        let start = Instant::now();
        self.workspace(batch.iter().map(|(service, _)| *service))?;
        let together = self.build(&["--workspace"])?;
        let documented = self.document(&["--workspace"])?;
        let all_good = together.status.success() && documented.status.success();
        let mut passed = Vec::new();
        for (service, key) in batch {
            let Some(failure) = self.problem(service, all_good)? else {
                self.results.pass(service, key)?;
                passed.push(*service);
                continue;
            };
            let row = rows.iter_mut().find(|row| row.name == *service);
            row.expect("each service has a row").failures.push(failure);
        }
        let share = start.elapsed() / u32::try_from(batch.len().max(1)).unwrap_or(1);
        for row in rows
            .iter_mut()
            .filter(|row| passed.contains(&row.name.as_str()))
        {
            row.compiled = Some(Compiled::Now);
            row.times.compile = share;
        }
        let mut clean = self.cargo("clean", &[]);
        for (service, _) in batch {
            clean.args(["--package", &format!("corpus-{service}")]);
        }
        clean.output()?;
        Ok(())
    }

    /// What is wrong with a crate of a batch, which was good or not as a whole.
    fn problem(&self, service: &str, batch_is_good: bool) -> io::Result<Option<String>> {
        let package = format!("corpus-{service}");
        if !batch_is_good {
            for output in [
                self.build(&["--package", &package])?,
                self.document(&["--package", &package])?,
            ] {
                if !output.status.success() {
                    let text = String::from_utf8_lossy(&output.stderr);
                    let from = text.find("error").unwrap_or(0);
                    return Ok(Some(text[from..].to_owned()));
                }
            }
        }
        let runner = self
            .options
            .out
            .join("build/debug")
            .join(format!("documents-{service}"));
        let output = Command::new(runner).output()?;
        Ok((!output.status.success()).then(|| {
            let problems = String::from_utf8_lossy(&output.stdout).into_owned();
            format!(
                "documents do not come back:\n{problems}{}",
                String::from_utf8_lossy(&output.stderr)
            )
        }))
    }

    /// The workspace's manifest: these members, and the runtime as it is in this repository.
    fn workspace<'s>(&self, services: impl Iterator<Item = &'s str>) -> io::Result<()> {
        let members: Vec<String> = services.map(|it| format!("\"{it}\"")).collect();
        let runtime = self.options.runtime.display();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[workspace.dependencies]\n\
             http = \"1\"\nserde_core = \"1\"\nserde_json = \"1\"\ntinsmith-runtime = {{ path = '{runtime}' }}\n\n\
             [profile.dev]\ndebug = false\nincremental = false\n",
            members.join(", ")
        );
        fs::write(self.folder.join("Cargo.toml"), manifest)?;
        // The versions that this repository is tested with, so that none are looked for.
        fs::copy(&self.options.lock, self.folder.join("Cargo.lock"))?;
        Ok(())
    }

    fn build(&self, what: &[&str]) -> io::Result<Output> {
        self.cargo("build", what)
            .env("RUSTFLAGS", "-D warnings")
            .output()
    }

    fn document(&self, what: &[&str]) -> io::Result<Output> {
        let mut cargo = self.cargo("doc", what);
        cargo
            .args(["--no-deps", "--lib"])
            .env("RUSTFLAGS", "-D warnings");
        cargo.env("RUSTDOCFLAGS", "-D warnings").output()
    }

    fn cargo(&self, command: &str, what: &[&str]) -> Command {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .current_dir(&self.folder)
            .arg(command)
            .args(what)
            .arg("--quiet")
            .arg("--target-dir")
            .arg(self.options.out.join("build"));
        cargo
    }
}
