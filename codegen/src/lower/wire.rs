//! Wire rules: what a member is called in JSON, how a timestamp looks, what a body holds.
//!
//! They differ by protocol (Smithy AWS protocols: `restJson1`, `awsJson1_0`, `awsJson1_1`); this
//! module is the only one that knows how.

use std::collections::BTreeSet;

use crate::model::{
    Binding, Kind, Member, Model, Protocol, ShapeId, Simple, Streaming, Structure, TimestampFormat,
};

/// The name of a member in a JSON object.
///
/// `restJson1` honours `jsonName`; `awsJson1_0` and `awsJson1_1` ignore it; where the protocol is
/// not JSON, member names are all there is.
pub fn name<'m>(protocol: &Protocol, member: &'m Member) -> &'m str {
    match protocol {
        Protocol::RestJson1 | Protocol::Unspecified => {
            member.json_name.as_deref().unwrap_or(&member.name)
        }
        Protocol::AwsJson1_0 | Protocol::AwsJson1_1 | Protocol::NotJson(_) => &member.name,
    }
}

/// Gives members that travel outside of the body a JSON name of their own where one in the body has
/// theirs, such as a label `method` beside a member with the `jsonName` `method`. They meet
/// only where a whole message is one JSON object, which is nothing that a service sees.
pub(crate) fn separate(protocol: &Protocol, members: &mut [Member]) {
    let in_body = members.iter().filter(|m| m.binding == Binding::Body);
    let mut taken: BTreeSet<String> = in_body.map(|m| name(protocol, m).to_owned()).collect();
    for member in members.iter_mut().filter(|m| m.binding != Binding::Body) {
        let suffix = match member.binding {
            Binding::Body | Binding::Payload => "Payload",
            Binding::Label => "Label",
            Binding::Query(_) | Binding::QueryParams => "Query",
            Binding::Header(_) | Binding::PrefixHeaders(_) => "Header",
            Binding::ResponseCode => "Code",
        };
        let mut own = name(protocol, member).to_owned();
        while !taken.insert(own.clone()) {
            own.push_str(suffix);
        }
        if own != name(protocol, member) {
            member.json_name = Some(own);
        }
    }
}

/// How a timestamp member looks in a body: the member's `timestampFormat`, its target's, or the
/// protocol's default, which is epoch seconds for all the JSON protocols.
///
/// `None` if the member's target is not a timestamp.
pub fn timestamp_format(model: &Model, member: &Member) -> Option<TimestampFormat> {
    let target = model.shape(&member.target);
    matches!(target.kind, Kind::Simple(Simple::Timestamp)).then(|| {
        member
            .traits
            .timestamp_format
            .or(target.traits.timestamp_format)
            .unwrap_or(TimestampFormat::EpochSeconds)
    })
}

/// What the JSON body of a message holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Body<'m> {
    /// Nothing: no members, or all of them travel elsewhere.
    Empty,
    /// The structure itself.
    Whole(&'m ShapeId),
    /// Some of the structure's members; a type and schema of their own, named by
    /// [`body_name`], hold just these.
    Part {
        /// The structure.
        structure: &'m ShapeId,
        /// Its members that travel in the body.
        members: Vec<&'m Member>,
    },
    /// The member with `httpPayload` is the body, whatever it is.
    Payload(&'m Member),
}

/// What the body of a message with this structure (an input, output or error) holds.
pub fn body<'m>(model: &'m Model, structure: Option<&'m ShapeId>) -> Body<'m> {
    let Some(id) = structure else {
        return Body::Empty;
    };
    let Kind::Structure(Structure { members, .. }) = &model.shape(id).kind else {
        return Body::Empty;
    };
    if let Some(payload) = members.iter().find(|m| m.binding == Binding::Payload) {
        return Body::Payload(payload);
    }
    let in_body: Vec<&Member> = members
        .iter()
        .filter(|m| travels_in_body(model, m))
        .collect();
    if in_body.len() == members.len() {
        Body::Whole(id)
    } else if in_body.is_empty() {
        Body::Empty
    } else {
        Body::Part {
            structure: id,
            members: in_body,
        }
    }
}

/// Whether a member is part of the JSON object in a body. Streams never are.
fn travels_in_body(model: &Model, member: &Member) -> bool {
    member.binding == Binding::Body
        && member.traits.streaming == Streaming::None
        && model.shape(&member.target).traits.streaming == Streaming::None
}

/// The name of the type and schema that hold just a structure's body members:
/// `GetBackendAuthRequest` has `GetBackendAuthRequestBody`.
pub fn body_name(structure: &ShapeId) -> String {
    format!("{}Body", structure.name())
}
