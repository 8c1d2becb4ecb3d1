//! Whether a page of another origin could do what a client does: a browser asks before it sends
//! such a request, and shows the page no answer that does not say that it may (the Fetch
//! standard, "CORS protocol").

use std::io;

use ureq::Agent;
use ureq::http::{Request, Response};

use super::client::{Call, Client};
use super::judge;
use super::server::{Received, Server};

/// The row of the table.
pub const ROW: &str = "its headers in a CORS preflight; answers and errors for a page";

/// Where the page is from.
const ORIGIN: &str = "https://app.example";

/// Headers that a browser sets itself or asks nobody about; `sec-` and `proxy-` begin more.
const OF_THE_BROWSER: [&str; 20] = [
    "accept",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "connection",
    "content-language",
    "content-length",
    "cookie",
    "date",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "referer",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "via",
];

/// Records what a client sends, asks as a browser would whether a page may send it, and then
/// looks at all kinds of answers.
///
/// # Errors
///
/// If the server or the client is not there any more; within, what keeps a page out.
pub fn play(client: &mut dyn Client, server: &Server) -> io::Result<Result<(), String>> {
    let case = super::cases::plain()?;
    server.tell(&case.server, case.ask.resource)?;
    client.call(&Call {
        endpoint: server.endpoint().to_owned(),
        input: judge::input(&case.ask),
        attempts: 1,
    })?;
    let received = server.received()?;
    let [request] = received.as_slice() else {
        return Ok(Err(format!("{} requests instead of 1", received.len())));
    };
    let agent = Agent::config_builder().http_status_as_error(false);
    let page = Page {
        agent: agent.build().into(),
        endpoint: server.endpoint(),
        path: &request.uri,
    };
    Ok(page.preflight(request)?.and(page.answers()?))
}

/// A page, and the operation that it calls.
struct Page<'s> {
    agent: Agent,
    endpoint: &'s str,
    path: &'s str,
}

impl Page<'_> {
    /// Asks whether the page may send such a request.
    fn preflight(&self, request: &Received) -> io::Result<Result<(), String>> {
        let is_asked = |name: &str| {
            let is_prefixed = name.starts_with("sec-") || name.starts_with("proxy-");
            !is_prefixed && !OF_THE_BROWSER.contains(&name)
        };
        let names = request.headers.keys().map(String::as_str);
        let names: Vec<&str> = names.filter(|name| is_asked(name)).collect();
        let asked = Request::options(format!("{}{}", self.endpoint, self.path))
            .header("origin", ORIGIN)
            .header("access-control-request-method", &request.method)
            .header("access-control-request-headers", names.join(","))
            .body(())
            .map_err(io::Error::other)?;
        let answer = self.agent.run(asked).map_err(io::Error::other)?;
        Ok(allows(&answer, &request.method, &names))
    }

    /// Sends what is answered in one way or another.
    fn answers(&self) -> io::Result<Result<(), String>> {
        for (method, path, body, status) in [
            ("POST", self.path, r#"{"resourceName":"garden"}"#, 200),
            ("POST", self.path, r#"{"resourceName":"not-found"}"#, 404),
            ("POST", self.path, "{", 400),
            ("PUT", self.path, "{}", 405),
            ("POST", "/nowhere", "{}", 404),
        ] {
            let request = Request::builder()
                .method(method)
                .uri(format!("{}{path}", self.endpoint))
                .header("origin", ORIGIN)
                .header("content-type", "application/json")
                .body(body)
                .map_err(io::Error::other)?;
            let answer = self.agent.run(request).map_err(io::Error::other)?;
            if let Err(reason) = shows(&answer, status) {
                return Ok(Err(format!("{method} {path} {body}: {reason}")));
            }
        }
        Ok(Ok(()))
    }
}

/// Whether a preflight's answer allows a request with this method and these headers.
fn allows<B>(answer: &Response<B>, method: &str, names: &[&str]) -> Result<(), String> {
    if !answer.status().is_success() {
        return Err(format!("the preflight's status is {}", answer.status()));
    }
    is_for_the_page(answer)?;
    let methods = list(answer, "access-control-allow-methods");
    if !methods.iter().any(|it| it == method) {
        return Err(format!("{method} is not allowed"));
    }
    let allowed = list(answer, "access-control-allow-headers");
    match names
        .iter()
        .find(|name| !allowed.iter().any(|it| it == *name))
    {
        Some(name) => Err(format!("the header `{name}` is not allowed")),
        None => Ok(()),
    }
}

/// Whether the page sees an answer, and what error it says.
fn shows<B>(answer: &Response<B>, status: u16) -> Result<(), String> {
    if answer.status() != status {
        return Err(format!("{} instead of {status}", answer.status()));
    }
    is_for_the_page(answer)?;
    let exposed = list(answer, "access-control-expose-headers");
    if exposed.iter().any(|it| it == "x-amzn-errortype") {
        Ok(())
    } else {
        Err("the page does not see the error's code".to_owned())
    }
}

fn is_for_the_page<B>(answer: &Response<B>) -> Result<(), String> {
    match list(answer, "access-control-allow-origin").as_slice() {
        [origin] if origin == "*" || origin == ORIGIN => Ok(()),
        other => Err(format!("the page's origin is not allowed: {other:?}")),
    }
}

/// The elements of a header, in small letters but for methods, which have none.
fn list<B>(answer: &Response<B>, name: &str) -> Vec<String> {
    let values = answer.headers().get_all(name).iter();
    let texts = values.filter_map(|value| value.to_str().ok());
    let elements = texts.flat_map(|text| text.split(','));
    elements.map(|it| it.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(headers: &[(&str, &str)]) -> Response<()> {
        let mut answer = Response::builder().status(204);
        for (name, value) in headers {
            answer = answer.header(*name, *value);
        }
        answer.body(()).unwrap()
    }

    #[test]
    fn a_browser_wants_each_of_three_headers() {
        let origin = ("access-control-allow-origin", "*");
        let methods = ("access-control-allow-methods", "GET, POST");
        let headers = ("access-control-allow-headers", "x-a, x-b");
        let all = answer(&[origin, methods, headers]);
        assert_eq!(allows(&all, "POST", &["x-a", "x-b"]), Ok(()));
        assert!(allows(&all, "PUT", &[]).is_err());
        assert!(allows(&all, "POST", &["x-c"]).is_err());
        let other = ("access-control-allow-origin", "https://other.example");
        assert!(allows(&answer(&[other, methods, headers]), "POST", &[]).is_err());
        assert!(allows(&answer(&[methods, headers]), "POST", &[]).is_err());
        assert!(shows(&answer(&[origin]), 204).is_err());
        assert!(shows(&all, 200).is_err());
    }
}
