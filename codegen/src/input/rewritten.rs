//! botocore's documents by the rules of Smithy: what they say is rewritten as the Smithy that they
//! would be imported as, and read as that. So a rule is written once, and what is imported is
//! always read.

use std::collections::BTreeSet;

use crate::botocore;
use crate::json::At;
use crate::model::{Format, Model};
use crate::report::{Code, Problem, Source, quoted};
use crate::smithy::{self, Selection, write};

/// Reads a document of botocore's.
pub(super) fn read(
    text: &str,
    selection: &Selection,
) -> Result<(Model, Vec<Problem>), Vec<Problem>> {
    let (model, problems) = botocore::read(text, selection)?;
    // A document describes one service, so there is nothing to choose, only to confirm.
    match &selection.service {
        Some(name) if model.service.id.name() != name && model.service.id.as_str() != name => {
            let message = format!("there is no service {}", quoted(name));
            let help = format!("the service is {}", quoted(model.service.id.as_str()));
            let problem = Problem::new(Code::ServiceChoice, "/metadata", At::Value, message);
            Err(vec![problem.help(help)])
        }
        _ => Ok((model, problems)),
    }
}

/// What is wrong with the Smithy form of a model that was read from botocore.
pub(super) fn faults(model: &Model) -> Vec<Problem> {
    if model.format != Format::Botocore {
        return Vec::new();
    }
    // What Smithy has no words for, there is no rule for; to import it is an error of its own.
    let Ok(rewritten) = write::write(model) else {
        return Vec::new();
    };
    smithy::read(&rewritten, &Selection::default())
        .err()
        .unwrap_or_default()
}

/// Reads a document of botocore's with an overlay, whose statements name shapes as Smithy does.
pub(super) fn read_with_overlay(
    text: &str,
    overlay: &str,
    selection: &Selection,
) -> Result<(Model, Vec<Problem>), Vec<Problem>> {
    // What is chosen must be there before anything else is looked at.
    if let Err(mut problems) = read(text, selection) {
        problems.extend(smithy::check_overlay(overlay));
        return Err(problems);
    }
    let (everything, mut problems) = botocore::read(text, &Selection::default())?;
    let rewritten = write::write(&everything)?;
    match smithy::read_with_overlay(&rewritten, overlay, selection) {
        Ok((model, warnings)) => {
            add(&mut problems, warnings);
            Ok((model, problems))
        }
        Err(more) => {
            add(&mut problems, more);
            Err(problems)
        }
    }
}

/// Adds what was found in the Smithy form, but for what botocore's reader has said already.
pub(super) fn add(problems: &mut Vec<Problem>, more: Vec<Problem>) {
    let said = problems.iter().map(|it| (it.code, it.message.as_str()));
    let said: BTreeSet<_> = said.collect();
    let more: Vec<Problem> = more
        .into_iter()
        .filter(|it| it.source == Source::Overlay || !said.contains(&(it.code, &*it.message)))
        .collect();
    problems.extend(more.into_iter().map(in_original));
}

/// A problem of a text that only existed in memory, placed in the file that it was made of: at the
/// same thing, or as close to it as the pointers agree.
pub(super) fn in_original(problem: Problem) -> Problem {
    if problem.source == Source::Overlay || problem.pointer.is_empty() {
        return problem;
    }
    let place = format!("in the Smithy form of this file, at {}", problem.pointer);
    let help = match problem.help {
        Some(help) => format!("{help}; {place}"),
        None => place,
    };
    Problem {
        pointer: in_botocore(&problem.pointer),
        at: At::Key,
        help: Some(help),
        ..problem
    }
}

/// The pointer of a Smithy document without what botocore does not have: namespaces, and the
/// traits' own object.
fn in_botocore(pointer: &str) -> String {
    let mut tokens = pointer.split('/').skip(1);
    let mut out = String::new();
    for token in tokens.by_ref().take_while(|token| *token != "traits") {
        let name = token.split_once('#').map_or(token, |(_, name)| name);
        out.push('/');
        out.push_str(name);
    }
    out
}
