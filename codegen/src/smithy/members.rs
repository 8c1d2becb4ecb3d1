//! Members of structures, unions, lists and maps.

use std::collections::BTreeMap;

use super::build::{Context, short};
use super::defaults;
use super::kind::ShapeType;
use super::protocol::HttpBindings;
use super::raw::{RawMember, RawShape, RawTrait, find_trait};
use super::traits;
use crate::json::{At, Node};
use crate::lower::wire;
use crate::model::{Binding, Member, Requirement};
use crate::report::{Code, Problem, Problems, quoted};

/// All members of a structure or union.
pub(super) fn build(
    context: &Context<'_, '_>,
    raw: &RawShape<'_>,
    problems: &mut Problems,
) -> Vec<Member> {
    check_names(raw, problems);
    let members = raw.members.iter();
    members.map(|m| member(context, raw, m, problems)).collect()
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
        match short(applied) {
            Some("required") => required = true,
            Some("clientOptional") => optional = true,
            Some("jsonName") => out.json_name = applied.value.as_str().map(str::to_owned),
            Some("hostLabel") => out.host_label = true,
            Some("idempotencyToken") => out.idempotency_token = true,
            Some(name) if context.rules.http == HttpBindings::Honoured => {
                out.binding = binding(name, applied.value).unwrap_or(out.binding);
            }
            _ => {}
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

/// What a trait of this name binds a member to, if it binds it.
fn binding(name: &str, value: &Node<'_>) -> Option<Binding> {
    let text = || value.as_str().unwrap_or_default().to_owned();
    match name {
        "httpLabel" => Some(Binding::Label),
        "httpQuery" => Some(Binding::Query(text())),
        "httpQueryParams" => Some(Binding::QueryParams),
        "httpHeader" => Some(Binding::Header(text())),
        "httpPrefixHeaders" => Some(Binding::PrefixHeaders(text())),
        "httpPayload" => Some(Binding::Payload),
        "httpResponseCode" => Some(Binding::ResponseCode),
        _ => None,
    }
}

/// Reports members that the JSON object could not tell apart, once it is known which travel in it.
pub(super) fn tell_apart(
    context: &Context<'_, '_>,
    raw: &RawShape<'_>,
    members: &mut [Member],
    problems: &mut Problems,
) {
    if members.iter().all(|member| member.json_name.is_none()) {
        return;
    }
    let mut taken: BTreeMap<&str, (&RawMember<'_>, &Member)> = BTreeMap::new();
    let in_body = raw.members.iter().zip(&*members);
    for (raw, member) in in_body.filter(|(_, member)| member.binding == Binding::Body) {
        let name = wire::name(context.protocol, member);
        let Some((other_raw, other)) = taken.get(name) else {
            taken.insert(name, (raw, member));
            continue;
        };
        let (a, b) = (quoted(&other.name), quoted(&member.name));
        let message = format!("{a} and {b} are both called {} in JSON", quoted(name));
        let place = |raw: &RawMember<'_>| {
            let applied = find_trait(&raw.traits, "jsonName");
            applied.map_or_else(|| raw.home.path().place(), RawTrait::place)
        };
        problems.push(
            Problem::new(Code::JsonName, place(raw), At::Key, message)
                .label("not a name of its own")
                .other(place(other_raw), At::Key, "taken here"),
        );
    }
    wire::separate(context.protocol, members);
}

/// Reports names that differ in case only (Smithy 2.0, "Member names").
pub(super) fn check_names(raw: &RawShape<'_>, problems: &mut Problems) {
    let mut order: Vec<&RawMember<'_>> = raw.members.iter().collect();
    // Stable, so that of two names the later one is reported.
    order.sort_by(|a, b| lower(a).cmp(lower(b)));
    for pair in order.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        // The very same name is a duplicate key, reported as such.
        if a.name == b.name || !a.name.eq_ignore_ascii_case(b.name) {
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
            .help("member names must differ in more than case".to_owned())
            .other(a.home.path().place(), At::Key, "taken here"),
        );
    }
}

/// The name of a member in lower case.
fn lower<'m>(member: &'m RawMember<'_>) -> impl Iterator<Item = u8> + use<'m> {
    member.name.bytes().map(|byte| byte.to_ascii_lowercase())
}
