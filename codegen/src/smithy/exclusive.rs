//! Traits that only one member of a structure may have.

use super::raw::{RawShape, find_trait, has_trait};
use crate::json::At;
use crate::report::{Code, Problem, Problems, quoted};

/// The traits; those of HTTP bindings are checked with what they bind.
const EXCLUSIVE: [&str; 2] = ["idempotencyToken", "eventPayload"];

/// Reports members whose traits cannot both be.
pub(super) fn check(shape: &RawShape<'_>, problems: &mut Problems) {
    for name in EXCLUSIVE {
        let mut applied = shape
            .members
            .iter()
            .filter_map(|member| Some((member, find_trait(&member.traits, name)?)));
        let Some((first, _)) = applied.next() else {
            continue;
        };
        for (_, another) in applied {
            let message = format!("only one member of a structure can have {}", quoted(name));
            problems.push(
                Problem::new(Code::ExclusiveTrait, another.place(), At::Key, message)
                    .label(format!("{} has it already", quoted(first.name))),
            );
        }
    }
    beside_a_payload(shape, problems);
}

/// What is no payload of an event has to be a header.
fn beside_a_payload(shape: &RawShape<'_>, problems: &mut Problems) {
    let Some(payload) = shape
        .members
        .iter()
        .find(|m| has_trait(&m.traits, "eventPayload"))
    else {
        return;
    };
    for member in &shape.members {
        if has_trait(&member.traits, "eventPayload") || has_trait(&member.traits, "eventHeader") {
            continue;
        }
        let payload = quoted(payload.name);
        let message = format!(
            "{} is neither in the payload {payload} nor in a header",
            quoted(member.name)
        );
        let place = member.home.path().place();
        problems.push(
            Problem::new(Code::ExclusiveTrait, place, At::Key, message)
                .label("has nowhere to travel")
                .help(format!(
                    "give it `smithy.api#eventHeader`, or take `smithy.api#eventPayload` off {payload}"
                )),
        );
    }
}
