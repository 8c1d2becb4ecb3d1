//! Other values of the same type: what enums and unions do not know, ends of ranges, forms of text.

use super::{BOTH, Maker, NEITHER, ONLY_READ, READ};
use crate::contracts::node::Node;
use crate::contracts::places::Place;
use crate::contracts::pools;
use crate::contracts::subject::Expected;
use tinsmith_codegen::model::{Kind, Simple, TimestampFormat};

impl Maker<'_, '_> {
    /// Every value of an enum and one more, the ends of ranges, forms of text.
    pub(super) fn values(&mut self, place: &Place<'_>) {
        let view = self.view;
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
                simple_values(*simple, view.formats(place.member), &mut put);
            }
            Kind::Union(union) => {
                let mut names = union.members.iter().map(|it| view.name_of(it));
                let knows_type = names.any(|name| name == "__type");
                for (members, is_read) in unknown_members() {
                    let expected = match is_read {
                        _ if knows_type => Expected::default(),
                        true => ONLY_READ,
                        false => NEITHER,
                    };
                    put(Node::Object(members), expected);
                }
                self.refused(place);
            }
            _ => {}
        }
    }

    /// Beside each member of a union, names that it cannot have.
    fn refused(&mut self, place: &Place<'_>) {
        let view = self.view;
        let Node::Object(members) = self.document.clone().at(&place.path).clone() else {
            return;
        };
        let keys: Vec<&str> = members.iter().map(|(key, _)| &**key).collect();
        for name in view.refused(&place.shape.id) {
            for value in [Node::Null, Node::number("1")] {
                let what = format!("{keys:?} beside {name} {value}");
                self.change(place, &what, NEITHER, |node| {
                    if let Node::Object(members) = node {
                        members.push((name.to_owned(), value));
                    }
                });
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

fn simple_values(
    simple: Simple,
    formats: &[TimestampFormat],
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
        Simple::Timestamp => {
            for format in formats {
                timestamps(*format, formats.len() == 1, put);
            }
        }
        _ => {}
    }
}

/// Instants in one format; if others are read too, numbers are for readers alone.
fn timestamps(format: TimestampFormat, is_only: bool, put: &mut impl FnMut(Node, Expected)) {
    let any = Expected::default();
    match format {
        TimestampFormat::DateTime => {
            let all = pools::DATE_TIMES.iter();
            all.for_each(|it| put(Node::text(it), any));
        }
        TimestampFormat::HttpDate => {
            let all = pools::HTTP_DATES.iter();
            all.for_each(|it| put(Node::text(it), any));
        }
        TimestampFormat::EpochSeconds => {
            let right = if is_only { BOTH } else { ONLY_READ };
            for (literal, expected) in [
                ("-62167219201", NEITHER),
                ("-62167219200", right),
                ("253402300799.5", right),
                ("253402300800", NEITHER),
                ("253402300801", NEITHER),
            ] {
                put(Node::number(literal), expected);
            }
        }
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
