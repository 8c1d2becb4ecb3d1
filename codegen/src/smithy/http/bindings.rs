//! Members bound to parts of HTTP messages: what is bound is there, once, and nothing is left
//! over.

use std::collections::BTreeMap;

use super::is_token;
use super::uri::label;
use crate::json::At;
use crate::model::{Binding, Http, Kind, Member, Shape, UriSegment};
use crate::report::{Code, Place, Problem, Problems, quoted};
use crate::smithy::raw::{Index, RawMember, RawShape, Shapes, find_trait};

/// What a structure is to an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::smithy) enum Message {
    Input,
    Output,
    Error,
}

/// Checks the bindings of one message of an operation.
pub(in crate::smithy) fn check_bindings(
    shapes: &Shapes<'_>,
    operation: &RawShape<'_>,
    http: &Http,
    message: Message,
    (raw, built): (&RawShape<'_>, &Shape),
    problems: &mut Problems,
) {
    let Kind::Structure(structure) = &built.kind else {
        return;
    };
    let members: Vec<Bound<'_, '_>> = raw
        .members
        .iter()
        .zip(&structure.members)
        .map(|(raw, built)| Bound { raw, built })
        .collect();
    let mut check = Check {
        shapes,
        operation,
        http,
        members: &members,
        problems,
    };
    match message {
        Message::Input => {
            check.labels();
            check.place(
                |binding| matches!(binding, Binding::ResponseCode),
                "a request",
            );
        }
        Message::Output | Message::Error => check.place(
            |binding| {
                matches!(
                    binding,
                    Binding::Label | Binding::Query(_) | Binding::QueryParams
                )
            },
            "a response",
        ),
    }
    check.unique();
    check.header_names();
    check.payload();
}

/// A member in both its forms.
#[derive(Clone, Copy)]
struct Bound<'a, 'n> {
    raw: &'a RawMember<'n>,
    built: &'a Member,
}

impl Bound<'_, '_> {
    /// The place of the trait that binds it, or else of the member.
    fn place(&self) -> Place {
        let name = match self.built.binding {
            Binding::Body => None,
            Binding::Label => Some("httpLabel"),
            Binding::Query(_) => Some("httpQuery"),
            Binding::QueryParams => Some("httpQueryParams"),
            Binding::Header(_) => Some("httpHeader"),
            Binding::PrefixHeaders(_) => Some("httpPrefixHeaders"),
            Binding::Payload => Some("httpPayload"),
            Binding::ResponseCode => Some("httpResponseCode"),
        };
        let applied = name.and_then(|name| find_trait(&self.raw.traits, name));
        applied.map_or_else(|| self.raw.home.path().place(), |t| t.place())
    }

    fn name(&self) -> String {
        quoted(&self.built.name)
    }
}

struct Check<'a, 'n, 'p> {
    shapes: &'a Shapes<'n>,
    operation: &'a RawShape<'n>,
    http: &'a Http,
    members: &'a [Bound<'a, 'n>],
    problems: &'p mut Problems,
}

