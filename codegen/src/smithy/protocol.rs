//! Protocols: which one a service speaks, and what that means for the model.

use super::ids;
use super::raw::{RawShape, Shapes};
use super::service::Subject;
use crate::json::At;
use crate::model::Protocol;
use crate::report::{Code, Problem, Problems, quoted};

/// The protocols that Tinsmith knows, the best first; those after the first three write no JSON.
const PROTOCOLS: [(&str, Option<Protocol>); 7] = [
    ("aws.protocols#restJson1", Some(Protocol::RestJson1)),
    ("aws.protocols#awsJson1_1", Some(Protocol::AwsJson1_1)),
    ("aws.protocols#awsJson1_0", Some(Protocol::AwsJson1_0)),
    ("aws.protocols#restXml", None),
    ("aws.protocols#awsQuery", None),
    ("aws.protocols#ec2Query", None),
    ("smithy.protocols#rpcv2Cbor", None),
];

/// Protocols that Smithy's packages define and Tinsmith does not know.
const OTHERS: [&str; 2] = ["smithy.mqtt#mqttJson", "smithy.protocols#rpcv2Json"];

/// The protocol of a service.
pub(super) fn choose(shapes: &Shapes<'_>, subject: Subject, problems: &mut Problems) -> Protocol {
    let Subject::Service(index) = subject else {
        return Protocol::Unspecified;
    };
    let service = shapes.get(index);
    if let Some((name, protocol)) = known(service) {
        return protocol.unwrap_or_else(|| Protocol::NotJson(name.to_owned()));
    }
    let unknown = service.traits.iter().find(|applied| {
        let definition = shapes.find(applied.name).map(|index| shapes.get(index));
        definition.is_some_and(|shape| shape.has("protocolDefinition"))
            || OTHERS.contains(&applied.name)
    });
    if let Some(applied) = unknown {
        let message = format!("unknown protocol {}", quoted(applied.name));
        let pointer = applied.place();
        problems.push(
            Problem::new(Code::UnknownProtocol, pointer, At::Key, message)
                .label("its wire format is not known")
                .help("the rules of `aws.protocols#restJson1` are used".to_owned()),
        );
    }
    Protocol::Unspecified
}

/// The best of the protocols that a service speaks and that are known.
fn known(service: &RawShape<'_>) -> Option<(&'static str, Option<Protocol>)> {
    let speaks = |name: &str| service.traits.iter().any(|t| t.name == name);
    PROTOCOLS.into_iter().find(|(name, _)| speaks(name))
}

/// Whether a service speaks a protocol that is known.
pub(super) fn has_one(service: &RawShape<'_>) -> bool {
    known(service).is_some()
}

/// Whether a trait is of a namespace of protocols.
pub(super) fn is_of_protocols(name: &str) -> bool {
    ids::namespace(name).is_some_and(|namespace| namespace.ends_with("protocols"))
}

/// What a protocol means for the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rules {
    pub http: HttpBindings,
    pub error_codes: ErrorCodes,
    pub uris: Uris,
}

/// Whether a protocol honours Smithy's HTTP binding traits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HttpBindings {
    Honoured,
    /// Everything travels in the body (`awsJson1_0`, `awsJson1_1`, the query protocols, CBOR).
    Ignored,
}

/// Where the code of an error on the wire comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ErrorCodes {
    ShapeName,
    /// `aws.protocols#awsQueryError`.
    Query,
}

/// Whether operations need the `http` trait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Uris {
    /// Each operation has a URI of its own.
    Required,
    /// Operations may go without.
    Optional,
}

impl Rules {
    /// The rules of a protocol. Without one the document decides what it binds.
    pub(super) fn of(protocol: &Protocol) -> Self {
        let is = |id: &str| matches!(protocol, Protocol::NotJson(name) if name == id);
        let is_rest = *protocol == Protocol::RestJson1 || is("aws.protocols#restXml");
        let is_open = *protocol == Protocol::Unspecified;
        let http = if is_rest || is_open {
            HttpBindings::Honoured
        } else {
            HttpBindings::Ignored
        };
        let is_query = is("aws.protocols#awsQuery");
        Self {
            http,
            error_codes: if is_query {
                ErrorCodes::Query
            } else {
                ErrorCodes::ShapeName
            },
            uris: if is_rest {
                Uris::Required
            } else {
                Uris::Optional
            },
        }
    }
}
