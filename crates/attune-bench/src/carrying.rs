//! Taking in another diary, beside writing as many entries in bulk.

use crate::Bench;
use crate::past::{Person, Words, now};
use crate::table::{Measure, Target};
use attune_core::command::{Command, Who};
use attune_core::kinds::journal::Page;
use attune_core::time::Now;
use serde_json::json;
use std::time::Instant;

const ENTRIES: usize = 10_000;
const LENGTH: usize = 500;
/// In turns, so that what else the machine does meets both.
const ROUNDS: usize = 2;
/// Enough at once that a commit weighs nothing, as in every bulk write here.
const AT_ONCE: usize = 2_000;

/// What Day One writes beside each entry's words, whoever wants it.
fn entry(n: usize, at: &Now, text: &str) -> serde_json::Value {
    let date = at.at.to_rfc3339(0).replace("+00:00", "Z");
    json!({
        "uuid": format!("{n:032X}"),
        "creationDate": date,
        "modifiedDate": date,
        "timeZone": "Europe/Madrid",
        "text": text,
        "richText": json!({ "contents": [{ "text": text }] }).to_string(),
        "tags": ["home", "rain"],
        "starred": false,
        "location": { "placeName": "Home", "latitude": 40.4, "longitude": -3.7 },
        "weather": { "conditionsDescription": "Rain", "temperatureCelsius": 11.0 },
    })
}

pub(crate) fn measure(_: &mut Bench) -> Vec<Measure> {
    let mut words = Words::new(7);
    let texts: Vec<String> = (0..ENTRIES).map(|_| words.text(LENGTH)).collect();
    let at = |n: usize| {
        let hours_ago = i64::try_from(ENTRIES - n).unwrap() * 8;
        Now::from_millis(now().at.millis() - hours_ago * 3_600_000, 0)
    };
    let entries: Vec<_> =
        texts.iter().enumerate().map(|(n, text)| entry(n, &at(n), text)).collect();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Journal.json");
    std::fs::write(&file, json!({ "entries": entries }).to_string()).unwrap();

    let (mut ours, mut bulk) = (0.0, 0.0);
    for round in 0..ROUNDS {
        let seed = 40 + round as u64;
        let mut alex = Person::new("Alex", seed);
        let began = Instant::now();
        let added = attune::measure::import_dayone(&mut alex.vault, &file, &mut alex.rng).unwrap();
        ours += began.elapsed().as_secs_f64();
        assert_eq!(added, ENTRIES as u64);

        let mut sam = Person::new("Sam", seed);
        let commands: Vec<_> = texts
            .iter()
            .enumerate()
            .map(|(n, body)| {
                let (title, body) = (String::new(), body.clone());
                (
                    Command::AddJournal { title, body, who: Who::OnlyMe, page: Page::default() },
                    at(n),
                )
            })
            .collect();
        let began = Instant::now();
        for some in commands.chunks(AT_ONCE) {
            sam.vault.apply_all(some, &mut sam.rng).unwrap();
        }
        bulk += began.elapsed().as_secs_f64();
    }
    let all = (ENTRIES * ROUNDS) as f64;
    let why = "10,000 entries of Day One taken in, beside as many written in bulk";
    vec![Measure::beside("import", (all / ours, all / bulk), "/s", Target::AtLeast(0.5), why)]
}
