//! Crates of single operations, as `codegen --spec FILE --out DIR --operation NAME` makes them:
//! they hold what the operation reaches and nothing else, a second run changes nothing, and they
//! compile in another place than they were made in.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tinsmith_codegen::botocore;
use tinsmith_codegen::lower::TypeNames;
use tinsmith_codegen::model::ShapeId;
use tinsmith_codegen::smithy::Selection;

use super::Options;
use super::services::Found;

/// Chooses the operations; any other number would do as well.
const SEED: u64 = 0x5eed;

/// An operation of a service.
struct Chosen<'f> {
    service: &'f Found,
    operation: String,
    /// The package's name.
    package: String,
}

/// Makes crates of that many operations and says what is wrong with them.
///
/// # Errors
///
/// If files cannot be read or written or a program cannot be run.
pub fn check(found: &[Found], options: &Options, count: usize) -> io::Result<Vec<String>> {
    let folder = options.out.join("operations");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let chosen = choose(found, count)?;
    let mut failures = Vec::new();
    for one in &chosen {
        let problem = make(one, options, &folder)?;
        let place = format!("{} {}", one.service.name, one.operation);
        failures.extend(problem.map(|problem| format!("{place}: {problem}")));
    }
    eprintln!("   Generated {} crates of one operation", chosen.len());
    if failures.is_empty() {
        failures.extend(compile(&chosen, options, &folder)?);
    }
    Ok(failures)
}

/// Operations of all services, each as likely as any other.
fn choose(found: &[Found], count: usize) -> io::Result<Vec<Chosen<'_>>> {
    let mut all = Vec::new();
    for service in found {
        let model = json(&service.path)?;
        let names = model["operations"].as_object();
        let names = names.into_iter().flat_map(serde_json::Map::keys);
        all.extend(names.map(|name| (service, name.clone())));
    }
    let mut state = SEED;
    let mut chosen = Vec::new();
    while chosen.len() < count && !all.is_empty() {
        // Knuth's MMIX; its high bits are the better ones.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let index = usize::try_from(state >> 33).unwrap_or(0) % all.len();
        let (service, operation) = all.swap_remove(index);
        chosen.push(Chosen {
            service,
            package: format!("operation-{}", chosen.len()),
            operation,
        });
    }
    Ok(chosen)
}

/// Makes a crate, again over itself, and moves it.
fn make(one: &Chosen<'_>, options: &Options, folder: &Path) -> io::Result<Option<String>> {
    let made = folder.join("made").join(&one.package);
    let run = || {
        let mut command = Command::new(&options.generator);
        command.arg("codegen").arg("--spec").arg(&one.service.path);
        command.arg("--out").arg(&made);
        command.args(["--operation", &one.operation, "--name", &one.package]);
        command.output()
    };
    let first = run()?;
    if !first.status.success() {
        return Ok(Some(String::from_utf8_lossy(&first.stderr).into_owned()));
    }
    let second = run()?;
    let said = String::from_utf8_lossy(&second.stderr);
    if !said.ends_with(" unchanged)\n") || said.contains("Updated") {
        return Ok(Some(format!("a second run changes something: {said}")));
    }
    let moved = folder.join(&one.package);
    fs::rename(&made, &moved)?;
    Ok(content(one, &moved)?.err())
}

/// Whether a crate has the types of what its operation reaches, and no others.
fn content(one: &Chosen<'_>, package: &Path) -> io::Result<Result<(), String>> {
    let document = json(&one.service.path)?;
    let reached = reached(&document, &one.operation);
    let selection = Selection {
        service: None,
        operations: vec![one.operation.clone()],
    };
    let (model, _) = match botocore::read(&document.to_string(), &selection) {
        Ok(read) => read,
        Err(problems) => return Ok(Err(format!("{problems:?}"))),
    };
    let names = TypeNames::of(&model);
    let expected: BTreeSet<String> = names
        .shapes
        .values()
        .chain(names.bodies.values())
        .cloned()
        .collect();
    let mut defined = BTreeSet::new();
    for file in ["types.rs", "enums.rs", "unions.rs"] {
        defined.extend(definitions(&package.join("src").join(file))?);
    }
    let operations = definitions(&package.join("src/operations.rs"))?;
    let errors = definitions(&package.join("src/errors.rs"))?;
    Ok(if names.shapes.len() != reached.len() {
        let known: Vec<&str> = names.shapes.keys().map(ShapeId::name).collect();
        Err(format!("reaches {reached:?}, has types for {known:?}"))
    } else if defined != expected {
        let difference: Vec<_> = defined.symmetric_difference(&expected).collect();
        Err(format!("defines or lacks {difference:?}"))
    } else if operations.len() != 1 || errors.len() != 1 {
        Err(format!(
            "has the operations {operations:?} and errors {errors:?}"
        ))
    } else {
        Ok(())
    })
}

