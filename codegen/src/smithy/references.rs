//! What the trait `references` says of resources (Smithy 2.0, "references trait").

use std::collections::BTreeMap;

use super::kind::ShapeType;
use super::raw::{Item, RawShape, Relations, find_trait};
use super::traits::Site;
use crate::json::{At, Node};
use crate::limits;
use crate::report::{Code, Place, Problem, Problems, quoted};

/// Checks the references on a shape against the resources of the document. One that is not there
/// is in another model, and nobody's mistake.
pub(super) fn check(site: &Site<'_, '_>, problems: &mut Problems) {
    let Some(applied) = find_trait(site.traits(), "references") else {
        return;
    };
    let Node::Array(references) = applied.value else {
        return;
    };
    let members = site.shape.members.iter();
    let members = members.map(|it| (it.name, site.shapes.get(it.shape).kind));
    let members: BTreeMap<&str, ShapeType> = members.collect();
    for (index, reference) in references.iter().enumerate() {
        let Some(resource) = reference.get("resource").and_then(Node::as_str) else {
            continue;
        };
        let place = |key: &str| applied.at(|path| path.index(index).key(key).place());
        let ids = bindings(reference);
        if site.shape.kind != ShapeType::Structure && !ids.is_empty() {
            let message = "a string is its resource's only identifier, so that it names none";
            let problem = problem(place("ids"), message).label("not in a structure");
            problems.push(problem.help("remove `ids`, or refer to it from a structure".to_owned()));
            continue;
        }
        let Some(found) = site.shapes.find(resource) else {
            continue;
        };
        let found = site.shapes.get(found);
        let Relations::Resource { identifiers, .. } = &found.relations else {
            let message = format!(
                "{} is {}, not a resource",
                quoted(resource),
                found.kind.described()
            );
            let problem = problem(place("resource"), message).label("cannot be referred to");
            problems.push(problem.help("name a resource".to_owned()));
            continue;
        };
        let identifiers: Vec<&str> = identifiers
            .iter()
            .filter_map(|it| match it.item {
                Item::Key(name) => Some(name),
                Item::Itself | Item::Index(_) => None,
            })
            .take(limits::IDENTIFIERS)
            .collect();
        let is_collection = reference.get("rel").and_then(Node::as_str) == Some("collection");
        let check = Check {
            shape: site.shape,
            members: &members,
            resource: found,
            identifiers: &identifiers,
            bindings: &ids,
        };
        let found = match site.shape.kind {
            ShapeType::Structure if is_collection => check.bound(),
            ShapeType::Structure => check.bound().or_else(|| check.complete()),
            _ => check.alone(),
        };
        if let Some((message, label)) = found {
            let key = if ids.is_empty() { "resource" } else { "ids" };
            let help = (site.shape.kind != ShapeType::Structure)
                .then(|| "refer to it from a structure with all identifiers".to_owned());
            problems.push(problem(place(key), message).label(label).help(help));
        }
    }
}

fn problem(place: Place, message: impl Into<String>) -> Problem {
    Problem::new(Code::ResourceReference, place, At::Value, message)
}

/// The identifiers that a reference names, and the members that it says they are.
fn bindings<'n>(reference: &'n Node<'n>) -> Vec<(&'n str, &'n str)> {
    let Some(Node::Object(entries)) = reference.get("ids") else {
        return Vec::new();
    };
    let entries = entries.iter();
    entries
        .filter_map(|(id, member)| Some((id.as_ref(), member.as_str()?)))
        .collect()
}

/// A reference to a resource that is there.
struct Check<'c, 'n> {
    shape: &'c RawShape<'n>,
    /// The shape's members by name, each with the type of what it holds.
    members: &'c BTreeMap<&'c str, ShapeType>,
    resource: &'c RawShape<'n>,
    identifiers: &'c [&'c str],
    bindings: &'c [(&'c str, &'c str)],
}

impl Check<'_, '_> {
    /// What is wrong with the first wrong binding.
    fn bound(&self) -> Option<(String, String)> {
        self.bindings.iter().find_map(|(id, member)| {
            if !self.identifiers.contains(id) {
                let resource = quoted(self.resource.id.name());
                let message = format!("{resource} has no identifier {}", quoted(id));
                return Some((message, self.known()));
            }
            self.misfit(member)
        })
    }

    /// Which identifier no member is.
    fn complete(&self) -> Option<(String, String)> {
        self.identifiers.iter().find_map(|id| {
            if self.bindings.iter().any(|(bound, _)| bound == id) {
                return None;
            }
            // Without bindings, each identifier is the member of the same name.
            let (message, label) = match self.bindings {
                [] => self.misfit(id)?,
                _ => (
                    format!(
                        "the reference names no member for the identifier {}",
                        quoted(id)
                    ),
                    "not all identifiers".to_owned(),
                ),
            };
            Some((message, label))
        })
    }

    /// Why a member cannot be an identifier.
    fn misfit(&self, name: &str) -> Option<(String, String)> {
        let Some(kind) = self.members.get(name) else {
            let shape = quoted(self.shape.id.name());
            let message = format!("{shape} has no member {}", quoted(name));
            return Some((message, "an identifier without a member".to_owned()));
        };
        (!kind.is_string()).then(|| {
            let message = format!(
                "an identifier is a string, and {} is {}",
                quoted(name),
                kind.described()
            );
            (message, "not a string".to_owned())
        })
    }

    /// Why a string alone cannot say which resource it is.
    fn alone(&self) -> Option<(String, String)> {
        (self.identifiers.len() != 1).then(|| {
            let resource = quoted(self.resource.id.name());
            let count = self.identifiers.len();
            let message = format!("a string is one identifier, and {resource} has {count}");
            (message, self.known())
        })
    }

    fn known(&self) -> String {
        let names = self.identifiers.iter().take(8).map(|id| quoted(id));
        match names.collect::<Vec<_>>().join(", ") {
            names if names.is_empty() => "it has no identifiers".to_owned(),
            names => format!("its identifiers are {names}"),
        }
    }
}
