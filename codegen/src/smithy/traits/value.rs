//! The forms that values of traits have, and the check that a value has its form.

use std::borrow::Cow;
use std::fmt;

use super::media_type;
use crate::http::is_token;
use crate::json::{At, Node};
use crate::report::{Code, Problem, Problems, closest, closest_word, quoted};
use crate::smithy::path::Path;
use crate::smithy::raw::PRELUDE;

/// What a trait, or a key of a trait's object, takes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    /// `{}`: the trait is just there.
    Marker,
    /// A string.
    Text,
    /// A string that is not empty.
    NonEmpty,
    /// `true` or `false`.
    Boolean,
    /// An integer between two bounds, inclusive.
    Integer(i64, i64),
    /// Any number.
    Number,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// A string that can be the value of a header, which it will be.
    HeaderValue,
    /// A string that can be the name of a header.
    HeaderName,
    /// An array of strings.
    Texts,
    /// An array of names of headers.
    HeaderNames,
    /// An array of objects.
    Objects(&'static [Field]),
    /// An object of strings.
    TextMap,
    /// An object of addresses, not empty.
    Links,
    /// A media type, such as `application/json`.
    MediaType,
    /// An object of strings that can be values of headers.
    HeaderValueMap,
    /// An object with these keys.
    Object(&'static [Field]),
    /// Any JSON value.
    Any,
}

/// A key of a trait's object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub name: &'static str,
    pub form: Form,
    pub presence: Presence,
}

/// Whether a key must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    Required,
    Optional,
}

/// A key that must be there.
pub(super) const fn required(name: &'static str, form: Form) -> Field {
    Field {
        name,
        form,
        presence: Presence::Required,
    }
}

/// A key that may be left out.
pub(super) const fn optional(name: &'static str, form: Form) -> Field {
    Field {
        name,
        form,
        presence: Presence::Optional,
    }
}

impl Form {
    /// What is asked for, in words.
    fn described(self) -> String {
        match self {
            Self::Marker => "an empty object, `{}`".to_owned(),
            Self::Text => "a string".to_owned(),
            Self::NonEmpty => "a string that is not empty".to_owned(),
            Self::Boolean => "a boolean".to_owned(),
            Self::Integer(i64::MIN, i64::MAX) => "an integer".to_owned(),
            Self::Integer(min, i64::MAX) => format!("an integer of at least {min}"),
            Self::Integer(min, max) => format!("an integer from {min} to {max}"),
            Self::Number => "a number".to_owned(),
            Self::OneOf(values) => format!("one of `{}`", values.join("`, `")),
            Self::HeaderValue => "printable ASCII without spaces around it".to_owned(),
            Self::HeaderName => "the name of a header".to_owned(),
            Self::Texts => "an array of strings".to_owned(),
            Self::HeaderNames => "an array of names of headers".to_owned(),
            Self::Objects(_) => "an array of objects".to_owned(),
            Self::TextMap | Self::HeaderValueMap => "an object of strings".to_owned(),
            Self::Links => "an object of addresses".to_owned(),
            Self::MediaType => "a media type".to_owned(),
            Self::Object(_) => "an object".to_owned(),
            Self::Any => "a value".to_owned(),
        }
    }
}

impl Form {
    /// A value of the form, for help.
    fn sample(self) -> String {
        let object = |fields: &[Field]| {
            let required = fields.iter().filter(|f| f.presence == Presence::Required);
            // Where nothing must be there, one key shows what the object is like.
            let shown: Vec<&Field> = match required.clone().next() {
                Some(_) => required.collect(),
                None => fields.iter().take(1).collect(),
            };
            let shown = shown
                .iter()
                .map(|f| format!("\"{}\": {}", f.name, f.form.sample()));
            format!("{{ {} }}", shown.collect::<Vec<_>>().join(", "))
        };
        match self {
            Self::Marker => "{}".to_owned(),
            Self::Text | Self::NonEmpty | Self::HeaderValue => "\"…\"".to_owned(),
            Self::HeaderName => "\"x-name\"".to_owned(),
            Self::HeaderNames => "[\"x-name\"]".to_owned(),
            Self::Boolean => "true".to_owned(),
            Self::Integer(min, _) => min.max(1).to_string(),
            Self::Number | Self::Any => "1".to_owned(),
            Self::OneOf(values) => format!("\"{}\"", values.first().unwrap_or(&"…")),
            Self::Texts => "[\"…\"]".to_owned(),
            Self::TextMap | Self::HeaderValueMap => "{ \"…\": \"…\" }".to_owned(),
            Self::Links => "{ \"…\": \"https://…\" }".to_owned(),
            Self::MediaType => "\"application/json\"".to_owned(),
            Self::Objects(fields) => format!("[{}]", object(fields)),
            Self::Object(fields) => object(fields),
        }
    }
}

