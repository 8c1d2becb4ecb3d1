//! A service gives the same Rust and schemas from Smithy as from botocore, but for what botocore
//! has no words for.
//!
//! `tests/parity` holds one service in both formats. Of the Smithy model, what botocore cannot say is
//! taken away step by step; what each step changes is pinned in `differences.md`, and in the end
//! both give the same files, byte for byte.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use serde_json::{Map, Value, json};
use similar::{ChangeTag, TextDiff};
use tinsmith_codegen::input::{self, Input};
use tinsmith_codegen::model::Model;
use tinsmith_codegen::output::{self, CrateOptions, Runtime};
use tinsmith_codegen::rust::{Flavour, MemberNames};
use tinsmith_codegen::smithy::{Selection, write};

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("parity")
        .join(name)
}

fn text(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap()
}

fn model(spec: &str) -> Model {
    let input = Input {
        spec,
        overlay: None,
    };
    let read = input::read(input, &Selection::default());
    let (model, warnings) = read.unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert_eq!(warnings, []);
    model
}

/// The files of a crate, by path.
fn files(model: &Model, flavour: Flavour) -> BTreeMap<String, String> {
    let options = CrateOptions {
        name: "greenhouse".to_owned(),
        flavour,
        member_names: MemberNames::Omit,
        runtime: Runtime::Own,
    };
    let generated = output::standalone(model, &options).unwrap();
    let files = generated.files.into_iter();
    files.map(|file| (file.path, file.contents)).collect()
}

const FLAVOURS: [Flavour; 3] = [
    Flavour::Explicit,
    Flavour::Derive { json_schema: false },
    Flavour::Derive { json_schema: true },
];

/// Something that Smithy says and botocore cannot.
struct Difference {
    /// What it is.
    title: &'static str,
    /// Why there is nothing to be done about it.
    reason: &'static str,
    /// Takes it out of the shapes of a Smithy model.
    take_away: fn(&mut Map<String, Value>),
}

const DIFFERENCES: &[Difference] = &[
    Difference {
        title: "Names, documentation and deprecation of enum values",
        reason: "botocore lists the values of an enum and nothing else. Variants are named after \
                 the values, and schemas give them no title.",
        take_away: |shapes| {
            for shape in shapes.values_mut().filter(|shape| shape["type"] == "enum") {
                let members = shape["members"].as_object().unwrap().values();
                let value =
                    |member: &Value| json!({ "value": member["traits"]["smithy.api#enumValue"] });
                let values: Vec<Value> = members.map(value).collect();
                *shape = json!({ "type": "string", "traits": { "smithy.api#enum": values } });
            }
        },
    },
    Difference {
        title: "Integer enums",
        reason: "They are plain integers in botocore.",
        take_away: |shapes| {
            let is_enum = |shape: &Value| shape["type"] == "intEnum";
            let ids: Vec<String> = shapes
                .iter()
                .filter(|(_, shape)| is_enum(shape))
                .map(|(id, _)| id.clone())
                .collect();
            shapes.retain(|id, _| !ids.contains(id));
            members(shapes, |_, member| {
                if ids.iter().any(|id| member["target"] == **id) {
                    member["target"] = json!("smithy.api#Integer");
                }
            });
        },
    },
    Difference {
        title: "Unit as a member of a union",
        reason: "botocore has no unit type; the member holds a structure without members, which \
                 is the same on the wire.",
        take_away: |shapes| {
            let mut units = Vec::new();
            members(shapes, |name, member| {
                if member["target"] == "smithy.api#Unit" {
                    units.push(name.to_owned());
                    member["target"] = json!(format!("com.amazonaws.greenhouse#{name}"));
                }
            });
            for name in units {
                let empty = json!({ "type": "structure", "members": {} });
                shapes.insert(format!("com.amazonaws.greenhouse#{name}"), empty);
            }
        },
    },
    Difference {
        title: "`default`",
        reason: "botocore has no defaults. An absent member stays absent in any case; only the \
                 documentation and the schemas lose the value.",
        take_away: |shapes| without(shapes, "default"),
    },
    Difference {
        title: "`clientOptional`",
        reason: "botocore knows required members only, so the member is `required` when read as \
                 well.",
        take_away: |shapes| without(shapes, "clientOptional"),
    },
    Difference {
        title: "`uniqueItems`",
        reason: "botocore has no word for it.",
        take_away: |shapes| without(shapes, "uniqueItems"),
    },
    Difference {
        title: "`externalDocumentation`",
        reason: "botocore has the text of documentation only.",
        take_away: |shapes| without(shapes, "externalDocumentation"),
    },
    Difference {
        title: "`examples`, `since` and `cors`",
        reason: "botocore keeps examples in a file of their own and has no word for the others.",
        take_away: |shapes| {
            without(shapes, "examples");
            without(shapes, "since");
            without(shapes, "cors");
        },
    },
];

