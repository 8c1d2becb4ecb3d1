//! The traits of Smithy's own namespace, and the few others that Tinsmith understands: what
//! values they take and what they may stand on (Smithy 2.0, the chapters on traits).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::site::Site;
use super::value::{Form, Form::*, optional, required};
use crate::model::Simple;
use crate::smithy::kind::ShapeType;

/// What is known about a trait.
pub(super) struct Rule {
    /// Its name: short for Smithy's own, absolute for others.
    pub name: &'static str,
    pub form: Form,
    /// What it may stand on, in words.
    pub place: &'static str,
    /// Whether it may stand there.
    pub allows: fn(&Site<'_, '_>) -> bool,
}

const fn rule(
    name: &'static str,
    form: Form,
    place: &'static str,
    allows: fn(&Site<'_, '_>) -> bool,
) -> Rule {
    Rule {
        name,
        form,
        place,
        allows,
    }
}

const fn anywhere(name: &'static str, form: Form) -> Rule {
    rule(name, form, "anything", |_| true)
}

const fn on_member(name: &'static str, form: Form) -> Rule {
    rule(name, form, "members of structures", |s| {
        s.is_structure_member()
    })
}

const fn on_operation(name: &'static str, form: Form) -> Rule {
    rule(name, form, "operations", |s| {
        s.is_shape(ShapeType::Operation)
    })
}

const fn on_service(name: &'static str, form: Form) -> Rule {
    rule(name, form, "services", |s| s.is_shape(ShapeType::Service))
}

const fn on_structure(name: &'static str, form: Form) -> Rule {
    rule(name, form, "structures", |s| {
        s.is_shape(ShapeType::Structure)
    })
}

const LENGTH: Form = Integer(0, i64::MAX);

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

fn has_length(kind: ShapeType) -> bool {
    kind.is_string() || kind.is_blob() || kind.is_list() || kind.is_map()
}

fn is_simple(kind: ShapeType) -> bool {
    let simple = matches!(
        kind,
        ShapeType::Simple(_) | ShapeType::Enum | ShapeType::IntEnum
    );
    simple || kind == ShapeType::Unknown
}

fn takes_default(site: &Site<'_, '_>) -> bool {
    let kind = site.kind();
    let has_value = is_simple(kind) || kind.is_list() || kind.is_map();
    has_value && (!site.is_member() || site.is_structure_member())
}

fn is_boxable(kind: ShapeType) -> bool {
    let big = [
        ShapeType::Simple(Simple::BigInteger),
        ShapeType::Simple(Simple::BigDecimal),
    ];
    kind.is_boolean() || (kind.is_number() && !big.contains(&kind))
}

fn is_error(site: &Site<'_, '_>) -> bool {
    site.is_shape(ShapeType::Structure) && site.has("error")
}

