//! The built program on computers whose date is wrong: a profile begun in 1970,
//! and two people whose dates are a day or a century apart. The program takes
//! its time from the system alone; a small library, compiled here and loaded
//! before the C library, tells it another date, and leaves alone what measures
//! how long something takes. `attune-core/tests/clocks.rs` tries more clocks, with
//! vaults alone.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "stories/people.rs"]
mod people;
mod stories;

use people::{Person, pair, sync};
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

/// A date as the seconds since 1970, or the computer's own, moved by so many.
#[derive(Clone, Copy)]
enum Date {
    At(i64),
    Moved(i64),
}

const RIGHT: Date = Date::Moved(0);
const IN_1970: Date = Date::At(60);
/// 2100-06-01T00:00:00Z.
const IN_2100: Date = Date::At(4_115_491_200);
const A_DAY: i64 = 24 * 60 * 60;

fn main() {
    let stories: &[(&str, fn())] = &[
        ("a_profile_begun_in_1970_goes_on_when_the_date_is_right", begun_in_1970),
        ("one_in_1970_and_one_on_time_are_two_like_any", || two("1970", IN_1970, RIGHT)),
        ("one_on_time_and_one_in_2100_are_two_like_any", || two("2100", RIGHT, IN_2100)),
        ("two_a_century_apart_are_two_like_any", || two("a century", IN_2100, IN_1970)),
        ("two_a_day_apart_are_two_like_any", || two("a day", Date::Moved(A_DAY), RIGHT)),
        ("two_a_day_apart_the_other_way_too", || two("a day", Date::Moved(-A_DAY), RIGHT)),
    ];
    stories::run(lacking(), stories);
}

/// What this machine lacks for these stories.
fn lacking() -> Option<String> {
    if cfg!(not(target_os = "linux")) {
        return Some("Linux".to_owned());
    }
    let compiled = Command::new("cc").arg("--version").output();
    (!compiled.is_ok_and(|output| output.status.success())).then(|| "cc".to_owned())
}

/// From now on this person's computer shows this date, until another is set.
fn set(person: &mut Person, date: Date) {
    let library = person.file("clock.so");
    if !library.exists() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/stories/clock.c");
        let mut cc = Command::new("cc");
        cc.args(["-shared", "-fPIC", "-o"]).arg(&library).arg(source);
        assert!(cc.status().unwrap().success());
    }
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs().cast_signed();
    let shift = match date {
        Date::At(then) => then - now,
        Date::Moved(by) => by,
    };
    person.environment = vec![
        ("TZ", "UTC".into()),
        ("LD_PRELOAD", library.into()),
        ("ATTUNE_TEST_SHIFT", shift.to_string().into()),
    ];
}

/// Somebody who begins at a computer with this date.
fn begins(name: &str, date: Date) -> Person {
    let mut person = Person::stranger(None);
    set(&mut person, date);
    person.done(&["init", "--name", name, "--unprotected"]);
    person
}

/// A list as it is shown: which, what they say, and when they say they began.
fn list(person: &Person) -> Vec<(String, String, String)> {
    let all = person.json(&["list"]);
    let text = |entry: &Value, name: &str| entry[name].as_str().unwrap().to_owned();
    let row = |entry| (text(entry, "id"), text(entry, "body"), text(entry, "created"));
    all.as_array().unwrap().iter().map(row).collect()
}

fn begun_in_1970() {
    let mut alex = begins("Alex", IN_1970);
    for words in ["one", "two", "three"] {
        alex.done(&["add", "journal", "--private", words]);
    }
    alex.done(&["add", "gratitude", "--shared", "you waited"]);
    // Time stands still before 2000, so the ids order the list.
    let then = list(&alex);
    let mut sorted = then.clone();
    sorted.sort_by(|one, other| other.0.cmp(&one.0));
    assert_eq!(then, sorted);
    for (_, words, created) in &then {
        assert!(created.starts_with("2000-01-01T00:00:00"), "{words}: {created}");
    }
    let first = &then[0].0;
    alex.done(&["edit", first, "and edited"]);
    assert_eq!(alex.json(&["checkin", "show"])["week"], "1999-W52");
    alex.done(&["checkin", "answer", "a", "b", "c"]);
    assert_eq!(alex.json(&["checkin", "show"])["mine"][2], "c");
    alex.done(&["delete", first]);
    alex.done(&["undo"]);
    assert_eq!(list(&alex).len(), 5, "four and the week's answers");
    alex.done(&["doctor"]);

    set(&mut alex, RIGHT);
    let before = list(&alex);
    assert_eq!(before.len(), 5);
    alex.done(&["doctor"]);
    let new = alex.done(&["add", "journal", "--private", "on time"]);
    let after = list(&alex);
    assert_eq!((&after[0].0, &after[1..]), (&new, &before[..]), "the newest is the first");
    let week = alex.json(&["checkin", "show"]);
    assert_ne!(week["week"], "1999-W52");
    assert_eq!((&week["state"], &week["mine"]), (&Value::from("open"), &Value::Null));
    alex.done(&["checkin", "answer", "d", "e", "f"]);
    let old = alex.json(&["checkin", "show", "--week", "2000-01-01"]);
    assert_eq!(old["mine"][2], "c", "and the old one is there");
}

/// They pair, write apart and merge, and answer one week: as with right dates.
fn two(apart: &str, alexs: Date, sams: Date) {
    let (mut alex, mut sam) = (begins("Alex", alexs), begins("Sam", sams));
    pair(&alex, &sam);
    let merged = alex.done(&["add", "journal", "--together", "One. Two."]);
    for words in ["first", "second"] {
        alex.done(&["add", "journal", "--shared", words]);
        sam.done(&["add", "gratitude", "--shared", words]);
    }
    sync(&alex, &sam);
    alex.done(&["edit", &merged, "Zero. One. Two."]);
    sam.done(&["edit", &merged, "One. Two. Three."]);
    sam.done(&["checkin", "answer", "a", "b", "c"]);
    let (week, day) = (sam.json(&["checkin", "show"]), sam.json(&["list", "--kind", "checkin"]));
    sync(&alex, &sam);
    let offered = alex.json(&["checkin", "show"]);
    assert_eq!(offered["week"], week["week"], "{apart}: the one that is sealed there");
    alex.done(&["checkin", "answer", "d", "e", "f"]);
    sync(&alex, &sam);
    sync(&alex, &sam);
    let day = day[0]["day"].as_str().unwrap();
    for (person, theirs) in [(&alex, "a"), (&sam, "d")] {
        let opened = person.json(&["checkin", "show", "--week", day]);
        assert_eq!((&opened["week"], &opened["theirs"][0]), (&week["week"], &theirs.into()));
    }
    is_one_list(&alex, &sam, 7);
    assert_eq!(alex.json(&["show", &merged])["body"], "Zero. One. Two. Three.", "{apart}");

    // The dates are put right, and both go on.
    set(&mut alex, RIGHT);
    set(&mut sam, RIGHT);
    alex.done(&["add", "journal", "--shared", "on time"]);
    sync(&alex, &sam);
    is_one_list(&alex, &sam, 8);
}

#[track_caller]
fn is_one_list(alex: &Person, sam: &Person, entries: usize) {
    let lists = [alex, sam].map(list);
    assert_eq!(lists[0].len(), entries);
    assert_eq!(lists[0], lists[1]);
    for person in [alex, sam] {
        for (id, ..) in &lists[0] {
            assert_eq!(person.json(&["show", id])["delivery"], "both");
        }
        person.done(&["doctor"]);
    }
}
