//! Mixins, copied into the shapes that use them (Smithy 2.0, "Mixins").

use std::collections::{BTreeMap, BTreeSet};

use super::apply::{check_effect, unknown_member};
use super::raw::{
    Index, PRELUDE, RawMember, RawShape, RawTrait, Reference, Relations, Shapes, find_trait,
};
use crate::json::{At, Node};
use crate::report::{Code, Place, Problem, Problems, quoted};

/// How many mixins may be stacked.
const DEEPEST: usize = 64;
/// How many members and traits mixins may bring in all: each use copies, so that a small file
/// could ask for any amount of memory.
const MOST: usize = 2_000_000;

/// Flattens all shapes. After this no member is without a target.
pub(super) fn flatten(shapes: &mut Shapes<'_>, problems: &mut Problems) {
    let mut mixer = Mixer {
        states: vec![State::Waiting; shapes.len()],
        copied: 0,
        shapes,
        problems,
    };
    for index in mixer.shapes.indexes() {
        mixer.visit(index);
    }
}

/// How far flattening of a shape is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Waiting,
    /// Its mixins are being flattened.
    Active,
    Done,
}

struct Mixer<'n, 's> {
    shapes: &'s mut Shapes<'n>,
    problems: &'s mut Problems,
    states: Vec<State>,
    copied: usize,
}

impl<'n> Mixer<'n, '_> {
    /// Flattens a shape after its mixins, and theirs; a stack of our own bounds the depth.
    fn visit(&mut self, start: Index) {
        if self.states[start.0] != State::Waiting {
            return;
        }
        self.states[start.0] = State::Active;
        let mut stack = vec![(start, self.mixins(start), 0)];
        while let Some((shape, mixins, next)) = stack.last_mut() {
            let shape = *shape;
            let Some((reference, mixin)) = mixins.get(*next).copied() else {
                let mixins = stack.pop().map(|(_, mixins, _)| mixins).unwrap_or_default();
                self.mix(shape, &mixins);
                self.states[shape.0] = State::Done;
                continue;
            };
            *next += 1;
            match self.states[mixin.0] {
                State::Done => {}
                State::Active => {
                    let cycle: Vec<Index> = stack.iter().map(|(shape, _, _)| *shape).collect();
                    self.cycle(&cycle, &reference, mixin);
                }
                State::Waiting if stack.len() >= DEEPEST => {
                    self.too_large(&reference, "mixins are stacked too deeply");
                    self.states[mixin.0] = State::Done;
                }
                State::Waiting => {
                    self.states[mixin.0] = State::Active;
                    let inner = self.mixins(mixin);
                    stack.push((mixin, inner, 0));
                }
            }
        }
    }

    /// The mixins of a shape, as far as they can be used.
    fn mixins(&mut self, index: Index) -> Vec<(Reference<'n>, Index)> {
        let shape = self.shapes.get(index);
        let mut usable = Vec::with_capacity(shape.mixins.len());
        for reference in &shape.mixins {
            let Some(mixin) = self.shapes.find(reference.target) else {
                self.problems.push(super::targets::unknown(
                    self.shapes,
                    reference.target,
                    reference.place(),
                ));
                continue;
            };
            let other = self.shapes.get(mixin);
            let wrong = if !other.has("mixin") {
                format!("{} is not a mixin", quoted(reference.target))
            } else if other.kind != shape.kind {
                format!(
                    "a mixin of {} is {}",
                    shape.kind.described(),
                    other.kind.described()
                )
            } else {
                usable.push((*reference, mixin));
                continue;
            };
            self.problems.push(
                Problem::new(Code::NotAMixin, reference.place(), At::Value, wrong)
                    .label("cannot be mixed in"),
            );
        }
        usable
    }

    /// Copies what the mixins bring into a shape.
    fn mix(&mut self, index: Index, mixins: &[(Reference<'n>, Index)]) {
        let own = std::mem::take(&mut self.shapes.get_mut(index).members);
        let mut merged = Merge::default();
        let mut traits: Vec<RawTrait<'n>> = Vec::new();
        for (reference, mixin) in mixins {
            let mixin = self.shapes.get(*mixin);
            let size: usize = mixin.members.iter().map(|m| 1 + m.traits.len()).sum();
            self.copied += size + mixin.traits.len();
            if self.copied > MOST {
                self.too_large(reference, "mixins bring too many members");
                break;
            }
            for member in &mixin.members {
                if merged.inherit(member) == Outcome::Conflict {
                    self.problems
                        .push(conflict(member.name, reference.place(), At::Value));
                }
            }
            replace(&mut traits, inherited(mixin));
        }
        let is_mixed = !mixins.is_empty();
        for member in own {
            if member.target.is_none() && !(is_mixed && merged.knows(member.name)) {
                self.problems
                    .push(unknown_member(member.home, member.name, &merged.members));
                continue;
            }
            check_effect(merged.traits(member.name), &member.traits, self.problems);
            if merged.define(&member) == Outcome::Conflict {
                let place = member.home.path().place();
                self.problems.push(conflict(member.name, place, At::Key));
            }
        }
        let relations: Vec<Relations<'n>> = mixins
            .iter()
            .map(|(_, mixin)| self.shapes.get(*mixin).relations.clone())
            .collect();
        let shape = self.shapes.get_mut(index);
        shape.members = merged.members;
        if is_mixed {
            check_effect(&traits, &shape.traits, self.problems);
            replace(&mut traits, std::mem::take(&mut shape.traits));
            shape.traits = traits;
            for other in relations.into_iter().rev() {
                merge_relations(&mut shape.relations, other);
            }
        }
    }

    fn cycle(&mut self, stack: &[Index], reference: &Reference<'_>, mixin: Index) {
        let from = stack
            .iter()
            .position(|index| *index == mixin)
            .unwrap_or_default();
        let names = stack[from..].iter().chain([&mixin]);
        let names: Vec<String> = names
            .map(|i| quoted(self.shapes.get(*i).id.name()))
            .collect();
        let message = format!("mixins use each other in a cycle: {}", names.join(" → "));
        self.problems.push(
            Problem::new(Code::MixinCycle, reference.place(), At::Value, message)
                .label("closes the cycle"),
        );
    }

    fn too_large(&mut self, reference: &Reference<'_>, message: &str) {
        self.problems.push(
            Problem::new(Code::TooLarge, reference.place(), At::Value, message)
                .label("not followed"),
        );
    }
}

fn conflict(name: &str, place: Place, at: At) -> Problem {
    let message = format!(
        "member {} is already there with another target",
        quoted(name)
    );
    Problem::new(Code::MixinConflict, place, at, message)
        .label("conflicts with a mixin's member")
        .help("a member that a mixin brings may be redefined with the same target only".to_owned())
}

/// The traits that a mixin hands on: all but `mixin` itself and those it keeps local.
fn inherited<'n>(mixin: &RawShape<'n>) -> Vec<RawTrait<'n>> {
    let definition = find_trait(&mixin.traits, "mixin").and_then(|t| t.value.get("localTraits"));
    let local: BTreeSet<&str> = match definition {
        Some(Node::Array(names)) => names.iter().filter_map(Node::as_str).collect(),
        _ => BTreeSet::new(),
    };
    let handed_on = |name: &str| {
        let short = name.strip_prefix(PRELUDE);
        let is_local = local.contains(name) || short.is_some_and(|short| local.contains(short));
        short != Some("mixin") && !is_local
    };
    mixin
        .traits
        .iter()
        .filter(|t| handed_on(t.name))
        .copied()
        .collect()
}

