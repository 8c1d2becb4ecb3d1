use std::collections::BTreeMap;

use serde_core::de::{DeserializeOwned, DeserializeSeed};

use super::__http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use super::__http::{Request, Response, StatusCode};
use super::message::Payload;
use super::outgoing::json_type;
use super::read_error::{ReadError, ReadErrorKind};
use super::text::Texts;
use super::{TARGET, headers, list, pattern, percent};
use crate::codec::Decoder;
use crate::{Codec, Operation, Protocol, ValueError};

/// A request or response that is being read, member by member.
///
/// [`HttpMessage::read`](super::HttpMessage::read) takes from it; generated code calls the
/// methods by a member's binding.
#[derive(Debug)]
pub struct Incoming<'m> {
    labels: Vec<(&'static str, String)>,
    query: Vec<(String, String)>,
    headers: &'m HeaderMap,
    /// The status of a response.
    status: Option<StatusCode>,
    body: &'m [u8],
    protocol: Protocol,
}

impl<'m> Incoming<'m> {
    /// A request to an operation.
    pub(super) fn request<O: Operation, B: AsRef<[u8]>>(
        request: &'m Request<B>,
    ) -> Result<Self, ReadError> {
        let uri = request.uri();
        let protocol = O::SERVICE.protocol;
        if let Protocol::NotJson(name) = protocol {
            return Err(ReadError::new(ReadErrorKind::Protocol, name));
        }
        if request.method().as_str() != O::METHOD {
            return Err(ReadError::new(ReadErrorKind::Method, request.method()));
        }
        let (path, constant) = pattern::split(O::URI);
        let labels = pattern::matches(path, uri.path());
        let labels = labels.ok_or_else(|| ReadError::new(ReadErrorKind::Path, uri.path()))?;
        let headers = request.headers();
        if protocol != Protocol::RestJson1 {
            let target = headers
                .get(TARGET)
                .map(HeaderValue::as_bytes)
                .unwrap_or_default();
            if !is_target(target, O::SERVICE.name, O::NAME) {
                let target = String::from_utf8_lossy(target);
                return Err(ReadError::new(ReadErrorKind::Target, target));
            }
        }
        let query = parameters(uri.query().unwrap_or_default());
        let query = query.ok_or_else(|| ReadError::new(ReadErrorKind::QueryString, uri))?;
        if protocol == Protocol::RestJson1 && !pattern::has_constants(constant, &query) {
            return Err(ReadError::new(ReadErrorKind::Constant, uri));
        }
        Ok(Self {
            labels,
            query,
            headers,
            status: None,
            body: request.body().as_ref(),
            protocol,
        })
    }

    /// A response.
    pub(super) fn response<B: AsRef<[u8]>>(response: &'m Response<B>, protocol: Protocol) -> Self {
        Self {
            labels: Vec::new(),
            query: Vec::new(),
            headers: response.headers(),
            status: Some(response.status()),
            body: response.body().as_ref(),
            protocol,
        }
    }

