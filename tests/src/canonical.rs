//! Whether a model survives being written as canonical Smithy.
//!
//! What the writer documents that it changes is changed here in its own way, so that a model that
//! comes back otherwise is told from one that should.

use std::collections::{BTreeMap, BTreeSet};

use tinsmith_codegen::input::{self, Input};
use tinsmith_codegen::model::{Format, Kind, Member, Model, Protocol, Shape, ShapeId, Structure};
use tinsmith_codegen::report::{Code, Problem};
use tinsmith_codegen::smithy::{self, Selection, write};

/// How a model came through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passage {
    /// It was written, read back the same, and the second writing gave the same bytes.
    Same,
    /// The writer refused it, since Smithy has no words for something in it.
    Unwritable,
}

/// Reads a description, writes it and reads that.
///
/// # Errors
///
/// With what went wrong or came back otherwise.
pub fn check(description: &str) -> Result<Passage, String> {
    let input = Input {
        spec: description,
        overlay: None,
    };
    let (model, warnings) =
        input::read(input, &Selection::default()).map_err(|p| format!("{p:#?}"))?;
    check_model(model, &warnings)
}

/// Writes a model and reads that; what is warned of then, was before.
///
/// # Errors
///
/// With what went wrong or came back otherwise.
pub fn check_model(model: Model, known: &[Problem]) -> Result<Passage, String> {
    let text = match write::write(&model) {
        Ok(text) => text,
        Err(problems) if problems.iter().all(|p| p.code == Code::Unwritable) => {
            return Ok(Passage::Unwritable);
        }
        Err(problems) => return Err(format!("{problems:#?}")),
    };
    let (again, warnings) = smithy::read(&text, &Selection::default())
        .map_err(|problems| format!("what was written is not read: {problems:#?}"))?;
    let is_known = |new: &Problem| {
        known
            .iter()
            .any(|it| (it.code, &it.message) == (new.code, &new.message))
    };
    let surprises: Vec<_> = warnings.iter().filter(|it| !is_known(it)).collect();
    if !surprises.is_empty() {
        return Err(format!("what was written is warned of: {surprises:#?}"));
    }
    same(&expected(model, &again)?, &again)?;
    if write::write(&again).as_deref() != Ok(&*text) {
        return Err("the second writing differs from the first".to_owned());
    }
    Ok(Passage::Same)
}

/// The first difference between two models.
fn same(expected: &Model, found: &Model) -> Result<(), String> {
    let differ = |what: &str, a: &dyn std::fmt::Debug, b: &dyn std::fmt::Debug| {
        Err(format!("{what} was {a:#?}\nand is {b:#?}"))
    };
    if expected.service != found.service {
        return differ("the service", &expected.service, &found.service);
    }
    for pair in expected.operations.iter().zip(&found.operations) {
        if pair.0 != pair.1 {
            return differ("an operation", pair.0, pair.1);
        }
    }
    let (a, b) = (&expected.shapes, &found.shapes);
    let ids: BTreeSet<&ShapeId> = a.keys().chain(b.keys()).collect();
    for id in ids {
        if a.get(id) != b.get(id) {
            return differ(id.as_str(), &a.get(id), &b.get(id));
        }
    }
    if expected == found {
        Ok(())
    } else {
        Err("the models differ".to_owned())
    }
}

