//! Types of AWS services, compiled into a program that answers what it makes of documents.

use super::places::Root;
use crate::corpus::service;
use crate::corpus::services::Found;
use std::cell::RefCell;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use tinsmith_codegen::file::File;
use tinsmith_codegen::lower::TypeNames;
use tinsmith_codegen::lower::wire::{self, Body};
use tinsmith_codegen::model::{Kind, Model, ShapeId};
use tinsmith_codegen::rust::MemberNames;
use tinsmith_codegen::schema::{Definitions, Form};

/// Reads lines of a form (`W` for what travels, `M` for member names), a number, a tab and a
/// document; answers each with `R` and what the type of that number writes again, or `E` and why
/// it reads nothing.
const ANSWERER: &str = r#"
use std::io::{BufRead as _, Write as _};
use tinsmith_runtime::member_names::{MemberNamed, MemberNames};

fn read<T: serde_core::Serialize + serde_core::de::DeserializeOwned>(
    text: &str,
) -> Result<String, String> {
    let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}

fn either<T>(form: &str, text: &str) -> Result<String, String>
where
    T: serde_core::Serialize + serde_core::de::DeserializeOwned + MemberNamed,
{
    match form {
        "M" => read::<MemberNames<T>>(text),
        _ => read::<T>(text),
    }
}

fn main() {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let (form, line) = line.split_at(1);
        let (number, text) = line.split_once('\t').unwrap();
        let answer = match run(form, number, text) {
            Ok(text) => format!("R{text}"),
            Err(error) => format!("E{}", error.replace('\n', " ")),
        };
        writeln!(out, "{answer}").unwrap();
        out.flush().unwrap();
    }
}
"#;

/// Services with unions, recursion, maps, timestamps, blobs and documents.
pub const SAMPLE: [&str; 4] = ["bedrock-agent-runtime", "dynamodb", "kinesis", "transcribe"];

/// A type of a service.
#[derive(Clone, Debug)]
pub struct ServiceType {
    /// The name of its schemas.
    pub name: String,
    /// Its name in Rust.
    pub ty: String,
    /// What of the model it is.
    pub root: Root,
}

/// The bodies of all messages, and the errors.
pub fn types(model: &Model) -> Vec<ServiceType> {
    let names = TypeNames::of(model);
    let definitions = Definitions::new(model);
    let shape = |id: &ShapeId| {
        Some(ServiceType {
            name: definitions.of_shape(id).to_owned(),
            ty: names.shapes.get(id)?.clone(),
            root: Root::Shape(id.clone()),
        })
    };
    let mut types = Vec::new();
    for operation in &model.operations {
        let messages = operation.input.iter().chain(&operation.output);
        for id in messages.chain(&operation.errors) {
            types.extend(match wire::body(model, Some(id)) {
                Body::Part { .. } => Some(ServiceType {
                    name: definitions.of_body(id).to_owned(),
                    ty: names.bodies[id].clone(),
                    root: Root::Body(id.clone()),
                }),
                Body::Whole(id) => shape(id),
                Body::Payload(member) if names.shapes.contains_key(&member.target) => {
                    let is_named = names.shapes.contains_key(&member.target);
                    is_named.then(|| shape(&member.target)).flatten()
                }
                Body::Empty | Body::Payload(_) => None,
            });
        }
    }
    types.sort_by(|a, b| a.name.cmp(&b.name));
    types.dedup_by(|a, b| a.name == b.name);
    types
}

/// Where services are compiled.
#[derive(Clone, Debug)]
pub struct Workshop {
    /// The folder of the crates.
    pub folder: PathBuf,
    /// The runtime's folder.
    pub runtime: PathBuf,
    /// The lock file whose versions are used.
    pub lock: PathBuf,
}

