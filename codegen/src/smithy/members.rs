//! Members of structures, unions, lists and maps.

use super::build::{Context, HttpBindings, short};
use super::defaults;
use super::kind::ShapeType;
use super::raw::{RawMember, RawShape};
use super::traits;
use crate::json::At;
use crate::model::{Binding, Member, Requirement};
use crate::report::{Code, Problem, Problems, quoted};

/// All members of a structure or union.
pub(super) fn build(
    context: &Context<'_, '_>,
    raw: &RawShape<'_>,
    problems: &mut Problems,
) -> Vec<Member> {
    check_names(raw, problems);
    raw.members
        .iter()
        .map(|m| member(context, raw, m, problems))
        .collect()
}

/// One member.
pub(super) fn member(
    context: &Context<'_, '_>,
    shape: &RawShape<'_>,
    raw: &RawMember<'_>,
    problems: &mut Problems,
) -> Member {
    let mut out = Member::new(raw.name, context.ids[raw.shape.0].clone());
    out.traits = traits::read(&raw.traits);
    let (mut required, mut optional) = (false, false);
    for applied in &raw.traits {
        let text = || {
            applied
                .value
                .as_str()
                .map(str::to_owned)
                .unwrap_or_default()
        };
        let binding = match short(applied) {
            Some("required") => {
                required = true;
                continue;
            }
            Some("clientOptional") => {
                optional = true;
                continue;
            }
            Some("jsonName") => {
                out.json_name = applied.value.as_str().map(str::to_owned);
                continue;
            }
            Some("hostLabel") => {
                out.host_label = true;
                continue;
            }
            Some("idempotencyToken") => {
                out.idempotency_token = true;
                continue;
            }
            Some("httpLabel") => Binding::Label,
            Some("httpQuery") => Binding::Query(text()),
            Some("httpQueryParams") => Binding::QueryParams,
            Some("httpHeader") => Binding::Header(text()),
            Some("httpPrefixHeaders") => Binding::PrefixHeaders(text()),
            Some("httpPayload") => Binding::Payload,
            Some("httpResponseCode") => Binding::ResponseCode,
            _ => continue,
        };
        if context.http == HttpBindings::Honoured {
            out.binding = binding;
        }
    }
    if shape.kind == ShapeType::Structure {
        out.default = defaults::of_member(context, raw, required, problems);
    }
    // A required member with a default may be left out by clients that know the default, and a
    // later version may drop `required` where `clientOptional` stands.
    out.requirement = match (required, optional || out.default.is_some()) {
        (false, _) => Requirement::Optional,
        (true, true) => Requirement::ClientOptional,
        (true, false) => Requirement::Required,
    };
    out
}

/// Reports names that differ in case only (Smithy 2.0, "Member names").
pub(super) fn check_names(raw: &RawShape<'_>, problems: &mut Problems) {
    let mut order: Vec<(String, usize)> = raw
        .members
        .iter()
        .enumerate()
        .map(|(index, member)| (member.name.to_ascii_lowercase(), index))
        .collect();
    order.sort_unstable();
    for pair in order.windows(2) {
        let (a, b) = (&raw.members[pair[0].1], &raw.members[pair[1].1]);
        // The very same name is a duplicate key, reported as such.
        if pair[0].0 != pair[1].0 || a.name == b.name {
            continue;
        }
        let message = format!(
            "{} and {} differ in case only",
            quoted(a.name),
            quoted(b.name)
        );
        problems.push(
            Problem::new(
                Code::DuplicateMember,
                b.home.path().place(),
                At::Key,
                message,
            )
            .label("not a name of its own")
            .help("member names must differ in more than case".to_owned()),
        );
    }
}
