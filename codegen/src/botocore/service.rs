//! The service: its metadata and protocol.

use crate::json::At;
use crate::model::{Protocol, Service};
use crate::report::{Code, Problem, quoted};

use super::cursor::Cursor;
use super::traits;
use super::{Codes, Reader};

/// botocore's names of protocols, best first: JSON before what isn't, and of those the ones
/// with the plainer names first.
const PROTOCOLS: &[(&str, &str)] = &[
    ("rest-json", "aws.protocols#restJson1"),
    ("json", "aws.protocols#awsJson1_0"),
    ("rest-xml", "aws.protocols#restXml"),
    ("query", "aws.protocols#awsQuery"),
    ("ec2", "aws.protocols#ec2Query"),
    ("smithy-rpc-v2-cbor", "smithy.protocols#rpcv2Cbor"),
];

impl<'n> Reader<'n> {
    pub(super) fn service(&self, root: &Cursor<'n>, metadata: &Cursor<'n>) -> Service {
        Service {
            id: self.names.service.clone(),
            version: metadata.string("apiVersion").unwrap_or_default(),
            traits: traits::common(root),
            title: metadata.string("serviceFullName"),
            protocol: self.protocol.clone(),
            cors: None,
        }
    }
}

/// The best of the protocols that the service speaks. The list `protocols` counts before the
/// one `protocol`, which old versions of botocore read.
pub(super) fn protocol(metadata: &Cursor<'_>) -> Protocol {
    let list = metadata.items("protocols");
    let mut spoken: Vec<&str> = list.filter_map(|item| item.as_text()).collect();
    if spoken.is_empty() {
        spoken.extend(metadata.text("protocol"));
    }
    match PROTOCOLS.iter().find(|(name, _)| spoken.contains(name)) {
        Some(("rest-json", _)) => Protocol::RestJson1,
        Some(("json", _)) if metadata.text("jsonVersion") == Some("1.1") => Protocol::AwsJson1_1,
        Some(("json", _)) => Protocol::AwsJson1_0,
        Some((_, id)) => Protocol::NotJson((*id).to_owned()),
        None => unknown(metadata, &spoken),
    }
}

/// A service that moved from the query protocol keeps that protocol's codes in its errors,
/// while the new one sends the names of shapes.
pub(super) fn codes(metadata: &Cursor<'_>) -> Codes {
    if metadata.get("awsQueryCompatible").is_some() {
        Codes::Ignored
    } else {
        Codes::Counted
    }
}

fn unknown(metadata: &Cursor<'_>, spoken: &[&str]) -> Protocol {
    let Some(name) = spoken.first() else {
        return Protocol::Unspecified;
    };
    let place = metadata
        .get("protocols")
        .or_else(|| metadata.get("protocol"))
        .unwrap_or(*metadata);
    let message = format!("the protocol {} is unknown", quoted(name));
    let known = PROTOCOLS.iter().map(|(name, _)| quoted(name));
    let known: Vec<String> = known.collect();
    place.report(
        Problem::new(Code::UnknownProtocol, place.pointer(), At::Value, message)
            .label("its wire format is not known")
            .help(format!("known protocols are {}", known.join(", "))),
    );
    Protocol::NotJson((*name).to_owned())
}
