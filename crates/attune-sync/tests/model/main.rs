//! Histories that no one would write by hand: two people, two to four devices,
//! and whatever can happen to them, made from a seed. A plain reference is kept
//! beside the real vaults and sessions, and what must hold is looked at in
//! every quiet moment and at the end, when all have met again.
//!
//! `ATTUNE_SEEDS=10000 cargo test --workspace --test model -- any_history` is
//! the long campaign; `ATTUNE_FROM` names the first seed. A failure prints its
//! seed and the fewest steps that still fail.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test may stop at the first surprise, and says where"
)]

mod accidents;
#[path = "../common/mod.rs"]
mod common;
mod practices;
mod replica;
mod rules;
mod story;
mod watch;
mod world;

use attune_core::header::Scope;
use attune_core::ids::DocumentId;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use story::{Step, act, steps, steps_with_private_beside, words_of};
use watch::{Reached, word};
use world::World;

/// Everybody has everything after everybody met everybody so often; the last
/// time finds nothing new.
const ROUNDS: usize = 4;
/// So many histories are lived by default.
const DEFAULT: u64 = 120;
/// How often a failing history is tried with less in it.
const TRIES: usize = 400;

/// A number from the environment.
fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Runs a history, heals the world and looks at what is left of it.
fn live(seed: u64, steps: &[Step]) -> World {
    let mut world = World::new(seed);
    for step in steps {
        act(&mut world, step);
    }
    settle(&mut world);
    world
}

/// Nothing written is lost that was not taken back, once all have met.
fn settle(world: &mut World) {
    // What lies on any disk that is left, by its own list and by the book.
    let mut written: BTreeMap<DocumentId, BTreeSet<u32>> = BTreeMap::new();
    for replica in &mut world.replicas {
        for entry in replica.entries() {
            if entry.scope == Scope::Shared && entry.kind != "checkin" {
                written.entry(entry.id).or_default().extend(words_of(&entry));
            }
        }
        for (id, words) in &replica.book.shared {
            written.entry(*id).or_default().extend(words);
        }
    }
    world.heal(ROUNDS);
    for n in 0..world.replicas.len() {
        for (id, words) in written.iter().filter(|(id, _)| !world.watch.is_ended(**id)) {
            let Some(entry) = world.replicas[n].entry(*id) else {
                panic!("device {n} has no {id}");
            };
            let there = words_of(&entry);
            for token in words.difference(&world.watch.removed) {
                let word = word(*token);
                assert!(there.contains(token), "device {n}: {word} is lost of {id}: {entry:#?}");
            }
        }
        let replica = &mut world.replicas[n];
        for (id, body) in replica.book.private.clone() {
            let entry = replica.entry(id).unwrap_or_else(|| panic!("device {n} lost {id}"));
            assert_eq!(entry.body, body, "a private page of device {n}");
        }
        let sound = replica.reader().check().unwrap();
        assert_eq!(sound, Vec::<String>::new(), "device {n}");
    }
}

/// What a history came to, or with which words it fails.
fn outcome(seed: u64, steps: &[Step]) -> Result<BTreeSet<Reached>, String> {
    let outcome = catch_unwind(AssertUnwindSafe(|| live(seed, steps).watch.reached));
    outcome.map_err(|words| {
        let text = words.downcast_ref::<String>().cloned();
        text.or_else(|| words.downcast_ref::<&str>().map(|text| (*text).to_owned()))
            .unwrap_or_default()
    })
}

/// Whether a history fails, and with which words.
fn failure(seed: u64, steps: &[Step]) -> Option<String> {
    outcome(seed, steps).err()
}

