//! Runs the command on small repositories and looks at exit codes, output and files.

mod completions;
mod import;
mod interrupted;
mod limits;
mod messages;
mod models;
mod repository;
mod runtime;
mod sandbox;
mod standalone;
mod usage;
