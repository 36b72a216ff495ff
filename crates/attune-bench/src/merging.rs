//! From one durable vault to another over loopback: a first meeting with many
//! pages, and a single page while both are open.

use crate::Bench;
use crate::past::{TEN_YEARS, partners};
use crate::table::{Measure, Target, millis, percentile};
use attune_core::command::Who;
use attune_sync::net::EngineEvent;
use std::time::{Duration, Instant};

const EDITS: usize = 300;

pub(crate) fn measure(bench: &mut Bench) -> Vec<Measure> {
    let runtime = &bench.runtime;
    let began = Instant::now();
    let count = std::env::var("N").ok().and_then(|n| n.parse().ok()).unwrap_or(TEN_YEARS);
    let [mut alex, sam] = partners(count);
    eprintln!("wrote {} entries/s", count as f64 / began.elapsed().as_secs_f64());
    runtime.block_on(async {
        let began = Instant::now();
        let (here, _told) = alex.start(1);
        let (_there, mut events) = sam.start(2);
        while !(alex.is_in_step() && sam.is_in_step()) {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let rate = count as f64 / began.elapsed().as_secs_f64();
        while events.try_recv().is_ok() {}
        let (mut alone, mut live) = (Vec::new(), Vec::new());
        for _ in 0..EDITS {
            let began = Instant::now();
            alex.write(Who::PartnerReads);
            alone.push(began.elapsed());
            here.changed();
            while events.recv().await.unwrap() != EngineEvent::Changed {}
            live.push(began.elapsed());
        }
        let mut of =
            |part| (millis(percentile(&mut live, part)), millis(percentile(&mut alone, part)));
        vec![
            Measure::alone("first-sync-bare", rate, "entries/s", Target::Told, ""),
            Measure::beside("live-p50", of(0.5), "ms", Target::Told, "a durable page here"),
            Measure::beside("live-p99", of(0.99), "ms", Target::Told, "a durable page here"),
        ]
    })
}