/// The fewest steps found that still fail: a shorter history first, then one
/// step less at a time.
fn shrink(seed: u64, mut steps: Vec<Step>, first: &str) -> Vec<Step> {
    // Numbers and ids differ with every step that is left out.
    let kind = |words: &str| words.chars().filter(|c| !c.is_ascii_hexdigit()).take(40).collect();
    let kind: &dyn Fn(&str) -> String = &kind;
    let fails = |steps: &[Step]| failure(seed, steps).is_some_and(|w| kind(&w) == kind(first));
    let mut tries = 0;
    let (mut good, mut bad) = (0, steps.len());
    while good < bad && tries < TRIES {
        tries += 1;
        let middle = (good + bad) / 2;
        if fails(&steps[..middle]) {
            bad = middle;
        } else {
            good = middle + 1;
        }
    }
    steps.truncate(bad);
    let mut at = steps.len();
    while at > 0 && tries < TRIES {
        at -= 1;
        tries += 1;
        let mut fewer = steps.clone();
        fewer.remove(at);
        if fails(&fewer) {
            steps = fewer;
        }
    }
    steps
}

/// A history by its seed, and what it came to; if it fails, the shortest that does.
fn check(seed: u64) -> BTreeSet<Reached> {
    let steps = steps(seed, 20 + (seed % 41) as usize);
    let first = match outcome(seed, &steps) {
        Ok(reached) => return reached,
        Err(words) => words,
    };
    // Each try panics; one report is enough.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let fewest = shrink(seed, steps, &first);
    std::panic::set_hook(hook);
    let words = failure(seed, &fewest).unwrap_or(first);
    panic!("seed {seed}: {words}\nthe fewest steps: {fewest:#?}");
}

#[test]
fn any_history_ends_in_step_with_nothing_lost_and_nothing_told() {
    let (from, seeds) = (setting("ATTUNE_FROM", 1), setting("ATTUNE_SEEDS", DEFAULT));
    let reached: Mutex<BTreeMap<Reached, u64>> = Mutex::default();
    let next = AtomicU64::new(from);
    let live = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= from + seeds {
                return;
            }
            let found = check(seed);
            let mut reached = reached.lock().unwrap();
            found.into_iter().for_each(|what| *reached.entry(what).or_default() += 1);
            if (seed + 1 - from).is_multiple_of(100) {
                eprintln!("{} histories, about seed {seed}", seed + 1 - from);
            }
        }
    };
    // Each has a world of its own, so as many are lived at once as there are cores.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..cores).map(|_| scope.spawn(live)).collect();
        for one in all {
            // With its own words: they name the seed.
            one.join().unwrap_or_else(|words| resume_unwind(words));
        }
    });
    let reached = reached.into_inner().unwrap();
    eprintln!("executed {seeds} histories, seeds {from} to {}", from + seeds - 1);
    eprintln!("so many of them came to what a rule is about: {reached:?}");
    // A few seeds by hand may miss one; as many as by default must not.
    for what in Reached::ALL.into_iter().filter(|_| seeds >= DEFAULT) {
        assert!(reached.contains_key(&what), "no history came to {what:?}: its rule is untried");
    }
}

#[test]
fn frames_are_the_same_with_and_without_private_pages_beside_them() {
    let (from, seeds) = (setting("ATTUNE_FROM", 1), setting("ATTUNE_SEEDS", DEFAULT) / 10);
    let mut private = 0;
    for seed in from..from + seeds {
        let steps = steps_with_private_beside(seed, 40);
        let run = |without_private| {
            let mut world = World::new(seed);
            world.without_private = without_private;
            for step in &steps {
                act(&mut world, step);
            }
            world.heal(ROUNDS);
            world
        };
        let (with, without) = (run(false), run(true));
        private += with.watch.hidden.len();
        assert!(without.watch.hidden.is_empty());
        assert!(with.watch.wire == without.watch.wire, "seed {seed}: the frames differ");
    }
    assert!(private as u64 > seeds, "there was something to hide");
    eprintln!("executed {seeds} pairs of histories, seeds {from} to {}", from + seeds - 1);
}

#[test]
fn the_search_of_frames_finds_what_is_there() {
    let world = live(7, &steps(7, 60));
    assert!(world.watch.seen.len() > 3, "{:?}", world.watch.seen);
}
