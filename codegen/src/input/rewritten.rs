//! botocore's documents by the rules of Smithy: what they say is rewritten as the Smithy that they
//! would be imported as, and read as that. So a rule is written once, and what is imported is
//! always read.

use std::collections::BTreeSet;

use super::original::Original;
use crate::botocore;
use crate::model::{Format, Model};
use crate::report::{Code, Problem, Severity, Source};
use crate::smithy::{self, Selection, write};

/// What is wrong with the Smithy form of a model that was read from a text of botocore's.
pub(super) fn faults(text: &str, model: &Model) -> Vec<Problem> {
    if model.format != Format::Botocore {
        return Vec::new();
    }
    let (rewritten, unsayable) = write::write_all(model);
    let Err(problems) = smithy::read(&rewritten, &Selection::default()) else {
        return Vec::new();
    };
    // What Smithy has no words for, there is no rule for; to import it is an error of its own.
    let has_rule = |problem: &Problem| {
        !unsayable.iter().any(|it| {
            let below = problem.pointer.strip_prefix(&it.pointer);
            below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
        })
    };
    let errors = problems.into_iter();
    let errors = errors.filter(|it| it.severity() == Severity::Error);
    let original = Original::new(text, model);
    let placed = errors.map(|problem| original.place(problem));
    placed.filter(has_rule).collect()
}

/// Reads a document of botocore's with an overlay, whose statements name shapes as Smithy does.
pub(super) fn read_with_overlay(
    text: &str,
    overlay: &str,
    selection: &Selection,
) -> Result<(Model, Vec<Problem>), Vec<Problem>> {
    // What is chosen must be there before anything else is looked at.
    if let Err(mut problems) = botocore::read(text, selection) {
        problems.extend(smithy::check_overlay(overlay));
        return Err(problems);
    }
    let (everything, mut problems) = botocore::read(text, &Selection::default())?;
    let rewritten = write::write(&everything)?;
    let original = Original::new(text, &everything);
    let place = |more: Vec<Problem>| more.into_iter().map(|it| original.place(it)).collect();
    match smithy::read_with_overlay(&rewritten, overlay, selection) {
        Ok((model, warnings)) => {
            add(&mut problems, place(warnings));
            Ok((model, problems))
        }
        Err(more) => {
            add(&mut problems, place(more));
            Err(problems)
        }
    }
}

/// Adds what was found in the Smithy form, but for what botocore's reader has said already.
pub(super) fn add(problems: &mut Vec<Problem>, more: Vec<Problem>) {
    let said: BTreeSet<_> = problems.iter().map(identity).collect();
    let more: Vec<Problem> = more
        .into_iter()
        .filter(|it| it.source == Source::Overlay || !said.contains(&identity(it)))
        .collect();
    problems.extend(more);
}

/// What makes two problems the same.
fn identity(problem: &Problem) -> (Code, &str, &str) {
    (problem.code, &problem.message, &problem.pointer)
}
