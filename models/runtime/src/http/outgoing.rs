use serde_core::Serialize;

use super::__http::{Request, Response, StatusCode};
use super::headers::Headers;
use super::message::Payload;
use super::text::Texts;
use super::write_error::{WriteError, WriteErrorKind};
use super::{ERROR_TYPE, TARGET, list, pattern, percent};
use crate::codec::Encoded;
use crate::{Codec, Operation, Protocol};

/// A request or response that is being written, member by member.
///
/// [`HttpMessage::write`](super::HttpMessage::write) fills it; generated code calls the methods
/// by a member's binding.
#[derive(Debug)]
pub struct Outgoing {
    protocol: Protocol,
    role: Role,
    labels: Vec<(&'static str, String)>,
    query: Vec<(String, String)>,
    /// What `httpQueryParams` adds, unless it is there already.
    more_query: Vec<(String, String)>,
    headers: Headers,
    /// What a member says that the status is, and the member's name.
    status: Option<(StatusCode, &'static str)>,
    /// The body, if there is one.
    body: Option<Vec<u8>>,
    content_type: &'static str,
}

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Request,
    Response,
    /// The response that says an error of this code.
    Error(&'static str),
}

impl Outgoing {
    pub(super) fn new(protocol: Protocol, role: Role) -> Self {
        Self {
            protocol,
            role,
            labels: Vec::new(),
            query: Vec::new(),
            more_query: Vec::new(),
            headers: Headers::default(),
            status: None,
            body: None,
            content_type: "",
        }
    }

    /// A member with `httpLabel`.
    pub fn label<C: Codec<T>, T>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        if let Texts::One(text) = texts::<C, T>(name, value)? {
            self.labels.push((name, text));
        }
        Ok(())
    }

    /// A member with `httpQuery`: a scalar or a list.
    pub fn query<C: Codec<T>, T>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        push(&mut self.query, name, texts::<C, T>(name, value)?);
        Ok(())
    }

