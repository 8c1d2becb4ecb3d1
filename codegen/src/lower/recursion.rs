//! Finds the members that must be boxed.

use petgraph::algo::kosaraju_scc;
use petgraph::graphmap::DiGraphMap;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Kind, Member, Model, Shape, ShapeId};

/// The members, as pairs of container and target, that hold their target in place and through
/// which a value could contain itself.
///
/// Every such member is boxed, not just enough of them to break each cycle: then a member's
/// type depends only on whether it lies on a cycle, and new shapes never move the choice from
/// one existing member to another. Lists and maps put their elements on the heap already.
pub(crate) fn boxed_members(model: &Model) -> BTreeSet<(ShapeId, ShapeId)> {
    let numbers: BTreeMap<&ShapeId, u32> = model.shapes.keys().zip(0..).collect();
    let mut graph = DiGraphMap::<u32, ()>::new();
    for (container, member) in in_place_members(model) {
        graph.add_edge(numbers[&container.id], numbers[&member.target], ());
    }
    let mut component_of = BTreeMap::new();
    for (component, shapes) in kosaraju_scc(&graph).into_iter().enumerate() {
        component_of.extend(shapes.into_iter().map(|shape| (shape, component)));
    }
    // Two ends in one component means the edge lies on a cycle, self-loops included.
    in_place_members(model)
        .filter(|(container, member)| {
            component_of[&numbers[&container.id]] == component_of[&numbers[&member.target]]
        })
        .map(|(container, member)| (container.id.clone(), member.target.clone()))
        .collect()
}

/// Members of structures and unions whose target is a structure or union.
fn in_place_members(model: &Model) -> impl Iterator<Item = (&Shape, &Member)> {
    model
        .shapes
        .values()
        .flat_map(|shape| {
            let members: &[Member] = match &shape.kind {
                Kind::Structure(structure) => &structure.members,
                Kind::Union(union) => &union.members,
                _ => &[],
            };
            members.iter().map(move |member| (shape, member))
        })
        .filter(|(_, member)| {
            matches!(
                model.shape(&member.target).kind,
                Kind::Structure(_) | Kind::Union(_)
            )
        })
}