    /// The message with this body instead of its own.
    pub(super) fn with_body<'s>(self, body: &'s [u8]) -> Incoming<'s>
    where
        'm: 's,
    {
        Incoming { body, ..self }
    }

    /// A member with `httpLabel`.
    pub fn label<C: Codec<T>, T>(&self, name: &'static str) -> Result<T, ReadError> {
        let found = self.labels.iter().find(|(known, _)| *known == name);
        let texts = found.map_or(Texts::Absent, |(_, value)| Texts::One(value.clone()));
        fitting::<C, T>(texts, ReadErrorKind::Label(name))
    }

    /// A member with `httpQuery`. Where one text is wanted, a parameter's first counts.
    pub fn query<C: Codec<T>, T>(&self, name: &'static str) -> Result<T, ReadError> {
        let found = self.query.iter().filter(|(known, _)| known == name);
        let values: Vec<String> = found.map(|(_, value)| value.clone()).collect();
        let texts = if values.is_empty() {
            Texts::Absent
        } else {
            Texts::First(values)
        };
        fitting::<C, T>(texts, ReadErrorKind::Query(name))
    }

    /// A member with `httpQueryParams`: all parameters, those of other members included, as
    /// Smithy wants of servers. Where one text is wanted, a parameter's first counts.
    pub fn query_params<C: Codec<T>, T>(&self, name: &'static str) -> Result<T, ReadError> {
        let mut entries: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in &self.query {
            entries.entry(name.clone()).or_default().push(value.clone());
        }
        let entries = entries.into_iter();
        let entries = entries.map(|(name, values)| (name, Texts::First(values)));
        map::<C, T>(entries.collect(), ReadErrorKind::Query(name))
    }

    /// A scalar member with `httpHeader`. Of several headers of one name, the texts are put
    /// together with commas (RFC 9110 section 5.3).
    pub fn header<C: Codec<T>, T>(&self, name: &'static str) -> Result<T, ReadError> {
        let texts = self
            .header_text(name, name)?
            .map_or(Texts::Absent, Texts::One);
        fitting::<C, T>(texts, ReadErrorKind::Header(name))
    }

    /// A list with `httpHeader`.
    pub fn header_list<C: Codec<T>, T>(&self, name: &'static str) -> Result<T, ReadError> {
        let kind = ReadErrorKind::Header(name);
        let texts = match self.header_text(name, name)? {
            None => Texts::Absent,
            Some(text) => match list::split(&text) {
                Some(elements) => Texts::Many(elements),
                None => return Err(ReadError::new(kind, "a quote is not closed")),
            },
        };
        fitting::<C, T>(texts, kind)
    }

    /// A list of http-dates with `httpHeader`.
    pub fn header_dates<C: Codec<T>, T>(&self, name: &'static str) -> Result<T, ReadError> {
        let text = self.header_text(name, name)?;
        let texts = text.map_or(Texts::Absent, |text| Texts::Many(list::split_dates(&text)));
        fitting::<C, T>(texts, ReadErrorKind::Header(name))
    }

    /// A member with `httpPrefixHeaders`. The keys are in small letters, as HTTP/2 sends all
    /// names. Headers of the connection are no keys, for no such map could be written.
    pub fn prefix_headers<C: Codec<T>, T>(&self, prefix: &'static str) -> Result<T, ReadError> {
        let lower = prefix.to_ascii_lowercase();
        let mut entries = BTreeMap::new();
        for name in self.headers.keys() {
            if let Some(key) = name.as_str().strip_prefix(&*lower)
                && !headers::is_reserved(name.as_str())
                && let Some(text) = self.header_text(name.as_str(), prefix)?
            {
                entries.insert(key.to_owned(), Texts::One(text));
            }
        }
        map::<C, T>(entries, ReadErrorKind::Header(prefix))
    }

    /// A member with `httpResponseCode`.
    pub fn status<C: Codec<T>, T>(&self, _name: &'static str) -> Result<T, ReadError> {
        let status = self.status.map(|status| status.as_str().to_owned());
        fitting::<C, T>(
            status.map_or(Texts::Absent, Texts::One),
            ReadErrorKind::Status,
        )
    }

    /// The members that travel in the body. No body at all is one without members.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, ReadError> {
        self.check_content_type(json_type(self.protocol))?;
        let text = match self.text()? {
            text if text.trim_ascii().is_empty() => "{}",
            text => text,
        };
        serde_json::from_str(text).map_err(|error| ReadError::of_json(&error))
    }

    /// A structure with `httpPayload`. If it need not be there, a body `{}` that is no such
    /// structure means that it is not; if it must, an empty body is an empty one, since some
    /// statuses have no other.
    pub fn payload_structure<C: Codec<T>, T>(
        &self,
        media_type: &'static str,
    ) -> Result<T, ReadError> {
        let read = self.payload_json::<C, T>(media_type);
        match read {
            Err(error) if self.body.trim_ascii() == b"{}" => {
                json_as::<C, T>("null").map_err(|_| error)
            }
            Err(error) if self.body.is_empty() => json_as::<C, T>("{}").map_err(|_| error),
            read => read,
        }
    }

    /// A union, a document, a list or a map with `httpPayload`.
    pub fn payload_json<C: Codec<T>, T>(&self, _media_type: &'static str) -> Result<T, ReadError> {
        self.check_content_type(json_type(self.protocol))?;
        match self.text()? {
            text if text.trim_ascii().is_empty() => json_as::<C, T>("null")
                .map_err(|_| ReadError::new(ReadErrorKind::NoBody, "the body is empty")),
            text => json_as::<C, T>(text).map_err(|error| ReadError::of_json(&error)),
        }
    }

    /// A string or an enum with `httpPayload`. A body without a byte is an absent one if the
    /// member need not be there.
    pub fn payload_text<C: Codec<T>, T>(&self, _media_type: &'static str) -> Result<T, ReadError> {
        let text = self.text()?;
        if text.is_empty()
            && let Ok(absent) = Texts::Absent.read::<C, T>()
        {
            return Ok(absent);
        }
        fitting::<C, T>(Texts::One(text.to_owned()), ReadErrorKind::NoBody)
    }

    /// A blob with `httpPayload`.
    pub fn payload_blob<T: Payload>(&self, _media_type: &'static str) -> Result<T, ReadError> {
        Ok(T::from_bytes(self.body))
    }

    /// A member that no message holds: a streaming one of a protocol that has no place for it.
    pub fn nowhere<C: Codec<T>, T>(&self, _name: &'static str) -> Result<T, ReadError> {
        fitting::<C, T>(Texts::Absent, ReadErrorKind::NoBody)
    }

    /// A request says of a JSON body that it is one. Without this, a page of another origin
    /// could send it with the plain requests of a form, which browsers do not ask about first.
    fn check_content_type(&self, expected: &'static str) -> Result<(), ReadError> {
        if self.status.is_some() || self.body.is_empty() {
            return Ok(());
        }
        let given = self
            .headers
            .get(CONTENT_TYPE)
            .map(HeaderValue::as_bytes)
            .unwrap_or_default();
        let media_type = given.split(|byte| *byte == b';').next().unwrap_or_default();
        if media_type
            .trim_ascii()
            .eq_ignore_ascii_case(expected.as_bytes())
        {
            return Ok(());
        }
        let given = String::from_utf8_lossy(given);
        let detail = format!("`{given}` instead of `{expected}`");
        Err(ReadError::new(ReadErrorKind::ContentType, detail))
    }

    fn text(&self) -> Result<&'m str, ReadError> {
        std::str::from_utf8(self.body)
            .map_err(|error| ReadError::new(ReadErrorKind::Encoding, error))
    }

    /// The text of a header; `shown` is what an error says it is.
    fn header_text(&self, name: &str, shown: &'static str) -> Result<Option<String>, ReadError> {
        let mut found: Option<String> = None;
        for value in self.headers.get_all(name) {
            let text = std::str::from_utf8(value.as_bytes())
                .map_err(|error| ReadError::new(ReadErrorKind::Header(shown), error))?;
            found = Some(match found {
                None => text.to_owned(),
                Some(before) => format!("{before}, {text}"),
            });
        }
        Ok(found)
    }
}

