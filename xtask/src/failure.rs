//! Why a run failed, as it is told to people.

use std::collections::BTreeSet;
use std::fmt::Display;

use tinsmith_codegen::report::Code;

use crate::tree;

/// Bad usage or bad input.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// What another program printed of it.
    pub(crate) report: String,
    /// The rules that specs break, of which there are pages.
    pub(crate) codes: BTreeSet<Code>,
    /// What did not work, in one line.
    pub(crate) message: String,
    /// Why.
    pub(crate) causes: Vec<String>,
    /// What to do about it.
    pub(crate) help: Option<String>,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            report: String::new(),
            codes: BTreeSet::new(),
            message: message.into(),
            causes: Vec::new(),
            help: None,
        }
    }

    #[must_use]
    pub(crate) fn cause(mut self, cause: impl Display) -> Self {
        self.causes.push(cause.to_string());
        self
    }

    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    #[must_use]
    pub(crate) fn report(mut self, report: String) -> Self {
        self.report = report;
        self
    }

    #[must_use]
    pub(crate) fn codes(mut self, codes: impl IntoIterator<Item = Code>) -> Self {
        self.codes.extend(codes);
        self
    }
}

impl Failure {
    /// What several failures are together; `None` for none.
    ///
    /// The causes of each go below its own message, since messages tell files apart.
    pub(crate) fn merge(mut failures: Vec<Self>) -> Option<Self> {
        if failures.len() < 2 {
            return failures.pop();
        }
        let mut merged = Self::new("the specs cannot be used");
        for failure in failures {
            merged.report.push_str(&failure.report);
            merged.codes.extend(failure.codes);
            let causes = failure.causes.iter();
            merged.causes.push(failure.message.clone());
            merged
                .causes
                .extend(causes.map(|cause| format!("  {cause}")));
            merged.help = merged.help.or(failure.help);
        }
        Some(merged)
    }

    /// The failure to write a tree; `prefix` is what messages write before a path of it.
    pub(crate) fn of_tree(error: tree::Error, prefix: &str) -> Self {
        let because = |error: Box<tree::Error>, message: &str| Self {
            message: message.to_owned(),
            ..Self::of_tree(*error, prefix)
        };
        let again = |failure: Self| {
            let help = match failure.help {
                Some(_) => failure.help.clone(),
                None => Some("once that is mended, run the command again".to_owned()),
            };
            Self { help, ..failure }
        };
        match error {
            tree::Error::Refused(refusals) => {
                let causes = refusals.iter().map(|refusal| refusal.describe(prefix));
                Self {
                    causes: causes.collect(),
                    help: help(&refusals).map(str::to_owned),
                    ..Self::new("nothing was written")
                }
            }
            tree::Error::Io(cause) => Self::new("nothing was changed").cause(cause),
            tree::Error::NotRestored { cause, left } => {
                let failure = because(
                    cause,
                    "a part of the files was written, and not all could be put back",
                );
                let failure = left.into_iter().fold(failure, Self::cause);
                Self {
                    help: Some(
                        "once that is mended, run the command again: it puts the rest back first"
                            .to_owned(),
                    ),
                    ..failure
                }
            }
            tree::Error::NotRecovered(error) => again(because(
                error,
                "nothing was written: an earlier run was interrupted, and what it left cannot be \
                 put right",
            )),
            tree::Error::NotTidied(error) => again(because(
                error,
                "all files were written, but what they replaced cannot be removed",
            )),
        }
    }
}

/// What to do about refusals.
fn help(refusals: &[tree::Refusal]) -> Option<&'static str> {
    use tree::Refusal;
    refusals.iter().find_map(|refusal| match refusal {
        Refusal::HandWritten { .. }
        | Refusal::SameInOtherCase { .. }
        | Refusal::NotPlain { .. }
        | Refusal::WrongKind { .. } => {
            Some("move it elsewhere or delete it, or choose another folder; then run this again")
        }
        Refusal::BadJournal { .. } => Some(
            "delete the folder that it is in, see with `git status` what is not as it was, and \
             run this again",
        ),
        Refusal::BadPath { .. } | Refusal::Collision { .. } => {
            Some("give one of the shapes another name in the spec")
        }
        Refusal::Outside { .. } | Refusal::Unmarked { .. } => None,
    })
}
