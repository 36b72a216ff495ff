//! Frames of the window: its longest lists, from what the vault holds to shapes;
//! and screens as they are used, from what is done to triangles.

use crate::Bench;
use crate::table::{Measure, Target, millis, percentile};
use attune::measure::{List, Scene, Together, first_frames, list_frames, scene_frames};
use std::time::Duration;

const FRAMES: usize = 500;
const LIST: Duration = Duration::from_millis(8);
const TARGET: Target = Target::AtMost(1.0);

const TIMELINE: Scene = Scene::Together(Together::Timeline);

/// Each part of Together.
const PARTS: [(&str, Together); 5] = [
    ("timeline", Together::Timeline),
    ("narrowed", Together::Narrowed),
    ("year", Together::Year),
    ("signs", Together::Signs),
    ("over-time", Together::OverTime),
];
/// How long its first frame may take, and one in which it is scrolled.
const FIRST: Duration = Duration::from_millis(16);
const SCROLLED: Duration = Duration::from_millis(8);
/// How many windows are opened for a first frame.
const WINDOWS: usize = 15;

/// Each screen, how long a frame of it may take, and what is done in it.
const SCENES: [(&str, Scene, u64, &str); 3] = [
    ("frame/today", Scene::Today, 1, "a still Today"),
    ("frame/timeline", TIMELINE, 4, "the timeline of everything, scrolled through"),
    ("frame/key-press", Scene::Writing, 2, "a letter at the end of 10,000 words"),
];

/// What the slowest of a hundred frames took, beside what it may.
fn beside(name: String, mut times: Vec<Duration>, most: Duration, what: &str) -> Measure {
    let p99 = millis(percentile(&mut times, 0.99));
    let p50 = millis(percentile(&mut times, 0.5));
    let most = millis(most);
    let why = format!("{most} ms; {what}, {} frames, p50 {p50:.2} ms", times.len());
    Measure::beside(name, (p99, most), "ms", TARGET, why)
}

/// Together over ten years of two people, with every practice in them.
pub(crate) fn together(bench: &mut Bench) -> Vec<Measure> {
    let [alex, _] = bench.lived();
    let mut all = Vec::new();
    for (name, part) in PARTS {
        let times = first_frames(alex.folder(), part, WINDOWS).unwrap();
        let first = format!("together/{name}/first");
        all.push(beside(first, times, FIRST, "from Today to it, in a window just opened"));
        let times = scene_frames(alex.folder(), Scene::Together(part), FRAMES).unwrap();
        let scrolled = format!("together/{name}/scrolled");
        all.push(beside(scrolled, times, SCROLLED, "scrolled through"));
    }
    all
}

pub(crate) fn measure(bench: &mut Bench) -> Vec<Measure> {
    let alex = bench.alone();
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
