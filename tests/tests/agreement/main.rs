//! The published schemas against the Rust types; see `tinsmith_tests::contracts`.

mod derived;
mod exceptions;
mod faults;

use tinsmith_codegen::schema::Form;
use tinsmith_tests::contracts::run::{Tally, canonical};
use tinsmith_tests::contracts::subject::Expected;
use tinsmith_tests::contracts::types::{Api, apis};
use tinsmith_tests::contracts::views::FORMS;

/// How many random documents each type gets here; `cargo xtask agreement` makes more.
const DOCUMENTS: usize = 250;

fn run(api: &Api, form: Form) -> Tally {
    let mut tally = Tally::default();
    for it in &api.types {
        tally.add(api.subject(form, it.name).run(DOCUMENTS, 1));
    }
    tally
}

#[test]
fn schemas_and_types_agree() {
    let mut all = Tally::default();
    for (api, form) in apis().iter().flat_map(|api| FORMS.map(|form| (api, form))) {
        let tally = run(api, form);
        println!("{} {form:?}: {tally}", api.name);
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

/// A wire name is no member name: what travels, taken for the other form, has the same verdict of
/// type and schema.
#[test]
fn they_agree_on_the_other_form() {
    let mut count = 0;
    for api in apis() {
        for it in &api.types {
            for (own, other) in [(0, 1), (1, 0)] {
                let subject = api.subject(api.views[own].form, it.name);
                for document in canonical(&api.views[other], &it.root) {
                    count += 1;
                    let outcome = subject.check(&document, Expected::default());
                    assert!(outcome.is_ok(), "{outcome:?}");
                }
            }
        }
    }
    assert!(count > 400, "{count}");
}
