use super::{ShapeId, Traits};

/// The service shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Its ID.
    pub id: ShapeId,
    /// Its version, such as `2020-08-11`; empty if the model gives none.
    pub version: String,
    /// Its traits.
    pub traits: Traits,
    /// `title`, or the name from `aws.api#service`.
    pub title: Option<String>,
    /// The protocol whose wire rules apply.
    pub protocol: Protocol,
    /// `cors`.
    pub cors: Option<Cors>,
}

/// Protocols, as far as they change how JSON looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// `aws.protocols#restJson1`.
    RestJson1,
    /// `aws.protocols#awsJson1_0`.
    AwsJson1_0,
    /// `aws.protocols#awsJson1_1`.
    AwsJson1_1,
    /// A protocol whose bodies are not JSON (XML, query, CBOR), by its shape ID or botocore
    /// name. The types' JSON form then goes by member names.
    NotJson(String),
    /// The model names no protocol; the rules of `restJson1` apply.
    Unspecified,
}

/// The `cors` trait, with Smithy's defaults filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cors {
    /// The allowed origin.
    pub origin: String,
    /// For how many seconds a preflight may be cached.
    pub max_age: u32,
    /// Headers that clients may read beyond the modelled ones.
    pub additional_exposed_headers: Vec<String>,
    /// Headers that clients may send beyond the modelled ones.
    pub additional_allowed_headers: Vec<String>,
}

/// An operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its ID.
    pub id: ShapeId,
    /// Its traits.
    pub traits: Traits,
    /// Its input; `None` for Unit.
    pub input: Option<ShapeId>,
    /// Its output; `None` for Unit.
    pub output: Option<ShapeId>,
    /// Its errors and the service's, sorted by shape ID.
    pub errors: Vec<ShapeId>,
    /// `http`.
    pub http: Option<Http>,
    /// `endpoint`'s host prefix, such as `{Bucket}.`.
    pub host_prefix: Option<String>,
    /// `readonly`.
    pub readonly: bool,
    /// `idempotent`.
    pub idempotent: bool,
    /// `examples`, in the order written.
    pub examples: Vec<Example>,
}

/// The `http` trait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Http {
    /// The method, such as `POST`.
    pub method: String,
    /// The URI pattern as written, such as `/backend/{AppId}/details?static=1`.
    pub uri: String,
    /// Its path, in segments.
    pub segments: Vec<UriSegment>,
    /// Its constant query parameters.
    pub query: Vec<(String, Option<String>)>,
    /// The status of a success.
    pub code: u16,
}

/// A segment of a URI pattern's path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UriSegment {
    /// Text.
    Literal(String),
    /// `{member}`: one segment.
    Label(String),
    /// `{member+}`: the rest of the path up to what follows, slashes included.
    GreedyLabel(String),
}

/// One entry of the `examples` trait.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Its title.
    pub title: String,
    /// What it shows.
    pub documentation: Option<String>,
    /// The input, by member names.
    pub input: serde_json::Value,
    /// The output, by member names.
    pub output: Option<serde_json::Value>,
    /// The error.
    pub error: Option<ExampleError>,
}

/// The error of an example.
#[derive(Clone, Debug, PartialEq)]
pub struct ExampleError {
    /// The error structure.
    pub shape: ShapeId,
    /// Its content, by member names.
    pub content: serde_json::Value,
}
