//! Traits that nobody defines: neither Smithy, nor one of the packages that are known, nor the
//! model. Most are slips, which would go unseen since an unknown trait has no effect.

use std::collections::{BTreeMap, BTreeSet};

use super::rules;
use crate::json::At;
use crate::report::{Code, Place, Problem, Problems, quoted};
use crate::smithy::kind::ShapeType;
use crate::smithy::raw::{PRELUDE, RawShape, RawTrait, Shapes};
use crate::smithy::{ids, meant, protocol};

/// Reports them: each where it stands if it can be told what was meant, else the first of a name.
pub(in crate::smithy) fn check(shapes: &Shapes<'_>, problems: &mut Problems) {
    let mut uses: BTreeMap<&str, BTreeSet<Use>> = BTreeMap::new();
    for (_, shape) in shapes.iter() {
        let of_members = shape.members.iter().flat_map(|member| &member.traits);
        for applied in shape.traits.iter().chain(of_members) {
            if !is_known(shapes, applied.name) {
                uses.entry(applied.name)
                    .or_default()
                    .insert(Use::new(shape, applied));
            }
        }
    }
    for (name, uses) in uses {
        report(shapes, name, &uses, problems);
    }
}

/// One place where a trait stands; what a mixin hands on stands in one place still.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Use {
    place: Place,
    stead: Stead,
}

/// What depends on a trait being known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stead {
    Nothing,
    /// It is on a service that has no protocol which is known, and may be meant to name it.
    Protocol,
}

impl Use {
    fn new(shape: &RawShape<'_>, applied: &RawTrait<'_>) -> Self {
        let may_be_protocol = shape.kind == ShapeType::Service
            && protocol::is_of_protocols(applied.name)
            && !protocol::has_one(shape);
        Self {
            place: applied.place(),
            stead: if may_be_protocol {
                Stead::Protocol
            } else {
                Stead::Nothing
            },
        }
    }
}

/// Whether a trait is Smithy's, a known package's or the model's.
fn is_known(shapes: &Shapes<'_>, name: &str) -> bool {
    let short = name.strip_prefix(PRELUDE).unwrap_or(name);
    let is_defined = || {
        let definition = shapes.find(name).map(|index| shapes.get(index));
        definition.is_some_and(|shape| shape.has("trait") || shape.kind == ShapeType::Unknown)
    };
    rules::find(short).is_some() || rules::FOREIGN.binary_search(&name).is_ok() || is_defined()
}

fn report(shapes: &Shapes<'_>, name: &str, uses: &BTreeSet<Use>, problems: &mut Problems) {
    let help = help(shapes, name);
    // Uses of a trait that is defined elsewhere are all alike: one says it all.
    let shown = match help {
        Help::Meant(_) => uses.len(),
        Help::Mark(_) | Help::Define(_) => 1,
    };
    for place in uses.iter().take(shown) {
        problems.push(problem(name, place, &help, uses.len() - shown));
    }
}

fn problem(name: &str, place: &Use, help: &Help, others: usize) -> Problem {
    let (Help::Meant(advice) | Help::Mark(advice) | Help::Define(advice)) = help;
    if place.stead == Stead::Protocol {
        let message = format!("there is no protocol {}", quoted(name));
        let help = format!("{advice} For now, the rules of `aws.protocols#restJson1` are used");
        return Problem::new(Code::UnknownProtocol, place.place.clone(), At::Key, message)
            .label("its wire format is not known")
            .help(help);
    }
    let message = match (help, name.strip_prefix(PRELUDE)) {
        (Help::Mark(_), _) => format!("{} is not a trait", quoted(name)),
        (_, Some(short)) => format!("Smithy has no trait {}", quoted(short)),
        (_, None) => format!("there is no trait {}", quoted(name)),
    };
    let label = match others {
        0 => "has no effect".to_owned(),
        _ => format!("has no effect, here and {others} times more"),
    };
    Problem::new(Code::UnknownTrait, place.place.clone(), At::Key, message)
        .label(label)
        .help(advice.clone())
}

/// What to do with a trait that is not known.
enum Help {
    /// It is a slip for another.
    Meant(String),
    /// It is a shape, which lacks the mark of a trait.
    Mark(String),
    /// It may be right.
    Define(String),
}

fn help(shapes: &Shapes<'_>, name: &str) -> Help {
    if shapes.find(name).is_some() {
        let add = "add `\"smithy.api#trait\": {}` to the traits of";
        return Help::Mark(format!("to make it one, {add} {}", quoted(name)));
    }
    let mut known: Vec<&str> = super::ids().collect();
    let defined = shapes.iter().filter(|(_, shape)| shape.has("trait"));
    known.extend(defined.map(|(_, shape)| shape.key()));
    if let Some(meant) = meant::id(name, known.iter().copied()) {
        return Help::Meant(format!("did you mean {}?", quoted(meant)));
    }
    let namespace = ids::namespace(name);
    let is_complete = super::ids().any(|known| ids::namespace(known) == namespace);
    let define = "or define it: a shape of that ID with `smithy.api#trait`";
    Help::Define(if is_complete {
        Code::UnknownTrait.advice().to_owned()
    } else {
        format!("remove it, correct its name, {define}")
    })
}
