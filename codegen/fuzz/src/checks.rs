//! What must hold of whatever comes. Each check says whether what came was read.

use tinsmith_codegen::input::{self, Input};
use tinsmith_codegen::output::{self, CrateOptions, Runtime};
use tinsmith_codegen::report::{Color, Problem, Report, Severity, Source};
use tinsmith_codegen::rust::{Flavour, MemberNames};
use tinsmith_codegen::smithy::Selection;
use tinsmith_codegen::{botocore, smithy};
use tinsmith_tests::{audit, canonical};

use tinsmith_codegen::model::Model;

/// A model and warnings, or all problems.
type Outcome = Result<(Model, Vec<Problem>), Vec<Problem>>;

/// A Smithy document is read or refused, and what is read survives being written.
///
/// # Panics
///
/// If anything is wrong.
pub fn smithy(text: &str) -> bool {
    survives(outcome(text, "", smithy::read(text, &Selection::default())))
}

/// A document of botocore is read or refused, and what is read survives being written as Smithy.
///
/// # Panics
///
/// If anything is wrong.
pub fn botocore(text: &str) -> bool {
    // Its own reader first, whose problems those of the Smithy form would hide.
    outcome(text, "", botocore::read(text, &Selection::default()));
    let input = Input {
        spec: text,
        overlay: None,
    };
    survives(outcome(text, "", input::read(input, &Selection::default())))
}

/// An overlay is applied or refused.
///
/// # Panics
///
/// If anything is wrong.
pub fn overlay(spec: &str, overlay: &str) -> bool {
    let input = Input {
        spec,
        overlay: Some(overlay),
    };
    let read = input::read(input, &Selection::default());
    survives(outcome(spec, overlay, read))
}

/// A description of either format goes through everything.
///
/// # Panics
///
/// If anything is wrong.
pub fn pipeline(text: &str) -> bool {
    let input = Input {
        spec: text,
        overlay: None,
    };
    let Some((model, _)) = outcome(text, "", input::read(input, &Selection::default())) else {
        return false;
    };
    for flavour in [Flavour::Explicit, Flavour::Derive { json_schema: false }] {
        let options = CrateOptions {
            name: "fuzzed".to_owned(),
            member_names: MemberNames::Emit,
            runtime: Runtime::Own,
            flavour,
        };
        let generated = output::standalone(&model, &options).expect("what is written is Rust");
        let faults = audit::faults(&model, &generated.files, flavour);
        assert!(faults.is_empty(), "{flavour:?}: {faults:#?}");
        // Hash maps and threads show in a second run, but not often.
        if text.len() % 8 == 0 {
            let again = output::standalone(&model, &options).expect("it was the first time");
            assert!(generated.files == again.files, "a second run differs");
        }
    }
    true
}

/// The model and its warnings, once the report of all problems is printed.
fn outcome(spec: &str, overlay: &str, outcome: Outcome) -> Option<(Model, Vec<Problem>)> {
    let (model, problems) = match outcome {
        Ok((model, warnings)) => (Some((model, warnings.clone())), warnings),
        Err(problems) => (None, problems),
    };
    let is_error = |problem: &Problem| problem.severity() == Severity::Error;
    assert_eq!(
        problems.iter().any(is_error),
        model.is_none(),
        "a model is there if and only if nothing is an error"
    );
    let (of_overlay, of_spec): (Vec<_>, Vec<_>) = problems
        .into_iter()
        .partition(|problem| problem.source == Source::Overlay);
    for (text, problems) in [(spec, of_spec), (overlay, of_overlay)] {
        let report = Report::new(text, problems);
        for entry in &report.entries {
            assert!(text.get(entry.span.clone()).is_some(), "{entry:?}");
        }
        assert!(report.entries.is_sorted_by_key(|entry| entry.span.start));
        let printed = report.render("spec.json", text, Color::Plain);
        let bare = |c: char| c.is_control() && c != '\n';
        assert!(!printed.contains(bare), "{printed:?}");
    }
    model
}

/// Whether there is a model; one that there is survives being written.
fn survives(outcome: Option<(Model, Vec<Problem>)>) -> bool {
    let Some((model, warnings)) = outcome else {
        return false;
    };
    if let Err(difference) = canonical::check_model(model, &warnings) {
        panic!("{difference}");
    }
    true
}
