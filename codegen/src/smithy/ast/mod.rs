//! The document: its own keys, and which shapes and `apply` statements it holds (Smithy 2.0,
//! "JSON AST").

mod members;
mod relations;
mod shape;

use std::collections::BTreeSet;

use super::expect::{self, Entries};
use super::ids;
use super::meant;
use super::path::{Home, Path};
use super::prelude;
use super::raw::{Apply, PRELUDE, RawTrait, Reading, Shapes, Version};
use crate::json::{At, Node};
use crate::limits;
use crate::report::{Code, Problem, Problems, Source, quoted};

/// What the document says, before anything is resolved.
#[derive(Debug)]
pub(super) struct Document<'n> {
    pub version: Version,
    /// The prelude's shapes and the document's.
    pub shapes: Shapes<'n>,
    pub applies: Vec<Apply<'n>>,
}

/// Reads a document.
pub(super) fn read<'n>(root: &'n Node<'n>, problems: &mut Problems) -> Option<Document<'n>> {
    read_source(Source::Spec, root, problems)
}

/// Reads a document of `apply` statements (Smithy 2.0, "AST apply type").
pub(super) fn read_overlay<'n>(root: &'n Node<'n>, problems: &mut Problems) -> Vec<Apply<'n>> {
    let document = read_source(Source::Overlay, root, problems);
    document.map_or_else(Vec::new, |document| document.applies)
}

fn read_source<'n>(
    source: Source,
    root: &'n Node<'n>,
    problems: &mut Problems,
) -> Option<Document<'n>> {
    let path = Path::Root(source);
    expect::duplicate_keys(problems, root, &path);
    let entries = expect::object(problems, root, &path, "a Smithy model")?;
    let version = version(source, root, problems);
    let mut reader = Reader {
        source,
        problems,
        shapes: prelude::shapes(),
        applies: Vec::new(),
    };
    for (key, value) in entries {
        reader.top_level(key, value);
    }
    Some(Document {
        version,
        shapes: reader.shapes,
        applies: reader.applies,
    })
}

/// The version; without a known one the rest is read as 2.0, to find more problems at once.
fn version(source: Source, root: &Node<'_>, problems: &mut Problems) -> Version {
    const HELP: &str = "write `\"smithy\": \"2.0\"`";
    let Some(value) = root.get("smithy") else {
        let missing = Problem::new(
            Code::Version,
            Path::Root(source).place(),
            At::Value,
            "the Smithy version is missing",
        );
        problems.push(missing.label("has no key `smithy`").help(HELP.to_owned()));
        return Version::V2;
    };
    let path = Path::Root(source);
    let path = path.key("smithy");
    match expect::text(problems, value, &path, "the Smithy version") {
        Some("1" | "1.0") => Version::V1,
        Some("2" | "2.0") | None => Version::V2,
        Some(other) => {
            let message = format!("unknown Smithy version {}", quoted(other));
            let unknown = Problem::new(Code::Version, path.place(), At::Value, message);
            problems.push(
                unknown
                    .label("unknown version")
                    .help("known versions are \"1.0\" and \"2.0\"".to_owned()),
            );
            Version::V2
        }
    }
}

/// Reads shapes; `impl` blocks for their parts are in the sub-modules.
struct Reader<'n, 'r> {
    source: Source,
    problems: &'r mut Problems,
    shapes: Shapes<'n>,
    applies: Vec<Apply<'n>>,
}

