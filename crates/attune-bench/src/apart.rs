//! What a meeting costs: on the wire for each entry, with nothing new, and after
//! a week apart.

use crate::Bench;
use crate::meeting::meet;
use crate::past::{Person, TEN_YEARS, partners};
use crate::session::{Cost, run};
use crate::table::{Measure, Target, millis, percentile};
use crate::yardstick::Line;
use attune_core::command::Who;
use attune_core::vault::Filter;

/// Enough that the first small batch weighs little.
const WIRE: usize = 5_000;
const RECORD: f64 = 160.0;
const BATCH: usize = 256;
const WEEK: usize = 40;
const ROUNDS: usize = 5;

/// The texts of all that somebody wrote.
pub(crate) fn texts(person: &Person) -> Vec<String> {
    let all = person.vault.reader().unwrap().list(&Filter::default()).unwrap();
    all.into_iter().map(|entry| entry.title + &entry.body).collect()
}

pub(crate) fn wire(bench: &mut Bench) -> Vec<Measure> {
    let mut people = partners(WIRE);
    let texts = texts(&people[0]);
    let packed: usize = texts
        .chunks(BATCH)
        .map(|batch| zstd::bulk::compress(batch.concat().as_bytes(), 3).unwrap().len())
        .sum();
    let cost = run(&mut people);
    let count = texts.len() as f64;
    // What a stream of iroh's adds: headers, seals and lengths of its packets.
    let each = cost.sent.div_ceil(count as usize).max(1) * BATCH;
    let carried =
        bench.runtime.block_on(async { Line::new().await.carry(cost.sent, each).await }) as f64;
    let bytes = (carried / count, packed as f64 / count + RECORD);
    let why = "what a first meeting of 5,000 sends, as a stream of iroh carries it over the \
               socket, beside zstd of the plain text + 160 bytes a record";
    let frames = cost.sent as f64 / count;
    vec![
        Measure::beside("wire", bytes, "bytes an entry", Target::AtMost(1.0), why),
        Measure::alone("wire/frames", frames, "bytes an entry", Target::Told, "the frames alone"),
    ]
}

/// A meeting with nothing new.
pub(crate) fn nothing_new(bench: &mut Bench, count: usize) -> Cost {
    run(bench.partners(count))
}

pub(crate) fn reconnect(bench: &mut Bench) -> Vec<Measure> {
    let (small, large) = (nothing_new(bench, 100), nothing_new(bench, TEN_YEARS));
    let bytes = (large.bytes as f64, small.bytes as f64);
    let why = "a meeting with nothing new, ten years beside 100 entries, frames both ways";
    let trips = large.trips as f64 / 2.0;
    vec![
        Measure::beside("reconnect", bytes, "bytes", Target::AtMost(1.05), why),
        Measure::alone("reconnect/bytes", bytes.0, "bytes", Target::AtMost(1023.0), "the same"),
        Measure::alone(
            "reconnect/round-trips",
            trips,
            "",
            Target::AtMost(1.0),
            "until both are in step, after the handshake",
        ),
    ]
}

pub(crate) fn week(bench: &mut Bench) -> Vec<Measure> {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        for (count, times) in [TEN_YEARS, 100].into_iter().zip(&mut times) {
            bench.partners(count);
            let (runtime, people) = bench.running(count);
            for person in people.iter_mut() {
                for _ in 0..WEEK {
                    person.write(Who::PartnerReads);
                }
            }
            times.push(runtime.block_on(meet(people)).all);
        }
    }
    let [large, small] = &mut times;
    let middle = (millis(percentile(large, 0.5)), millis(percentile(small, 0.5)));
    let why = "40 entries each side on ten years, beside the same on 100, to both in step";
    vec![Measure::beside("week-apart", middle, "ms", Target::AtMost(1.2), why)]
}
