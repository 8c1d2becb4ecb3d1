//! Reads specs: the one place that knows how files become a model.

use tinsmith_codegen::input::{self, Input};
use tinsmith_codegen::model::Model;
use tinsmith_codegen::report::{Color, Problem, Report, Source};
use tinsmith_codegen::smithy::Selection;

use crate::failure::Failure;
use crate::text::{self, InputFile, Text};
use crate::ui::{self, Ui, count};

/// The files of one API: its description in any format, and what is applied to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Files {
    /// The description.
    pub(crate) spec: InputFile,
    /// `apply` statements.
    pub(crate) overlay: Option<InputFile>,
}

/// Reads a model and prints what is odd about it.
///
/// # Errors
///
/// If a file cannot be read, or with every problem in the files.
pub(crate) fn load(files: &Files, selection: &Selection, ui: Ui) -> Result<Model, Failure> {
    Texts::read(files, ui)?.model(selection)
}

/// The texts of one API.
#[derive(Debug)]
pub(crate) struct Texts {
    /// The description.
    pub(crate) spec: Text,
    overlay: Option<Text>,
}

impl Texts {
    /// Reads the files.
    pub(crate) fn read(files: &Files, ui: Ui) -> Result<Self, Failure> {
        let overlay = files.overlay.as_ref();
        Ok(Self {
            spec: text::read(&files.spec, ui)?,
            overlay: overlay.map(|file| text::read(file, ui)).transpose()?,
        })
    }

    /// A text alone.
    pub(crate) fn of_spec(spec: Text) -> Self {
        Self {
            spec,
            overlay: None,
        }
    }

    /// Makes a model of the texts and prints what is odd about them.
    ///
    /// # Errors
    ///
    /// With every problem in the texts.
    pub(crate) fn model(&self, selection: &Selection) -> Result<Model, Failure> {
        let input = Input {
            spec: &self.spec.text,
            overlay: self.overlay.as_ref().map(|text| &*text.text),
        };
        match input::read(input, selection) {
            Ok((model, warnings)) => {
                ui::warned(warnings.len());
                for (_, rendered) in self.reports(warnings) {
                    ui::report(&rendered);
                }
                Ok(model)
            }
            Err(problems) => Err(self.failure(problems)),
        }
    }

    /// The failure that problems of the texts are.
    pub(crate) fn failure(&self, problems: Vec<Problem>) -> Failure {
        let reports = self.reports(problems);
        let faults = reports.iter().filter(|(fault, _)| !fault.is_empty());
        let faults: Vec<&str> = faults.map(|(fault, _)| &**fault).collect();
        let rendered: Vec<&str> = reports.iter().map(|(_, report)| &**report).collect();
        Failure::new(faults.join(", and ")).report(rendered.concat())
    }

    /// For each text, how many errors it has (nothing for none) and its problems as they are
    /// printed.
    fn reports(&self, problems: Vec<Problem>) -> Vec<(String, String)> {
        let (in_spec, in_overlay): (Vec<Problem>, Vec<Problem>) = problems
            .into_iter()
            .partition(|problem| problem.source == Source::Spec);
        let mut reports = vec![report(&self.spec, in_spec)];
        reports.extend(
            self.overlay
                .iter()
                .map(|text| report(text, in_overlay.clone())),
        );
        reports
    }
}

fn report(Text { label, text }: &Text, problems: Vec<Problem>) -> (String, String) {
    let report = Report::new(text, problems);
    let fault = match report.errors() {
        0 => String::new(),
        errors => format!("`{label}` has {}", count(errors, "error")),
    };
    (fault, report.render(label, text, Color::Ansi))
}
