//! Times alternatives in turn and prints how they compare.
//!
//! Machines differ and are shared, so times alone say little; a ratio taken in one run says
//! more. The alternatives take turns, round by round, so that a slow moment slows all of them,
//! and each figure is a median over the rounds.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// An alternative: its name and what it does.
pub(crate) type Alternative<'a> = (&'a str, Box<dyn FnMut() -> usize + 'a>);

const ROUNDS: usize = 31;
const ROUND: Duration = Duration::from_millis(20);

/// Runs the alternatives and prints a line for each, with its time as a multiple of the first's.
pub(crate) fn compare(title: &str, mut alternatives: Vec<Alternative<'_>>) {
    // `cargo test` runs benches too, with this flag, to see that they work.
    let once = std::env::args().any(|argument| argument == "--test");
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); alternatives.len()];
    let repetitions: Vec<u32> = alternatives
        .iter_mut()
        .map(|(_, run)| repetitions(run, once))
        .collect();
    for _ in 0..if once { 1 } else { ROUNDS } {
        for (index, (_, run)) in alternatives.iter_mut().enumerate() {
            let start = Instant::now();
            for _ in 0..repetitions[index] {
                black_box(run());
            }
            times[index].push(start.elapsed().as_secs_f64() / f64::from(repetitions[index]));
        }
    }
    println!("{title}");
    let medians: Vec<f64> = times.iter_mut().map(|times| median(times)).collect();
    for ((name, _), median) in alternatives.iter().zip(&medians) {
        println!(
            "  {name:<28} {:>10.2} µs   {:>5.2}×",
            median * 1e6,
            median / medians[0]
        );
    }
}

/// How often to run in a round, for the round to be long against the clock's steps.
fn repetitions(run: &mut dyn FnMut() -> usize, once: bool) -> u32 {
    let start = Instant::now();
    black_box(run());
    let duration = start.elapsed().max(Duration::from_nanos(50));
    let many = ROUND.as_nanos() / duration.as_nanos();
    if once {
        1
    } else {
        u32::try_from(many).unwrap_or(u32::MAX).clamp(1, 1_000_000)
    }
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
