//! What an operation reaches.

use std::collections::BTreeSet;

use super::Book;
use crate::model::{Member, Model, Operation, ShapeId};

/// The input, output and errors of an operation.
pub(super) fn messages(operation: &Operation) -> impl Iterator<Item = &ShapeId> {
    let (input, output) = (operation.input.as_ref(), operation.output.as_ref());
    input.into_iter().chain(output).chain(&operation.errors)
}

/// The members that a shape holds values by.
pub(super) fn members<'m>(model: &'m Model, id: &ShapeId) -> Vec<&'m Member> {
    model.shape(id).kind.members()
}

/// The shapes with a section that a member leads to: its target, or what that list or map holds.
pub(super) fn leads_to<'m>(book: &Book<'m>, member: &'m Member) -> BTreeSet<&'m ShapeId> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut pending = vec![&member.target];
    while let Some(id) = pending.pop() {
        if !seen.insert(id) {
            continue;
        }
        if book.headings.of(id).is_some() {
            found.insert(id);
        } else {
            pending.extend(members(book.model, id).iter().map(|it| &it.target));
        }
    }
    found
}

/// Every shape with a section that these lead to, themselves included, breadth first.
pub(super) fn closure<'m>(
    book: &Book<'m>,
    from: impl Iterator<Item = &'m ShapeId>,
) -> Vec<&'m ShapeId> {
    let mut seen = BTreeSet::new();
    let mut order: Vec<&ShapeId> = from.filter(|id| seen.insert(*id)).collect();
    let mut at = 0;
    while let Some(id) = order.get(at) {
        for member in members(book.model, id) {
            let next = leads_to(book, member);
            order.extend(next.into_iter().filter(|id| seen.insert(*id)));
        }
        at += 1;
    }
    order
}
