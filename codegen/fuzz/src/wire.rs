//! The types that read and write documents, in both flavours.

use std::fmt::Debug;
use std::sync::OnceLock;

use fastrand::Rng;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tinsmith_codegen::model::{Kind, Model, Shape, ShapeId};
use tinsmith_codegen::smithy::{self, Selection};
use tinsmith_tests::agreement::{Verdict, agreed, verdict};
use tinsmith_tests::documents::{Choices, document, has_array_for_object};

use crate::tree::Json;
use crate::words::Words;

/// A type in both flavours.
pub struct Subject {
    spec: &'static str,
    shape: &'static str,
    read: Read,
}

/// What is made of a document, as it is and with the shape that says what it should be.
type Read = fn(&str, &Model, &ShapeId) -> Result<(), String>;

static MODELS: OnceLock<Vec<(Model, ShapeId)>> = OnceLock::new();

/// Reads a document with a type: its first byte chooses which.
///
/// # Panics
///
/// If the flavours disagree, or what was written is not read again as the same.
pub fn check(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(rest) else {
        return;
    };
    let index = usize::from(*first) % SUBJECTS.len();
    let (model, shape) = &models()[index];
    if let Err(difference) = (SUBJECTS[index].read)(text, model, shape) {
        panic!("{difference}");
    }
}

/// Documents to begin with, right ones, for each type; the first byte chooses it.
pub fn seeds(rng: &mut Rng) -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for (index, (model, shape)) in models().iter().enumerate() {
        for _ in 0..4 {
            let bytes: Vec<u8> = std::iter::repeat_with(|| rng.u8(..)).take(200).collect();
            let text = document(model, shape, &mut Choices::new(&bytes)).to_string();
            let first = u8::try_from(index).unwrap_or(0);
            seeds.push([&[first], text.as_bytes()].concat());
        }
    }
    seeds
}

/// Names that the documents have.
pub fn words() -> Words {
    Words::new(include_str!("../dictionaries/wire.dict"))
}

fn models() -> &'static [(Model, ShapeId)] {
    MODELS.get_or_init(|| {
        let model = |subject: &Subject| {
            let read = smithy::read(subject.spec, &Selection::default());
            let (model, _) = read.expect("the checked-in specs are right");
            let ids = model.shapes.keys();
            let id = ids
                .filter(|id| !id.is_prelude())
                .find(|id| id.name() == subject.shape);
            let id = id.expect("the shape is in the spec").clone();
            (model, id)
        };
        SUBJECTS.iter().map(model).collect()
    })
}

fn read<Explicit, Derived>(text: &str, model: &Model, shape: &ShapeId) -> Result<(), String>
where
    Explicit: Serialize + DeserializeOwned + PartialEq + Debug,
    Derived: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let Err(difference) = agreed::<Explicit, Derived>(text) else {
        return Ok(());
    };
    // serde_derive collects a union's unknown members in a map, in which the last of a name counts,
    // whereas the explicit impls see them all.
    let is_union = |shape: &Shape| matches!(shape.kind, Kind::Union(_));
    if repeats_keys(text) && model.shapes.values().any(is_union) {
        return verdict::<Explicit>(text).map(|_| ());
    }
    // The one difference that is meant: serde_derive reads structures from arrays as well.
    let is_refused = matches!(verdict::<Explicit>(text), Ok((Verdict::Refused(_), _)));
    let is_meant = match serde_json::from_str::<Value>(text) {
        Ok(document) => has_array_for_object(model, shape, &document) || repeats_keys(text),
        // What a type skips may nest deeper than what is kept.
        Err(_) => text.contains('['),
    };
    if is_refused && is_meant {
        return Ok(());
    }
    Err(difference)
}

/// Whether an object may have a key twice, so that [`has_array_for_object`] cannot see all of it.
fn repeats_keys(text: &str) -> bool {
    fn any(value: &Json) -> bool {
        match value {
            Json::Plain(_) | Json::String(_) => false,
            Json::Array(items) => items.iter().any(any),
            Json::Object(entries) => {
                let mut keys: Vec<&str> = entries.iter().map(|(key, _)| key.as_str()).collect();
                keys.sort_unstable();
                keys.windows(2).any(|pair| pair[0] == pair[1])
                    || entries.iter().any(|(_, value)| any(value))
            }
        }
    }
    // What does not parse may still be read, where the part at fault is skipped.
    Json::parse(text).as_ref().is_none_or(any)
}

macro_rules! subjects {
    ($($spec:literal, $explicit:path, $derive:path, [$($name:ident = $shape:literal),* $(,)?];)*) => {
        /// All the types.
        pub const SUBJECTS: &[Subject] = &[$($({
            use $explicit as explicit;
            use $derive as derive;
            Subject {
                spec: include_str!(concat!("../../../", $spec)),
                shape: $shape,
                read: read::<explicit::$name, derive::$name>,
            }
        },)*)*];
    };
}

subjects! {
    "spec/amplifybackend.json", tinsmith_models::amplifybackend,
        tinsmith_tests::oracle::amplifybackend,
        [GetBackendAuthRequest = "GetBackendAuthRequest",
         GetBackendAuthResponse = "GetBackendAuthResponse",
         TooManyRequestsException = "TooManyRequestsException"];
    "tests/cases/collections/model.json", tinsmith_tests::cases::collections::explicit,
        tinsmith_tests::cases::collections::derive, [Collections = "Collections"];
    "tests/cases/enums/model.json", tinsmith_tests::cases::enums::explicit,
        tinsmith_tests::cases::enums::derive, [Uses = "Uses", Hazard = "Hazard", Size = "Size"];
    "tests/cases/names/model.json", tinsmith_tests::cases::names::explicit,
        tinsmith_tests::cases::names::derive,
        [Keywords = "Keywords", RequiredKeywords = "RequiredKeywords", UsesAll = "UsesAll"];
    "tests/cases/recursion/model.json", tinsmith_tests::cases::recursion::explicit,
        tinsmith_tests::cases::recursion::derive,
        [Node = "Node", Expression = "Expression", Tree = "Tree"];
    "tests/cases/scalars/model.json", tinsmith_tests::cases::scalars::explicit,
        tinsmith_tests::cases::scalars::derive, [Scalars = "Scalars"];
    "tests/cases/structures/model.json", tinsmith_tests::cases::structures::explicit,
        tinsmith_tests::cases::structures::derive,
        [Everything = "Everything", Empty = "Empty", UsesHidden = "UsesHidden"];
    "tests/cases/unions/model.json", tinsmith_tests::cases::unions::explicit,
        tinsmith_tests::cases::unions::derive,
        [Holder = "Holder", Shape = "Shape", HiddenUnion = "HiddenUnion"];
}
