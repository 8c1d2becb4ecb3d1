//! Reads specs: the one place that knows how files become a model.

use tinsmith_codegen::input::{self, Input};
use tinsmith_codegen::model::Model;
use tinsmith_codegen::report::{Code, Problem, Severity, Source};
use tinsmith_codegen::smithy::Selection;

use crate::failure::Failure;
use crate::text::{self, InputFile, Text};
use crate::ui::{Ui, count};

/// The files of one API: its description in any format, and what is applied to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Files {
    /// The description.
    pub(crate) spec: InputFile,
    /// `apply` statements.
    pub(crate) overlay: Option<InputFile>,
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
    /// If anything is wrong with the texts, which is printed.
    pub(crate) fn model(&self, selection: &Selection, ui: Ui) -> Result<Model, Failure> {
        match input::read(self.input(), selection) {
            Ok((model, warnings)) => {
                self.print(warnings, ui);
                Ok(model)
            }
            Err(problems) => Err(self.failure(problems, ui)),
        }
    }

    /// Prints what is to be said of a model that was made of these texts.
    pub(crate) fn notices(&self, model: &Model, notices: Vec<Problem>, ui: Ui) {
        self.print(input::place(self.input(), model, notices), ui);
    }

    /// Prints problems of the texts; the failure that they are.
    pub(crate) fn failure(&self, problems: Vec<Problem>, ui: Ui) -> Failure {
        let errors = problems.iter().filter(|p| p.severity() == Severity::Error);
        let errors: Vec<(Source, Code)> = errors.map(|p| (p.source, p.code)).collect();
        let of = |source| {
            errors
                .iter()
                .filter(move |(where_, _)| *where_ == source)
                .count()
        };
        let labels = std::iter::once((Source::Spec, &self.spec.label));
        let labels = labels.chain(
            self.overlay
                .iter()
                .map(|text| (Source::Overlay, &text.label)),
        );
        let faults: Vec<String> = labels
            .filter(|(source, _)| of(*source) > 0)
            .map(|(source, label)| format!("`{label}` has {}", count(of(source), "error")))
            .collect();
        let codes = errors.iter().map(|(_, code)| *code);
        let failure = Failure::new(faults.join(", and ")).codes(codes);
        self.print(problems, ui);
        failure
    }

    fn print(&self, problems: Vec<Problem>, ui: Ui) {
        let (in_spec, in_overlay): (Vec<Problem>, Vec<Problem>) = problems
            .into_iter()
            .partition(|problem| problem.source == Source::Spec);
        ui.problems(&self.spec, in_spec);
        if let Some(overlay) = &self.overlay {
            ui.problems(overlay, in_overlay);
        }
    }

    fn input(&self) -> Input<'_> {
        Input {
            spec: &self.spec.text,
            overlay: self.overlay.as_ref().map(|text| &*text.text),
        }
    }
}
