use std::cell::OnceCell;

use super::{Code, Severity};
use crate::json::{self, At, Mended, Node, Reason, SyntaxError};
use crate::limits;

/// Which of the documents of an input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// The description of the API.
    #[default]
    Spec,
    /// What is applied to it.
    Overlay,
}

/// A place in one of the documents of an input. A pointer alone means the spec.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The document.
    pub source: Source,
    /// The JSON pointer (RFC 6901).
    pub pointer: String,
}

impl<T: Into<String>> From<T> for Place {
    fn from(pointer: T) -> Self {
        Self {
            source: Source::Spec,
            pointer: pointer.into(),
        }
    }
}

/// A second place in the same document that a problem is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// The JSON pointer (RFC 6901) of the place.
    pub pointer: String,
    /// Which part of what the pointer names is meant.
    pub at: At,
    /// What the place has to do with the problem, in a few words.
    pub label: String,
}

/// One thing that is wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which rule is broken.
    pub code: Code,
    /// The document that the place is in.
    pub source: Source,
    /// The JSON pointer (RFC 6901) of the place.
    pub pointer: String,
    /// Which part of what the pointer names is meant.
    pub at: At,
    /// What is wrong, in one line.
    pub message: String,
    /// A few words beside the marked place; empty for none.
    pub label: String,
    /// How to mend it.
    pub help: Option<String>,
    /// The place that makes it a problem, if that is another one.
    pub other: Option<Other>,
}

impl Problem {
    /// A problem without a label, and with the advice of its code for help.
    pub fn new(code: Code, place: impl Into<Place>, at: At, message: impl Into<String>) -> Self {
        let Place { source, pointer } = place.into();
        Self {
            code,
            source,
            pointer,
            at,
            message: message.into(),
            label: String::new(),
            help: Some(code.advice().to_owned()).filter(|advice| !advice.is_empty()),
            other: None,
        }
    }

    /// How much memory its texts take, in bytes.
    fn text_bytes(&self) -> usize {
        let help = self.help.as_ref().map_or(0, String::len);
        let other = self.other.as_ref().map_or(0, |other| other.pointer.len());
        self.pointer.len() + self.message.len() + self.label.len() + help + other
    }

    /// With a few words beside the marked place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// With a line on how to mend it; `None` leaves it at the advice of its code.
    #[must_use]
    pub fn help(mut self, help: impl Into<Option<String>>) -> Self {
        self.help = help.into().or(self.help);
        self
    }

    /// With the place that makes it a problem, which counts if it is in the same document.
    #[must_use]
    pub fn other(mut self, place: impl Into<Place>, at: At, label: impl Into<String>) -> Self {
        let Place { source, pointer } = place.into();
        if source == self.source {
            self.other = Some(Other {
                pointer,
                at,
                label: label.into(),
            });
        }
        self
    }

    /// Whether the input can be used all the same.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

impl Problem {
    /// What a syntax error of a document is as a problem.
    pub(crate) fn of_syntax(source: Source, error: SyntaxError) -> Self {
        let place = Place {
            source,
            pointer: String::new(),
        };
        let (code, message) = match error.reason {
            Reason::Syntax => (Code::Syntax, format!("not valid JSON: {}", error.message)),
            Reason::Limit => (Code::TooLarge, error.message.clone()),
        };
        Self::new(code, place, At::Byte(error.offset), message)
            .label(error.message)
            .help(error.help)
    }
}

/// Reads a document as JSON, reporting what is wrong with its syntax. Where that could be mended
/// there is a value nonetheless, so that the rest can be checked; `mended` holds its text.
pub(crate) fn parse<'t>(
    source: Source,
    text: &'t str,
    mended: &'t OnceCell<String>,
    problems: &mut Problems,
) -> Option<Node<'t>> {
    if let Ok(node) = json::parse(text) {
        return Some(node);
    }
    let Mended { text, errors } = json::mend(text);
    for error in errors {
        problems.push(Problem::of_syntax(source, error));
    }
    json::parse(mended.get_or_init(|| text.into_owned())).ok()
}

/// Collects problems; an input of nothing but problems cannot fill the memory.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    errors: Vec<Problem>,
    /// Kept apart, so that no number of warnings crowds out an error.
    others: Vec<Problem>,
    searches: usize,
    /// The bytes of text in each list.
    grown: [usize; 2],
}

impl Problems {
    /// Whether another search through all names is worth its time; counts as one.
    pub fn may_search(&mut self) -> bool {
        self.searches += 1;
        self.searches <= limits::NAME_SEARCHES
    }

    /// Adds a problem.
    pub fn push(&mut self, problem: Problem) {
        let [of_errors, of_others] = &mut self.grown;
        let (list, grown) = match problem.severity() {
            Severity::Error => (&mut self.errors, of_errors),
            Severity::Warning | Severity::Note => (&mut self.others, of_others),
        };
        if list.len() < limits::PROBLEMS && *grown < limits::PROBLEMS_BYTES {
            *grown += problem.text_bytes();
            list.push(problem);
        }
    }

    /// Whether any of them is an error.
    pub fn any_error(&self) -> bool {
        !self.errors.is_empty()
    }

    /// The problems, each once: what a mixin does wrong shows in every shape that uses it.
    pub fn into_vec(self) -> Vec<Problem> {
        let mut list = self.errors;
        list.extend(self.others);
        let key = |p: &Problem| {
            let place = (p.source, p.pointer.clone());
            (place, p.code, p.at, p.message.clone())
        };
        list.sort_by_cached_key(key);
        list.dedup();
        list
    }
}

impl Extend<Problem> for Problems {
    fn extend<I: IntoIterator<Item = Problem>>(&mut self, problems: I) {
        for problem in problems {
            self.push(problem);
        }
    }
}
