//! Which operations and shapes the model keeps, and what the service calls them.

use std::collections::{BTreeMap, BTreeSet};

use super::Selection;
use super::ids::is_identifier;
use super::kind::ShapeType;
use super::meant;
use super::path::{Home, Path};
use super::raw::{Index, Origin, Relations, Shapes};
use super::service::{Subject, is_called};
use crate::json::At;
use crate::model::ShapeId;
use crate::report::{Code, Problem, Problems, closest, quoted};

/// The operations that are wanted out of all.
pub(super) fn operations(
    shapes: &Shapes<'_>,
    all: &[Index],
    selection: &Selection,
    problems: &mut Problems,
) -> BTreeSet<Index> {
    if selection.operations.is_empty() {
        return all.iter().copied().collect();
    }
    let mut chosen = BTreeSet::new();
    for name in &selection.operations {
        let named = all
            .iter()
            .filter(|index| is_called(shapes.get(**index), name));
        let named: Vec<Index> = named.copied().collect();
        if !named.is_empty() {
            chosen.extend(named);
            continue;
        }
        let ids = || all.iter().map(|index| &shapes.get(*index).id);
        problems.push(unknown_operation(name, ids, "/shapes"));
    }
    chosen
}

/// The problem of a chosen operation that is not there, in a document of any format.
pub(crate) fn unknown_operation<'a, I: Iterator<Item = &'a ShapeId>>(
    wanted: &str,
    known: impl Fn() -> I,
    pointer: &str,
) -> Problem {
    let message = format!("there is no operation {}", quoted(wanted));
    let spellings = known().flat_map(|id| [id.name(), id.as_str()]);
    let help = match closest(wanted, spellings) {
        Some(meant) => Some(format!("did you mean {}?", quoted(meant))),
        None => {
            near(wanted, known().map(ShapeId::name)).or_else(|| listed(known().map(ShapeId::name)))
        }
    };
    Problem::new(Code::UnknownOperation, pointer, At::Key, message)
        .label("none of these")
        .help(help)
}

/// Names that have the wanted one in them, or are in it, such as `GetThing` for `Thing`.
fn near<'a>(wanted: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    const MOST: usize = 8;
    const SHORTEST: usize = 3;
    let wanted = wanted.to_lowercase();
    let is_near = |name: &&str| {
        let name = name.to_lowercase();
        let shorter = name.len().min(wanted.len());
        shorter >= SHORTEST && (name.contains(&wanted) || wanted.contains(&name))
    };
    let mut names: Vec<&str> = known.filter(is_near).collect();
    names.sort_unstable();
    let more = names.len().saturating_sub(MOST);
    let names: Vec<String> = names.into_iter().take(MOST).map(quoted).collect();
    let names = (!names.is_empty()).then(|| names.join(", "))?;
    Some(match more {
        0 => format!("near names: {names}"),
        _ => format!("near names: {names} and {more} more"),
    })
}

/// The names there are, if they are few enough to be read.
fn listed<'a>(names: impl Iterator<Item = &'a str>) -> Option<String> {
    const MOST: usize = 20;
    let names: Vec<String> = names.map(quoted).collect();
    (1..=MOST)
        .contains(&names.len())
        .then(|| format!("known operations: {}", names.join(", ")))
}

/// Everything that the given shapes reach through members, themselves included.
pub(super) fn reachable(
    shapes: &Shapes<'_>,
    from: impl IntoIterator<Item = Index>,
) -> BTreeSet<Index> {
    let mut pending: Vec<Index> = from.into_iter().collect();
    let mut reached = BTreeSet::new();
    while let Some(index) = pending.pop() {
        if !reached.insert(index) {
            continue;
        }
        let shape = shapes.get(index);
        // The members of an enum are its values; they hold nothing.
        if !matches!(shape.kind, ShapeType::Enum | ShapeType::IntEnum) {
            pending.extend(shape.members.iter().map(|member| member.shape));
        }
    }
    reached
}

/// The shapes that a model without operations is about: all of its data, except mixins, shapes
/// that define traits, and what only those use.
pub(super) fn data_roots(shapes: &Shapes<'_>) -> Vec<Index> {
    let definitions = shapes.iter().filter(|(_, shape)| shape.has("trait"));
    let of_traits = reachable(shapes, definitions.map(|(index, _)| index));
    let roots = shapes.iter().filter(|(index, shape)| {
        let is_data = shape.origin == Origin::Document && shape.kind.is_data();
        is_data && !shape.has("mixin") && !of_traits.contains(index)
    });
    roots.map(|(index, _)| index).collect()
}

