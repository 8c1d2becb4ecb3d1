//! What of a request or response travels outside of its body (Smithy 2.0, "HTTP bindings").

use super::wire;
use crate::model::{
    Binding, Http, Kind, Member, Model, Operation, ShapeId, Simple, TimestampFormat, UriSegment,
};

/// A member of an input that travels in the path, the query or a header.
pub(crate) struct Parameter<'m> {
    /// The member.
    pub(crate) member: &'m Member,
    /// What documents call it: a label by the member's JSON name, others by what travels; for
    /// [`Place::QueryMap`] the member's JSON name, since its keys are the names.
    pub(crate) name: &'m str,
    /// Where it travels.
    pub(crate) place: Place,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In one segment of the path.
    Path,
    /// In the path, with slashes.
    GreedyPath,
    /// In the query, under its name; a list as often as it has elements.
    Query,
    /// In the query, under names of its own.
    QueryMap,
    /// In a header; a list as one line.
    Header,
    /// In headers that share a prefix, which is the parameter's name.
    HeaderMap,
}

/// The parameters of an operation: those of the path in its order, then the query's, then headers.
pub(crate) fn of_request<'m>(model: &'m Model, operation: &'m Operation) -> Vec<Parameter<'m>> {
    let Some(http) = &operation.http else {
        return Vec::new();
    };
    let members = members(model, operation.input.as_ref());
    let labels = labels(http).filter_map(|(label, place)| {
        let member = members.iter().find(|member| member.name == label)?;
        Some(Parameter {
            member,
            name: wire::name(&model.service.protocol, member),
            place,
        })
    });
    let mut parameters: Vec<_> = labels.collect();
    let others = members.iter().filter_map(|member| {
        let (name, place) = match &member.binding {
            Binding::Query(name) => (name.as_str(), Place::Query),
            Binding::QueryParams => (wire::name(&model.service.protocol, member), Place::QueryMap),
            Binding::Header(name) => (name.as_str(), Place::Header),
            Binding::PrefixHeaders(prefix) => (prefix.as_str(), Place::HeaderMap),
            Binding::Body | Binding::Payload | Binding::Label | Binding::ResponseCode => {
                return None;
            }
        };
        Some(Parameter {
            member,
            name,
            place,
        })
    });
    parameters.extend(others);
    let is_header = |p: &Parameter<'_>| matches!(p.place, Place::Header | Place::HeaderMap);
    parameters.sort_by_key(is_header);
    parameters
}

/// The members of an output or error that travel in headers.
pub(crate) fn of_response<'m>(
    model: &'m Model,
    structure: Option<&'m ShapeId>,
) -> Vec<Parameter<'m>> {
    let headers = members(model, structure).iter().filter_map(|member| {
        let (name, place) = match &member.binding {
            Binding::Header(name) => (name.as_str(), Place::Header),
            Binding::PrefixHeaders(prefix) => (prefix.as_str(), Place::HeaderMap),
            _ => return None,
        };
        Some(Parameter {
            member,
            name,
            place,
        })
    });
    headers.collect()
}

fn members<'m>(model: &'m Model, structure: Option<&ShapeId>) -> &'m [Member] {
    match structure.map(|id| &model.shape(id).kind) {
        Some(Kind::Structure(structure)) => &structure.members,
        _ => &[],
    }
}

fn labels(http: &Http) -> impl Iterator<Item = (&str, Place)> {
    http.segments.iter().filter_map(|segment| match segment {
        UriSegment::Literal(_) => None,
        UriSegment::Label(label) => Some((label.as_str(), Place::Path)),
        UriSegment::GreedyLabel(label) => Some((label.as_str(), Place::GreedyPath)),
    })
}

/// The path without the names of its labels: operations with one pattern have one path.
pub(crate) fn pattern(http: &Http) -> String {
    let segments = http.segments.iter().map(|segment| match segment {
        UriSegment::Literal(text) => format!("/{text}"),
        UriSegment::Label(_) | UriSegment::GreedyLabel(_) => "/{}".to_owned(),
    });
    segments.collect::<Vec<_>>().concat()
}

/// The path, with labels in braces under the names that parameters have.
pub(crate) fn path(model: &Model, operation: &Operation, http: &Http) -> String {
    let members = members(model, operation.input.as_ref());
    let mut path = String::new();
    for segment in &http.segments {
        path.push('/');
        match segment {
            UriSegment::Literal(text) => path.push_str(text),
            UriSegment::Label(label) | UriSegment::GreedyLabel(label) => {
                let member = members.iter().find(|member| member.name == *label);
                let name = member.map_or(&**label, |it| wire::name(&model.service.protocol, it));
                path.extend(["{", name, "}"]);
            }
        }
    }
    if path.is_empty() {
        path.push('/');
    }
    path
}

/// How a timestamp looks where a member travels: as [`wire::timestamp_format`] says in a body, and
/// by other defaults outside of it.
pub(crate) fn timestamp_format(model: &Model, member: &Member) -> Option<TimestampFormat> {
    let default = match member.binding {
        Binding::Label | Binding::Query(_) | Binding::QueryParams => TimestampFormat::DateTime,
        Binding::Header(_) | Binding::PrefixHeaders(_) => TimestampFormat::HttpDate,
        Binding::Body | Binding::Payload | Binding::ResponseCode => {
            return wire::timestamp_format(model, member);
        }
    };
    let target = model.shape(&member.target);
    matches!(target.kind, Kind::Simple(Simple::Timestamp)).then(|| {
        let own = member.traits.timestamp_format;
        own.or(target.traits.timestamp_format).unwrap_or(default)
    })
}
