//! JSON documents made up from a model, right ones and slightly wrong ones.
//!
//! Choices come from bytes, so that a property test can shrink a document by shrinking those.

use serde_json::{Map, Number, Value, json};
use tinsmith_codegen::lower::wire;
use tinsmith_codegen::model::{
    Density, Kind, Member, Model, Requirement, ShapeId, Simple, TimestampFormat,
};

/// A source of choices: the bytes given, then zeros, which stand for the plainest choice.
pub struct Choices<'a> {
    bytes: &'a [u8],
}

impl<'a> Choices<'a> {
    /// Takes the bytes to choose by.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        let byte = self.bytes.split_off_first().copied().unwrap_or(0);
        usize::from(byte) % end.max(1)
    }

    /// One of several values.
    pub fn one_of<'v, T>(&mut self, values: &'v [T]) -> &'v T {
        &values[self.below(values.len())]
    }
}

/// How deep a document goes before optional members and elements are left out.
const MAX_DEPTH: usize = 12;

/// A document that the Rust type of a shape reads.
pub fn document(model: &Model, shape: &ShapeId, choices: &mut Choices<'_>) -> Value {
    Generator { model, choices }.shape(shape, None, 0)
}

/// A document of just these members of a structure, such as a body.
pub fn members_document(model: &Model, members: &[&Member], choices: &mut Choices<'_>) -> Value {
    Generator { model, choices }.members(members.iter().copied(), 0)
}

struct Generator<'m, 'c, 'b> {
    model: &'m Model,
    choices: &'c mut Choices<'b>,
}

impl Generator<'_, '_, '_> {
    fn shape(&mut self, id: &ShapeId, member: Option<&Member>, depth: usize) -> Value {
        match &self.model.shape(id).kind {
            Kind::Unit => json!({}),
            Kind::Simple(simple) => self.simple(*simple, member),
            Kind::Enum(values) => {
                let known = values
                    .values
                    .get(self.choices.below(values.values.len() + 1));
                known.map_or_else(|| json!("NOT_IN_THE_MODEL"), |value| json!(value.value))
            }
            Kind::IntEnum(values) => {
                let known = values
                    .values
                    .get(self.choices.below(values.values.len() + 1));
                json!(known.map_or(123_456, |value| value.value))
            }
            Kind::List(list) => {
                let elements = (0..self.length(depth))
                    .map(|_| self.element(&list.member, list.density, depth));
                elements.collect()
            }
            Kind::Map(map) => {
                let mut entries = Map::new();
                for _ in 0..self.length(depth) {
                    let key = (*self.choices.one_of(&["a", "b c", "ü", ""])).to_owned();
                    entries.insert(key, self.element(&map.value, map.density, depth));
                }
                Value::Object(entries)
            }
            Kind::Structure(structure) => self.members(structure.members.iter(), depth),
            Kind::Union(union) => {
                let chosen = self.choices.below(union.members.len() + 1);
                let Some(member) = union.members.get(chosen) else {
                    return json!({ "notInTheModel": { "x": [1, null] } });
                };
                let name = wire::name(&self.model.service.protocol, member).to_owned();
                let value = self.shape(&member.target, Some(member), depth + 1);
                let mut object = Map::from_iter([(name, value)]);
                if self.choices.below(8) == 1 {
                    object.insert("__type".to_owned(), json!("x#Y"));
                }
                Value::Object(object)
            }
        }
    }

    fn members<'m>(&mut self, members: impl Iterator<Item = &'m Member>, depth: usize) -> Value {
        let mut object = Map::new();
        for member in members {
            let is_required = member.requirement == Requirement::Required;
            let choice = self.choices.below(6);
            if !is_required && (depth >= MAX_DEPTH || choice < 2) {
                continue;
            }
            let name = wire::name(&self.model.service.protocol, member).to_owned();
            let value = if !is_required && choice == 2 {
                Value::Null
            } else {
                self.shape(&member.target, Some(member), depth + 1)
            };
            object.insert(name, value);
        }
        if self.choices.below(8) == 1 {
            object.insert("notInTheModel".to_owned(), json!([{ "a": null }, 1.5]));
        }
        Value::Object(object)
    }

    fn length(&mut self, depth: usize) -> usize {
        if depth >= MAX_DEPTH {
            0
        } else {
            self.choices.below(4)
        }
    }

    fn element(&mut self, member: &Member, density: Density, depth: usize) -> Value {
        if density == Density::Sparse && self.choices.below(4) == 1 {
            return Value::Null;
        }
        self.shape(&member.target, Some(member), depth + 1)
    }

    fn simple(&mut self, simple: Simple, member: Option<&Member>) -> Value {
        let text = [
            "",
            "text",
            "ü \u{1F980} \"quoted\" \\ \n",
            "** redacted **",
            "NaN",
            "0",
        ];
        match simple {
            Simple::Blob => json!(self.choices.one_of(&["", "AA==", "AAE=", "+/+/"])),
            Simple::Boolean => json!(self.choices.below(2) == 1),
            Simple::String => json!(self.choices.one_of(&text)),
            Simple::Byte => json!(self.choices.one_of(&[0, 1, -128, 127])),
            Simple::Short => json!(self.choices.one_of(&[0, 1, -32_768, 32_767])),
            Simple::Integer => json!(self.choices.one_of(&[0, 1, i32::MIN, i32::MAX])),
            Simple::Long | Simple::BigInteger => {
                json!(self.choices.one_of(&[0, 1, i64::MIN, i64::MAX]))
            }
            Simple::Float | Simple::Double => {
                let values = [
                    json!(0.0),
                    json!(8),
                    json!(1.5),
                    json!(-0.25),
                    json!("NaN"),
                    json!("Infinity"),
                    json!("-Infinity"),
                ];
                self.choices.one_of(&values).clone()
            }
            Simple::BigDecimal => json!(self.choices.one_of(&[0.0, 1.5, -2.25])),
            Simple::Timestamp => self.timestamp(member),
            Simple::Document => {
                let values = [
                    json!({}),
                    json!(null),
                    json!([1, "a", { "b": null }]),
                    json!("x"),
                    json!(1.5),
                ];
                self.choices.one_of(&values).clone()
            }
        }
    }

    fn timestamp(&mut self, member: Option<&Member>) -> Value {
        let format = member
            .and_then(|member| wire::timestamp_format(self.model, member))
            .unwrap_or(TimestampFormat::DateTime);
        match format {
            TimestampFormat::EpochSeconds => {
                json!(
                    self.choices
                        .one_of(&[json!(0), json!(1.5), json!(-1), json!(1_700_000_000)])
                )
            }
            TimestampFormat::DateTime => json!(self.choices.one_of(&[
                "1970-01-01T00:00:00Z",
                "2024-02-29T23:59:59.123Z",
                "2024-02-29T23:59:59+01:30",
            ])),
            TimestampFormat::HttpDate => json!("Tue, 29 Apr 2014 18:30:38 GMT"),
        }
    }
}

