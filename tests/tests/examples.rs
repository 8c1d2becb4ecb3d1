//! The examples, where things go wrong. What they do where nothing does, the clients of
//! `cargo xtask interop` see.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use serde_json::Value;
use tinsmith_tests::fixtures;
use tinsmith_tests::interop::server::Server;
use ureq::Agent;

/// Where the examples are, once they are compiled.
static PROGRAMS: LazyLock<PathBuf> = LazyLock::new(|| {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let build = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["build", "--quiet", "--package", "tinsmith-models"])
        .args(["--features", "http,member-names"])
        .args(["--example", "mock_server", "--example", "replay"])
        .arg("--target-dir")
        .arg(target)
        .status();
    assert!(build.unwrap().success());
    target.join("debug/examples")
});

fn program(name: &str) -> PathBuf {
    PROGRAMS.join(name)
}

fn run(name: &str, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(program(name))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    match stdin.write_all(input.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => panic!("{error}"),
        _ => drop(stdin),
    }
    child.wait_with_output().unwrap()
}

#[test]
fn errors_are_told_in_words() {
    for (name, arguments, input, said) in [
        ("replay", &[][..], "{", "error: EOF while parsing"),
        ("replay", &[], "{}", "error: missing field `AppId`"),
        ("mock_server", &["nowhere"], "", "error: "),
    ] {
        let Output { status, stderr, .. } = run(name, arguments, input);
        let stderr = String::from_utf8(stderr).unwrap();
        assert_eq!(status.code(), Some(1), "{stderr}");
        assert!(stderr.starts_with(said), "{stderr}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let full = fixtures::folder("amplifybackend").join("member_names/response_full.json");
    let full = fs::read_to_string(full).unwrap();
    let mut child = Command::new(program("replay"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(full.as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), &*stderr), (Some(0), ""));
}

#[test]
fn what_cannot_be_the_next_answer_is_refused() {
    let server = Server::start(&program("mock_server")).unwrap();
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .into();
    let tell = |told: &str| {
        let uri = format!("{}/control/next", server.endpoint());
        let mut answer = agent.put(uri).send(told).unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        (answer.status().as_u16(), text)
    };
    let ask = || {
        let uri = format!("{}/backend/a/auth/b/details", server.endpoint());
        let request = agent.post(uri).content_type("application/json");
        let mut answer = request.send(r#"{"resourceName": "garden"}"#).unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        (answer.status().as_u16(), text)
    };
    for (told, said) in [
        (r#"{"status": 70000}"#, "70000"),
        (r#"{"status": 1000}"#, "status code"),
        (r#"{"status": "429"}"#, "invalid type"),
        (r#"{"times": -1}"#, "-1"),
        (r#"{"headers": {"a b": "c"}}"#, "header name"),
        (r#"{"headers": {"a": 1}}"#, "invalid type"),
        (r#"{"state": 429}"#, "unknown field `state`"),
        ("", "EOF"),
    ] {
        let (status, text) = tell(told);
        assert_eq!(status, 400, "{told}: {text}");
        assert!(text.contains(said), "{told}: {text}");
    }
    let (status, text) = ask();
    let answer: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((status, &answer["appId"]), (200, &"a".into()));

    let told = r#"{"times": 2, "status": 429, "body": "slow down"}"#;
    assert_eq!(tell(told), (204, String::new()));
    assert_eq!(ask(), (429, "slow down".to_owned()));
    assert_eq!(ask(), (429, "slow down".to_owned()));
    assert_eq!(ask().0, 200);
}
