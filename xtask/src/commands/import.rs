//! `import FILE`: a description in any format becomes a spec.

use std::fmt::Display;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tinsmith_codegen::input::{self, Totals};
use tinsmith_codegen::json;
use tinsmith_codegen::limits;
use tinsmith_codegen::model::{Format, Model, Protocol};
use tinsmith_codegen::notices;
use tinsmith_codegen::promote::{self, Promoted};
use tinsmith_codegen::smithy::{self, Selection, write};

use super::Outcome;
use crate::failure::Failure;
use crate::names;
use crate::spec::{Files, Texts};
use crate::text::{InputFile, Text};
use crate::tree::{self, IoError};
use crate::ui::{self, Ui, count};

/// A spec to make.
#[derive(Debug)]
pub(super) struct Job {
    /// What it is made of.
    pub(super) files: Files,
    /// What is taken of it.
    pub(super) selection: Selection,
    /// Whether texts may deprecate.
    pub(super) promotion: Promotion,
    /// Where it goes; stdout if nowhere.
    pub(super) out: Option<PathBuf>,
}

/// What becomes of documentation that starts with `(DEPRECATED)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Promotion {
    /// It stays a text.
    Off,
    /// It gives the trait as well.
    On,
}

/// Makes the spec.
pub(super) fn run(job: &Job, ui: Ui) -> Result<Outcome, Failure> {
    let before = job.out.as_deref().map(replaceable).transpose()?.flatten();
    let texts = Texts::read(&job.files, ui)?;
    let format = input::detect(&texts.spec.text);
    let mut model = texts.model(&job.selection, ui)?;
    let promoted = match job.promotion {
        Promotion::Off => {
            let in_text = notices::deprecated_in_text(&model);
            texts.notices(&model, in_text, ui);
            Vec::new()
        }
        Promotion::On => promote::promote_deprecated(&mut model),
    };
    ui.check_warnings()?;
    let spec = write::write(&model).map_err(|problems| texts.failure(problems, ui))?;
    check(&spec, &texts.spec.label, ui)?;

    let change = match &job.out {
        None => {
            ui::output(&spec)?;
            None
        }
        Some(out) if before.as_deref() == Some(spec.as_bytes()) => Some(("Unchanged", out)),
        Some(out) => {
            tree::replace(out, spec.as_bytes())
                .map_err(|error| Failure::new("nothing was written").cause(error))?;
            let word = before.map_or("Created", |_| "Updated");
            Some((word, out))
        }
    };
    summarize(&model, format, input::totals(&texts.spec.text), ui);
    list(&promoted, ui);
    if let Some((word, out)) = change {
        ui.status(word, &out.display().to_string());
        warn_of_spent_overlay(job, out);
    }
    Ok(Outcome::Fine)
}

/// Checks that a file is a spec or free, so that a slip does not cost anyone a file; returns what
/// is in it.
fn replaceable(out: &Path) -> Result<Option<Vec<u8>>, Failure> {
    let label = out.display();
    let refused = |cause: &str| {
        Failure::new(format!("`{label}` is not replaced"))
            .cause(cause)
            .help("choose another file with `--out`")
    };
    if names::is_overlay(out) {
        return Err(refused("files with that ending hold `apply` statements"));
    }
    if fs::metadata(out).is_ok_and(|it| it.len() > limits::DOCUMENT_BYTES) {
        return Err(refused("it is no spec: larger than any that is read"));
    }
    let before = match fs::read(out) {
        Ok(before) => before,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(refused(&IoError::new("read", out)(error).to_string())),
    };
    let is_spec = str::from_utf8(&before)
        .ok()
        .and_then(|text| json::parse(text).ok())
        .is_some_and(|root| root.get("smithy").is_some());
    if !is_spec {
        return Err(refused("it is no spec: not JSON with the key `smithy`"));
    }
    Ok(Some(before))
}

/// Checks that what is about to be written can be read.
fn check(spec: &str, label: &str, ui: Ui) -> Result<(), Failure> {
    let Err(problems) = smithy::read(spec, &Selection::default()) else {
        return Ok(());
    };
    let texts = Texts::of_spec(Text {
        label: format!("{label} (as Smithy)"),
        text: spec.to_owned(),
    });
    Err(texts
        .failure(problems, ui)
        .cause("what was read is not valid in Smithy")
        .help("leave out what is not needed with `--operation NAME`"))
}

/// Says what was taken.
fn summarize(model: &Model, format: Option<Format>, totals: Totals, ui: Ui) {
    let format = match format {
        Some(Format::Botocore) => "botocore",
        _ => "Smithy",
    };
    let Model {
        service,
        operations,
        shapes,
        ..
    } = model;
    let protocol = protocol(&service.protocol);
    ui.status(
        "Imported",
        &format!("service {} from {format}, {protocol}", service.id),
    );
    // What is rewritten can get shapes that the original does not have.
    let taken = shapes.keys().filter(|id| !id.is_prelude()).count();
    let of = |taken: usize, total: usize, noun: &str| {
        let total = total.max(taken);
        let left = match total - taken {
            0 => String::new(),
            left => format!(" ({left} left out)"),
        };
        format!("{taken} of {}{left}", count(total, noun))
    };
    let operations = of(operations.len(), totals.operations, "operation");
    let shapes = of(taken, totals.shapes, "shape");
    ui.status("Taken", &format!("{operations}, {shapes}"));
}

fn protocol(protocol: &Protocol) -> impl Display {
    match protocol {
        Protocol::RestJson1 => "protocol restJson1".to_owned(),
        Protocol::AwsJson1_0 => "protocol awsJson1_0".to_owned(),
        Protocol::AwsJson1_1 => "protocol awsJson1_1".to_owned(),
        Protocol::NotJson(name) => format!("protocol {name}, which is not JSON"),
        Protocol::Unspecified => "no protocol".to_owned(),
    }
}

/// Lists what a text deprecated, for someone to check.
fn list(promoted: &[Promoted], ui: Ui) {
    for Promoted {
        shape,
        member,
        message,
    } in promoted
    {
        let place = match member {
            Some(member) => format!("{shape}${member}"),
            None => shape.to_string(),
        };
        let line = format!("{place}: {message}");
        ui.status("Deprecated", &ui::printable(&line));
    }
}

/// Says that an overlay which is now in the spec beside it would be an error.
fn warn_of_spent_overlay(job: &Job, out: &Path) {
    let Some(InputFile { path, label }) = &job.files.overlay else {
        return;
    };
    let same = |a: &Path, b: &Path| match (fs::canonicalize(a), fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    };
    if same(path, &names::overlay_of(out)) {
        ui::warning(&format!(
            "`{label}` is part of `{}` now: delete it, since an overlay that changes nothing is \
             an error",
            out.display()
        ));
    }
}