    /// A member with `httpQueryParams`: a map of texts or lists of texts.
    pub fn query_params<C: Codec<T>, T>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        if let Texts::Map(entries) = texts::<C, T>(name, value)? {
            for (key, texts) in entries {
                push(&mut self.more_query, &key, texts);
            }
        }
        Ok(())
    }

    /// A scalar member with `httpHeader`.
    pub fn header<C: Codec<T>, T>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        match texts::<C, T>(name, value)? {
            Texts::One(text) => self.headers.set(name, &text),
            _ => Ok(()),
        }
    }

    /// A list with `httpHeader`.
    pub fn header_list<C: Codec<T>, T>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        match texts::<C, T>(name, value)? {
            Texts::Many(elements) => self.headers.set(name, &list::join(&elements)),
            _ => Ok(()),
        }
    }

    /// A list of http-dates with `httpHeader`.
    pub fn header_dates<C: Codec<T>, T>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        match texts::<C, T>(name, value)? {
            Texts::Many(elements) => self.headers.set(name, &list::join_dates(&elements)),
            _ => Ok(()),
        }
    }

    /// A member with `httpPrefixHeaders`: a map of texts. Where a member has a header of its own,
    /// that one counts.
    pub fn prefix_headers<C: Codec<T>, T>(
        &mut self,
        prefix: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        let Texts::Map(entries) = texts::<C, T>(prefix, value)? else {
            return Ok(());
        };
        let shown = if prefix.is_empty() {
            "httpPrefixHeaders"
        } else {
            prefix
        };
        for (key, text) in entries {
            let value = match text {
                Texts::One(text) => text,
                Texts::Many(elements) => list::join(&elements),
                _ => continue,
            };
            let name = format!("{prefix}{key}");
            self.headers.set_by_prefix(&name, shown, &value)?;
        }
        Ok(())
    }

    /// A member with `httpResponseCode`.
    pub fn status<C: Codec<T>, T>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        let Texts::One(text) = texts::<C, T>(name, value)? else {
            return Ok(());
        };
        let status = text
            .parse()
            .ok()
            .and_then(|it| StatusCode::from_u16(it).ok());
        let status = status.ok_or_else(|| WriteError::new(WriteErrorKind::Status, name))?;
        self.status = Some((status, name));
        Ok(())
    }

    /// The members that travel in the body, as one JSON object.
    pub fn json<T: Serialize>(&mut self, value: &T) -> Result<(), WriteError> {
        self.set_json(serde_json::to_vec(value))
    }

    /// No member travels in the body. restJson leaves it out of requests then and writes an
    /// empty object in responses, as Smithy's servers do, unless their status has no body.
    pub fn empty(&mut self) {
        if self.role != Role::Request || self.protocol != Protocol::RestJson1 {
            self.body = Some(b"{}".to_vec());
            self.content_type = self.json_type();
        }
    }

    /// There is no structure to write, and so no body; the awsJson protocols always have one.
    pub fn unit(&mut self) {
        if self.protocol != Protocol::RestJson1 {
            self.empty();
        }
    }

    /// A structure with `httpPayload`, which is an empty one in requests if it is absent.
    pub fn payload_structure<C: Codec<T>, T>(
        &mut self,
        media_type: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        self.payload_json::<C, T>(media_type, value)?;
        if self.body.is_none() && self.role == Role::Request {
            self.body = Some(b"{}".to_vec());
            self.content_type = self.json_type();
        }
        Ok(())
    }

    /// A union, a document, a list or a map with `httpPayload`.
    pub fn payload_json<C: Codec<T>, T>(
        &mut self,
        _media_type: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        let json = serde_json::to_vec(&Encoded::<C, T>::new(value));
        if !matches!(&json, Ok(json) if json == b"null") {
            self.set_json(json)?;
        }
        Ok(())
    }

    /// A string or an enum with `httpPayload`.
    pub fn payload_text<C: Codec<T>, T>(
        &mut self,
        media_type: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        if let Texts::One(text) = texts::<C, T>("body", value)? {
            self.body = Some(text.into_bytes());
            self.content_type = media_type;
        }
        Ok(())
    }

    /// A member that no message holds: a streaming one of a protocol that has no place for it.
    pub fn nowhere<C: Codec<T>, T>(
        &mut self,
        _name: &'static str,
        _value: &T,
    ) -> Result<(), WriteError> {
        Ok(())
    }

    /// A blob with `httpPayload`.
    pub fn payload_blob<T: Payload>(&mut self, media_type: &'static str, value: T) {
        self.body = value.into_bytes();
        if self.body.is_some() {
            self.content_type = media_type;
        }
    }

    fn json_type(&self) -> &'static str {
        json_type(self.protocol)
    }

    fn set_json(&mut self, json: Result<Vec<u8>, serde_json::Error>) -> Result<(), WriteError> {
        let json = json.map_err(|_| WriteError::new(WriteErrorKind::Json, "body"))?;
        self.body = Some(json);
        self.content_type = self.json_type();
        Ok(())
    }

    /// The request of an operation.
    pub(super) fn into_request<O: Operation>(mut self) -> Result<Request<Vec<u8>>, WriteError> {
        self.check_protocol(O::SERVICE.name)?;
        let (path, constant) = pattern::split(O::URI);
        let label = |name: &str| {
            let found = self.labels.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| &**value)
        };
        let mut uri = pattern::fill(path, label)?;
        self.write_query(constant, &mut uri);
        if self.protocol != Protocol::RestJson1 {
            let target = format!("{}.{}", O::SERVICE.name, O::NAME);
            self.headers.set(TARGET, &target)?;
        }
        let mut request = Request::builder()
            .method(O::METHOD)
            .uri(uri)
            .body(Vec::new())
            .map_err(|_| WriteError::new(WriteErrorKind::Uri, O::URI))?;
        let content_type = self.body.is_some().then_some(self.content_type);
        *request.headers_mut() = self.headers.into_map(content_type)?;
        *request.body_mut() = self.body.unwrap_or_default();
        Ok(request)
    }

    /// A response, with this status unless a member says another.
    pub(super) fn into_response(mut self, status: u16) -> Result<Response<Vec<u8>>, WriteError> {
        self.check_protocol("the service")?;
        let default = StatusCode::from_u16(status)
            .map_err(|_| WriteError::new(WriteErrorKind::Status, "status"))?;
        if let Role::Error(code) = self.role {
            if self.protocol == Protocol::RestJson1 {
                self.headers.set(ERROR_TYPE, code)?;
            } else if let Some(body) = &mut self.body {
                insert_type(code, body);
            }
        }
        let status = self.checked_status(default)?;
        if !has_body(status) {
            self.leave_body_out()?;
        }
        let mut response = Response::new(Vec::new());
        *response.status_mut() = status;
        let content_type = self.body.is_some().then_some(self.content_type);
        *response.headers_mut() = self.headers.into_map(content_type)?;
        *response.body_mut() = self.body.unwrap_or_default();
        Ok(response)
    }

    /// The status that a member says, if it is one by which the response is still read as what
    /// it is; or else this one.
    fn checked_status(&self, default: StatusCode) -> Result<StatusCode, WriteError> {
        let Some((status, name)) = self.status else {
            return Ok(default);
        };
        let is_fine = match self.role {
            Role::Error(_) => !status.is_success(),
            Role::Request | Role::Response => status.is_success() || status == default,
        };
        is_fine
            .then_some(status)
            .ok_or_else(|| WriteError::new(WriteErrorKind::Status, name))
    }

    /// Takes away a body that says nothing.
    fn leave_body_out(&mut self) -> Result<(), WriteError> {
        let says_nothing = match self.body.as_deref() {
            None | Some(b"") => true,
            Some(b"{}") => self.content_type == self.json_type(),
            Some(_) => false,
        };
        if !says_nothing {
            return Err(WriteError::new(WriteErrorKind::Body, "body"));
        }
        self.body = None;
        Ok(())
    }

    fn check_protocol(&self, name: &str) -> Result<(), WriteError> {
        match self.protocol {
            Protocol::NotJson(_) => Err(WriteError::new(WriteErrorKind::Protocol, name)),
            _ => Ok(()),
        }
    }

    /// The constant part of the query, members, and then what `httpQueryParams` has beyond that.
    fn write_query(&self, constant: Option<&str>, uri: &mut String) {
        let mut separator = '?';
        let mut taken: Vec<String> = Vec::new();
        if let Some(constant) = constant {
            uri.push(separator);
            uri.push_str(constant);
            separator = '&';
            let names = constant
                .split('&')
                .map(|it| it.split('=').next().unwrap_or(it));
            taken.extend(names.filter_map(percent::decode));
        }
        let more = self.more_query.iter().filter(|(name, _)| {
            !taken.contains(name) && !self.query.iter().any(|(known, _)| known == name)
        });
        for (name, value) in self.query.iter().chain(more) {
            uri.push(separator);
            percent::encode(name, b"", uri);
            uri.push('=');
            percent::encode(value, b"", uri);
            separator = '&';
        }
    }
}

