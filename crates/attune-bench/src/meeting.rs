//! Our own first meeting, for the rows that hold it beside a peer's.

use crate::Bench;
use crate::past::partners;
use attune_sync::net::{EngineEvent, Link};
use std::time::{Duration, Instant};

/// How finely it is looked whether both are there.
const LOOK: Duration = Duration::from_millis(10);

/// Where the rest of the time goes, by a profile of the receiving side.
const PROFILE: &str = "the receiver's vault is busy throughout: automerge 26 %, SQLCipher and index \
                       19 %, signatures 12 %, most of the rest memory copied between them";
/// One of a shared machine's three is slow for a reason of its own.
const ROUNDS: usize = 3;

/// Entries a second from starting both until both are in step: connecting, index,
/// signatures, durable commits and the acknowledgement included. The middle one
/// of three meetings, and what is to be said of them.
pub(crate) fn first(bench: &mut Bench, count: usize) -> (f64, String) {
    let mut all: Vec<(Duration, Duration)> = (0..ROUNDS).map(|_| once(bench, count)).collect();
    all.sort_unstable();
    let told: Vec<String> = all
        .iter()
        .map(|(took, connected)| format!("{} ms of {}", connected.as_millis(), took.as_millis()))
        .collect();
    let rate = count as f64 / all[ROUNDS / 2].0.as_secs_f64();
    (rate, format!("ours spent on connecting {}; {PROFILE}", told.join(", ")))
}

/// How long it took, and how much of that until they were connected.
fn once(bench: &mut Bench, count: usize) -> (Duration, Duration) {
    let [alex, sam] = partners(count);
    bench.runtime.block_on(async {
        let began = Instant::now();
        let (_here, mut told) = alex.start(1);
        let (_there, _events) = sam.start(2);
        while told.recv().await.unwrap() != EngineEvent::Link(Link::Connected) {}
        let connected = began.elapsed();
        while !(alex.is_in_step() && sam.is_in_step()) {
            tokio::time::sleep(LOOK).await;
        }
        (began.elapsed(), connected)
    })
}
