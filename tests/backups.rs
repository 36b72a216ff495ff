//! Backups and restoring by the built program: what it tells, what a partner sees of
//! a restored device, and what is left when it is killed at any moment.
//!
//! `ATTUNE_KILLS=200` for a long campaign; `ATTUNE_FROM` names the first seed.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise"
)]

#[path = "stories/people.rs"]
mod people;

use people::{Person, couple, sync};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

const ROUNDS: u64 = 6;

impl Person {
    /// Opens backups, and what has none, with their recovery key.
    fn with_key(mut self, key: &str) -> Self {
        self.environment.push(("ATTUNE_RECOVERY_KEY", key.into()));
        self
    }

    fn key(&self) -> String {
        self.done(&["recovery", "show"])
    }

    fn bodies(&self) -> BTreeSet<String> {
        let list = self.json(&["list"]);
        let list = list.as_array().unwrap().iter();
        list.map(|entry| entry["body"].as_str().unwrap().to_owned()).collect()
    }
}

fn names(folder: &Path) -> BTreeSet<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    names.map(|name| name.into_string().unwrap()).collect()
}

#[test]
fn a_lost_computer_comes_back_from_a_backup_and_from_the_partner() {
    let (alex, sam) = couple();
    alex.done(&["add", "journal", "--private", "Only here."]);
    let page = alex.done(&["add", "journal", "--together", "Ours."]);
    let gone = alex.done(&["add", "gratitude", "--shared", "Taken back after the backup."]);
    sync(&alex, &sam);
    let file = sam.file("alex.attune-backup");
    let file = file.to_str().unwrap();
    let told = alex.json(&["backup", file]);
    assert_eq!(told["opens_with"], serde_json::json!(["recovery-key"]));
    assert_eq!(told["bytes"], fs::metadata(file).unwrap().len());
    assert_eq!(alex.json(&["backup"])["last"]["file"], file);
    alex.done(&["delete", &gone]);
    alex.done(&["edit", &page, "Ours. More of it."]);
    sync(&alex, &sam);
    let (key, lost) = (alex.key(), alex.json(&["status"]));
    drop(alex);

    let alex = Person::stranger(None);
    let sentence = alex.fails(&["restore", file], 4);
    assert!(sentence.contains("recovery key alone"), "{sentence}");
    let alex = alex.with_key(&key);
    let restored = alex.json(&["restore", file]);
    assert_eq!(restored["set_aside"], Value::Null);
    assert_eq!(restored["person"], sam.json(&["status"])["partner"]["person"]);
    assert_ne!(restored["device"], lost["devices"][0]["device"]);
    sync(&alex, &sam);
    let expected = ["Only here.", "Ours. More of it."].map(str::to_owned);
    assert_eq!(alex.bodies(), BTreeSet::from(expected));
    assert!(!sam.bodies().contains("Only here."));
    assert_eq!(alex.json(&["backup"])["last"], Value::Null, "it keeps no copies of its own yet");
    alex.done(&["doctor"]);

    // Whoever has the profile's connection would go on writing what is set aside.
    let syncing = alex.start(&["sync"]);
    while alex.json(&["doctor"])["connection_held"] != true {
        sleep(Duration::from_millis(20));
    }
    alex.fails(&["restore", file, "--yes"], 5);
    drop(syncing);
}

#[test]
fn a_profile_is_set_aside_only_if_somebody_says_so() {
    let (alex, other) = (Person::new("Alex"), Person::new("Robin"));
    alex.done(&["add", "journal", "--private", "Of the backup."]);
    other.done(&["add", "journal", "--private", "Of what was there."]);
    let file = alex.file("one");
    let file = file.to_str().unwrap();
    alex.done(&["backup", file]);
    let other = other.with_key(&alex.key());
    let sentence = other.fails(&["restore", file], 1);
    assert!(sentence.contains("--yes"), "{sentence}");
    let key_file = other.file("key.txt");
    fs::write(&key_file, alex.key()).unwrap();
    let restored =
        other.json(&["restore", file, "--yes", "--recovery-key-file", key_file.to_str().unwrap()]);
    assert_eq!(other.bodies(), BTreeSet::from(["Of the backup.".to_owned()]));
    let aside = restored["set_aside"].as_str().unwrap();
    let mut before = Person::stranger(None);
    fs::rename(aside, before.file("profile")).unwrap();
    before.environment.clear();
    assert_eq!(before.bodies(), BTreeSet::from(["Of what was there.".to_owned()]));
}

