//! The arguments.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// The maintainers' command line of Tinsmith.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about,
    disable_help_subcommand = true,
    after_help = "Exit codes: 0 fine, 1 findings such as stale files, 2 bad usage or bad input."
)]
pub(crate) struct Cli {
    /// Print errors, warnings and what was asked for, but not what is being done
    #[arg(short, long, global = true, action = ArgAction::SetTrue)]
    pub(crate) quiet: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
    /// Take warnings for errors: write nothing if there are any
    #[arg(long, global = true, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What is not to be let pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Warnings
    Warnings,
}

/// How problems are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// For people, on stderr
    Human,
    /// One JSON object a line, on stdout
    Json,
}

/// How problems are printed, for the commands that read specs.
#[derive(Args, Debug)]
pub(crate) struct Messages {
    /// How to print problems: for people on stderr, or one JSON object a line on stdout
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) message_format: MessageFormat,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR`, `CLICOLOR` or `CLICOLOR_FORCE` say otherwise
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generate the models crate from spec/, or one crate from one spec
    Codegen(Codegen),
    /// Run botocore's protocol test cases against generated code
    ///
    /// A pinned source distribution of botocore is downloaded into target/botocore, types
    /// are generated from the shapes of its suites rest-json, json and json_1_0, and every case
    /// with a JSON body is run. The last line counts the cases that passed, failed and were
    /// skipped; those are listed, with reasons, in tests/src/protocol/excluded.toml.
    ProtocolTests,
    /// Generate from the models of all AWS services and check what comes out
    ///
    /// A pinned source distribution of botocore is downloaded into target/botocore. The newest
    /// version of each service becomes Rust and schemas; every schema is checked against the
    /// metaschema; minimal and maximal documents of every message are validated and, where the
    /// crate is compiled, read and written by its types. A table of all services is written to
    /// target/corpus/table.md, and results of compiling are kept there.
    Corpus(Corpus),
    /// Try whether schemas and types agree on many documents
    ///
    /// Each type of Amplify Backend and of the golden cases, and the bodies and errors of a few AWS
    /// services, whose types are compiled, get right documents, each thing in those broken once,
    /// and documents changed at random. A document must be valid under the deserialize contract if
    /// and only if the type reads it, and under the serialize contract if and only if, by the
    /// model, nothing in it is for readers alone. Exits with 1 if there is a disagreement.
    Agreement(Agreement),
    /// Run what is published here against programs that others wrote
    ///
    /// Their versions are pinned in tests/interop; they are installed into target/interop, and
    /// again only when a version changes. Without a subcommand, `clients`.
    Interop(Interop),
    /// Make a spec of a Smithy model or botocore's service-2.json
    ///
    /// The spec is a Smithy JSON AST 2.0 of what the chosen operations reach, always written in
    /// the same way. The file may be compressed with gzip.
    Import(Import),
    /// Print the page on an error, warning or note: what the rule is, with examples
    Explain {
        /// Its code, such as E012 [default: list all codes]
        #[arg(value_name = "CODE")]
        code: Option<String>,
    },
    /// Print a script that completes these commands in a shell
    ///
    /// The script completes `xtask`, so it needs `alias xtask='cargo xtask'`.
    Completions {
        /// For which shell
        shell: Shell,
    },
}

/// Without options, every `spec/*.json` becomes a module of the models crate and a folder of
/// JSON Schemas.
#[derive(Args, Debug)]
pub(crate) struct Codegen {
    #[command(flatten)]
    pub(crate) messages: Messages,
    /// Write nothing; show what is stale, missing or orphaned, and exit with 1 if anything is
    #[arg(long, conflicts_with = "spec")]
    pub(crate) check: bool,
    /// Generate a standalone crate from this spec; - for stdin
    #[arg(
        long,
        value_name = "FILE",
        requires = "out",
        help_heading = "Standalone crate"
    )]
    pub(crate) spec: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) standalone: Standalone,
}

impl Command {
    /// How the command prints problems.
    pub(crate) fn message_format(&self) -> MessageFormat {
        match self {
            Self::Codegen(arguments) => arguments.messages.message_format,
            Self::Import(arguments) => arguments.messages.message_format,
            _ => MessageFormat::Human,
        }
    }
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Standalone crate")]
pub(crate) struct Standalone {
    /// Apply the statements in this file to the spec
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub(crate) overlay: Option<PathBuf>,
    /// The folder of the crate
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub(crate) out: Option<PathBuf>,
    /// Generate only this operation and what it reaches; may be repeated
    #[arg(long = "operation", value_name = "NAME", requires = "spec")]
    pub(crate) operations: Vec<String>,
    /// The service, if the spec has several
    #[arg(long, value_name = "NAME", requires = "spec")]
    pub(crate) service: Option<String>,
    /// The crate's name [default: the spec's file name; for stdin and botocore's service-2.json,
    /// the service's]
    #[arg(long, value_name = "CRATE", requires = "spec")]
    pub(crate) name: Option<String>,
    /// How the types get their serde impls
    #[arg(
        long,
        value_name = "HOW",
        alias = "flavor",
        requires = "spec",
        default_value = "explicit"
    )]
    pub(crate) flavour: Flavour,
    /// Derive `schemars::JsonSchema` as well; for the flavour `derive` only
    #[arg(long, requires = "spec")]
    pub(crate) json_schema: bool,
    /// Add a form by member names, as boto3 and the AWS CLI show it: types have it behind the
    /// feature `member-names`, and there are schemas of it
    #[arg(long, requires = "spec")]
    pub(crate) member_names: bool,
    /// Depend on the runtime in this folder, and bring none: Tinsmith's models/runtime, or the
    /// folder `runtime` of another generated crate. Crates that have the same runtime fit into
    /// the same generic code
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub(crate) runtime: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Import {
    #[command(flatten)]
    pub(crate) messages: Messages,
    /// A Smithy JSON AST, or botocore's service-2.json, plain or gzip; - for stdin
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Take only this operation and what it reaches; may be repeated
    #[arg(long = "operation", value_name = "NAME")]
    pub(crate) operations: Vec<String>,
    /// The service, if the file has several
    #[arg(long, value_name = "NAME")]
    pub(crate) service: Option<String>,
    /// Apply the statements in this file first
    #[arg(long, value_name = "FILE")]
    pub(crate) overlay: Option<PathBuf>,
    /// Give the trait `deprecated` to what is only documented as "(DEPRECATED)", and list it
    #[arg(long)]
    pub(crate) promote_deprecated: bool,
    /// The spec to write, such as spec/NAME.json [default: stdout]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Corpus {
    /// Which crates to compile and document, warnings being errors
    #[arg(long, value_name = "WHICH", default_value = "none")]
    pub(crate) compile: Compile,
    /// Only this service, such as s3; may be repeated
    #[arg(long = "service", value_name = "NAME")]
    pub(crate) services: Vec<String>,
    /// Make and compile a crate of its own for this many operations, always the same ones
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    pub(crate) operations: usize,
    /// Compare the time that the largest service takes with this cargo-typify's
    #[arg(long, value_name = "PROGRAM")]
    pub(crate) peer: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Agreement {
    /// How many random documents each type of Amplify Backend and the golden cases gets
    #[arg(long, value_name = "COUNT", default_value_t = 10_000)]
    pub(crate) documents: usize,
    /// How many each body and error of a service gets; with 0, no service is compiled
    #[arg(long, value_name = "COUNT", default_value_t = 200)]
    pub(crate) service_documents: usize,
    /// This service, such as s3, instead of a few; may be repeated
    #[arg(long = "service", value_name = "NAME")]
    pub(crate) services: Vec<String>,
}

#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Interop {
    #[command(subcommand)]
    pub(crate) part: Option<InteropPart>,
    #[command(flatten)]
    pub(crate) clients: Clients,
}

#[derive(Debug, Subcommand)]
pub(crate) enum InteropPart {
    /// Run AWS's clients against the mock server
    Clients(Clients),
    /// Run validators on the OpenAPI documents, and schemathesis against the mock server
    Openapi,
    /// Run validators and generators of code on the published schemas and the fixtures
    Schemas {
        /// Also cargo-typify and quicktype's Rust, which take minutes to compile
        #[arg(long)]
        all: bool,
    },
}

#[derive(Args, Debug)]
pub(crate) struct Clients {
    /// Only this client; may be repeated [default: all but rust, which takes long to compile]
    #[arg(long = "client", value_name = "NAME")]
    pub(crate) clients: Vec<Client>,
}

/// A client of AWS's APIs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Client {
    /// boto3
    Python,
    /// The AWS CLI
    Cli,
    /// @aws-sdk/client-amplifybackend
    Javascript,
    /// aws-sdk-amplifybackend
    Rust,
    /// The types of this repository, over their feature `http`
    Own,
}

/// Which crates to compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Compile {
    /// None: takes a minute
    None,
    /// A few of each protocol: takes a minute more
    Sample,
    /// All: takes half an hour
    All,
}

/// How the types get their serde impls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Flavour {
    /// Written out, over the runtime: quick to compile
    Explicit,
    /// With serde's derive macros
    Derive,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_make_sense_to_clap() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_standalone_crate_needs_spec_and_out() {
        let parse = |line: &str| Cli::try_parse_from(line.split(' '));
        assert!(parse("xtask codegen").is_ok());
        assert!(parse("xtask codegen --check --quiet").is_ok());
        assert!(parse("xtask codegen --spec a.json --out b").is_ok());
        assert!(parse("xtask import a.json").is_ok());
        assert!(parse("xtask interop").is_ok());
        assert!(parse("xtask interop --client rust --client cli").is_ok());
        assert!(parse("xtask interop clients --client python").is_ok());
        assert!(parse("xtask interop schemas --all").is_ok());
        assert!(parse("xtask interop openapi").is_ok());
        for wrong in [
            "xtask codegen --spec a.json",
            "xtask codegen --out b",
            "xtask codegen --operation X",
            "xtask codegen --service X",
            "xtask codegen --check --spec a.json --out b",
            "xtask codegen --flavour derive",
            "xtask codegen --runtime models/runtime",
            "xtask codegen --overlay a.overlay.json",
            "xtask codegen extra",
            "xtask import",
            "xtask interop schemas --client python",
            "xtask interop --client cobol",
            "xtask interop --client rust clients",
            "xtask import a.json b.json",
            "xtask",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
