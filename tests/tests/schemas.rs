//! The forms that are text, under the deserialize contract: valid if and only if the runtime reads
//! them.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError};
use serde_json::json;
use tinsmith_codegen::smithy::{self, Selection};
use tinsmith_tests::contracts::run::Schemas;
use tinsmith_tests::contracts::subject::Contracts;

/// A model of one structure with a member of every form that is text.
const TEXTS: &str = r#"{
    "smithy": "2.0",
    "shapes": {"a.b#Texts": {"type": "structure", "members": {
        "blob": {"target": "smithy.api#Blob"},
        "dateTime": {
            "target": "smithy.api#Timestamp",
            "traits": {"smithy.api#timestampFormat": "date-time"}
        },
        "httpDate": {
            "target": "smithy.api#Timestamp",
            "traits": {"smithy.api#timestampFormat": "http-date"}
        }
    }}}
}"#;

/// Checks that a text is valid as the member if and only if the runtime reads it.
fn check_text(
    contracts: &Contracts,
    member: &str,
    text: &str,
    is_read: bool,
) -> Result<(), TestCaseError> {
    let valid = contracts.read.is_valid(&json!({member: text}));
    prop_assert_eq!(valid, is_read, "{}: {}", member, text);
    Ok(())
}

/// Texts that match a pattern.
fn matching(pattern: &str) -> impl Strategy<Value = String> {
    proptest::string::string_regex(pattern).unwrap()
}

fn texts() -> Contracts {
    let model = smithy::read(TEXTS, &Selection::default()).unwrap().0;
    Schemas::of(&model, "texts").contracts("Texts").unwrap()
}

#[test]
fn base64_is_valid_where_the_runtime_reads_it() {
    let contracts = texts();
    proptest!(|(text in matching("[Aa0+/_=\\-\n ]{0,9}|[A-Za-z0-9+/]{0,8}={0,3}"))| {
        let is_read = tinsmith_runtime::Blob::from_base64(&text).is_ok();
        check_text(&contracts, "blob", &text, is_read)?;
    });
}

#[test]
fn date_times_are_valid_where_the_runtime_reads_them() {
    let contracts = texts();
    // The first and last years are left out: there, an offset may lead out of range, which the
    // schema cannot say.
    let date = "(0[1-9]|19|20|96)(0[0-9]|[0-9][048])-(0[0-9]|1[0-3]|02)-([0-2][0-9]|3[0-2]|2[89])";
    let time = "([01][0-9]|2[0-5]):([0-5][0-9]|60):([0-5][0-9]|61)(\\.[0-9]{0,12})?";
    let offset = "([Zz]|[+-]([01][0-9]|2[0-5]):([0-5][0-9]|60)|)";
    proptest!(|(text in matching(&format!("{date}[Tt ]{time}{offset}")))| {
        let is_read = tinsmith_runtime::Timestamp::parse_date_time(&text).is_ok();
        check_text(&contracts, "dateTime", &text, is_read)?;
    });
    // Leap seconds, as far as a schema can say when they are due.
    proptest!(|(text in matching("2016-(12|02)-(31|29)T(23|22):(59|58):60(\\.5)?(Z|[+-]00:00)"))| {
        let is_read = tinsmith_runtime::Timestamp::parse_date_time(&text).is_ok();
        check_text(&contracts, "dateTime", &text, is_read)?;
    });
}

#[test]
fn http_dates_are_valid_where_the_runtime_reads_them() {
    let contracts = texts();
    let day = "(Mon|Tue|Sun|sun|Sunday|), (0[0-9]|[12][0-9]|3[0-2]|9|29)";
    let month = "(Jan|Feb|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|jan|13)";
    let rest = "(00|19|20)(0[0-9]|[0-9][048]) (23|24|00|1):(59|00):(59|60|61)(\\.5)? (GMT|UTC)";
    proptest!(Config { cases: 4096, ..Config::default() }, |(
        text in matching(&format!("{day} {month} {rest}")),
    )| {
        let is_read = tinsmith_runtime::Timestamp::parse_http_date(&text).is_ok();
        check_text(&contracts, "httpDate", &text, is_read)?;
    });
}

/// Whoever follows the page gets the versions that `interop schemas` has tried.
#[test]
fn the_page_names_the_versions_that_are_tried() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let page = read("models/schemas/README.md");
    let python = read("tests/interop/schemas/python/requirements.txt");
    let node: serde_json::Value =
        serde_json::from_str(&read("tests/interop/schemas/node/package.json")).unwrap();
    let workspace = read("Cargo.toml");
    let commands = page.lines().filter_map(|line| line.strip_prefix("$ "));
    let mut count = 0;
    for word in commands.clone().flat_map(str::split_whitespace) {
        if let Some((name, version)) = word.split_once("==") {
            let pin = format!("{name}=={version} \\");
            assert!(python.lines().any(|line| line == pin), "{word}");
            count += 1;
        }
    }
    for command in commands {
        let is_cargo = command.starts_with("cargo ");
        for (name, version) in command
            .split_whitespace()
            .filter_map(|it| it.split_once('@'))
        {
            if is_cargo {
                let start = format!("{name} = {{ version = \"{version}\"");
                assert!(workspace.lines().any(|it| it.starts_with(&start)), "{name}");
            } else {
                assert_eq!(node["dependencies"][name], version, "{name}");
            }
            count += 1;
        }
    }
    assert_eq!(count, 11);
}
