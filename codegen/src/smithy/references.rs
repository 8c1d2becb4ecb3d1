//! What the trait `references` says of resources (Smithy 2.0, "references trait").

use std::collections::BTreeMap;

use super::kind::ShapeType;
use super::raw::{Item, RawShape, Relations, find_trait};
use super::traits::Site;
use crate::json::{At, Node};
use crate::limits;
use crate::report::{Code, Problem, Problems, quoted};

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
        let wrong = match site.shape.kind {
            ShapeType::Structure => of_structure(site, &members, reference),
            _ => of_string(site, reference),
        };
        if let Some(Wrong {
            key,
            message,
            label,
            help,
        }) = wrong
        {
            let place = applied.at(|path| path.index(index).key(key).place());
            let problem = Problem::new(Code::ResourceReference, place, At::Value, message);
            problems.push(problem.label(label).help(help.map(str::to_owned)));
        }
    }
}

/// What is wrong with a reference, and at which of its keys.
struct Wrong {
    key: &'static str,
    message: String,
    label: String,
    help: Option<&'static str>,
}

/// The resource that a reference names, with its identifiers; `None` if it is not there.
fn resource<'a, 'n>(
    site: &Site<'a, 'n>,
    reference: &Node<'_>,
) -> Result<Option<(&'a RawShape<'n>, Vec<&'n str>)>, Wrong> {
    let id = reference.get("resource").and_then(Node::as_str);
    let Some(index) = id.and_then(|id| site.shapes.find(id)) else {
        return Ok(None);
    };
    let found = site.shapes.get(index);
    let Relations::Resource { identifiers, .. } = &found.relations else {
        let name = quoted(found.id.as_str());
        return Err(Wrong {
            key: "resource",
            message: format!("{name} is {}, not a resource", found.kind.described()),
            label: "cannot be referred to".to_owned(),
            help: Some("name a resource"),
        });
    };
    let names = identifiers.iter().filter_map(|it| match it.item {
        Item::Key(name) => Some(name),
        Item::Itself | Item::Index(_) => None,
    });
    Ok(Some((found, names.take(limits::IDENTIFIERS).collect())))
}

/// A structure has a member for each identifier, or, for a collection, for some of them.
fn of_structure(
    site: &Site<'_, '_>,
    members: &BTreeMap<&str, ShapeType>,
    reference: &Node<'_>,
) -> Option<Wrong> {
    let (resource, identifiers) = match resource(site, reference) {
        Ok(found) => found?,
        Err(wrong) => return Some(wrong),
    };
    let bindings = bindings(reference);
    let check = Check {
        shape: site.shape,
        members,
        resource,
        identifiers: &identifiers,
        bindings: &bindings,
    };
    let is_collection = reference.get("rel").and_then(Node::as_str) == Some("collection");
    let wrong = match check.bound() {
        None if !is_collection => check.complete(),
        wrong => wrong,
    };
    wrong.map(|(message, label)| Wrong {
        key: if bindings.is_empty() {
            "resource"
        } else {
            "ids"
        },
        message,
        label,
        help: None,
    })
}

/// A string is the only identifier of its resource.
fn of_string(site: &Site<'_, '_>, reference: &Node<'_>) -> Option<Wrong> {
    if !bindings(reference).is_empty() {
        return Some(Wrong {
            key: "ids",
            message: "a string is its resource's only identifier, so that it names none".to_owned(),
            label: "not in a structure".to_owned(),
            help: Some("remove `ids`, or refer to it from a structure"),
        });
    }
    let (resource, identifiers) = match resource(site, reference) {
        Ok(found) => found?,
        Err(wrong) => return Some(wrong),
    };
    (identifiers.len() != 1).then(|| Wrong {
        key: "resource",
        message: format!(
            "a string is one identifier, and {} has {}",
            quoted(resource.id.name()),
            identifiers.len()
        ),
        label: listed(&identifiers),
        help: Some("refer to it from a structure with all identifiers"),
    })
}

/// The identifiers of a resource, for a label.
fn listed(identifiers: &[&str]) -> String {
    const SHOWN: usize = 8;
    let names = identifiers.iter().take(SHOWN).map(|id| quoted(id));
    match names.collect::<Vec<_>>().join(", ") {
        names if names.is_empty() => "it has no identifiers".to_owned(),
        names => format!("its identifiers are {names}"),
    }
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
                return Some((message, listed(self.identifiers)));
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
}
