//! Frames of the window: its longest lists, from what the vault holds to shapes;
//! and screens as they are used, from what is done to triangles.

use crate::Bench;
use crate::table::{Measure, Target, millis, percentile};
use attune::measure::{List, Scene, list_frames, scene_frames};
use std::time::Duration;

const FRAMES: usize = 500;
const LIST: Duration = Duration::from_millis(8);
const TARGET: Target = Target::AtMost(1.0);

/// Each screen, how long a frame of it may take, and what is done in it.
const SCENES: [(&str, Scene, u64, &str); 3] = [
    ("frame/today", Scene::Today, 1, "a still Today"),
    ("frame/timeline", Scene::Timeline, 4, "the timeline of everything, scrolled through"),
    ("frame/key-press", Scene::Writing, 2, "a letter at the end of 10,000 words"),
];

pub(crate) fn measure(bench: &mut Bench) -> Vec<Measure> {
    let alex = bench.alone();
    let beside = |name: String, mut times: Vec<Duration>, most: Duration, what: &str| {
        let p99 = millis(percentile(&mut times, 0.99));
        let p50 = millis(percentile(&mut times, 0.5));
        let most = millis(most);
        let why = format!("{most} ms; {what}, {FRAMES} frames, p50 {p50:.2} ms");
        Measure::beside(name, (p99, most), "ms", TARGET, why)
    };
    let lists = [("journal", List::Journal), ("thanks", List::Thanks)].map(|(name, list)| {
        let times = list_frames(alex.folder(), list, FRAMES).unwrap();
        beside(format!("list-frame/{name}"), times, LIST, "open to its end and turned")
    });
    let scenes = SCENES.map(|(name, scene, most, what)| {
        let times = scene_frames(alex.folder(), scene, FRAMES).unwrap();
        beside(name.to_owned(), times, Duration::from_millis(most), what)
    });
    lists.into_iter().chain(scenes).collect()
}