/// What the writer says that it makes of a model. It is free in the names that it gives to members
/// whose own Smithy cannot have; those come from `found`.
fn expected(mut model: Model, found: &Model) -> Result<Model, String> {
    let is_renamed = renamed_errors(&model);
    model.format = Format::Smithy;
    let codes_are_aliases =
        model.service.protocol != Protocol::NotJson("aws.protocols#awsQuery".to_owned());
    let mut renamed: BTreeMap<ShapeId, Vec<(String, String)>> = BTreeMap::new();
    for (id, shape) in &mut model.shapes {
        if let Kind::Enum(values) = &mut shape.kind {
            for (index, name) in write::enum_names(values).into_iter().enumerate() {
                values.values[index].name = Some(name);
            }
        }
        if let Kind::Structure(structure) = &mut shape.kind
            && codes_are_aliases
            && !is_renamed.contains(id)
            && let Some(code) = structure.error.as_mut().and_then(|error| error.code.take())
            && !shape.traits.aliases.contains(&code)
        {
            shape.traits.aliases.push(code);
        }
        let (Kind::Structure(_) | Kind::Union(_)) = &shape.kind else {
            continue;
        };
        let found = found.shapes.get(id).map_or(&[][..], |it| members(&it.kind));
        let names = rename(members_mut(&mut shape.kind), found)?;
        renamed.insert(id.clone(), names);
    }
    for operation in &mut model.operations {
        let names = operation.input.as_ref().and_then(|id| renamed.get(id));
        let (Some(names), Some(http)) = (names, &mut operation.http) else {
            continue;
        };
        for (old, new) in names {
            http.uri = http
                .uri
                .replace(&format!("{{{old}}}"), &format!("{{{new}}}"));
            http.uri = http
                .uri
                .replace(&format!("{{{old}+}}"), &format!("{{{new}+}}"));
            for segment in &mut http.segments {
                use tinsmith_codegen::model::UriSegment::{GreedyLabel, Label};
                match segment {
                    Label(label) | GreedyLabel(label) if label == old => label.clone_from(new),
                    _ => {}
                }
            }
        }
    }
    Ok(model)
}

/// The errors whose codes come back as the names that the service renames: Smithy's own, where no
/// other shape has that name.
fn renamed_errors(model: &Model) -> BTreeSet<ShapeId> {
    let is_taken = |id: &ShapeId| {
        let operations = model.operations.iter().map(|it| &it.id);
        let mut ids = operations.chain(model.shapes.keys());
        *id == model.service.id || ids.any(|other| other == id)
    };
    let is_renamed = |shape: &Shape| match &shape.kind {
        Kind::Structure(Structure {
            error: Some(it), ..
        }) => it.code.as_ref().is_some_and(|code| {
            ShapeId::parse(&format!("{}#{code}", shape.id.namespace()))
                .is_some_and(|id| !is_taken(&id))
        }),
        _ => false,
    };
    let shapes = model
        .shapes
        .values()
        .filter(|_| model.format == Format::Smithy);
    shapes
        .filter(|it| is_renamed(it))
        .map(|it| it.id.clone())
        .collect()
}

fn members(kind: &Kind) -> &[Member] {
    match kind {
        Kind::Structure(structure) => &structure.members,
        Kind::Union(union) => &union.members,
        _ => &[],
    }
}

fn members_mut(kind: &mut Kind) -> &mut [Member] {
    match kind {
        Kind::Structure(structure) => &mut structure.members,
        Kind::Union(union) => &mut union.members,
        _ => &mut [],
    }
}

/// Takes the names of another model's members where ours are no identifiers, and says which. Ours
/// stay what travels.
///
/// # Errors
///
/// If such a name is no identifier either, or is taken.
fn rename(members: &mut [Member], found: &[Member]) -> Result<Vec<(String, String)>, String> {
    let mut renamed = Vec::new();
    for (member, now) in members.iter_mut().zip(found) {
        if is_identifier(&member.name) {
            continue;
        }
        let is_same = |other: &&Member| other.name.eq_ignore_ascii_case(&now.name);
        if !is_identifier(&now.name) || found.iter().filter(is_same).count() > 1 {
            return Err(format!("{:?} became {:?}", member.name, now.name));
        }
        let old = std::mem::replace(&mut member.name, now.name.clone());
        member.json_name.get_or_insert_with(|| old.clone());
        renamed.push((old, now.name.clone()));
    }
    Ok(renamed)
}

/// Whether a text is a name in Smithy: letters, digits and underscores, of which one after the
/// underscores that it may start with is no underscore, and is a letter if there are none (Smithy
/// 2.0, "Shape ID ABNF").
fn is_identifier(text: &str) -> bool {
    let rest = text.trim_start_matches('_');
    let has_letter_first = rest.starts_with(|c: char| c.is_ascii_alphabetic());
    let has_digit_first = rest.starts_with(|c: char| c.is_ascii_digit());
    (has_letter_first || has_digit_first && rest.len() < text.len())
        && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
