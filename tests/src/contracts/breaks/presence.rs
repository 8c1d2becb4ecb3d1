//! What is left out, called otherwise, or null.

use super::{BOTH, Maker, NEITHER, ONLY_READ, READ};
use crate::contracts::node::Node;
use crate::contracts::places::{Place, Role};
use crate::contracts::subject::Expected;
use tinsmith_codegen::model::{Density, Kind, Requirement, Simple};

impl Maker<'_, '_> {
    pub(super) fn presence(&mut self, place: &Place<'_>) {
        let absent = match place.role {
            Role::Member(Requirement::Required) | Role::Choice => NEITHER,
            Role::Member(Requirement::ClientOptional) => ONLY_READ,
            Role::Member(Requirement::Optional) => BOTH,
            Role::Root | Role::Element(_) => return self.elements(place),
        };
        self.change_holder(place, "absent", absent, |members, at| {
            members.remove(at);
        });
        let renamed = if place.role == Role::Choice {
            ONLY_READ
        } else {
            absent
        };
        self.change_holder(place, "renamed", renamed, |members, at| {
            members[at].0.push_str("_not_in_the_model");
        });
        if place.role == Role::Choice {
            let extra = |name: &str, value: Node| {
                let name = name.to_owned();
                move |members: &mut Vec<(String, Node)>, _: usize| members.push((name, value))
            };
            let extras = [
                ("_not_in_the_model", Node::number("1"), NEITHER),
                ("_not_in_the_model", Node::Null, ONLY_READ),
            ];
            for (name, value, expected) in extras {
                let what = format!("beside {name} {value}");
                self.change_holder(place, &what, expected, extra(name, value));
            }
            let knows_type = place
                .member
                .is_some_and(|member| self.view.name_of(member) == "__type");
            if !knows_type {
                let value = Node::text("a.b#C");
                self.change_holder(place, "beside __type", ONLY_READ, extra("__type", value));
            }
        }
    }

    /// An element more or less, whatever constraints say of that.
    fn elements(&mut self, place: &Place<'_>) {
        if let Role::Element(_) = place.role {
            self.change(place, "in an array", Expected::default(), |node| {
                *node = Node::Array(vec![std::mem::replace(node, Node::Null)]);
            });
        }
    }

    pub(super) fn nulls(&mut self, place: &Place<'_>) {
        let is_document = matches!(place.shape.kind, Kind::Simple(Simple::Document));
        let expected = match place.role {
            Role::Choice => NEITHER,
            Role::Root | Role::Member(Requirement::Required) | Role::Element(Density::Dense) => {
                if is_document {
                    READ
                } else {
                    NEITHER
                }
            }
            Role::Element(Density::Sparse) => READ,
            Role::Member(_) if is_document => READ,
            Role::Member(_) => ONLY_READ,
        };
        self.change(place, "null", expected, |node| *node = Node::Null);
    }
}
