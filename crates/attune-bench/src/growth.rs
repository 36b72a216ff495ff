//! The same with a year, ten years and a hundred: what a person waits for must
//! not grow faster than what they wrote, and most of it not at all.

use crate::Bench;
use crate::apart::nothing_new;
use crate::disk;
use crate::opening::{open, search_times};
use crate::past::TEN_YEARS;
use crate::table::{Measure, Target, millis, percentile};
use crate::writing::{commits, lines};
use std::time::Duration;

const SIZES: [usize; 3] = [TEN_YEARS / 10, TEN_YEARS, TEN_YEARS * 10];
/// Not at all, but for the noise of one run.
const LEVEL: Target = Target::AtMost(1.2);
/// Entries a second may fall so far.
const STEADY: Target = Target::AtLeast(0.8);

/// How often words are looked for at each size, in turns.
const TURNS: usize = 3;

type Sizes = [f64; SIZES.len()];

/// What a figure is at each size beside what it is at the next smaller.
fn steps(name: &str, unit: &'static str, target: Target, values: Sizes) -> Vec<Measure> {
    let beside = |(step, pair): (usize, &[f64])| {
        let (larger, smaller) = (SIZES[step + 1], SIZES[step]);
        let why = format!("beside {smaller} entries");
        Measure::beside(format!("growth/{name}/{larger}"), (pair[1], pair[0]), unit, target, why)
    };
    values.windows(2).enumerate().map(beside).collect()
}

fn searches(bench: &mut Bench) -> Sizes {
    let mut times = SIZES.map(|_| Vec::new());
    for _ in 0..TURNS {
        for (times, count) in times.iter_mut().zip(SIZES) {
            times.extend(search_times(bench, count));
        }
    }
    times.map(|mut times| millis(percentile(&mut times, 0.99)))
}

/// The middle of some times in those of their yardstick, which was taken in
/// turns with them: the sizes come one after the other, and what else the
/// machine does meanwhile weighs on both alike.
fn in_yardsticks(mut ours: Vec<Duration>, mut bare: Vec<Duration>) -> f64 {
    percentile(&mut ours, 0.5).as_secs_f64() / percentile(&mut bare, 0.5).as_secs_f64()
}

pub(crate) fn measure(bench: &mut Bench) -> Vec<Measure> {
    let first_sync = SIZES.map(|count| bench.first_sync(count));
    let opened = open(bench, SIZES);
    let searches = searches(bench);
    let commits = SIZES.map(|count| {
        let [ours, bare] = commits(bench, count);
        in_yardsticks(ours, bare)
    });
    let lines = SIZES.map(|count| {
        let lines = lines(bench, count);
        in_yardsticks(lines.ours, lines.bare)
    });
    let reconnect = SIZES.map(|count| nothing_new(bench, count).bytes as f64);
    let disk = SIZES.map(|count| disk::bytes(bench, count).0);
    [
        steps("first-sync", "entries/s", STEADY, first_sync),
        steps("open", "ms", LEVEL, opened.map(|(time, _)| millis(time))),
        steps("memory", "MiB", LEVEL, opened.map(|(_, memory)| memory)),
        steps("search", "ms", LEVEL, searches),
        steps("commit", "bare commits", LEVEL, commits),
        steps("live", "bare lines", LEVEL, lines),
        steps("reconnect", "bytes", LEVEL, reconnect),
        steps("disk", "bytes an entry", LEVEL, disk),
    ]
    .concat()
}