/// What a value is, in messages; text is made only for problems.
#[derive(Clone, Copy)]
pub(super) enum What<'w> {
    /// The value of a trait.
    Trait(&'w str),
    /// That of a key of an object.
    Key(&'w What<'w>, &'w str),
    /// An item of an array.
    Item(&'w What<'w>),
}

impl fmt::Display for What<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Trait(name) => f.write_str(&quoted(name)),
            Self::Key(parent, key) => write!(f, "{} of {parent}", quoted(key)),
            Self::Item(parent) => write!(f, "an item of {parent}"),
        }
    }
}

/// Checks a value.
pub(super) fn check(
    problems: &mut Problems,
    node: &Node<'_>,
    form: Form,
    path: &Path<'_>,
    what: What<'_>,
) {
    let fits = match (form, node) {
        (Form::Any, _)
        | (Form::Text, Node::String(_))
        | (Form::Boolean, Node::Bool(_))
        | (Form::Number, Node::Number(_)) => true,
        (Form::NonEmpty, Node::String(text)) => !text.is_empty(),
        (Form::Marker, Node::Object(_)) => {
            fields(problems, node, &[], path, what);
            true
        }
        (Form::Integer(min, max), Node::Number(number)) => {
            integer(number).is_some_and(|n| (i128::from(min)..=i128::from(max)).contains(&n))
        }
        (Form::OneOf(values), Node::String(text)) => values.contains(&text.as_ref()),
        (Form::HeaderValue, Node::String(text)) => is_header_value(text),
        (Form::HeaderName, Node::String(text)) => is_token(text),
        (Form::Texts | Form::HeaderNames, Node::Array(items)) => {
            let form = match form {
                Form::HeaderNames => Form::HeaderName,
                _ => Form::Text,
            };
            for (index, item) in items.iter().enumerate() {
                check(problems, item, form, &path.index(index), What::Item(&what));
            }
            true
        }
        (Form::Objects(fields), Node::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                let form = Form::Object(fields);
                check(problems, item, form, &path.index(index), What::Item(&what));
            }
            true
        }
        (Form::TextMap | Form::HeaderValueMap, Node::Object(entries)) => {
            let form = match form {
                Form::HeaderValueMap => Form::HeaderValue,
                _ => Form::Text,
            };
            for (key, value) in entries {
                check(problems, value, form, &path.key(key), what);
            }
            true
        }
        (Form::Links, Node::Object(entries)) => {
            links(problems, entries, path, what);
            !entries.is_empty()
        }
        (Form::MediaType, Node::String(text)) => {
            is_header_value(text) && media_type::is_valid(text)
        }
        (Form::Object(known), Node::Object(_)) => {
            fields(problems, node, known, path, what);
            true
        }
        _ => false,
    };
    if !fits {
        wrong(problems, node, form, path, what);
    }
}

/// Checks titles and their addresses.
fn links(
    problems: &mut Problems,
    entries: &[(Cow<'_, str>, Node<'_>)],
    path: &Path<'_>,
    what: What<'_>,
) {
    for (title, address) in entries {
        let path = path.key(title);
        check(
            problems,
            address,
            Form::Text,
            &path,
            What::Key(&what, title),
        );
        if address.as_str().is_some_and(|it| !is_address(it)) {
            let message = format!("{} is no address", What::Key(&what, title));
            problems.push(
                Problem::new(Code::TraitValue, path.place(), At::Value, message)
                    .label("has no scheme")
                    .help("write a URL, such as `https://example.com/`".to_owned()),
            );
        }
    }
}

/// Whether a text is a URL as far as its scheme goes (RFC 3986, section 3.1).
fn is_address(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, _)| {
        let mut chars = scheme.chars();
        chars.next().is_some_and(|c| c.is_ascii_alphabetic())
            && chars.all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// Whether a text can be a header's value and arrives as it is (RFC 9110, section 5.5). Beyond
/// ASCII, nothing says what it is in.
fn is_header_value(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && text.bytes().all(|b| matches!(b, b' '..=b'~'))
}

/// 2^53: beyond it a float's neighbours are no integers that a document could mean exactly.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A number without a fraction, however it is written.
pub(in crate::smithy) fn integer(number: &serde_json::Number) -> Option<i128> {
    number.as_i128().or_else(|| {
        let float = number.as_f64()?;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the value is integral and small"
        )]
        (float.fract() == 0.0 && float.abs() <= EXACT).then_some(float as i128)
    })
}

