//! Everything in a right document, broken once: what is required left out, each value replaced
//! by one of another type, each constraint missed by one, each enum given a value that it does
//! not have.

use super::node::Node;
use super::places::{Place, Role, Root, places};
use super::pools;
use super::subject::Expected;
use std::collections::BTreeSet;
use tinsmith_codegen::lower::wire;
use tinsmith_codegen::model::{
    Constraints, Density, Kind, Model, Requirement, Simple, TimestampFormat,
};

/// A document, and what must come of it.
#[derive(Clone, Debug)]
pub struct Break {
    /// What was done, and where.
    pub label: String,
    /// The document.
    pub document: Node,
    /// What is known by how it was made.
    pub expected: Expected,
}

/// Which breaks have been made before.
pub type Seen = BTreeSet<String>;

/// All breaks of a document that keeps to both contracts, but for those made before and those at
/// places deeper than `depth`.
pub fn breaks(
    model: &Model,
    root: &Root,
    document: &Node,
    depth: usize,
    seen: &mut Seen,
) -> Vec<Break> {
    let mut maker = Maker {
        document,
        seen,
        made: Vec::new(),
    };
    let places = places(model, root, document).into_iter();
    for place in places.filter(|place| place.path.len() <= depth) {
        maker.presence(model, &place);
        maker.nulls(&place);
        maker.types(model, &place);
        maker.values(model, &place);
        maker.keys(model, &place);
        maker.constraints(&place);
    }
    maker.made
}

const NEITHER: Expected = Expected {
    read: Some(false),
    written: Some(false),
};
const BOTH: Expected = Expected {
    read: Some(true),
    written: Some(true),
};
const ONLY_READ: Expected = Expected {
    read: Some(true),
    written: Some(false),
};
/// The model's own judgement of the serialize contract has to do.
const READ: Expected = Expected {
    read: Some(true),
    written: None,
};

struct Maker<'d, 's> {
    document: &'d Node,
    seen: &'s mut Seen,
    made: Vec<Break>,
}

impl Maker<'_, '_> {
    fn change(
        &mut self,
        place: &Place<'_>,
        what: &str,
        expected: Expected,
        change: impl FnOnce(&mut Node),
    ) {
        let label = format!("{}: {what}", place.label);
        if !self.seen.insert(label.clone()) {
            return;
        }
        let mut document = self.document.clone();
        change(document.at(&place.path));
        self.made.push(Break {
            label,
            document,
            expected,
        });
    }

    /// Changes the object that holds the place, given the place's index in it.
    fn change_holder(
        &mut self,
        place: &Place<'_>,
        what: &str,
        expected: Expected,
        change: impl FnOnce(&mut Vec<(String, Node)>, usize),
    ) {
        let Some((last, path)) = place.path.split_last() else {
            return;
        };
        let holder = Place {
            path: path.to_vec(),
            ..place.clone()
        };
        self.change(&holder, what, expected, |node| {
            if let Node::Object(members) = node {
                change(members, *last);
            }
        });
    }

    fn presence(&mut self, model: &Model, place: &Place<'_>) {
        let absent = match place.role {
            Role::Member(Requirement::Required) | Role::Choice => NEITHER,
            Role::Member(Requirement::ClientOptional) => ONLY_READ,
            Role::Member(Requirement::Optional) => BOTH,
            Role::Root | Role::Element(_) => return self.elements(place),
        };
        self.change_holder(place, "absent", absent, |members, at| {
            members.remove(at);
        });
        let renamed = if place.role == Role::Choice {
            ONLY_READ
        } else {
            absent
        };
        self.change_holder(place, "renamed", renamed, |members, at| {
            members[at].0.push_str("_not_in_the_model");
        });
        if place.role == Role::Choice {
            let extra = |name: &str, value: Node| {
                let name = name.to_owned();
                move |members: &mut Vec<(String, Node)>, _: usize| members.push((name, value))
            };
            let extras = [
                ("_not_in_the_model", Node::number("1"), NEITHER),
                ("_not_in_the_model", Node::Null, ONLY_READ),
            ];
            for (name, value, expected) in extras {
                let what = format!("beside {name} {value}");
                self.change_holder(place, &what, expected, extra(name, value));
            }
            let knows_type = place
                .member
                .is_some_and(|member| wire::name(&model.service.protocol, member) == "__type");
            if !knows_type {
                let value = Node::text("a.b#C");
                self.change_holder(place, "beside __type", ONLY_READ, extra("__type", value));
            }
        }
    }

