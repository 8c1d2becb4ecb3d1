//! Members and where they travel.

use std::collections::{BTreeMap, BTreeSet};

use crate::json::{At, Node};
use crate::lower::wire;
use crate::model::{Binding, Member, Protocol, Requirement, ShapeId};
use crate::report::{Code, Problem, quoted};

use super::Reader;
use super::cursor::Cursor;
use super::traits;
use super::uses::{Mark, Target};

impl<'n> Reader<'n> {
    /// The members of a structure or union, in the order written.
    pub(super) fn members(&self, name: &str, shape: &Cursor<'n>) -> Vec<Member> {
        let members = shape.entries("members");
        let required = named_members(shape.items("required"), &members);
        let payload = named_members(shape.get("payload"), &members);
        let mut read: Vec<Member> = Vec::new();
        for (name_of_member, cursor) in &members {
            let Some((_, target)) = self.resolve(cursor) else {
                continue;
            };
            let mut member = Member::new(*name_of_member, target);
            self.fill(&mut member, cursor);
            if payload.contains(name_of_member) {
                member.binding = Binding::Payload;
                member.json_name = None;
            }
            if let Some(why) = self.no_effect(name, &member.binding) {
                report_no_effect(cursor, &member.binding, why);
                member.binding = Binding::Body;
            }
            if required.contains(name_of_member) || member.binding == Binding::Label {
                // Without a value for it, the URI could not be built.
                member.requirement = Requirement::Required;
            }
            read.push(member);
        }
        self.check_wire_names(shape, &read);
        wire::separate(&self.protocol, &mut read);
        read
    }

    /// Why a binding in a structure has no effect, so that the member travels in the body
    /// (Smithy 2.0, "HTTP bindings": only members of messages are bound, and to the URI only
    /// those of requests).
    fn no_effect(&self, name: &str, binding: &Binding) -> Option<&'static str> {
        match binding {
            Binding::Body => None,
            _ if !self.uses.is_message(name) => {
                Some("ignored: not the input, output or error of an operation")
            }
            Binding::Label | Binding::Query(_) | Binding::QueryParams
                if !self.uses.is_input(name) =>
            {
                Some("ignored: responses have no URI")
            }
            _ => None,
        }
    }

    /// The member of a list, or the key or value of a map.
    pub(super) fn item(&self, name: &'static str, shape: &Cursor<'n>) -> Option<Member> {
        let Some(cursor) = shape.object(name) else {
            if shape.get(name).is_none() {
                let kind = if name == "member" { "list" } else { "map" };
                let message = format!("a {kind} must have {}", quoted(name));
                let label = format!("has no key {}", quoted(name));
                shape.fault_of(Code::MissingMember, message, &label);
            }
            return None;
        };
        let (_, target) = self.resolve(&cursor)?;
        let mut member = Member::new(name, target);
        // A name here is that of an XML element.
        member.traits = traits::common(&cursor);
        Some(member)
    }

    /// What a reference points to.
    pub(super) fn resolve(&self, reference: &Cursor<'n>) -> Option<(Target<'n>, ShapeId)> {
        let Some(name) = reference.text("shape") else {
            if !matches!(reference.node, Node::Object(_)) {
                reference.wrong_type("an object");
            } else if reference.get("shape").is_none() {
                let message = "the key `shape` is missing";
                reference.fault_of(Code::MissingTarget, message, "names no shape");
            }
            return None;
        };
        let Some((name, shape)) = self.shapes.get_key_value(name) else {
            let place = reference.get("shape").unwrap_or(*reference);
            let message = format!("there is no shape {}", quoted(name));
            place.unknown(Code::UnknownTarget, message, self.shapes.keys().copied());
            return None;
        };
        let target = self.uses.target(name, Mark::of(reference, shape));
        let id = self.names.shape(target, shape)?;
        Some((target, id))
    }

    fn fill(&self, member: &mut Member, cursor: &Cursor<'n>) {
        member.traits = traits::common(cursor);
        member.host_label = cursor.flag("hostLabel");
        member.idempotency_token = cursor.flag("idempotencyToken");
        let wire_name = cursor.text("locationName");
        let Some(location) = cursor.text("location") else {
            member.json_name = wire_name
                .filter(|wire| *wire != member.name)
                .map(str::to_owned);
            return;
        };
        let name = wire_name.unwrap_or(&member.name).to_owned();
        let kind = self.target_type(cursor);
        let (binding, fits) = match (location, kind) {
            ("uri", _) => (Binding::Label, is_scalar(kind)),
            ("header", _) => (Binding::Header(name), is_scalar(kind) || kind == "list"),
            ("headers", _) => {
                let prefix = wire_name.unwrap_or_default().to_owned();
                (Binding::PrefixHeaders(prefix), kind == "map")
            }
            ("querystring", "map") => (Binding::QueryParams, true),
            ("querystring", _) => (Binding::Query(name), is_scalar(kind) || kind == "list"),
            ("statusCode", _) => (Binding::ResponseCode, kind == "integer"),
            _ => {
                let message = format!("the location {} is unknown", quoted(location));
                let place = cursor.get("location").unwrap_or(*cursor);
                place.report(
                    Problem::new(Code::TraitValue, place.pointer(), At::Value, message)
                        .label("unknown value")
                        .help("locations are `uri`, `querystring`, `header`, `headers` and `statusCode`".to_owned()),
                );
                return;
            }
        };
        if !fits {
            let message = format!("a {} cannot travel in {}", quoted(kind), quoted(location));
            let place = cursor.get("location").unwrap_or(*cursor);
            place.fault(Code::TargetKind, message, "cannot hold it");
        }
        member.binding = binding;
    }

    pub(super) fn target_type(&self, reference: &Cursor<'n>) -> &'n str {
        let shape = reference
            .text("shape")
            .and_then(|name| self.shapes.get(name));
        shape
            .and_then(|shape| shape.text("type"))
            .unwrap_or_default()
    }

    /// Two members in the same place of a message could not be told apart.
    fn check_wire_names(&self, shape: &Cursor<'n>, members: &[Member]) {
        let counts = matches!(self.protocol, Protocol::RestJson1 | Protocol::Unspecified);
        let mut places: BTreeMap<(u8, String), &str> = BTreeMap::new();
        let written = shape.entries("members");
        for member in members {
            let place = match &member.binding {
                Binding::Body if !counts => continue,
                Binding::Body => {
                    let name = member.json_name.as_ref().unwrap_or(&member.name);
                    (0, name.clone())
                }
                Binding::Query(name) => (1, name.clone()),
                Binding::Header(name) => (2, name.to_ascii_lowercase()),
                Binding::Payload => (3, String::new()),
                Binding::ResponseCode => (4, String::new()),
                Binding::Label | Binding::QueryParams | Binding::PrefixHeaders(_) => continue,
            };
            if let Some(other) = places.insert(place, &member.name) {
                let message = format!(
                    "the members {} and {} have the same name on the wire",
                    quoted(other),
                    quoted(&member.name)
                );
                let place = written.iter().find(|(name, _)| *name == member.name);
                let place = place.map_or(shape, |(_, place)| place);
                place.fault_of(Code::BindingConflict, message, "not a name of its own");
            }
        }
    }
}

