"""Rust that others make of the schemas: it has to compile, and read and write the valid fixtures."""

import json
import pathlib
import subprocess
import sys

from common import CONTRACTS, SCHEMAS, fixtures

MANIFEST = """[package]
name = "consumers"
version = "0.0.0"
edition = "2021"

[workspace]

[dependencies]
chrono = { version = "0.4", features = ["serde"] }
regress = "0.10"
serde = { version = "1", features = ["derive"] }
serde_json = "1"
"""

MAIN = """#![allow(warnings)]
use serde::{de::DeserializeOwned, Serialize};
use serde_json::Value;

/// Without what is null or unknown to a type, which is not kept.
fn known(value: &Value, like: &Value) -> Value {
    match (value, like) {
        (Value::Object(a), Value::Object(b)) => a
            .iter()
            .filter(|(_, it)| !it.is_null())
            .filter_map(|(key, it)| Some((key.clone(), known(it, b.get(key)?))))
            .collect(),
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).map(|(a, b)| known(a, b)).collect()
        }
        (Value::Number(a), Value::Number(_)) => serde_json::json!(a.as_f64()),
        _ => value.clone(),
    }
}

fn check<T: DeserializeOwned + Serialize>(name: &str, text: &str, failures: &mut u32) {
    let original: Value = serde_json::from_str(text).unwrap();
    match serde_json::from_str::<T>(text) {
        Ok(value) => {
            let again = serde_json::to_value(&value).unwrap();
            if known(&original, &again) != known(&again, &original) {
                println!("{name}: written as {again}");
                *failures += 1;
            }
        }
        Err(error) => {
            println!("{name}: {error}");
            *failures += 1;
        }
    }
}
"""


def project(folder, modules):
    """Writes the crate with a module for each schema; compiles and runs it."""
    (folder / "src").mkdir(parents=True, exist_ok=True)
    (folder / "Cargo.toml").write_text(MANIFEST)
    main, calls = MAIN, []
    for (shape, contract), source in modules.items():
        module = f"{shape}_{contract}"
        (folder / f"src/{module}.rs").write_text(source)
        main += f"mod {module};\n"
        for file, of, text, validity in fixtures():
            if of == shape and validity[contract]:
                name = json.dumps(f"{file} as {contract}")
                calls.append(f"    check::<{module}::{shape}>({name}, r####\"{text}\"####, &mut failures);")
    main += "fn main() {\n    let mut failures = 0;\n" + "\n".join(calls)
    main += f'\n    println!("{len(modules)} schemas, {len(calls)} documents, {{failures}} failures");\n'
    main += "    std::process::exit(i32::from(failures > 0));\n}\n"
    (folder / "src/main.rs").write_text(main)
    done = subprocess.run(
        ["cargo", "run", "--quiet", "--manifest-path", str(folder / "Cargo.toml")],
        capture_output=True,
        text=True,
    )
    lines = (done.stdout + done.stderr).strip().splitlines()
    if done.returncode:
        print(*lines[-30:], sep="\n", file=sys.stderr)
    return done.returncode == 0, lines[-1] if lines else "failed"


def made(command):
    """A module for each schema, by a program that writes one to stdout."""
    modules = {}
    for shape in sorted({shape for _, shape, _, _ in fixtures()}):
        for contract, extension in CONTRACTS.items():
            done = subprocess.run(
                command(shape, SCHEMAS / f"{shape}{extension}"), capture_output=True, text=True
            )
            if done.returncode:
                print(done.stderr[-2000:], file=sys.stderr)
                return None
            modules[shape, contract] = done.stdout
    return modules


def quicktype(program, folder):
    options = ["--src-lang", "schema", "--lang", "rs", "--visibility", "public", "--derive-debug"]
    modules = made(lambda shape, schema: [program, *options, "--top-level", shape, schema])
    return project(folder / "quicktype", modules) if modules else (False, "failed")


def typify(version, out, folder):
    root = pathlib.Path(out) / "cargo"
    program = root / "bin/cargo-typify"
    install = ["cargo", "install", "--quiet", "--locked", "--root", str(root), "cargo-typify", "--version", version]
    if subprocess.run(install).returncode:
        return False, "cannot be installed"
    modules = made(lambda _, schema: [str(program), "typify", "--output", "-", str(schema)])
    return project(folder / "typify", modules) if modules else (False, "failed")