    /// An element more or less, whatever constraints say of that.
    fn elements(&mut self, place: &Place<'_>) {
        if let Role::Element(_) = place.role {
            self.change(place, "in an array", Expected::default(), |node| {
                *node = Node::Array(vec![std::mem::replace(node, Node::Null)]);
            });
        }
    }

    fn nulls(&mut self, place: &Place<'_>) {
        let is_document = matches!(place.shape.kind, Kind::Simple(Simple::Document));
        let expected = match place.role {
            Role::Choice => NEITHER,
            Role::Root | Role::Member(Requirement::Required) | Role::Element(Density::Dense) => {
                if is_document {
                    READ
                } else {
                    NEITHER
                }
            }
            Role::Element(Density::Sparse) => READ,
            Role::Member(_) if is_document => READ,
            Role::Member(_) => ONLY_READ,
        };
        self.change(place, "null", expected, |node| *node = Node::Null);
    }

    fn types(&mut self, model: &Model, place: &Place<'_>) {
        let values = [
            Node::Bool(true),
            Node::number("1"),
            Node::number("1.5"),
            Node::text("text"),
            Node::Array(Vec::new()),
            Node::Object(Vec::new()),
        ];
        let format = place
            .member
            .and_then(|it| wire::timestamp_format(model, it));
        for value in values {
            let expected = match is_of_type(&place.shape.kind, format, &value) {
                Some(true) => READ,
                Some(false) => NEITHER,
                None => Expected::default(),
            };
            self.change(place, &format!("{value}"), expected, |node| *node = value);
        }
    }

    /// Every value of an enum and one more, the ends of ranges, forms of text.
    fn values(&mut self, model: &Model, place: &Place<'_>) {
        let mut put = |value: Node, expected: Expected| {
            let what = format!("value {value}");
            self.change(place, &what, expected, |node| *node = value);
        };
        match &place.shape.kind {
            Kind::Enum(values) if !values.values.is_empty() => {
                for value in &values.values {
                    put(Node::text(&value.value), READ);
                }
                put(Node::text("not in the model"), ONLY_READ);
            }
            Kind::IntEnum(values) if !values.values.is_empty() => {
                for value in &values.values {
                    put(Node::Number(value.value.to_string()), READ);
                }
                put(Node::number("123456"), ONLY_READ);
                ends(i32::MIN.into(), i32::MAX.into(), &mut put);
            }
            Kind::Simple(simple) => {
                let format = place
                    .member
                    .and_then(|it| wire::timestamp_format(model, it));
                simple_values(*simple, format, &mut put);
            }
            Kind::Union(union) => {
                let name = |member| wire::name(&model.service.protocol, member);
                let knows_type = union.members.iter().any(|it| name(it) == "__type");
                for (members, is_read) in unknown_members() {
                    let expected = match is_read {
                        _ if knows_type => Expected::default(),
                        true => ONLY_READ,
                        false => NEITHER,
                    };
                    put(Node::Object(members), expected);
                }
            }
            _ => {}
        }
    }

    /// A key of a map, if something is asked of keys.
    fn keys(&mut self, model: &Model, place: &Place<'_>) {
        let Kind::Map(map) = &place.shape.kind else {
            return;
        };
        let target = &model.shape(&map.key.target).traits.constraints;
        let lengths = [&map.key.traits.constraints, target].map(|it| it.length);
        let mut keys: Vec<String> = ["", "!", "A b"].map(str::to_owned).to_vec();
        for length in lengths.into_iter().flatten() {
            let ends = [length.min, length.max].into_iter().flatten();
            let around = ends.flat_map(|end| [end.saturating_sub(1), end, end + 1]);
            let around = around.filter(|it| *it <= 2_000);
            keys.extend(around.map(|it| "a".repeat(usize::try_from(it).unwrap_or(0))));
        }
        for key in keys {
            self.change(
                place,
                &format!("key {key:?}"),
                Expected::default(),
                |node| {
                    if let Node::Object(entries) = node
                        && let Some((first, _)) = entries.first_mut()
                    {
                        *first = key;
                    }
                },
            );
        }
    }

