//! Reads a description in whichever format it is.

mod checks;
mod cost;
mod formats;

use std::fmt;

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::botocore;
use crate::json::{self, At, Node};
use crate::limits;
use crate::model::{Format, Model};
use crate::report::{Code, Problem, Severity, Source, quoted};
use crate::smithy::{self, Selection};

/// A description of an API as it comes from files.
#[derive(Clone, Copy, Debug)]
pub struct Input<'t> {
    /// A Smithy JSON AST or botocore's `service-2.json`.
    pub spec: &'t str,
    /// A Smithy JSON AST of `apply` statements; see [`smithy::read_with_overlay`].
    pub overlay: Option<&'t str>,
}

/// The format of a text, by the keys at its top; `None` if it is neither or no JSON at all.
///
/// Only as much of the text is read as it takes to know. Smithy's AST has the key `smithy`;
/// botocore's documents have `operations`, which no AST has, and `metadata` of other keys.
pub fn detect(text: &str) -> Option<Format> {
    let mut keys = Keys::default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // Reading stops with an error on purpose; what was seen until then decides.
    let _ = deserializer.deserialize_map(&mut keys);
    let has = |key| keys.seen.contains(&key);
    if has("smithy") {
        Some(Format::Smithy)
    } else if has("operations") || keys.describes_service || (has("metadata") && has("version")) {
        Some(Format::Botocore)
    } else {
        // The reader of Smithy explains best what is missing.
        has("shapes").then_some(Format::Smithy)
    }
}

/// Reads a description, and applies the overlay if there is one.
///
/// Returns the model and warnings. The model's [`Format`] is that of the text, except that one
/// with an overlay is always Smithy: statements name shapes as Smithy does, so a botocore document
/// is rewritten before they are applied.
///
/// # Errors
///
/// All problems of both documents, warnings included, if any of them is an error;
/// [`Problem::source`] tells the documents apart. Unlike the readers by themselves, this refuses a
/// model without anything in it, and warns of a protocol whose bodies are not JSON.
pub fn read(
    input: Input<'_>,
    selection: &Selection,
) -> Result<(Model, Vec<Problem>), Vec<Problem>> {
    let (model, mut problems) = match (formats::of_broken(input.spec), input.overlay) {
        (Some(Format::Smithy), None) => smithy::read(input.spec, selection),
        (Some(Format::Smithy), Some(overlay)) => {
            smithy::read_with_overlay(input.spec, overlay, selection)
        }
        (Some(Format::Botocore), None) => read_botocore(input.spec, selection),
        (Some(Format::Botocore), Some(overlay)) => rewrite(input.spec, overlay, selection),
        (None, overlay) => {
            let mut problems = formats::unknown(input.spec);
            problems.extend(overlay.into_iter().flat_map(smithy::check_overlay));
            Err(problems)
        }
    }?;
    problems.extend(checks::check(&model, input.spec, &problems));
    let too_much = cost::too_much(&model, limits::WRITTEN_BYTES);
    problems.extend(place(input, &model, too_much.into_iter().collect()));
    if problems.iter().any(|p| p.severity() == Severity::Error) {
        return Err(problems);
    }
    Ok((model, problems))
}

fn read_botocore(text: &str, selection: &Selection) -> Result<(Model, Vec<Problem>), Vec<Problem>> {
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

/// Reads botocore's document as the Smithy that it would be imported as, and applies an overlay.
fn rewrite(
    text: &str,
    overlay: &str,
    selection: &Selection,
) -> Result<(Model, Vec<Problem>), Vec<Problem>> {
    // What is chosen must be there before anything else is looked at.
    if let Err(mut problems) = read_botocore(text, selection) {
        problems.extend(smithy::check_overlay(overlay));
        return Err(problems);
    }
    let (everything, mut problems) = botocore::read(text, &Selection::default())?;
    let rewritten = smithy::write::write(&everything)?;
    match smithy::read_with_overlay(&rewritten, overlay, selection) {
        Ok((model, more)) => {
            // What is odd about the document is as odd about its Smithy form.
            let is_new = |it: &Problem| {
                it.source == Source::Overlay
                    || !problems
                        .iter()
                        .any(|p| (p.code, &p.message) == (it.code, &it.message))
            };
            let more: Vec<Problem> = more.into_iter().filter(is_new).collect();
            problems.extend(more.into_iter().map(of_rewritten));
            Ok((model, problems))
        }
        Err(more) => Err(more.into_iter().map(of_rewritten).collect()),
    }
}

/// Puts problems of a model that [`read`] made of this description into its text: they are placed
/// in the Smithy form if there was one.
pub fn place(input: Input<'_>, model: &Model, problems: Vec<Problem>) -> Vec<Problem> {
    let is_rewritten = model.format == Format::Smithy
        && input.overlay.is_some()
        && detect(input.spec) == Some(Format::Botocore);
    if is_rewritten {
        problems.into_iter().map(of_rewritten).collect()
    } else {
        problems
    }
}

/// A problem of a text that only existed in memory, placed in the file that it was made of: at the
/// same thing, or as close to it as the pointers agree.
fn of_rewritten(problem: Problem) -> Problem {
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

/// How much a description defines, whatever of it is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// The operations.
    pub operations: usize,
    /// The shapes of data: all but services, resources, operations, `apply` statements and
    /// definitions of traits.
    pub shapes: usize,
}

/// Counts what a description defines; nothing for a text that is none.
pub fn totals(spec: &str) -> Totals {
    let Ok(root) = json::parse(spec) else {
        return Totals::default();
    };
    let entries = |key| match root.get(key) {
        Some(Node::Object(entries)) => entries.as_slice(),
        _ => &[],
    };
    let mut totals = Totals {
        operations: entries("operations").len(),
        shapes: 0,
    };
    for (_, shape) in entries("shapes") {
        let traits = shape.get("traits");
        match shape.get("type").and_then(Node::as_str) {
            Some("operation") => totals.operations += 1,
            None | Some("service" | "resource" | "apply") => {}
            Some(_) if traits.and_then(|t| t.get("smithy.api#trait")).is_some() => {}
            Some(_) => totals.shapes += 1,
        }
    }
    totals
}

/// The keys that tell formats apart.
const TELLING: [&str; 5] = ["smithy", "operations", "shapes", "metadata", "version"];

/// Keys of botocore's `metadata`, some of which every document has.
const OF_SERVICES: [&str; 6] = [
    "apiVersion",
    "endpointPrefix",
    "protocol",
    "serviceFullName",
    "serviceId",
    "signatureVersion",
];

/// Which telling keys were seen.
#[derive(Debug, Default)]
struct Keys {
    seen: Vec<&'static str>,
    /// What is under `metadata` is what botocore says of a service.
    describes_service: bool,
}

impl<'de> Visitor<'de> for &mut Keys {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<std::borrow::Cow<'_, str>>()? {
            self.seen
                .extend(TELLING.iter().find(|known| **known == key));
            match &*key {
                "smithy" => break,
                "metadata" => {
                    let value: serde_json::Value = map.next_value()?;
                    let mut keys = OF_SERVICES.iter();
                    self.describes_service |= keys.any(|key| value.get(key).is_some());
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
