//! Reads specs: the one place that knows how a file becomes a model.

use std::fs;
use std::path::Path;

use tinsmith_codegen::model::Model;
use tinsmith_codegen::report::{Color, Report};
use tinsmith_codegen::smithy::{self, Selection};

use crate::failure::Failure;
use crate::tree::IoError;
use crate::ui::{self, Ui, count};

/// Which operations of a spec are wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Operations<'a> {
    /// All of them.
    All,
    /// Those with these names.
    Only(&'a [String]),
}

/// The largest spec that is read; the largest of AWS has five megabytes.
const MOST_BYTES: u64 = 256 << 20;

/// From this size on, reading and generating take long enough to say what is going on.
const LARGE_BYTES: u64 = 1 << 20;

/// Reads a spec and prints what is odd about it.
///
/// `label` is what messages call the file.
///
/// # Errors
///
/// If the file cannot be read, or with every problem in it.
pub(crate) fn load(
    path: &Path,
    label: &str,
    operations: Operations<'_>,
    ui: Ui,
) -> Result<Model, Failure> {
    let text = read(path, label, ui)?;
    let selection = Selection {
        service: None,
        operations: match operations {
            Operations::All => Vec::new(),
            Operations::Only(names) => names.to_vec(),
        },
    };
    match smithy::read(&text, &selection) {
        Ok((model, warnings)) => {
            ui::report(&Report::new(&text, warnings).render(label, &text, Color::Ansi));
            Ok(model)
        }
        Err(problems) => {
            let report = Report::new(&text, problems);
            let errors = count(report.errors(), "error");
            let rendered = report.render(label, &text, Color::Ansi);
            Err(Failure::new(format!(
                "nothing was written, because `{label}` has {errors}"
            ))
            .report(rendered))
        }
    }
}

/// Reads the text of a spec.
fn read(path: &Path, label: &str, ui: Ui) -> Result<String, Failure> {
    let failure = || Failure::new(format!("cannot read `{label}`"));
    let size = fs::metadata(path)
        .map_err(|error| failure().cause(IoError::new("open", path)(error)))?
        .len();
    if size > MOST_BYTES {
        return Err(failure().cause(format!("it has more than {} MiB", MOST_BYTES >> 20)));
    }
    if size >= LARGE_BYTES {
        let megabytes = size >> 20;
        ui.progress("Generating", &format!("from {label} ({megabytes} MiB)"));
    }
    let bytes =
        fs::read(path).map_err(|error| failure().cause(IoError::new("read", path)(error)))?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(&error.as_bytes()[..valid]);
        let line = 1 + text.matches('\n').count();
        failure()
            .cause(format!(
                "line {line} is not UTF-8, at byte {valid} of the file"
            ))
            .help("save it as UTF-8 without a byte order mark")
    })
}