    fn constraints(&mut self, place: &Place<'_>) {
        let member = place.member.map(|it| &it.traits.constraints);
        for constraints in member.into_iter().chain([&place.shape.traits.constraints]) {
            self.length(place, constraints);
            self.range(place, constraints);
            if constraints.unique_items {
                self.change(place, "an element twice", READ, |node| {
                    if let Node::Array(elements) = node {
                        elements.extend(elements.first().cloned());
                    }
                });
            }
            if constraints.pattern.is_some() {
                for text in ["\u{0}", "!", "A b", ""] {
                    self.change(place, &format!("text {text:?}"), READ, |node| {
                        *node = Node::text(text);
                    });
                }
            }
        }
    }

    fn length(&mut self, place: &Place<'_>, constraints: &Constraints) {
        let Some(length) = constraints.length else {
            return;
        };
        let ends = [
            length.min.and_then(|it| it.checked_sub(1)),
            length.min,
            length.max,
            length.max.map(|it| it + 1),
        ];
        for wanted in ends.into_iter().flatten().filter(|it| *it <= 2_000) {
            let wanted = usize::try_from(wanted).unwrap_or(0);
            self.change(
                place,
                &format!("length {wanted}"),
                Expected::default(),
                |node| {
                    resize(node, wanted);
                },
            );
        }
    }

    fn range(&mut self, place: &Place<'_>, constraints: &Constraints) {
        let Some(range) = &constraints.range else {
            return;
        };
        let ends = range.min.iter().chain(&range.max);
        for end in ends.filter_map(serde_json::Number::as_i64) {
            for wanted in [end.saturating_sub(1), end, end.saturating_add(1)] {
                self.change(
                    place,
                    &format!("number {wanted}"),
                    Expected::default(),
                    |node| {
                        *node = Node::Number(wanted.to_string());
                    },
                );
            }
        }
    }
}

/// Objects of members that no union has, and whether they are one.
fn unknown_members() -> Vec<(Vec<(String, Node)>, bool)> {
    let cases: [(&[(&str, &str)], bool); 10] = [
        (&[("dog", "1")], true),
        (&[("dog", "null")], false),
        (&[("dog", "1"), ("cow", "2")], false),
        (&[("dog", "1"), ("cow", "null")], true),
        (&[("dog", "null"), ("cow", "null")], false),
        (&[("__type", "1")], false),
        (&[("__type", "1"), ("dog", "1")], true),
        (&[("__type", "null"), ("dog", "1")], true),
        (&[("__type", "1"), ("dog", "1"), ("cow", "2")], false),
        (&[("__type", "1"), ("dog", "1"), ("cow", "null")], true),
    ];
    let node = |literal: &str| match literal {
        "null" => Node::Null,
        literal => Node::number(literal),
    };
    cases
        .into_iter()
        .map(|(members, is_read)| {
            let members = members.iter();
            let members = members.map(|(key, value)| ((*key).to_owned(), node(value)));
            (members.collect(), is_read)
        })
        .collect()
}

/// Makes a value longer or shorter, in what is like it.
fn resize(node: &mut Node, wanted: usize) {
    match node {
        Node::Text(text) => {
            let last = text.chars().last().unwrap_or('a');
            let padding = std::iter::repeat(last);
            *text = text.chars().chain(padding).take(wanted).collect();
        }
        Node::Array(elements) => {
            let Some(last) = elements.last().cloned() else {
                return;
            };
            let mut number = 0;
            elements.truncate(wanted);
            while elements.len() < wanted {
                number += 1;
                elements.push(match &last {
                    Node::Text(text) => Node::Text(format!("{text}{number}")),
                    Node::Number(literal) => Node::Number(format!("{literal}{number}")),
                    other => other.clone(),
                });
            }
        }
        Node::Object(members) => {
            let Some((key, value)) = members.last().cloned() else {
                return;
            };
            members.truncate(wanted);
            let mut number = 0;
            while members.len() < wanted {
                number += 1;
                members.push((format!("{key}{number}"), value.clone()));
            }
        }
        _ => {}
    }
}

