//! Everything in a right document, broken once: what is required left out, each value replaced
//! by one of another type, each constraint missed by one, each enum given a value that it does
//! not have.

mod constraints;
mod presence;
mod types;
mod values;

use super::node::Node;
use super::places::{Place, Root, places};
use super::subject::Expected;
use super::views::View;
use std::collections::BTreeSet;

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
    view: &View,
    root: &Root,
    document: &Node,
    depth: usize,
    seen: &mut Seen,
) -> Vec<Break> {
    let mut maker = Maker {
        view,
        document,
        seen,
        made: Vec::new(),
    };
    let places = places(&view.model, root, document).into_iter();
    for place in places.filter(|place| place.path.len() <= depth) {
        maker.presence(&place);
        maker.nulls(&place);
        maker.types(&place);
        maker.values(&place);
        maker.keys(&place);
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
    view: &'d View,
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
}