/// Whether a target is this operation. Some clients have a namespace with dots before the
/// service.
pub(super) fn is_target(target: &[u8], service: &str, operation: &str) -> bool {
    let mut parts = target.rsplit(|byte| *byte == b'.');
    parts.next() == Some(operation.as_bytes()) && parts.next() == Some(service.as_bytes())
}

/// The value that texts stand for.
fn fitting<C: Codec<T>, T>(texts: Texts, kind: ReadErrorKind) -> Result<T, ReadError> {
    texts
        .read::<C, T>()
        .map_err(|error: ValueError| ReadError::new(kind, error))
}

/// A map; one without entries is an absent one if it need not be there.
fn map<C: Codec<T>, T>(
    entries: BTreeMap<String, Texts>,
    kind: ReadErrorKind,
) -> Result<T, ReadError> {
    if entries.is_empty()
        && let Ok(absent) = Texts::Absent.read::<C, T>()
    {
        return Ok(absent);
    }
    fitting::<C, T>(Texts::Map(entries), kind)
}

fn json_as<C: Codec<T>, T>(text: &str) -> Result<T, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Decoder::<C, T>::new().deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// The parameters of a query, decoded, in order; `None` if one is not UTF-8.
fn parameters(query: &str) -> Option<Vec<(String, String)>> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts.map(percent::parameter).collect()
}
