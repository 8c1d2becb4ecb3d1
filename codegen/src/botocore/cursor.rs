//! A place in the document, with typed looks at what is below it.
//!
//! A look that finds a value of the wrong type reports it and returns what an absent value
//! returns, so that readers never have two kinds of absence to handle. The format is open:
//! botocore adds keys at any time, so keys that nobody looks at are no problem.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::http::{is_status, no_status};
use crate::json::{At, Node};
use crate::model::escape_pointer;
use crate::report::{Code, Problem, Problems, closest, quoted, written};

/// A node, the way to it, and where problems go. Cheap to copy, and free of other borrows than
/// the document's.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'n> {
    pub(super) node: &'n Node<'n>,
    way: [Option<Step<'n>>; DEPTH],
    problems: &'n RefCell<Problems>,
}

/// The depth of everything that is looked at: `/operations/X/errors/0/error/code`. Anything
/// deeper would be placed at its parent.
const DEPTH: usize = 6;

/// One step of the way to a node.
#[derive(Clone, Copy)]
enum Step<'n> {
    Key(&'n str),
    Index(usize),
}

impl<'n> Cursor<'n> {
    pub(super) fn root(node: &'n Node<'n>, problems: &'n RefCell<Problems>) -> Self {
        let way = [None; DEPTH];
        Self {
            node,
            way,
            problems,
        }
    }

    /// The JSON pointer of the node.
    pub(super) fn pointer(&self) -> String {
        pointer(self.way.iter().flatten())
    }

    /// Reports something about the node's value.
    pub(super) fn fault(&self, code: Code, message: impl Into<String>, label: &str) {
        let problem = Problem::new(code, self.pointer(), At::Value, message);
        self.report(problem.label(label));
    }

    /// Reports something about the node as a whole, which is marked by its key.
    pub(super) fn fault_of(&self, code: Code, message: impl Into<String>, label: &str) {
        let problem = Problem::new(code, self.pointer(), At::Key, message);
        self.report(problem.label(label));
    }

