//! What schemars derives for the twins of the types means the same as what is published, but for
//! what is listed here.

use std::collections::BTreeMap;
use tinsmith_codegen::schema::Contract;
use tinsmith_tests::contracts::run::{Schemas, all_breaks, canonical, endless};
use tinsmith_tests::contracts::subject::validator;
use tinsmith_tests::contracts::types::apis;

#[test]
fn derived_schemas_mean_the_same() {
    let mut differences: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut count = 0;
    for api in apis() {
        let schemas = Schemas::of(&api.model, api.name);
        for it in &api.types {
            let contracts = schemas.contracts(it.name).unwrap();
            let derived = |contract| validator((it.derived_schema)(contract).as_value()).unwrap();
            let written = derived(Contract::Serialize);
            let read = derived(Contract::Deserialize);
            let breaks = all_breaks(&api.model, &it.root).into_iter();
            let documents = canonical(&api.model, &it.root)
                .into_iter()
                .map(|it| (String::new(), it))
                .chain(breaks.map(|it| (it.label, it.document)))
                .chain(
                    endless(&api.model, &it.root, 3)
                        .take(100)
                        .map(|it| ("random".to_owned(), it)),
                );
            for (label, document) in documents {
                count += 1;
                let value = document.to_value();
                for (what, published, derived) in [
                    ("written", &contracts.written, &written),
                    ("read", &contracts.read, &read),
                ] {
                    let verdicts = (published.is_valid(&value), derived.is_valid(&value));
                    if verdicts.0 != verdicts.1 {
                        let last = label.rsplit(": ").next().unwrap_or_default().to_owned();
                        let key = format!("{what} {verdicts:?} {last}");
                        let entry = differences.entry(key).or_default();
                        entry.0 += 1;
                        entry.1 = format!("{}/{} {label} {document}", api.name, it.name);
                    }
                }
            }
        }
    }
    for (key, (count, example)) in &differences {
        println!(
            "{count:6} {key}: {}",
            example.chars().take(300).collect::<String>()
        );
    }
    println!("{count} documents");
}
