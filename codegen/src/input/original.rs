//! Places in a document of botocore's for problems of its Smithy form.

use crate::json::{self, At, Node};
use crate::model::{Model, ShapeId, escape_pointer};
use crate::report::{Other, Problem, Source};

/// The document that a Smithy form was made of.
pub(super) struct Original<'m> {
    /// `None` if it is no JSON.
    root: Option<Node<'m>>,
    model: &'m Model,
}

/// What is done to the names of shapes that cannot keep theirs (see [`crate::botocore`]).
const PREFIXES: [&str; 2] = ["SynthesizedJson", "Streaming"];
const SUFFIXES: [&str; 2] = ["Shape", "2"];

impl<'m> Original<'m> {
    /// The text that a model was read from.
    pub(super) fn new(text: &'m str, model: &'m Model) -> Self {
        let root = json::parse(text).ok();
        Self { root, model }
    }

    /// The problem at the same thing in the document, or as close to it as there is something.
    pub(super) fn place(&self, problem: Problem) -> Problem {
        if problem.source == Source::Overlay || problem.pointer.is_empty() {
            return problem;
        }
        let (pointer, is_exact) = self.at(&problem.pointer);
        let place = format!("in the Smithy form of this file, at {}", problem.pointer);
        Problem {
            pointer,
            at: if is_exact { problem.at } else { At::Key },
            help: match problem.help {
                help if is_exact => help,
                Some(help) => Some(format!("{help}; {place}")),
                None => Some(place),
            },
            other: problem.other.map(|other| {
                let (pointer, is_exact) = self.at(&other.pointer);
                let at = if is_exact { other.at } else { At::Key };
                Other {
                    pointer,
                    at,
                    ..other
                }
            }),
            ..problem
        }
    }

    /// A pointer of the Smithy form in the document, and whether it leads to the same thing.
    fn at(&self, pointer: &str) -> (String, bool) {
        let tokens = pointer.split('/').skip(1);
        let way: Vec<String> = tokens.map(|it| json::unescape(it).into_owned()).collect();
        let is_member = |at: usize| at == 3 && way[2] == "members";
        let traits = (0..way.len()).find(|at| way[*at] == "traits" && !is_member(*at));
        let (of_shape, of_trait) = match traits {
            Some(at) => (&way[..at], &way[at + 1..]),
            None => (&way[..], &[][..]),
        };
        let mut walk = self.shape(of_shape);
        let is_exact = match of_trait.split_first() {
            Some((name, below)) => walk.follow(&keys(name, below)),
            None => walk.is_whole,
        };
        (walk.pointer, is_exact)
    }

    /// What a pointer of the Smithy form without its traits leads to.
    fn shape(&self, way: &[String]) -> Walk<'_> {
        let mut walk = Walk {
            node: self.root.as_ref(),
            pointer: String::new(),
            is_whole: true,
        };
        let [section, id, below @ ..] = way else {
            walk.steps(way.iter().map(String::as_str));
            return walk;
        };
        let has_id = |other: &ShapeId| other.as_str() == id;
        if has_id(&self.model.service.id) {
            walk.step("metadata");
            walk.is_whole = false;
            return walk;
        }
        let name = id.split_once('#').map_or(id.as_str(), |(_, name)| name);
        if self.model.operations.iter().any(|it| has_id(&it.id)) {
            walk.step("operations");
            walk.step(name);
        } else {
            walk.step(section);
            walk.step(self.own_name(name));
        }
        // A reference is an object here as there, with another key.
        let keys = below.iter().map(|token| match token.as_str() {
            "target" => "shape",
            key => key,
        });
        walk.steps(keys);
        walk
    }

    /// The name that a shape has in the document.
    fn own_name<'n>(&self, name: &'n str) -> &'n str {
        let shapes = self.root.as_ref().and_then(|root| root.get("shapes"));
        let is_there = |name: &&str| shapes.is_some_and(|shapes| shapes.get(name).is_some());
        let without = |name: &'n str| {
            let start = PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix));
            start.or_else(|| SUFFIXES.iter().find_map(|suffix| name.strip_suffix(suffix)))
        };
        let mut names = std::iter::successors(Some(name), |name| without(name));
        names.find(is_there).unwrap_or(name)
    }
}

/// A way into a document, as far as it goes.
struct Walk<'n> {
    node: Option<&'n Node<'n>>,
    pointer: String,
    /// Whether every step led somewhere.
    is_whole: bool,
}

impl Walk<'_> {
    fn step(&mut self, key: &str) {
        let next = match self.node.filter(|_| self.is_whole) {
            Some(Node::Array(items)) => key.parse().ok().and_then(|at: usize| items.get(at)),
            Some(node) => node.get(key),
            None => None,
        };
        if next.is_some() {
            self.node = next;
            self.pointer.push('/');
            self.pointer.push_str(&escape_pointer(key));
        } else {
            self.is_whole = false;
        }
    }

    fn steps<'k>(&mut self, keys: impl Iterator<Item = &'k str>) {
        for key in keys {
            self.step(key);
        }
    }

    /// Goes on by the first of some ways that is there, if one is.
    fn follow(&mut self, ways: &[Vec<&str>]) -> bool {
        for way in ways {
            let mut walk = Walk {
                node: self.node,
                pointer: self.pointer.clone(),
                is_whole: self.is_whole,
            };
            walk.steps(way.iter().copied());
            if walk.is_whole {
                (self.node, self.pointer) = (walk.node, walk.pointer);
                return true;
            }
        }
        false
    }
}

/// Where a document says what a trait says, from the shape, member or operation on.
fn keys<'t>(name: &'t str, below: &'t [String]) -> Vec<Vec<&'t str>> {
    let short = name.split_once('#').map_or(name, |(_, short)| short);
    let first = below.first().map_or("", String::as_str);
    match short {
        "http" => vec![match first {
            "uri" => vec!["http", "requestUri"],
            "code" => vec!["http", "responseCode"],
            "" => vec!["http"],
            other => vec!["http", other],
        }],
        "endpoint" => vec![vec!["endpoint", "hostPrefix"]],
        "httpError" => vec![vec!["error", "httpStatusCode"]],
        "range" | "length" if first.is_empty() => vec![vec!["min"], vec!["max"]],
        "range" | "length" => vec![vec![first]],
        "jsonName" => vec![vec!["locationName"]],
        "httpLabel" | "httpQuery" | "httpHeader" | "httpPrefixHeaders" | "httpQueryParams" => {
            vec![vec!["locationName"], vec!["location"]]
        }
        "httpResponseCode" => vec![vec!["location"]],
        "httpPayload" => vec![vec!["payload"]],
        other => vec![vec![other]],
    }
}
