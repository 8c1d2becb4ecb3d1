//! Constraints, missed by one.

use super::{Maker, READ};
use crate::contracts::node::Node;
use crate::contracts::places::Place;
use crate::contracts::subject::Expected;
use tinsmith_codegen::model::{Constraints, Kind};

impl Maker<'_, '_> {
    /// A key of a map, if something is asked of keys.
    pub(super) fn keys(&mut self, place: &Place<'_>) {
        let Kind::Map(map) = &place.shape.kind else {
            return;
        };
        let target = &self.view.model.shape(&map.key.target).traits.constraints;
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

    pub(super) fn constraints(&mut self, place: &Place<'_>) {
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