fn fields(
    problems: &mut Problems,
    node: &Node<'_>,
    known: &[Field],
    path: &Path<'_>,
    what: What<'_>,
) {
    let Node::Object(entries) = node else { return };
    for (key, value) in entries {
        if let Some(field) = known.iter().find(|field| field.name == key) {
            check(
                problems,
                value,
                field.form,
                &path.key(key),
                What::Key(&what, key),
            );
        } else {
            let names = known.iter().map(|field| field.name);
            let meant = in_other_words(key, names.clone()).or_else(|| closest_word(key, names));
            let help = meant.map(|meant| format!("did you mean {}?", quoted(meant)));
            let message = format!("{what} has no key {}", quoted(key));
            problems.push(
                Problem::new(
                    Code::UnknownTraitKey,
                    path.key(key).place(),
                    At::Key,
                    message,
                )
                .label("has no effect")
                .help(help),
            );
        }
    }
    for field in known {
        let is_missing = !entries.iter().any(|(key, _)| key == field.name);
        if field.presence == Presence::Required && is_missing {
            let message = format!("{what} lacks {}", quoted(field.name));
            problems.push(
                Problem::new(Code::TraitValue, path.place(), At::Value, message)
                    .label(format!("has no key {}", quoted(field.name)))
                    .help(format!("add `\"{}\": {}`", field.name, field.form.sample())),
            );
        }
    }
}

fn wrong(problems: &mut Problems, node: &Node<'_>, form: Form, path: &Path<'_>, what: What<'_>) {
    let message = format!("{what} must be {}", form.described());
    let problem = Problem::new(Code::TraitValue, path.place(), At::Value, message);
    problems.push(match (form, node) {
        (Form::OneOf(values), Node::String(text)) => {
            let meant = closest(text, values.iter().copied());
            let values = || format!("write one of `{}`", values.join("`, `"));
            let help =
                meant.map_or_else(values, |meant| format!("did you mean {}?", quoted(meant)));
            problem.label("unknown value").help(help)
        }
        (Form::Integer(..), Node::Number(number)) => {
            let label = match integer(number) {
                Some(_) => "out of range",
                None => "has a fraction",
            };
            problem
                .label(label)
                .help(format!("write {}", form.described()))
        }
        (Form::HeaderValue, Node::String(_)) => problem
            .label("no header can have it")
            .help("write ASCII, without control characters".to_owned()),
        (Form::HeaderName, Node::String(_)) => problem
            .label("no header can have it")
            .help("write letters, digits and hyphens".to_owned()),
        _ => {
            let label = match (form, node) {
                (Form::MediaType, Node::String(_)) => "not a type and a subtype".to_owned(),
                (Form::Links, Node::Object(_)) => "has no entries".to_owned(),
                _ => format!("this is {}", node.kind()),
            };
            let value = meant(form, node).unwrap_or_else(|| form.sample());
            problem.label(label).help(match what {
                What::Trait(name) if name.contains('#') => format!("write `\"{name}\": {value}`"),
                What::Trait(name) => format!("write `\"{PRELUDE}{name}\": {value}`"),
                What::Key(_, key) => format!("write `\"{key}\": {value}`"),
                What::Item(_) => format!("write `{value}`"),
            })
        }
    });
}

/// The value as it was probably meant, in its right form.
fn meant(form: Form, node: &Node<'_>) -> Option<String> {
    // Longer texts would make no line of help.
    const LONGEST: usize = 60;
    let text = match node {
        Node::String(text) => text.trim().to_owned(),
        Node::Number(number) => number.to_string(),
        Node::Bool(value) => value.to_string(),
        _ => return None,
    };
    let is_plain = |c: char| !c.is_control() && !matches!(c, '"' | '\\' | '`');
    if text.is_empty() || text.chars().count() > LONGEST || !text.chars().all(is_plain) {
        return None;
    }
    let number = text.parse::<serde_json::Number>().ok();
    let quoted = format!("\"{text}\"");
    match form {
        Form::Text | Form::NonEmpty => Some(quoted),
        Form::Boolean => matches!(text.as_str(), "true" | "false").then_some(text),
        Form::Number => number.map(|number| number.to_string()),
        Form::Integer(min, max) => {
            let integer = number.as_ref().and_then(integer)?;
            let fits = (i128::from(min)..=i128::from(max)).contains(&integer);
            fits.then(|| integer.to_string())
        }
        Form::Texts => Some(format!("[{quoted}]")),
        // A text in the place of an object is what the object is about.
        Form::Object(fields) => {
            let mut required = fields.iter().filter(|f| f.presence == Presence::Required);
            let only = required.next().filter(|_| required.next().is_none())?;
            let is_text = matches!(only.form, Form::Text | Form::NonEmpty);
            is_text.then(|| format!("{{ \"{}\": {quoted} }}", only.name))
        }
        _ => None,
    }
}

/// The key that is called otherwise elsewhere.
fn in_other_words<'k>(key: &str, mut known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    const WORDS: [(&str, &str); 10] = [
        ("status", "code"),
        ("statusCode", "code"),
        ("responseCode", "code"),
        ("path", "uri"),
        ("url", "uri"),
        ("requestUri", "uri"),
        ("verb", "method"),
        ("minLength", "min"),
        ("maxLength", "max"),
        ("text", "message"),
    ];
    let (_, meant) = WORDS
        .iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(key))?;
    known.find(|known| known == meant)
}
