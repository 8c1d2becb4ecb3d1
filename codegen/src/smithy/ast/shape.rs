//! One shape.

use super::Reader;
use crate::json::At;
use crate::model::ShapeId;
use crate::report::{Code, Problem, closest, closest_word, quoted};
use crate::smithy::expect::{self, Entries};
use crate::smithy::ids;
use crate::smithy::kind::ShapeType;
use crate::smithy::path::{Home, Slot};
use crate::smithy::prelude::UNKNOWN_INDEX;
use crate::smithy::raw::{Origin, PRELUDE, RawMember, RawShape, Relations, Target};

impl<'n> Reader<'n, '_> {
    pub(super) fn shape(&mut self, home: Home<'n>, kind: &str, entries: Entries<'n>) {
        let path = home.path();
        if home.shape.starts_with(PRELUDE) {
            // A copy of the prelude, as some exporters write it; it says nothing new.
            return;
        }
        let id = ShapeId::parse(home.shape);
        if id.is_none() {
            self.invalid_id(&path, home.shape, ids::advice(home.shape));
        }
        let Some(parsed) = ShapeType::parse(kind) else {
            self.unknown_type(home, kind);
            self.stand_in(home);
            return;
        };
        let Some(id) = id else { return };
        let mut shape = RawShape {
            id,
            home,
            origin: Origin::Document,
            kind: parsed,
            traits: Vec::new(),
            members: Vec::new(),
            mixins: Vec::new(),
            relations: Relations::None,
        };
        for (key, value) in entries {
            match key.as_ref() {
                "type" => {}
                "traits" => shape.traits = self.traits(home, value),
                "mixins" => shape.mixins = self.references(home, key, value),
                "members" if parsed.keys().contains(&"members") => {
                    match self.members(home, parsed, value) {
                        Some(members) => shape.members = members,
                        // Anything may be in it.
                        None => shape.kind = ShapeType::Unknown,
                    }
                }
                slot @ ("member" | "key" | "value") if parsed.keys().contains(&slot) => {
                    let home = home.member(Slot::Own(slot));
                    let member = self.member(home, slot, parsed, value);
                    // One that is wrong is not missing.
                    let unknown = RawMember {
                        name: slot,
                        target: Target::Missing,
                        shape: UNKNOWN_INDEX,
                        traits: Vec::new(),
                        home,
                    };
                    shape.members.push(member.unwrap_or(unknown));
                }
                other => {
                    if self.unexpected_key(home, parsed, other) == Meant::Members {
                        // What is in it is not known then.
                        shape.kind = ShapeType::Unknown;
                    }
                }
            }
        }
        shape.relations = self.relations(home, parsed, entries);
        self.shapes.insert(shape);
    }

    /// Adds something for a shape of which too little is known, so that what refers to it is not
    /// wrong as well.
    pub(super) fn stand_in(&mut self, home: Home<'n>) {
        let Some(id) = ShapeId::parse(home.shape) else {
            return;
        };
        self.shapes.insert(RawShape {
            id,
            home,
            origin: Origin::Document,
            kind: ShapeType::Unknown,
            traits: Vec::new(),
            members: Vec::new(),
            mixins: Vec::new(),
            relations: Relations::None,
        });
    }

    fn unknown_type(&mut self, home: Home<'n>, kind: &str) {
        let message = format!("unknown shape type {}", quoted(kind));
        let mut problem = Problem::new(
            Code::UnknownShapeType,
            home.path().key("type").place(),
            At::Value,
            message,
        )
        .label("unknown type");
        let meant = closest(kind, ShapeType::names().chain(["apply"]));
        problem = problem.help(match meant {
            Some(meant) => format!("did you mean {}?", quoted(meant)),
            None => {
                let known: Vec<&str> = ShapeType::names().collect();
                format!("types are `{}`", known.join("`, `"))
            }
        });
        self.problems.push(problem);
    }

    /// Reports a key that shapes of this type do not have; [`Self::relations`] reads those that
    /// they do have and that hold references.
    fn unexpected_key(&mut self, home: Home<'n>, kind: ShapeType, key: &str) -> Meant {
        if kind.keys().contains(&key) {
            return Meant::Other;
        }
        let path = home.path();
        let whose = kind.described();
        if matches!(key, "members" | "member" | "key" | "value") {
            let message = format!("{whose} has no {}", quoted(key));
            let meant = closest_word(key, kind.keys().iter().copied());
            self.problems.push(
                Problem::new(
                    Code::UnexpectedMembers,
                    path.key(key).place(),
                    At::Key,
                    message,
                )
                .label("does not belong here")
                .help(meant.map(|meant| format!("did you mean {}?", quoted(meant)))),
            );
            return match meant {
                Some(_) => Meant::Members,
                None => Meant::Other,
            };
        }
        let mut known = vec!["type", "traits", "mixins"];
        known.extend(kind.keys());
        expect::unknown_key(self.problems, &path, key, whose, &known);
        Meant::Other
    }
}

/// What an unexpected key of a shape is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meant {
    /// A slip for the key of its members.
    Members,
    Other,
}
