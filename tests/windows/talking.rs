//! A soul talk in two real windows, by keyboard and by ear: one offers it, the other
//! joins, and both see one card, one turn and one clock; each writes what stayed, for
//! both or for themselves; and a window that goes in the middle is told of, and stops
//! nothing.

use crate::display::{Display, until};
use crate::ears::{Bus, Reader};
use crate::people::Person;
use serde_json::Value;

/// In two real windows.
pub(super) fn two_windows_hold_a_soul_talk_and_one_of_them_goes() {
    let displays = [Display::open(), Display::open()];
    let bus = Bus::open();
    let (alex, sam) = crate::people::couple();
    let persons = [alex, sam];
    let open = |at: usize| bus.opens(&displays[at], &persons[at].file("profile"));
    let (alexs, sams) = (open(0), open(1));
    let (alex, sam) = (bus.listens(&alexs), bus.listens(&sams));
    for reader in [&alex, &sam] {
        reader.until("Nothing else is waiting.");
    }

    // Alex draws; Sam, who does nothing, hears of it, and comes in.
    alex.place("Soul talk");
    alex.press("Memories");
    alex.waits_chosen("Memories");
    alex.goes_round();
    alex.press("Draw a question");
    alex.until("Sam is invited.");
    sam.until("Alex would like a soul talk.");
    alex.goes_round();
    sam.press("Join");
    alex.until("You speak. Sam listens.");
    sam.until("Alex speaks. You listen.");
    for (reader, partner) in [(&alex, "Sam"), (&sam, "Alex")] {
        reader.until(&format!("Live, the same on {partner}’s screen"));
        reader.until("15 minutes left");
    }
    let first = on_both(&alex, &sam, "");
    let drawn = |person: &Person| person.json(&["talk", "question"])["question"].clone();
    until(|| persons.iter().all(|person| drawn(person) == first.as_str()).then_some(()));

    // Turns change by one key, on both; either draws, and both have it.
    alex.to("Change turns");
    alex.key("space");
    alex.until("Sam speaks. You listen.");
    sam.until("You speak. Alex listens.");
    sam.until_at("Change turns");
    sam.key("space");
    alex.until("You speak. Sam listens.");
    sam.goes_round();
    sam.press("Draw another");
    let second = on_both(&alex, &sam, &first);
    sam.press("Pass");
    for reader in [&alex, &sam] {
        reader.until("Passed.");
    }
    alex.press("Draw another");
    let third = on_both(&alex, &sam, &second);
    sam.press("Let the clock rest");
    alex.until_heard("the clock rests");
    alex.press("Let it run again");
    sam.until_heard("15 minutes left, from");

    // Whoever ends it, both come to what stayed.
    alex.key("Escape");
    for reader in [&alex, &sam] {
        reader.until("What stayed with me");
        reader.until(&third);
        reader.until_at("What I carry out of it");
    }
    alex.types("How quiet it was.");
    alex.press("Sam may read");
    alex.waits_chosen("Sam may read");
    assert!(!sam.hears("How quiet it was."), "it was not shared yet");
    alex.key("ctrl+Return");
    sam.until("How quiet it was.");
    sam.until("Send a heart");
    sam.types("That I was afraid.");
    sam.until("Saved, only on this device");
    sam.goes_round();
    sam.key("ctrl+Return");
    sam.until("only me");
    alex.until_heard("on both devices");
    assert!(!alex.hears("That I was afraid."));
    let kept = |person: &Person| -> Vec<Value> {
        let all = person.json(&["list", "--kind", "talk"]);
        all.as_array().unwrap().iter().map(|entry| entry["body"].clone()).collect()
    };
    let (shared, own) = (Value::from("How quiet it was."), Value::from("That I was afraid."));
    until(|| (kept(&persons[0]) == [shared.clone()]).then_some(()));
    let theirs = kept(&persons[1]);
    assert!(theirs.len() == 2 && theirs.contains(&shared) && theirs.contains(&own), "{theirs:?}");
    let memories = |person: &Person| person.json(&["talk", "decks"])[1]["left"].clone();
    for person in &persons {
        until(|| (memories(person) == 24).then_some(()));
    }

    // Another one; and in the middle of it one window is gone.
    alex.press("Another question");
    alex.until("Sam is invited.");
    sam.until("Alex would like a soul talk.");
    sam.press("Join");
    sam.until("Live, the same on Alex’s screen");
    let before = on_both(&alex, &sam, &third);
    drop(alex);
    drop(alexs);
    sam.until("Alex’s screen is not reached just now. The talk goes on here");
    sam.press("Draw another");
    until(|| Some(asked(&sam)).filter(|now| *now != before));
    sam.key("Escape");
    sam.until("What stayed with me");
}

/// What the card on the table asks.
fn asked(reader: &Reader<'_>) -> String {
    let all = reader.all();
    let at = all.iter().position(|thing| thing.name == "Tonight’s question");
    at.and_then(|at| all.get(at + 1)).map(|thing| thing.name.clone()).unwrap_or_default()
}

/// Waits until both show one card, and another one than `before`.
#[track_caller]
fn on_both(alex: &Reader<'_>, sam: &Reader<'_>, before: &str) -> String {
    until(|| {
        let both = [asked(alex), asked(sam)];
        let is_one = both[0] == both[1] && !both[0].is_empty();
        let [one, _] = both;
        Some(one).filter(|one| is_one && one != before && !one.starts_with("Passed."))
    })
}
