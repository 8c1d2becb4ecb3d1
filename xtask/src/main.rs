//! The maintainers' command line of Tinsmith: arguments, files and printing.
//!
//! What is generated is decided by `tinsmith-codegen`; nothing here knows of shapes.
//!
//! - [`cli`]: the arguments; [`commands`]: one module for each command;
//! - [`repo`], [`text`], [`spec`], [`runtime_copy`], [`shared_runtime`]: where input comes from;
//! - [`tree`]: how output is written, all of it or nothing; [`diff`]: how it is compared;
//! - [`ui`], [`failure`]: what is printed.

mod cli;
mod commands;
mod diff;
mod failure;
mod names;
mod repo;
mod runtime_copy;
mod shared_runtime;
mod spec;
mod text;
mod tree;
mod ui;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Color};
use commands::Outcome;
use ui::{Ui, Verbosity};

/// Generating is mostly the making of many small things, which this allocator does faster.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::try_parse().unwrap_or_else(|error| ui::usage(&error));
    match cli.color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    }
    .write_global();
    let verbosity = if cli.quiet {
        Verbosity::Quiet
    } else {
        Verbosity::Normal
    };
    let ui = Ui::new(verbosity, cli.deny).with_format(cli.command.message_format());
    let outcome = commands::run(cli.command, ui);
    if let Err(failure) = &outcome {
        ui::failure(failure);
    }
    ui.finished(outcome.as_ref().err());
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(_) => ExitCode::from(2),
    }
}
