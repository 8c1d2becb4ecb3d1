//! The members of a shape.

use super::Reader;
use crate::json::{At, Node};
use crate::report::{Code, Problem, quoted};
use crate::smithy::expect;
use crate::smithy::ids;
use crate::smithy::kind::ShapeType;
use crate::smithy::path::{Home, Slot};
use crate::smithy::prelude::UNKNOWN_INDEX;
use crate::smithy::raw::{RawMember, Target};

impl<'n> Reader<'n, '_> {
    /// The value of `members`.
    pub(super) fn members(
        &mut self,
        home: Home<'n>,
        kind: ShapeType,
        value: &'n Node<'n>,
    ) -> Vec<RawMember<'n>> {
        let path = home.path();
        let path = path.key("members");
        let Some(entries) = expect::object(self.problems, value, &path, "`members`") else {
            return Vec::new();
        };
        let mut members = Vec::with_capacity(entries.len());
        for (name, value) in entries {
            if !ids::is_identifier(name) {
                let message = format!("{} is not a member name", quoted(name));
                let help = "names are letters, digits and underscores, and start with a letter";
                self.problems.push(
                    Problem::new(Code::InvalidId, path.key(name).place(), At::Key, message)
                        .label("not an identifier")
                        .help(help.to_owned()),
                );
                continue;
            }
            let home = home.member(Slot::Named(name));
            members.extend(self.member(home, name, kind, value));
        }
        members
    }

    /// One member: an object with `target` and `traits`. Members of enums may leave out the
    /// target, which is always Unit.
    pub(super) fn member(
        &mut self,
        home: Home<'n>,
        name: &'n str,
        kind: ShapeType,
        value: &'n Node<'n>,
    ) -> Option<RawMember<'n>> {
        let path = home.path();
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
            None if matches!(kind, ShapeType::Enum | ShapeType::IntEnum) => {
                Target::Id("smithy.api#Unit")
            }
            None => {
                let message = format!("member {} has no target", quoted(name));
                self.problems.push(
                    Problem::new(Code::MissingTarget, path.place(), At::Key, message)
                        .label("has no key `target`"),
                );
                Target::Missing
            }
        };
        Some(member)
    }
}
