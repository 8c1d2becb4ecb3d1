//! Files as text.
//!
//! A definition is part of many files. It is turned into text once, and files are put together
//! from texts: for a large API that is several times faster than to serialize whole files.

use serde_json::{Map, Value};

use crate::docs;

/// The draft.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// One level of indentation, as `serde_json` has it.
const INDENT: &str = "  ";

/// What a file holds.
pub(super) struct Document<'a> {
    /// `$id`.
    pub(super) id: String,
    /// `$comment`.
    pub(super) comment: String,
    /// `title`.
    pub(super) title: &'a str,
    /// The keywords that follow.
    pub(super) root: Option<&'a Map<String, Value>>,
    /// `$defs`: names, and texts from [`definition`].
    pub(super) definitions: Vec<(&'a str, &'a str)>,
}

impl Document<'_> {
    /// The file's text.
    pub(super) fn text(&self) -> String {
        let most: usize = self
            .definitions
            .iter()
            .map(|(_, text)| text.len() + 64)
            .sum();
        let mut object = Object::begin(String::with_capacity(most + 4096), 0);
        object.entry("$schema", &pretty(&DIALECT.into(), 1));
        object.entry("$id", &pretty(&self.id.as_str().into(), 1));
        object.entry("$comment", &pretty(&self.comment.as_str().into(), 1));
        object.entry("title", &pretty(&self.title.into(), 1));
        for (keyword, value) in self.root.into_iter().flatten() {
            object.entry(keyword, &pretty(value, 1));
        }
        if !self.definitions.is_empty() {
            object = object.nested("$defs", |mut definitions| {
                for (name, text) in &self.definitions {
                    definitions.entry(name, text);
                }
                definitions
            });
        }
        object.end() + "\n"
    }
}

/// A definition as it stands under `$defs`.
pub(super) fn definition(schema: &Value) -> String {
    pretty(schema, 2)
}

/// A value that begins at so many levels of indentation.
fn pretty(value: &Value, depth: usize) -> String {
    // `{:#}` is serde_json's pretty form; only its layout has line breaks, for those in strings
    // are escaped.
    docs::visible_json(format!("{value:#}")).replace('\n', &line_break(depth))
}

fn line_break(depth: usize) -> String {
    format!("\n{}", INDENT.repeat(depth))
}

/// An object that is being written. Keys are keywords and names of shapes: nothing in them needs
/// an escape.
struct Object {
    out: String,
    depth: usize,
    line_break: String,
    separator: &'static str,
}

impl Object {
    fn begin(mut out: String, depth: usize) -> Self {
        out.push('{');
        Self {
            out,
            depth,
            line_break: line_break(depth + 1),
            separator: "",
        }
    }

    fn key(&mut self, key: &str) {
        for part in [self.separator, &self.line_break, "\"", key, "\": "] {
            self.out.push_str(part);
        }
        self.separator = ",";
    }

    fn entry(&mut self, key: &str, value: &str) {
        self.key(key);
        self.out.push_str(value);
    }

    fn nested(mut self, key: &str, write: impl FnOnce(Self) -> Self) -> Self {
        self.key(key);
        let inner = Self::begin(self.out, self.depth + 1);
        self.out = write(inner).end();
        self
    }

    /// The text so far, with this object at its end.
    fn end(mut self) -> String {
        self.out.push_str(&line_break(self.depth));
        self.out.push('}');
        self.out
    }
}