#[test]
fn what_stands_in_the_way_is_said_and_nothing_is_touched() {
    let alex = Person::new("Alex");
    let alex = {
        let key = alex.key();
        alex.with_key(&key)
    };
    alex.done(&["add", "journal", "--private", &"Long. ".repeat(20_000)]);
    let file = alex.file("one");
    let name = file.to_str().unwrap();
    alex.done(&["backup", name]);
    let sentence = alex.fails(&["backup", name], 1);
    assert!(sentence.contains("left as it is"), "{sentence}");
    let bytes = fs::read(&file).unwrap();
    let before = alex.json(&["status"]);
    let mut turned = bytes.clone();
    turned[bytes.len() / 2] ^= 4;
    for (bytes, part) in [
        (&bytes[..bytes.len() - 9], "is not whole"),
        (&bytes[1..], "not a backup of Attune"),
        (&turned[..], "is damaged"),
    ] {
        fs::write(&file, bytes).unwrap();
        let sentence = alex.fails(&["restore", name, "--yes"], 1);
        assert!(sentence.contains(part), "{sentence}");
    }
    let sentence = alex.fails(&["restore", alex.file("nowhere").to_str().unwrap()], 1);
    assert!(sentence.contains("is not there"), "{sentence}");
    let away = alex.file("stick");
    let sentence = alex.fails(&["backup", "--to", away.to_str().unwrap()], 1);
    assert!(sentence.contains("plug that in"), "{sentence}");
    assert_eq!(alex.json(&["status"]), before);
    assert!(!names(&alex.file("profile")).iter().any(|name| name.contains("restoring")));
    let other = Person::new("Robin").key();
    let wrong = Person::stranger(None).with_key(&other);
    fs::write(&file, &bytes).unwrap();
    let sentence = wrong.fails(&["restore", name], 4);
    assert!(sentence.contains("does not open this backup"), "{sentence}");
    assert!(!wrong.file("profile").exists());
}

#[test]
fn a_folder_is_given_one_a_day_and_says_where_it_goes() {
    let alex = Person::new("Alex");
    let stick = alex.file("Dropbox");
    fs::create_dir(&stick).unwrap();
    let folder = stick.to_str().unwrap();
    let output = alex.run(&["backup", "--daily", folder]);
    let warned = String::from_utf8(output.stderr).unwrap();
    assert!(warned.contains("“Dropbox”"), "{warned}");
    let stands = alex.json(&["backup"]);
    assert_eq!(stands["daily"], folder);
    assert_eq!(names(&stick).len(), 1);
    let kept = alex.json(&["backup", "--to", folder]);
    assert_eq!(kept["let_go"], serde_json::json!([]));
    assert_eq!(names(&stick).len(), 1, "a day has one");
    alex.done(&["backup", "--daily-off"]);
    assert_eq!(alex.json(&["backup"])["daily"], Value::Null);
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |value| value.parse().unwrap())
}

/// Runs a command and kills it after so many milliseconds; whether it had ended well.
fn killed(person: &Person, arguments: &[&str], after: u64) -> bool {
    let mut child = person.command(arguments).spawn().unwrap();
    sleep(Duration::from_millis(after));
    let done = child.try_wait().unwrap().is_some_and(|status| status.success());
    let _ = child.kill();
    let _ = child.wait();
    done
}

/// A file with the backup's name is a whole backup, and a profile is the old one or
/// the new one, whenever the program was killed.
#[test]
fn killed_at_any_moment_there_is_a_whole_backup_or_none_and_one_whole_profile() {
    let (first, rounds) = (number("ATTUNE_FROM", 1), number("ATTUNE_KILLS", ROUNDS));
    let (alex, robin) = (Person::new("Alex"), Person::new("Robin"));
    alex.done(&["add", "journal", "--private", &"Of the backup. ".repeat(6_000)]);
    robin.done(&["add", "journal", "--private", "Of what was there."]);
    let whole = alex.file("whole");
    let whole = whole.to_str().unwrap();
    let started = std::time::Instant::now();
    alex.done(&["backup", whole]);
    // Half of them are killed near their end, or not at all.
    let longest = 2 * u64::try_from(started.elapsed().as_millis()).unwrap();
    let key = alex.file("key.txt");
    fs::write(&key, alex.key()).unwrap();
    let restore = ["restore", whole, "--yes", "--recovery-key-file", key.to_str().unwrap()];
    let (mut done, mut restored) = (0, 0);
    for seed in first..first + rounds {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let mut after = || u64::from(rng.next_u32()) % longest;
        let file = alex.file("killed");
        let name = file.to_str().unwrap();
        let ended = killed(&alex, &["backup", name], after());
        assert!(!ended || file.exists(), "seed {seed}");
        if file.exists() {
            done += 1;
            let there = Person::stranger(None).with_key(&alex.key());
            there.json(&["restore", name]);
            there.done(&["doctor"]);
            fs::remove_file(&file).unwrap();
        }

        let before = robin.bodies();
        let ended = killed(&robin, &restore, after());
        let now = robin.bodies();
        robin.done(&["doctor"]);
        if ended || now != before {
            restored += 1;
        }
        assert!(now == before || now == alex.bodies(), "seed {seed}");
        assert!(!ended || now == alex.bodies(), "seed {seed}");
    }
    // What is left of those that were killed is in nobody's way.
    alex.done(&["backup", alex.file("killed").to_str().unwrap()]);
    robin.done(&restore);
    assert_eq!(robin.bodies(), alex.bodies());
    assert!(!alex.file("killed.making").exists());
    println!(
        "{rounds} rounds, the last of seed {}; {done} backups and {restored} restored",
        first + rounds - 1
    );
}