/// Adds traits; those of the same name are replaced.
fn replace<'n>(traits: &mut Vec<RawTrait<'n>>, by: Vec<RawTrait<'n>>) {
    if !traits.is_empty() {
        let names: BTreeSet<&str> = by.iter().map(|t| t.name).collect();
        traits.retain(|t| !names.contains(t.name));
    }
    traits.extend(by);
}

/// Whether a member could be merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Fine,
    Conflict,
}

/// Members in their final order, each name once.
#[derive(Default)]
struct Merge<'n> {
    members: Vec<RawMember<'n>>,
    by_name: BTreeMap<&'n str, usize>,
}

impl<'n> Merge<'n> {
    fn knows(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// The traits of a member as it is so far.
    fn traits(&self, name: &str) -> &[RawTrait<'n>] {
        let known = self.by_name.get(name);
        known.map_or(&[], |index| &self.members[*index].traits)
    }

    /// Adds a mixin's member; one of that name from an earlier mixin gets its traits.
    fn inherit(&mut self, member: &RawMember<'n>) -> Outcome {
        self.define(member)
    }

    /// Adds a member, or the traits and place of its redefinition.
    fn define(&mut self, member: &RawMember<'n>) -> Outcome {
        let Some(index) = self.by_name.get(member.name) else {
            self.by_name.insert(member.name, self.members.len());
            self.members.push(member.clone());
            return Outcome::Fine;
        };
        let known = &mut self.members[*index];
        replace(&mut known.traits, member.traits.clone());
        if member.target.is_none() || member.target == known.target {
            if member.target.is_some() {
                known.home = member.home;
            }
            Outcome::Fine
        } else {
            Outcome::Conflict
        }
    }
}

/// Merges what a mixin refers to: its lists come first, the shape's own single values win.
fn merge_relations<'n>(own: &mut Relations<'n>, mixin: Relations<'n>) {
    let prepend = |to: &mut Vec<Reference<'n>>, from: Vec<Reference<'n>>| {
        to.splice(0..0, from);
    };
    match (own, mixin) {
        (
            Relations::Operation { errors, .. },
            Relations::Operation {
                errors: inherited, ..
            },
        ) => {
            prepend(errors, inherited);
        }
        (
            Relations::Service {
                version,
                operations,
                resources,
                errors,
                rename,
            },
            Relations::Service {
                version: inherited_version,
                operations: inherited_operations,
                resources: inherited_resources,
                errors: inherited_errors,
                rename: inherited_rename,
            },
        ) => {
            *version = version.or(inherited_version);
            prepend(operations, inherited_operations);
            prepend(resources, inherited_resources);
            prepend(errors, inherited_errors);
            for (id, name) in inherited_rename {
                if !rename.iter().any(|(known, _)| *known == id) {
                    rename.push((id, name));
                }
            }
        }
        // Resources with the mixin trait have no properties, and data has none at all.
        _ => {}
    }
}
