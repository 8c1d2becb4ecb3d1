//! Documentation, presence, values, constraints and errors.

use super::super::site::Site;
use super::super::value::Form::{
    self, Any, Boolean, Integer, Links, Marker, MediaType, NonEmpty, Number, Object, Objects,
    OneOf, Text, Texts,
};
use super::super::value::{optional, required};
use super::{Rule, anywhere, on_member, on_operation, on_structure, rule};
use crate::model::Simple;
use crate::smithy::kind::ShapeType;

const LENGTH: Form = Integer(0, i64::MAX);

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

pub(super) const RULES: &[Rule] = &[
    // Documentation.
    anywhere("documentation", Text),
    anywhere("externalDocumentation", Links),
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
    rule("mediaType", MediaType, "blobs and strings", |s| {
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
];
