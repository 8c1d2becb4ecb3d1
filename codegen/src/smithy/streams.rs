//! Where a stream may be: once in an input or output, and nowhere else (Smithy 2.0, "Streaming").

use super::kind::ShapeType;
use super::raw::{Index, RawMember, RawShape, Reference, Relations, Shapes, Target};
use crate::json::At;
use crate::report::{Code, Place, Problem, Problems, quoted};

/// Reports every stream that no message could carry.
pub(super) fn check(shapes: &Shapes<'_>, problems: &mut Problems) {
    if shapes.iter().all(|(_, shape)| !shape.has("streaming")) {
        return;
    }
    for (_, shape) in shapes.iter() {
        members(shapes, shape, problems);
        if let Relations::Operation { output, errors, .. } = &shape.relations {
            for error in errors {
                of_error(shapes, error, problems);
            }
            if let Some(output) = output {
                of_output(shapes, output, problems);
            }
        }
        if let Relations::Service { errors, .. } = &shape.relations {
            for error in errors {
                of_error(shapes, error, problems);
            }
        }
    }
}

/// The members of a structure that hold a stream.
fn streams<'a, 'n>(
    shapes: &'a Shapes<'n>,
    shape: &'a RawShape<'n>,
) -> impl Iterator<Item = &'a RawMember<'n>> {
    let members = shape.members.iter();
    members.filter(move |member| {
        shape.kind == ShapeType::Structure && shapes.get(member.shape).has("streaming")
    })
}

fn holds_stream(shapes: &Shapes<'_>, index: Index) -> bool {
    streams(shapes, shapes.get(index)).next().is_some()
}

fn members(shapes: &Shapes<'_>, shape: &RawShape<'_>, problems: &mut Problems) {
    for member in streams(shapes, shape).skip(1) {
        problems.push(
            problem(member_place(member), "a message has one stream at most")
                .label("another stream")
                .help("take `smithy.api#streaming` off one of them".to_owned()),
        );
    }
    for member in &shape.members {
        let target = shapes.get(member.shape);
        let name = quoted(target.id.name());
        let (message, help) = if holds_stream(shapes, member.shape) {
            (
                format!("{name} holds a stream, so that nothing else can hold {name}"),
                "let the stream be a member of the input or output itself",
            )
        } else if shape.kind == ShapeType::Structure {
            continue;
        } else if target.has("streaming") {
            (
                format!("{name} is a stream, which only a structure can hold"),
                "let it be a member of the input or output itself",
            )
        } else if shape.kind == ShapeType::Union
            && shape.has("streaming")
            && !target.kind.is_structure()
        {
            (
                format!(
                    "an event is a structure, and {name} is {}",
                    described(target)
                ),
                "put it into a structure, or take `smithy.api#streaming` off the union",
            )
        } else {
            continue;
        };
        let label = "cannot stand here";
        let problem = problem(target_place(member), message).label(label);
        problems.push(problem.help(help.to_owned()));
    }
}

fn described(shape: &RawShape<'_>) -> String {
    match shape.kind {
        ShapeType::Unit => "nothing".to_owned(),
        kind => kind.described(),
    }
}

/// An error is a document, read at once.
fn of_error(shapes: &Shapes<'_>, error: &Reference<'_>, problems: &mut Problems) {
    let Some(index) = shapes
        .find(error.target)
        .filter(|it| holds_stream(shapes, *it))
    else {
        return;
    };
    let name = quoted(shapes.get(index).id.name());
    let message = format!("the error {name} holds a stream");
    problems.push(
        problem(error.place(), message)
            .label("an error cannot stream")
            .help("let the member hold something that does not stream".to_owned()),
    );
}

/// The length of what is sent can be asked for; that of what is received is its sender's matter.
fn of_output(shapes: &Shapes<'_>, output: &Reference<'_>, problems: &mut Problems) {
    let Some(index) = shapes.find(output.target) else {
        return;
    };
    let has_length = |member: &&RawMember<'_>| shapes.get(member.shape).has("requiresLength");
    if let Some(member) = streams(shapes, shapes.get(index)).find(has_length) {
        let stream = quoted(shapes.get(member.shape).id.name());
        let message = format!("{stream} has `requiresLength`, which only inputs can keep");
        problems.push(
            problem(output.place(), message)
                .label("an output")
                .help("give the output a stream without `smithy.api#requiresLength`".to_owned()),
        );
    }
}

fn problem(place: Place, message: impl Into<String>) -> Problem {
    Problem::new(Code::StreamPlace, place, At::Value, message)
}

fn member_place(member: &RawMember<'_>) -> Place {
    member.home.path().place()
}

fn target_place(member: &RawMember<'_>) -> Place {
    match member.target {
        Target::Id(_) => member.home.path().key("target").place(),
        Target::Inherited | Target::Missing => member_place(member),
    }
}