impl Workshop {
    /// Generates and compiles the services, and returns their models.
    ///
    /// # Errors
    ///
    /// If a model cannot be generated from, or a crate does not compile.
    pub fn build(&self, services: &[Found]) -> io::Result<Vec<(String, Model)>> {
        let mut models = Vec::new();
        for found in services {
            let model = service::model(found).map_err(io::Error::other)?;
            let rust = service::module(found, &model, MemberNames::Emit);
            let rust = rust.map_err(io::Error::other)?;
            write(&self.folder, &found.name, &model, &rust)?;
            models.push((found.name.clone(), model));
        }
        let members: Vec<String> = services.iter().map(|it| format!("'{}'", it.name)).collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[workspace.dependencies]\n\
             serde_core = \"1\"\nserde_json = \"1\"\ntinsmith-runtime = {{ path = '{}' }}\n\n\
             [profile.dev]\ndebug = false\nincremental = false\n",
            members.join(", "),
            self.runtime.display()
        );
        write_if_other(&self.folder.join("Cargo.toml"), &manifest)?;
        fs::copy(&self.lock, self.folder.join("Cargo.lock"))?;
        let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .current_dir(&self.folder)
            .args(["build", "--quiet", "--workspace", "--target-dir", "build"])
            .status()?;
        if status.success() {
            Ok(models)
        } else {
            Err(io::Error::other("the services do not compile"))
        }
    }

    /// Starts the program of a service.
    ///
    /// # Errors
    ///
    /// If it cannot be started.
    pub fn answerer(&self, service: &str) -> io::Result<Answerer> {
        let program = self
            .folder
            .join("build/debug")
            .join(format!("answer-{service}"));
        let mut child = Command::new(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("no pipes"));
        };
        let pipes = RefCell::new((input, BufReader::new(output)));
        Ok(Answerer { child, pipes })
    }
}

fn write(folder: &Path, name: &str, model: &Model, rust: &[File]) -> io::Result<()> {
    let folder = folder.join(name);
    let library = format!("agreement_{}", name.replace('-', "_"));
    let mut main = format!(
        "#![allow(deprecated)]\n{ANSWERER}\nfn run(form: &str, number: &str, text: &str) -> \
         Result<String, String> {{\n    match number {{\n"
    );
    for (number, it) in types(model).iter().enumerate() {
        let reader = match model.shape(it.root.id()).kind {
            // Without members there are no names.
            Kind::Enum(_) | Kind::IntEnum(_) => "read(text)",
            _ => "either(form, text)",
        };
        let reader = reader.replace('(', &format!("::<{library}::{}>(", it.ty));
        let _ = writeln!(main, "        \"{number}\" => {reader},");
    }
    main.push_str("        _ => Err(text.to_owned()),\n    }\n}\n");
    let manifest = format!(
        "[package]\nname = \"agreement-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         publish = false\n\n[lib]\nname = \"{library}\"\n\n[[bin]]\nname = \"answer-{name}\"\n\
         path = \"answer.rs\"\n\n[features]\ndefault = [\"member-names\"]\nhttp = []\nmember-names = []\nschemars = []\n\n[dependencies]\n\
         serde_core.workspace = true\nserde_json.workspace = true\n\
         tinsmith-runtime.workspace = true\n"
    );
    fs::create_dir_all(folder.join("src"))?;
    for file in rust {
        let path = match &*file.path {
            "mod.rs" => "lib.rs",
            path => path,
        };
        write_if_other(&folder.join("src").join(path), &file.contents)?;
    }
    write_if_other(&folder.join("Cargo.toml"), &manifest)?;
    write_if_other(&folder.join("answer.rs"), &main)
}

/// Unchanged files keep their time, so that cargo has nothing to do.
fn write_if_other(path: &Path, contents: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|there| there == contents) {
        return Ok(());
    }
    fs::write(path, contents)
}

/// A running program of a service.
#[derive(Debug)]
pub struct Answerer {
    child: Child,
    pipes: RefCell<(ChildStdin, BufReader<ChildStdout>)>,
}

impl Answerer {
    /// What the type of this number makes of a document in a form.
    ///
    /// # Errors
    ///
    /// With the type's message if it does not read the document.
    ///
    /// # Panics
    ///
    /// If the program has ended.
    pub fn read(&self, form: Form, number: usize, text: &str) -> Result<String, String> {
        let (input, output) = &mut *self.pipes.borrow_mut();
        let mut answer = String::new();
        let form = match form {
            Form::Wire => 'W',
            Form::MemberNames => 'M',
        };
        writeln!(input, "{form}{number}\t{text}").expect("the program takes documents");
        output.read_line(&mut answer).expect("the program answers");
        let answer = answer.trim_end_matches('\n');
        match answer.split_at_checked(1) {
            Some(("R", written)) => Ok(written.to_owned()),
            Some(("E", error)) => Err(error.to_owned()),
            _ => panic!("the program has ended at {text}"),
        }
    }
}

impl Drop for Answerer {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
