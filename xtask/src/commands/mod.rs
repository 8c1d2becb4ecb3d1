//! One module for each command, and what they have in common.

mod agreement;
mod botocore;
mod check;
mod codegen;
mod completions;
mod corpus;
mod explain;
mod import;
mod interop;
mod programs;
mod protocol_tests;
mod standalone;
mod write;

use std::path::Path;

use clap::CommandFactory;
use clap::error::ErrorKind;
use tinsmith_codegen::rust::{Flavour, MemberNames};
use tinsmith_codegen::smithy::Selection;

use crate::cli::{self, Cli, Command, MessageFormat};
use crate::failure::Failure;
use crate::spec::Files;
use crate::text::InputFile;
use crate::ui::{self, Ui};

/// How a run ended that did what it was asked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing to say.
    Fine,
    /// It found what it was asked to look for.
    Findings,
}

/// Runs a command.
pub(crate) fn run(command: Command, ui: Ui) -> Result<Outcome, Failure> {
    match command {
        Command::Codegen(arguments) => match Job::of(arguments) {
            Job::Models => codegen::run(ui),
            Job::Check => check::run(ui),
            Job::Standalone(job) => standalone::run(&job, ui),
        },
        Command::Corpus(arguments) => {
            let job = corpus::Job {
                compile: match arguments.compile {
                    cli::Compile::None => "none",
                    cli::Compile::Sample => "sample",
                    cli::Compile::All => "all",
                },
                services: arguments.services,
                operations: arguments.operations,
                peer: arguments.peer,
            };
            corpus::run(&job, ui)
        }
        Command::Agreement(arguments) => {
            let job = agreement::Job {
                documents: arguments.documents,
                service_documents: arguments.service_documents,
                services: arguments.services,
            };
            agreement::run(&job, ui)
        }
        Command::ProtocolTests => protocol_tests::run(ui),
        Command::Interop(arguments) => interop::run(arguments, ui),
        Command::Import(arguments) => import::run(&import_job(arguments), ui),
        Command::Explain { code } => explain::run(code.as_deref(), ui),
        Command::Completions { shell } => completions::run(shell),
    }
}

/// The files that were named on the command line.
fn files(spec: &Path, overlay: Option<&Path>) -> Files {
    Files {
        spec: InputFile::given(spec),
        overlay: overlay.map(InputFile::given),
    }
}

/// Exits with clap's usage error if stdout would get a spec and messages.
fn import_job(arguments: cli::Import) -> import::Job {
    if arguments.out.is_none() && arguments.messages.message_format == MessageFormat::Json {
        usage(
            ErrorKind::MissingRequiredArgument,
            "--message-format json needs --out FILE: stdout is for the messages",
        );
    }
    import::Job {
        files: files(&arguments.file, arguments.overlay.as_deref()),
        selection: Selection {
            service: arguments.service,
            operations: arguments.operations,
        },
        promotion: if arguments.promote_deprecated {
            import::Promotion::On
        } else {
            import::Promotion::Off
        },
        out: arguments.out,
    }
}

/// Exits with clap's usage error.
fn usage(kind: ErrorKind, message: &str) -> ! {
    ui::usage(&Cli::command().error(kind, message))
}

/// What `codegen` is asked to do.
#[derive(Debug)]
enum Job {
    /// Write the models crate.
    Models,
    /// Compare the models crate.
    Check,
    /// Write one crate.
    Standalone(Box<standalone::Job>),
}

impl Job {
    /// Exits with clap's usage error for combinations that clap's attributes cannot express.
    fn of(arguments: cli::Codegen) -> Self {
        let standalone = arguments.standalone;
        let (Some(spec), Some(out)) = (arguments.spec, standalone.out) else {
            return if arguments.check {
                Self::Check
            } else {
                Self::Models
            };
        };
        let flavour = match (standalone.flavour, standalone.json_schema) {
            (cli::Flavour::Derive, json_schema) => Flavour::Derive { json_schema },
            (cli::Flavour::Explicit, false) => Flavour::Explicit,
            (cli::Flavour::Explicit, true) => usage(
                ErrorKind::ArgumentConflict,
                "--json-schema needs --flavour derive",
            ),
        };
        Self::Standalone(Box::new(standalone::Job {
            files: files(&spec, standalone.overlay.as_deref()),
            out,
            selection: Selection {
                service: standalone.service,
                operations: standalone.operations,
            },
            name: standalone.name,
            flavour,
            member_names: if standalone.member_names {
                MemberNames::Emit
            } else {
                MemberNames::Omit
            },
            runtime: standalone.runtime,
        }))
    }
}
