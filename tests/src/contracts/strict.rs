//! Whether a document that a Rust type reads also keeps to the serialize contract, told from the
//! model alone.

use super::places::{Field, Root, fields};
use regress::Regex;
use serde_json::{Map as Object, Number, Value};
use std::cell::RefCell;
use std::collections::BTreeMap;
use tinsmith_codegen::lower::wire;
use tinsmith_codegen::model::{
    Constraints, Density, Kind, Length, List, Map, Member, Model, Range, Requirement, ShapeId,
    Simple, TimestampFormat, Union,
};

/// Longer patterns are not in the schemas.
const LONGEST_PATTERN: usize = 2_000;

/// Whether a document keeps to the serialize contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strictness {
    /// It has something that only readers take: null, an unknown value, a broken constraint.
    Lenient,
    /// It has a date-time as the Rust types do not write it; validators differ in what they take
    /// for the format.
    Unsure,
    /// It does.
    Strict,
}

use Strictness::{Lenient, Strict, Unsure};

fn strict_if(condition: bool) -> Strictness {
    if condition { Strict } else { Lenient }
}

thread_local! {
    /// Compiled patterns; `None` for those that do not compile.
    static REGEXES: RefCell<BTreeMap<String, Option<Regex>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Judges a document that the Rust type reads.
pub fn strictness(model: &Model, root: &Root, value: &Value) -> Strictness {
    let judge = Judge { model };
    match (root.fields(model), value) {
        (Some(fields), Value::Object(object)) => judge.object(&fields, object),
        (Some(_), _) => Lenient,
        (None, value) => judge.value(root.id(), None, value),
    }
}

struct Judge<'m> {
    model: &'m Model,
}

impl Judge<'_> {
    fn object(&self, fields: &[Field<'_>], object: &Object<String, Value>) -> Strictness {
        let each = fields.iter().map(|field| match object.get(field.name) {
            None => strict_if(field.requirement == Requirement::Optional),
            Some(value) => self.nullable(field.member, Density::Dense, value),
        });
        each.min().unwrap_or(Strict)
    }

    fn nullable(&self, member: &Member, density: Density, value: &Value) -> Strictness {
        if value.is_null() {
            let target = &self.model.shape(&member.target).kind;
            let is_value = matches!(target, Kind::Simple(Simple::Document));
            return strict_if(is_value || density == Density::Sparse);
        }
        self.value(&member.target, Some(member), value)
    }

    fn value(&self, id: &ShapeId, member: Option<&Member>, value: &Value) -> Strictness {
        let shape = self.model.shape(id);
        let rules = Rules::of(
            member.map(|it| &it.traits.constraints),
            &shape.traits.constraints,
        );
        match (&shape.kind, value) {
            (Kind::Structure(it), Value::Object(object)) => {
                let fields = fields(self.model, &it.members, it.error.as_ref());
                self.object(&fields, object)
            }
            (Kind::Union(it), Value::Object(object)) => self.union(it, object),
            (Kind::List(it), Value::Array(elements)) => self.list(it, &rules, elements),
            (Kind::Map(it), Value::Object(entries)) => self.map(it, &rules, entries),
            (Kind::Enum(it), Value::String(text)) => strict_if(
                it.values.is_empty() || it.values.iter().any(|known| known.value == *text),
            ),
            (Kind::IntEnum(it), Value::Number(number)) => {
                let is_known = |known: i32| number.as_i64() == Some(known.into());
                strict_if(it.values.is_empty() || it.values.iter().any(|it| is_known(it.value)))
            }
            (Kind::Simple(Simple::String), Value::String(text)) => rules.text(text),
            (Kind::Simple(Simple::Timestamp), value) => {
                let format = member.and_then(|it| wire::timestamp_format(self.model, it));
                timestamp(format, value)
            }
            (
                Kind::Simple(
                    Simple::Byte
                    | Simple::Short
                    | Simple::Integer
                    | Simple::Long
                    | Simple::Float
                    | Simple::Double
                    | Simple::BigInteger
                    | Simple::BigDecimal,
                ),
                Value::Number(number),
            ) => rules.number(number),
            _ => Strict,
        }
    }

    /// Exactly one member, and a known one.
    fn union(&self, union: &Union, object: &Object<String, Value>) -> Strictness {
        let mut members = object.iter();
        let (Some((key, value)), None) = (members.next(), members.next()) else {
            return Lenient;
        };
        let name = |member| wire::name(&self.model.service.protocol, member);
        match union.members.iter().find(|member| name(member) == key) {
            Some(member) => self.value(&member.target, Some(member), value),
            None => Lenient,
        }
    }

    fn list(&self, list: &List, rules: &Rules<'_>, elements: &[Value]) -> Strictness {
        if !rules.counts(elements.len()) {
            return Lenient;
        }
        if rules.unique_items {
            let plain: Vec<String> = elements.iter().map(|it| plain(it).to_string()).collect();
            if (1..plain.len()).any(|index| plain[..index].contains(&plain[index])) {
                return Lenient;
            }
        }
        let each = elements.iter();
        let each = each.map(|element| self.nullable(&list.member, list.density, element));
        each.min().unwrap_or(Strict)
    }

    fn map(&self, map: &Map, rules: &Rules<'_>, entries: &Object<String, Value>) -> Strictness {
        if !rules.counts(entries.len()) {
            return Lenient;
        }
        let each = entries.iter().map(|(key, value)| {
            let key = Value::from(key.as_str());
            let key = self.value(&map.key.target, Some(&map.key), &key);
            key.min(self.nullable(&map.value, map.density, value))
        });
        each.min().unwrap_or(Strict)
    }
}

