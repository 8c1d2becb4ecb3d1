//! Models survive being written as canonical Smithy.

use std::fs;
use std::path::{Path, PathBuf};

use tinsmith_tests::canonical::{Passage, check};

/// Every description below a folder: JSON files that say of themselves that they are one. Those
/// in `errors` are wrong on purpose.
fn descriptions(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "expected" && name != "errors" {
                folders.push(path);
            } else if name.ends_with("service-2.json") || name == "model.json" {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

/// Checks them all and says how many came through, and how many Smithy has no words for.
fn check_all(descriptions: &[(PathBuf, String)]) -> (usize, Vec<String>) {
    let (mut same, mut unwritable, mut wrong) = (0, Vec::new(), Vec::new());
    for (path, text) in descriptions {
        match check(text) {
            Ok(Passage::Same) => same += 1,
            Ok(Passage::Unwritable) => unwritable.push(path.display().to_string()),
            Err(problem) => wrong.push(format!("{}: {problem}", path.display())),
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        descriptions.len(),
        wrong.join("\n")
    );
    (same, unwritable)
}

#[test]
fn every_model_of_the_repository_reads_back_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = descriptions(&root.join("tests"));
    let spec = root.join("spec/amplifybackend.json");
    found.push((spec.clone(), fs::read_to_string(spec).unwrap()));
    assert!(found.len() >= 11);
    let (same, unwritable) = check_all(&found);
    assert_eq!((same, unwritable), (found.len(), Vec::new()));
}

/// The service that is written for a model of data alone says nothing of what is a message, so
/// what is bound stays bound.
#[test]
fn bindings_of_data_alone_read_back() {
    let data = r#"{"smithy": "2.0", "shapes": {"a#E": {
        "type": "structure",
        "members": {"after": {
            "target": "smithy.api#Integer",
            "traits": {"smithy.api#httpHeader": "Retry-After"}
        }},
        "traits": {"smithy.api#error": "client"}
    }}}"#;
    assert_eq!(check(data), Ok(Passage::Same));
}

/// What is odd about a model stays odd, and nothing becomes so.
#[test]
fn warnings_are_those_of_the_original() {
    let operation = r#"{"smithy": "2.0", "shapes": {
        "a#S": {"type": "service", "operations": [{"target": "a#O"}], "traits": {"aws.protocols#restJson1": {}}},
        "a#O": {"type": "operation", "errors": [{"target": "a#E"}],
            "traits": {"smithy.api#http": {"method": "smithy.api#Boolean", "uri": "/", "code": 500}}},
        "a#E": {"type": "structure", "traits": {"smithy.api#error": "client", "smithy.api#httpError": 503}}
    }}"#;
    let botocore = r#"{"metadata": {"protocol": "rest-json", "serviceId": "S"},
        "operations": {"O": {
            "http": {"method": "PSOT", "requestUri": "/", "responseCode": 500},
            "errors": [{"shape": "E"}]
        }},
        "shapes": {"E": {"type": "structure", "exception": true, "error": {"httpStatusCode": 200}}}
    }"#;
    let query = r#"{"smithy": "2.0", "shapes": {
        "a#S": {"type": "service", "operations": [{"target": "a#O"}], "traits": {"aws.protocols#awsQuery": {}}},
        "a#O": {"type": "operation", "errors": [{"target": "a#E"}]},
        "a#E": {"type": "structure", "traits": {
            "smithy.api#error": "client",
            "aws.protocols#awsQueryError": {"code": "E", "httpResponseCode": 503}
        }}
    }}"#;
    for text in [operation, botocore, query] {
        assert_eq!(check(text), Ok(Passage::Same), "{text}");
    }
}

/// What a model has that only looks as if the writer made it, or as if Smithy filled it in.
#[test]
fn rare_models_read_back() {
    let union_of_a_primitive = r#"{"smithy": "2.0", "shapes": {"a#U": {
        "type": "union", "members": {"a": {"target": "smithy.api#PrimitiveInteger"}}
    }}}"#;
    let aliases_as_data = r#"{"smithy": "2.0", "shapes": {
        "a#T": {
            "type": "structure",
            "members": {"names": {"target": "tinsmith.api#aliases"}},
            "traits": {"tinsmith.api#aliases": ["U"]}
        },
        "tinsmith.api#aliases": {
            "type": "list",
            "member": {"target": "smithy.api#String"},
            "traits": {"smithy.api#trait": {}}
        }
    }}"#;
    let error_that_no_operation_has = r#"{"metadata": {"protocol": "rest-json", "serviceId": "S"},
        "operations": {"O": {
            "http": {"method": "GET", "requestUri": "/"}, "output": {"shape": "Out"}
        }},
        "shapes": {
            "Out": {"type": "structure", "members": {"last": {"shape": "E"}}},
            "E": {"type": "structure", "exception": true, "members": {
                "after": {"shape": "I", "location": "header", "locationName": "Retry-After"}
            }},
            "I": {"type": "integer"}
        }
    }"#;
    let name_of_no_letters = r#"{"metadata": {"protocol": "rest-json", "serviceId": "S"},
        "operations": {"O": {
            "http": {"method": "GET", "requestUri": "/"}, "output": {"shape": "Out"}
        }},
        "shapes": {
            "Out": {"type": "structure", "members": {"`": {"shape": "I"}, "_": {"shape": "I"}}},
            "I": {"type": "integer"}
        }
    }"#;
    let texts = [
        union_of_a_primitive,
        aliases_as_data,
        error_that_no_operation_has,
        name_of_no_letters,
    ];
    for text in texts {
        assert_eq!(check(text), Ok(Passage::Same), "{text}");
    }
}

/// For as many descriptions as someone has, such as the data of a botocore release:
///
/// ```text
/// TINSMITH_DESCRIPTIONS=FOLDER cargo test --release -p tinsmith-tests --test canonical -- --ignored --nocapture
/// ```
#[test]
#[ignore = "needs a folder of descriptions in TINSMITH_DESCRIPTIONS"]
fn every_model_of_a_folder_reads_back_the_same() {
    let folder = std::env::var_os("TINSMITH_DESCRIPTIONS").expect("a folder");
    let found = descriptions(Path::new(&folder));
    assert!(!found.is_empty());
    let (same, unwritable) = check_all(&found);
    println!(
        "{same} of {} read back the same; not writable: {unwritable:#?}",
        found.len()
    );
}
