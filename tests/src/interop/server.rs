//! The mock server as a process, and what it is told.

use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde::Deserialize;
use serde_json::{Value, json};
use ureq::Agent;

use super::case;

/// A request as the server received it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Received {
    /// The method.
    pub method: String,
    /// Path and query, as they travelled.
    pub uri: String,
    /// The headers, their names in lower case.
    pub headers: std::collections::BTreeMap<String, String>,
    /// The body.
    pub body: String,
}

/// A mock server that runs.
#[derive(Debug)]
pub struct Server {
    child: Child,
    endpoint: String,
    agent: Agent,
}

impl Server {
    /// Starts the example `mock_server` on a free port of loopback.
    ///
    /// # Errors
    ///
    /// If the process does not start or does not say where it listens.
    pub fn start(program: &Path) -> io::Result<Self> {
        let mut child = Command::new(program)
            .arg("127.0.0.1:0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        let mut server = Self {
            child,
            endpoint: String::new(),
            agent: Agent::new_with_defaults(),
        };
        match line.trim_end().strip_prefix("listening on ") {
            Some(endpoint) => endpoint.clone_into(&mut server.endpoint),
            None => return Err(io::Error::other("the mock server does not listen")),
        }
        Ok(server)
    }

    /// The root of the service's URIs.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// Forgets everything, and then does what a case wants of it.
    ///
    /// # Errors
    ///
    /// If the server does not take it.
    pub fn tell(&self, what: &case::Server, resource: &str) -> io::Result<()> {
        let (at, body) = match what {
            case::Server::AsItIs => return self.forget(),
            case::Server::Response(body) => (format!("responses/{resource}"), body.clone()),
            case::Server::Next(times, raw) => {
                let headers = raw.headers.iter().map(|&(k, v)| (k.to_owned(), v.into()));
                let body = json!({
                    "times": times,
                    "status": raw.status,
                    "headers": Value::Object(headers.collect()),
                    "body": raw.body,
                });
                ("next".to_owned(), body)
            }
        };
        self.forget()?;
        self.agent
            .put(self.control(&at))
            .content_type("application/json")
            .send(body.to_string())
            .map(drop)
            .map_err(io::Error::other)
    }

    /// The requests since it forgot.
    ///
    /// # Errors
    ///
    /// If the server does not say.
    pub fn received(&self) -> io::Result<Vec<Received>> {
        let answer = self.agent.get(self.control("requests")).call();
        let text = answer.and_then(|mut answer| answer.body_mut().read_to_string());
        Ok(serde_json::from_str(&text.map_err(io::Error::other)?)?)
    }

    fn forget(&self) -> io::Result<()> {
        let answer = self
            .agent
            .delete(format!("{}/control", self.endpoint))
            .call();
        answer.map(drop).map_err(io::Error::other)
    }

    fn control(&self, what: &str) -> String {
        format!("{}/control/{what}", self.endpoint)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
