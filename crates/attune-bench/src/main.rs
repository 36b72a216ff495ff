//! What Attune costs. Machines are shared and noisy, so what counts are the
//! ratios within one run: each measure stands beside a yardstick that was taken
//! in turns with it.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement may stop at the first surprise, and prints its table"
)]

mod handshake;
mod merging;

use std::time::Duration;

/// One line of the table.
pub(crate) struct Measure {
    name: String,
    value: String,
    yardstick: String,
    ratio: f64,
}

/// The value in the middle.
pub(crate) fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// The value that 99 of 100 stay below.
pub(crate) fn p99(times: &mut [Duration]) -> Duration {
    times.sort();
    times[(times.len() * 99 / 100).min(times.len() - 1)]
}

pub(crate) fn millis(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}

pub(crate) fn ratio(value: Duration, yardstick: Duration) -> f64 {
    value.as_secs_f64() / yardstick.as_secs_f64()
}

fn main() {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let mut table = runtime.block_on(handshake::measure());
    table.extend(runtime.block_on(merging::measure()));
    println!("| measure | value | yardstick | ratio |");
    println!("| --- | --- | --- | --- |");
    for Measure { name, value, yardstick, ratio } in table {
        println!("| {name} | {value} | {yardstick} | {ratio:.2} |");
    }
}
