//! The built program killed at any moment, while it writes and while it syncs:
//! what it told is there afterwards, and what it said is on both is on both.
//!
//! `ATTUNE_KILLS=200` for a long campaign; `ATTUNE_FROM` names the first seed.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise"
)]

#[path = "stories/people.rs"]
mod people;

use people::{Person, Running, couple, sync};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::process::Child;
use std::thread::sleep;
use std::time::Duration;

const ROUNDS: u64 = 4;
/// What each round tries to write.
const WRITES: u32 = 6;
/// Longer than a command takes: killed within it, or not at all.
const LONGEST: u32 = 60;

/// One person, and what their program has told them.
struct Told {
    person: Person,
    /// By id: the words it was told to be kept with, and those of commands that
    /// were killed after it, any of which may stand.
    pages: BTreeMap<String, BTreeSet<String>>,
}

impl Told {
    /// Runs a command that is killed after so many milliseconds, if it still
    /// runs then; gives what it told, and whether it ended by itself.
    fn killed(&self, arguments: &[&str], after: u64) -> (String, bool) {
        let mut child = self.person.command(arguments).spawn().unwrap();
        sleep(Duration::from_millis(after));
        let done = child.try_wait().unwrap();
        kill(&mut child);
        let mut told = String::new();
        child.stdout.take().unwrap().read_to_string(&mut told).unwrap();
        (told.trim().to_owned(), done.is_some_and(|status| status.success()))
    }

    fn write(&mut self, words: &str, after: u64, rng: &mut ChaCha20Rng) {
        let known =
            self.pages.keys().nth(rng.next_u32() as usize % (self.pages.len() + 1)).cloned();
        let Some(id) = known else {
            let (told, _) = self.killed(&["add", "journal", "--shared", words], after);
            if !told.is_empty() {
                self.pages.insert(told, BTreeSet::from([words.to_owned()]));
            }
            return;
        };
        let (_, done) = self.killed(&["edit", &id, words], after);
        let texts = self.pages.entry(id).or_default();
        if done {
            texts.clear();
        }
        texts.insert(words.to_owned());
    }

    /// Everything that was told is there.
    #[track_caller]
    fn is_whole(&self, seed: u64) {
        let checked = self.person.run(&["doctor"]);
        assert!(checked.status.success(), "seed {seed}: {checked:?}");
        for (id, texts) in &self.pages {
            let body = self.person.json(&["show", id])["body"].as_str().unwrap().to_owned();
            assert!(texts.contains(&body), "seed {seed}: {id} says {body:?}, not one of {texts:?}");
        }
    }

    /// The pages that this side says are on both.
    fn on_both(&self) -> BTreeSet<String> {
        let all = self.person.json(&["list"]);
        let both = all.as_array().unwrap().iter().filter(|entry| entry["delivery"] == "both");
        both.map(|entry| entry["id"].as_str().unwrap().to_owned()).collect()
    }
}

/// As a power cut ends it: nothing more is done.
fn kill(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |value| value.parse().unwrap())
}

#[test]
fn what_was_told_outlives_any_kill() {
    let (first, rounds) = (number("ATTUNE_FROM", 1), number("ATTUNE_KILLS", ROUNDS));
    let (alex, sam) = couple();
    let mut people = [alex, sam].map(|person| Told { person, pages: BTreeMap::new() });
    let mut kills = 0;
    for seed in first..first + rounds {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let mut syncing: Vec<Running> =
            people.iter().map(|told| told.person.start(&["sync"])).collect();
        for write in 0..WRITES {
            let who = rng.next_u32() as usize % 2;
            let after = u64::from(rng.next_u32() % LONGEST);
            people[who].write(&format!("round {seed}, words {write}."), after, &mut rng);
            if rng.next_u32().is_multiple_of(4) {
                let whose = rng.next_u32() as usize % 2;
                kill(&mut syncing[whose].0);
                kills += 1;
                syncing[whose] = people[whose].person.start(&["sync"]);
            }
        }
        for running in &mut syncing {
            kill(&mut running.0);
            kills += 1;
        }
        for told in &people {
            told.is_whole(seed);
        }
        for (here, there) in [(0, 1), (1, 0)] {
            let list = people[there].person.json(&["list"]);
            let list: BTreeSet<&str> =
                list.as_array().unwrap().iter().filter_map(|entry| entry["id"].as_str()).collect();
            let both = people[here].on_both();
            let missing: Vec<_> = both.iter().filter(|id| !list.contains(id.as_str())).collect();
            assert!(missing.is_empty(), "seed {seed}: said to be on both: {missing:?}");
        }
    }
    sync(&people[0].person, &people[1].person);
    let bodies = people.each_ref().map(|told| {
        let list = told.person.json(&["list"]);
        let list = list.as_array().unwrap().iter();
        list.map(|entry| (entry["id"].to_string(), entry["body"].to_string())).collect::<Vec<_>>()
    });
    assert_eq!(bodies[0], bodies[1]);
    for told in &people {
        told.is_whole(first);
        assert!(!told.pages.is_empty(), "nothing was ever told");
    }
    println!("{rounds} rounds, the last of seed {}; {kills} syncs killed", first + rounds - 1);
}
