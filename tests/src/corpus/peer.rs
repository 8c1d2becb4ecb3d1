//! How long generating takes, as a multiple of a peer's time: cargo-typify without builder, which
//! makes Rust types of a JSON Schema.
//!
//! Both are whole processes and take turns. The peer reads the bundle of a service, its serialize
//! contract; this generator reads the service's model. It writes more: besides the types also
//! operations, errors and serde impls that are no macro's to expand, and, in the second figure,
//! all the schemas.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::service::Service;
use super::services::Found;

/// How often each runs.
const ROUNDS: usize = 7;

/// What a process is to generate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Only Rust, as the peer.
    Rust,
    /// Rust and schemas.
    All,
}

/// Generates from a model and writes the files.
///
/// # Errors
///
/// If the model is wrong or files cannot be written.
pub fn generate(found: &Found, out: &Path, part: Part) -> io::Result<()> {
    let files = match part {
        Part::Rust => Service::generate_rust(found).map_err(io::Error::other)?,
        Part::All => {
            let service = Service::generate(found).map_err(io::Error::other)?;
            let schemas = service.schemas.into_iter();
            let rust = service.rust.into_iter().map(|it| (it.path, it.contents));
            rust.chain(schemas).collect()
        }
    };
    for (path, contents) in files {
        let path = out.join(path);
        fs::create_dir_all(path.parent().unwrap_or(out))?;
        fs::write(path, contents)?;
    }
    Ok(())
}

/// Runs both on a service, and says how they compare.
///
/// # Errors
///
/// If one of them cannot be run.
pub fn compare(found: &Found, peer: &Path, out: &Path) -> io::Result<String> {
    let folder = out.join("peer");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let service = Service::generate(found).map_err(io::Error::other)?;
    let bundle = format!("{0}/{0}.schema.json", found.name);
    let bundle = service.schemas.iter().find(|(path, _)| *path == bundle);
    let schema = folder.join("bundle.json");
    fs::write(
        &schema,
        &bundle.ok_or_else(|| io::Error::other("no bundle"))?.1,
    )?;

    let own = std::env::current_exe()?;
    let mut times = [const { Vec::new() }; 3];
    for _ in 0..ROUNDS {
        let mut command = Command::new(peer);
        command.args(["typify", "--no-builder", "--output"]);
        command.arg(folder.join("peer.rs")).arg(&schema);
        times[0].push(time(&mut command)?);
        for (part, times) in ["rust", "all"].into_iter().zip(&mut times[1..]) {
            let mut command = Command::new(&own);
            command.args(["generate", &found.name]).arg(&found.path);
            command.arg(folder.join(part)).arg(part);
            times.push(time(&mut command)?);
        }
    }
    let [peer, rust, all] = times.map(median);
    let times = |time: Duration| peer.as_secs_f64() / time.as_secs_f64();
    Ok(format!(
        "{}: cargo-typify without builder takes {} ms, {:.1} times as long as Rust alone ({} ms) \
         and {:.1} times as long as Rust and all schemas ({} ms); medians of {ROUNDS}\n",
        found.name,
        peer.as_millis(),
        times(rust),
        rust.as_millis(),
        times(all),
        all.as_millis(),
    ))
}

fn time(command: &mut Command) -> io::Result<Duration> {
    let start = Instant::now();
    let output = command.stdin(Stdio::null()).output()?;
    let time = start.elapsed();
    if output.status.success() {
        Ok(time)
    } else {
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(io::Error::other(format!("{command:?}: {text}")))
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