/// Whether responses with this status have a body (RFC 9110 sections 6.4.1 and 15.3.6).
pub(super) fn has_body(status: StatusCode) -> bool {
    !matches!(status.as_u16(), 100..200 | 204 | 205 | 304)
}

/// The media type of JSON bodies.
pub(super) const fn json_type(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::AwsJson1_0 => "application/x-amz-json-1.0",
        Protocol::AwsJson1_1 => "application/x-amz-json-1.1",
        Protocol::RestJson1 | Protocol::NotJson(_) => "application/json",
    }
}

fn texts<C: Codec<T>, T>(name: &str, value: &T) -> Result<Texts, WriteError> {
    Texts::of::<C, T>(value).map_err(|_| WriteError::new(WriteErrorKind::Json, name))
}

fn push(query: &mut Vec<(String, String)>, name: &str, texts: Texts) {
    match texts {
        Texts::One(text) => query.push((name.to_owned(), text)),
        Texts::Many(texts) | Texts::First(texts) => {
            query.extend(texts.into_iter().map(|text| (name.to_owned(), text)));
        }
        Texts::Absent | Texts::Map(_) => {}
    }
}

/// Says in a JSON object which error it is, as the awsJson protocols have it.
fn insert_type(code: &str, body: &mut Vec<u8>) {
    let code = serde_json::to_string(code).unwrap_or_default();
    let rest = body.strip_prefix(b"{").unwrap_or_default();
    let comma = if rest == b"}" { "" } else { "," };
    let mut object = format!("{{\"__type\":{code}{comma}").into_bytes();
    object.extend_from_slice(rest);
    *body = object;
}
