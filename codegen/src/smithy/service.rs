//! Which service is meant, what it is, and which operations belong to it.

use std::collections::BTreeSet;

use super::Selection;
use super::kind::ShapeType;
use super::raw::{Index, Origin, RawShape, Reference, Relations, Shapes, find_trait};
use super::traits::{self, integer, texts};
use crate::json::{At, Node};
use crate::limits;
use crate::model::{Cors, Protocol, Service, ShapeId};
use crate::report::{Code, Problem, Problems, closest, quoted};

/// What the model is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Service(Index),
    /// No service: all operations.
    Operations,
    /// Neither service nor operations: all shapes of data.
    Data,
}

/// Chooses the service. `None` if it cannot be chosen, which is reported.
pub(super) fn choose(
    shapes: &Shapes<'_>,
    selection: &Selection,
    problems: &mut Problems,
) -> Option<Subject> {
    let of_kind = |kind: ShapeType| {
        let usable = move |shape: &RawShape<'_>| shape.kind == kind && !shape.has("mixin");
        shapes.iter().filter(move |(_, shape)| usable(shape))
    };
    let services: Vec<(Index, &RawShape<'_>)> = of_kind(ShapeType::Service).collect();
    let names: Vec<&str> = services
        .iter()
        .map(|(_, shape)| shape.id.as_str())
        .collect();
    if let Some(wanted) = &selection.service {
        let chosen = services.iter().find(|(_, shape)| is_called(shape, wanted));
        if chosen.is_none() {
            let known = services
                .iter()
                .flat_map(|(_, s)| [s.id.name(), s.id.as_str()]);
            let help =
                closest(wanted, known).map(|meant| format!("did you mean {}?", quoted(meant)));
            let message = format!("there is no service {}", quoted(wanted));
            problems.push(
                Problem::new(Code::ServiceChoice, "/shapes", At::Key, message)
                    .label("none of these")
                    .help(help.or_else(|| {
                        let names: Vec<String> = names.iter().map(|n| quoted(n)).collect();
                        (!names.is_empty()).then(|| format!("services are {}", names.join(", ")))
                    })),
            );
        }
        return chosen.map(|(index, _)| Subject::Service(*index));
    }
    match services.as_slice() {
        [(index, _)] => Some(Subject::Service(*index)),
        [] if of_kind(ShapeType::Operation).next().is_some() => Some(Subject::Operations),
        [] => Some(Subject::Data),
        [_, (_, second), ..] => {
            let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
            let message = format!("the model has {} services; choose one", names.len());
            let pointer = second.home.path().place();
            problems.push(
                Problem::new(Code::ServiceChoice, pointer, At::Key, message)
                    .label("another service")
                    .help(format!(
                        "name one with `--service NAME`: {}",
                        names.join(", ")
                    )),
            );
            None
        }
    }
}

/// The errors that a service lists for all of its so many operations.
pub(super) fn errors(
    shapes: &Shapes<'_>,
    subject: Subject,
    operations: usize,
    problems: &mut Problems,
) -> Vec<Index> {
    let Subject::Service(index) = subject else {
        return Vec::new();
    };
    let Relations::Service { errors, .. } = &shapes.get(index).relations else {
        return Vec::new();
    };
    let most = limits::SERVICE_ERROR_USES / operations.max(1);
    let most = most.min(limits::SERVICE_ERRORS);
    if let Some(reference) = errors.get(most) {
        let message = match operations {
            0..=1 => format!("a service lists at most {most} errors"),
            _ => format!("a service of {operations} operations lists at most {most} errors"),
        };
        problems.push(
            Problem::new(Code::TooLarge, reference.place(), At::Value, message).label("too many"),
        );
        return Vec::new();
    }
    let target = |error| target(shapes, error, ShapeType::Structure);
    errors.iter().filter_map(target).collect()
}

/// Whether a shape goes by this name, short or absolute.
pub(super) fn is_called(shape: &RawShape<'_>, name: &str) -> bool {
    shape.id.as_str() == name || shape.id.name() == name
}

/// The operations of a service: its own and those of its resources, at any depth, each once, in
/// the order found; without a service, all operations of the document.
pub(super) fn operations(
    shapes: &Shapes<'_>,
    subject: Subject,
    problems: &mut Problems,
) -> Vec<Index> {
    let service = match subject {
        Subject::Data => return Vec::new(),
        Subject::Operations => {
            let all = shapes
                .iter()
                .filter(|(_, shape)| shape.kind == ShapeType::Operation && !shape.has("mixin"));
            return all.map(|(index, _)| index).collect();
        }
        Subject::Service(index) => index,
    };
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    let mut pending = vec![service];
    let mut entered = BTreeSet::from([service]);
    while let Some(index) = pending.pop() {
        let (Relations::Service {
            operations,
            resources,
            ..
        }
        | Relations::Resource {
            operations,
            resources,
            ..
        }) = &shapes.get(index).relations
        else {
            continue;
        };
        for reference in operations {
            if let Some(operation) = target(shapes, reference, ShapeType::Operation)
                && seen.insert(operation)
            {
                found.push(operation);
            }
        }
        for reference in resources {
            if let Some(resource) = target(shapes, reference, ShapeType::Resource)
                && entered.insert(resource)
            {
                pending.push(resource);
            }
        }
    }
    resource_cycles(shapes, problems);
    found
}

/// The shape behind a reference if it is of the kind it must be (reported elsewhere).
pub(super) fn target(
    shapes: &Shapes<'_>,
    reference: &Reference<'_>,
    kind: ShapeType,
) -> Option<Index> {
    let index = shapes.find(reference.target)?;
    (shapes.get(index).kind == kind).then_some(index)
}

/// Reports resources that contain themselves: what is left after taking away, again and again,
/// those that contain no others.
fn resource_cycles(shapes: &Shapes<'_>, problems: &mut Problems) {
    let children = |index: Index| -> Vec<(&Reference<'_>, Index)> {
        let Relations::Resource { resources, .. } = &shapes.get(index).relations else {
            return Vec::new();
        };
        let target = |r| Some((r, target(shapes, r, ShapeType::Resource)?));
        resources.iter().filter_map(target).collect()
    };
    let mut waiting_for = vec![0; shapes.len()];
    let mut parents: Vec<Vec<Index>> = vec![Vec::new(); shapes.len()];
    let mut done = Vec::new();
    for index in shapes.indexes() {
        let children = children(index);
        waiting_for[index.0] = children.len();
        if children.is_empty() {
            done.push(index);
        }
        for (_, child) in children {
            parents[child.0].push(index);
        }
    }
    while let Some(index) = done.pop() {
        for parent in std::mem::take(&mut parents[index.0]) {
            waiting_for[parent.0] -= 1;
            if waiting_for[parent.0] == 0 {
                done.push(parent);
            }
        }
    }
    let in_cycle = |index: Index| {
        children(index)
            .into_iter()
            .find(|(_, child)| waiting_for[child.0] > 0)
    };
    let mut visited = vec![false; shapes.len()];
    for start in shapes.indexes().filter(|index| waiting_for[index.0] > 0) {
        let (mut current, mut chain) = (start, Vec::new());
        while !visited[current.0] {
            visited[current.0] = true;
            let Some((reference, child)) = in_cycle(current) else {
                break;
            };
            chain.push((current, reference));
            current = child;
        }
        if let Some(from) = chain.iter().position(|(index, _)| *index == current) {
            problems.push(cycle_of_resources(shapes, &chain[from..]));
        }
    }
}

/// The problem is placed where the cycle closes.
fn cycle_of_resources(shapes: &Shapes<'_>, cycle: &[(Index, &Reference<'_>)]) -> Problem {
    const SHOWN: usize = 8;
    let name = |(index, _): &(Index, &Reference<'_>)| quoted(shapes.get(*index).id.name());
    let mut names: Vec<String> = cycle.iter().take(SHOWN).map(name).collect();
    if cycle.len() > SHOWN {
        names.push("…".to_owned());
    }
    names.extend(names.first().cloned());
    let message = format!("resources contain each other: {}", names.join(" → "));
    let place = cycle.last().map(|(_, reference)| reference.place());
    let place = place.unwrap_or_else(|| "/shapes".into());
    Problem::new(Code::ResourceCycle, place, At::Value, message).label("closes the cycle")
}

/// The service of the model, or the stand-in for one.
pub(super) fn build(
    shapes: &Shapes<'_>,
    subject: Subject,
    protocol: Protocol,
    problems: &mut Problems,
) -> Service {
    let Subject::Service(index) = subject else {
        return stand_in(shapes);
    };
    let raw = shapes.get(index);
    let Relations::Service { version, .. } = &raw.relations else {
        return stand_in(shapes);
    };
    let text = |name| find_trait(&raw.traits, name).and_then(|t| t.value.as_str());
    let aws = raw.traits.iter().find(|t| t.name == "aws.api#service");
    let aws_name = aws.and_then(|t| t.value.get("sdkId")?.as_str());
    Service {
        id: raw.id.clone(),
        version: version.unwrap_or_default().to_owned(),
        traits: traits::read(&raw.traits),
        title: text("title").or(aws_name).map(str::to_owned),
        protocol,
        cors: cors(raw, problems),
    }
}

/// A service named after the namespace of the first shape.
fn stand_in(shapes: &Shapes<'_>) -> Service {
    let first = shapes
        .iter()
        .find(|(_, shape)| shape.origin == Origin::Document);
    let namespace = first.map_or("api", |(_, shape)| shape.id.namespace());
    let name = namespace.rsplit('.').next().unwrap_or(namespace);
    let id = ShapeId::parse(&format!("{namespace}#{name}"));
    Service {
        id: id.unwrap_or_else(|| ShapeId::prelude("Service")),
        version: String::new(),
        traits: crate::model::Traits::default(),
        title: None,
        protocol: Protocol::Unspecified,
        cors: None,
    }
}

/// The `cors` trait.
fn cors(raw: &RawShape<'_>, problems: &mut Problems) -> Option<Cors> {
    let applied = find_trait(&raw.traits, "cors")?;
    let (origin, origins) = (applied.value.get("origin"), applied.value.get("origins"));
    if origin.is_some() && origins.is_some() {
        let pointer = applied.at(|path| path.key("origins").place());
        problems.push(
            Problem::new(
                Code::TraitConflict,
                pointer,
                At::Key,
                "`origin` and `origins` of `cors` exclude each other",
            )
            .label("excluded by `origin`"),
        );
    }
    // Named origins belong to stages of a deployment; the first one is that of the main stage.
    let named = origins.and_then(|origins| match origins {
        Node::Object(entries) => entries.first()?.1.as_str(),
        _ => None,
    });
    let max_age = match applied.value.get("maxAge") {
        // -1 turns caching off, which a header says with 0 just as well.
        Some(Node::Number(number)) => integer(number).map_or(600, |n| n.max(0)),
        _ => 600,
    };
    let list = |key| applied.value.get(key).map(texts).unwrap_or_default();
    Some(Cors {
        origin: origin
            .and_then(Node::as_str)
            .or(named)
            .unwrap_or("*")
            .to_owned(),
        max_age: u32::try_from(max_age).unwrap_or(u32::MAX),
        additional_exposed_headers: list("additionalExposedHeaders"),
        additional_allowed_headers: list("additionalAllowedHeaders"),
    })
}
