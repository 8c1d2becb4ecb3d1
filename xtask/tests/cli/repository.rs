//! The repository itself: what is checked in is up to date, and its API stands alone as well.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn repository() -> PathBuf {
    fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).unwrap()
}

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(repository())
        .output()
        .unwrap()
}

#[test]
fn what_is_checked_in_is_what_the_generator_writes() {
    let output = xtask(&["codegen", "--check"]);
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
}

/// Generates a crate of the checked-in API, moves it and compiles it there.
fn compiles_where_it_is_moved(options: &[&str], features: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let made = folder.path().join("made");
    let mut arguments = vec!["codegen", "--spec", "spec/amplifybackend.json", "--out"];
    arguments.push(made.to_str().unwrap());
    arguments.extend(options);
    let output = xtask(&arguments);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let moved = folder.path().join("some where else");
    fs::rename(&made, &moved).unwrap();
    // Nothing is fetched: the workspace has locked and unpacked all that the crate needs.
    fs::copy(repository().join("Cargo.lock"), moved.join("Cargo.lock")).unwrap();
    let check = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet"])
        .args(features)
        .current_dir(&moved)
        .env("CARGO_TARGET_DIR", folder.path().join("target"))
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    assert!(
        check.status.success(),
        "{}",
        String::from_utf8_lossy(&check.stderr)
    );
}

#[test]
fn the_explicit_flavour_compiles_anywhere() {
    compiles_where_it_is_moved(&[], &[]);
}

#[test]
fn the_explicit_flavour_compiles_with_json_schemas() {
    compiles_where_it_is_moved(&[], &["--features", "schemars"]);
}

#[test]
fn the_derive_flavour_compiles_anywhere() {
    compiles_where_it_is_moved(&["--flavour", "derive", "--json-schema"], &[]);
}