/// Makes a document slightly wrong, or different: a value somewhere is replaced, removed, or
/// gains a neighbour.
///
/// # Panics
///
/// Never: a step is always below the number of children.
pub fn mutate(document: &mut Value, choices: &mut Choices<'_>) {
    let mut place = document;
    // Walks down a path; a zero stops it here.
    loop {
        let children = match place {
            Value::Array(elements) => elements.len(),
            Value::Object(members) => members.len(),
            _ => 0,
        };
        let step = choices.below(children + 1);
        if step == 0 {
            break;
        }
        place = match place {
            Value::Array(elements) => &mut elements[step - 1],
            Value::Object(members) => members
                .values_mut()
                .nth(step - 1)
                .expect("the step is below the length"),
            _ => unreachable!("only arrays and objects have children"),
        };
    }
    let replacements = [
        Value::Null,
        json!("text"),
        json!(1),
        json!(-1.5),
        json!(true),
        json!({}),
        json!([]),
        json!([null]),
        json!({ "a": null }),
        Value::Number(Number::from(u64::MAX)),
    ];
    match (choices.below(4), place) {
        (1, Value::Object(members)) if !members.is_empty() => {
            let index = choices.below(members.len());
            let key = members.keys().nth(index).cloned().unwrap_or_default();
            members.shift_remove(&key);
        }
        (2, Value::Object(members)) => {
            members.insert("another".to_owned(), choices.one_of(&replacements).clone());
        }
        (2, Value::Array(elements)) => elements.push(choices.one_of(&replacements).clone()),
        (_, place) => *place = choices.one_of(&replacements).clone(),
    }
}

/// Whether a structure or union of the model is an array in the document.
///
/// serde_derive reads those by position; Tinsmith's explicit impls refuse them, because a body
/// is an object. This is the one difference in verdict between the flavours.
pub fn has_array_for_object(model: &Model, shape: &ShapeId, document: &Value) -> bool {
    match (&model.shape(shape).kind, document) {
        (Kind::Structure(_) | Kind::Union(_) | Kind::Unit, Value::Array(_)) => true,
        (Kind::Structure(structure), Value::Object(object)) => {
            members_have_array(model, structure.members.iter(), object)
        }
        (Kind::Union(union), Value::Object(object)) => {
            members_have_array(model, union.members.iter(), object)
        }
        (Kind::List(list), Value::Array(elements)) => elements
            .iter()
            .any(|element| has_array_for_object(model, &list.member.target, element)),
        (Kind::Map(map), Value::Object(object)) => object
            .values()
            .any(|value| has_array_for_object(model, &map.value.target, value)),
        _ => false,
    }
}

/// The same of an object with these members.
pub fn members_have_array<'m>(
    model: &Model,
    mut members: impl Iterator<Item = &'m Member>,
    object: &Map<String, Value>,
) -> bool {
    members.any(|member| {
        let name = wire::name(&model.service.protocol, member);
        object
            .get(name)
            .is_some_and(|value| has_array_for_object(model, &member.target, value))
    })
}
