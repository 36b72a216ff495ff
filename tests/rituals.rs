//! Two people who keep something small together, over real sockets: both mark it
//! apart, and one leaves a note whose being found nobody learns of.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "stories/people.rs"]
mod people;

use people::{Person, couple, sync};
use serde_json::Value;

/// The one ritual that somebody has.
fn ritual(person: &Person) -> Value {
    let all = person.json(&["ritual", "list"]);
    assert_eq!(all.as_array().unwrap().len(), 1, "{all}");
    all[0].clone()
}

fn is_done(person: &Person) -> bool {
    ritual(person)["today"]["done"] == true
}

#[test]
fn both_mark_the_same_ritual_apart_and_both_marks_stand() {
    let (alex, sam) = couple();
    let id = alex.done(&["ritual", "take", "thanks", "--time", "21:45"]);
    sync(&alex, &sam);
    let there = ritual(&sam);
    assert_eq!(there["name"], "Thanks before lights out");
    assert_eq!((&there["time"], &there["days"]), (&"21:45".into(), &"daily".into()));
    assert_eq!((&there["whose"], &there["mine"]), (&"both".into(), &false.into()));

    alex.done(&["ritual", "done", &id]);
    sam.done(&["ritual", "done", &id]);
    assert!(is_done(&alex) && is_done(&sam));
    sync(&alex, &sam);
    for person in [&alex, &sam] {
        assert!(is_done(person));
        let week = ritual(person)["week"]["thread"].as_array().unwrap().clone();
        assert_eq!(week.iter().filter(|bead| *bead == "kept").count(), 1);
    }
    // Whoever takes the day's mark back, takes both back; one made apart stays.
    alex.done(&["ritual", "undone", &id]);
    sam.done(&["ritual", "undone", &id]);
    sam.done(&["ritual", "done", &id]);
    assert!(!is_done(&alex));
    sync(&alex, &sam);
    assert!(is_done(&alex) && is_done(&sam));

    // It rests for both, and another name reaches both.
    sam.done(&["ritual", "rest", &id, "--until", "2100-01-01"]);
    alex.done(&["edit", &id, "Thanks, in the dark"]);
    sync(&alex, &sam);
    for person in [&alex, &sam] {
        let ritual = ritual(person);
        assert_eq!(ritual["name"], "Thanks, in the dark");
        assert_eq!(ritual["resting_until"], "2100-01-01");
    }
}

#[test]
fn a_note_is_found_and_put_away_and_nothing_of_that_goes_back() {
    let (alex, sam) = couple();
    let id = alex.done(&["note", "Your coat is by the heater."]);
    sync(&alex, &sam);
    let waiting = sam.json(&["note", "--waiting"]);
    assert_eq!(waiting[0]["body"], "Your coat is by the heater.");
    assert_eq!(alex.json(&["note", "--waiting"]), Value::Array(vec![]));

    let (before, there) = (alex.json(&["status"]), alex.json(&["show", &id]));
    sam.done(&["note", "--put-away", &id]);
    assert_eq!(sam.json(&["note", "--waiting"]), Value::Array(vec![]));
    assert!(sam.is_in_step(), "nothing that both have has changed");
    let listens = alex.start(&["sync"]);
    let synced = sam.json(&["sync", "--until-synced", "--timeout", "60"]);
    assert_eq!(synced["sent"], 0, "{synced}");
    drop(listens);
    let after = alex.json(&["status"]);
    assert_eq!(after["digest"], before["digest"]);
    assert_eq!(after["digest"], sam.json(&["status"])["digest"]);
    assert_eq!(alex.json(&["show", &id]), there);
    // What was found is still among the entries.
    assert_eq!(sam.json(&["list", "--kind", "note"])[0]["id"], there["id"]);
}

#[test]
fn what_is_mine_stays_mine_and_what_makes_no_sense_has_a_sentence() {
    let (alex, sam) = couple();
    let days = ["--days", "mon,sat", "--time", "7:30", "--whose", "me"];
    let id = alex.done(&[&["ritual", "add", "Ring", "my", "brother"], &days[..]].concat());
    sync(&alex, &sam);
    assert_eq!(sam.json(&["ritual", "list"]), Value::Array(vec![]));
    let mine = ritual(&alex);
    assert_eq!((&mine["days"], &mine["time"]), (&"mon,sat".into(), &"07:30".into()));
    assert_eq!((&mine["whose"], &mine["scope"]), (&"me".into(), &"private".into()));

    alex.done(&["ritual", "edit", &id, "--days", "sun"]);
    assert_eq!(ritual(&alex)["days"], "sun");
    let said = alex.fails(&["ritual", "done", &id, "--day", "2100-01-01"], 1);
    assert!(said.contains("has not come"), "{said}");
    let said = alex.fails(&["ritual", "rest", &id, "--until", "2020-01-01"], 1);
    assert!(said.contains("after today"), "{said}");
    for wrong in [["--days", "someday", "--time", "7:30"], ["--days", "mon", "--time", "25:00"]] {
        alex.fails(&[&["ritual", "add", "x"], &wrong[..]].concat(), 2);
    }
    alex.done(&["delete", &id]);
    assert_eq!(alex.json(&["ritual", "list"]), Value::Array(vec![]));
    let ready = alex.json(&["ritual", "ready"]);
    assert!(ready.as_array().unwrap().iter().any(|ready| ready["name"] == "coffee"));
}
