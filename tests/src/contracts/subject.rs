//! A type beside its two schemas, and what a document must come to under the three.

use super::exceptions::{Exception, without_exceptions};
use super::node::Node;
use super::places::Root;
use super::strict::{Strictness, strictness};
use super::views::View;
use crate::corpus::patterns::spell_for_validator;
use jsonschema::{Draft, PatternOptions, Validator};
use serde_json::Value;
use std::collections::BTreeSet;

/// What a Rust type makes of a document: the text that it writes again, or why it reads nothing.
pub type Read<'r> = dyn Fn(&str) -> Result<String, String> + 'r;

/// The schemas of a type.
#[derive(Debug)]
pub struct Contracts {
    /// The serialize contract.
    pub written: Validator,
    /// The deserialize contract.
    pub read: Validator,
}

/// A validator that also checks formats.
///
/// # Errors
///
/// If the schema is none.
pub fn validator(schema: &Value) -> Result<Validator, String> {
    let mut schema = schema.clone();
    spell_for_validator(&mut schema);
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        // Patterns such as `^\S{1,8192}$` are large automata.
        .with_pattern_options(PatternOptions::fancy_regex().size_limit(1 << 30))
        .build(&schema)
        .map_err(|error| error.to_string())
}

/// How a document was judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All agree that it is read.
    Read,
    /// All agree that it is not.
    Refused,
    /// They differ, but only by what JSON Schema cannot say.
    Excused(BTreeSet<Exception>),
}

/// What is known of a document by the way in which it was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// Whether the type reads it.
    pub read: Option<bool>,
    /// Whether it keeps to the serialize contract.
    pub written: Option<bool>,
}

/// A type, its model and its schemas; [`View::subject`] makes one.
pub struct Subject<'a> {
    /// The form, the model and its schemas.
    pub view: &'a View,
    /// The name of the type's schemas.
    pub definition: String,
    /// What of the model.
    pub root: Root,
    /// The schemas.
    pub contracts: Contracts,
    /// The type.
    pub reader: &'a Read<'a>,
}

impl Subject<'_> {
    /// What it is called where something is said of it.
    pub fn name(&self) -> String {
        format!("{}/{}", self.view.name(), self.definition)
    }

    /// Takes a document through the type and both schemas.
    ///
    /// # Errors
    ///
    /// With what differs, unless it is excused.
    pub fn check(&self, document: &Node, expected: Expected) -> Result<Outcome, String> {
        let problem = match self.judge(document) {
            Ok((outcome, written)) => {
                let read = outcome == Outcome::Read;
                if expected.read.is_some_and(|expected| expected != read) {
                    return Err(format!("should be read: {:?}: {document}", expected.read));
                }
                if expected.written.is_some_and(|expected| expected != written) {
                    return Err(format!(
                        "should keep to the serialize contract: {:?}: {document}",
                        expected.written
                    ));
                }
                return Ok(outcome);
            }
            Err(problem) => problem,
        };
        let (plain, exceptions) = without_exceptions(&self.view.model, &self.root, document);
        if !exceptions.is_empty() && self.judge(&plain).is_ok() {
            return Ok(Outcome::Excused(exceptions));
        }
        Err(format!("{}: {problem}: {document}", self.name()))
    }

    /// The verdict that all share, and whether the document keeps to the serialize contract.
    fn judge(&self, document: &Node) -> Result<(Outcome, bool), String> {
        let value = document.to_value();
        let is_valid = self.contracts.read.is_valid(&value);
        let keeps = self.contracts.written.is_valid(&value);
        match (is_valid, (self.reader)(&document.to_string())) {
            (true, Err(error)) => Err(format!("valid, but not read ({error})")),
            (false, Ok(_)) => Err("read, but not valid".to_owned()),
            (false, Err(_)) if keeps => {
                Err("keeps to the serialize contract, but not read".to_owned())
            }
            (false, Err(_)) => Ok((Outcome::Refused, false)),
            (true, Ok(written)) => {
                self.judge_strictness(&value, keeps)?;
                self.judge_written(&written)?;
                Ok((Outcome::Read, keeps))
            }
        }
    }

    fn judge_strictness(&self, value: &Value, keeps: bool) -> Result<(), String> {
        match (strictness(&self.view.model, &self.root, value), keeps) {
            (Strictness::Strict, false) => {
                let error = self.contracts.written.validate(value).err();
                let error = error.map(|it| it.to_string()).unwrap_or_default();
                Err(format!("not valid under the serialize contract ({error})"))
            }
            (Strictness::Lenient, true) => {
                Err("lenient, but valid under the serialize contract".to_owned())
            }
            _ => Ok(()),
        }
    }

    /// What is written is read again as the same, and is as strict as it looks.
    fn judge_written(&self, text: &str) -> Result<(), String> {
        let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if !self.contracts.read.is_valid(&value) {
            return Err(format!("written, but not valid: {text}"));
        }
        let keeps = self.contracts.written.is_valid(&value);
        if strictness(&self.view.model, &self.root, &value) == Strictness::Unsure {
            return Err(format!(
                "a date-time is not written in its one form: {text}"
            ));
        }
        self.judge_strictness(&value, keeps)
            .map_err(|problem| format!("written, but {problem}: {text}"))?;
        match (self.reader)(text) {
            Ok(again) if again == text => Ok(()),
            Ok(again) => Err(format!("written as {text} and then as {again}")),
            Err(error) => Err(format!("written, but not read again ({error}): {text}")),
        }
    }
}

impl std::fmt::Debug for Subject<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Subject")
            .field("name", &self.name())
            .field("root", &self.root)
            .finish_non_exhaustive()
    }
}
