//! What JSON Schema cannot say (see `tinsmith_codegen::schema`), and what a document would be
//! without it.
//!
//! A disagreement is excused only if it is gone once the exceptional parts of the document, and
//! nothing else, are replaced by what both sides understand.

use super::node::{Node, is_too_large};
use super::places::{Place, Root, places};
use std::collections::BTreeSet;
use tinsmith_codegen::lower::wire;
use tinsmith_codegen::model::{Kind, Model, Simple};

/// A class of documents on which a schema and its type may disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exception {
    /// A key is there twice.
    RepeatedKey,
    /// An integer is spelled with a fraction or exponent, or as `-0`.
    SpelledInteger,
    /// A number is beyond the range of an `f64`.
    NumberRange,
    /// A big integer is beyond 64 bits.
    BigInteger,
    /// An integer is beyond 64 bits, but the nearest `f64`, which is all that a validator sees of
    /// it, is not.
    RoundedInteger,
    /// A surrogate stands alone.
    LoneSurrogate,
    /// An offset or a leap second that leads out of the years 0000 to 9999, or a leap second at
    /// an offset.
    TimestampEdge,
    /// Several unknown members of a union are not null, and at least one is null.
    UnknownMembers,
}

/// The document without its exceptional parts, and which kinds of them there were.
pub fn without_exceptions(
    model: &Model,
    root: &Root,
    document: &Node,
) -> (Node, BTreeSet<Exception>) {
    let mut node = document.clone();
    let mut found = BTreeSet::new();
    plain_text(&mut node, &mut found);
    // Only paths of a document that no longer changes its shape can be followed.
    let all = places(model, root, &node);
    for place in all.iter().rev() {
        by_model(model, place, node.at(&place.path), &mut found);
    }
    (node, found)
}

/// What can be told without the model.
fn plain_text(node: &mut Node, found: &mut BTreeSet<Exception>) {
    match node {
        Node::Number(literal) => {
            if is_too_large(literal) {
                found.insert(Exception::NumberRange);
                let sign = if literal.starts_with('-') { "-" } else { "" };
                *literal = format!("{sign}1e300");
            } else if let Some(integer) = as_integer(literal) {
                found.insert(Exception::SpelledInteger);
                *literal = integer;
            }
        }
        Node::Spelled(literal) if serde_json::from_str::<String>(literal).is_err() => {
            found.insert(Exception::LoneSurrogate);
            *node = Node::text("\u{fffd}");
        }
        Node::Array(elements) => elements.iter_mut().for_each(|it| plain_text(it, found)),
        Node::Object(members) => {
            let mut index = 0;
            while index < members.len() {
                let key = &members[index].0;
                if members[index + 1..].iter().any(|(later, _)| later == key) {
                    found.insert(Exception::RepeatedKey);
                    members.remove(index);
                } else {
                    plain_text(&mut members[index].1, found);
                    index += 1;
                }
            }
        }
        _ => {}
    }
}

/// 2 to the power of 63, an `f64`.
const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;

/// The digits of a whole number that is spelled in another way.
fn as_integer(literal: &str) -> Option<String> {
    let value: f64 = literal.parse().ok()?;
    let is_small = (-TWO_TO_63..TWO_TO_63).contains(&value);
    let is_spelled = literal.contains(['.', 'e', 'E']) || literal == "-0";
    #[expect(
        clippy::cast_possible_truncation,
        reason = "checked to be whole and small"
    )]
    let whole = value as i64;
    (is_spelled && is_small && value.fract() == 0.0).then(|| whole.to_string())
}

fn by_model(model: &Model, place: &Place<'_>, node: &mut Node, found: &mut BTreeSet<Exception>) {
    match (&place.shape.kind, node) {
        (Kind::Simple(Simple::BigInteger), Node::Number(literal)) => {
            let is_small = literal.parse::<i64>().is_ok() || literal.parse::<u64>().is_ok();
            let is_whole = literal.parse::<f64>().is_ok_and(|it| it.fract() == 0.0);
            if !is_small && is_whole {
                found.insert(Exception::BigInteger);
                "9".clone_into(literal);
            }
        }
        (Kind::Simple(Simple::Long), Node::Number(literal)) => {
            let is_at_end = literal.parse::<f64>() == Ok(-TWO_TO_63);
            if is_at_end && literal.parse::<i64>().is_err() {
                found.insert(Exception::RoundedInteger);
                "-9300000000000000000".clone_into(literal);
            }
        }
        (Kind::Simple(Simple::Timestamp), Node::Text(text)) => {
            let inner = inner_date_time(text).or_else(|| inner_http_date(text));
            if let Some(inner) = inner {
                found.insert(Exception::TimestampEdge);
                *text = inner;
            }
        }
        (Kind::Union(union), Node::Object(members)) => {
            let name = |member| wire::name(&model.service.protocol, member);
            let is_known = |key: &str| union.members.iter().any(|it| name(it) == key);
            let counts = |key: &str| key != "__type" || is_known(key);
            let present: Vec<&str> = members
                .iter()
                .filter(|(key, value)| *value != Node::Null && counts(key))
                .map(|(key, _)| key.as_str())
                .collect();
            let has_null = members
                .iter()
                .any(|(key, value)| *value == Node::Null && counts(key));
            if present.len() > 1 && has_null && !present.iter().any(|key| is_known(key)) {
                found.insert(Exception::UnknownMembers);
                members.retain(|(_, value)| *value != Node::Null);
            }
        }
        _ => {}
    }
}

/// The same date-time away from the edges of the range and of a minute, if it is at one.
fn inner_date_time(text: &str) -> Option<String> {
    let time = text.get(11..19)?;
    let offset = text.rfind(['+', '-']).filter(|at| *at >= 19);
    let is_at_edge = text.starts_with("0000-") || text.starts_with("9999-");
    let is_leap = time.ends_with(":60");
    if !(is_leap || is_at_edge && offset.is_some()) {
        return None;
    }
    let end = offset.filter(|at| is_offset(&text[*at..]));
    let body = end.map_or(text, |at| &text[..at]);
    let zone = if end.is_some() { "Z" } else { "" };
    let body = if is_leap {
        format!("{}:59{}", body.get(..16)?, body.get(19..)?)
    } else {
        body.to_owned()
    };
    Some(body + zone)
}

/// The same HTTP date within the range, if a leap second takes it out of that.
fn inner_http_date(text: &str) -> Option<String> {
    let is_last = text.contains(" 31 Dec 9999 23:59:60 ");
    is_last.then(|| text.replace(":60 ", ":59 "))
}

/// Hours and minutes of a day, with a sign.
fn is_offset(text: &str) -> bool {
    let (hours, minutes) = text[1..].split_once(':').unwrap_or_default();
    let below = |part: &str, end: u32| {
        part.len() == 2
            && part.bytes().all(|it| it.is_ascii_digit())
            && part.parse::<u32>().is_ok_and(|it| it < end)
    };
    below(hours, 24) && below(minutes, 60)
}