/// The names of the structures, unions and enums that an operation reaches, found in the document
/// itself.
fn reached<'d>(document: &'d Value, operation: &str) -> BTreeSet<&'d str> {
    let operation = &document["operations"][operation];
    let errors = operation["errors"].as_array().into_iter().flatten();
    let messages = [&operation["input"], &operation["output"]];
    let roots = messages.into_iter().chain(errors);
    let mut waiting: Vec<&str> = roots.filter_map(|r| r["shape"].as_str()).collect();
    let mut seen = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        if !seen.insert(name) {
            continue;
        }
        let shape = &document["shapes"][name];
        let members = shape["members"]
            .as_object()
            .into_iter()
            .flat_map(|m| m.values());
        let own = [&shape["member"], &shape["key"], &shape["value"]];
        waiting.extend(members.chain(own).filter_map(|part| part["shape"].as_str()));
    }
    seen.retain(|name| {
        let shape = &document["shapes"][*name];
        match shape["type"].as_str() {
            Some("structure") => shape["document"] != true,
            Some("string") => shape["enum"].is_array(),
            _ => false,
        }
    });
    seen
}

/// The types that a file defines; none if there is no such file.
fn definitions(file: &Path) -> io::Result<Vec<String>> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let lines = text.lines().filter_map(|line| {
        let rest = line
            .strip_prefix("pub struct ")
            .or_else(|| line.strip_prefix("pub enum "))?;
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'))?;
        Some(rest[..end].to_owned())
    });
    Ok(lines.collect())
}

/// Compiles the crates as members of one workspace, each with its own copy of the runtime.
fn compile(chosen: &[Chosen<'_>], options: &Options, folder: &Path) -> io::Result<Option<String>> {
    let members: Vec<String> = chosen
        .iter()
        .map(|one| format!("\"{}\"", one.package))
        .collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = false\n",
        members.join(", ")
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::copy(&options.lock, folder.join("Cargo.lock"))?;
    let cargo = std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from);
    let mut command = Command::new(cargo);
    command
        .current_dir(folder)
        .args(["check", "--quiet", "--workspace"]);
    command.arg("--target-dir").arg(options.out.join("build"));
    let output = command.env("RUSTFLAGS", "-D warnings").output()?;
    Ok((!output.status.success()).then(|| String::from_utf8_lossy(&output.stderr).into_owned()))
}

fn json(path: &Path) -> io::Result<Value> {
    Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_an_operation_reaches_is_followed_through_all_shapes() {
        let document = json!({
            "operations": { "Get": { "input": { "shape": "In" }, "errors": [{ "shape": "Oops" }] } },
            "shapes": {
                "In": { "type": "structure", "members": { "l": { "shape": "L" }, "m": { "shape": "M" } } },
                "L": { "type": "list", "member": { "shape": "Item" } },
                "M": { "type": "map", "key": { "shape": "Color" }, "value": { "shape": "Any" } },
                "Item": { "type": "structure", "members": { "in": { "shape": "In" } } },
                "Color": { "type": "string", "enum": ["red"] },
                "Any": { "type": "structure", "members": {}, "document": true },
                "Oops": { "type": "structure", "members": {} },
                "Orphan": { "type": "structure", "members": {} },
            },
        });
        let reached: Vec<&str> = reached(&document, "Get").into_iter().collect();
        assert_eq!(reached, ["Color", "In", "Item", "Oops"]);
    }
}
