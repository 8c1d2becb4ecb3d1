//! From a document to the model: the order of the stages.

use super::ast::Document;
use super::build::{self, Context};
use super::http::Use;
use super::operations::{self, Built, Checked, Parts};
use super::protocol::{self, HttpBindings, Rules};
use super::raw::{Index, RawShape, Reading, Reference, Relations, Shapes};
use super::service::{self, Subject};
use super::traits::Site;
use super::{
    Selection, apply, bounds, defaults, exclusive, http, members, mixins, recursion, references,
    select, streams, targets, traits,
};
use crate::model::{Format, Http, Kind, Model, Shape, ShapeId};
use crate::report::Problems;

/// Resolves a document. `None` if it cannot be told which service is meant.
pub(super) fn resolve(
    document: Document<'_>,
    selection: &Selection,
    problems: &mut Problems,
) -> Option<Model> {
    let version = document.version;
    let shapes = settle(document, problems)?;
    let choice = service::choose(&shapes, selection, problems);
    // Without a choice the shapes are checked all the same.
    let subject = choice.unwrap_or(Subject::Data);
    let all = service::operations(&shapes, subject, problems);
    let protocol = protocol::choose(&shapes, subject, problems);
    let rules = Rules::of(&protocol);
    let service_errors = service::errors(&shapes, subject, all.len(), problems);
    let ids = names(&shapes, subject, (&all, &service_errors), problems);
    let context = Context {
        shapes: &shapes,
        ids: &ids,
        version,
        protocol: &protocol,
        rules,
    };
    let mut built = build_shapes(&context, !all.is_empty(), problems);
    let parts = Parts {
        shapes: &shapes,
        built: &built,
        ids: &ids,
        service_errors,
        rules,
    };
    let mut operations = build_operations(&parts, &all, problems);

    choice?;
    let chosen = select::operations(&shapes, &all, selection, problems);
    operations.retain(|one| chosen.contains(&one.index));
    let mut roots = parts.service_errors;
    roots.extend(operations.iter().flat_map(|one| &one.messages));
    if subject == Subject::Data || all.is_empty() {
        // A service without operations says nothing of what it is about.
        roots.extend(select::data_roots(&shapes));
    }
    operations.sort_by(|a, b| a.operation.id.cmp(&b.operation.id));
    let mut kept: Vec<Index> = select::reachable(&shapes, roots).into_iter().collect();
    // Sorted here, since the map would sort the shapes themselves, and they are large to move.
    kept.sort_by(|a, b| built_id(&built, *a).cmp(&built_id(&built, *b)));
    let kept = kept.into_iter().filter_map(|index| built[index.0].take());
    Some(Model {
        format: Format::Smithy,
        service: service::build(&shapes, subject, protocol, problems),
        operations: operations.into_iter().map(|one| one.operation).collect(),
        shapes: kept.map(|shape| (shape.id.clone(), shape)).collect(),
    })
}

/// The ID that a shape of the model has, after renames.
fn built_id(built: &[Option<Shape>], index: Index) -> Option<&ShapeId> {
    built[index.0].as_ref().map(|shape| &shape.id)
}

/// The shapes with everything in its place and checked one by one: traits applied, mixins
/// flattened, targets found. `None` if that would take too much memory.
fn settle<'n>(document: Document<'n>, problems: &mut Problems) -> Option<Shapes<'n>> {
    let Document {
        mut shapes,
        applies,
        ..
    } = document;
    apply::apply(&mut shapes, applies, problems);
    mixins::flatten(&mut shapes, problems)?;
    targets::resolve(&mut shapes, problems);
    check_traits(&shapes, problems);
    streams::check(&shapes, problems);
    recursion::check(&shapes, problems);
    Some(shapes)
}