    /// Reports a text that names nothing, and what was probably meant.
    pub(super) fn unknown<'c>(
        &self,
        code: Code,
        message: String,
        known: impl Iterator<Item = &'c str>,
    ) {
        let meant = self.problems.borrow_mut().may_search();
        let meant = self.node.as_str().filter(|_| meant);
        let meant = meant.and_then(|name| closest(name, known));
        let problem = Problem::new(code, self.pointer(), At::Value, message)
            .label("not found")
            .help(meant.map(|meant| format!("did you mean {}?", quoted(meant))));
        self.report(problem);
    }

    /// Reports a problem, if it is one.
    pub(super) fn report(&self, problem: impl Into<Option<Problem>>) {
        self.problems.borrow_mut().extend(problem.into());
    }

    /// The node under a key.
    pub(super) fn get(&self, key: &'n str) -> Option<Self> {
        let node = self.node.get(key)?;
        Some(self.step(Step::Key(key), node))
    }

    /// The text under a key.
    pub(super) fn text(&self, key: &'n str) -> Option<&'n str> {
        self.get(key)?.as_text()
    }

    /// A copy of the text under a key.
    pub(super) fn string(&self, key: &'n str) -> Option<String> {
        self.text(key).map(str::to_owned)
    }

    /// Whether `true` is under a key.
    pub(super) fn flag(&self, key: &'n str) -> bool {
        let Some(cursor) = self.get(key) else {
            return false;
        };
        if let Node::Bool(value) = cursor.node {
            return *value;
        }
        cursor.wrong_type("a boolean");
        false
    }

    /// The number under a key.
    pub(super) fn number(&self, key: &'n str) -> Option<&'n serde_json::Number> {
        let cursor = self.get(key)?;
        if let Node::Number(number) = cursor.node {
            return Some(number);
        }
        cursor.wrong_type("a number");
        None
    }

    /// The number under a key, if it is not negative and has no fraction.
    pub(super) fn count(&self, key: &'n str) -> Option<u64> {
        let count = self.number(key)?.as_u64();
        if count.is_none()
            && let Some(cursor) = self.get(key)
        {
            let message = format!("{} must be a whole number from 0 on", cursor.name());
            cursor.fault(Code::WrongType, message, "not such a number");
        }
        count
    }

    /// The status under a key, and its place.
    pub(super) fn status(&self, key: &'n str) -> Option<(u16, String)> {
        let code = self.count(key)?;
        let pointer = self.get(key)?.pointer();
        let status = u16::try_from(code).ok().filter(|code| is_status(*code));
        if status.is_none() {
            self.report(no_status(pointer.clone()));
        }
        Some((status?, pointer))
    }

    /// Whether the node is an object.
    pub(super) fn is_object(&self) -> bool {
        matches!(self.node, Node::Object(_))
    }

    /// The object under a key.
    pub(super) fn object(&self, key: &'n str) -> Option<Self> {
        let cursor = self.get(key)?;
        if cursor.is_object() {
            return Some(cursor);
        }
        cursor.wrong_type("an object");
        None
    }

    /// The items of the array under a key; none if it isn't there.
    pub(super) fn items(&self, key: &'n str) -> impl Iterator<Item = Self> + use<'n> {
        let cursor = self.get(key);
        let items: &[Node<'n>] = match cursor.map(|c| (c, c.node)) {
            Some((_, Node::Array(items))) => items,
            Some((cursor, _)) => {
                cursor.wrong_type("an array");
                &[]
            }
            None => &[],
        };
        let items = items.iter().enumerate();
        items.filter_map(move |(index, node)| Some(cursor?.step(Step::Index(index), node)))
    }

    /// The entries of the object under a key, each key once; none if it isn't there.
    pub(super) fn entries(&self, key: &'n str) -> Vec<(&'n str, Self)> {
        let Some(cursor) = self.object(key) else {
            return Vec::new();
        };
        let Node::Object(entries) = cursor.node else {
            return Vec::new();
        };
        let mut seen = BTreeSet::new();
        let first = entries.iter().filter(|(key, _)| seen.insert(key.as_ref()));
        first
            .map(|(key, node)| (key.as_ref(), cursor.step(Step::Key(key), node)))
            .collect()
    }

    /// The node's text.
    pub(super) fn as_text(&self) -> Option<&'n str> {
        let text = self.node.as_str();
        if text.is_none() {
            self.wrong_type("a string");
        }
        text
    }

    /// Reports keys that are written twice, here and below.
    pub(super) fn duplicate_keys(&self) {
        let mut way: Vec<Step<'_>> = self.way.iter().flatten().copied().collect();
        duplicate_keys(self.node, &mut way, &mut |problem| self.report(problem));
    }

    /// Reports that something other was expected.
    pub(super) fn wrong_type(&self, wanted: &str) {
        let message = format!("{} must be {wanted}, not {}", self.name(), self.node.kind());
        let problem = Problem::new(Code::WrongType, self.pointer(), At::Value, message)
            .label(format!("expected {wanted}"))
            .help(written(wanted).map(str::to_owned));
        self.report(problem);
    }

    /// What a message calls the node.
    fn name(&self) -> String {
        match self.way.iter().flatten().last() {
            None => "a service description".to_owned(),
            Some(Step::Key(key)) => quoted(key),
            Some(Step::Index(_)) => "an item".to_owned(),
        }
    }

    fn step(mut self, step: Step<'n>, node: &'n Node<'n>) -> Self {
        if let Some(free) = self.way.iter_mut().find(|step| step.is_none()) {
            *free = Some(step);
        }
        self.node = node;
        self
    }
}

/// A step deeper than [`DEPTH`] may be, so this has a way of its own.
fn duplicate_keys<'n>(
    node: &'n Node<'n>,
    way: &mut Vec<Step<'n>>,
    report: &mut dyn FnMut(Problem),
) {
    match node {
        Node::Object(entries) => {
            let mut keys: Vec<&str> = entries.iter().map(|(key, _)| key.as_ref()).collect();
            keys.sort_unstable();
            for same in keys.chunk_by(|a, b| a == b) {
                for times in 1..same.len() {
                    let pointer = format!("{}/{}", pointer(way.iter()), escape_pointer(same[0]));
                    let message = format!("the key {} is written twice", quoted(same[0]));
                    let at = At::Repeated(times);
                    let problem = Problem::new(Code::DuplicateKey, pointer.clone(), at, message);
                    let problem = problem.label("written before");
                    report(problem.other(pointer, At::Key, "here"));
                }
            }
            for (key, value) in entries {
                way.push(Step::Key(key));
                duplicate_keys(value, way, report);
                way.pop();
            }
        }
        Node::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                way.push(Step::Index(index));
                duplicate_keys(item, way, report);
                way.pop();
            }
        }
        _ => {}
    }
}

fn pointer<'s, 'n: 's>(way: impl Iterator<Item = &'s Step<'n>>) -> String {
    let steps = way.map(|step| match step {
        Step::Key(key) => format!("/{}", escape_pointer(key)),
        Step::Index(index) => format!("/{index}"),
    });
    steps.collect()
}
