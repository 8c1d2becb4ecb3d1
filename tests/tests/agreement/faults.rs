//! The documents find faults in schemas: each schema is given each fault that it can have, and
//! some document must then be judged otherwise.

use rayon::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tinsmith_codegen::schema::{Contract, Form};
use tinsmith_tests::contracts::faults::{Fault, faults, reachable};
use tinsmith_tests::contracts::node::Node;
use tinsmith_tests::contracts::run::{all_breaks, canonical, endless};
use tinsmith_tests::contracts::strict::{Strictness, strictness};
use tinsmith_tests::contracts::subject::{Expected, Outcome, Subject, validator};
use tinsmith_tests::contracts::types::api;

/// How many random documents there are besides the breaks.
const DOCUMENTS: usize = 400;

/// A document, and what is true of it.
struct Evidence {
    value: Value,
    read: bool,
    written: Option<bool>,
}

fn evidence(subject: &Subject<'_>) -> Vec<Evidence> {
    let (view, root) = (subject.view, &subject.root);
    let breaks = all_breaks(view, root);
    let breaks = breaks.into_iter().map(|it| it.document);
    let random = endless(view, root, 7).take(DOCUMENTS);
    let documents = canonical(view, root).into_iter().chain(breaks);
    let judge = |document: Node| {
        let outcome = subject.check(&document, Expected::default()).unwrap();
        let value = document.to_value();
        let (read, written) = match outcome {
            Outcome::Read => {
                let written = match strictness(&view.model, root, &value) {
                    Strictness::Strict => Some(true),
                    Strictness::Lenient => Some(false),
                    Strictness::Unsure => None,
                };
                (true, written)
            }
            Outcome::Refused => (false, Some(false)),
            Outcome::Excused(_) => return None,
        };
        Some(Evidence {
            value,
            read,
            written,
        })
    };
    documents.chain(random).filter_map(judge).collect()
}

/// Why a fault changes nothing, if it is of a kind of which that is known.
fn why_equivalent(contract: Contract, schema: &Value, fault: &Fault) -> Option<&'static str> {
    let (parent, _) = fault.pointer.rsplit_once('/')?;
    let at = |pointer: &str| schema.pointer(pointer);
    let branches = |it: Option<&Value>| it.and_then(Value::as_array).cloned().unwrap_or_default();
    let is_open = |branches: &[Value]| {
        let is_any = |it: &Value| it == &json!({"type": "string"}) || it["type"] == "integer";
        branches.iter().any(|it| it.get("const").is_some()) && branches.iter().any(is_any)
    };
    let null = json!({"type": "null"});
    if contract == Contract::Deserialize
        && (is_open(&branches(at(parent))) && fault.what.starts_with("const")
            || is_open(&branches(at(&format!("{}/anyOf", fault.pointer)))))
    {
        return Some("the known values of an open enum are there for people");
    }
    if fault.what.starts_with("type [") {
        let enclosing = || fault.pointer.rsplit_once("/allOf").map(|(it, _)| it);
        if enclosing()
            .and_then(at)
            .is_some_and(|it| it["type"] == "object")
        {
            return Some("the schema around it asks for an object");
        }
        if fault.pointer.ends_with("/propertyNames") {
            return Some("keys are strings");
        }
        if branches(at(parent)).contains(&null) {
            return Some("null has a schema beside it");
        }
        let definition = fault.pointer.strip_prefix("/$defs/");
        let definition = definition.and_then(|it| it.split('/').next());
        let is_whole = fault.pointer.matches('/').count() == 2 || parent.ends_with("/anyOf");
        if is_whole && definition.is_some_and(|it| always_nullable(schema, it)) {
            return Some("null is taken wherever the definition is used");
        }
    }
    let is_free = |name: &str| {
        let property = at(&format!("{}/properties/{name}", fault.pointer));
        property.is_some_and(|it| {
            *it == json!(true) || it == &json!({"description": it["description"]})
        })
    };
    if fault.what.strip_prefix("no property ").is_some_and(is_free) {
        return Some("the property may be anything");
    }
    let here = at(&fault.pointer);
    if fault.what.contains("minLength")
        && here.is_some_and(|it| it["minLength"] == 1 && it["pattern"] == "^[a-z][a-z0-9-]*$")
    {
        return Some("the pattern asks for a character too");
    }
    None
}