/// The table, by subject.
pub(super) const RULES: &[Rule] = &[
    // Documentation.
    anywhere("documentation", Text),
    anywhere("externalDocumentation", TextMap),
    anywhere(
        "deprecated",
        Object(&[optional("message", Text), optional("since", Text)]),
    ),
    anywhere("since", Text),
    anywhere("tags", Texts),
    anywhere("title", Text),
    anywhere("unstable", Marker),
    anywhere("internal", Marker),
    anywhere("private", Marker),
    anywhere("suppress", Texts),
    on_operation(
        "examples",
        Objects(&[
            required("title", Text),
            optional("documentation", Text),
            optional("input", Any),
            optional("output", Any),
            optional(
                "error",
                Object(&[required("shapeId", Text), optional("content", Any)]),
            ),
            optional("allowConstraintErrors", Boolean),
        ]),
    ),
    on_member("recommended", Object(&[optional("reason", Text)])),
    // Presence and defaults.
    on_member("required", Marker),
    on_member("clientOptional", Marker),
    rule(
        "default",
        Any,
        "simple shapes, lists, maps and structure members that hold them",
        takes_default,
    ),
    rule(
        "addedDefault",
        Marker,
        "members of structures with a `default`",
        |s| s.is_structure_member() && s.has("default"),
    ),
    rule(
        "box",
        Marker,
        "booleans, numbers and members that hold them",
        |s| is_boxable(s.kind()),
    ),
    on_structure("input", Marker),
    on_structure("output", Marker),
    // Names and values.
    rule("jsonName", Text, "members of structures and unions", |s| {
        s.is_member_of(|kind| matches!(kind, ShapeType::Structure | ShapeType::Union))
    }),
    rule("enumValue", Any, "members of enums and intEnums", |s| {
        s.is_member_of(|kind| matches!(kind, ShapeType::Enum | ShapeType::IntEnum))
    }),
    rule(
        "enum",
        Objects(&[
            required("value", NonEmpty),
            optional("name", NonEmpty),
            optional("documentation", Text),
            optional("tags", Texts),
            optional("deprecated", Boolean),
        ]),
        "strings",
        |s| s.is_shape(ShapeType::Simple(Simple::String)),
    ),
    rule("sensitive", Marker, "shapes of data", |s| {
        !s.is_member() && s.kind().is_data()
    }),
    rule("mediaType", Text, "blobs and strings", |s| {
        !s.is_member() && (s.kind().is_blob() || s.kind().is_string())
    }),
    rule(
        "timestampFormat",
        OneOf(&["date-time", "epoch-seconds", "http-date"]),
        "timestamps and members that hold them",
        |s| s.kind().is_timestamp(),
    ),
    rule("sparse", Marker, "lists and maps", |s| {
        !s.is_member() && (s.kind().is_list() || s.kind().is_map())
    }),
    rule("uniqueItems", Marker, "lists", |s| {
        !s.is_member() && s.kind().is_list()
    }),
    rule(
        "length",
        Object(&[optional("min", LENGTH), optional("max", LENGTH)]),
        "strings, blobs, lists, maps and members that hold them",
        |s| has_length(s.kind()),
    ),
    rule(
        "range",
        Object(&[optional("min", Number), optional("max", Number)]),
        "numbers and members that hold them",
        |s| s.kind().is_number(),
    ),
    rule("pattern", Text, "strings and members that hold them", |s| {
        s.kind().is_string()
    }),
    rule(
        "idRef",
        Object(&[
            optional("selector", Text),
            optional("failWhenMissing", Boolean),
            optional("errorMessage", Text),
        ]),
        "strings and members that hold them",
        |s| s.kind().is_string(),
    ),
    rule("streaming", Marker, "blobs and unions", |s| {
        !s.is_member() && (s.kind().is_blob() || s.kind() == ShapeType::Union)
    }),
    rule("requiresLength", Marker, "streaming blobs", |s| {
        !s.is_member() && s.kind().is_blob() && s.has("streaming")
    }),
    // Errors.
    on_structure("error", OneOf(&["client", "server"])),
    rule(
        "retryable",
        Object(&[optional("throttling", Boolean)]),
        "error structures",
        is_error,
    ),
    rule("httpError", Integer(100, 999), "error structures", is_error),
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
        |s| s.is_structure_member() && s.has("required") && is_scalar(s.kind()),
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
            optional("origin", NonEmpty),
            optional("origins", TextMap),
            optional("maxAge", Integer(-1, 4_294_967_295)),
            optional("additionalAllowedHeaders", Texts),
            optional("additionalExposedHeaders", Texts),
        ]),
    ),
    on_operation("endpoint", Object(&[required("hostPrefix", NonEmpty)])),
    rule(
        "hostLabel",
        Marker,
        "required structure members that hold a string",
        |s| s.is_structure_member() && s.has("required") && s.kind().is_string(),
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
    on_member("eventPayload", Marker),
    on_member("eventHeader", Marker),
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

/// The rule of a trait.
pub(super) fn find(name: &str) -> Option<&'static Rule> {
    static BY_NAME: LazyLock<BTreeMap<&str, &Rule>> =
        LazyLock::new(|| RULES.iter().map(|rule| (rule.name, rule)).collect());
    BY_NAME.get(name).copied()
}

/// Traits that exclude each other (Smithy's `conflicts`, where both are on one thing).
pub(super) const CONFLICTS: &[(&str, &str)] = &[
    ("readonly", "idempotent"),
    ("input", "output"),
    ("input", "error"),
    ("output", "error"),
    ("trait", "error"),
    ("sparse", "uniqueItems"),
    ("required", "recommended"),
    ("property", "resourceIdentifier"),
    ("eventPayload", "eventHeader"),
];

/// The traits that bind a member to a part of an HTTP message; a member has one at most.
pub(super) const BINDINGS: &[&str] = &[
    "httpLabel",
    "httpQuery",
    "httpQueryParams",
    "httpHeader",
    "httpPrefixHeaders",
    "httpPayload",
    "httpResponseCode",
];
