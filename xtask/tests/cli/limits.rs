//! Files that are too large, or grow too large, are refused by their size.
//!
//! Where the system can, the command runs with less memory than it would take to read them.

use std::fs::File;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::sandbox::{Run, SPEC, Sandbox, run};

/// The address space that a run may have, in KiB: enough for the program, its threads and what it
/// unpacks, and much less than the files here.
const KIBIBYTES: u64 = 800 << 10;

/// Runs the command with that much memory.
fn frugal(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    let command = sandbox.command("repo", arguments);
    if !cfg!(target_os = "linux") {
        return run(command);
    }
    let mut shell = Command::new("sh");
    shell
        .args([
            "-c",
            r#"ulimit -v "$0" && exec "$@""#,
            &KIBIBYTES.to_string(),
        ])
        .arg(command.get_program())
        .args(command.get_args())
        .current_dir(sandbox.path("repo"))
        .stdin(Stdio::null());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    run(shell)
}

/// Fails unless a run said that the file is too large, with the page to read, and soon.
fn assert_refused(run: &Run, start: Instant, cause: &str) {
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains(cause), "{}", run.stderr);
    assert!(
        run.stderr.contains("cargo xtask explain E007"),
        "{}",
        run.stderr
    );
    assert_eq!(run.stdout, "");
    assert!(start.elapsed() < Duration::from_secs(60));
}

#[test]
fn a_gigabyte_is_refused_before_it_is_read() {
    let sandbox = Sandbox::new();
    // A hole takes no room on the disk.
    let file = File::create(sandbox.path("repo/large.json")).unwrap();
    file.set_len(1 << 30).unwrap();
    for arguments in [
        &["import", "large.json"][..],
        &["codegen", "--spec", "large.json", "--out", "made"],
    ] {
        let start = Instant::now();
        let run = frugal(&sandbox, arguments);
        assert_refused(&run, start, "it has more than 64 MiB");
    }
    assert!(!sandbox.path("repo/made").exists());
}

/// A gzip of so many bytes that do not end the document they are in.
fn bomb(bytes: u64) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(b"{\"smithy\": \"2.0\", \"metadata\": {\"a\": \"")
        .unwrap();
    let block = vec![b' '; 1 << 20];
    for _ in 0..bytes >> 20 {
        gzip.write_all(&block).unwrap();
    }
    gzip.finish().unwrap()
}

#[test]
fn gzip_bombs_are_not_unpacked_to_their_ends() {
    let sandbox = Sandbox::new();
    let once = bomb(256 << 20);
    assert!(once.len() < 1 << 20, "{} bytes", once.len());
    // Members of one file count together, and one inside the other is no text.
    let many = bomb(1 << 20).repeat(200);
    for (name, bytes, cause) in [
        ("once.json.gz", &once, "it unpacks to more than 64 MiB"),
        ("many.json.gz", &many, "it unpacks to more than 64 MiB"),
    ] {
        std::fs::write(sandbox.path("repo").join(name), bytes).unwrap();
        let start = Instant::now();
        assert_refused(&frugal(&sandbox, &["import", name]), start, cause);
    }
    let mut nested = GzEncoder::new(Vec::new(), Compression::fast());
    nested.write_all(&once).unwrap();
    std::fs::write(sandbox.path("repo/nested.gz"), nested.finish().unwrap()).unwrap();
    let run = frugal(&sandbox, &["import", "nested.gz"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("is not UTF-8"), "{}", run.stderr);
}

#[test]
fn what_fits_is_read_with_as_little_memory() {
    let sandbox = Sandbox::new();
    let run = frugal(&sandbox, &["import", "spec/mini.json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("mini#Mini"), "{SPEC}");
}
