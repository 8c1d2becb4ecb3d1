use super::__http::uri::{Authority, InvalidUri, InvalidUriParts, PathAndQuery, Scheme, Uri};
use std::fmt;

/// Puts a base URL, such as `https://api.example.com/prod`, before a request's path and query.
///
/// What the base has of a path comes first, without a slash at its end. Nothing is resolved or
/// decoded on the way, which is why this is safer than joining URLs: the path stays the one that
/// was written.
///
/// ```
/// use http::Uri;
/// use tinsmith_runtime::http::at;
///
/// let uri = at("https://api.example.com/prod/", &"/backend/a%2Fb?x=1".parse()?)?;
/// assert_eq!(uri, "https://api.example.com/prod/backend/a%2Fb?x=1".parse::<Uri>()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// If the base has no scheme or host, or has a query, or if what comes out is too long.
pub fn at(base: &str, uri: &Uri) -> Result<Uri, BaseError> {
    let base: Uri = base
        .parse()
        .map_err(|error: InvalidUri| BaseError(error.to_string()))?;
    let (scheme, authority): (&Scheme, &Authority) = match (base.scheme(), base.authority()) {
        (Some(scheme), Some(authority)) => (scheme, authority),
        _ => return Err(BaseError("it has no scheme or no host".to_owned())),
    };
    if base.query().is_some() {
        return Err(BaseError("it has a query".to_owned()));
    }
    let rest = uri.path_and_query().map_or("/", PathAndQuery::as_str);
    let path = format!("{}{rest}", base.path().trim_end_matches('/'));
    Uri::builder()
        .scheme(scheme.clone())
        .authority(authority.clone())
        .path_and_query(path)
        .build()
        .map_err(|error| BaseError(error.to_string()))
}

/// The URI without this prefix of its path, such as `/prod`; `None` if its path has another.
///
/// ```
/// use tinsmith_runtime::http::strip_prefix;
///
/// let uri = strip_prefix("/prod", &"/prod/backend?x=1".parse()?);
/// assert_eq!(uri, Some("/backend?x=1".parse()?));
/// assert_eq!(strip_prefix("/prod", &"/production/backend".parse()?), None);
/// # Ok::<(), http::uri::InvalidUri>(())
/// ```
pub fn strip_prefix(prefix: &str, uri: &Uri) -> Option<Uri> {
    let rest = uri
        .path_and_query()?
        .as_str()
        .strip_prefix(prefix.trim_end_matches('/'))?;
    let mut parts = uri.clone().into_parts();
    let path = if rest.starts_with('/') {
        rest.parse()
    } else if rest.is_empty() || rest.starts_with('?') {
        format!("/{rest}").parse()
    } else {
        return None;
    };
    parts.path_and_query = Some(path.ok()?);
    let uri: Result<Uri, InvalidUriParts> = Uri::from_parts(parts);
    uri.ok()
}

/// Why a base URL is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseError(String);

impl fmt::Display for BaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the base URL cannot be used: {}", self.0)
    }
}

impl std::error::Error for BaseError {}
