/// What shapes and members have in common.
///
/// On a member these are the member's own traits; where Smithy lets a member inherit from its
/// target (documentation, deprecation excepted), the reader of the field decides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traits {
    /// `documentation`: CommonMark or HTML, as written.
    pub documentation: Option<String>,
    /// `externalDocumentation`: title and address, in the order written.
    pub external_documentation: Vec<(String, String)>,
    /// `deprecated`.
    pub deprecated: Option<Deprecated>,
    /// `sensitive`.
    pub sensitivity: Sensitivity,
    /// `length`, `range`, `pattern`, `uniqueItems`.
    pub constraints: Constraints,
    /// `timestampFormat`.
    pub timestamp_format: Option<TimestampFormat>,
    /// `mediaType`, such as `application/json`.
    pub media_type: Option<String>,
    /// `streaming`.
    pub streaming: Streaming,
    /// `since`: the version in which the shape appeared, free text.
    pub since: Option<String>,
    /// `tinsmith.api#aliases`: other names that documents use for the same thing. They stay
    /// findable in the documentation, and on an error structure they are accepted as codes.
    pub aliases: Vec<String>,
}

/// The `deprecated` trait.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deprecated {
    /// Why, and what to use instead.
    pub message: Option<String>,
    /// Since when: a version or a date, free text.
    pub since: Option<String>,
}

/// Whether values may be shown in logs and debug output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sensitivity {
    /// They may.
    #[default]
    Open,
    /// They must be redacted.
    Sensitive,
}

/// Whether and how a shape streams. Streamed bytes and events are not part of a JSON body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Streaming {
    /// Not at all.
    #[default]
    None,
    /// A `streaming` blob or an event-stream union.
    Stream,
}

/// Bounds on values: documented and published in schemas, not enforced by the Rust types.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// `length`: of a string in characters, a blob in bytes, a list or map in members.
    pub length: Option<Length>,
    /// `range`: of a number.
    pub range: Option<Range>,
    /// `pattern`: an ECMA-262 regular expression, unanchored.
    pub pattern: Option<String>,
    /// `uniqueItems`.
    pub unique_items: bool,
}

/// The `length` trait; both ends are inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The smallest length.
    pub min: Option<u64>,
    /// The largest length.
    pub max: Option<u64>,
}

/// The `range` trait; both ends are inclusive and keep the digits they were written with.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// The smallest value.
    pub min: Option<serde_json::Number>,
    /// The largest value.
    pub max: Option<serde_json::Number>,
}

/// The `timestampFormat` trait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// A number of seconds since 1970-01-01T00:00:00Z, fractions allowed.
    EpochSeconds,
    /// RFC 3339 `date-time`.
    DateTime,
    /// RFC 7231 `IMF-fixdate`.
    HttpDate,
}

/// Whether a list or map holds nulls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// It doesn't; a null is an error.
    #[default]
    Dense,
    /// `sparse`: it may.
    Sparse,
}

/// Whether a member must be there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Requirement {
    /// It need not.
    #[default]
    Optional,
    /// `required`.
    Required,
    /// `required` with `clientOptional` (or with `default`): who writes must send it, who reads
    /// must cope without.
    ClientOptional,
}

/// Where a member travels in an HTTP message (Smithy 2.0, "HTTP bindings").
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Binding {
    /// In the body, as a member of the JSON object.
    #[default]
    Body,
    /// `httpLabel`: in the path.
    Label,
    /// `httpQuery`: one query parameter of this name.
    Query(String),
    /// `httpQueryParams`: a map of query parameters.
    QueryParams,
    /// `httpHeader`: a header of this name.
    Header(String),
    /// `httpPrefixHeaders`: a map of headers that share this prefix.
    PrefixHeaders(String),
    /// `httpPayload`: the whole body.
    Payload,
    /// `httpResponseCode`: the status.
    ResponseCode,
}