/// The ID of each shape, after the service's `rename` (Smithy 2.0, "Service closure").
pub(super) fn names(
    shapes: &Shapes<'_>,
    subject: Subject,
    closure: &BTreeSet<Index>,
    problems: &mut Problems,
) -> Vec<ShapeId> {
    let mut ids: Vec<ShapeId> = shapes.iter().map(|(_, shape)| shape.id.clone()).collect();
    let Subject::Service(service) = subject else {
        return ids;
    };
    let service = shapes.get(service);
    let Relations::Service { rename, .. } = &service.relations else {
        return ids;
    };
    let path = Home::shape(service.key()).path();
    let path = path.key("rename");
    let mut taken = taken(shapes, closure);
    let mut seen = BTreeSet::new();
    // A key that stands there twice is reported; the first one counts.
    for (id, name) in rename.iter().filter(|(id, _)| seen.insert(*id)) {
        match renamed(shapes, closure, &mut taken, id, name) {
            Ok((index, new)) => ids[index.0] = new,
            Err(message) => {
                let known = shapes.find(id).is_some();
                let meant = (!known && problems.may_search()).then(|| meant::id(id, shapes.ids()));
                let help = meant
                    .flatten()
                    .map(|id| format!("did you mean {}?", quoted(id)));
                problems.push(problem(&path.key(id), message, known).help(help));
            }
        }
    }
    clashes(shapes, closure, &ids, problems);
    ids
}

/// Reports shapes of a service whose names are the same or differ in case only. Scalars may have
/// such names (Smithy 2.0, "Service closure"): they seldom become types of their own, and the
/// prelude's shapes never do.
fn clashes(
    shapes: &Shapes<'_>,
    closure: &BTreeSet<Index>,
    ids: &[ShapeId],
    problems: &mut Problems,
) {
    let is_scalar = |index: Index| {
        matches!(
            shapes.get(index).kind,
            ShapeType::Simple(_) | ShapeType::Unit | ShapeType::Unknown
        )
    };
    let is_light = |index: Index| {
        let shape = shapes.get(index);
        let holds_scalars = shape.members.iter().all(|member| is_scalar(member.shape));
        is_scalar(index) || (shape.kind.is_list() && holds_scalars)
    };
    let mut taken: BTreeMap<String, Index> = BTreeMap::new();
    for index in closure
        .iter()
        .filter(|i| shapes.get(**i).origin == Origin::Document)
    {
        let name = ids[index.0].name().to_lowercase();
        let Some(other) = taken.get(&name).copied() else {
            taken.insert(name, *index);
            continue;
        };
        if is_light(*index) && is_light(other) {
            continue;
        }
        let (a, b) = (quoted(ids[other.0].as_str()), quoted(ids[index.0].as_str()));
        let pointer = shapes.get(*index).home.path().place();
        problems.push(
            Problem::new(
                Code::NameClash,
                pointer,
                At::Key,
                format!("{a} and {b} clash"),
            )
            .label("names must differ in more than namespace and case")
            .help("give one of them another name with the service's `rename`".to_owned()),
        );
    }
}

/// The names in a closure, in lower case, and how many shapes have each.
fn taken(shapes: &Shapes<'_>, closure: &BTreeSet<Index>) -> BTreeMap<String, usize> {
    let mut taken = BTreeMap::new();
    for index in closure {
        *taken
            .entry(shapes.get(*index).id.name().to_lowercase())
            .or_default() += 1;
    }
    taken
}

/// Placed at the old name if that is at fault, else at the new one.
fn problem(path: &Path<'_>, message: String, is_known: bool) -> Problem {
    let (at, label) = if is_known {
        (At::Value, "cannot be renamed")
    } else {
        (At::Key, "not found")
    };
    Problem::new(Code::Rename, path.place(), at, message).label(label)
}

/// The new ID of a shape, or why there is none.
fn renamed(
    shapes: &Shapes<'_>,
    closure: &BTreeSet<Index>,
    taken: &mut BTreeMap<String, usize>,
    id: &str,
    name: &str,
) -> Result<(Index, ShapeId), String> {
    let index = shapes
        .find(id)
        .ok_or_else(|| format!("there is no shape {}", quoted(id)))?;
    let shape = shapes.get(index);
    if !shape.kind.is_data() {
        return Err(format!("{} cannot be renamed", shape.kind.described()));
    }
    if !closure.contains(&index) {
        return Err(format!("the service does not reach {}", quoted(id)));
    }
    if !is_identifier(name) {
        return Err(format!("{} is not an identifier", quoted(name)));
    }
    if shape.id.name() == name {
        return Err(format!("{} is called so already", quoted(id)));
    }
    if let Some(count) = taken.get_mut(&shape.id.name().to_lowercase()) {
        *count -= 1;
    }
    let count = taken.entry(name.to_lowercase()).or_default();
    *count += 1;
    if *count > 1 {
        return Err(format!("another shape is called {}", quoted(name)));
    }
    let new = ShapeId::parse(&format!("{}#{name}", shape.id.namespace()));
    new.map(|new| (index, new))
        .ok_or_else(|| format!("{} is not an identifier", quoted(name)))
}
