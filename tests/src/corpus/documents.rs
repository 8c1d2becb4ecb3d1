//! Canonical documents: what the Rust types write, byte for byte, and the schemas allow.

use serde_json::{Map, Number, Value, json};
use tinsmith_codegen::lower::wire;
use tinsmith_codegen::model::{
    Binding, Constraints, Density, Kind, List, Map as MapShape, Member, Model, Requirement,
    ShapeId, Simple, Streaming, TimestampFormat,
};

use super::text::{Texts, bounds};

/// How much of a shape a document shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Only what is required.
    Minimal,
    /// Every member, unions by their member of this number (counted around).
    Maximal(usize),
}

/// A maximal document stops being maximal when it has so many values.
const MAX_VALUES: usize = 5_000;

/// Makes documents of a model.
#[derive(Debug)]
pub struct Documents<'m> {
    model: &'m Model,
    texts: &'m Texts,
    extent: Extent,
    /// The structures and unions around the place, which are not entered again.
    path: Vec<&'m ShapeId>,
    /// How many values may still be made.
    left: usize,
    /// The largest number of members of a union on the way.
    pub widest_union: usize,
    /// Members left out because no value was found that their constraints allow.
    pub omitted: usize,
}

impl<'m> Documents<'m> {
    /// Documents of this extent.
    pub fn new(model: &'m Model, texts: &'m Texts, extent: Extent) -> Self {
        Self {
            model,
            texts,
            extent,
            path: Vec::new(),
            left: MAX_VALUES,
            widest_union: 0,
            omitted: 0,
        }
    }

    /// A document of a shape; `None` if something required has no value.
    pub fn shape(&mut self, id: &'m ShapeId) -> Option<Value> {
        self.value(id, None, 0)
    }

    /// A document of just these members of a structure.
    pub fn members(&mut self, members: impl Iterator<Item = &'m Member>) -> Option<Value> {
        let mut object = Map::new();
        for member in members {
            // Events travel one by one and have no field.
            let target = self.model.shape(&member.target);
            let is_stream = target.traits.streaming == Streaming::Stream;
            if is_stream && matches!(target.kind, Kind::Union(_)) {
                continue;
            }
            let is_required = member.requirement == Requirement::Required;
            if !is_required && !self.is_maximal() {
                continue;
            }
            match self.value(&member.target, Some(member), 0) {
                Some(value) => {
                    let name = wire::name(&self.model.service.protocol, member);
                    object.insert(name.to_owned(), value);
                }
                None if is_required => return None,
                None => self.omitted += usize::from(!self.is_on_path(&member.target)),
            }
        }
        Some(Value::Object(object))
    }

    fn is_maximal(&self) -> bool {
        self.extent != Extent::Minimal && self.left > 0
    }

    /// Whether a value of the shape would have to hold one of the shapes around it.
    fn is_on_path(&self, id: &ShapeId) -> bool {
        self.path.contains(&id)
            || match &self.model.shape(id).kind {
                Kind::List(list) => self.is_on_path(&list.member.target),
                Kind::Map(map) => self.is_on_path(&map.value.target),
                _ => false,
            }
    }

    fn value(
        &mut self,
        id: &'m ShapeId,
        member: Option<&'m Member>,
        number: usize,
    ) -> Option<Value> {
        self.left = self.left.saturating_sub(1);
        let shape = self.model.shape(id);
        let rules: Vec<&Constraints> = member
            .map(|it| &it.traits.constraints)
            .into_iter()
            .chain([&shape.traits.constraints])
            .collect();
        match &shape.kind {
            Kind::Unit => Some(json!({})),
            Kind::Simple(simple) => self.simple(*simple, member, &rules, number),
            Kind::Enum(values) => {
                let value = &values.values[number % values.values.len().max(1)];
                Some(json!(value.value))
            }
            Kind::IntEnum(values) => {
                let value = &values.values[number % values.values.len().max(1)];
                Some(json!(value.value))
            }
            Kind::List(list) => self.list(list, &rules),
            Kind::Map(map) => self.map(map, &rules),
            Kind::Structure(_) | Kind::Union(_) if self.path.contains(&id) => None,
            Kind::Structure(structure) => {
                self.path.push(id);
                let value = self.members(structure.members.iter());
                self.path.pop();
                value
            }
            Kind::Union(union) => {
                self.path.push(id);
                let value = self.union(&union.members);
                self.path.pop();
                value
            }
        }
    }

    /// The first member, from the one whose turn it is, that can have a value.
    fn union(&mut self, members: &'m [Member]) -> Option<Value> {
        self.widest_union = self.widest_union.max(members.len());
        let first = match self.extent {
            Extent::Minimal => 0,
            Extent::Maximal(number) => number % members.len().max(1),
        };
        let (before, after) = members.split_at(first);
        after.iter().chain(before).find_map(|member| {
            let value = self.value(&member.target, Some(member), 0)?;
            let name = wire::name(&self.model.service.protocol, member);
            Some(Value::Object(Map::from_iter([(name.to_owned(), value)])))
        })
    }

    fn count(&self, rules: &[&Constraints]) -> Option<usize> {
        let (min, max) = bounds(rules.iter().filter_map(|it| it.length.as_ref()));
        let wanted = usize::from(self.is_maximal()).clamp(min.min(max), max);
        (min <= max && wanted <= 1_000).then_some(wanted)
    }

