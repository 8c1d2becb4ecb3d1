//! The documents find faults in schemas: each schema is given each fault that it can have, and
//! some document must then be judged otherwise.

use rayon::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use tinsmith_codegen::schema::Contract;
use tinsmith_tests::contracts::faults::{faults, reachable};
use tinsmith_tests::contracts::node::Node;
use tinsmith_tests::contracts::run::{Schemas, all_breaks, canonical, endless};
use tinsmith_tests::contracts::strict::{Strictness, strictness};
use tinsmith_tests::contracts::subject::{Expected, Outcome, Subject, validator};
use tinsmith_tests::contracts::types::{Api, Type, apis};

/// How many random documents there are besides the breaks.
const DOCUMENTS: usize = 400;

/// Faults that change nothing, by a part of the schema or label, and why.
const EQUIVALENT: &[(Contract, &str, &str)] = &[];

/// A document, and what is true of it.
struct Evidence {
    value: Value,
    read: bool,
    written: Option<bool>,
}

fn evidence(api: &Api, it: &Type, subject: &Subject<'_, '_>) -> Vec<Evidence> {
    let breaks = all_breaks(&api.model, &it.root);
    let breaks = breaks.into_iter().map(|it| it.document);
    let random = endless(&api.model, &it.root, 7).take(DOCUMENTS);
    let documents = canonical(&api.model, &it.root).into_iter().chain(breaks);
    let judge = |document: Node| {
        let outcome = subject.check(&document, Expected::default()).unwrap();
        let value = document.to_value();
        let (read, written) = match outcome {
            Outcome::Read => {
                let written = match strictness(&api.model, &it.root, &value) {
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

fn is_equivalent(contract: Contract, label: &str) -> bool {
    EQUIVALENT
        .iter()
        .any(|(of, part, _)| *of == contract && label.contains(part))
}

/// How many faults there are, and those that no document finds.
fn survivors(api: &Api, it: &Type, schemas: &Schemas) -> (usize, Vec<(Contract, String)>) {
    let contracts = schemas.contracts(it.name).unwrap();
    let subject = Subject {
        name: format!("{}/{}", api.name, it.name),
        model: &api.model,
        root: it.root.clone(),
        contracts: &contracts,
        reader: &it.read,
    };
    let evidence = evidence(api, it, &subject);
    let mut count = 0;
    let mut found = Vec::new();
    for contract in [Contract::Serialize, Contract::Deserialize] {
        let all = faults(&reachable(&schemas.schema(it.name, contract)));
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
        let labels = survivors.map(|fault| (contract, format!("{}{}", it.name, fault.label)));
        found.extend(labels.collect::<Vec<_>>());
    }
    (count, found)
}

#[test]
fn every_fault_in_a_schema_is_found() {
    let wanted: BTreeMap<&str, &[&str]> = BTreeMap::from([
        (
            "amplifybackend",
            &[
                "GetBackendAuthRequest",
                "GetBackendAuthRequestBody",
                "GetBackendAuthResponse",
                "NotFoundException",
            ][..],
        ),
        ("collections", &["Collections"]),
        ("constraints", &["Constrained"]),
        ("enums", &["Uses"]),
        ("recursion", &["Expression", "Tree"]),
        ("scalars", &["Scalars"]),
        ("structures", &["Everything"]),
        ("unions", &["Holder"]),
    ]);
    let (mut count, mut equivalent, mut missed) = (0, 0, Vec::new());
    for api in apis() {
        let Some(names) = wanted.get(api.name) else {
            continue;
        };
        let schemas = Schemas::of(&api.model, api.name);
        for it in api.types.iter().filter(|it| names.contains(&it.name)) {
            let (faults, survivors) = survivors(&api, it, &schemas);
            count += faults;
            for (contract, label) in survivors {
                if is_equivalent(contract, &label) {
                    equivalent += 1;
                } else {
                    missed.push(format!("{contract:?} {}/{label}", api.name));
                }
            }
        }
    }
    println!("{count} faults, {equivalent} of them without effect");
    assert!(missed.is_empty(), "{} not found: {missed:#?}", missed.len());
    assert!(count > 1_000);
}
