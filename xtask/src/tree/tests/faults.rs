//! Has the disk fail at every point at which a run changes it.

use super::scenario::{ALL, Scenario, assert_trees_eq, tree};
use crate::tree::Error;
use crate::tree::fault::inject::{self, Fault};

#[test]
fn a_disk_that_is_full_once_leaves_the_old_tree() {
    for scenario in ALL {
        let (before, after) = (scenario.before(), scenario.after());
        let mut failures = 0;
        for point in 0.. {
            let folder = scenario.set_up();
            let base = folder.path();
            let when = format!("{scenario:?} at point {point}");
            inject::after(point, Fault::FullOnce);
            let result = scenario.run(base);
            let was_reached = inject::clear();
            match result {
                Err(Error::Io(error)) => {
                    assert!(error.to_string().contains("no storage space"), "{error}");
                    assert_trees_eq(&tree(base), &before, &when);
                    failures += 1;
                }
                Err(Error::NotTidied(_)) => {
                    scenario.look(base, &before, &after, &when);
                }
                // It was done in the other way.
                Ok(_) => assert_trees_eq(&tree(base), &after, &when),
                Err(error) => panic!("{when}: {error:?}"),
            }
            scenario.mend(base, &after, &when);
            if !was_reached {
                break;
            }
        }
        assert!(failures > 0 || scenario.is_swapped(), "{scenario:?}");
    }
}

#[test]
fn a_disk_that_is_gone_leaves_what_the_next_run_mends() {
    for scenario in ALL {
        let (before, after) = (scenario.before(), scenario.after());
        for point in 0.. {
            let folder = scenario.set_up();
            let base = folder.path();
            let when = format!("{scenario:?} at point {point}");
            inject::after(point, Fault::FailsFromThen);
            let result = scenario.run(base);
            if !inject::clear() {
                result.unwrap();
                break;
            }
            // Folders that are left empty are not worth an error.
            scenario.look(base, &before, &after, &when);
            scenario.check(base);
            scenario.mend(base, &after, &when);
        }
    }
}

/// Cuts a run short at every point, and the run that mends it at a fifth of them, other ones each
/// time.
fn interrupt_twice(scenario: Scenario) {
    let (before, after) = (scenario.before(), scenario.after());
    for first in 0.. {
        for second in (first % 5..).step_by(5) {
            let folder = scenario.set_up();
            let base = folder.path();
            let when = format!("{scenario:?} at points {first} and {second}");
            inject::after(first, Fault::FailsFromThen);
            let _ = scenario.run(base);
            if !inject::clear() {
                return;
            }
            inject::after(second, Fault::FailsFromThen);
            let _ = scenario.run(base);
            let was_reached = inject::clear();
            scenario.look(base, &before, &after, &when);
            scenario.mend(base, &after, &when);
            if !was_reached {
                break;
            }
        }
    }
}

#[test]
fn models_can_be_mended_after_two_failures() {
    interrupt_twice(Scenario::Models);
}

#[test]
fn a_shared_crate_can_be_mended_after_two_failures() {
    interrupt_twice(Scenario::SharedCrate);
}