/// Whether a plain value is one of the shape, if that is known.
fn is_of_type(kind: &Kind, format: Option<TimestampFormat>, value: &Node) -> Option<bool> {
    let is_integer = *value == Node::number("1");
    Some(match kind {
        Kind::Unit => matches!(value, Node::Object(_)),
        Kind::Structure(it) => match value {
            // Depends on what is required.
            Node::Object(_) if !it.members.is_empty() => return None,
            value => matches!(value, Node::Object(_)),
        },
        Kind::Union(_) => false,
        Kind::List(_) => matches!(value, Node::Array(_)),
        Kind::Map(_) => matches!(value, Node::Object(_)),
        Kind::Enum(_) => matches!(value, Node::Text(_)),
        Kind::IntEnum(_) => is_integer,
        Kind::Simple(simple) => match simple {
            // "text" happens to be base64.
            Simple::Blob | Simple::String => matches!(value, Node::Text(_)),
            Simple::Boolean => matches!(value, Node::Bool(_)),
            Simple::Byte | Simple::Short | Simple::Integer | Simple::Long | Simple::BigInteger => {
                is_integer
            }
            Simple::Float | Simple::Double | Simple::BigDecimal => {
                matches!(value, Node::Number(_))
            }
            Simple::Timestamp => {
                let is_number = format.is_none_or(|it| it == TimestampFormat::EpochSeconds);
                is_number && matches!(value, Node::Number(_))
            }
            Simple::Document => true,
        },
    })
}

fn simple_values(
    simple: Simple,
    format: Option<TimestampFormat>,
    put: &mut impl FnMut(Node, Expected),
) {
    let any = Expected::default();
    match simple {
        Simple::Byte => ends(i8::MIN.into(), i8::MAX.into(), put),
        Simple::Short => ends(i16::MIN.into(), i16::MAX.into(), put),
        Simple::Integer => ends(i32::MIN.into(), i32::MAX.into(), put),
        Simple::Long => {
            ends(i64::MIN, i64::MAX, put);
            // The next number below that is not the same as an `f64`.
            put(Node::number("-9223372036854777856"), NEITHER);
        }
        Simple::Float | Simple::Double => {
            for word in pools::WORDS {
                let is_right = pools::WORDS[..3].contains(&word);
                put(Node::text(word), if is_right { READ } else { NEITHER });
            }
        }
        Simple::Blob => pools::BASE64.iter().for_each(|it| put(Node::text(it), any)),
        Simple::Timestamp => match format {
            Some(TimestampFormat::DateTime) => {
                let all = pools::DATE_TIMES.iter();
                all.for_each(|it| put(Node::text(it), any));
            }
            Some(TimestampFormat::HttpDate) => {
                let all = pools::HTTP_DATES.iter();
                all.for_each(|it| put(Node::text(it), any));
            }
            Some(TimestampFormat::EpochSeconds) | None => {
                for (literal, expected) in [
                    ("-62167219201", NEITHER),
                    ("-62167219200", BOTH),
                    ("253402300799.5", BOTH),
                    ("253402300800", NEITHER),
                    ("253402300801", NEITHER),
                ] {
                    put(Node::number(literal), expected);
                }
            }
        },
        _ => {}
    }
}

/// The ends of an integer type, and the numbers beyond them.
fn ends(min: i64, max: i64, put: &mut impl FnMut(Node, Expected)) {
    let (min, max) = (i128::from(min), i128::from(max));
    for (value, expected) in [
        (min - 1, NEITHER),
        (min, READ),
        (min + 1, READ),
        (max - 1, READ),
        (max, READ),
        (max + 1, NEITHER),
    ] {
        put(Node::Number(value.to_string()), expected);
    }
}
