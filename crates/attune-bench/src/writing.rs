//! One edit made durable, and the same at the partner, beside bare commits and
//! half a bare round trip.

use crate::Bench;
use crate::meeting::in_step;
use crate::past::{Person, TEN_YEARS, now};
use crate::table::{Measure, Target, millis, percentile};
use crate::yardstick::{Bare, Line};
use attune_core::command::Command;
use attune_core::ids::DocumentId;
use attune_core::vault::Filter;
use attune_sync::net::EngineEvent;
use std::time::{Duration, Instant};

const EDITS: usize = 400;
/// Between one line and the next; people type no faster.
const PAUSE: Duration = Duration::from_millis(30);

/// Entries of all ages that can be edited, with their texts.
fn some_of(person: &Person) -> Vec<(DocumentId, String)> {
    let all = person.vault.reader().unwrap().list(&Filter::default()).unwrap();
    let step = (all.len() / EDITS).max(1);
    let edited = all.into_iter().filter(|entry| entry.mine && entry.kind != "checkin");
    edited.step_by(step).map(|entry| (entry.id, entry.body)).collect()
}

/// Adds a few words to an entry; gives how long that took.
fn edit(person: &mut Person, (id, body): &(DocumentId, String)) -> Duration {
    let body = Some(format!("{body} {}", person.words.text(24)));
    let command = Command::Edit { id: *id, title: None, body };
    let began = Instant::now();
    person.vault.apply(&command, &now(), &mut person.rng).unwrap();
    began.elapsed()
}

fn tend(person: &mut Person) {
    person.vault.tend_all().unwrap();
}

/// The times of edits, and of bare commits in turns with them.
pub(crate) fn commits(bench: &mut Bench, count: usize) -> [Vec<Duration>; 2] {
    let bare = Bare::new(count);
    let [alex, _] = bench.partners(count);
    tend(alex);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let some = some_of(alex);
    for entry in some.iter().cycle().take(EDITS) {
        theirs.push(bare.commit());
        ours.push(edit(alex, entry));
        if ours.len().is_multiple_of(8) {
            // Somebody who writes pauses now and then.
            tend(alex);
        }
    }
    [ours, theirs]
}

pub(crate) fn commit(bench: &mut Bench) -> Vec<Measure> {
    let [mut ours, mut theirs] = commits(bench, TEN_YEARS);
    let mut of =
        |part| (millis(percentile(&mut ours, part)), millis(percentile(&mut theirs, part)));
    let (middle, last) = (of(0.5), of(0.99));
    let why = "an edit, durable, beside a bare commit of one row";
    vec![
        Measure::beside("commit-p50", middle, "ms", Target::AtMost(5.0), why),
        Measure::beside("commit-p99", last, "ms", Target::AtMost(10.0), why),
    ]
}

/// What lines took, one after the other.
pub(crate) struct Lines {
    /// From an edit here until it is durable at the partner.
    pub(crate) ours: Vec<Duration>,
    /// Two bare commits and half a bare round trip, in turns with them.
    pub(crate) bare: Vec<Duration>,
    /// The part of each of ours until it was durable here.
    here: Vec<Duration>,
}

pub(crate) fn lines(bench: &mut Bench, count: usize) -> Lines {
    let bare = Bare::new(count);
    bench.partners(count);
    let (runtime, [alex, sam]) = bench.running(count);
    let some = some_of(alex);
    runtime.block_on(async {
        let mut line = Line::new().await;
        let (here, mut told) = alex.start(1);
        let (there, mut events) = sam.start(2);
        in_step(&mut told).await;
        in_step(&mut events).await;
        // What can wait is done.
        tokio::time::sleep(Duration::from_secs(3)).await;
        let mut lines = Lines { ours: vec![], bare: vec![], here: vec![] };
        for entry in some.iter().cycle().take(EDITS) {
            while events.try_recv().is_ok() {}
            let began = Instant::now();
            lines.here.push(edit(alex, entry));
            here.changed();
            while events.recv().await.unwrap() != EngineEvent::Changed {}
            lines.ours.push(began.elapsed());
            tokio::time::sleep(PAUSE).await;
            lines.bare.push(bare.commit() + bare.commit() + line.round_trip().await / 2);
            while told.try_recv().is_ok() {}
        }
        here.stop().await;
        there.stop().await;
        lines
    })
}

pub(crate) fn live(bench: &mut Bench) -> Vec<Measure> {
    let mut lines = lines(bench, TEN_YEARS);
    let here = millis(percentile(&mut lines.here, 0.5));
    let mut of = |part| {
        (millis(percentile(&mut lines.ours, part)), millis(percentile(&mut lines.bare, part)))
    };
    let (middle, last) = (of(0.5), of(0.99));
    let why =
        "an edit here until it is durable there, beside two bare commits and half a round trip";
    vec![
        Measure::beside("live-p50", middle, "ms", Target::AtMost(2.0), why),
        Measure::beside("live-p99", last, "ms", Target::AtMost(4.0), why),
        Measure::alone("live/here", here, "ms", Target::Told, "the part of p50 until durable here"),
    ]
}
