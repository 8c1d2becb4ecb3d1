//! Reads a description in whichever format it is.

mod checks;
mod cost;
mod formats;
mod original;
mod rewritten;

use std::fmt;

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::botocore;
use crate::json::{self, Node};
use crate::limits;
use crate::model::{Format, Model};
use crate::report::{Problem, Severity};
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
/// model without anything in it, holds botocore's documents to the rules of Smithy, and warns of a
/// protocol whose bodies are not JSON.
pub fn read(
    input: Input<'_>,
    selection: &Selection,
) -> Result<(Model, Vec<Problem>), Vec<Problem>> {
    let (model, mut problems) = match (formats::of_broken(input.spec), input.overlay) {
        (Some(Format::Smithy), None) => smithy::read(input.spec, selection),
        (Some(Format::Smithy), Some(overlay)) => {
            smithy::read_with_overlay(input.spec, overlay, selection)
        }
        (Some(Format::Botocore), None) => botocore::read(input.spec, selection),
        (Some(Format::Botocore), Some(overlay)) => {
            rewritten::read_with_overlay(input.spec, overlay, selection)
        }
        (None, overlay) => {
            let mut problems = formats::unknown(input.spec);
            problems.extend(overlay.into_iter().flat_map(smithy::check_overlay));
            Err(problems)
        }
    }?;
    let (faults, too_much) = rayon::join(
        || rewritten::faults(input.spec, &model),
        || cost::too_much(&model, limits::WRITTEN_BYTES),
    );
    rewritten::add(&mut problems, faults);
    problems.extend(checks::check(&model, input.spec, &problems));
    problems.extend(place(input, &model, too_much.into_iter().collect()));
    if problems.iter().any(|p| p.severity() == Severity::Error) {
        return Err(problems);
    }
    Ok((model, problems))
}

/// Puts problems of a model that [`read`] made of this description into its text: they are placed
/// in the Smithy form if there was one.
pub fn place(input: Input<'_>, model: &Model, problems: Vec<Problem>) -> Vec<Problem> {
    let is_rewritten = model.format == Format::Smithy
        && input.overlay.is_some()
        && detect(input.spec) == Some(Format::Botocore);
    if is_rewritten {
        let original = original::Original::new(input.spec, model);
        let placed = problems.into_iter().map(|it| original.place(it));
        placed.collect()
    } else {
        problems
    }
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
