//! Two engines that meet, until both hold the same.

use crate::Bench;
use crate::past::{Person, partners};
use attune_sync::net::{EngineEvent, Link};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// One of a shared machine's three is slow for a reason of its own.
const ROUNDS: usize = 3;

/// How long a meeting took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Took {
    /// Until both held the same.
    pub(crate) all: Duration,
    /// Of that, until they were connected.
    pub(crate) connecting: Duration,
}

/// Waits until an engine says that both hold the same.
pub(crate) async fn in_step(events: &mut mpsc::UnboundedReceiver<EngineEvent>) {
    while events.recv().await.unwrap() != EngineEvent::Link(Link::InStep) {}
}

/// Connects two people until both hold the same.
pub(crate) async fn meet([alex, sam]: &mut [Person; 2]) -> Took {
    let began = Instant::now();
    let (here, mut of_alex) = alex.start(1);
    let (there, mut of_sam) = sam.start(2);
    let mut connecting = None;
    loop {
        match of_alex.recv().await.unwrap() {
            EngineEvent::Link(Link::Connected) => {
                connecting.get_or_insert_with(|| began.elapsed());
            }
            EngineEvent::Link(Link::InStep) => break,
            _ => {}
        }
    }
    in_step(&mut of_sam).await;
    let all = began.elapsed();
    here.stop().await;
    there.stop().await;
    Took { all, connecting: connecting.unwrap_or(all) }
}

/// Entries a second from starting both until both are in step: connecting, index,
/// signatures, durable commits and the acknowledgement included. The middle one
/// of three first meetings, and what is to be said of them.
pub(crate) fn first(bench: &mut Bench, count: usize) -> (f64, String) {
    let mut all: Vec<Took> =
        (0..ROUNDS).map(|_| bench.runtime.block_on(meet(&mut partners(count)))).collect();
    all.sort_unstable();
    let told: Vec<String> = all
        .iter()
        .map(|took| format!("{} ms of {}", took.connecting.as_millis(), took.all.as_millis()))
        .collect();
    let rate = count as f64 / all[ROUNDS / 2].all.as_secs_f64();
    (rate, format!("ours spent on connecting {}", told.join(", ")))
}
