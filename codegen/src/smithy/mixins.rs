//! Mixins, copied into the shapes that use them (Smithy 2.0, "Mixins").

use std::collections::{BTreeMap, BTreeSet};

use super::apply::{check_effect, unknown_member};
use super::kind::ShapeType;
use super::raw::{
    Index, PRELUDE, RawMember, RawShape, RawTrait, Reference, Relations, Shapes, Target, find_trait,
};
use crate::json::{At, Node};
use crate::limits;
use crate::report::{Code, Place, Problem, Problems, quoted};

/// Flattens all shapes. After this no member inherits its target any more.
///
/// `None` if that would take too much memory, which is reported.
pub(super) fn flatten(shapes: &mut Shapes<'_>, problems: &mut Problems) -> Option<()> {
    let mut mixer = Mixer {
        states: vec![State::Waiting; shapes.len()],
        copied: 0,
        copied_bytes: 0,
        shapes,
        problems,
    };
    for index in mixer.shapes.indexes() {
        mixer.visit(index)?;
    }
    Some(())
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
    copied_bytes: usize,
}

impl<'n> Mixer<'n, '_> {
    /// Flattens a shape after its mixins, and theirs; a stack of our own bounds the depth.
    fn visit(&mut self, start: Index) -> Option<()> {
        if self.states[start.0] != State::Waiting {
            return Some(());
        }
        self.states[start.0] = State::Active;
        let mut stack = vec![(start, self.mixins(start), 0)];
        while let Some((shape, mixins, next)) = stack.last_mut() {
            let shape = *shape;
            let Some((reference, mixin)) = mixins.get(*next).copied() else {
                let mixins = stack.pop().map(|(_, mixins, _)| mixins).unwrap_or_default();
                self.mix(shape, &mixins)?;
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
                State::Waiting if stack.len() >= limits::MIXIN_LEVELS => {
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
        Some(())
    }

    /// The mixins of a shape, as far as they can be used.
    fn mixins(&mut self, index: Index) -> Vec<(Reference<'n>, Index)> {
        let shape = self.shapes.get(index);
        let mut usable = Vec::with_capacity(shape.mixins.len());
        for reference in &shape.mixins {
            let Some(mixin) = self.shapes.find(reference.target) else {
                let kind = shape.kind;
                super::targets::unknown(
                    self.shapes,
                    reference.target,
                    reference.place(),
                    |other| other.has("mixin") && other.kind == kind,
                    self.problems,
                );
                continue;
            };
            let other = self.shapes.get(mixin);
            if other.kind == ShapeType::Unknown {
                continue;
            }
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
                    .label("cannot be mixed in")
                    .help(
                        "a mixin is of the same type and has `\"smithy.api#mixin\": {}`".to_owned(),
                    ),
            );
        }
        usable
    }

    /// Copies what the mixins bring into a shape.
    fn mix(&mut self, index: Index, mixins: &[(Reference<'n>, Index)]) -> Option<()> {
        let used = self.shapes.get(index).mixins.len();
        if used == 0 {
            return Some(());
        }
        let mut merged = self.inherit(mixins)?;
        let shape = self.shapes.get_mut(index);
        for member in std::mem::take(&mut shape.members) {
            if member.target == Target::Inherited && !merged.by_name.contains_key(member.name) {
                // An unusable mixin might have brought it.
                if mixins.len() == used {
                    unknown_member(member.home, member.name, &merged.members, self.problems);
                }
                continue;
            }
            check_effect(merged.traits(member.name), &member.traits, self.problems);
            if merged.define(&member) == Outcome::Conflict {
                let place = member.home.path().place();
                self.problems.push(conflict(member.name, place, At::Key));
            }
        }
        shape.members = merged.members;
        check_effect(&merged.traits, &shape.traits, self.problems);
        replace(&mut merged.traits, std::mem::take(&mut shape.traits));
        shape.traits = merged.traits;
        for other in merged.relations.into_iter().rev() {
            merge_relations(&mut shape.relations, other);
        }
        Some(())
    }

    /// Merges mixins with each other, the first first.
    fn inherit(&mut self, mixins: &[(Reference<'n>, Index)]) -> Option<Merge<'n>> {
        let mut merged = Merge::default();
        for (reference, mixin) in mixins {
            let mixin = self.shapes.get(*mixin);
            self.copied += size(mixin);
            if self.copied > limits::MIXED_IN {
                self.too_large(reference, "mixins bring too many members");
                return None;
            }
            let own = mixin.traits.iter();
            for applied in own.chain(mixin.members.iter().flat_map(|m| &m.traits)) {
                self.copied_bytes += applied.value.text_bytes();
            }
            if self.copied_bytes > limits::MIXED_IN_BYTES {
                self.too_large(reference, "mixins bring too much text");
                return None;
            }
            for member in &mixin.members {
                if merged.define(member) == Outcome::Conflict {
                    let place = reference.place();
                    self.problems.push(conflict(member.name, place, At::Value));
                }
            }
            replace(&mut merged.traits, inherited(mixin));
            merged.relations.push(mixin.relations.clone());
        }
        Some(merged)
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

/// How much a use of a mixin copies.
fn size(mixin: &RawShape<'_>) -> usize {
    let members: usize = mixin.members.iter().map(|m| 1 + m.traits.len()).sum();
    let references = match &mixin.relations {
        Relations::None => 0,
        Relations::Operation { errors, .. } => errors.len(),
        Relations::Resource {
            operations,
            resources,
            ..
        } => operations.len() + resources.len(),
        Relations::Service {
            operations,
            resources,
            errors,
            rename,
            ..
        } => operations.len() + resources.len() + errors.len() + rename.len(),
    };
    1 + members + mixin.traits.len() + references
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

/// What mixins bring: members in their final order, each name once; traits; relations.
#[derive(Default)]
struct Merge<'n> {
    members: Vec<RawMember<'n>>,
    by_name: BTreeMap<&'n str, usize>,
    traits: Vec<RawTrait<'n>>,
    relations: Vec<Relations<'n>>,
}

impl<'n> Merge<'n> {
    /// The traits of a member as it is so far.
    fn traits(&self, name: &str) -> &[RawTrait<'n>] {
        let known = self.by_name.get(name);
        known.map_or(&[], |index| &self.members[*index].traits)
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
        match member.target {
            Target::Inherited => Outcome::Fine,
            target if target == known.target => {
                known.home = member.home;
                Outcome::Fine
            }
            _ => Outcome::Conflict,
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
            let known: BTreeSet<&str> = rename.iter().map(|(id, _)| *id).collect();
            rename.extend(
                inherited_rename
                    .into_iter()
                    .filter(|(id, _)| !known.contains(id)),
            );
        }
        // Resources with the mixin trait have no properties, and data has none at all.
        _ => {}
    }
}
