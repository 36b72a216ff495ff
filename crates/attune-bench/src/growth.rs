//! The same with a year, ten years and a hundred: what a person waits for must
//! not grow faster than what they wrote, and most of it not at all.

use crate::Bench;
use crate::apart::nothing_new;
use crate::disk;
use crate::opening::{open, search_times};
use crate::past::TEN_YEARS;
use crate::table::{Measure, Target, millis, percentile};
use crate::writing::{commits, lines};

const SIZES: [usize; 3] = [TEN_YEARS / 10, TEN_YEARS, TEN_YEARS * 10];
/// Not at all, but for the noise of one run.
const LEVEL: Target = Target::AtMost(1.25);
/// Entries a second may fall so far.
const STEADY: Target = Target::AtLeast(0.8);

/// A figure at one size, and what it is held to between two sizes.
type Figure = (&'static str, &'static str, Target, fn(&mut Bench, usize) -> f64);

const FIGURES: [Figure; 7] = [
    ("first-sync", "entries/s", STEADY, |bench, count| bench.first_sync(count)),
    ("open", "ms", LEVEL, |bench, count| millis(open(bench, count).0)),
    ("memory", "MiB", LEVEL, |bench, count| open(bench, count).1),
    ("search", "ms", LEVEL, |bench, count| {
        millis(percentile(&mut search_times(bench, count), 0.99))
    }),
    ("commit", "ms", LEVEL, |bench, count| millis(percentile(&mut commits(bench, count)[0], 0.5))),
    ("live", "ms", LEVEL, |bench, count| millis(percentile(&mut lines(bench, count)[0], 0.5))),
    ("reconnect", "bytes", LEVEL, |bench, count| nothing_new(bench, count).bytes as f64),
];

pub(crate) fn measure(bench: &mut Bench) -> Vec<Measure> {
    let mut told = Vec::new();
    for (name, unit, target, figure) in FIGURES {
        let values = SIZES.map(|count| figure(bench, count));
        for (step, pair) in values.windows(2).enumerate() {
            told.push(Measure::beside(
                format!("growth/{name}/{}", SIZES[step + 1]),
                (pair[1], pair[0]),
                unit,
                target,
                format!("beside {} entries", SIZES[step]),
            ));
        }
    }
    let each = SIZES.map(|count| disk::bytes(bench, count).0);
    for (step, pair) in each.windows(2).enumerate() {
        told.push(Measure::beside(
            format!("growth/disk/{}", SIZES[step + 1]),
            (pair[1], pair[0]),
            "bytes an entry",
            LEVEL,
            format!("beside {} entries", SIZES[step]),
        ));
    }
    told
}
