//! The headers of a message that is being written.

use super::__http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use super::write_error::{WriteError, WriteErrorKind};

/// Headers that say where a message goes and where it ends (RFC 9110 section 7.6.1, RFC 9112).
/// Whoever could set them could make two requests of one.
const RESERVED: [&str; 9] = [
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Whether a header, its name in small letters, is the connection's and no member's.
pub(super) fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}

/// The headers of a message that is being written.
#[derive(Debug, Default)]
pub(super) struct Headers {
    /// Those of members that have one of their own, and the protocol's.
    own: HeaderMap,
    /// Those of a map, which give way to the others, whichever came first.
    by_prefix: HeaderMap,
}

impl Headers {
    /// Sets a header.
    pub(super) fn set(&mut self, name: &str, value: &str) -> Result<(), WriteError> {
        let header = header_name(name, name)?;
        let value = header_value(name, value)?;
        self.own.insert(header, value);
        Ok(())
    }

    /// Sets a header of a map, `shown` being what errors call the map.
    pub(super) fn set_by_prefix(
        &mut self,
        name: &str,
        shown: &str,
        value: &str,
    ) -> Result<(), WriteError> {
        let name = header_name(name, shown)?;
        if is_reserved(name.as_str()) {
            let kind = WriteErrorKind::ReservedHeader;
            return Err(WriteError::new(kind, name.as_str()));
        }
        let value = header_value(shown, value)?;
        match self.by_prefix.insert(name, value) {
            None => Ok(()),
            Some(_) => Err(WriteError::new(WriteErrorKind::SameHeader, shown)),
        }
    }

    /// All headers; `content_type` is that of the body, if there is one, unless a member says
    /// another.
    pub(super) fn into_map(self, content_type: Option<&str>) -> Result<HeaderMap, WriteError> {
        let Self { mut own, by_prefix } = self;
        if let Some(content_type) = content_type
            && !own.contains_key(CONTENT_TYPE)
        {
            own.insert(CONTENT_TYPE, header_value("content-type", content_type)?);
        }
        for (name, value) in by_prefix {
            if let Some(name) = name
                && !own.contains_key(&name)
            {
                own.insert(name, value);
            }
        }
        Ok(own)
    }
}

fn header_name(name: &str, shown: &str) -> Result<HeaderName, WriteError> {
    HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| WriteError::new(WriteErrorKind::HeaderName, shown))
}

/// A text as a header's value. Beyond ASCII, who reads it would have to guess what it is in;
/// and spaces around it would be lost on the way (RFC 9110 section 5.5).
pub(super) fn header_value(name: &str, text: &str) -> Result<HeaderValue, WriteError> {
    HeaderValue::from_str(text)
        .ok()
        .filter(|_| text.is_ascii() && text.trim_matches([' ', '\t']) == text)
        .ok_or_else(|| WriteError::new(WriteErrorKind::HeaderValue, name))
}
