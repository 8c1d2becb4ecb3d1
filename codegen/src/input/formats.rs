//! Files that are no description of an API, or not in a format that is read.

use super::detect;
use crate::json::{self, At, Node};
use crate::model::Format;
use crate::report::{Code, Problem, Source};

/// The format of a text that may be broken.
pub(super) fn of_broken(text: &str) -> Option<Format> {
    detect(text).or_else(|| match json::parse(text) {
        Ok(_) => None,
        Err(_) => detect(&json::mend(text).text),
    })
}

/// What is to be said of a text in none of the formats.
pub(super) fn unknown(text: &str) -> Vec<Problem> {
    if let Some(help) = other_language(text) {
        let start = text.len() - text.trim_start_matches(is_blank).len();
        let problem = unread(At::Byte(start), "not JSON");
        return vec![problem.help(help.to_owned())];
    }
    let Ok(node) = json::parse(text) else {
        let errors = json::mend(text).errors.into_iter();
        return errors
            .map(|e| Problem::of_syntax(Source::Spec, e))
            .collect();
    };
    let has = |key| node.get(key).is_some();
    let help = if has("openapi") || has("swagger") {
        "this looks like OpenAPI, which is not read; `smithy` models and botocore's \
         `service-2.json` are"
    } else if has("$schema") && !has("metadata") {
        "this looks like a JSON Schema, which has no operations and is not read; `smithy` models \
         and botocore's `service-2.json` are"
    } else {
        "a Smithy JSON AST has the key `smithy`, botocore's `service-2.json` has `metadata`, \
         `operations` and `shapes`"
    };
    let label = match node {
        Node::Object(_) => "has no key of either",
        _ => "not an object",
    };
    vec![unread(At::Value, label).help(help.to_owned())]
}

fn unread(at: At, label: &str) -> Problem {
    let message = "this is neither a Smithy JSON AST nor botocore's `service-2.json`";
    Problem::new(Code::UnknownFormat, "", at, message).label(label)
}

/// What to do with a text that is in another language than JSON, told by how it starts.
fn other_language(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches(is_blank);
    let lines = || text.lines().map(str::trim_end).take(LINES);
    let starts = |what: &str| lines().any(|line| line.starts_with(what));
    if text.starts_with(['{', '[', '"']) || text.is_empty() {
        None
    } else if text.starts_with("$version") || starts("namespace ") || starts("use ") {
        Some(
            "this looks like Smithy's IDL; write it as JSON with Smithy's own command: \
             `smithy ast model.smithy > model.json`",
        )
    } else if text.starts_with("<<<<<<<") {
        Some(
            "this is a merge that was not finished; keep one side, and remove the lines `<<<<<<<`, \
             `=======` and `>>>>>>>`",
        )
    } else if text.starts_with("version https://git-lfs") {
        Some("this is what Git LFS keeps in place of the file; fetch it with `git lfs pull`")
    } else if text.starts_with("PK\u{3}\u{4}") {
        Some("this is a zip archive; unpack it, or pack it with gzip")
    } else if is_status(text) {
        Some(
            "this is what a server answers when it has no such file; look at the address it was got from",
        )
    } else if text.starts_with('<') {
        Some("this looks like HTML or XML; was the page about the file saved instead of the file?")
    } else if starts("openapi:") || starts("swagger:") {
        Some(
            "this looks like OpenAPI, which is not read; `smithy` models and botocore's \
             `service-2.json` are",
        )
    } else if lines().next().is_some_and(is_yaml) {
        Some("this looks like YAML; write it as JSON")
    } else {
        None
    }
}

/// How many lines are looked at to tell what a text is.
const LINES: usize = 50;

/// Whether a line looks like the first of a YAML document, and like nothing in JSON.
fn is_yaml(line: &str) -> bool {
    let is_key = |key: &str| {
        let mut chars = key.chars();
        chars.next().is_some_and(char::is_alphabetic)
            && chars.all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
    };
    line == "---"
        || line.starts_with("%YAML")
        || line
            .split_once(':')
            .is_some_and(|(key, rest)| is_key(key) && (rest.is_empty() || rest.starts_with(' ')))
}

/// Whether a text is one line with a status of HTTP, such as `404: Not Found`.
fn is_status(text: &str) -> bool {
    let (code, rest) = text.split_at_checked(3).unwrap_or_default();
    let is_error = matches!(code.parse(), Ok(400_u16..=599));
    is_error && rest.starts_with([':', ' ']) && text.trim_end().lines().count() == 1
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_told_by_their_start() {
        let table = [
            ("$version: \"2\"\nnamespace a", "IDL"),
            ("// Copyright\nnamespace a\n", "IDL"),
            ("\n<!DOCTYPE html>", "HTML"),
            ("openapi: 3.1.0\n", "OpenAPI"),
            ("# API\nswagger: \"2.0\"\n", "OpenAPI"),
            ("---\na: 1\n", "YAML"),
            ("name: kettle\n", "YAML"),
            ("404: Not Found", "server"),
            ("version https://git-lfs.github.com/spec/v1\n", "LFS"),
            ("<<<<<<< main\n{}", "merge"),
            ("PK\u{3}\u{4}", "zip"),
        ];
        for (text, expected) in table {
            let help = other_language(text).unwrap_or_default();
            assert!(help.contains(expected), "{text}: {help}");
        }
        for text in [
            "",
            "{",
            "[1]",
            "{smithy: 1}",
            "// comment\n{}",
            "\u{feff}{",
            "smithy",
            "1",
        ] {
            assert_eq!(other_language(text), None, "{text}");
        }
    }
}