/// Changes every member of structures and unions.
fn members(shapes: &mut Map<String, Value>, mut change: impl FnMut(&str, &mut Value)) {
    for shape in shapes
        .values_mut()
        .filter(|s| s["type"] == "structure" || s["type"] == "union")
    {
        for (name, member) in shape["members"].as_object_mut().unwrap() {
            change(name, member);
        }
    }
}

/// Takes a trait off every shape and member.
fn without(shapes: &mut Map<String, Value>, name: &str) {
    let id = format!("smithy.api#{name}");
    let take = |place: &mut Value| {
        place
            .get_mut("traits")
            .and_then(Value::as_object_mut)
            .and_then(|traits| traits.remove(&id));
    };
    shapes.values_mut().for_each(take);
    members(shapes, |_, member| take(member));
}

/// What changed in the public Rust and the bundle of schemas; the other files hold the same again,
/// in pieces or as code.
fn difference(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let shown = |path: &str| {
        let is_public = path.starts_with("src/") && !path.ends_with("/wire.rs");
        (is_public && !path.ends_with("/json_schema.rs"))
            || path.ends_with("/greenhouse.schema.json")
    };
    let paths: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for path in paths.into_iter().filter(|path| shown(path)) {
        let of = |files: &BTreeMap<String, String>| files.get(path).cloned().unwrap_or_default();
        let (old, new) = (of(before), of(after));
        if old == new {
            continue;
        }
        let _ = write!(out, "\n`{path}`:\n\n```diff\n");
        for change in TextDiff::from_lines(&old, &new).iter_all_changes() {
            let sign = match change.tag() {
                ChangeTag::Equal => continue,
                ChangeTag::Delete => "-",
                ChangeTag::Insert => "+",
            };
            let _ = writeln!(out, "{sign} {}", change.value().trim_end());
        }
        out.push_str("```\n");
    }
    out
}

#[test]
fn what_differs_is_what_botocore_cannot_say() {
    let mut spec: Value = serde_json::from_str(&text("model.json")).unwrap();
    let mut found = String::from(
        "# What a service imported from botocore lacks\n\n\
         Each section takes something out of `model.json` that `service-2.json` has no words for, and \
         shows what that changes in the Rust that users see and in the bundle of schemas. After the \
         last one both descriptions give the same files. Blessed by `tests/parity.rs`.\n",
    );
    let mut before = files(&model(&spec.to_string()), Flavour::Explicit);
    for step in DIFFERENCES {
        (step.take_away)(spec["shapes"].as_object_mut().unwrap());
        let after = files(&model(&spec.to_string()), Flavour::Explicit);
        let _ = write!(found, "\n## {}\n\n{}\n", step.title, step.reason);
        let changed = difference(&before, &after);
        if changed.is_empty() {
            assert_eq!(before, after, "what is shown is all there is");
            found.push_str("\nNo file that is generated changes.\n");
        }
        found.push_str(&changed);
        before = after;
    }
    for flavour in FLAVOURS {
        let smithy = files(&model(&spec.to_string()), flavour);
        let botocore = files(&model(&text("service-2.json")), flavour);
        for (path, contents) in &smithy {
            assert_eq!(Some(contents), botocore.get(path), "{path}");
        }
        assert_eq!(smithy.len(), botocore.len());
    }
    if std::env::var_os("TINSMITH_BLESS").is_some() {
        fs::write(path("differences.md"), &found).unwrap();
    }
    assert!(
        found == text("differences.md"),
        "other differences than documented; run with TINSMITH_BLESS=1 and read the diff",
    );
}

/// Importing changes nothing but what the writer documents: enum values get names.
#[test]
fn an_import_gives_what_its_source_gives() {
    for name in ["model.json", "service-2.json"] {
        let direct = model(&text(name));
        let imported = model(&write::write(&direct).unwrap());
        let (direct, imported) = (
            files(&direct, Flavour::Explicit),
            files(&imported, Flavour::Explicit),
        );
        for (path, contents) in &direct {
            if name == "service-2.json"
                && (path.starts_with("schemas/") || path.ends_with("json_schema.rs"))
            {
                let untitled = |text: &str| -> Vec<String> {
                    let lines = text
                        .lines()
                        .filter(|line| !line.trim().starts_with("\"title\": "));
                    lines.map(without_titles).collect()
                };
                assert_eq!(untitled(contents), untitled(&imported[path]), "{path}");
            } else {
                assert_eq!(contents, &imported[path], "{name}: {path}");
            }
        }
        assert_eq!(direct.len(), imported.len());
    }
}

/// A line of code without the titles in the schemas that it quotes.
fn without_titles(line: &str) -> String {
    let mut parts = line.split(r#"{\"title\":\""#);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push('{');
        out.push_str(part.split_once(r#"\","#).map_or(part, |(_, rest)| rest));
    }
    out
}
