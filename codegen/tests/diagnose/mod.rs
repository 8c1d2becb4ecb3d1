//! What the generator says of a spec, from reading to writing.

use tinsmith_codegen::input::{self, Input};
use tinsmith_codegen::output::{self, CrateOptions, Runtime};
use tinsmith_codegen::report::Problem;
use tinsmith_codegen::rust::{Flavour, MemberNames};
use tinsmith_codegen::smithy::{Selection, write};

/// A spec and what is wanted of it.
pub(crate) struct Case {
    /// The description.
    pub(crate) spec: String,
    /// What is applied to it.
    pub(crate) overlay: Option<String>,
    selection: Selection,
    task: Task,
}

enum Task {
    Generate,
    Import,
}

impl Case {
    /// A case with arguments as on the command line.
    pub(crate) fn new(spec: String, overlay: Option<String>, arguments: &str) -> Self {
        let mut case = Self {
            spec,
            overlay,
            selection: Selection::default(),
            task: Task::Generate,
        };
        let mut words = arguments.split_whitespace();
        while let Some(word) = words.next() {
            let mut value = || words.next().expect("a value").to_owned();
            match word {
                "--service" => case.selection.service = Some(value()),
                "--operation" => case.selection.operations.push(value()),
                "import" => case.task = Task::Import,
                _ => panic!("unknown argument {word}"),
            }
        }
        case
    }
}

/// All that is said of a case.
pub(crate) fn diagnose(case: &Case) -> Vec<Problem> {
    let input = Input {
        spec: &case.spec,
        overlay: case.overlay.as_deref(),
    };
    let (model, mut problems) = match input::read(input, &case.selection) {
        Ok(read) => read,
        Err(problems) => return problems,
    };
    let notices = match case.task {
        Task::Import => write::write(&model).err().unwrap_or_default(),
        Task::Generate => {
            let options = CrateOptions {
                name: "case".to_owned(),
                flavour: Flavour::Explicit,
                member_names: MemberNames::default(),
                runtime: Runtime::Own,
            };
            let generated = output::standalone(&model, &options).expect("Rust");
            generated.notices.into_values().flatten().collect()
        }
    };
    problems.extend(input::place(input, &model, notices));
    problems
}
