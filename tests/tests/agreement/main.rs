//! The published schemas against the Rust types; see `tinsmith_tests::contracts`.

mod derived;
mod exceptions;
mod faults;

use tinsmith_tests::contracts::run::{Schemas, Tally};
use tinsmith_tests::contracts::subject::Subject;
use tinsmith_tests::contracts::types::{Api, apis};

/// How many random documents each type gets here; `cargo xtask agreement` makes more.
const DOCUMENTS: usize = 500;

fn run(api: &Api) -> Tally {
    let schemas = Schemas::of(&api.model, api.name);
    let mut tally = Tally::default();
    for it in &api.types {
        let contracts = schemas.contracts(it.name).unwrap();
        let subject = Subject {
            name: format!("{}/{}", api.name, it.name),
            model: &api.model,
            root: it.root.clone(),
            contracts: &contracts,
            reader: &it.read,
        };
        tally.add(subject.run(DOCUMENTS, 1));
    }
    tally
}

#[test]
fn schemas_and_types_agree() {
    let mut all = Tally::default();
    for api in apis() {
        let tally = run(&api);
        println!("{}: {tally}", api.name);
        all.add(tally);
    }
    println!("{all}\n{:?}", all.excused);
    let shown: Vec<_> = all.disagreements.iter().take(20).collect();
    assert!(
        shown.is_empty(),
        "{} disagreements: {shown:#?}",
        all.disagreements.len()
    );
    assert!(all.read > 1_000 && all.refused > 1_000);
}
