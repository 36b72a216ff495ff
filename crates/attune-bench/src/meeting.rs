//! Our own first meeting, for the rows that hold it beside a peer's.

use crate::Bench;
use crate::past::partners;
use std::time::{Duration, Instant};

/// How finely it is looked whether both are there.
const LOOK: Duration = Duration::from_millis(10);

/// Entries a second from starting both until both are in step: index,
/// signatures, durable commits and the acknowledgement included.
pub(crate) fn first(bench: &mut Bench, count: usize) -> f64 {
    let [alex, sam] = partners(count);
    bench.runtime.block_on(async {
        let began = Instant::now();
        let (_here, _told) = alex.start(1);
        let (_there, _events) = sam.start(2);
        while !(alex.is_in_step() && sam.is_in_step()) {
            tokio::time::sleep(LOOK).await;
        }
        count as f64 / began.elapsed().as_secs_f64()
    })
}