/// Whether all references to a definition stand beside null.
fn always_nullable(schema: &Value, definition: &str) -> bool {
    fn uses(schema: &Value, reference: &Value, nullable: bool, found: &mut Vec<bool>) {
        match schema {
            Value::Array(schemas) => {
                let nullable = schemas.contains(&json!({"type": "null"}));
                for inner in schemas {
                    uses(inner, reference, nullable, found);
                }
            }
            Value::Object(keywords) => {
                if keywords.get("$ref") == Some(reference) {
                    found.push(nullable);
                }
                for inner in keywords.values() {
                    uses(inner, reference, false, found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    let reference = json!(format!("#/$defs/{definition}"));
    uses(schema, &reference, false, &mut found);
    !found.is_empty() && found.iter().all(|it| *it)
}

/// A fault that no document finds.
struct Survivor {
    label: String,
    /// Why none can, if that is known.
    reason: Option<&'static str>,
}

/// How many faults there are, and those that no document finds.
fn survivors(subject: &Subject<'_>) -> (usize, Vec<Survivor>) {
    let evidence = evidence(subject);
    let mut count = 0;
    let mut found = Vec::new();
    for contract in [Contract::Serialize, Contract::Deserialize] {
        let schema = reachable(&subject.view.schema(&subject.definition, contract));
        let all = faults(&schema);
        count += all.len();
        let survivors = all.into_par_iter().filter(|fault| {
            // A schema that is none is found by whoever loads it.
            let Ok(validator) = validator(&fault.schema) else {
                return false;
            };
            !evidence.iter().any(|it| {
                let truth = match contract {
                    Contract::Serialize => it.written,
                    Contract::Deserialize => Some(it.read),
                };
                truth.is_some_and(|truth| truth != validator.is_valid(&it.value))
            })
        });
        let survivors: Vec<_> = survivors.collect();
        found.extend(survivors.into_iter().map(|fault| Survivor {
            label: format!(
                "{contract:?} {}{}: {}",
                subject.name(),
                fault.pointer,
                fault.what
            ),
            reason: why_equivalent(contract, &schema, &fault),
        }));
    }
    (count, found)
}

/// The types whose schemas get faults: together they have all that schemas hold.
const TYPES: [(&str, &[&str]); 8] = [
    (
        "amplifybackend",
        &[
            "GetBackendAuthRequest",
            "GetBackendAuthRequestBody",
            "GetBackendAuthResponse",
            "NotFoundException",
        ],
    ),
    ("collections", &["Collections"]),
    ("constraints", &["Constrained"]),
    ("enums", &["Uses"]),
    ("recursion", &["Expression", "Tree"]),
    ("scalars", &["Scalars"]),
    ("structures", &["Everything"]),
    ("unions", &["Holder"]),
];

fn every_fault_is_found(form: Form) {
    let (mut count, mut missed) = (0, Vec::new());
    let mut equivalent: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, types) in TYPES {
        let api = api(name);
        for it in types {
            let (faults, survivors) = survivors(&api.subject(form, it));
            count += faults;
            for survivor in survivors {
                match survivor.reason {
                    Some(reason) => *equivalent.entry(reason).or_default() += 1,
                    None => missed.push(survivor.label),
                }
            }
        }
    }
    println!("{form:?}: {count} faults");
    for (reason, count) in equivalent {
        println!("{count} change nothing: {reason}");
    }
    assert!(missed.is_empty(), "{} not found: {missed:#?}", missed.len());
    assert!(count > 1_000);
}

#[test]
fn every_fault_in_a_schema_is_found() {
    every_fault_is_found(Form::Wire);
}

#[test]
fn every_fault_in_a_schema_by_member_names_is_found() {
    every_fault_is_found(Form::MemberNames);
}
