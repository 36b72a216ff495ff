//! A frame of the window's longest lists: from what the vault holds to shapes.

use crate::Bench;
use crate::past::{Person, TEN_YEARS};
use crate::table::{Measure, Target, millis, percentile};
use attune::measure::{List, list_frames};
use attune_core::command::Who;
use std::time::Duration;

const FRAMES: usize = 500;
const FRAME: Duration = Duration::from_millis(8);
const TARGET: Target = Target::AtMost(1.0);

pub(crate) fn measure(_: &mut Bench) -> Vec<Measure> {
    let mut alex = Person::new("Alex", 1);
    alex.live(TEN_YEARS, Who::OnlyMe);
    let lists = [("journal", List::Journal), ("thanks", List::Thanks)];
    lists
        .into_iter()
        .map(|(name, list)| {
            let mut times = list_frames(alex.folder(), list, FRAMES).unwrap();
            let p99 = millis(percentile(&mut times, 0.99));
            let p50 = millis(percentile(&mut times, 0.5));
            let why = format!("8 ms; open to its end and turned, {FRAMES} frames, p50 {p50:.2} ms");
            let times = (p99, millis(FRAME));
            Measure::beside(format!("list-frame/{name}"), times, "ms", TARGET, why)
        })
        .collect()
}