/// By member names other formats are read than the one that is written.
fn timestamp(format: Option<TimestampFormat>, value: &Value) -> Strictness {
    match (format, value) {
        (Some(TimestampFormat::DateTime), Value::String(text)) => {
            let is_date_time = text.as_bytes().get(4) == Some(&b'-');
            match is_canonical(text) {
                _ if !is_date_time => Lenient,
                true => Strict,
                false => Unsure,
            }
        }
        (Some(TimestampFormat::DateTime), _) => Lenient,
        _ => Strict,
    }
}

/// As the Rust types write it: in UTC, with capital letters and no leap second.
fn is_canonical(text: &str) -> bool {
    text.ends_with('Z') && text.as_bytes().get(10) == Some(&b'T') && text.get(17..19) != Some("60")
}

/// For the comparison of elements: numbers are equal however they are spelled.
fn plain(value: &Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => {
            let float = number.as_f64().unwrap_or_default();
            #[expect(
                clippy::cast_possible_truncation,
                reason = "checked to be whole and small"
            )]
            if float.fract() == 0.0 && float.abs() < 1e15 {
                Value::from(float as i64)
            } else {
                value.clone()
            }
        }
        Value::Array(elements) => elements.iter().map(plain).collect(),
        Value::Object(members) => {
            let sorted: BTreeMap<&String, Value> =
                members.iter().map(|(key, it)| (key, plain(it))).collect();
            let members = sorted.into_iter();
            Value::Object(members.map(|(key, it)| (key.clone(), it)).collect())
        }
        other => other.clone(),
    }
}

/// The constraints on a value: each of the member's own, or else its target's.
struct Rules<'m> {
    length: Option<Length>,
    range: Option<&'m Range>,
    pattern: Option<&'m str>,
    unique_items: bool,
}

impl<'m> Rules<'m> {
    fn of(own: Option<&'m Constraints>, target: &'m Constraints) -> Self {
        Self {
            length: own.and_then(|it| it.length).or(target.length),
            range: own
                .and_then(|it| it.range.as_ref())
                .or(target.range.as_ref()),
            pattern: own
                .and_then(|it| it.pattern.as_deref())
                .or(target.pattern.as_deref()),
            unique_items: own.is_some_and(|it| it.unique_items) || target.unique_items,
        }
    }

    fn counts(&self, count: usize) -> bool {
        let count = count as u64;
        self.length.is_none_or(|length| {
            length.min.is_none_or(|min| count >= min) && length.max.is_none_or(|max| count <= max)
        })
    }

    fn text(&self, text: &str) -> Strictness {
        let matches = self.pattern.is_none_or(|pattern| {
            REGEXES.with_borrow_mut(|regexes| {
                let compile = || {
                    (pattern.chars().count() <= LONGEST_PATTERN)
                        .then(|| Regex::with_flags(pattern, "u").ok())
                        .flatten()
                };
                let regex = regexes.entry(pattern.to_owned()).or_insert_with(compile);
                regex.as_ref().is_none_or(|it| it.find(text).is_some())
            })
        });
        strict_if(matches && self.counts(text.chars().count()))
    }

    fn number(&self, number: &Number) -> Strictness {
        let value = |number: &Number| number.as_f64().unwrap_or(f64::NAN);
        let (bound, number) = (self.range, value(number));
        let min = bound.and_then(|it| it.min.as_ref()).map(value);
        let max = bound.and_then(|it| it.max.as_ref()).map(value);
        strict_if(min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max))
    }
}