impl<'n> Reader<'n, '_> {
    fn top_level(&mut self, key: &str, value: &'n Node<'n>) {
        let root = Path::Root(self.source);
        match key {
            "smithy" => {}
            "metadata" => {
                expect::object(self.problems, value, &root.key(key), "`metadata`");
            }
            "shapes" => {
                if let Some(entries) =
                    expect::object(self.problems, value, &root.key(key), "`shapes`")
                {
                    // A repeated key is reported; that what stands under it does not fit the
                    // first is no news.
                    let mut seen = BTreeSet::new();
                    for (key, value) in entries.iter().filter(|(key, _)| seen.insert(key)) {
                        self.entry(key, value);
                    }
                }
            }
            _ => expect::unknown_key(
                self.problems,
                &root,
                key,
                "the model",
                &["smithy", "metadata", "shapes"],
            ),
        }
    }

    /// One entry of `shapes`: a shape or an `apply` statement.
    fn entry(&mut self, key: &'n str, value: &'n Node<'n>) {
        let home = Home::entry(self.source, key);
        let path = home.path();
        let Some(entries) = expect::object(self.problems, value, &path, "a shape") else {
            self.stand_in(home);
            return;
        };
        let Some(kind) = value.get("type") else {
            let missing = format!("shape {} has no type", quoted(key));
            self.problems.push(
                Problem::new(Code::UnknownShapeType, path.place(), At::Key, missing)
                    .label("has no key `type`")
                    .help(
                        match self.source {
                            Source::Spec => {
                                "write `\"type\": \"structure\"`, or another of Smithy's types"
                            }
                            Source::Overlay => "write `\"type\": \"apply\"`",
                        }
                        .to_owned(),
                    ),
            );
            self.stand_in(home);
            return;
        };
        let kind_path = path.key("type");
        match expect::text(self.problems, kind, &kind_path, "`type`") {
            None => self.stand_in(home),
            Some("apply") => self.apply(home, entries),
            Some(kind) if self.source == Source::Overlay => self.not_an_apply(home, kind),
            Some(kind) => self.shape(home, kind, entries),
        }
    }

    fn not_an_apply(&mut self, home: Home<'n>, kind: &str) {
        let message = format!(
            "{} is of type {}, and an overlay holds `apply` statements only",
            quoted(home.shape),
            quoted(kind)
        );
        let place = home.path().key("type").place();
        self.problems.push(
            Problem::new(Code::NotAnOverlay, place, At::Value, message)
                .label("not `apply`")
                .help("define shapes in the spec itself".to_owned()),
        );
    }

    fn apply(&mut self, home: Home<'n>, entries: Entries<'n>) {
        let path = home.path();
        let (shape, member) = match home.shape.split_once('$') {
            Some((shape, member)) => (shape, Some(member)),
            None => (home.shape, None),
        };
        if !ids::is_absolute(shape) || member.is_some_and(|m| !ids::is_identifier(m)) {
            let (label, _) = ids::advice(home.shape);
            self.invalid_id(&path, home.shape, (label, Code::ApplyTarget.advice()));
            return;
        }
        let (mut traits, mut reading) = (Vec::new(), Reading::Whole);
        for (key, value) in entries {
            match key.as_ref() {
                "type" => {}
                "traits" => {
                    traits = self.traits(home, value);
                    if !matches!(value, Node::Object(entries) if entries.len() == traits.len()) {
                        reading = Reading::Partial;
                    }
                }
                other => {
                    reading = Reading::Partial;
                    let known = ["type", "traits"];
                    expect::unknown_key(self.problems, &path, other, "an apply statement", &known);
                }
            }
        }
        self.applies.push(Apply {
            shape,
            member,
            traits,
            reading,
            home,
        });
    }

    /// The traits of a shape or member; values are checked later, when it is known what they
    /// apply to.
    fn traits(&mut self, home: Home<'n>, value: &'n Node<'n>) -> Vec<RawTrait<'n>> {
        let path = home.path();
        let path = path.key("traits");
        let Some(entries) = expect::object(self.problems, value, &path, "`traits`") else {
            return Vec::new();
        };
        if entries.len() > limits::TRAITS {
            let message = format!("more than {} traits on one thing", limits::TRAITS);
            let problem = Problem::new(Code::TooLarge, path.place(), At::Key, message);
            self.problems.push(problem.label("too many"));
            return Vec::new();
        }
        let mut traits = Vec::with_capacity(entries.len());
        for (name, value) in entries {
            let name = name.as_ref();
            if !name.starts_with(PRELUDE) && !ids::is_absolute(name) {
                self.invalid_trait(&path.key(name), name);
            } else {
                traits.push(RawTrait { name, value, home });
            }
        }
        traits
    }

    fn invalid_trait(&mut self, path: &Path<'_>, name: &str) {
        let (label, advice) = ids::advice(name);
        let help = match meant::absolute(name, super::traits::ids()) {
            Some(meant) => format!("did you mean {}?", quoted(meant)),
            None => advice.to_owned(),
        };
        let message = format!("{} is not the ID of a trait", quoted(name));
        self.problems.push(
            Problem::new(Code::InvalidId, path.place(), At::Key, message)
                .label(label)
                .help(help),
        );
    }

    fn invalid_id(&mut self, path: &Path<'_>, id: &str, (label, help): (&str, &str)) {
        let message = format!("{} is not a shape ID", quoted(id));
        self.problems.push(
            Problem::new(Code::InvalidId, path.place(), At::Key, message)
                .label(label)
                .help(help.to_owned()),
        );
    }
}