/// Reports a binding without effect, where it is written.
fn report_no_effect(member: &Cursor<'_>, binding: &Binding, why: &str) {
    let place = member.get("location").unwrap_or(*member);
    let name = match binding {
        Binding::Payload => "payload",
        _ => "location",
    };
    let message = format!("{} has no effect here", quoted(name));
    place.fault_of(Code::BindingIgnored, message, why);
}

/// The names of members, once it is clear that there are such members.
fn named_members<'n>(
    names: impl IntoIterator<Item = Cursor<'n>>,
    members: &[(&'n str, Cursor<'n>)],
) -> BTreeSet<&'n str> {
    let known: BTreeSet<&str> = members.iter().map(|(name, _)| *name).collect();
    let mut found = BTreeSet::new();
    for place in names {
        let Some(name) = place.as_text() else {
            continue;
        };
        if known.contains(name) {
            found.insert(name);
        } else {
            let message = format!("there is no member {}", quoted(name));
            let known = members.iter().map(|(member, _)| *member);
            place.unknown(Code::UnknownTarget, message, known);
        }
    }
    found
}

/// Whether values of a type have a textual form that fits into a header or path.
fn is_scalar(kind: &str) -> bool {
    !matches!(kind, "structure" | "list" | "map" | "blob")
}

#[cfg(test)]
mod tests {
    use crate::botocore::read;
    use crate::model::{Binding, Kind, Requirement};
    use crate::report::Code;
    use crate::smithy::Selection;

    #[test]
    fn bindings_to_the_uri_count_in_requests_only() {
        let service = r#"{
            "metadata": { "protocol": "rest-json", "serviceId": "Test" },
            "operations": { "Get": {
                "name": "Get",
                "http": { "method": "GET", "requestUri": "/{id}" },
                "input": { "shape": "In" },
                "output": { "shape": "Out" }
            } },
            "shapes": {
                "In": { "type": "structure", "members": {
                    "id": { "shape": "S", "location": "uri", "locationName": "id" }
                } },
                "Out": { "type": "structure", "members": {
                    "id": { "shape": "S", "location": "uri", "locationName": "id" },
                    "page": { "shape": "S", "location": "querystring", "locationName": "p" },
                    "type": { "shape": "S", "location": "header", "locationName": "X-Type" }
                } },
                "S": { "type": "string" }
            }
        }"#;
        let (model, warnings) = read(service, &Selection::default()).unwrap();
        let bindings = |name: &str| -> Vec<(Binding, Requirement)> {
            let mut shapes = model.shapes.values();
            match &shapes.find(|shape| shape.id.name() == name).unwrap().kind {
                Kind::Structure(structure) => structure
                    .members
                    .iter()
                    .map(|member| (member.binding.clone(), member.requirement))
                    .collect(),
                _ => Vec::new(),
            }
        };
        assert_eq!(bindings("In"), [(Binding::Label, Requirement::Required)]);
        assert_eq!(
            bindings("Out"),
            [
                (Binding::Body, Requirement::Optional),
                (Binding::Body, Requirement::Optional),
                (Binding::Header("X-Type".to_owned()), Requirement::Optional),
            ]
        );
        let codes: Vec<Code> = warnings.iter().map(|warning| warning.code).collect();
        assert_eq!(codes, [Code::BindingIgnored, Code::BindingIgnored]);
    }
}
