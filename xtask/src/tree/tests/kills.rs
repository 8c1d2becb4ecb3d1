//! Kills real processes at every point at which a run changes the disk.

use std::env;
use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use super::scenario::{ALL, Scenario, assert_trees_eq, kept, tree, visible};
use crate::tree::fault::inject::{self, Fault};

/// What the child needs to know; these are read by tests alone.
const VARIABLES: [&str; 3] = [
    "TINSMITH_TEST_SCENARIO",
    "TINSMITH_TEST_FOLDER",
    "TINSMITH_TEST_POINT",
];

/// Signals and their numbers: what `kill -9`, a shutdown and Ctrl-C send.
const SIGNALS: [(&str, i32); 3] = [("KILL", 9), ("TERM", 15), ("INT", 2)];

/// What starts the program that follows it such that Ctrl-C ends it. Shells let jobs in the background
/// ignore that, and whoever starts such a program inherits it: these tests may be in one.
const INTERRUPTIBLE: [&str; 2] = ["env", "--default-signal=INT"];

/// The signals that end a child here: that of Ctrl-C only where [`INTERRUPTIBLE`] is there, which
/// systems without GNU's tools do not have.
fn signals() -> &'static [(&'static str, i32)] {
    static IS_INTERRUPTIBLE: LazyLock<bool> = LazyLock::new(|| {
        let [program, argument] = INTERRUPTIBLE;
        let run = Command::new(program).args([argument, "true"]).output();
        run.is_ok_and(|output| output.status.success())
    });
    let count = if *IS_INTERRUPTIBLE { 3 } else { 2 };
    &SIGNALS[..count]
}

#[test]
#[ignore = "the other tests run it, in processes that they kill"]
fn child() {
    let [scenario, folder, point] = VARIABLES.map(|name| env::var(name).unwrap());
    let scenario = ALL[scenario.parse::<usize>().unwrap()];
    inject::after(point.parse().unwrap(), Fault::Hang);
    scenario.run(Path::new(&folder)).unwrap();
}

/// Runs a scenario in a process of its own and kills it at a point; `false` if it ended first.
fn killed(scenario: Scenario, folder: &Path, point: usize) -> bool {
    let name = format!("{}::child", module_path!().split_once("::").unwrap().1);
    let index = ALL.iter().position(|other| *other == scenario).unwrap();
    let (signal, number) = signals()[point % signals().len()];
    let program = env::current_exe().unwrap();
    let mut command = match signal {
        "INT" => {
            let mut command = Command::new(INTERRUPTIBLE[0]);
            command.arg(INTERRUPTIBLE[1]).arg(program);
            command
        }
        _ => Command::new(program),
    };
    let mut child = command
        .args([
            &*name,
            "--exact",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(VARIABLES[0], index.to_string())
        .env(VARIABLES[1], folder)
        .env(VARIABLES[2], point.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let stdout = BufReader::new(child.stdout.take().unwrap());
    let is_hanging = stdout
        .lines()
        .any(|line| line.unwrap().ends_with("hanging"));
    if !is_hanging {
        assert!(child.wait().unwrap().success());
        return false;
    }
    let sent = Command::new("sh")
        .args(["-c", &format!("kill -{signal} {}", child.id())])
        .status();
    assert!(sent.unwrap().success());
    assert_eq!(child.wait().unwrap().signal(), Some(number));
    true
}

/// Kills a run at every point, and checks each time that the tree is old or new and can be mended.
fn kill_everywhere(scenario: Scenario) {
    let (before, after) = (scenario.before(), scenario.after());
    let (mut point, mut between) = (0, 0);
    loop {
        let folder = scenario.set_up();
        let base = folder.path();
        let when = format!("{scenario:?} killed at point {point}");
        let times = (before != after && scenario != Scenario::FirstModels)
            .then(|| base.join("schemas").exists().then(|| kept(base)))
            .flatten();
        if !killed(scenario, base, point) {
            assert_trees_eq(&tree(base), &after, &when);
            break;
        }
        let new = scenario.look(base, &before, &after, &when);
        if scenario.is_swapped() && new == 1 {
            between += 1;
        }
        let is_touched = tree(base) != before && tree(base) != after;
        assert_eq!(
            scenario.check(base),
            is_touched && has_leftovers(base),
            "{when}"
        );
        scenario.mend(base, &after, &when);
        if let Some(times) = times {
            assert_eq!(kept(base), times, "{when}");
        }
        point += 1;
    }
    println!("{scenario:?}: killed at {point} points, {between} of them between two folders");
    assert!(point > 20, "{scenario:?}: only {point} points");
    if scenario.is_swapped() {
        // Nothing is done between the two swaps, so there is one point: that before the second.
        assert_eq!(between, 1, "{scenario:?}");
    }
}

fn has_leftovers(base: &Path) -> bool {
    let tree = tree(base);
    visible(&tree) != tree
}

#[test]
fn models_that_are_killed_are_old_or_new() {
    kill_everywhere(Scenario::Models);
}

#[test]
fn first_models_that_are_killed_are_absent_or_whole() {
    kill_everywhere(Scenario::FirstModels);
}

#[test]
fn a_crate_that_is_killed_is_old_or_new() {
    kill_everywhere(Scenario::Crate);
}

#[test]
fn a_first_crate_that_is_killed_is_absent_or_whole() {
    kill_everywhere(Scenario::FirstCrate);
}

#[test]
fn a_shared_crate_that_is_killed_can_be_mended() {
    kill_everywhere(Scenario::SharedCrate);
}
