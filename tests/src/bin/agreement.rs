//! Takes many documents through types and schemas; see `tinsmith_tests::contracts`.
//!
//! Takes: how many random documents each type of Amplify Backend and of the golden cases gets,
//! how many each type of a service gets, the models of botocore's distribution, a folder to
//! work in, the runtime's folder, the lock file, and services, if not the usual ones.

use std::env;
use std::io;
use std::process::ExitCode;
use std::time::Instant;

use rayon::prelude::*;
use tinsmith_tests::contracts::run::Tally;
use tinsmith_tests::contracts::services::{self, ServiceType, Workshop};
use tinsmith_tests::contracts::types::{Api, apis};
use tinsmith_tests::contracts::views::View;
use tinsmith_tests::corpus::services::{chosen, newest};

/// How many disagreements are shown.
const SHOWN: usize = 20;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> io::Result<bool> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [own, foreign, data, folder, runtime, lock, services @ ..] = arguments.as_slice() else {
        return Err(io::Error::other(
            "usage: agreement DOCUMENTS SERVICE_DOCUMENTS DATA OUT RUNTIME LOCK [SERVICE]...",
        ));
    };
    let own = own.parse().map_err(io::Error::other)?;
    let foreign = foreign.parse().map_err(io::Error::other)?;
    let mut all = Tally::default();
    for api in apis() {
        for view in &api.views {
            let run = || of_api(&api, view, own);
            all.add(report(view.name(), api.types.len(), run));
        }
    }
    if foreign > 0 {
        let mut names = services.to_vec();
        if names.is_empty() {
            names = services::SAMPLE.map(str::to_owned).to_vec();
        }
        let found = chosen(newest(data.as_ref())?, &names).map_err(io::Error::other)?;
        let workshop = Workshop {
            folder: folder.into(),
            runtime: runtime.into(),
            lock: lock.into(),
        };
        for (name, model) in workshop.build(&found)? {
            let types = services::types(&model);
            for view in View::both(&model, &name) {
                let run = || of_service(&workshop, &name, &view, &types, foreign);
                all.add(report(view.name(), types.len(), run));
            }
        }
    }
    println!("{:36}      {all}", "together");
    for (exception, count) in &all.excused {
        println!("{count:>12} with {exception:?}");
    }
    for disagreement in all.disagreements.iter().take(SHOWN) {
        println!("{}", disagreement.chars().take(2_000).collect::<String>());
    }
    Ok(all.disagreements.is_empty())
}

fn report(name: &str, types: usize, run: impl FnOnce() -> Tally) -> Tally {
    let start = Instant::now();
    let tally = run();
    println!(
        "{name:36} {types:4} types, {tally}, {:.1?}",
        start.elapsed()
    );
    tally
}

fn together(tallies: impl ParallelIterator<Item = Tally>) -> Tally {
    tallies.reduce(Tally::default, |mut a, b| {
        a.add(b);
        a
    })
}

fn of_api(api: &Api, view: &View, documents: usize) -> Tally {
    together(api.types.par_iter().enumerate().map(|(number, it)| {
        let subject = api.subject(view.form, it.name);
        subject.run(documents, number as u64)
    }))
}

fn of_service(
    workshop: &Workshop,
    name: &str,
    view: &View,
    types: &[ServiceType],
    documents: usize,
) -> Tally {
    together(types.par_iter().enumerate().map(|(number, it)| {
        let answerer = workshop.answerer(name).expect("the program starts");
        let reader = |text: &str| answerer.read(view.form, number, text);
        let subject = view.subject(&it.name, &it.root, &reader);
        subject.run(documents, number as u64)
    }))
}
