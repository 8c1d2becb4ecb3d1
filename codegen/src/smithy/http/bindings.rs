//! Members bound to parts of HTTP messages: what is bound is there, once, and nothing is left
//! over.

use std::collections::BTreeMap;

use super::uri::label;
use crate::http::is_token;
use crate::json::At;
use crate::model::{Binding, Http, Kind, Member, Shape, UriSegment};
use crate::report::{Code, Place, Problem, Problems, closest, quoted};
use crate::smithy::raw::{Index, RawMember, RawShape, RawTrait, Shapes, find_trait};

/// What a structure is to an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::smithy) enum Message {
    Request,
    Response,
}

/// Checks the bindings of a structure as a message, whatever the operation.
pub(in crate::smithy) fn check_structure(
    raw: &RawShape<'_>,
    built: &Shape,
    message: Message,
    problems: &mut Problems,
) {
    let members = bound(raw, built);
    let mut check = Check {
        members: &members,
        problems,
    };
    match message {
        Message::Request => {
            check.place(
                |binding| matches!(binding, Binding::ResponseCode),
                "a request",
            );
        }
        Message::Response => check.place(
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

/// Checks the bindings of an input against the URI of its operation.
pub(in crate::smithy) fn check_request(
    shapes: &Shapes<'_>,
    operation: &RawShape<'_>,
    http: &Http,
    (raw, built): (&RawShape<'_>, &Shape),
    problems: &mut Problems,
) {
    let members = bound(raw, built);
    let mut check = Check {
        members: &members,
        problems,
    };
    check.labels(shapes, operation, http);
    check.constants(http);
}

fn bound<'a, 'n>(raw: &'a RawShape<'n>, built: &'a Shape) -> Vec<Bound<'a, 'n>> {
    let Kind::Structure(structure) = &built.kind else {
        return Vec::new();
    };
    let members = raw.members.iter().zip(&structure.members);
    members.map(|(raw, built)| Bound { raw, built }).collect()
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
        applied.map_or_else(|| self.raw.home.path().place(), RawTrait::place)
    }

    fn name(&self) -> String {
        quoted(&self.built.name)
    }
}

struct Check<'a, 'n, 'p> {
    members: &'a [Bound<'a, 'n>],
    problems: &'p mut Problems,
}

impl Check<'_, '_, '_> {
    fn report(&mut self, code: Code, member: &Bound<'_, '_>, message: String, label: &str) {
        let problem = Problem::new(code, member.place(), At::Key, message);
        self.problems.push(problem.label(label));
    }

    /// Every label of the URI is a member with `httpLabel`, and the other way round.
    fn labels(&mut self, shapes: &Shapes<'_>, operation: &RawShape<'_>, http: &Http) {
        let is_used = |name: &str| http.segments.iter().any(|s| label(s) == Some(name));
        let mut unbound: Vec<&Bound<'_, '_>> = self.members.iter().collect();
        unbound.retain(|m| m.built.binding == Binding::Label && !is_used(&m.built.name));
        for segment in &http.segments {
            let Some(name) = label(segment) else { continue };
            let member = self.members.iter().find(|m| m.built.name == name);
            match member {
                Some(member) if member.built.binding == Binding::Label => {
                    let target = shapes.get(member.raw.shape).kind;
                    if matches!(segment, UriSegment::GreedyLabel(_)) && !target.is_string() {
                        let message = format!("the greedy label {} must be a string", quoted(name));
                        self.report(Code::UriLabel, member, message, "not a string");
                    }
                }
                Some(_) => unbound_label(operation, name, Filler::OtherMember, self.problems),
                None => {
                    let meant = closest(name, unbound.iter().map(|m| m.built.name.as_str()));
                    unbound.retain(|m| meant != Some(&m.built.name));
                    unbound_label(operation, name, Filler::None { meant }, self.problems);
                }
            }
        }
        // A member that a label was meant for is no mistake of its own.
        for member in unbound {
            let operation = quoted(operation.id.name());
            let message = format!("the URI of {operation} has no label {}", member.name());
            self.report(Code::UriLabel, member, message, "bound to no label");
        }
    }

    /// What the URI sets is not set again.
    fn constants(&mut self, http: &Http) {
        for (constant, _) in &http.query {
            for member in self.members {
                if matches!(&member.built.binding, Binding::Query(name) if name == constant) {
                    let name = quoted(constant);
                    let message = format!("the URI already sets the query parameter {name}");
                    self.report(Code::BindingConflict, member, message, "already set");
                }
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
                Binding::Query(name) => format!("the query parameter {}", quoted(name)),
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
                let problem = Problem::new(Code::BindingConflict, member.place(), At::Key, message);
                let problem = problem.label("bound twice");
                self.problems
                    .push(problem.other(other.place(), At::Key, "bound here"));
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
            if let Binding::PrefixHeaders(prefix) = &member.built.binding
                && !prefix.is_empty()
                && !is_token(prefix)
            {
                let message = format!("{} begins no header name", quoted(prefix));
                self.report(Code::BindingConflict, member, message, "not a token");
            }
            let Binding::Header(name) = &member.built.binding else {
                continue;
            };
            if !name.is_empty() && !is_token(name) {
                let message = format!("{} is not the name of a header", quoted(name));
                let help = "a header is letters, digits and `-`, such as `X-Request-Id`".to_owned();
                let problem = Problem::new(Code::TraitValue, member.place(), At::Value, message);
                self.problems
                    .push(problem.label("not a name of HTTP's").help(help));
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

/// What there is for a label that no member fills.
#[derive(Clone, Copy)]
pub(in crate::smithy) enum Filler<'m> {
    /// A member of its name that is not bound to it.
    OtherMember,
    /// No member of its name, but perhaps one that was meant.
    None { meant: Option<&'m str> },
}

/// Reports a label that no member fills.
pub(in crate::smithy) fn unbound_label(
    operation: &RawShape<'_>,
    name: &str,
    filler: Filler<'_>,
    problems: &mut Problems,
) {
    let Some(applied) = find_trait(&operation.traits, "http") else {
        return;
    };
    let pointer = applied.at(|path| path.key("uri").place());
    let name = quoted(name);
    let (message, help) = match filler {
        Filler::OtherMember => (
            format!("the label {name} is no member with `httpLabel`"),
            Some(format!(
                "add `\"smithy.api#httpLabel\": {{}}` to the member {name}"
            )),
        ),
        Filler::None { meant } => (
            format!("the label {name} is no member of the input"),
            meant.map(|meant| format!("did you mean {}?", quoted(meant))),
        ),
    };
    let problem = Problem::new(Code::UriLabel, pointer, At::Value, message);
    problems.push(problem.label("label without a member").help(help));
}

/// What the operations of the document use a structure for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::smithy) enum Use {
    /// Not as a message: it is held by others, or by nothing.
    #[default]
    Nested,
    Request,
    Response,
    /// As a request here and a response there.
    Both,
}

impl Use {
    /// The use with one more.
    #[must_use]
    pub(in crate::smithy) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nested, one) | (one, Self::Nested) => one,
            (a, b) if a == b => a,
            _ => Self::Both,
        }
    }

    /// Whether a binding has no effect here, so that the member travels in the body (Smithy 2.0,
    /// "HTTP bindings": only members of messages are bound, and queries only in requests).
    fn ignores(self, binding: &Binding) -> bool {
        match self {
            Self::Nested => *binding != Binding::Body,
            Self::Response => matches!(binding, Binding::Query(_) | Binding::QueryParams),
            Self::Request | Self::Both => false,
        }
    }
}

/// Takes the bindings off members where they have no effect.
pub(in crate::smithy) fn unbind(
    shapes: &Shapes<'_>,
    built: &mut [Option<Shape>],
    uses: &[Use],
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
        let raw = shapes.get(Index(index));
        for (raw, built) in raw.members.iter().zip(&mut structure.members) {
            if !uses[index].ignores(&built.binding) {
                continue;
            }
            let pointer = Bound { raw, built }.place();
            built.binding = Binding::Body;
            let message = format!("the HTTP binding of {} has no effect", quoted(raw.name));
            let label = match uses[index] {
                Use::Nested => "ignored: not the input, output or error of an operation",
                _ => "ignored: responses have no query",
            };
            problems.push(
                Problem::new(Code::BindingIgnored, pointer, At::Key, message)
                    .label(label)
                    .help("it travels in the body".to_owned()),
            );
        }
    }
}