impl Check<'_, '_, '_> {
    fn report(&mut self, code: Code, member: &Bound<'_, '_>, message: String, label: &str) {
        let problem = Problem::new(code, member.place(), At::Key, message);
        self.problems.push(problem.label(label));
    }

    /// Every label of the URI is a member with `httpLabel`, and the other way round.
    fn labels(&mut self) {
        for segment in &self.http.segments {
            let Some(name) = label(segment) else { continue };
            let member = self.members.iter().find(|m| m.built.name == name);
            match member {
                Some(member) if member.built.binding == Binding::Label => {
                    let target = self.shapes.get(member.raw.shape).kind;
                    if matches!(segment, UriSegment::GreedyLabel(_)) && !target.is_string() {
                        let message = format!("the greedy label {} must be a string", quoted(name));
                        self.report(Code::UriLabel, member, message, "not a string");
                    }
                }
                found => unbound_label(self.operation, name, found.is_some(), self.problems),
            }
        }
        for member in self.members {
            let is_label = member.built.binding == Binding::Label;
            let in_uri = self
                .http
                .segments
                .iter()
                .any(|s| label(s) == Some(&member.built.name));
            if is_label && !in_uri {
                let operation = quoted(self.operation.id.name());
                let message = format!("the URI of {operation} has no label {}", member.name());
                self.report(Code::UriLabel, member, message, "bound to no label");
            }
        }
    }

    /// Reports bindings to parts that the message does not have.
    fn place(&mut self, is_elsewhere: fn(&Binding) -> bool, message: &str) {
        for member in self.members {
            if is_elsewhere(&member.built.binding) {
                let text = format!("{} is bound to what {message} does not have", member.name());
                self.report(Code::BindingPlace, member, text, "nothing to bind to");
            }
        }
    }

    /// Reports two members bound to the same thing.
    fn unique(&mut self) {
        let mut taken: BTreeMap<String, &Bound<'_, '_>> = BTreeMap::new();
        for member in self.members {
            let part = match &member.built.binding {
                Binding::Body | Binding::Label => continue,
                Binding::Query(name) => {
                    if self.http.query.iter().any(|(constant, _)| constant == name) {
                        let name = quoted(name);
                        let message = format!("the URI already sets the query parameter {name}");
                        self.report(Code::BindingConflict, member, message, "already set");
                    }
                    format!("the query parameter {}", quoted(name))
                }
                Binding::Header(name) => {
                    format!("the header {}", quoted(&name.to_ascii_lowercase()))
                }
                Binding::QueryParams => "the other query parameters".to_owned(),
                // One structure has one such member, whatever the prefixes.
                Binding::PrefixHeaders(_) => "headers by prefix".to_owned(),
                Binding::Payload => "the payload".to_owned(),
                Binding::ResponseCode => "the status".to_owned(),
            };
            if let Some(other) = taken.get(&part) {
                let message = format!("{} and {} are both {part}", other.name(), member.name());
                self.report(Code::BindingConflict, member, message, "bound twice");
            } else {
                taken.insert(part, member);
            }
        }
    }

    /// Header names are tokens, and not among those that a prefix takes.
    fn header_names(&mut self) {
        let prefix = self.members.iter().find_map(|m| match &m.built.binding {
            Binding::PrefixHeaders(prefix) if !prefix.is_empty() => {
                Some(prefix.to_ascii_lowercase())
            }
            _ => None,
        });
        for member in self.members {
            let Binding::Header(name) = &member.built.binding else {
                continue;
            };
            if !name.is_empty() && !is_token(name) {
                let message = format!("{} is not a header name", quoted(name));
                self.report(Code::BindingConflict, member, message, "not a token");
            }
            let lower = name.to_ascii_lowercase();
            if prefix
                .as_ref()
                .is_some_and(|prefix| lower.starts_with(prefix))
            {
                let message = format!("the header {} also has the prefix", quoted(name));
                self.report(Code::BindingConflict, member, message, "bound twice");
            }
        }
    }

    /// Beside a payload nothing else can be in the body.
    fn payload(&mut self) {
        let payload = self
            .members
            .iter()
            .find(|m| m.built.binding == Binding::Payload);
        let Some(payload) = payload else { return };
        for member in self.members {
            // `hostLabel` members are bound to the host; they travel in the body all the same.
            if member.built.binding == Binding::Body {
                let name = payload.name();
                let message = format!("{} has no place: {name} is the whole body", member.name());
                self.report(
                    Code::BindingConflict,
                    member,
                    message,
                    "not bound to anything",
                );
            }
        }
    }
}

/// Reports a label that no member fills.
pub(in crate::smithy) fn unbound_label(
    operation: &RawShape<'_>,
    name: &str,
    member_exists: bool,
    problems: &mut Problems,
) {
    let Some(applied) = find_trait(&operation.traits, "http") else {
        return;
    };
    let pointer = applied.at(|path| path.key("uri").place());
    let name = quoted(name);
    let problem = if member_exists {
        let message = format!("the label {name} is no member with `httpLabel`");
        Problem::new(Code::UriLabel, pointer, At::Value, message)
            .label("label without a member")
            .help(format!(
                "add `\"smithy.api#httpLabel\": {{}}` to the member {name}"
            ))
    } else {
        let message = format!("the label {name} is no member of the input");
        Problem::new(Code::UriLabel, pointer, At::Value, message).label("label without a member")
    };
    problems.push(problem);
}

/// Takes the bindings off structures that are no message of any operation: there they have no
/// effect (Smithy 2.0, "HTTP bindings": only top-level members are bound).
pub(in crate::smithy) fn unbind_nested(
    shapes: &Shapes<'_>,
    built: &mut [Option<Shape>],
    is_message: &[bool],
    problems: &mut Problems,
) {
    for (index, shape) in built.iter_mut().enumerate() {
        let Some(Shape {
            kind: Kind::Structure(structure),
            ..
        }) = shape
        else {
            continue;
        };
        if is_message[index] {
            continue;
        }
        let raw = shapes.get(Index(index));
        for (raw, built) in raw.members.iter().zip(&mut structure.members) {
            if built.binding == Binding::Body {
                continue;
            }
            let pointer = Bound { raw, built }.place();
            built.binding = Binding::Body;
            let message = format!("the HTTP binding of {} has no effect", quoted(raw.name));
            problems.push(
                Problem::new(Code::BindingIgnored, pointer, At::Key, message)
                    .label("ignored: not the input, output or error of an operation"),
            );
        }
    }
}
