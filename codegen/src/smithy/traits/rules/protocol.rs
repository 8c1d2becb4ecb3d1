//! HTTP, behaviour, resources, authentication, protocols and the model itself.

use super::super::site::Site;
use super::super::value::Form::{
    Any, HeaderNames, HeaderValue, HeaderValueMap, Integer, Marker, NonEmpty, Object, Objects,
    OneOf, Text, TextMap, Texts,
};
use super::super::value::{optional, required};
use super::{Rule, anywhere, on_member, on_operation, on_service, rule};
use crate::model::Simple;
use crate::smithy::kind::ShapeType;

/// What fits into a label, a header or a query parameter.
fn is_scalar(kind: ShapeType) -> bool {
    kind.is_string() || kind.is_number() || kind.is_boolean() || kind.is_timestamp()
}

fn is_scalar_or_list(site: &Site<'_, '_>) -> bool {
    let is_list = site.kind().is_list();
    let element = site.element().is_none_or(|(_, kind)| is_scalar(kind));
    is_scalar(site.kind()) || (is_list && element)
}

fn is_map_of(site: &Site<'_, '_>, value: fn(&Site<'_, '_>) -> bool) -> bool {
    site.is_structure_member() && site.kind().is_map() && value(site)
}

pub(super) const RULES: &[Rule] = &[
    // HTTP.
    on_operation(
        "http",
        Object(&[
            required("method", NonEmpty),
            required("uri", NonEmpty),
            optional("code", Integer(100, 999)),
        ]),
    ),
    rule(
        "httpLabel",
        Marker,
        "required structure members that hold a string, number, boolean or timestamp",
        |s| s.is_structure_member() && is_scalar(s.kind()),
    ),
    rule(
        "httpQuery",
        NonEmpty,
        "structure members that hold a string, number, boolean or timestamp, or a list of them",
        |s| s.is_structure_member() && is_scalar_or_list(s),
    ),
    rule(
        "httpQueryParams",
        Marker,
        "structure members that hold a map of strings or of lists of strings",
        |s| {
            is_map_of(s, |s| {
                s.element().is_none_or(|(_, kind)| kind.is_string())
                    || s.inner_element().is_some_and(ShapeType::is_string)
            })
        },
    ),
    rule(
        "httpHeader",
        NonEmpty,
        "structure members that hold a string, number, boolean or timestamp, or a list of them",
        |s| s.is_structure_member() && is_scalar_or_list(s),
    ),
    rule(
        "httpPrefixHeaders",
        Text,
        "structure members that hold a map of strings",
        |s| is_map_of(s, |s| s.element().is_none_or(|(_, kind)| kind.is_string())),
    ),
    on_member("httpPayload", Marker),
    rule(
        "httpResponseCode",
        Marker,
        "structure members that hold an integer",
        |s| {
            let kind = s.kind();
            let integer = matches!(
                kind,
                ShapeType::Simple(Simple::Integer) | ShapeType::IntEnum | ShapeType::Unknown
            );
            s.is_structure_member() && integer
        },
    ),
    on_service(
        "cors",
        Object(&[
            optional("origin", HeaderValue),
            optional("origins", HeaderValueMap),
            optional("maxAge", Integer(-1, 4_294_967_295)),
            optional("additionalAllowedHeaders", HeaderNames),
            optional("additionalExposedHeaders", HeaderNames),
        ]),
    ),
    on_operation("endpoint", Object(&[required("hostPrefix", NonEmpty)])),
    rule(
        "hostLabel",
        Marker,
        "required structure members that hold a string",
        |s| s.is_structure_member() && s.kind().is_string(),
    ),
    on_operation("httpChecksumRequired", Marker),
    on_operation(
        "requestCompression",
        Object(&[required("encodings", Texts)]),
    ),
    // Behaviour of operations.
    on_operation("readonly", Marker),
    on_operation(
        "idempotent",
        Object(&[optional("exists", Texts), optional("notFound", Texts)]),
    ),
    on_operation(
        "longPoll",
        Object(&[required("timeoutMillis", Integer(1, i64::MAX))]),
    ),
    rule(
        "idempotencyToken",
        Marker,
        "structure members that hold a string",
        |s| s.is_structure_member() && s.kind().is_string(),
    ),
    rule(
        "paginated",
        Object(&[
            optional("inputToken", NonEmpty),
            optional("outputToken", NonEmpty),
            optional("items", NonEmpty),
            optional("pageSize", NonEmpty),
        ]),
        "services and operations",
        |s| s.is_shape(ShapeType::Service) || s.is_shape(ShapeType::Operation),
    ),
    // Resources.
    on_member("resourceIdentifier", NonEmpty),
    on_member("property", Object(&[optional("name", Text)])),
    on_member("nestedProperties", Marker),
    rule(
        "notProperty",
        Marker,
        "members of structures and traits",
        |s| s.is_structure_member() || s.has("trait"),
    ),
    rule("noReplace", Marker, "resources", |s| {
        s.is_shape(ShapeType::Resource)
    }),
    rule(
        "references",
        Objects(&[
            required("resource", NonEmpty),
            optional("ids", TextMap),
            optional("service", NonEmpty),
            optional("rel", NonEmpty),
        ]),
        "structures and strings",
        |s| !s.is_member() && (s.kind().is_structure() || s.kind().is_string()),
    ),
    // Authentication.
    rule("auth", Texts, "services and operations", |s| {
        s.is_shape(ShapeType::Service) || s.is_shape(ShapeType::Operation)
    }),
    on_operation("optionalAuth", Marker),
    on_service("httpBasicAuth", Marker),
    on_service("httpDigestAuth", Marker),
    on_service("httpBearerAuth", Marker),
    on_service(
        "httpApiKeyAuth",
        Object(&[
            required("name", NonEmpty),
            required("in", OneOf(&["header", "query"])),
            optional("scheme", NonEmpty),
        ]),
    ),
    // Events and XML: nothing of them is JSON.
    rule(
        "eventPayload",
        Marker,
        "structure members that hold a blob, string, structure or union",
        |s| {
            let kind = s.kind();
            let fits = kind.is_blob() || kind.is_string() || kind.is_structure();
            s.is_structure_member() && (fits || kind == ShapeType::Union)
        },
    ),
    rule(
        "eventHeader",
        Marker,
        "structure members that hold a boolean, integer, blob, string or timestamp",
        |s| {
            let kind = s.kind();
            let fits = kind.is_boolean() || kind.is_string() || kind.is_blob();
            let fits = fits || kind.is_timestamp() || kind.is_integer();
            let is_big = kind == ShapeType::Simple(Simple::BigInteger);
            s.is_structure_member() && fits && !is_big
        },
    ),
    on_member("xmlAttribute", Marker),
    anywhere("xmlFlattened", Marker),
    anywhere("xmlName", Text),
    anywhere(
        "xmlNamespace",
        Object(&[required("uri", NonEmpty), optional("prefix", NonEmpty)]),
    ),
    // Traits about the model itself.
    rule(
        "mixin",
        Object(&[optional("localTraits", Texts)]),
        "shapes",
        |s| !s.is_member(),
    ),
    rule("trait", Any, "shapes of data", |s| {
        !s.is_member() && s.kind().is_data()
    }),
    anywhere("traitValidators", Any),
    anywhere("authDefinition", Any),
    anywhere("protocolDefinition", Any),
    anywhere("metadata", Any),
    anywhere("unitType", Marker),
    // The few that other namespaces define and Tinsmith reads.
    rule("tinsmith.api#aliases", Texts, "shapes and members", |_| {
        true
    }),
    on_service("aws.api#service", Any),
    on_service("aws.protocols#restJson1", Any),
    on_service("aws.protocols#awsJson1_0", Any),
    on_service("aws.protocols#awsJson1_1", Any),
    on_service("aws.protocols#restXml", Any),
    on_service("aws.protocols#awsQuery", Any),
    on_service("aws.protocols#ec2Query", Any),
    on_service("smithy.protocols#rpcv2Cbor", Any),
];
