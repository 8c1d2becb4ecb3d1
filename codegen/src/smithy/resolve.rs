//! From a document to the model: the order of the stages.

use std::collections::BTreeSet;

use super::ast::Document;
use super::build::{self, Context, HttpBindings};
use super::http::Use;
use super::operations::{self, Built, Checked, Parts};
use super::raw::{Index, RawShape, Reference, Relations, Shapes};
use super::service::{self, Subject};
use super::traits::Site;
use super::{Selection, apply, defaults, http, mixins, recursion, select, targets, traits};
use crate::model::{Format, Http, Model, Shape, ShapeId};
use crate::report::Problems;

/// Resolves a document. `None` if it cannot be told which service is meant.
pub(super) fn resolve(
    document: Document<'_>,
    selection: &Selection,
    problems: &mut Problems,
) -> Option<Model> {
    let Document {
        version,
        mut shapes,
        applies,
    } = document;
    apply::apply(&mut shapes, applies, problems);
    mixins::flatten(&mut shapes, problems)?;
    targets::resolve(&mut shapes, problems);
    check_traits(&shapes, problems);
    recursion::check(&shapes, problems);

    let subject = service::choose(&shapes, selection, problems);
    // Without a choice the shapes are checked all the same.
    let part = subject.unwrap_or(Subject::Data);
    let all = service::operations(&shapes, part, problems);
    let protocol = service::protocol(&shapes, part, problems);
    let (bindings, error_codes) = service::wire_rules(&protocol);
    let service_errors = service::errors(&shapes, part, problems);
    let ids = names(&shapes, part, (&all, &service_errors), problems);
    let context = Context {
        shapes: &shapes,
        ids: &ids,
        version,
        http: bindings,
        error_codes,
    };
    let mut built: Vec<Option<Shape>> = shapes
        .indexes()
        .map(|index| build::shape(&context, index, problems))
        .collect();
    if bindings == HttpBindings::Honoured && part != Subject::Data {
        http::unbind(&shapes, &mut built, &uses(&shapes), problems);
    }

    let parts = Parts {
        shapes: &shapes,
        built: &built,
        ids: &ids,
        service_errors,
        bindings,
    };
    let mut checked = Checked::new();
    let everything: Vec<Built> = all
        .iter()
        .filter_map(|index| operations::build(&parts, *index, &mut checked, problems))
        .collect();
    check_conflicts(&shapes, &all, &everything, problems);
    let service_errors = parts.service_errors;
    let subject = subject?;
    let chosen = select::operations(&shapes, &all, selection, problems);
    let roots = match subject {
        Subject::Data => select::data_roots(&shapes),
        _ => service_errors,
    };
    let (mut kept, mut operations) = (BTreeSet::from_iter(roots), Vec::new());
    let chosen: BTreeSet<Index> = chosen.into_iter().collect();
    for (index, one) in all.iter().zip(everything) {
        if chosen.contains(index) {
            kept.extend(one.messages);
            operations.push(one.operation);
        }
    }
    operations.sort_by(|a, b| a.id.cmp(&b.id));
    let kept = select::reachable(&shapes, kept);
    let kept = kept.into_iter().filter_map(|index| built[index.0].take());
    Some(Model {
        format: Format::Smithy,
        service: service::build(&shapes, subject, protocol, problems),
        operations,
        shapes: kept.map(|shape| (shape.id.clone(), shape)).collect(),
    })
}

/// Checks the traits of all shapes and members, and what else concerns one of them alone.
fn check_traits(shapes: &Shapes<'_>, problems: &mut Problems) {
    for (_, shape) in shapes.iter() {
        traits::check(
            problems,
            &Site {
                shapes,
                shape,
                member: None,
            },
        );
        defaults::check_root(shape, problems);
        for member in &shape.members {
            traits::check(
                problems,
                &Site {
                    shapes,
                    shape,
                    member: Some(member),
                },
            );
            defaults::check_ranges(shapes, member, problems);
        }
    }
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

/// The IDs of the shapes that an operation or service sends and gets.
fn message_references<'n>(shape: &RawShape<'n>) -> Vec<&'n str> {
    match &shape.relations {
        Relations::Operation {
            input,
            output,
            errors,
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

fn check_conflicts(shapes: &Shapes<'_>, all: &[Index], built: &[Built], problems: &mut Problems) {
    let with_http: Vec<(&RawShape<'_>, Http)> = all
        .iter()
        .zip(built)
        .filter_map(|(index, one)| Some((shapes.get(*index), one.operation.http.clone()?)))
        .collect();
    http::check_conflicts(shapes, &with_http, problems);
}