    fn list(&mut self, list: &'m List, rules: &[&Constraints]) -> Option<Value> {
        let count = self.count(rules)?;
        let unique = rules.iter().any(|it| it.unique_items);
        let mut elements: Vec<Value> = Vec::new();
        for number in 0..count {
            match self.value(&list.member.target, Some(&list.member), number) {
                Some(value) if !(unique && elements.contains(&value)) => elements.push(value),
                Some(_) => return None,
                None if list.density == Density::Sparse => elements.push(Value::Null),
                None => return None,
            }
        }
        if self.is_maximal() && list.density == Density::Sparse && !unique && fits(rules, count + 1)
        {
            elements.push(Value::Null);
        }
        Some(Value::Array(elements))
    }

    /// Keys are sorted, as `BTreeMap` has them.
    fn map(&mut self, map: &'m MapShape, rules: &[&Constraints]) -> Option<Value> {
        let count = self.count(rules)?;
        let mut entries = std::collections::BTreeMap::new();
        for number in 0..count {
            let key = self.value(&map.key.target, Some(&map.key), number)?;
            let value = match self.value(&map.value.target, Some(&map.value), number) {
                Some(value) => value,
                None if map.density == Density::Sparse => Value::Null,
                None => return None,
            };
            entries.insert(key.as_str()?.to_owned(), value);
        }
        (entries.len() == count).then(|| Value::Object(entries.into_iter().collect()))
    }

    fn simple(
        &self,
        simple: Simple,
        member: Option<&Member>,
        rules: &[&Constraints],
        number: usize,
    ) -> Option<Value> {
        match simple {
            _ if member.is_some_and(|it| it.binding == Binding::ResponseCode) => Some(json!(200)),
            Simple::Blob => blob(rules),
            Simple::Boolean => Some(json!(number.is_multiple_of(2))),
            Simple::String => self.texts.find(rules, number).map(Value::String),
            Simple::Byte => integer(rules, number, i8::MAX.into()),
            Simple::Short => integer(rules, number, i16::MAX.into()),
            Simple::Integer => integer(rules, number, i32::MAX.into()),
            Simple::Long | Simple::BigInteger => integer(rules, number, i64::MAX),
            Simple::Float | Simple::Double | Simple::BigDecimal => decimal(rules, number),
            Simple::Timestamp => Some(self.timestamp(member)),
            Simple::Document => Some(json!({ "a": [1, "x", null] })),
        }
    }

    fn timestamp(&self, member: Option<&Member>) -> Value {
        let format = member.and_then(|member| wire::timestamp_format(self.model, member));
        let is_header = member.is_some_and(|it| matches!(it.binding, Binding::Header(_)));
        match format.unwrap_or(TimestampFormat::EpochSeconds) {
            // The dates of headers have whole seconds.
            TimestampFormat::EpochSeconds if is_header => json!(1),
            TimestampFormat::EpochSeconds => json!(1.5),
            TimestampFormat::DateTime => json!("2024-02-29T23:59:59.123Z"),
            TimestampFormat::HttpDate => json!("Tue, 29 Apr 2014 18:30:38 GMT"),
        }
    }
}

fn fits(rules: &[&Constraints], count: usize) -> bool {
    let (min, max) = bounds(rules.iter().filter_map(|it| it.length.as_ref()));
    (min..=max).contains(&count)
}

/// `A` stands for six zero bits, so that any number of them in fours is that many zero bytes.
fn blob(rules: &[&Constraints]) -> Option<Value> {
    let (min, max) = bounds(rules.iter().filter_map(|it| it.length.as_ref()));
    let length = 2.clamp(min.min(max), max);
    let tail = ["", "AA==", "AAA="][length % 3];
    (min <= max && length <= 100_000).then(|| json!("AAAA".repeat(length / 3) + tail))
}

fn limits(rules: &[&Constraints]) -> (f64, f64) {
    let number = |number: &Option<Number>| number.as_ref().and_then(Number::as_f64);
    let ranges = rules.iter().filter_map(|it| it.range.as_ref());
    ranges.fold((f64::NEG_INFINITY, f64::INFINITY), |(min, max), range| {
        (
            min.max(number(&range.min).unwrap_or(f64::NEG_INFINITY)),
            max.min(number(&range.max).unwrap_or(f64::INFINITY)),
        )
    })
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "checked after"
)]
fn integer(rules: &[&Constraints], number: usize, most: i64) -> Option<Value> {
    let (min, max) = limits(rules);
    let wanted = (1.0 + number as f64).max(min.ceil());
    let value = if wanted <= max { wanted } else { max.floor() };
    ((min..=max).contains(&value) && value.abs() <= most as f64).then(|| json!(value as i64))
}

#[expect(clippy::cast_precision_loss, reason = "a small number")]
fn decimal(rules: &[&Constraints], number: usize) -> Option<Value> {
    let (min, max) = limits(rules);
    let wanted = (1.5 + number as f64).max(min);
    let value = if wanted <= max { wanted } else { max };
    (min..=max).contains(&value).then(|| json!(value))
}
