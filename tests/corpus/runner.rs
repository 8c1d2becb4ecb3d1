//! Takes the documents of a service through its types. Compiled as a program of each service's
//! crate, after a function `run` that knows which types a document is of.

use serde_core::Serialize;
use serde_core::de::DeserializeOwned;
use serde_json::Value;
use std::process::ExitCode;
use tinsmith_runtime::http::{HttpOperation, ResponseError, WriteError, WriteErrorKind};
use tinsmith_runtime::member_names::{MemberNamed, MemberNames};

/// What is wrong with a document, if anything is.
type Check = Result<(), String>;

/// Reads a document into its type, and wants the same bytes when it is written: as it travels, and
/// after a detour by member names.
fn travels<T: Serialize + DeserializeOwned + MemberNamed>(text: &str) -> Check {
    let value: T = read(text)?;
    same(text, &value)?;
    let named = serde_json::to_string(&MemberNames(&value)).map_err(|it| it.to_string())?;
    let MemberNames(again): MemberNames<T> =
        serde_json::from_str(&named).map_err(|it| format!("as {named}: {it}"))?;
    same(text, &again).map_err(|it| format!("by way of {named}, {it}"))
}

/// Sends an input as a request, and wants the same input on the other side.
fn request<O>(text: &str) -> Check
where
    O: HttpOperation<Input: Serialize + DeserializeOwned>,
{
    let Some(request) = sent(O::request(read(text)?))? else {
        return Ok(());
    };
    let place = || format!("the request of {}: {request:?}", O::NAME);
    let again = O::read_request(&request).map_err(|it| format!("{}: {it}", place()))?;
    let said = Said::new(request.headers(), None);
    said.no_more_than(text, &again)
        .map_err(|it| format!("{}: {it}", place()))
}

/// Sends an output as a response, and wants the same output on the other side.
fn response<O>(text: &str) -> Check
where
    O: HttpOperation<Output: Serialize + DeserializeOwned>,
{
    let Some(response) = sent(O::response(read(text)?))? else {
        return Ok(());
    };
    let place = || format!("the response of {}: {response:?}", O::NAME);
    match O::read_response(&response) {
        Ok(again) => {
            let said = Said::new(response.headers(), Some(response.status().as_u16()));
            said.no_more_than(text, &again)
                .map_err(|it| format!("{}: {it}", place()))
        }
        Err(ResponseError::Unreadable(error)) => Err(format!("{}: {error}", place())),
        Err(ResponseError::Operation(_)) => Err(format!("{}: an error", place())),
    }
}

/// Sends an error as a response, and wants the same error on the other side.
fn error<O, E>(text: &str) -> Check
where
    O: HttpOperation<Error: From<E> + Clone + PartialEq + std::fmt::Debug>,
    E: DeserializeOwned,
{
    let error = O::Error::from(read::<E>(text)?);
    let Some(response) = sent(O::error_response(error.clone()))? else {
        return Ok(());
    };
    let place = || format!("an error of {}: {response:?}", O::NAME);
    match O::read_response(&response) {
        Err(ResponseError::Operation(again)) if again == error => Ok(()),
        Err(ResponseError::Operation(again)) => Err(format!("{}: read as {again:?}", place())),
        Err(ResponseError::Unreadable(error)) => Err(format!("{}: {error}", place())),
        Ok(_) => Err(format!("{}: a success", place())),
    }
}

/// What a message of HTTP says for members that were absent.
struct Said {
    status: Option<u16>,
    content_type: Option<String>,
}

impl Said {
    fn new(headers: &http::HeaderMap, status: Option<u16>) -> Self {
        let content_type = headers.get("content-type");
        let content_type = content_type
            .and_then(|it| it.to_str().ok())
            .map(str::to_owned);
        Self {
            status,
            content_type,
        }
    }

    /// Wants the members that were sent, and no other ones but for what HTTP says in any case: the
    /// status, the type of the content, and `{}` for a structure that is the whole body.
    fn no_more_than(&self, text: &str, again: &impl Serialize) -> Check {
        let sent: Value = read(text)?;
        let again = serde_json::to_string(again).map_err(|error| error.to_string())?;
        let again: Value = read(&again)?;
        let (Value::Object(sent), Value::Object(mut rest)) = (sent, again.clone()) else {
            return same(text, &again);
        };
        let comes_back = sent
            .iter()
            .all(|(name, value)| rest.remove(name).as_ref() == Some(value));
        let is_said = |value: &Value| match value {
            Value::Number(number) => number.as_u64() == self.status.map(u64::from),
            Value::String(text) => Some(text) == self.content_type.as_ref(),
            Value::Object(members) => members.is_empty(),
            _ => false,
        };
        if comes_back && rest.values().all(is_said) {
            Ok(())
        } else {
            Err(format!("it is read as {again}"))
        }
    }
}

/// The message, or nothing where a header cannot hold the value: texts are made from patterns, and
/// one such as `[^:]*` takes control characters too.
fn sent<T>(message: Result<T, WriteError>) -> Result<Option<T>, String> {
    match message {
        Ok(message) => Ok(Some(message)),
        Err(error) if error.kind() == WriteErrorKind::HeaderValue => Ok(None),
        Err(error) => Err(format!("cannot be sent: {error}")),
    }
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

fn same(text: &str, value: &impl Serialize) -> Check {
    let written = serde_json::to_string(value).map_err(|error| error.to_string())?;
    if written == text {
        Ok(())
    } else {
        Err(format!("it is written as {written}"))
    }
}

fn main() -> ExitCode {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/documents.txt");
    let documents = std::fs::read_to_string(path).unwrap();
    let mut code = ExitCode::SUCCESS;
    for line in documents.lines() {
        let (number, text) = line.split_once('\t').unwrap();
        for check in run(number) {
            if let Err(problem) = check(text) {
                // The problem first: a long line is cut.
                println!("{number}: {problem}: {text}");
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}
