//! The members of a shape.

use super::Reader;
use crate::json::{At, Node};
use crate::report::{Code, Problem, quoted};
use crate::smithy::expect;
use crate::smithy::ids;
use crate::smithy::kind::ShapeType;
use crate::smithy::path::{Home, Path, Slot};
use crate::smithy::prelude::UNKNOWN_INDEX;
use crate::smithy::raw::{RawMember, Target};

impl<'n> Reader<'n, '_> {
    /// The value of `members`; `None` if it is no object, so that it is not known which there are.
    pub(super) fn members(
        &mut self,
        home: Home<'n>,
        kind: ShapeType,
        value: &'n Node<'n>,
    ) -> Option<Vec<RawMember<'n>>> {
        let path = home.path();
        let path = path.key("members");
        if let Node::Array(_) = value {
            self.array_of_members(&path, kind, value);
            return None;
        }
        let entries = expect::object(self.problems, value, &path, "`members`")?;
        let mut members = Vec::with_capacity(entries.len());
        for (name, value) in entries {
            if !ids::is_identifier(name) {
                let message = format!("{} is not a member name", quoted(name));
                self.problems.push(
                    Problem::new(Code::InvalidId, path.key(name).place(), At::Key, message)
                        .label("not an identifier"),
                );
                continue;
            }
            let home = home.member(Slot::Named(name));
            members.extend(self.member(home, name, kind, value));
        }
        Some(members)
    }

    /// Members are entries of an object, which give each its name.
    fn array_of_members(&mut self, path: &Path<'_>, kind: ShapeType, value: &Node<'_>) {
        let enumerates = matches!(kind, ShapeType::Enum | ShapeType::IntEnum);
        let target = if enumerates {
            "smithy.api#Unit"
        } else {
            "namespace#Shape"
        };
        let first = match value {
            Node::Array(items) => items.first().and_then(Node::as_str),
            _ => None,
        };
        let first = first
            .filter(|name| ids::is_identifier(name))
            .unwrap_or("Name");
        let message = "`members` must be an object, not an array";
        self.problems.push(
            Problem::new(Code::WrongType, path.place(), At::Value, message)
                .label("expected an object")
                .help(format!(
                    "write `{{ \"{first}\": {{ \"target\": \"{target}\" }} }}`"
                )),
        );
    }

    /// One member: an object with `target` and `traits`.
    pub(super) fn member(
        &mut self,
        home: Home<'n>,
        name: &'n str,
        kind: ShapeType,
        value: &'n Node<'n>,
    ) -> Option<RawMember<'n>> {
        let path = home.path();
        if let Node::String(id) = value {
            expect::target_alone(self.problems, &path, "a member", id);
            return None;
        }
        let entries = expect::object(self.problems, value, &path, "a member")?;
        let mut member = RawMember {
            name,
            target: Target::Missing,
            shape: UNKNOWN_INDEX,
            traits: Vec::new(),
            home,
        };
        let mut target = None;
        for (key, value) in entries {
            match key.as_ref() {
                "target" => target = Some(value),
                "traits" => member.traits = self.traits(home, value),
                other => {
                    let known = ["target", "traits"];
                    expect::unknown_key(self.problems, &path, other, "a member", &known);
                }
            }
        }
        member.target = match target {
            Some(value) => {
                let path = path.key("target");
                let id = expect::text(self.problems, value, &path, "a target");
                id.map_or(Target::Missing, Target::Id)
            }
            None => {
                let enumerates = matches!(kind, ShapeType::Enum | ShapeType::IntEnum);
                let message = format!("member {} has no target", quoted(name));
                self.problems.push(
                    Problem::new(Code::MissingTarget, path.place(), At::Key, message)
                        .label("has no key `target`")
                        .help(
                            enumerates.then(|| "add `\"target\": \"smithy.api#Unit\"`".to_owned()),
                        ),
                );
                Target::Missing
            }
        };
        Some(member)
    }
}
