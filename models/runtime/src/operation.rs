/// An operation (Smithy 2.0, "Service types"): what goes in, what comes out, and where.
///
/// Generated code implements it for one unit type an operation.
pub trait Operation {
    /// The operation's name in the model, such as `GetBackendAuth`.
    const NAME: &'static str;
    /// The HTTP method (`http` trait), such as `POST`.
    const METHOD: &'static str;
    /// The URI pattern (`http` trait), such as `/backend/{AppId}/auth`.
    const URI: &'static str;
    /// The HTTP status of a success (`http` trait).
    const STATUS: u16;
    /// The input, with all its members wherever they travel; `()` if there is none.
    type Input;
    /// The output; `()` if there is none.
    type Output;
    /// The errors the operation can end in.
    type Error;
}
