//! A pause between two real windows: one begins it, the other shows it within a second;
//! each writes down a side, both are ready, and they agree on one next step. By the
//! keyboard, found by what a screen reader would say.

use crate::both::in_two_windows;
use crate::display::{A_SECOND, until};
use crate::ears::Reader;
use crate::people::Person;
use std::time::Instant;

/// In two real windows.
pub(super) fn two_windows_pause_and_come_back() {
    in_two_windows(two_windows);
}

const MINE: &str = "Alex came home late, and Sam had cooked.";
const THEIRS: &str = "Sam had looked forward to the evening.";
const STEP: &str = "A message before six.";
const SIDE: &str = "What would a friend of you both have seen";

fn two_windows([alex, sam]: [&Reader<'_>; 2], persons: &[Person; 2]) {
    let both = [alex, sam];
    begins(alex, sam);
    // Somebody who listens for the pause goes on where they like meanwhile.
    alex.goes_round();
    sides(alex, sam, persons);
    ready(alex, sam);
    team(alex, sam);

    alex.to("One small next step");
    alex.types(STEP);
    alex.key("Return");
    alex.until_heard("Your words.");
    sam.until(STEP);
    sam.press("Agree on this");
    for reader in both {
        reader.until("You have both agreed on this.");
    }
    alex.press("End the pause");
    for reader in both {
        reader.until("The pause is over");
        reader.until(STEP);
        reader.press("Back to Today");
        reader.until("Nothing else is waiting.");
    }
    what_is_where(persons);
}

/// One begins, and the other, who does nothing, hears it within a second.
fn begins(alex: &Reader<'_>, sam: &Reader<'_>) {
    alex.key("F8");
    alex.until_at("Pause");
    alex.goes_round();
    alex.to("Pause");
    let since = Instant::now();
    alex.key("Return");
    sam.until("A pause, together");
    let took = since.elapsed();
    assert!(took < A_SECOND, "{took:?}");
    alex.until("A pause, together");
    for reader in [alex, sam] {
        reader.until_heard("Each of you can move it once.");
    }
    alex.until_heard("You have both stopped.");
}

/// One keeps theirs to themselves, the other shares it.
fn sides(alex: &Reader<'_>, sam: &Reader<'_>, persons: &[Person; 2]) {
    alex.to(SIDE);
    alex.types(MINE);
    alex.until("Saved, only on this device");
    sam.to(SIDE);
    sam.types(THEIRS);
    sam.press("Alex may read");
    sam.waits_chosen("Alex may read");
    assert!(!alex.hears(THEIRS));
    sam.press("Share with Alex");
    sam.until_heard("on both devices");
    let there = || persons[0].json(&["list"]).as_array().unwrap().clone();
    until(|| there().iter().any(|entry| entry["body"] == THEIRS).then_some(()));
    assert!(!sam.hears(MINE));
}

/// Nobody hears that one is ready before both are.
fn ready(alex: &Reader<'_>, sam: &Reader<'_>) {
    alex.key("F8");
    alex.until_at("I am ready");
    alex.key("Return");
    alex.until("You have said it");
    assert!(sam.find("I am ready").is_some() && sam.find("Are we on").is_none());
    sam.press("I am ready");
    for reader in [alex, sam] {
        reader.until("Are we on");
    }
    alex.until(THEIRS);
}

/// Both say yes; no answer is heard before both are given.
fn team(alex: &Reader<'_>, sam: &Reader<'_>) {
    let say_yes = |reader: &Reader<'_>| {
        reader.press("Yes");
        reader.waits_chosen("Yes");
        reader.press("Say it");
    };
    say_yes(alex);
    alex.until("Sam’s answer shows once both are given.");
    assert!(!sam.hears("Yes."));
    say_yes(sam);
    let said = |reader: &Reader<'_>| reader.all().iter().filter(|it| it.name == "Yes.").count();
    for reader in [alex, sam] {
        reader.until("One small next step");
        assert_eq!(said(reader), 2);
    }
}

/// What was not shared is with whoever wrote it, and nowhere else.
fn what_is_where(persons: &[Person; 2]) {
    let list = |person: &Person| person.json(&["list"]).as_array().unwrap().clone();
    let kept = until(|| list(&persons[0]).into_iter().find(|entry| entry["body"] == MINE));
    assert_eq!(kept["scope"], "private");
    for word in ["cooked", "late"] {
        let found = persons[1].json(&["search", word]);
        assert_eq!(found.as_array().unwrap().len(), 0, "{found}");
    }
    assert!(list(&persons[1]).iter().all(|entry| entry["body"] != MINE));
    for person in persons {
        assert_eq!(person.json(&["pause", "show"])["state"], "none");
        let shared = list(person).into_iter().find(|entry| entry["body"] == THEIRS).unwrap();
        assert_eq!((&shared["scope"], &shared["delivery"]), (&"shared".into(), &"both".into()));
        let step = list(person).into_iter().find(|entry| entry["kind"] == "pause").unwrap();
        assert_eq!(step["body"], STEP);
    }
}
