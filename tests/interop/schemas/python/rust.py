"""Rust that others make of the schemas: it has to compile, and read and write the valid fixtures,
but for what is known of a consumer."""

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

fn check<T: DeserializeOwned + Serialize>(name: &str, text: &str) {
    let original: Value = serde_json::from_str(text).unwrap();
    match serde_json::from_str::<T>(text) {
        Ok(value) => {
            let again = serde_json::to_value(&value).unwrap();
            if known(&original, &again) != known(&again, &original) {
                println!("{name}: written as {again}");
            }
        }
        Err(error) => println!("{name}: {error}"),
    }
}
"""


def project(folder, modules):
    """Writes the crate with a module for each schema, compiles and runs it. The result is how many
    documents there are and what it says of those that fail, or None."""
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
                calls.append(f"    check::<{module}::{shape}>({name}, r####\"{text}\"####);")
    main += "fn main() {\n" + "\n".join(calls)
    main += "\n}\n"
    (folder / "src/main.rs").write_text(main)
    done = subprocess.run(
        ["cargo", "run", "--quiet", "--manifest-path", str(folder / "Cargo.toml")],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        print(*done.stderr.strip().splitlines()[-30:], sep="\n", file=sys.stderr)
        return None
    return len(calls), done.stdout.splitlines()


def judge(modules, folder, known=lambda line: False):
    """Whether nothing fails but what is known to, and how much there was."""
    ran = project(folder, modules) if modules else None
    if ran is None:
        return False, "failed"
    documents, lines = ran
    expected = [line for line in lines if known(line)]
    others = [line for line in lines if not known(line)]
    print(*others[:30], sep="\n", end="\n" if others else "", file=sys.stderr)
    said = f"{len(modules)} schemas, {documents} documents"
    return not others, f"{said}, {len(expected)} not read, as noted" if expected else said


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
    return judge(modules, folder / "quicktype")


def open_enum(line):
    """cargo-typify makes a struct of an enum that any string fits (oxidecomputer/typify#895)."""
    return " as deserialize: " in line and ": invalid type: string " in line and ", expected struct " in line


def typify(version, out, folder):
    root = pathlib.Path(out) / "cargo"
    program = root / "bin/cargo-typify"
    install = ["cargo", "install", "--quiet", "--locked", "--root", str(root), "cargo-typify", "--version", version]
    if subprocess.run(install).returncode:
        return False, "cannot be installed"
    modules = made(lambda _, schema: [str(program), "typify", "--output", "-", str(schema)])
    good, said = judge(modules, folder / "typify", open_enum)
    if good and "as noted" not in said:
        return False, "typify#895 is mended: take the note out, here and in README.md"
    return good, said