/// The model's shapes, by index.
fn build_shapes(
    context: &Context<'_, '_>,
    has_operations: bool,
    problems: &mut Problems,
) -> Vec<Option<Shape>> {
    let shapes = context.shapes;
    let mut built: Vec<Option<Shape>> = shapes
        .indexes()
        .map(|index| build::shape(context, index, problems))
        .collect();
    // Without operations, with a service or not, it is not known what will be a message.
    if context.rules.http == HttpBindings::Honoured && has_operations {
        let uses = uses(shapes);
        // Where it is not known what a message is, it may be any structure.
        let mut ignored = Problems::default();
        let problems = if knows_all_messages(shapes) {
            &mut *problems
        } else {
            &mut ignored
        };
        http::unbind(shapes, &mut built, &uses, problems);
    }
    for (index, shape) in shapes.indexes().zip(&mut built) {
        let members = match shape.as_mut().map(|shape| &mut shape.kind) {
            Some(Kind::Structure(structure)) => &mut structure.members,
            Some(Kind::Union(union)) => &mut union.members,
            _ => continue,
        };
        members::tell_apart(context, shapes.get(index), members, problems);
    }
    built
}

/// The model's operations, in the order given.
fn build_operations(parts: &Parts<'_, '_>, all: &[Index], problems: &mut Problems) -> Vec<Built> {
    let mut checked = Checked::new();
    let built: Vec<Built> = all
        .iter()
        .filter_map(|index| operations::build(parts, *index, &mut checked, problems))
        .collect();
    let with_http: Vec<(&RawShape<'_>, &Http)> = built
        .iter()
        .filter_map(|one| Some((parts.shapes.get(one.index), one.operation.http.as_ref()?)))
        .collect();
    http::check_conflicts(parts.shapes, &with_http, problems);
    built
}

/// Checks the traits of all shapes and members, and what else concerns one of them alone.
fn check_traits(shapes: &Shapes<'_>, problems: &mut Problems) {
    for (_, shape) in shapes.iter() {
        let site = Site {
            shapes,
            shape,
            member: None,
        };
        traits::check(problems, &site);
        references::check(&site, problems);
        exclusive::check(shape, problems);
        defaults::check_root(shape, problems);
        http::check_error(shape, problems);
        for member in &shape.members {
            traits::check(
                problems,
                &Site {
                    shapes,
                    shape,
                    member: Some(member),
                },
            );
            bounds::check(shapes, member, problems);
        }
    }
    traits::check_known(shapes, problems);
}

/// What the operations of the document use each shape for.
fn uses(shapes: &Shapes<'_>) -> Vec<Use> {
    let mut uses = vec![Use::Nested; shapes.len()];
    let mut note = |reference: &Reference<'_>, what: Use| {
        if let Some(index) = shapes.find(reference.target) {
            uses[index.0] = uses[index.0].and(what);
        }
    };
    for (_, shape) in shapes.iter() {
        match &shape.relations {
            Relations::Operation {
                input,
                output,
                errors,
                ..
            } => {
                if let Some(input) = input {
                    note(input, Use::Request);
                }
                for response in output.iter().chain(errors) {
                    note(response, Use::Response);
                }
            }
            Relations::Service { errors, .. } => {
                for error in errors {
                    note(error, Use::Response);
                }
            }
            _ => {}
        }
    }
    uses
}

/// Whether all inputs, outputs and errors exist.
fn knows_all_messages(shapes: &Shapes<'_>) -> bool {
    let mut messages = shapes
        .iter()
        .flat_map(|(_, shape)| message_references(shape));
    let are_read = shapes.iter().all(|(_, shape)| match &shape.relations {
        Relations::Operation { reading, .. } => *reading == Reading::Whole,
        _ => true,
    });
    are_read && messages.all(|id| shapes.find(id).is_some())
}

/// The IDs of the shapes that an operation or service sends and gets.
fn message_references<'n>(shape: &RawShape<'n>) -> Vec<&'n str> {
    match &shape.relations {
        Relations::Operation {
            input,
            output,
            errors,
            ..
        } => input
            .iter()
            .chain(output)
            .chain(errors)
            .map(|r| r.target)
            .collect(),
        Relations::Service { errors, .. } => errors.iter().map(|r| r.target).collect(),
        _ => Vec::new(),
    }
}

/// The IDs after renames, which only the service's own closure can have.
fn names(
    shapes: &Shapes<'_>,
    subject: Subject,
    (operations, service_errors): (&[Index], &[Index]),
    problems: &mut Problems,
) -> Vec<ShapeId> {
    let from = operations
        .iter()
        .flat_map(|index| message_references(shapes.get(*index)));
    let mut from: Vec<Index> = from.filter_map(|id| shapes.find(id)).collect();
    from.extend(service_errors);
    let closure = select::reachable(shapes, from);
    select::names(shapes, subject, &closure, problems)
}
