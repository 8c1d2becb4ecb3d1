use crate::UnknownError;

/// An operation (Smithy 2.0, "Service types"): what goes in, what comes out, and where.
///
/// Generated code implements it for one unit type an operation, so that clients and servers can
/// be written once for all operations:
///
/// ```
/// use tinsmith_runtime::Operation;
///
/// /// What a log says of a call.
/// fn title<O: Operation>() -> String {
///     format!("{}.{}: {} {}", O::SERVICE.name, O::NAME, O::METHOD, O::URI)
/// }
/// ```
///
/// With the feature `http`, `http::HttpOperation` adds what makes requests and responses of it.
///
/// "All operations" are those of all crates that have this runtime: to the compiler, the trait of
/// another copy is another trait. Every API in `tinsmith-models` has the same. A crate that was
/// generated alone brings a copy of its own, unless `--runtime` named one that was there already;
/// crates for which it named the same share it.
pub trait Operation {
    /// The operation's name in the model, such as `GetBackendAuth`.
    const NAME: &'static str;
    /// The HTTP method (`http` trait), such as `POST`.
    const METHOD: &'static str;
    /// The URI pattern (`http` trait), such as `/backend/{AppId}/auth`.
    const URI: &'static str;
    /// The HTTP status of a success (`http` trait).
    const STATUS: u16;
    /// The service that offers it.
    const SERVICE: &'static Service;
    /// What stands before the service's host name (`endpoint` trait), such as `{Bucket}.`; a
    /// name in braces is a member of the input.
    const HOST_PREFIX: Option<&'static str> = None;
    /// Whether the operation changes nothing (`readonly` trait).
    const READONLY: bool = false;
    /// Whether calling it again changes nothing more (`idempotent` trait, and implied by
    /// `readonly`).
    const IDEMPOTENT: bool = Self::READONLY;
    /// The input, with all its members wherever they travel; `()` if there is none.
    type Input;
    /// The output; `()` if there is none.
    type Output;
    /// The errors the operation can end in.
    type Error: OperationError;
}

/// The errors of one operation: an enum with a variant for each and one for all others.
///
/// Generated code implements it by [`operation_error!`](crate::operation_error).
pub trait OperationError: std::error::Error + Sized {
    /// The errors of the model, in the order of the variants.
    const KNOWN: &'static [KnownError];

    /// The model's code for the error, or the one an unknown error came with.
    fn code(&self) -> Option<&str>;

    /// The HTTP status: the model's, or the one an unknown error came with.
    fn status(&self) -> Option<u16>;

    /// What the service says went wrong.
    fn message(&self) -> Option<&str>;

    /// Whether the model says that trying again can help (`retryable` trait); of unknown errors
    /// it says nothing.
    fn is_retryable(&self) -> bool;

    /// The error that is not among the known ones.
    fn from_unknown(error: UnknownError) -> Self;

    /// The position in [`KNOWN`](Self::KNOWN) of the error with this code; without a code, of
    /// the only one with this status.
    fn position(code: Option<&str>, status: Option<u16>) -> Option<usize> {
        Self::KNOWN.iter().position(|known| match (code, status) {
            (Some(code), _) => known.codes.contains(&code),
            (None, Some(status)) => known.status == Some(status),
            (None, None) => false,
        })
    }
}

/// What tells an error of an operation from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KnownError {
    /// Its codes: the one that travels, and others that documents use for it.
    pub codes: &'static [&'static str],
    /// Its HTTP status, if no other error of the operation has it.
    pub status: Option<u16>,
}

impl KnownError {
    /// An error with these codes; and with this status, if no other has it.
    pub const fn new(codes: &'static [&'static str], status: Option<u16>) -> Self {
        Self { codes, status }
    }
}

/// A service (Smithy 2.0, "Service"): what its operations have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Service {
    /// The name of the service shape. The awsJson protocols address requests to it.
    pub name: &'static str,
    /// The version of the API, such as `2020-08-11`; may be empty.
    pub version: &'static str,
    /// How its messages look.
    pub protocol: Protocol,
    /// What browsers may do from other origins (`cors` trait); without it, nothing.
    pub cors: Option<Cors>,
}

impl Service {
    /// A service without `cors`.
    pub const fn new(name: &'static str, version: &'static str, protocol: Protocol) -> Self {
        Self {
            name,
            version,
            protocol,
            cors: None,
        }
    }

    /// The service with `cors`.
    #[must_use]
    pub const fn with_cors(mut self, cors: Cors) -> Self {
        self.cors = Some(cors);
        self
    }
}

/// How messages look (Smithy 2.0, "AWS protocols").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Protocol {
    /// `aws.protocols#restJson1`; also what a model without a protocol is taken for.
    RestJson1,
    /// `aws.protocols#awsJson1_0`.
    AwsJson1_0,
    /// `aws.protocols#awsJson1_1`.
    AwsJson1_1,
    /// A protocol whose messages are not JSON, by its shape ID or botocore's name.
    NotJson(&'static str),
}

/// The `cors` trait (Smithy 2.0, "cors trait").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cors {
    /// The origin that may call, or `*`.
    pub origin: &'static str,
    /// For how many seconds a browser may keep the answer to a preflight.
    pub max_age: u32,
    /// Headers that callers may send besides those of the operation.
    pub additional_allowed_headers: &'static [&'static str],
    /// Headers that callers may read besides those of the operation.
    pub additional_exposed_headers: &'static [&'static str],
}

impl Cors {
    /// The trait, its headers being those that may be sent and those that may be read.
    pub const fn new(
        origin: &'static str,
        max_age: u32,
        additional_allowed_headers: &'static [&'static str],
        additional_exposed_headers: &'static [&'static str],
    ) -> Self {
        Self {
            origin,
            max_age,
            additional_allowed_headers,
            additional_exposed_headers,
        }
    }
}
